"""What editors do to facts, and what comes of it: tests/tables/edits.tsv.

Each row is one edit of the test project of a flood. Nothing that makes two places
disagree goes unheard: it is a problem or a piece of advice, or it is right.
"""

from collections import Counter

import pytest

from factbox.problems import Failed
from tests.making import pages_of, read_site
from tests.reading_tables import rows
from tests.test_claims import FOLDER, project

PATHS = {
    "people": "content/people.yaml",
    "source": "seeds/wire-reports.yaml",
    "article": f"{FOLDER}/article.md",
    "second/article": "content/second/article.md",
    **{
        f"{folder}{name}": f"{path}/{name}.yaml"
        for folder, path in (("", FOLDER), ("second/", "content/second"))
        for name in ("figures", "quotes", "timeline", "updates")
    },
}
"""Where an edit is made; a second explainer is there as soon as something is in it."""

SECOND = b"""\
---
headline: How the valley was helped
standfirst: Help came.
as_of: 12 May 2024
---
"""
EDITS = rows("edits.tsv")


def typed(cell: str) -> str:
    return cell.replace("\\n", "\n")


def edited(file: str, old: str, new: str) -> dict[str, bytes]:
    """The project after an edit."""
    if not file.startswith("second/"):
        return project({PATHS[file]: (typed(old), typed(new))})
    second = {PATHS["second/article"]: SECOND, PATHS[file]: typed(new).encode()}
    return {**project(), **second}


def what_comes_of(file: str, old: str, new: str) -> list[str]:
    """The problems or, where there are none, the names of the advice."""
    try:
        site = read_site(edited(file, old, new))
    except Failed as failed:
        return [f"problem: {problem.message}" for problem in failed.problems]
    return [f"advice: {piece.name}" for piece in site.advice]


USUAL = Counter(what_comes_of("people", "River Aid", "River Aid"))


@pytest.mark.parametrize(
    ("file", "old", "new", "outcome"),
    [row[1:] for row in EDITS],
    ids=[row[0] for row in EDITS],
)
def test_an_edit_is_right_or_told(file, old, new, outcome):
    kind, _, words = outcome.partition(": ")
    if kind.endswith("page"):
        pages = pages_of(read_site(edited(file, old, new)))
        assert (words in pages) is (kind == "page")
        return

    told = list((Counter(what_comes_of(file, old, new)) - USUAL).elements())

    if kind == "ok":
        assert told == []
    else:
        assert [each for each in told if each.startswith(kind) and words in each], told
