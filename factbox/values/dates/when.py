"""Dates as precise as they are known, and no more: 7 February 2025, mid-January 2025.

Authors type dates in their language, or EDTF; `When` prints in the site's language, as
EDTF for other programs, and as HTML's `datetime`. What is read and what is refused:
docs/decisions/012-dates.md.
"""

from collections.abc import Iterator
from typing import Literal

import msgspec
from msgspec.structs import replace

from factbox.languages.british import BRITISH
from factbox.languages.language import Language
from factbox.problems import Unreadable, shown
from factbox.values.dates.calendar import (
    FIRST_DAY,
    FIRST_YEAR,
    LAST_DAY,
    LAST_YEAR,
    CalendarDay,
)
from factbox.values.dates.edtf import StatedDate, starts_after
from factbox.values.dates.finding import stretches, time_in
from factbox.values.dates.grammar import grammar_of
from factbox.values.dates.locales import ENGLISH, Locale
from factbox.values.dates.moments import FINEST_FIRST, Moment, Precision
from factbox.values.dates.reading import read_date
from factbox.values.dates.times import Clock
from factbox.values.dates.wording import clock_in, contracted

Wording = Literal["", "or", "night", "before", "after", "by", "from", "present"]


class When(msgspec.Struct, frozen=True):
    """When something happened, as far as it is known.

    A single moment has `start` equal to `end`; otherwise it went on from one to the
    other, and an end that is None is open ("since", "until"). `once` says instead that
    it happened on one day somewhere from `start` to `end`, both of which are given.

    `wording` keeps what an author wrote where there are several ways: "or" of two
    moments of which one is right, "night" of two days; of an open end, "from" and
    "present" for "since", "by" for "until". "Before" and "after" leave out their
    moment.
    """

    start: Moment | None
    end: Moment | None
    once: bool = False
    wording: Wording = ""

    def __post_init__(self) -> None:
        if self.start is None and self.end is None:
            raise ValueError("a date needs a start or an end")
        if self.start and self.end and starts_after(self.start, self.end):
            raise ValueError(f"no time lies from {self.start} to {self.end}")
        if self.once and (None in (self.start, self.end) or self.start == self.end):
            raise ValueError("what happened once between two moments needs two moments")
        if self.wording not in _WORDINGS[self.start is None, self.end is None]:
            raise ValueError(f"this date cannot be worded '{self.wording}'")

    @classmethod
    def parse(cls, text: str, locale: Locale = ENGLISH) -> "When":
        """The date that a text states, in words or EDTF, also as `str` prints it.

        "About" belongs to the one moment that it precedes. Raises `Unreadable` for
        anything else, for days that do not exist, for a wrong day of the week, and for
        dates that could be read in two ways, such as 07/02/2025.
        """
        when = cls._stated(read_date(text, locale))
        if when.earliest > when.latest or when.latest > LAST_DAY:
            raise Unreadable(
                f"{shown(text)} leaves no day that Factbox knows",
                f"it knows those from {1 - FIRST_YEAR} BC to the end of {LAST_YEAR}",
            )
        return when

    @classmethod
    def _stated(cls, stated: StatedDate) -> "When":
        wordings: dict[str, Wording] = {
            wording: wording for each in _WORDINGS.values() for wording in each
        }
        return cls(stated.start, stated.end, stated.once, wordings[stated.wording])

    def __str__(self) -> str:
        return self.in_language(BRITISH)

    def in_language(self, language: Language) -> str:
        """The date in a reader's words, such as "seit Oktober 2024"."""
        return contracted(self._words(language), language)

    def _words(self, language: Language) -> str:
        if self.start is None:
            if self.end is None:
                return ""
            end = self.end.in_language(language, behind_preposition=True)
            phrases = {"before": language.before, "by": language.by}
            phrase = phrases.get(self.wording, language.until)
            return phrase[not self.end.is_day].format(end)
        if self.end is None:
            phrases = {
                "after": language.after,
                "from": language.starting,
                "present": language.to_present,
            }
            phrase = phrases.get(self.wording, language.since)
            start = self.start.in_language(
                language, behind_preposition=self.wording != "present"
            )
            return phrase[not self.start.is_day].format(start)
        end = self.end.in_language(language)
        if self.start == self.end:
            return end
        start = self.start.in_language(language, later=self.end)
        first, last = self.start.clock, self.end.clock
        day = replace(self.end, clock=None)
        is_one_day = last and day == replace(self.start, clock=None)
        if first and last and is_one_day and not self.wording:
            # The hours alone: "7 February 2025, 10:00 to 12:00".
            pattern = language.between_hours if self.once else language.hours
            time = pattern.format(*(clock_in(each, language) for each in (first, last)))
            return language.date_time.format(date=day.in_language(language), time=time)
        if last and is_one_day:
            end = clock_in(last, language)
        joints = {"or": language.either, "night": language.night}
        if self.wording in joints:
            return joints[self.wording].format(start, end)
        pair = language.between if self.once else language.from_to
        return pair[not (self.start.is_day and self.end.is_day)].format(start, end)

    @property
    def earliest(self) -> CalendarDay:
        """The first day that it can mean; `FIRST_DAY` if the start is open."""
        if self.start is None:
            return FIRST_DAY
        if self.wording == "after" and self.start.clock is None:
            return self.start.latest.later(1)
        return self.start.earliest

    @property
    def latest(self) -> CalendarDay:
        """The last day that it can mean; `LAST_DAY` if the end is open."""
        if self.end is None:
            return LAST_DAY
        if self.wording == "before" and self.end.clock is None:
            return self.end.earliest.later(-1)
        return self.end.latest

    @property
    def sort_key(self) -> tuple[CalendarDay, CalendarDay, int, int]:
        """For a stable sort by what may come first, then by what is over first.

        So 1 January 2025 comes before January 2025, that before 2025, and that before
        "since January 2025"; "until January 2025" comes before them all. What has a
        time of day stands in the order of the hours, in UTC where the zone is known,
        behind what only names the day.
        """
        first = self.start.clock if self.start else None
        last = self.end.clock if self.end else None
        return (
            self.earliest,
            self.latest,
            first.second_in_utc + _DAY if first else 0,
            last.second_in_utc + _DAY if last else 0,
        )

    @property
    def approximate(self) -> bool:
        """Whether a moment of it is "about"."""
        return any(moment.approximate for moment in self._moments)

    @property
    def precision(self) -> Precision:
        """The precision of its moment, or of the rougher of two."""
        return max(
            (moment.precision for moment in self._moments), key=FINEST_FIRST.index
        )

    @property
    def time(self) -> str:
        """The time of day in ISO 8601, "" if there is none; two with "/" between."""
        times = [moment.clock.iso if moment.clock else "" for moment in self._moments]
        return "/".join(dict.fromkeys(times)).strip("/")

    @property
    def clocks(self) -> tuple[Clock, ...]:
        """Its times of day, as far as its moments have one."""
        return tuple(each.clock for each in self._moments if each.clock)

    @property
    def iso(self) -> str:
        """What HTML's `datetime` may say of it, or "" where HTML has no form.

        HTML has none for two moments, open ends and "about".
        """
        return self.start.iso if self.start and self.start == self.end else ""

    @property
    def edtf(self) -> str:
        """The date as ISO 8601-2 (EDTF, level 2) text.

        EDTF lacks most parts of a month or a decade, weeks, and centuries that begin
        with the year 1: mid-January 2025 is the set of its days,
        [2025-01-11..2025-01-20], and its whole month at an end of an interval or set.
        Of a set it cannot say that it is approximate, nor in an interval the hour.
        """
        if self.start and self.start == self.end:
            if self.start.edtf:
                return self.start.edtf
            if self.approximate and self.start.whole in ("month", "year"):
                return f"{self.start.edtf_of_whole}~"
            return f"[{self.earliest}..{self.latest}]"
        start = self.start.edtf_of_end(last=False) if self.start else ".."
        end = self.end.edtf_of_end(last=True) if self.end else ".."
        if self.wording == "after":
            start = str(self.earliest)
        if self.wording == "before":
            end = str(self.latest)
        if self.once:
            return start if start == end else f"[{start}..{end}]"
        return f"{start}/{end}"

    @property
    def _moments(self) -> list[Moment]:
        return [moment for moment in (self.start, self.end) if moment]


