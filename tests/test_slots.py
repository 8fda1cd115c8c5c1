"""Wherever words can stand, each kind of fact is contradicted: tests/tables/slots.tsv.

A cell says what comes of it: a problem, advice, that a reference is `refused` there, or
`-` where nothing is looked at. What the README says of contradictions is this table.
"""

import re
from functools import cache
from io import BytesIO

import pytest
from PIL import Image as Pillow

from factbox.problems import Failed, Problem
from tests.making import read_site
from tests.reading_tables import rows
from tests.test_content import BASE

SLOTS = rows("slots.tsv")

LINKS = {
    "figure": ("[280](figure:homes)", "the text says '280', but homes is 300"),
    "event": ("[3 March](event:breach)", "the text says '3 March', but breach is"),
    "quote": ("[“nobody knew”](quote:warning)", "the text quotes 'nobody knew'"),
    "person": ("[Harbour Police](person:mayor)", "the words name Harbour Police"),
    "source": ("[](source:gazette#cuont)", "the source 'gazette' has no note 'cuont'"),
}
"""A link that contradicts a fact of each kind, and what is said of it."""

BARE = "some 280 homes, said Ada Marsj"
REFUSED = (
    "is plain text, in which a reference is seen as typed",
    "a note cannot link to the site's own entries",
    "what stands on every page cannot name a fact",
)

FLOOD = "content/flood"
FILES = {
    f"{FLOOD}/article.md": """\
---
headline: A flood {article.md: headline}
standfirst: Water came, {article.md: standfirst}
description: What is known, {article.md: description}
known:
  - This is known, {article.md: known}
unknown:
  - This is not, {article.md: unknown}
as_of: 4 March 2025
---

The dam broke in the night.[](source:gazette#count)[](source:gazette#breach) It is told
that {article.md: paragraph}

## What is told, {article.md: heading}

- It is told, {article.md: list}

> It is told, {article.md: passage}

| Told | So |
|---|---|
| It is told, | so {article.md: cell} |

A note follows.[^1] {article.md: words of a link to the web}

[^1]: It is told, {article.md: footnote}

![Water, {article.md: alt text}](images/dam.png "Seen, {article.md: caption}")
""",
    f"{FLOOD}/figures.yaml": """\
- id: missing
  label: People missing, {figures.yaml: label}
  text: It is told, {figures.yaml: text}
  estimates:
    - value: about 40
      by: police
      as_of: 3 March 2025
      text: It is told, {figures.yaml: text of a claim}
      source: gazette#count
    - {value: up to 60, by: mayor, as_of: 3 March 2025, source: gazette#count}
- {id: homes, label: Homes, value: 300, by: mayor, as_of: undated, source: gazette}
""",
    f"{FLOOD}/quotes.yaml": """\
- id: warning
  who: mayor
  on: 3 March 2025
  said: It is told, {quotes.yaml: said}
  words: nobody told us
  source: gazette#count
""",
    f"{FLOOD}/timeline.yaml": """\
- id: breach
  when: 2 March 2025
  title: The dam breaks, {timeline.yaml: title}
  text: It is told, {timeline.yaml: text}
  by: police
  image:
    file: images/wall.png
    alt: Water, {timeline.yaml: alt text}
    caption: Seen, {timeline.yaml: caption}
  recording:
    url: https://radio.example/dam
    kind: audio
    transcript: It is told, {timeline.yaml: transcript}
  source: gazette#count
""",
    f"{FLOOD}/updates.yaml": """\
- id: more
  when: 4 March 2025
  kind: update
  what: It is told, {updates.yaml: what}
""",
    "content/people.yaml": """\
- id: mayor
  name: Ada Marsh
  role: Mayor, {people.yaml: role}
  roles:
    - role: Deputy, {people.yaml: role of a time}
      until: 2019
- id: police
  name: Harbour Police
  kind: organisation
""",
    "content/site.yaml": BASE["content/site.yaml"]
    .decode()
    .replace("title: Explainers", "title: Explainers, {site.yaml: title}")
    + "footer: It is told, {site.yaml: footer}\n"
    + "description: It is told, {site.yaml: description}\n"
    + "navigation:\n  - label: It is told, {site.yaml: label}\n"
    + "    explainer: flood\n",
    "seeds/gazette.yaml": """\
title: Dam breaks, {a source: title}
publisher: The Harbour Gazette
published: 4 March 2025
notes:
  count: The police count about 40 people missing, the mayor up to 60.
  breach: The dam broke on 2 March, {a source: note}
quotes: [Nobody told us.]
""",
}


@cache
def png(shade: int) -> bytes:
    file = BytesIO()
    Pillow.new("L", (64, 40), shade).save(file, "PNG")
    return file.getvalue()


def found(slot: str, words: str) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """The problems, and the advice, where these words stand in a slot."""
    if slot.endswith("to the web") and "](" not in words:
        words = f"See [{words}](https://example.org/)." if words else ""

    def said(match: re.Match[str]) -> str:
        return words if match[1] == slot else "so."

    files = {
        path: re.sub(r"\{([\w.]+: [\w ]+|a source: \w+)\}", said, text).encode()
        for path, text in FILES.items()
    }
    files[f"{FLOOD}/images/dam.png"] = png(1)
    files[f"{FLOOD}/images/wall.png"] = png(2)
    try:
        return (), read_site(files).advice
    except Failed as failed:
        return failed.problems, ()


def test_nothing_is_wrong_where_nothing_is_contradicted() -> None:
    problems, advice = found("", "")

    assert problems == ()
    assert {each.name for each in advice} <= {"note-disagrees"}


@pytest.mark.parametrize("row", SLOTS, ids=[row[0] for row in SLOTS])
def test_a_contradiction_is_told_wherever_it_stands(row) -> None:
    slot, *expected = row
    problems, _ = found(slot, " and ".join(words for words, _ in LINKS.values()))
    _, advice = found(slot, BARE)

    told = [each.message for each in problems]
    names = {each.name for each in advice}
    outcomes = [
        "problem"
        if any(message in each for each in told)
        else "refused"
        if any(words in each for each in told for words in REFUSED)
        else "-"
        for _, message in LINKS.values()
    ]
    outcomes += [
        "advice" if name in names else "-" for name in ("loose-number", "misspelt-name")
    ]
    assert outcomes == expected
