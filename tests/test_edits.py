"""What editors do to facts, and what comes of it: tests/tables/edits.tsv.

Each row is one edit of the test project of a flood. Nothing that makes two places
disagree goes unheard: it is a problem or a piece of advice, or it is right.
"""

from collections import Counter

import pytest

from factbox.problems import Failed
from tests.making import read_site
from tests.reading_tables import rows
from tests.test_claims import FOLDER, project

PATHS = {
    "people": "content/people.yaml",
    "article": f"{FOLDER}/article.md",
    **{
        name: f"{FOLDER}/{name}.yaml"
        for name in ("figures", "quotes", "timeline", "updates")
    },
}
EDITS = rows("edits.tsv")


def typed(cell: str) -> str:
    return cell.replace("\\n", "\n")


def what_comes_of(file: str, old: str, new: str) -> list[str]:
    """The problems or, where there are none, the names of the advice."""
    try:
        site = read_site(project({PATHS[file]: (typed(old), typed(new))}))
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
    told = list((Counter(what_comes_of(file, old, new)) - USUAL).elements())

    kind, _, words = outcome.partition(": ")
    if kind == "ok":
        assert told == []
    else:
        assert [each for each in told if each.startswith(kind) and words in each], told
