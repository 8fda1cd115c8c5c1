from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from factbox.problems import Unreadable
from factbox.values.formulas.formula import Formula
from factbox.values.quantities.quantity import Quantity

VALUES = {
    ("killed", "nis"): Quantity.parse("about 300"),
    ("wounded", "nis"): Quantity.parse("about 2,700"),
    ("sent", "nis"): Quantity.parse("about 11,000"),
    ("killed", "jones"): Quantity.parse("up to 1,000"),
    ("sent", "jones"): Quantity.parse("11,000 to 12,000"),
    ("share-lost", "jones"): Quantity.parse("33% to 50%"),
    ("captured", ""): Quantity.parse("2"),
    ("least", ""): Quantity.parse("at least 40"),
    ("more", ""): Quantity.parse("more than 40"),
    ("fewer", ""): Quantity.parse("fewer than 40"),
    ("positive", ""): Quantity.parse("more than 0"),
    ("natural", ""): Quantity.parse("at least 0"),
    ("change", ""): Quantity.parse("-1 to 1"),
    ("budget", ""): Quantity.parse("1.2 million"),
    ("price", ""): Quantity.parse("1.10"),
    ("wide", ""): Quantity.parse("about 20 to 2,000"),
}


def evaluated(text: str, percent: bool = False) -> str:
    return str(Formula.parse(text).evaluate(VALUES, percent))


def refusal(text: str) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        Formula.parse(text).evaluate(VALUES, percent=False)
    return caught.value


# Reading.


def test_a_formula_knows_the_figures_it_mentions_and_where():
    formula = Formula.parse("(killed@nis + share-lost) / 2")

    found = [(ref.figure, ref.claimant, ref.offset) for ref in formula.references]

    assert found == [("killed", "nis", 1), ("share-lost", "", 14)]


def test_a_formula_prints_as_it_was_written():
    assert str(Formula.parse(" killed@nis/2 ")) == " killed@nis/2 "


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("1 + 2 * 3", "7"),
        ("(1 + 2) * 3", "9"),
        ("7 - 2 - 1", "4"),
        ("12 / 3 / 2", "2"),
        ("12/3*2", "8"),
        ("2 * (3 + (4 - 1))", "12"),
        ("((5))", "5"),
        ("1 - 3", "\N{MINUS SIGN}2"),
        ("0.5 * 4", "2"),
        ("(" * 100 + "5" + ")" * 100, "5"),
        (" + ".join(["1"] * 70), "70"),
    ],
)
def test_operations_bind_as_in_school(text, result):
    assert evaluated(text) == result


# Evaluating.


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("(killed@nis + wounded@nis) / sent@nis", "about 27%"),
        ("(killed@nis + wounded@nis) / sent@jones", "about 25% to 28%"),
        ("killed@jones / sent@jones", "up to 10%"),
        ("captured / killed@nis", "about 0.7%"),
        ("least / 300", "at least 13%"),
        ("more / 300", "more than 13%"),
        ("killed@jones / more", "less than 2,500%"),
        ("share-lost@jones", "33% to 50%"),
        ("1 - share-lost@jones", "50% to 67%"),
        ("1 / 2", "50%"),
    ],
)
def test_a_share_is_in_whole_per_cent(text, result):
    assert evaluated(text, percent=True) == result


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("killed@nis + wounded@nis", "about 3,000"),
        ("wounded@nis / killed@nis", "about 9"),
        ("killed@jones + wounded@nis", "up to about 3,700"),
        ("sent@nis - killed@nis", "about 11,000"),
        ("sent@nis - 10600", "about 400"),
        ("share-lost@jones * sent@jones", "3,630 to 6,000"),
        ("sent@jones + 234", "11,234 to 12,234"),
        ("budget / 7", "170,000"),
        ("price * 3", "3.30"),
        ("100 / price", "90.9"),
        ("price + captured", "3.10"),
        ("captured * 1000 + 234", "2,234"),
        ("10 / 3", "3.33"),
        ("10000 / 3", "3,333"),
        ("9 / 2", "4.5"),
        ("captured - captured", "0"),
        ("wide + 5", "about 20 to 3,000"),
        ("20 / wide - 60", "about \N{MINUS SIGN}60.0 to \N{MINUS SIGN}59.0"),
        ("20 / wide - more", "less than about \N{MINUS SIGN}39.0"),
    ],
)
def test_a_result_is_no_finer_than_its_roughest_value(text, result):
    assert evaluated(text) == result


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("least + 5", "at least 45"),
        ("5 - least", "up to \N{MINUS SIGN}35"),
        ("more + least", "more than 80"),
        ("more * more", "more than 1,600"),
        ("100 - more", "fewer than 60"),
        ("100 - fewer", "more than 60"),
        ("fewer + killed@nis", "fewer than about 400"),
        ("1 / least", "0 to 0.025"),
        ("least / least", "more than 0"),
        ("least * 0", "0"),
        ("positive * least", "more than 0"),
        ("positive * natural", "at least 0"),
        ("more * change * 0", "0"),
    ],
)
def test_an_open_end_stays_open(text, result):
    assert evaluated(text) == result


