from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbox.languages.language import AMERICAN, BRITISH, GERMAN, LANGUAGES
from factbox.problems import Unreadable
from factbox.values.quantities import Quantity, contradiction, numbers_in


@st.composite
def numbers(draw: st.DrawFn) -> Decimal:
    digits = draw(st.integers(-(10**8), 10**8))
    # Three decimals that end in 0 are refused: 11.000 may be eleven thousand.
    power = draw(st.sampled_from([-4, -2, -1, 0, 0, 0, 3, 6, 9]))
    return Decimal(f"{digits}E{power}")


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    low, high = sorted([draw(numbers()), draw(numbers())])
    ends = draw(st.sampled_from([(low, low), (low, high), (low, None), (None, high)]))
    one_sided = None in ends
    return Quantity(
        *ends,
        approximate=draw(st.booleans()),
        exclusive=one_sided and draw(st.booleans()),
        percent=draw(st.booleans()),
    )


def refusal(text: str) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        Quantity.parse(text)
    return caught.value


# Reading.


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("300", "300"),
        ("  300 ", "300"),
        ("about 300", "about 300"),
        ("Around 300", "about 300"),
        ("roughly 300", "about 300"),
        ("some 300", "about 300"),
        ("approximately 300", "about 300"),
        ("an estimated 11,000", "about 11,000"),
        ("~300", "about 300"),
        ("~ 300", "about 300"),
        ("11,000 to 12,000", "11,000 to 12,000"),
        ("11,000-12,000", "11,000 to 12,000"),
        ("11,000 \N{EN DASH} 12,000", "11,000 to 12,000"),
        ("between 11,000 and 12,000", "11,000 to 12,000"),
        ("about 300 to 400", "about 300 to 400"),
        ("about 300 to about 400", "about 300 to 400"),
        ("between about 300 and 400", "about 300 to 400"),
        ("33% to 50%", "33% to 50%"),
        ("33 to 50%", "33% to 50%"),
        ("33 to 50 per cent", "33% to 50%"),
        ("50 percent", "50%"),
        ("up to 1,000", "up to 1,000"),
        ("as many as 1,000", "up to 1,000"),
        ("at most 1,000", "up to 1,000"),
        ("up to about 1,000", "up to about 1,000"),
        ("at least 40", "at least 40"),
        ("no fewer than 40", "at least 40"),
        ("more than 40", "more than 40"),
        ("over 40", "more than 40"),
        ("fewer than 40", "fewer than 40"),
        ("less than 40", "fewer than 40"),
        ("under 40", "fewer than 40"),
        ("fewer than 40%", "less than 40%"),
        ("fewer than 4.5", "less than 4.5"),
        ("1.10", "1.10"),
        ("0.5", "0.5"),
        ("-5", "\N{MINUS SIGN}5"),
        ("\N{MINUS SIGN}5 to \N{MINUS SIGN}3", "\N{MINUS SIGN}5 to \N{MINUS SIGN}3"),
        ("-5--3", "\N{MINUS SIGN}5 to \N{MINUS SIGN}3"),
        ("11000", "11,000"),
        ("11 000", "11,000"),
        ("11\N{THIN SPACE}000", "11,000"),
        ("1,234,567.89", "1,234,567.89"),
        ("1.2 million", "1.2 million"),
        ("1.2m", "1.2 million"),
        ("3bn", "3 billion"),
        ("2 thousand", "2,000"),
        ("1.2 to 1.5 million", "1.2 million to 1.5 million"),
        ("900 thousand to 1.2 million", "900,000 to 1,200,000"),
        ("5 to 5", "5"),
    ],
)
def test_a_quantity_reads_as_people_write_it(text, printed):
    assert str(Quantity.parse(text)).replace("\N{NO-BREAK SPACE}", " ") == printed


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("300", Quantity(Decimal(300), Decimal(300))),
        ("about 300", Quantity(Decimal(300), Decimal(300), approximate=True)),
        ("up to 1,000", Quantity(None, Decimal(1000))),
        ("at least 40", Quantity(Decimal(40), None)),
        ("more than 40", Quantity(Decimal(40), None, exclusive=True)),
        ("fewer than 40", Quantity(None, Decimal(40), exclusive=True)),
        ("33% to 50%", Quantity(Decimal(33), Decimal(50), percent=True)),
    ],
)
def test_a_quantity_keeps_apart_what_is_known_of_it(text, quantity):
    assert Quantity.parse(text) == quantity


