"""Dates in numbers alone, most of which can be read in several ways."""

import re

from factbox.languages.british import BRITISH
from factbox.languages.date_words import DateWords
from factbox.problems import Unreadable, shown
from factbox.values.dates.edtf import StatedDate, check_day, edtf_moment
from factbox.values.dates.grammar import NUMERIC
from factbox.values.dates.moments import NORTHERN, QUARTERS, Moment

_NUMERIC = re.compile(NUMERIC)
_TWO_YEARS = re.compile(r"\s*([0-9]{4})\s*([-/])\s*([0-9]{2})\s*")


def read_numbers(text: str, words: DateWords) -> StatedDate | None:
    """The years that a text of numbers states; None where it is none of these.

    Raises `Unreadable` for what can be read in several ways.
    """
    if words.numeric == "ymd":
        # 2025. 2. 7.
        text = re.sub(r"(?<=[0-9])\.\s*", ".", text).strip().rstrip(".")
    if match := _NUMERIC.fullmatch(text):
        return _in_numbers(match, words)
    if match := _TWO_YEARS.fullmatch(text):
        return _two_years(match)
    return None


def _in_numbers(match: re.Match[str], words: DateWords) -> StatedDate:
    """A date of three numbers that is not EDTF, where it can be read in one way.

    Else raises `Unreadable`.
    """
    first, mark, second, third = match.groups()
    year_first = words.numeric == "ymd" and len(first) == 4
    day_first = words.numeric == "dmy" and len(third) == 4 and 1 <= int(second) <= 12
    if day_first and (mark in words.numeric_marks or int(first) > 12):
        first, third = third, first
        year_first = True
    if year_first and 1 <= int(second) <= 12:
        year, month, day = int(first), int(second), int(third)
        check_day(day, year, month, match.start(4 if match[4] == third else 1))
        moment = Moment(year, month, day)
        return StatedDate(moment, moment)
    raise _ambiguous(match)


def _ambiguous(match: re.Match[str]) -> Unreadable:
    """What is wrong with a date of three numbers."""
    first, _, second, third = match.groups()
    text = shown(match[0])
    if len(first) == 4:
        iso = f"{first}-{int(second):02}-{int(third):02}"
        return Unreadable(f"{text} is not how a date is written", f"write '{iso}'")
    readings = [
        f"{int(day)} {BRITISH.months[int(month) - 1]} {third}"
        for day, month in dict.fromkeys([(first, second), (second, first)])
        if 1 <= int(month) <= 12 and 1 <= int(day) <= 31 and len(third) == 4
    ]
    if len(readings) == 2:
        return Unreadable(
            f"{text} is ambiguous: day and month could be either way round",
            f"write '{readings[0]}' or '{readings[1]}'",
        )
    return Unreadable(
        f"{text} is not how a date is written",
        f"write '{readings[0]}'"
        if readings
        else "write the month as a word, like '7 February 2025', or '2025-02-07'",
    )


def _two_years(match: re.Match[str]) -> StatedDate | None:
    """Two years, where they can be nothing else; None where they are no years.

    Raises `Unreadable` where they can be something else.
    """
    first, sign, second = match.groups()
    text = shown(match[0])
    whole = int(first) - int(first) % 100 + int(second)
    if sign == "/" and 1 <= int(second) <= 12:
        years = f" or '{first}–{whole}'" * (whole > int(first))
        raise Unreadable(
            f"{text} is not how a month is written",
            f"write '{BRITISH.months[int(second) - 1]} {first}'{years}",
        )
    if sign == "/":
        whole += 100 * (whole <= int(first))
        raise Unreadable(
            f"{text} can be two years, or a financial year",
            f"write '{first}–{whole}' for the two years, or the months of the "
            "financial year in words",
        )
    number = int(second)
    if 1 <= number <= 12 or whole <= int(first):
        return None
    if not 21 <= number <= 41:
        return StatedDate(Moment(int(first)), Moment(whole))
    moment = edtf_moment(match[0], 0, len(match[0]))
    raise Unreadable(
        f"{text} can be read in two ways",
        f"write '{first}–{whole}' with a dash for the years, or "
        f"'{_short_name(moment)}', which ISO 8601-2 writes so",
    )


def _short_name(moment: Moment) -> str:
    """A part of a year as an author would write it."""
    if moment.part:
        return f"{moment.part}{' of' * moment.part.endswith('half')} {moment.year}"
    if moment.month >= QUARTERS:
        return f"Q{moment.month - QUARTERS + 1} {moment.year}"
    seasons = ("spring", "summer", "autumn", "winter")
    return f"{seasons[(moment.month - NORTHERN) % 4]} {moment.year}"
