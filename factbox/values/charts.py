"""The geometry of charts: quantities and dates to places along an axis.

Places are percentages of the width, to two decimals, so that a template draws with
them as they are and the drawing needs no script, no fixed size and no view box.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import pairwise
from typing import Literal, get_args

import msgspec

from factbox.languages.language import Language
from factbox.values.dates.calendar import CalendarDay, month_after
from factbox.values.dates.when import When
from factbox.values.dates.wording import year_in
from factbox.values.lettering import width_of
from factbox.values.quantities.phrases import Sort
from factbox.values.quantities.quantity import Quantity

Shape = Literal[
    "point",
    "about",
    "range",
    "interval",
    "up-to",
    "at-least",
    "derived",
    "band",
    "span",
    "open",
    "until",
]
"""The shapes, in the order in which a legend explains them."""


class Tick(msgspec.Struct, frozen=True):
    """A line across the axis and what it says, "" where there is no room for it.

    `anchor` is SVG's text-anchor.
    """

    x: float
    label: str
    anchor: Literal["start", "middle", "end"]


class Mark(msgspec.Struct, frozen=True):
    """What stands for one value: a shape from `low` to `high`, `span` wide.

    Of a quantity: "point" is exact, "about" rough, "range" from one number to another,
    "interval" the same around `best`, the likeliest value, "up-to" and "at-least" fade
    towards the end that nobody gave, "derived" is computed from others. Of a date:
    "point" is a day, "about" a rough one, "band" some time within, "span" from one date
    to another, and "open" and "until" fade towards the end that nobody gave.
    """

    shape: Shape
    low: float
    high: float
    best: float | None = None

    @property
    def span(self) -> float:
        """How wide it is."""
        return round(self.high - self.low, 2)


class Chart(msgspec.Struct, frozen=True):
    """An axis and a mark on it for each value, in the order of the values.

    `gap` is where the axis is broken: the places of its two ends, or None.
    """

    ticks: tuple[Tick, ...]
    marks: tuple[Mark, ...]
    gap: tuple[float, float] | None = None


DOTS = ("point", "about", "derived")


def legend_of(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """A mark of each shape among these: a dot in the middle, others from end to end."""
    shapes = {mark.shape for mark in marks}
    return tuple(
        Mark(shape, 50, 50) if shape in DOTS else Mark(shape, 0, 100, 50)
        for shape in get_args(Shape)
        if shape in shapes
    )


def quantity_chart(values: Sequence[Quantity], language: Language) -> Chart:
    """Quantities of one kind on a scale from zero, percentages on one up to 100.

    The scale ends at the first round number that holds them all, with room above those
    that are open to it; negative numbers carry it below zero.
    """
    x, ticks = quantity_scale(values, language)
    return Chart(ticks, tuple(_quantity_mark(value, x) for value in values))


def quantity_scale(
    values: Sequence[Quantity], language: Language
) -> tuple[Callable[[Decimal], float], tuple[Tick, ...]]:
    """Where a number stands on the scale of these values, and its ticks."""
    ends = [end for v in values for end in (v.low, v.high) if end is not None]
    percent = values[0].sort == "percent"
    if not percent:
        ends += [abs(v.low) / 4 + v.low for v in values if v.low and v.high is None]
    if percent and min(ends) >= 0 and max(ends) <= 100:
        low, step, count = Decimal(0), Decimal(25), 4
    else:
        low, step, count = _scale(min(*ends, Decimal(0)), max(*ends, Decimal(0)))
    whole = step * count

    def x(number: Decimal) -> float:
        return float(round((number - low) * 100 / whole, 2))

    ticks = tuple(
        Tick(
            x(low + step * index),
            _label(low + step * index, values[0], language),
            "start" if index == 0 else "end" if index == count else "middle",
        )
        for index in range(count + 1)
    )
    return x, _with_room(ticks)


LETTERS = 36
"""How many letters an axis holds at its narrowest."""


def _with_room(ticks: tuple[Tick, ...]) -> tuple[Tick, ...]:
    """The ticks, of which only so many keep their words that these never meet.

    Those at both ends are the last to lose them, and the end keeps them always.
    """
    last = len(ticks) - 1
    for step in (each for each in range(1, last + 1) if last % each == 0):
        told = [tick for index, tick in enumerate(ticks) if index % step == 0]
        ends = [_letters(tick) for tick in told]
        if all(right + 1 <= left for (_, right), (left, _) in pairwise(ends)):
            break
    else:
        told = [ticks[-1]]
    return tuple(
        tick if tick in told else msgspec.structs.replace(tick, label="")
        for tick in ticks
    )


def _letters(tick: Tick) -> tuple[float, float]:
    """Where the words of a tick begin and end, in letters along the axis."""
    before = {"start": 0.0, "middle": 0.5, "end": 1.0}[tick.anchor]
    begin = tick.x * LETTERS / 100 - before * width_of(tick.label)
    return begin, begin + width_of(tick.label)


def _label(number: Decimal, value: Quantity, language: Language) -> str:
    """What a tick says: a number of the sort of the values."""
    # As a plain number: 2.5E+3 would print as it is written.
    plain = Decimal(f"{number:f}")
    if value.sort == "money" and plain >= 10**6:
        # An axis has no room for the zeros of millions.
        power = 3 * (plain.adjusted() // 3)
        plain = plain.normalize().scaleb(-power).normalize().scaleb(power)
    sort: Sort = value.sort if value.sort in ("percent", "money") else "number"
    money = (value.currency, value.symbol) if sort == "money" else ("", "")
    tick = Quantity(plain, plain, sort=sort, currency=money[0], symbol=money[1])
    return tick.in_language(language)


def _scale(low: Decimal, high: Decimal) -> tuple[Decimal, Decimal, int]:
    """Where a scale begins, its step, and how many steps it has: three to five.

    Of the scales in round steps that hold all from `low` to `high`, the one that goes
    least beyond them, and of several, the one with the fewest steps.
    """
    if low == high:
        return Decimal(0), Decimal(1), 3
    power = (high - low).adjusted()
    steps = [
        Decimal(digits).scaleb(power - shift)
        for shift in (0, 1, 2)
        for digits in ("1", "2", "2.5", "3", "4", "5")
    ]
    scales = []
    for step in steps:
        first = (low / step).to_integral_value(ROUND_FLOOR)
        last = (high / step).to_integral_value(ROUND_CEILING)
        if 3 <= last - first <= 5:
            scales.append((step * (last - first), last - first, first * step, step))
    _, count, first, step = min(scales)
    return first, step, int(count)


def _quantity_mark(value: Quantity, x: Callable[[Decimal], float]) -> Mark:
    if value.low is None and value.high is not None:
        return Mark("up-to", 0, x(value.high))
    if value.low is None or value.high is None:
        return Mark("at-least", x(value.low or Decimal(0)), 100)
    if value.best is not None:
        return Mark("interval", x(value.low), x(value.high), x(value.best))
    if value.low != value.high:
        return Mark("range", x(value.low), x(value.high))
    shape: Shape = "about" if value.approximate else "point"
    return Mark(shape, x(value.low), x(value.high))


DAY = 24 * 60 * 60
"""In seconds."""

# A mark narrower than this, in per cent of the width, could not be seen.
NARROWEST = 0.8


def date_chart(dates: Sequence[When], now: CalendarDay, language: Language) -> Chart:
    """Dates on a true time axis that also holds the day `now`, the last mark.

    It runs from the month of the first date to the end of the month after the last.
    Ticks stand at the beginning of each month; of each quarter where there are more
    than 18 months, of each year where there are more than six years, and beyond a dozen
    years at round ones. Where most of it would be a time in which nothing happened, it
    is broken there.
    """
    known = [when.earliest for when in dates if when.start]
    known += [when.latest for when in dates if when.end]
    first = _month(min(*known, now), 0)
    end = _month(max(*known, now), 2)
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
    marks = [_date_mark(when, x) for when in dates]
    today = x(now.ordinal)
    marks.append(Mark("point", today, today))
    return Chart(ticks, tuple(marks), GAP if broken else None)


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
