"""The proleptic Gregorian calendar, for years that Python's `date` cannot hold.

Years are numbered as astronomers and ISO 8601 do: 1 is AD 1, 0 is 1 BC, -43 is 44 BC.
"""

from datetime import date

import msgspec


class CalendarDay(msgspec.Struct, frozen=True, order=True):
    """A day; `month` and `day` count from 1. It prints as ISO 8601 and EDTF do."""

    year: int
    month: int = 1
    day: int = 1

    @classmethod
    def of(cls, day: date) -> "CalendarDay":
        """The same day as one of Python's."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def from_ordinal(cls, ordinal: int) -> "CalendarDay":
        """The day that has this `ordinal`."""
        # Python's calendar repeats after 400 years, which have 146,097 days.
        periods, rest = divmod(ordinal - 1, 146_097)
        day = date.fromordinal(rest + 1)
        return cls(day.year + 400 * periods, day.month, day.day)

    @property
    def ordinal(self) -> int:
        """The number of the day, 1 January AD 1 being day 1."""
        periods, rest = divmod(self.year - 1, 400)
        return date(rest + 1, self.month, self.day).toordinal() + 146_097 * periods

    @property
    def weekday(self) -> int:
        """The day of the week, 0 being Monday."""
        return (self.ordinal - 1) % 7

    def later(self, days: int) -> "CalendarDay":
        """The day that is so many days later, or earlier where they are negative."""
        return CalendarDay.from_ordinal(self.ordinal + days)

    def __str__(self) -> str:
        return f"{year_text(self.year)}-{self.month:02}-{self.day:02}"


FIRST_YEAR, LAST_YEAR = -9998, 9999
FIRST_DAY = CalendarDay(FIRST_YEAR)
LAST_DAY = CalendarDay(LAST_YEAR, 12, 31)
"""What a date without a beginning, or an end, is bounded by."""


def year_text(year: int) -> str:
    """A year in four digits: 2025, 0079, and -0043 for 44 BC."""
    return f"{year:04}" if year >= 0 else f"-{-year:04}"


def days_in(year: int, month: int) -> int:
    """The number of days of a month."""
    if month == 2:
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        return 29 if leap else 28
    return 30 if month in (4, 6, 9, 11) else 31


def month_after(year: int, month: int, later: int) -> tuple[int, int]:
    """The year and the month that are so many months later."""
    months = year * 12 + month - 1 + later
    return months // 12, months % 12 + 1


def week_of_year(year: int, number: int) -> CalendarDay:
    """The Monday of a week of a year, as ISO 8601 counts: 4 January is in week 1."""
    fourth = CalendarDay(year, 1, 4)
    return fourth.later(7 * (number - 1) - fourth.weekday)
