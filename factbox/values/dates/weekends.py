"""Weekends of which the days are named: the weekend of 8 and 9 February 2025."""

from collections.abc import Callable

import msgspec

from factbox.problems import Unreadable, shown
from factbox.values.dates.calendar import CalendarDay
from factbox.values.dates.edtf import StatedDate
from factbox.values.dates.grammar import Grammar
from factbox.values.dates.moments import Moment
from factbox.values.dates.patterns import one_of
from factbox.values.scripts import compiled

SATURDAY = 5


def weekend(
    text: str, grammar: Grammar, read: Callable[[str], StatedDate]
) -> StatedDate | None:
    """The days of a weekend; None if a text is of none. `read` reads its days.

    Raises `Unreadable` where its days are no Saturday and Sunday.
    """
    words = one_of(grammar.words.weekend)
    match = compiled(rf"\s*{grammar.the}{words}\s+(?P<days>.*[0-9].*)").fullmatch(text)
    if match is None:
        return None
    stated = read(match["days"])
    start, end = stated.start, stated.end
    if not start or not end or not start.day or not end.day:
        return None
    if start == end and start.earliest.weekday in (SATURDAY, SATURDAY + 1):
        saturday = start.earliest.later(SATURDAY - start.earliest.weekday)
        start, end = (_on(start, saturday.later(days)) for days in (0, 1))
    is_weekend = start.earliest.later(1) == end.earliest
    if not is_weekend or start.earliest.weekday != SATURDAY:
        raise Unreadable(
            f"{shown(text)} does not name a Saturday and a Sunday",
            "correct the days, or write them without the word, like '3 to 9 March "
            "2025'",
            match.start("days"),
        )
    return StatedDate(start, end)


def _on(moment: Moment, day: CalendarDay) -> Moment:
    return msgspec.structs.replace(
        moment, year=day.year, month=day.month, day=day.day, weekday=False
    )
