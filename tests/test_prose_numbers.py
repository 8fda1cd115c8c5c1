import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbox.values.quantities.prose import numbers_in, stray_numbers
from tests.reading_tables import rows


@pytest.mark.parametrize(("sentence", "expected"), rows("numbers.tsv"))
def test_the_numbers_that_look_like_facts_are_found(sentence, expected):
    found = [number.text for number in stray_numbers(sentence)]

    assert (", ".join(found) or "-") == expected


@pytest.mark.parametrize("sentence", [row[0] for row in rows("names.tsv")])
def test_digits_in_names_dates_and_ages_are_no_numbers(sentence):
    assert [number.text for number in stray_numbers(sentence)] == []


def test_there_are_fifty_names_that_hold_digits():
    assert len(rows("names.tsv")) >= 50


def test_a_whole_page_of_names_gives_no_advice():
    page = " ".join(row[0] for row in rows("names.tsv"))

    assert [number.text for number in stray_numbers(page)] == []


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

    known = {number.quantity.low, number.quantity.high} - {None}
    assert known == {Decimal(value)}
    assert number.quantity.sort == "number"


@pytest.mark.parametrize(
    ("prose", "value"),
    [
        ("50%", "50"),
        ("12.5 per cent of them", "12.5"),
        ("half of the force", "50"),
        ("a third", "33.33"),
        ("two-thirds", "66.67"),
        ("three quarters", "75"),
    ],
)
def test_a_share_is_found_in_prose(prose, value):
    [number] = numbers_in(prose)

    assert number.quantity.low == Decimal(value)
    assert number.quantity.percent


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


@pytest.mark.parametrize(
    ("prose", "low", "high"),
    [
        ("between 33 and 50%", "33", "50"),
        ("1.2 to 1.5 million", "1200000", "1500000"),
        # Nothing is shared by what would then run backwards.
        ("300 to 1.2 million", "300", "1200000"),
    ],
)
def test_the_ends_of_a_range_share_their_sign_and_scale(prose, low, high):
    [number] = numbers_in(prose)

    assert (number.quantity.low, number.quantity.high) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2000", ["2000"]),
        ("2000 people", ["2000"]),
        ("some 2000 people", ["2000"]),
        ("killed in 2000", []),
        ("the 2000 flood", []),
        ("January 2000", []),
    ],
)
def test_in_a_link_a_bare_year_can_be_a_count(words, expected):
    found = [number.text for number in numbers_in(words, linked=True)]

    assert found == expected


@given(st.text())
def test_any_text_can_be_searched(text):
    for number in numbers_in(text):
        assert text[number.offset : number.end] == number.text


WORDS = ["about", "300", "and", "two", "hundred", "%", "half", "of", "a", "third", "in"]
WORDS += [
    "page",
    "£",
    "-",
    "to",
    "(",
    ")",
    "million",
    "Route",
    "2024",
    "7",
    "May",
    "9pm",
]


@given(st.lists(st.sampled_from(WORDS), max_size=20))
def test_any_muddle_of_words_can_be_searched(words):
    text = " ".join(words)

    for number in numbers_in(text):
        assert text[number.offset : number.end] == number.text


@pytest.mark.parametrize(
    "part",
    [
        *("1", "1 ", "two ", "two-", "about ", "1,0", "(", "half ", "a third ", "- "),
        *(
            "a ",
            "one hundred and ",
            "300 to ",
            "£",
            "12 of ",
            "“",
            "A ",
            "1-",
            "May 1 ",
        ),
        *("300 (", "up to ", "020 ", "and ", "9 in 10 ", "\n", "1 000 "),
    ],
)
def test_time_grows_with_the_length_of_a_text(part):
    def seconds(length: int) -> float:
        text = part * (length // len(part))
        began = time.process_time()
        for _ in numbers_in(text):
            pass
        return time.process_time() - began

    seconds(100)
    short = min(seconds(500) for _ in range(3))

    # Were it the square, ten times the length would take a hundred times the time. A
    # moment in which the machine is slow makes no difference the second time.
    assert any(seconds(5_000) < 40 * max(short, 0.001) for _ in range(3))
