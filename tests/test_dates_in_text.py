"""Dates in the midst of a text: where each stands, and what it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbox.values.dates.when import dates_in


def found(text: str) -> list[str]:
    return [date.text for date in dates_in(text)]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("It began on 7 February 2025 and went on.", ["7 February 2025"]),
        ("From 6-12 February 2023, rain fell.", ["From 6-12 February 2023"]),
        ("On Friday, February 7, 2025, it ended.", ["Friday, February 7, 2025"]),
        ("Between 3 and 7 March, and in May.", ["Between 3 and 7 March", "May"]),
        ("The flood of mid-January 2025.", ["mid-January 2025"]),
        ("It closed in the 1990s.", ["the 1990s"]),
        ("A bridge of the 19th century", ["the 19th century"]),
        ("In 44 BC Caesar died.", ["44 BC"]),
        ("The crops of 2023-2024 failed.", ["2023-2024"]),
        ("At 12:30 on 3 May it rang.", ["12:30 on 3 May"]),
        ("It rang at 10pm.", ["10pm"]),
        ("In Q1 2024 and Q2 2024", ["Q1 2024", "Q2 2024"]),
        ("since October 2024", ["since October 2024"]),
        ("about 300 people, 40 to 50 houses, 3.5 metres", []),
        ("COVID-19, F-16, G20, a 24-hour race, +49 30 1234567", []),
        ("Wind may reach 12 knots; they march 30 miles.", []),
        ("source:guardian-2025-02-07", []),
        ("1,200 of 2,000 homes, and 1990.5 metres", []),
        ("12.05 metres, version 2.10, a score of 3-1, 24/7, 7/8 of it", []),
    ],
)
def test_dates_are_found_where_they_stand(text: str, dates: list[str]) -> None:
    assert found(text) == dates
    for date in dates_in(text):
        assert text[date.start : date.end] == date.text


def test_a_date_without_a_year_is_one_in_any_year() -> None:
    [date] = dates_in("The flood of 3 May")

    assert date.when is None
    assert str(date.in_year(2025)) == "3 May 2025"
    assert str(date.in_year(1999)) == "3 May 1999"


def test_a_date_with_a_year_stays_in_it() -> None:
    [date] = dates_in("The flood of 3 May 2024")

    assert str(date.when) == "3 May 2024"
    assert str(date.in_year(2025)) == "3 May 2024"


@pytest.mark.parametrize(
    ("text", "is_certain"),
    [
        ("in 2024", True),
        ("2024", True),
        ("2000 homes", False),
        ("between 300 and 2000 homes", False),
        ("a loss of 2000 homes", False),
        ("May alone", False),
        ("in May", True),
        ("August rains", True),
    ],
)
def test_what_may_be_something_else_is_not_certain(text: str, is_certain: bool) -> None:
    [date] = dates_in(text)

    assert date.is_certain == is_certain


@given(st.text(alphabet="0123456789 -/:.,MayFebmid tohlfQ–"))
def test_dates_are_found_in_any_text_one_behind_the_other(text: str) -> None:
    ends = [0]
    for date in dates_in(text):
        assert ends[-1] <= date.start < date.end <= len(text)
        ends.append(date.end)