_DAY = 24 * 60 * 60
"""More than any zone is behind UTC, in seconds."""

_WORDINGS: dict[tuple[bool, bool], tuple[Wording, ...]] = {
    (False, False): ("", "or", "night"),
    (True, False): ("", "before", "by"),
    (False, True): ("", "after", "from", "present"),
}
"""What a date may be worded, by whether its start and its end are open."""


class FoundDate(msgspec.Struct, frozen=True):
    """A date in the midst of a text: where it stands, and what it is.

    `when` is None where it names no year or a wrong day of the week, and for a time of
    day alone. `is_certain` is false for what may well be no date: a number of four
    digits alone, "May".
    """

    start: int
    end: int
    text: str
    when: When | None
    is_certain: bool
    is_time: bool

    def in_year(self, year: int, locale: Locale = ENGLISH) -> When | None:
        """What it is in a year, if it does not name one itself."""
        return self.when or _read(self.text, locale, year)

    def agrees_with(self, when: When, locale: Locale = ENGLISH) -> bool:
        """Whether it says no other time than `when`, and none more precise.

        A coarser date that holds all of it agrees, and so does one that names its
        beginning or its end.
        """
        if self.when:
            readings = [self.when]
        else:
            years = dict.fromkeys((when.earliest.year, when.latest.year))
            in_years = (self.in_year(year, locale) for year in years)
            readings = [reading for reading in in_years if reading]
        if not readings:
            return self.is_time
        return any(_holds(reading, when) for reading in readings)

    def clocks(self, locale: Locale) -> tuple[Clock, ...]:
        """The times of day that it names."""
        when = self.when or (None if self.is_time else self.in_year(2000, locale))
        if when:
            return when.clocks
        clock = time_in(self.text, locale) if self.is_time else None
        return (clock,) if clock else ()


def _holds(said: When, when: When) -> bool:
    """Whether all of one date lies within another, or the whole of one of its ends."""
    spans = [(when.earliest, when.latest)]
    if not when.once and when.wording not in ("before", "after"):
        spans += [(moment.earliest, moment.latest) for moment in when._moments]
    if not any(
        said.earliest <= earliest and latest <= said.latest
        for earliest, latest in spans
    ):
        return False
    hours = when.clocks
    return all(any(map(clock.is_near, hours)) for clock in said.clocks)


def is_about(text: str, locale: Locale) -> bool:
    """Whether a text ends in a word that makes the date behind it approximate."""
    return grammar_of(locale.tag).ends_in_about.search(text) is not None


def dates_in(text: str, locale: Locale = ENGLISH) -> Iterator[FoundDate]:
    """The dates and times of day that a text writes, from left to right.

    A date is found whether or not it names a year: "7 February", "mid-January".
    """
    for found in stretches(text, locale):
        when = _read(found.text, locale, None)
        yield FoundDate(
            found.start, found.end, found.text, when, found.is_certain, found.is_time
        )


def _read(text: str, locale: Locale, year: int | None) -> When | None:
    """A date that was found; None where it does not name a year and none is given."""
    try:
        return When._stated(read_date(text, locale, year, is_found=True))
    except Unreadable:
        return None
