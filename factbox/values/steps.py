"""The geometry of a chart of claims over time: a step line a claimant, on one scale.

A claim holds from its day until its claimant's next. Places are percentages of the
width and, from the top, of the height, as in `charts`.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from string import ascii_uppercase

import msgspec

from factbox.languages.language import Language
from factbox.values.charts import Tick, quantity_scale
from factbox.values.dates.calendar import CalendarDay
from factbox.values.dates.when import When
from factbox.values.quantities.quantity import Quantity
from factbox.values.time_axes import DAY, time_ticks


class Series(msgspec.Struct, frozen=True):
    """What somebody said over time, the first first; None for what was withdrawn."""

    name: str
    said: tuple[tuple[When, Quantity | None], ...]


class Step(msgspec.Struct, frozen=True):
    """A claim from `x` to `right`: at `low` and `high`, None for an open end.

    Both are the same for a single number.
    """

    x: float
    right: float
    low: float | None
    high: float | None

    @property
    def is_open(self) -> bool:
        """Whether one end is unknown."""
        return self.low is None or self.high is None

    @property
    def ends(self) -> tuple[float, ...]:
        """Where its lines are drawn, the lower one first."""
        known = (end for end in (self.low, self.high) if end is not None)
        return tuple(dict.fromkeys(known))

    @property
    def width(self) -> float:
        return round(self.right - self.x, 2)

    @property
    def height(self) -> float:
        """Of what lies between its ends."""
        return round(abs(self.ends[0] - self.ends[-1]), 2)


class Rise(msgspec.Struct, frozen=True):
    """The line from one step to the next."""

    x: float
    start: float
    end: float


class StepLine(msgspec.Struct, frozen=True):
    """The steps of somebody: their name, and the letter at the end of their line."""

    name: str
    letter: str
    steps: tuple[Step, ...]
    rises: tuple[Rise, ...]
    label_y: float


class StepChart(msgspec.Struct, frozen=True):
    """Lines over time; `ticks` are the days.

    `levels` are the values, the `x` of each being how far it lies below the top.
    """

    ticks: tuple[Tick, ...]
    levels: tuple[Tick, ...]
    lines: tuple[StepLine, ...]


LABEL = 13.0
"""How high the letter at the end of a line is, in per cent of the chart."""


def step_chart(series: Sequence[Series], language: Language) -> StepChart | None:
    """The chart of these; None where nobody said anything on two days."""
    if not any(len(each.said) > 1 for each in series):
        return None
    dates = [when for each in series for when, _ in each.said]
    values = [value for each in series for _, value in each.said if value]
    days, ticks = time_ticks([_day(when) for when in dates], language)
    first, end = days
    place, levels = quantity_scale(values, language)

    def x(when: When) -> float:
        return round(100 * (_moment(when) - first) / (end - first), 2)

    def y(quantity: Quantity) -> tuple[float | None, float | None]:
        low, high = (
            None if number is None else round(100 - place(number), 2)
            for number in (quantity.low, quantity.high)
        )
        return low, high

    drawn = [_steps(each, x, y) for each in series]
    labels = _apart([steps[-1].ends[-1] for steps in drawn])
    lines = tuple(
        StepLine(each.name, letter, steps, tuple(_rises(steps)), label)
        for each, letter, steps, label in zip(
            series, _letters(), drawn, labels, strict=False
        )
    )
    upwards = (
        msgspec.structs.replace(tick, x=round(100 - tick.x, 2)) for tick in levels
    )
    return StepChart(ticks, tuple(upwards), lines)


def _letters() -> Iterator[str]:
    """A, B, … Z, AA, …"""
    count = 1
    while True:
        yield from (letter * count for letter in ascii_uppercase)
        count += 1


def _day(when: When) -> CalendarDay:
    """The day from which on a claim holds."""
    return when.earliest if when.start else when.latest


def _moment(when: When) -> float:
    clock = when.start.clock if when.start else None
    return _day(when).ordinal + (clock.second_of_day / DAY if clock else 0)


def _steps(
    series: Series,
    x: Callable[[When], float],
    y: Callable[[Quantity], tuple[float | None, float | None]],
) -> tuple[Step, ...]:
    ends = [*(x(when) for when, _ in series.said[1:]), 100.0]
    return tuple(
        Step(x(when), end, *y(value))
        for (when, value), end in zip(series.said, ends, strict=True)
        if value
    )


def _rises(steps: Sequence[Step]) -> Iterator[Rise]:
    for step, following in pairwise(steps):
        # What was withdrawn leaves a gap.
        if step.right == following.x:
            yield Rise(following.x, step.ends[-1], following.ends[-1])


def _apart(places: Sequence[float]) -> list[float]:
    """Places of labels near these, none on another, the highest where it is."""
    apart = list(places)
    free = -LABEL
    for index in sorted(range(len(places)), key=lambda each: places[each]):
        apart[index] = free = round(max(places[index], free + LABEL), 2)
    overflow = max(0.0, free - 100)
    return [round(max(0.0, place - overflow), 2) for place in apart]
