"""A moment as precisely as it is known: a day, a month, an early part of a century.

Parts
    Each has thirds (early, mid, late) and halves: of a month the 1st to 10th, 11th to
    20th and 21st to the last day, or the 1st to 15th and the rest; of a year four
    months each, the quadrimesters that ISO 8601-2 writes 2024-37 to 2024-39, or six; of
    a season or a quarter a month each; of a decade the years 0 to 3, 4 to 6 and 7 to 9;
    of a century the years 1 to 33, 34 to 66 and 67 to 100.
Seasons
    Those of meteorologists, three whole months. Winter 2023 in the north is from
    December 2023 to February 2024.
Centuries
    The 19th is from 1801 to 1900, the 1st century BC from 100 BC to 1 BC.
"""

from functools import cached_property
from typing import Literal, get_args

import msgspec

from factbox.languages.language import Language
from factbox.values.dates.calendar import CalendarDay, days_in, month_after, year_text
from factbox.values.dates.times import Clock
from factbox.values.dates.wording import before_era, clock_in, roman, year_in

Part = Literal[
    "early",
    "mid",
    "late",
    "early to mid",
    "mid to late",
    "beginning",
    "middle",
    "end",
    "first half",
    "second half",
]
Unit = Literal["", "week", "decade", "century"]
Precision = Literal[
    "day",
    "week",
    "part of a month",
    "month",
    "part of a season",
    "season",
    "part of a year",
    "year",
    "part of a decade",
    "decade",
    "part of a century",
    "century",
]
FINEST_FIRST: tuple[Precision, ...] = get_args(Precision)

SHARES: dict[Part, tuple[int, int, int]] = {
    "early": (3, 0, 1),
    "mid": (3, 1, 2),
    "late": (3, 2, 3),
    "early to mid": (3, 0, 2),
    "mid to late": (3, 1, 3),
    "beginning": (3, 0, 1),
    "middle": (3, 1, 2),
    "end": (3, 2, 3),
    "first half": (2, 0, 1),
    "second half": (2, 1, 2),
}
"""Of how many shares a part has those from one to before another, counted from 0."""

CUTS: dict[tuple[Precision, int], tuple[int, ...]] = {
    ("month", 3): (1, 11, 21),
    ("month", 2): (1, 16),
    ("season", 3): (0, 1, 2),
    ("year", 3): (1, 5, 9),
    ("year", 2): (1, 7),
    ("decade", 3): (0, 4, 7),
    ("decade", 2): (0, 5),
    ("century", 3): (0, 33, 66),
    ("century", 2): (0, 50),
}
"""Where each share begins: at which day, month or year."""

NORTHERN, SOUTHERN, QUARTERS = 25, 29, 33
"""ISO 8601-2's numbers of spring north and south of the equator, and of quarter 1."""

FIRST_MONTHS = (3, 6, 9, 12, 9, 12, 3, 6, 1, 4, 7, 10)
"""In which month each of those begins."""

EDTF_PARTS: dict[tuple[int, int, int], int] = {
    **{(3, share, share + 1): 37 + share for share in range(3)},
    **{(2, share, share + 1): 40 + share for share in range(2)},
}
"""ISO 8601-2's numbers of the thirds and the halves of a year."""


