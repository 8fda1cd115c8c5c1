import re
from collections import Counter
from decimal import Decimal, localcontext

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbox.problems import Unreadable
from factbox.values.quantities.quantity import Quantity
from tests.reading_tables import rows
from tests.tongues import AMERICAN, BRITISH, GERMAN, LANGUAGES


def reading(quantity: Quantity) -> str:
    """The quantity as a table has it."""
    low, high = plain(quantity.low), plain(quantity.high)
    about = "~high" if quantity.only_high else "~"
    side = ">" if quantity.high is None else "<"
    numbers = {
        name: plain(getattr(quantity, name)) for name in ("best", "level", "of", "per")
    }
    flags = [
        about * quantity.approximate,
        side * quantity.exclusive,
        "%" * quantity.percent,
        "points" * (quantity.sort == "points"),
        "sign" * quantity.change,
        *(f"{name}={number}" for name, number in numbers.items() if number),
        f"cur={quantity.currency}" if quantity.currency else "",
        f"unit={quantity.unit}" if quantity.unit else "",
    ]
    said = low if low == high else f"{low}..{high}"
    return " ".join(filter(None, [said, *flags]))


def plain(number: Decimal | None) -> str:
    if number is None:
        return ""
    return f"{number.normalize() if number else Decimal(0):f}"


def flags(text: str) -> list[str]:
    """The words of a reading in any order, but those of a unit."""
    before, _, unit = text.partition("unit=")
    return [*sorted(before.split()), unit]


@st.composite
def numbers(draw: st.DrawFn) -> Decimal:
    digits = draw(st.integers(-(10**8), 10**8))
    # Three decimals that end in 0 are refused: 11.000 may be eleven thousand.
    power = draw(st.sampled_from([-4, -2, -1, 0, 0, 0, 3, 6, 9]))
    return Decimal(f"{digits}E{power}")


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    """A quantity of any sort that somebody can type."""
    low, high = sorted([draw(numbers()), draw(numbers())])
    sort = draw(st.sampled_from(["number", "percent", "points", "money", "ratio"]))
    change = sort != "ratio" and draw(st.booleans())
    if sort == "ratio":
        low, high = sorted([abs(low), abs(high)])
    if sort in ("percent", "points") and low < 0:
        change = True
    if sort in ("number", "money") and change:
        low, high = sorted([abs(low), abs(high)])
    ends = draw(st.sampled_from([(low, low), (low, high), (low, None), (None, high)]))
    if change and sort in ("percent", "points") and ends[0] is None and high >= 0:
        ends = (high, None)
    one_sided = None in ends
    exclusive = one_sided and draw(st.booleans())
    approximate = draw(st.booleans())
    hedged = exclusive and approximate and draw(st.booleans())
    below = draw(st.sampled_from(["nearly", "just_under"]))
    of = per = None
    if sort == "ratio" and draw(st.booleans()):
        of = abs(max(end for end in ends if end is not None)) + draw(st.integers(1, 99))
    elif sort == "ratio":
        per = Decimal(draw(st.sampled_from([1000, 100000])))
    is_range = not one_sided and ends[0] != ends[1]
    code, symbol = draw(st.sampled_from([("EUR", ""), ("USD", "$"), ("CHF", "")]))
    return Quantity(
        *ends,
        approximate=approximate,
        exclusive=exclusive,
        sort=sort,
        hedge=(below if ends[0] is None else "just_over") if hedged else "",
        only_high=is_range and approximate and draw(st.booleans()),
        change=change,
        of=of,
        per=per,
        in_=of is not None and draw(st.booleans()),
        currency=code if sort == "money" else "",
        symbol=symbol if sort == "money" else "",
    )


@st.composite
def intervals(draw: st.DrawFn) -> Quantity:
    low, best, high = sorted(draw(st.tuples(numbers(), numbers(), numbers())))
    sort = draw(st.sampled_from(["number", "money"]))
    return Quantity(
        low,
        high,
        best=best,
        level=draw(st.sampled_from([None, Decimal(95), Decimal("99.5")])),
        approximate=draw(st.booleans()),
        sort=sort,
        currency="EUR" if sort == "money" else "",
    )


def refusal(text: str) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        Quantity.parse(text)
    return caught.value


# Reading.


@pytest.mark.parametrize(("text", "read", "printed"), rows("quantities.tsv"))
def test_a_quantity_is_read_as_people_write_it_and_prints_near_that(
    text, read, printed
):
    quantity = Quantity.parse(text)

    assert flags(reading(quantity)) == flags(read)
    assert str(quantity).replace("\N{NO-BREAK SPACE}", " ") == printed


@pytest.mark.parametrize(("text", "_", "printed"), rows("quantities.tsv"))
def test_what_is_printed_of_what_was_typed_reads_back_as_the_same(text, _, printed):
    quantity = msgspec.structs.replace(Quantity.parse(text), unit="")

    again = Quantity.parse(printed)

    assert msgspec.structs.replace(again, hedge=quantity.hedge) == quantity


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
        ("900 thousand to 1.2 million", "900,000 to 1.2 million"),
        ("5 to 5", "5"),
    ],
)
def test_a_quantity_reads_in_all_these_ways(text, printed):
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
        ("33% to 50%", Quantity(Decimal(33), Decimal(50), sort="percent")),
    ],
)
def test_a_quantity_keeps_apart_what_is_known_of_it(text, quantity):
    assert Quantity.parse(text) == quantity