def test_the_digits_stay_as_typed():
    assert str(Quantity.parse("1.10").low) == "1.10"
    assert str(Quantity.parse("1.2 million").low) == "1.2E+6"


# Refusing.


@pytest.mark.parametrize(
    ("text", "message", "hint", "offset"),
    [
        ("abuot 300", "'abuot 300' is not a quantity", "did you mean 'about'?", 0),
        ("1 milion", "'1 milion' is not a quantity", "did you mean 'million'?", 2),
        (
            "nearly 300",
            "'nearly 300' is not a quantity",
            "'nearly' does not say how far below: write 'about' or 'fewer than'",
            0,
        ),
        (
            "up to 1,10",
            "'1,10' is not how a number is written",
            "put a comma between thousands and a point before decimals, "
            "like 11,000 and 1.10",
            6,
        ),
        (
            "11.000",
            "'11.000' could be 11,000 or 11.0",
            "write the one that is meant",
            0,
        ),
        (
            "12,000 to 11,000",
            "the range '12,000 to 11,000' runs backwards",
            "write the lower number first",
            0,
        ),
        (
            "900 to 1.2 million",
            "the range '900 to 1.2 million' runs backwards",
            "write both numbers in full",
            0,
        ),
        (
            "33% to 50",
            "only one end of '33% to 50' is a percentage",
            "write it like '33% to 50%'",
            7,
        ),
        (
            "up to 3 to 4",
            "'up to 3 to 4' gives two numbers after 'up to'",
            "write either '3 to 4' or 'up to 4'",
            7,
        ),
        (
            "between 3 to 4",
            "'between 3 to 4' mixes two ways to write a range",
            "write either '300 to 400' or 'between 300 and 400'",
            9,
        ),
        (
            "between 3",
            "'between 3' has only one number",
            "write it like 'between 300 and 400'",
            9,
        ),
        (
            "about ٣٠٠",
            "'about ٣٠٠' is not a quantity",
            "write numbers with the digits 0 to 9",
            6,
        ),
        (
            "9" * 50,
            "a number of 50 digits is too long",
            "18 digits are the most",
            0,
        ),
    ],
)
def test_a_refusal_says_what_is_wrong_where_and_what_to_do(text, message, hint, offset):
    refused = refusal(text)

    assert refused.message == message
    assert refused.hint == hint
    assert refused.offset == offset


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "about",
        "~",
        "300 soldiers",
        "12,34",
        "1,000 000",
        "0,123",
        "007",
        "5.",
        ".5",
        "+5",
        "3 4",
        "3 and 4",
        "900 to 1.2 million",
        "NaN",
        "Infinity",
        "1e999999",
        "2025-01-15",
        "40+",
        "¼",
        "5\x00",
    ],
)
def test_what_is_no_quantity_is_refused_with_the_forms(text):
    assert refusal(text).hint != ""


@pytest.mark.parametrize("text", ["9" * 10**6, "1 " * 10**6, "about " * 10**6])
def test_a_very_long_text_is_refused_without_being_repeated(text):
    refused = refusal(text)

    assert refused.message.endswith("…' is too long for a quantity")
    assert len(refused.message) < 100


def is_read_or_refused(text: str) -> bool:
    """Whether a text is a quantity that prints as itself, or is refused with a hint."""
    try:
        quantity = Quantity.parse(text)
    except Unreadable as unreadable:
        return unreadable.hint != "" and 0 <= unreadable.offset <= len(text)
    return Quantity.parse(str(quantity)) == quantity


@given(st.text())
def test_any_text_is_a_quantity_or_unreadable(text):
    assert is_read_or_refused(text)


PARTS = ["about ", "up to", "between ", " and ", " to ", "-", ",", ".", " ", "%"]
PARTS += ["million", "0", "1", "23", "456", "000"]


@given(st.lists(st.sampled_from(PARTS), max_size=12).map("".join))
def test_any_muddle_of_its_parts_is_a_quantity_or_unreadable(text):
    assert is_read_or_refused(text)


