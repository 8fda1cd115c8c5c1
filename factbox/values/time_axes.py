"""The geometry of charts of time: dates to places along an axis."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from factbox.languages.language import Language
from factbox.values.charts import Chart, Mark, Shape, Tick
from factbox.values.dates.calendar import CalendarDay, month_after
from factbox.values.dates.when import When
from factbox.values.dates.wording import year_in

DAY = 24 * 60 * 60
"""In seconds."""

# A mark narrower than this, in per cent of the width, could not be seen.
NARROWEST = 0.8


FEW_DAYS = 21
"""On an axis of fewer days than these, months would tell nothing apart."""


def date_chart(dates: Sequence[When], now: CalendarDay, language: Language) -> Chart:
    """Dates on a true time axis that also holds the day `now`, the last mark.

    It runs from the month of the first date to the end of the month after the last, and
    where these are few days, from the first to a little after the last. Ticks stand at
    days there, else at the beginning of each month; of each quarter where there are
    more than 18 months, of each year where there are more than six years, and beyond a
    dozen years at round ones. Where most of it would be a time in which nothing
    happened, it is broken there.
    """
    known = [when.earliest for when in dates if when.start]
    known += [when.latest for when in dates if when.end]
    days = (min(*known, now), max(*known, now))
    if days[1].ordinal - days[0].ordinal < FEW_DAYS:
        (begin, stop), ticks = time_ticks(days, language)
        x = _scale_of_days((begin, 0), (stop, 100))
        return Chart(ticks, (*(_date_mark(when, x) for when in dates), _today(now, x)))
    first, end = _month(days[0], 0), _month(days[1], 2)
    broken = _longest_gap(dates, now, first, end)
    if broken is None:
        x = _scale_of_days((first.ordinal, 0), (end.ordinal, 100))
        places = list(_ticks(first, end, language))
    else:
        before, after = broken
        low, high = GAP
        x = _scale_of_days(
            (first.ordinal, 0),
            (before.ordinal, low),
            (after.ordinal, high),
            (end.ordinal, 100),
        )
        places = [(first, year_in(first.year, language))]
        places += _ticks(after, end, language)
    ticks = tuple(Tick(x(day.ordinal), label, "start") for day, label in places)
    marks = (*(_date_mark(when, x) for when in dates), _today(now, x))
    return Chart(ticks, marks, GAP if broken else None)


def _today(now: CalendarDay, x: Callable[[float], float]) -> Mark:
    return Mark("point", x(now.ordinal), x(now.ordinal))


GAP = (12.0, 15.0)
"""Where a broken axis of time is broken, in per cent of its width."""

MOST_EMPTY = 0.6
"""How much of an axis of time may be empty in one piece, before it is broken there."""


def _longest_gap(
    dates: Sequence[When], now: CalendarDay, first: CalendarDay, end: CalendarDay
) -> tuple[CalendarDay, CalendarDay] | None:
    """The months around the time in which nothing happened; None if it is not long.

    Two dates far apart are no reason to break an axis: it would show nothing else.
    """
    if len(dates) < 3:
        return None
    spans = sorted(
        (
            (when.earliest if when.start else first, when.latest if when.end else now)
            for when in dates
        ),
        key=lambda span: span[0].ordinal,
    )
    widest: tuple[CalendarDay, CalendarDay] | None = None
    longest = MOST_EMPTY * (end.ordinal - first.ordinal)
    reached = first
    for start, stop in (*spans, (now, now)):
        before, after = _month(reached, 1), _month(start, 0)
        if after.ordinal - before.ordinal > longest:
            longest, widest = after.ordinal - before.ordinal, (before, after)
        reached = max(reached, stop, key=lambda day: day.ordinal)
    return widest


def _scale_of_days(*ends: tuple[int, float]) -> Callable[[float], float]:
    """What leads from a day to its place, straight between these days and places."""

    def x(day: float) -> float:
        pieces = list(pairwise(ends))
        (from_day, low), (to_day, high) = next(
            (piece for piece in pieces if day < piece[1][0]), pieces[-1]
        )
        return round(low + (high - low) * (day - from_day) / (to_day - from_day), 2)

    return x


MOST_DAYS = 5
"""How many ticks at days a narrow axis has room for."""


def time_ticks(
    days: Sequence[CalendarDay], language: Language
) -> tuple[tuple[int, int], tuple[Tick, ...]]:
    """An axis that holds these days, with room behind the last, as the numbers of its
    first day and its end, and its ticks: at days, at months where there are many.
    """
    first, last = min(days), max(days)
    count = last.ordinal - first.ordinal + 1
    end = last.ordinal + max(1, count // 8)
    stood = [
        (first.later(step), _day_label(first.later(step), language))
        for step in range(0, count, max(1, -(-count // MOST_DAYS)))
    ]
    if count > 120:
        month = _month(last, 1)
        every = max(1, -(-count // 31 // MOST_DAYS))
        months = [*_ticks(_month(first, 0), month, language)]
        stood = [each for each in months if each[0].ordinal >= first.ordinal][::every]

    def x(day: CalendarDay) -> float:
        return round(100 * (day.ordinal - first.ordinal) / (end - first.ordinal), 2)

    ticks = tuple(Tick(x(day), label, "start") for day, label in stood)
    return (first.ordinal, end), ticks


def _day_label(day: CalendarDay, language: Language) -> str:
    month = language.months_short[day.month - 1]
    return language.short_day_month.format(day=day.day, month=month)


MOST_YEARS = 12
"""How many ticks at years an axis has room for."""


def _ticks(
    first: CalendarDay, end: CalendarDay, language: Language
) -> Iterator[tuple[CalendarDay, str]]:
    """The days at which the ticks of an axis stand, and what each says."""
    months = (end.year - first.year) * 12 + end.month - first.month
    if months > 72:
        yield from _year_ticks(first, end, language)
        return
    every = 1 if months <= 18 else 3
    for day in (_month(first, index) for index in range(months)):
        if day == first or (day.month - 1) % every == 0:
            month = language.months_short_alone[day.month - 1]
            is_told = day == first or day.month == 1
            year = year_in(day.year, language)
            both = language.short_month_year.format(month=month, year=year)
            yield day, both if is_told else month


def _year_ticks(
    first: CalendarDay, end: CalendarDay, language: Language
) -> Iterator[tuple[CalendarDay, str]]:
    years = end.year - first.year
    steps = (digit * 10**power for power in range(5) for digit in (1, 2, 5))
    step = next(step for step in steps if years / step <= MOST_YEARS)
    # Years before Christ count backwards: round is 500 BC, the year -499.
    round_years = [
        year
        for year in range(first.year + 1, end.year + (end.month > 1))
        if (year if year > 0 else year - 1) % step == 0
    ]
    # The label of the first tick needs room before the next one.
    if not round_years or step == 1 or round_years[0] - first.year >= step / 2:
        yield first, year_in(first.year, language)
    for year in round_years:
        yield CalendarDay(year), year_in(year, language)


def _month(day: CalendarDay, later: int) -> CalendarDay:
    """The first day of the month that is `later` months after that of `day`."""
    return CalendarDay(*month_after(day.year, day.month, later))


def _date_mark(when: When, x: Callable[[float], float]) -> Mark:
    if when.end is None:
        return Mark("open", x(when.earliest.ordinal), 100)
    after = x(when.latest.ordinal + 1)
    if when.start is None:
        return Mark("until", 0, after)
    low = x(when.earliest.ordinal)
    if when.earliest == when.latest:
        clock = when.start.clock
        if clock:
            low = x(when.earliest.ordinal + clock.second_of_day / DAY)
        return Mark("about" if when.approximate else "point", low, low)
    shape: Shape = "span" if when.start != when.end and not when.once else "band"
    return Mark(shape, low, max(after, round(low + NARROWEST, 2)))