def test_the_digits_stay_as_typed():
    assert str(Quantity.parse("1.10").low) == "1.10"
    assert str(Quantity.parse("1.2 million").low) == "1.2E+6"


# Refusing.


@pytest.mark.parametrize(("text", "hint"), rows("refusals.tsv"))
def test_a_refusal_names_what_can_be_meant(text, hint):
    refused = refusal(text)

    assert hint in f"{refused.message} {refused.hint}"


@pytest.mark.parametrize(("text", "_"), rows("refusals.tsv"))
def test_what_a_refusal_offers_to_write_is_read(text, _):
    for offered in re.findall(
        r"(?:write|or|either|unit:) '(?!unit:)([^']+)'", refusal(text).hint
    ):
        Quantity.parse(offered)


@pytest.mark.parametrize(
    ("text", "message", "hint", "offset"),
    [
        ("abuot 300", "'abuot 300' is not a quantity", "did you mean 'about'?", 0),
        ("1 milion", "'1 milion' is not a quantity", "did you mean 'million'?", 2),
        (
            "up to 1,10",
            "'1,10' could be 1.10 or 1,100",
            "write the one that is meant",
            6,
        ),
        (
            "1,0000",
            "'1,0000' is not how a number is written",
            "put a comma between thousands and a point before decimals, "
            "like 11,000 and 1.10",
            0,
        ),
        (
            "11.000",
            "'11.000' could be 11,000 or 11",
            "write the one that is meant",
            0,
        ),
        (
            "12,000 to 11,000",
            "the range '12,000 to 11,000' runs backwards",
            "write the lower number first if it is a range; a score, or a change from "
            "one to the other, is two values",
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
        "12,34",
        "1,000 000",
        "0,123",
        "007",
        "5.",
        ".5",
        "3 4",
        "3 and 4",
        "900 to 1.2 million",
        "NaN",
        "Infinity",
        "1e999999",
        "2025-01-15",
        "5\x00",
        "300 or",
        "300 about",
        "300?",
        "$",
        "of 5",
        "5 of",
        "+",
        "€5 or $5",
        "300 (250",
        "300 ±",
    ],
)
def test_what_is_no_quantity_is_refused_with_the_forms(text):
    assert refusal(text).hint != ""


@pytest.mark.parametrize(
    "text", ["other 300", "unlike 300", "house", "300 a day or so?"]
)
def test_a_hint_never_offers_a_word_of_another_meaning(text):
    assert "did you mean" not in refusal(text).hint


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
    return Quantity.parse(str(quantity)) == msgspec.structs.replace(quantity, unit="")


@given(st.text())
def test_any_text_is_a_quantity_or_unreadable(text):
    assert is_read_or_refused(text)


PARTS = ["about ", "up to", "between ", " and ", " to ", "-", ",", ".", " ", "%", "£"]
PARTS += [
    "million",
    "0",
    "1",
    "23",
    "456",
    "000",
    " in ",
    " of ",
    " per ",
    "(",
    ")",
    "+",
]
PARTS += ["half", "two", " hundred", "a ", "third", "$", " euros", "±", " points", "½"]


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


@given(quantities() | intervals())
def test_what_is_printed_reads_back_as_the_same_quantity(quantity):
    assert Quantity.parse(str(quantity)) == quantity


@given(quantities() | intervals())
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
        ("€1.5bn", "1,5 Milliarden €"),
        ("CHF 20", "20 CHF"),
        ("nearly 300", "fast 300"),
        ("a third", "ein Drittel"),
        ("two in five", "zwei von fünf"),
        ("12.3 per 100,000", "12,3 je 100.000"),
        ("+0.9 points", "+0,9 Prozentpunkte"),
        ("300 (95% CI 250-350)", "300 (95-%-KI 250 bis 350)"),
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
        money = str(Quantity.parse("£1.23456m to £3.45678m"))

    assert printed == "1.23456\N{NO-BREAK SPACE}million"
    assert (
        money
        == "£1.23456\N{NO-BREAK SPACE}million to £3.45678\N{NO-BREAK SPACE}million"
    )


def test_american_numbers_are_british_ones():
    assert Quantity.parse("up to 1,000").in_language(AMERICAN) == "up to 1,000"


@pytest.mark.parametrize(
    ("text", "home", "code", "printed"),
    [
        ("$3", "", "USD", "$3"),
        ("$3", "CAD", "CAD", "$3"),
        ("US$3", "CAD", "USD", "US$3"),
        ("USD 3", "USD", "USD", "$3"),
        ("CAD 3", "USD", "CAD", "C$3"),
        ("3 kr", "NOK", "NOK", "kr\N{NO-BREAK SPACE}3"),
        ("£3", "EUR", "GBP", "£3"),
    ],
)
def test_a_sign_of_several_currencies_means_that_of_the_site(text, home, code, printed):
    quantity = Quantity.parse(text).at_home(home)
    language = msgspec.structs.replace(BRITISH, currency=home)

    assert quantity.currency == code
    assert quantity.in_language(language) == printed


IN_MYRIADS = ("ja", "ko")
"""They count in ten thousands: 1.2 million is 120 of them."""


@given(quantities(), st.sampled_from(LANGUAGES))
def test_every_digit_is_printed_in_every_language(quantity, language):
    printed = quantity.in_language(language)

    # Some write in digits what English has in words.
    digits = Counter(c for c in str(quantity) if c.isdigit())
    if language.tag in IN_MYRIADS:
        del digits["0"]
    assert digits <= Counter(c for c in printed if c.isdigit())


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
