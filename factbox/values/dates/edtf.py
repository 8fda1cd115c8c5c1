"""Dates in EDTF, the Extended Date/Time Format of ISO 8601-2, as Factbox writes them.

Read are days, months, years, decades (199X), the numbers of seasons, quarters,
quadrimesters and halves (2024-21 to 2024-41), times of day, "~", intervals, and sets
of the days from one to another. `factbox.values.dates.when` writes the same.
"""

import re
from typing import NamedTuple

from factbox.languages.british import BRITISH
from factbox.problems import Unreadable, shown
from factbox.values.dates.calendar import days_in
from factbox.values.dates.grammar import EDTF
from factbox.values.dates.moments import EDTF_PARTS, NORTHERN, SHARES, Moment, Part

HINT = "beside '/' and '..' stand dates like '2024', '2024-10' and '2024-10-07~'"


class StatedDate(NamedTuple):
    """What a text states: two moments, of which one may be open, and in what words."""

    start: Moment | None
    end: Moment | None
    once: bool = False
    wording: str = ""


_SET = re.compile(r"\s*\[(?P<start>.+)\.\.(?P<end>.+)\]\s*")
_INTERVAL = re.compile(r"\s*(?P<start>[^/\s]*)/(?P<end>[^/\s]*)\s*")
_MOMENT = re.compile(rf"\s*{EDTF}\s*")
_DECADE = re.compile(r"\s*(?P<year>[0-9]{3})X(?P<about>~)?\s*")
_SIDE = re.compile(r"-?[0-9]{3}[0-9X](?:$|[-~])|\.\.$")


def read_edtf(text: str, is_southern: bool = False) -> StatedDate | None:
    """The interval or the set that a text is in EDTF; None if it is neither.

    Raises `Unreadable` for one that goes wrong. `is_southern` says where seasons are
    that do not say so themselves.
    """
    if match := _SET.fullmatch(text):
        start, end = (
            edtf_moment(text, *match.span(side), is_southern=is_southern)
            for side in ("start", "end")
        )
        return spanning(start, end, text, match.start("end"), once=True)
    match = _INTERVAL.fullmatch(text)
    if not match or not (_SIDE.match(match["start"]) or _SIDE.match(match["end"])):
        return None
    sides = [
        None
        if match[side] == ".."
        else edtf_moment(text, *match.span(side), is_southern=is_southern)
        for side in ("start", "end")
    ]
    if sides == [None, None]:
        raise Unreadable(f"{shown(text)} names no date", HINT)
    return spanning(sides[0], sides[1], text, match.start("end"))


def spanning(
    start: Moment | None,
    end: Moment | None,
    text: str,
    offset: int,
    *,
    once: bool = False,
    wording: str = "",
) -> StatedDate:
    """From one moment to the other; one of the two may be open, neither if `once`."""
    if start and end and starts_after(start, end):
        hint = "write the earlier date first"
        is_of_one_year = len(re.findall("[0-9]{4}", text)) == 1
        if is_of_one_year and start.month != end.month:
            hint += ", or the year of both"
        raise Unreadable(f"{shown(text)} ends before it starts", hint, offset)
    return StatedDate(
        start, end, once and start != end, wording if start != end else ""
    )


def starts_after(start: Moment, end: Moment) -> bool:
    """Whether one moment is over only when the other one cannot be any more."""
    if start == end:
        return False  # Of nearly all dates, and told without counting their days.
    if start.earliest == end.latest and start.clock and end.clock:
        return start.clock.second_in_utc > end.clock.second_in_utc
    return start.earliest > end.latest


def is_edtf(text: str, start: int, stop: int) -> bool:
    """Whether a stretch of a text has the form of one EDTF date."""
    return bool(
        _MOMENT.fullmatch(text, start, stop) or _DECADE.fullmatch(text, start, stop)
    )


def edtf_moment(
    text: str, start: int, stop: int, *, is_southern: bool = False
) -> Moment:
    """The moment that a stretch of a text is in EDTF."""
    if decade := _DECADE.fullmatch(text, start, stop):
        about = decade["about"] is not None
        return Moment(int(decade["year"]) * 10, approximate=about, unit="decade")
    match = _MOMENT.fullmatch(text, start, stop)
    if match is None:
        raise Unreadable(f"{shown(text[start:stop])} is not an EDTF date", HINT, start)
    year, month, day = (int(match[name] or 0) for name in ("year", "month", "day"))
    about = match["about"] is not None
    if 21 <= month <= 41 and not match["day"]:
        return _numbered(year, month, about, is_southern)
    if match["month"] and not 1 <= month <= 12:
        raise Unreadable(
            f"there is no month {match['month']}",
            "months go from 01 to 12",
            match.start("month"),
        )
    if match["day"]:
        check_day(day, year, month, match.start("day"))
    return Moment(year, month, day, approximate=about)


def _numbered(year: int, number: int, about: bool, is_southern: bool) -> Moment:
    """A part of a year by the number that ISO 8601-2 gives it."""
    if number < NORTHERN:
        number += 8 if is_southern else 4
    parts: dict[int, Part] = {}
    for part, share in SHARES.items():
        if share in EDTF_PARTS:
            parts.setdefault(EDTF_PARTS[share], part)
    if number in parts:
        return Moment(year, part=parts[number], approximate=about)
    return Moment(year, number, approximate=about)


def check_day(day: int, year: int, month: int, offset: int) -> None:
    """Raise `Unreadable` for a day that its month has not."""
    last = days_in(year, month)
    if not 1 <= day <= last:
        name = BRITISH.months[month - 1]
        name += f" {year}" if year > 0 else f" {1 - year} BC"
        raise Unreadable(
            f"there is no day {day} in {name}",
            f"{name} has {last} days; leave the day out if it is not known",
            offset,
        )
