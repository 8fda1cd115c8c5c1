import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbox.values.quantities.contradictions import disagreements
from factbox.values.quantities.linking import Disagreement, LinkedClaims, LinkText
from factbox.values.quantities.quantity import Quantity
from factbox.values.quantities.spans import span
from tests.reading_tables import rows
from tests.test_quantities import quantities


def named(claimed: str) -> LinkedClaims:
    values, unit, label = [*map(str.strip, claimed.split("|")), "", ""][:3]
    quantities = tuple(Quantity.parse(text) for text in values.split(";"))
    headline = span(quantities)
    ends = (headline.low, headline.high) if headline else (None, None)
    return LinkedClaims("toll", quantities, str(headline), ends, unit, label)


def held(claimed: str, sentence: str) -> tuple[Disagreement, ...]:
    before, words, after = re.split(r"[\[\]]", sentence)
    return disagreements(LinkText(words, before, after), named(claimed))


@pytest.mark.parametrize(("claimed", "sentence", "verdict"), rows("links.tsv"))
def test_the_words_of_a_link_are_held_against_what_is_claimed(
    claimed, sentence, verdict
):
    found = held(claimed, sentence)

    is_problem = any(each.certain for each in found)
    assert ("no" if is_problem else "advice" if found else "ok") == verdict


@pytest.mark.parametrize(
    ("claimed", "sentence", "message", "hint"),
    [
        (
            "about 300",
            "[About 50 people]",
            "the text says '50', but toll is about 300",
            "correct one of them; empty brackets print the value",
        ),
        (
            "about 300; up to 1,000",
            "[640]",
            "the text says '640', but toll is about 300 or up to 1,000",
            "correct one of them; empty brackets print the value",
        ),
        (
            "300",
            "[more than 300]",
            "the text says 'more than 300', but toll is 300",
            "correct one of them; empty brackets print the value",
        ),
        (
            "33% to 50%",
            "[33]",
            "the text says '33', but toll is 33% to 50%",
            "write it as a share, with '%', or correct one of them",
        ),
        (
            "300",
            "[half]",
            "the text says 'half', but toll is 300",
            "a share is no count: link to the figure of the share",
        ),
        (
            "60 to 80",
            "[about 60]",
            "the text says 'about 60', and toll is 60 to 80",
            "say both ends, or say 'at least' if this is the low one",
        ),
        (
            "about 300",
            "[exactly 300]",
            "the text says 'exactly 300', and toll is about 300",
            "leave 'exactly' out: the claim is approximate",
        ),
        (
            "310 | mm",
            "[310 metres]",
            "the text says 'metres', but toll is in 'mm'",
            "write the unit of the figure",
        ),
        (
            "300",
            "more than []",
            "'more than' stands before a value that prints as '300'",
            "leave it out, or write it into the claim if the source says so",
        ),
        (
            "300",
            "[] thousand",
            "'thousand' stands behind a value that prints as '300'",
            "leave it out: the value is printed whole",
        ),
        (
            "300 | people | People killed",
            "[300 injured]",
            "the text says 'injured', and toll is of 'People killed'",
            "link to the figure that is meant",
        ),
    ],
)
def test_a_disagreement_says_what_is_said_what_is_claimed_and_what_to_do(
    claimed, sentence, message, hint
):
    [found] = held(claimed, sentence)

    assert (found.message, found.hint) == (message, hint)


@given(quantities())
def test_a_printed_quantity_never_contradicts_itself(quantity):
    itself = LinkedClaims("toll", (quantity,), str(quantity))

    assert disagreements(LinkText(str(quantity)), itself) == ()


@given(st.text(), st.text(), st.text(), quantities())
def test_any_words_can_be_held_against_any_quantity(words, before, after, quantity):
    disagreements(
        LinkText(words, before, after), LinkedClaims("toll", (quantity,), str(quantity))
    )
