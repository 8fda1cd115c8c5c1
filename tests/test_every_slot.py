"""Wherever words can stand, each sort of fact is held: tests/tables/sorts.tsv.

All places are filled with the same words, so that a build tells of each place whether
its words were held against the fact.
"""

import re
from collections import Counter

import pytest

from factbox.problems import Failed, Problem
from tests.making import read_site
from tests.reading_tables import rows
from tests.test_slots import FILES, FLOOD, SLOTS, png

FACTS = """\
- {id: share, label: Homes without power, value: 33% to 50%, by: mayor, as_of: undated, source: gazette}
- {id: turnout, label: Turnout, value: 56%, by: mayor, as_of: undated, source: gazette}
- {id: swing, label: Swing, value: 5 points, by: mayor, as_of: undated, source: gazette}
- {id: cost, label: Cost, value: €1.5bn, by: mayor, as_of: undated, source: gazette}
- {id: wells, label: Wells tested, value: 81 of 99, by: mayor, as_of: undated, source: gazette}
- {id: rate, label: Cases, value: "12.3 per 100,000", by: mayor, as_of: undated, source: gazette}
- {id: deaths, label: Deaths, value: 300 (95% CI 250 to 350), by: mayor, as_of: undated, source: gazette}
- {id: trend, label: Change, value: "-6%", by: mayor, as_of: undated, source: gazette}
- {id: rain, label: Rain, unit: mm, value: 310, by: mayor, as_of: undated, source: gazette}
- {id: boats, label: Boats, value: fewer than 40, by: mayor, as_of: undated, source: gazette}
"""
ALARM = "- {id: alarm, when: '3 March 2025, 05:05', title: An alarm, by: police, source: gazette}\n"

TEXTS = {
    **FILES,
    f"{FLOOD}/figures.yaml": FILES[f"{FLOOD}/figures.yaml"] + FACTS,
    f"{FLOOD}/timeline.yaml": FILES[f"{FLOOD}/timeline.yaml"] + ALARM,
}
SLOT = re.compile(r"\{([\w.]+: [\w ]+|a source: \w+)\}")
HELD = [slot for slot, figure, *_ in SLOTS if figure == "problem"]
"""The places in which references work."""


def place_of(slot: str) -> tuple[str, int]:
    """The file and the line of a place."""
    for path, text in TEXTS.items():
        if (offset := text.find(f"{{{slot}}}")) >= 0:
            return path, text.count("\n", 0, offset) + 1
    raise LookupError(slot)


def told_of(words: str) -> tuple[Problem, ...]:
    """The problems where these words stand in every place that may have references."""

    def said(match: re.Match[str]) -> str:
        if match[1] not in HELD:
            return "so."
        return f"See {words}." if words else "so."

    files = {path: SLOT.sub(said, text).encode() for path, text in TEXTS.items()}
    files[f"{FLOOD}/images/dam.png"] = png(1)
    files[f"{FLOOD}/images/wall.png"] = png(2)
    try:
        read_site(files)
    except Failed as failed:
        return failed.problems
    return ()


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [row[1:] for row in rows("sorts.tsv")],
    ids=[row[0] for row in rows("sorts.tsv")],
)
def test_a_fact_of_any_sort_is_held_wherever_it_stands(right, wrong, message):
    problems = told_of(wrong)

    assert told_of(right) == ()
    assert {message} == {each.message[: len(message)] for each in problems}, problems
    told = Counter((each.place.file, each.place.line) for each in problems)
    assert told == Counter(map(place_of, HELD))