@pytest.mark.parametrize(
    ("low", "high", "exclusive"),
    [
        (None, None, False),
        (Decimal(2), Decimal(1), False),
        (Decimal(1), Decimal(2), True),
        (Decimal("NaN"), None, False),
        (None, Decimal("Infinity"), False),
    ],
)
def test_a_quantity_that_makes_no_sense_cannot_be_made(low, high, exclusive):
    with pytest.raises(ValueError, match="quantity"):
        Quantity(low, high, exclusive=exclusive)


# Printing.


@given(quantities())
def test_what_is_printed_reads_back_as_the_same_quantity(quantity):
    assert Quantity.parse(str(quantity)) == quantity


@given(quantities())
def test_printing_is_canonical(quantity):
    printed = str(quantity)

    assert str(Quantity.parse(printed)) == printed


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("about 300", "etwa 300"),
        ("11,000 to 12,000", "11.000 bis 12.000"),
        ("up to 1,000", "bis zu 1.000"),
        ("up to about 1,000", "bis zu etwa 1.000"),
        ("at least 40", "mindestens 40"),
        ("more than 40", "mehr als 40"),
        ("fewer than 40", "weniger als 40"),
        ("33% to 50%", "33 % bis 50 %"),
        ("1.10", "1,10"),
        ("1 million", "1 Million"),
        ("1.2 billion", "1,2 Milliarden"),
        ("2 trillion", "2 Billionen"),
    ],
)
def test_a_quantity_prints_in_german(text, printed):
    in_german = Quantity.parse(text).in_language(GERMAN)

    assert in_german.replace("\N{NO-BREAK SPACE}", " ") == printed


def test_a_number_is_not_parted_from_its_sign_or_scale():
    percentage = Quantity.parse("50%").in_language(GERMAN)
    millions = Quantity.parse("1.2 million").in_language(BRITISH)

    assert percentage == "50\N{NO-BREAK SPACE}%"
    assert millions == "1.2\N{NO-BREAK SPACE}million"


def test_the_precision_of_the_caller_s_arithmetic_changes_nothing():
    with localcontext(prec=2):
        printed = str(Quantity.parse("1.23456 million"))

    assert printed == "1.23456\N{NO-BREAK SPACE}million"


def test_american_numbers_are_british_ones():
    assert Quantity.parse("up to 1,000").in_language(AMERICAN) == "up to 1,000"


@given(quantities(), st.sampled_from(LANGUAGES))
def test_every_digit_is_printed_in_every_language(quantity, language):
    printed = quantity.in_language(language)

    digits = [c for c in printed if c.isdigit()]
    assert digits == [c for c in str(quantity) if c.isdigit()]


# Covering.


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("300", ["300", "300.0"], ["299", "301"]),
        ("about 300", ["300"], ["301"]),
        ("33% to 50%", ["33", "40", "50"], ["32.9", "51"]),
        ("up to 40", ["-1", "40"], ["40.1"]),
        ("fewer than 40", ["-1", "39.9"], ["40"]),
        ("at least 40", ["40", "1E9"], ["39"]),
        ("more than 40", ["40.1", "1E9"], ["40"]),
    ],
)
def test_a_quantity_covers_the_numbers_it_allows(text, inside, outside):
    quantity = Quantity.parse(text)

    assert all(quantity.covers(Decimal(number)) for number in inside)
    assert not any(quantity.covers(Decimal(number)) for number in outside)


@given(quantities())
def test_an_end_is_covered_unless_it_is_excluded(quantity):
    for end in (quantity.low, quantity.high):
        if end is not None:
            assert quantity.covers(end) is not quantity.exclusive


# Prose.


@pytest.mark.parametrize(
    ("prose", "value"),
    [
        ("300", "300"),
        ("the 11,000 men", "11000"),
        ("1.2 million", "1200000"),
        ("1.2m", "1200000"),
        ("(2,700)", "2700"),
        ("a 300-strong force", "300"),
        ("up to a thousand", "1000"),
        ("a hundred", "100"),
        ("two dozen", "24"),
        ("two hundred and ten", "210"),
        ("two thousand seven hundred", "2700"),
        ("twenty-five", "25"),
        ("half a million", "500000"),
        ("two and a half million", "2500000"),
        ("\N{MINUS SIGN}5 degrees", "-5"),
    ],
)
def test_a_count_is_found_in_prose(prose, value):
    [number] = numbers_in(prose)

    assert number.value == Decimal(value)
    assert number.share is False