finite = st.builds(
    lambda units, power: Decimal(f"{units}E{power}"),
    st.integers(-999, 999),
    st.integers(-2, 3),
)


@st.composite
def ranges(draw: st.DrawFn) -> tuple[Quantity, Fraction]:
    """A quantity, and one of the numbers that it covers."""
    low, number, high = sorted(draw(st.tuples(finite, finite, finite)))
    ends = draw(
        st.sampled_from([(low, high), (low, None), (None, high), (number, number)])
    )
    exclusive = None in ends and number not in ends and draw(st.booleans())
    approximate = draw(st.booleans())
    return Quantity(*ends, approximate, exclusive), Fraction(number)


@given(ranges(), ranges(), st.sampled_from("+-*/"), st.booleans())
def test_a_range_holds_every_result_that_its_values_allow(one, other, symbol, percent):
    (left, a), (right, b) = one, other
    values = {("a", ""): left, ("b", ""): right}
    assume(left.low != left.high or right.low != right.high)
    if symbol == "/":
        assume(
            not right.covers(Decimal(0)) and Decimal(0) not in (right.low, right.high)
        )
    point = {"+": a + b, "-": a - b, "*": a * b, "/": a / b if b else Fraction(0)}[
        symbol
    ]
    point *= 100 if percent else 1

    try:
        result = Formula.parse(f"a {symbol} b").evaluate(values, percent)
    except Unreadable as unreadable:
        assume(unreadable.message != "neither end of the result is known")
        raise

    assert result.low is None or Fraction(result.low) <= point
    assert result.high is None or point <= Fraction(result.high)
    if result.exclusive:
        assert point not in (result.low, result.high)
    assert result.approximate == (left.approximate or right.approximate)


@given(finite, finite, st.sampled_from("+-*"))
def test_exact_whole_numbers_give_the_exact_result(a, b, symbol):
    a, b = a.quantize(Decimal(1)), b.quantize(Decimal(1))
    values = {("a", ""): Quantity(a, a), ("b", ""): Quantity(b, b)}

    result = Formula.parse(f"a {symbol} b").evaluate(values, percent=False)

    assert result.low == {"+": a + b, "-": a - b, "*": a * b}[symbol]


@given(ranges(), ranges())
def test_the_order_of_a_sum_does_not_matter(one, other):
    values = {("a", ""): one[0], ("b", ""): other[0]}
    assume(not (one[0].low is None and other[0].high is None))
    assume(not (one[0].high is None and other[0].low is None))

    sums = [Formula.parse(text).evaluate(values, False) for text in ("a + b", "b + a")]

    assert sums[0] == sums[1]


# Refusing.


@pytest.mark.parametrize(
    ("text", "message", "offset"),
    [
        ("", "'' ends too early", 0),
        ("captured +", "'captured +' ends too early", 10),
        ("captured more", "'more' stands where one of + - * / should", 9),
        ("2 * / 3", "'/' stands where a figure or a number should", 4),
        ("()", "')' stands where a figure or a number should", 1),
        ("2 * (3", "this '(' is never closed", 4),
        ("2 + 3)", "this ')' closes nothing", 5),
        ("2 \N{MULTIPLICATION SIGN} 3", "'\N{MULTIPLICATION SIGN}' is no part", 2),
        ("a@b@c", "'a@b@c' is no part", 0),
        ("2**3", "'*' stands where a figure or a number should", 2),
        ("__import__('os')", "'__import__('os')' is no part", 0),
        ("2 + missing@nis", "there is no value for 'missing@nis'", 4),
        ("2 / 0", "this divides by what may be zero", 2),
        ("2 / change", "this divides by what may be zero", 2),
        ("2 / killed@jones", "this divides by what may be zero", 2),
        ("2 / (more - 40)", "this divides by what may be zero", 2),
        ("killed@jones * more", "neither end of the result is known", 0),
        ("1" + "0" * 30, "the result is too large to print", 0),
        ("1 / 1" + "0" * 30, "the result is too small to print", 0),
        ("(" * 10**6, "'(((", 0),
    ],
)
def test_what_cannot_be_computed_is_refused_where_it_stands(text, message, offset):
    refused = refusal(text)

    assert refused.message.startswith(message)
    assert refused.offset == offset
    assert refused.hint != ""


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("killed -wounded", "a minus needs a space on both sides"),
        ("killed- wounded", "a minus needs a space on both sides"),
        ("-killed", "a minus needs a space on both sides"),
        ("1,000 * killed", "write numbers in a formula without commas"),
    ],
)
def test_common_slips_get_a_hint_of_their_own(text, hint):
    assert refusal(text).hint == hint


