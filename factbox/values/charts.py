"""The geometry of charts: quantities to places along an axis; dates are in `time_axes`.

Places are percentages of the width, to two decimals, so that a template draws with
them as they are and the drawing needs no script, no fixed size and no view box.
"""

from collections.abc import Callable, Iterable, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import pairwise
from typing import Literal, get_args

import msgspec

from factbox.languages.language import Language
from factbox.values.lettering import width_of
from factbox.values.quantities.phrase import Sort
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
