"""Headlines and derived values, held against a slow and exact reference.

`python -m tests.fuzz 3600 headlines formulas` goes on for as long as one likes.
"""

from fractions import Fraction
from random import Random

import pytest

from tests.against import hold_headline, hold_value
from tests.exact import (
    Bound,
    Claim,
    Tree,
    fault_of_headline,
    fault_of_value,
    said,
)


def test_a_headline_says_nothing_that_its_claims_do_not():
    random = Random(1)
    for _ in range(600):
        hold_headline(random)


def test_a_derived_value_holds_what_its_claims_allow_and_no_more():
    random = Random(1)
    for _ in range(500):
        hold_value(random)


# The reference itself.


def exactly(number: int, words: str = "") -> Claim:
    bound = Bound(Fraction(number), words)
    return Claim(f"{words} {number}".strip(), "number", bound, bound)


def side(words: str, number: int, *, is_out: bool) -> Claim:
    bound = Bound(Fraction(number), words, is_out)
    ends = (bound, None) if words in ("at least", "more than") else (None, bound)
    return Claim(f"{words} {number}", "number", *ends)


LEAST_40 = side("at least", 40, is_out=False)
ABOUT_5 = exactly(5, "about")
TO_9 = side("up to", 9, is_out=False)
BELOW_10 = side("fewer than", 10, is_out=True)
OVER_120 = side("more than", 120, is_out=True)


@pytest.mark.parametrize(
    ("claims", "printed", "fault"),
    [
        ([BELOW_10, TO_9], "up to 10", "nobody said 'up to 10' of this end"),
        ([OVER_120, exactly(700)], "120 to 700", "nobody said ' 120' of this end"),
        ([exactly(20), exactly(40, "about")], "about 20 to 40", "nobody said 'about"),
        ([exactly(12), exactly(300)], "12 to 200", "nobody said ' 200' of this end"),
        ([exactly(12), exactly(300), exactly(40)], "12 to 40", "it leaves out 300"),
        ([exactly(12), exactly(300)], "at least 12", "nobody said 'at least 12'"),
        ([exactly(12), exactly(300)], None, "an honest span is refused"),
        ([exactly(20), TO_9], "up to 20", "nobody knows where this begins or ends"),
        ([exactly(12), LEAST_40], "12 – at least 40", ""),
        ([exactly(12), exactly(300)], "12 to 300", ""),
    ],
)
def test_the_reference_finds_what_is_wrong_with_a_headline(claims, printed, fault):
    assert fault_of_headline(claims, printed).startswith(fault)
    assert bool(fault_of_headline(claims, printed)) == bool(fault)


def quotient(one: Claim, other: Claim) -> Tree:
    parts = (Tree("{}", (one,)), Tree("{}", (other,)))
    return Tree("({} / {})", (one, other), "/", parts)


@pytest.mark.parametrize(
    ("claims", "printed", "fault"),
    [
        ((exactly(10), exactly(3)), "3.33", ""),
        ((exactly(10), exactly(3)), "3", "3.33"),
        ((exactly(10), ABOUT_5), "2", "a hedge is lost, or made up"),
        ((LEAST_40, exactly(10)), "4 to 100", "it does not hold"),
        ((LEAST_40, exactly(10)), "at least 4", ""),
        ((OVER_120, exactly(10)), "at least 12", "no choice of numbers gives 12"),
        ((OVER_120, exactly(10)), "more than 12", ""),
        ((exactly(40), TO_9), "at least 4", "it does not hold -"),
        ((exactly(40), TO_9), None, ""),
        ((exactly(10), exactly(5)), None, "it is refused"),
    ],
)
def test_the_reference_finds_what_is_wrong_with_a_value(claims, printed, fault):
    found = fault_of_value(quotient(*claims), "number", printed)

    assert found.startswith(fault)
    assert bool(found) == bool(fault)


@pytest.mark.parametrize(
    ("printed", "low", "high"),
    [
        ("about 300 – up to 1,000", (300, "about"), (1000, "up to")),
        ("\u221230 to \u22128", (-30, ""), (-8, "")),
        ("£2\u00a0million to £3\u00a0million", (2_000_000, ""), (3_000_000, "")),
        ("300 (250 to 350)", (250, ""), (350, "")),
        ("300 to about 400", (300, ""), (400, "about")),
    ],
)
def test_the_reference_reads_what_is_printed(printed, low, high):
    found = said(printed)

    assert found.low is not None
    assert found.high is not None
    assert (found.low.number, found.low.words) == low
    assert (found.high.number, found.high.words) == high