class Moment(msgspec.Struct, frozen=True, dict=True):
    """One stretch of the calendar, and how much an author said of it.

    `year` is astronomical: -43 is 44 BC. `month` is 1 to 12, or ISO 8601-2's number of
    a season or a quarter (25 to 36). `day` counts from 1; both are 0 where nobody gave
    them. `unit` makes it the week from that day on, or the decade or century from that
    year on; `part` is a part of what the rest says.

    `approximate` ("about 8 January") moves neither `earliest` nor `latest`: nobody said
    how far. `clock` is the time of a day. `weekday` and `common_era` say no more of the
    time: whether the day of the week was written, and CE rather than AD.
    """

    year: int
    month: int = 0
    day: int = 0
    part: Part | None = None
    approximate: bool = False
    unit: Unit = ""
    clock: Clock | None = None
    weekday: bool = False
    common_era: bool = False

    @property
    def whole(self) -> Precision:
        """What it is, or is a part of."""
        if self.unit:
            return self.unit
        if self.day:
            return "day"
        if self.month:
            return "month" if self.month <= 12 else "season"
        return "year"

    @property
    def precision(self) -> Precision:
        """How precisely the time is known; a quarter counts as a season."""
        parts: dict[Precision, Precision] = {
            "month": "part of a month",
            "season": "part of a season",
            "year": "part of a year",
            "decade": "part of a decade",
            "century": "part of a century",
        }
        return parts[self.whole] if self.part else self.whole

    @property
    def earliest(self) -> CalendarDay:
        """The first day that it can mean."""
        return self._bounds[0]

    @property
    def latest(self) -> CalendarDay:
        """The last day that it can mean."""
        return self._bounds[1]

    @cached_property
    def _bounds(self) -> tuple[CalendarDay, CalendarDay]:
        year, whole = self.year, self.whole
        if self.day:
            first = CalendarDay(year, self.month, self.day)
            return first, first.later(6) if self.unit else first
        if whole == "month":
            low, high = self._within(1, days_in(year, self.month))
            return (
                CalendarDay(year, self.month, low),
                CalendarDay(year, self.month, high),
            )
        if whole == "season":
            low, high = self._within(0, 2)
            begin = FIRST_MONTHS[self.month - NORTHERN]
            return _months(
                month_after(year, begin, low), month_after(year, begin, high)
            )
        if whole == "year":
            low, high = self._within(1, 12)
            return _months((year, low), (year, high))
        low, high = self._within(0, 9 if whole == "decade" else 99)
        return CalendarDay(year + low), CalendarDay(year + high, 12, 31)

    def _within(self, first: int, last: int) -> tuple[int, int]:
        """The first and last day, month or year of the part."""
        if self.part is None:
            return first, last
        shares, low, high = SHARES[self.part]
        cuts = CUTS[self.whole, shares]
        return cuts[low], last if high == shares else cuts[high] - 1

    @property
    def iso(self) -> str:
        """What HTML's `datetime` can say of it and is surely right, or "".

        Mid-January 2025 gives "2025-01". An approximate date gives "": about 1 January
        may lie in another month and another year. HTML has no year before AD 1, and
        none of its forms holds a winter, a decade or a century.
        """
        if self.approximate or self.year < 1 or self.earliest.year != self.latest.year:
            return ""
        if self.unit == "week":
            return self._week
        text = year_text(self.year)
        if 1 <= self.month <= 12:
            text += f"-{self.month:02}"
        if self.day:
            text += f"-{self.day:02}"
        return f"{text}T{self.clock.iso}" if self.clock else text

    @property
    def _week(self) -> str:
        """The week as HTML writes it, "" where it begins on another day than Monday."""
        if self.earliest.weekday:
            return ""
        # The year of a week is that of its Thursday.
        thursday = self.earliest.later(3)
        number = (thursday.ordinal - CalendarDay(thursday.year).ordinal) // 7 + 1
        return f"{year_text(thursday.year)}-W{number:02}"

    @property
    def edtf(self) -> str:
        """The moment in EDTF; "" for what has no form there but a set of its days."""
        about = "~" if self.approximate else ""
        year = year_text(self.year)
        if self.unit == "decade" and not self.part:
            return f"{year[:-1]}X{about}"
        if self.unit:
            return ""
        if self.part:
            number = EDTF_PARTS.get(SHARES[self.part])
            if self.month or number is None or about:
                return ""
            return f"{year}-{number}"
        text = f"{year}-{self.month:02}" if self.month else year
        if self.day:
            text += f"-{self.day:02}"
        if self.clock and not about:
            text += f"T{self.clock.edtf}"
        return text + about

    def edtf_of_end(self, last: bool) -> str:
        """What EDTF can say of it at an end of an interval or a set.

        Neither is allowed numbered parts of a year, decades and sets there: of a part
        of a month it is the month, of what else has no form its first day, or its
        `last`.
        """
        about = "~" if self.approximate else ""
        if not (self.part or self.unit or self.month > 12):
            return self.edtf.partition("T")[0]
        if self.whole == "month":
            return self.edtf_of_whole + about
        return str(self.latest if last else self.earliest) + about

    @property
    def edtf_of_whole(self) -> str:
        """The month or the year that it is a part of."""
        year = year_text(self.year)
        return f"{year}-{self.month:02}" if self.month else year

    def in_language(
        self,
        language: Language,
        later: "Moment | None" = None,
        *,
        behind_preposition: bool = False,
    ) -> str:
        """The moment in a reader's words, such as "Mitte Januar 2025".

        Before a `later` one it leaves out what that one says too: "3" for 3 February
        2025, if 7 February 2025 follows.
        """
        behind_preposition |= self.approximate
        shared = "" if later is None else self._shared(later)
        words, of, behind = self._words(language, shared)
        the = language.the if behind_preposition else ""
        if self.part:
            words = dict(language.parts)[self.part].format(words, of=of, the=the)
        elif behind_preposition:
            words = behind
        if self.weekday:
            name = language.weekdays[self.earliest.weekday]
            words = language.weekday_date.format(weekday=name, date=words)
        if self.clock:
            time = clock_in(self.clock, language)
            words = language.date_time.format(date=words, time=time)
        if not self.approximate:
            return words
        return language.about_date[not self.is_day].format(words)

    @property
    def is_day(self) -> bool:
        """Whether it is said by its day, and not by a part, a month or a year."""
        return bool(self.day) and not (self.unit or self.part)

    def _words(self, language: Language, shared: str) -> tuple[str, str, str]:
        """The words without part, weekday and time, as `Language` has decades.

        By themselves, after "the end of", and behind a preposition.
        """
        year = year_in(self.year, language, self.common_era)
        if self.unit == "decade":
            forms = (language.decade, language.of_decade, language.in_decade)
            alone, of, behind = (form.format(self.year) for form in forms)
            return alone, of, behind
        if self.unit == "century":
            return self._century_in(language)
        if self.month > 12:
            of = self._season_in(
                language, year, language.of_seasons, language.of_quarter
            )
            alone = self._season_in(language, year, language.seasons, language.quarter)
            return alone, of, of
        pattern = {
            "": before_era(language.day_month_year, year),
            "year": language.day_month,
            "month": language.day,
        }[shared]
        month = language.months[self.month - 1] if self.month else ""
        if not self.day:
            return self._month_in(language, month, year, shared)
        day = language.first_day if self.day == 1 else str(self.day)
        words = pattern.format(day=day, month=month, year=year)
        if self.unit == "week":
            is_usual = self.earliest.weekday == 0
            week = language.week if is_usual else language.week_beginning
            behind = week.format(words, the=language.the)
            return week.format(words, the=""), behind, behind
        return words, words, words

    def _month_in(
        self, language: Language, month: str, year: str, shared: str
    ) -> tuple[str, str, str]:
        """A month or a year."""
        if not self.month:
            alone, of = language.year, language.of_year
        elif shared:
            alone = of = language.month
        else:
            alone, of = language.month_year, language.of_month_year
        by_itself = language.months_alone[self.month - 1] if self.month else ""
        words = before_era(alone, year).format(month=by_itself, year=year)
        behind = before_era(of, year).format(month=month, year=year)
        return words, behind, behind

    def _century_in(self, language: Language) -> tuple[str, str, str]:
        number = (99 - self.year) // 100 if self.year < 1 else self.year // 100 + 1
        ending = next(
            ending
            for tail, ending in language.ordinal_endings
            if str(number).endswith(tail)
        )
        digits = roman(number) if language.roman_centuries else str(number)
        ordinal = f"{digits}{ending}"
        era = "{}"
        if self.year < 1:
            era = language.before_common_era if self.common_era else language.bc
        forms = (language.century, language.of_century, language.in_century)
        alone, of, behind = (era.format(form.format(ordinal)) for form in forms)
        return alone, of, behind

    def _season_in(
        self, language: Language, year: str, names: tuple[str, ...], quarter: str
    ) -> str:
        if self.month >= QUARTERS:
            number = self.month - QUARTERS + 1
            return before_era(quarter, year).format(number, year=year)
        season = names[(self.month - NORTHERN) % 4]
        begin = FIRST_MONTHS[self.month - NORTHERN]
        # Nobody could tell which of its two years a winter is called after.
        if begin == 12 and self.year >= 1000:
            following = str(self.year + 1)
            is_new = following.endswith("00")
            year = language.two_years.format(
                year, following if is_new else following[2:]
            )
        pattern = before_era(language.season_year, year)
        return pattern.format(season=season, year=year)

    def _shared(self, later: "Moment") -> Literal["", "year", "month"]:
        """What need not be said twice: the year, or both the month and the year."""
        # "About 7 January to 3 February 2025" would sound approximate throughout.
        if self.approximate or later.approximate or self.year != later.year:
            return ""
        for each in (self, later):
            if each.unit or each.month > 12 or each.clock or each.weekday:
                return ""
        if self.common_era != later.common_era:
            return ""
        if self.day and later.day and self.month == later.month:
            return "month"
        return "year" if self.month and later.month else ""


def _months(
    first: tuple[int, int], last: tuple[int, int]
) -> tuple[CalendarDay, CalendarDay]:
    """From the first day of one month to the last day of another."""
    return CalendarDay(*first), CalendarDay(*last, days_in(*last))
