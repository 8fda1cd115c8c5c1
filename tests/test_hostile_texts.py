"""What an author types stays text in every file that other programs read."""

import csv
import json
from io import StringIO
from xml.etree import ElementTree

import pytest

from tests.small_site import ADDRESS, PageHead, built

HOSTILE = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    '"><img src=x onerror=alert(1)>',
    "' onload='alert(1)",
    "]]></title><x/>",
    "=cmd()",
    "-1+1",
    "@SUM(A1)",
    "a\u2028b\u2029c",
    "\u202eevil\u202c",
    "👩🏽‍💻 مرحبا",
    "{{ 7 * 191 }}{% raw %}",
]


def quoted(text: str) -> str:
    """The text in YAML's double quotes, what may not stand in a file escaped."""
    quoted = json.dumps(text, ensure_ascii=False)
    return quoted.replace("\u2028", r"\u2028").replace("\u2029", r"\u2029")


def meant(text: str) -> str:
    """The text in Markdown, which refuses markup that is not meant as it stands."""
    return text.replace("<", r"\<").replace("{", r"\{")


def hostile_texts(text: str) -> dict[str, str]:
    """Content that has the text wherever an author can write a text."""
    t = quoted(text)
    m = quoted(meant(text))
    return {
        "content/site.yaml": f"{{title: {t}, language: en-GB, publisher: {t}, description: {t}}}",
        "content/people.yaml": f"- {{id: council, name: {t}, short: {t}, role: {t}}}",
        "seeds/minutes.yaml": (
            f"{{title: {t}, author: {t}, publisher: {t}, notes: {{cost: {m}}}}}"
        ),
        "content/bridge/article.md": (
            f"---\nheadline: {t}\nstandfirst: {m}\ndescription: {t}\nbyline: {t}\n"
            f"dateline: {t}\nas_of: 2025\npublished: 2025-02-08\nknown: [{m}]\n"
            f"unknown: [{m}]\n---\n\n{' '.join(meant(text).split())}\n"
        ),
        "content/bridge/figures.yaml": (
            f"- {{id: cost, label: {t}, unit: {t}, text: {m}, value: 300, by: council, "
            "source: minutes#cost}"
        ),
        "content/bridge/quotes.yaml": (
            f"- {{id: rust, who: council, said: {m}, words: {t}, source: minutes#cost}}"
        ),
        "content/bridge/timeline.yaml": (
            f"- {{id: closed, when: 2025, title: {t}, text: {m}, by: council, "
            "source: minutes#cost}"
        ),
        "content/bridge/updates.yaml": (
            f"- {{id: wrong, when: 2025-02-12, kind: correction, what: {m}}}"
        ),
    }


@pytest.mark.parametrize("text", HOSTILE)
def test_a_page_has_the_same_elements_whatever_its_texts_are(text: str) -> None:
    harmless = built(hostile_texts("harmless"), address=ADDRESS)
    hostile = built(hostile_texts(text), address=ADDRESS)

    for path in ("bridge/index.html", "index.html"):
        # Texts of another direction are kept apart.
        tags = [tag for tag in PageHead(hostile[path]).tags if tag != "bdi"]
        assert tags == PageHead(harmless[path]).tags


@pytest.mark.parametrize("text", HOSTILE)
def test_json_ld_is_one_block_that_says_the_text(text: str) -> None:
    page = built(hostile_texts(text), address=ADDRESS)["bridge/index.html"]

    [(kind, block)] = PageHead(page).scripts
    article = json.loads(block)

    assert kind == "application/ld+json"
    assert not set(block) & set("<>&\u2028\u2029")
    assert article["headline"] == " ".join(text.split())
    assert article["correction"][0]["text"] == " ".join(text.split())


@pytest.mark.parametrize("text", HOSTILE)
def test_open_graph_says_the_text(text: str) -> None:
    page = built(hostile_texts(text), address=ADDRESS)["bridge/index.html"]

    assert PageHead(page).metas["og:title"] == " ".join(text.split())


@pytest.mark.parametrize("text", HOSTILE)
def test_the_feeds_say_the_text(text: str) -> None:
    files = built(hostile_texts(text), address=ADDRESS)

    feed = ElementTree.fromstring(files["feed.xml"])
    items = json.loads(files["feed.json"])["items"]

    said = " ".join(text.split())
    assert feed.findtext("{*}title") == said
    assert feed.findtext("{*}entry/{*}content") == said
    assert items[0]["content_text"] == said
    assert items[0]["title"] == f"Correction: {said}"


@pytest.mark.parametrize("text", HOSTILE)
def test_the_data_file_says_the_text(text: str) -> None:
    data = json.loads(built(hostile_texts(text))["bridge/data.json"])

    said = " ".join(text.split())
    assert data["headline"] == said
    assert data["figures"][0]["text"] == said
    assert data["quotes"][0]["said"] == said
    assert data["sources"][0]["notes"][0]["text"] == said


@pytest.mark.parametrize("text", HOSTILE)
def test_a_spreadsheet_finds_the_text_and_no_formula(text: str) -> None:
    files = built(hostile_texts(text))

    for kind, column in [
        ("figures", "label"),
        ("quotes", "said"),
        ("timeline", "title"),
        ("updates", "what"),
    ]:
        [row] = csv.DictReader(StringIO(files[f"bridge/{kind}.csv"], newline=""))
        assert row[column].removeprefix("'") == " ".join(text.split()).removeprefix("'")
        assert not row[column].startswith(("=", "+", "-", "@"))