@pytest.mark.parametrize(
    ("prose", "value"),
    [
        ("50%", "50"),
        ("12.5 per cent of them", "12.5"),
        ("half of the force", "50"),
        ("a third", "33"),
        ("two-thirds", "67"),
        ("three quarters", "75"),
    ],
)
def test_a_share_is_found_in_prose(prose, value):
    [number] = numbers_in(prose)

    assert number.value == Decimal(value)
    assert number.share is True


@pytest.mark.parametrize(
    "prose",
    [
        "on 7 February 2025",
        "on 7th February",
        "on February 7, 2025",
        "in 2024",
        "since 2024-10",
        "2025-02-07",
        "in the 1990s",
        "a T-72 tank",
        "the K2 tank",
        "one of them",
        "12 May",
        "hundreds of men",
        "a second-half surge",
        "a two-man crew",
        "the 1st brigade",
    ],
)
def test_dates_names_and_pronouns_are_no_numbers(prose):
    assert list(numbers_in(prose)) == []


def test_numbers_are_found_where_they_stand():
    prose = "Some 2,700 were wounded and about 300 killed."

    found = [(number.text, number.offset) for number in numbers_in(prose)]

    assert found == [("2,700", 5), ("300", 34)]


def test_the_ends_of_a_range_share_their_sign_and_scale():
    shares = [number.value for number in numbers_in("between 33 and 50%")]
    counts = [number.value for number in numbers_in("1.2 to 1.5 million")]

    assert shares == [Decimal(33), Decimal(50)]
    assert counts == [Decimal("1.2E6"), Decimal("1.5E6")]


def test_a_range_that_would_run_backwards_shares_no_scale():
    counts = [number.value for number in numbers_in("300 to 1.2 million")]

    assert counts == [Decimal(300), Decimal("1.2E6")]


@pytest.mark.parametrize(
    ("prose", "text"),
    [
        ("about 300", "about 300"),
        ("some 2,700 men", "about 2,700"),
        ("some 2,700 men", "2,731"),
        ("more than 2,700", "2,731"),
        ("about 3,000", "2,700"),
        ("2,700", "about 2,731"),
        ("half of the force", "33% to 50%"),
        ("a third of the force", "33% to 50%"),
        ("a third", "33.4%"),
        ("nearly half", "48%"),
        ("half of the 11,000", "50%"),
        ("half of them", "about 300"),
        ("up to a thousand", "up to 1,000"),
        ("11,000-12,000 troops", "11,000 to 12,000"),
        ("33 to 50%", "33% to 50%"),
        ("two captured soldiers", "2"),
        ("more than 40", "more than 40"),
        ("killed in January 2025", "about 300"),
        ("many", "about 300"),
    ],
)
def test_prose_may_say_a_quantity_in_its_own_words(prose, text):
    assert contradiction(prose, Quantity.parse(text)) is None


@pytest.mark.parametrize(
    ("prose", "text", "contradicting"),
    [
        ("about 3,000", "about 300", "3,000"),
        ("about 300 or 400 men", "about 300", "400"),
        ("312 men", "about 300", "312"),
        ("2,700", "2,731", "2,700"),
        ("about 2,500", "2,731", "2,500"),
        ("about 1,000", "600", "1,000"),
        ("two thirds of the force", "33% to 50%", "two thirds"),
        ("13 to 50%", "33% to 50%", "13"),
        ("half", "48%", "half"),
        ("300", "33%", "300"),
        ("up to ten thousand", "up to 1,000", "ten thousand"),
        ("three soldiers", "2", "three"),
        ("39", "at least 40", "39"),
        ("9" * 10**5, "5", "9" * 10**5),
    ],
)
def test_prose_that_contradicts_a_quantity_is_caught(prose, text, contradicting):
    assert contradiction(prose, Quantity.parse(text)) == contradicting


@given(quantities())
def test_a_printed_quantity_never_contradicts_itself(quantity):
    assert contradiction(str(quantity), quantity) is None


@given(st.text(), quantities())
def test_a_contradiction_is_a_part_of_the_prose(prose, quantity):
    found = contradiction(prose, quantity)

    assert found is None or found in prose
