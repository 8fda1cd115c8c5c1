from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbox.values.quantities.quantity import Quantity
from factbox.values.quantities.spans import Span, span
from tests.reading_tables import rows
from tests.tongues import GERMAN


def headline(*claims: str) -> Quantity | Span | None:
    return span([Quantity.parse(claim) for claim in claims])


@pytest.mark.parametrize(("claims", "expected"), rows("headlines.tsv"))
def test_a_headline_keeps_the_words_of_its_ends(claims, expected):
    printed = str(headline(*claims.split(";")) or "-")

    assert printed.replace("\N{NO-BREAK SPACE}", " ") == expected


def test_a_headline_prints_in_the_language_of_the_site():
    found = headline("about 300", "up to 1,000")

    assert found is not None
    assert found.in_language(GERMAN) == "etwa 300 – bis zu 1.000"


# A grid of claims whose numbers are few, so that a slow reference can try them all.
GRID = [Decimal(number) / 2 for number in range(-3, 20)]


@st.composite
def claims(draw: st.DrawFn) -> Quantity:
    low, high = sorted(draw(st.tuples(st.integers(0, 8), st.integers(0, 8))))
    ends = draw(st.sampled_from([(low, low), (low, high), (low, None), (None, high)]))
    one, other = (None if end is None else Decimal(end) for end in ends)
    one_sided = None in ends
    return Quantity(
        one,
        other,
        approximate=draw(st.booleans()),
        exclusive=one_sided and draw(st.booleans()),
    )


def stated(quantity: Quantity) -> set[Decimal]:
    return {end for end in (quantity.low, quantity.high) if end is not None}


@given(st.lists(claims(), min_size=1, max_size=4))
def test_a_headline_implies_nothing_beyond_what_is_claimed(values):
    found = span(values)
    if found is None:
        return

    implied = [number for number in GRID if found.covers(number)]
    allowed = [n for n in GRID if any(value.covers(n) for value in values)]

    # From the lowest to the highest number of the grid that anybody's claim allows.
    assert all(min(allowed) <= number <= max(allowed) for number in implied)
    # No end is said to be reached that every claim leaves out.
    for end in (found.low, found.high):
        if end is not None and found.covers(end):
            assert any(value.covers(end) for value in values)


@given(st.lists(claims(), min_size=1, max_size=4))
def test_a_headline_leaves_out_no_number_that_somebody_states(values):
    found = span(values)
    if found is None:
        return

    for number in set.union(*map(stated, values)):
        assert found.low is None or found.low <= number
        assert found.high is None or number <= found.high


@given(st.lists(claims(), min_size=1, max_size=4))
def test_about_stays_with_the_number_of_which_it_was_said(values):
    found = span(values)
    if not isinstance(found, Quantity):
        return

    for end in stated(found):
        hedges = {value.approximate for value in values if end in stated(value)}
        assert found.approximate in hedges or found.only_high


@given(st.lists(claims(), min_size=1, max_size=4), st.randoms())
def test_the_order_of_the_claims_changes_nothing(values, random):
    shuffled = values[:]
    random.shuffle(shuffled)

    assert str(span(shuffled)) == str(span(values))


@given(claims(), st.integers(1, 4))
def test_claims_that_agree_say_what_each_of_them_says(claim, count):
    assert span([claim] * count) == claim