def test_a_hyphen_belongs_to_an_id():
    [reference] = Formula.parse("share-lost").references

    assert reference.figure == "share-lost"


def is_read_or_refused(text: str) -> bool:
    """Whether a text is a formula that evaluates, or is refused with a hint."""
    try:
        formula = Formula.parse(text)
        values = {
            (r.figure, r.claimant): VALUES["sent", "jones"] for r in formula.references
        }
        return formula.evaluate(values, percent=True).percent
    except Unreadable as unreadable:
        return unreadable.hint != "" and 0 <= unreadable.offset <= len(text)


@given(st.text())
def test_any_text_is_a_formula_or_unreadable(text):
    assert is_read_or_refused(text)


TOKENS = ["a", "b@c", "2", "0.5", " ", " ", "+", " - ", "-", "*", "/", "(", ")", "0"]


@given(st.lists(st.sampled_from(TOKENS), max_size=300).map("".join))
def test_any_muddle_of_its_parts_is_a_formula_or_unreadable(text):
    assert is_read_or_refused(text)


# Sorts.

SORTED = {
    ("cost", ""): Quantity.parse("£2.4m"),
    ("gift", ""): Quantity.parse("£1.2m"),
    ("dollars", ""): Quantity.parse("$2m"),
    ("homes", ""): Quantity.parse("300 homes"),
    ("rain", ""): Quantity.parse("31 mm"),
    ("share", ""): Quantity.parse("20%"),
    ("rise", ""): Quantity.parse("3 points"),
    ("guilty", ""): Quantity.parse("4 of 16"),
    ("best", ""): Quantity.parse("300 (250 to 350)"),
}


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("cost + gift", "£3.6 million"),
        ("cost / homes", "£8,000"),
        ("cost * share", "£480,000"),
        ("cost / gift", "2.0"),
        ("2 * cost", "£4.8 million"),
        ("homes * share", "60"),
        ("homes + 5", "305"),
        ("rise + rise", "6 percentage points"),
        ("2 * rise", "6 percentage points"),
        ("best + homes", "550 to 650"),
    ],
)
def test_what_goes_together_keeps_its_sort(text, result):
    made = str(Formula.parse(text).evaluate(SORTED, percent=False))

    assert made.replace("\N{NO-BREAK SPACE}", " ") == result


@pytest.mark.parametrize(
    ("text", "result"),
    [("guilty", "25%"), ("1 - share", "80%"), ("share + rise", "23%")],
)
def test_a_ratio_and_points_count_as_shares(text, result):
    assert str(Formula.parse(text).evaluate(SORTED, percent=True)) == result


@pytest.mark.parametrize(
    ("text", "message", "offset"),
    [
        ("homes + share", "'homes' is a number, and 'share' is a share", 8),
        ("cost + homes", "'cost' is money, and 'homes' is a number", 7),
        ("cost - dollars", "'cost' is in GBP, and 'dollars' is in USD", 7),
        ("cost + 5", "'cost' is money, and 'the number' is a plain number", 0),
        ("cost * gift", "'cost' is money, and 'gift' is money", 7),
        ("homes / cost", "'homes' is a number, and 'cost' is money", 8),
        ("homes + rain", "'homes' is a number, and 'rain' is in mm", 8),
        ("homes * rise", "'homes' is a number, and 'rise' is in percentage points", 8),
    ],
)
def test_what_does_not_go_together_is_refused_at_its_operand(text, message, offset):
    with pytest.raises(Unreadable) as caught:
        Formula.parse(text).evaluate(SORTED, percent=False)

    assert (caught.value.message, caught.value.offset) == (message, offset)


def test_money_is_no_share():
    with pytest.raises(Unreadable, match="the result is money, and no share"):
        Formula.parse("cost / homes").evaluate(SORTED, percent=True)
