"""What is known of a number as an interval, and its arithmetic, exact.

What is unknown of the operands stays unknown of the result.
"""

from decimal import Decimal
from fractions import Fraction
from math import inf
from typing import Literal

import msgspec

from factbox.values.quantities.exact import EXACT, last_place
from factbox.values.quantities.phrase import Sort
from factbox.values.quantities.phrases import phrases_of
from factbox.values.quantities.quantity import Quantity

# An end is exact or infinite, never another float.
End = Fraction | float


class Interval(msgspec.Struct, frozen=True):
    """The numbers from `low` to `high`, and how finely they are known.

    `low_step` and `high_step` are steps of the last digit known of each end, 0 if it is
    exact or open: of about 20 to 2,000, tens and thousands. `above` and `below` say
    that the low and the high end themselves are left out. `sort` is "" for a number
    that stands in the formula itself, and `money` a currency with the sign it was typed
    with. `name` and `offset` are of the first operand.
    """

    low: End
    high: End
    above: bool = False
    below: bool = False
    approximate: bool = False
    low_step: Fraction = Fraction(0)
    high_step: Fraction = Fraction(0)
    sort: Sort | Literal[""] = ""
    money: tuple[str, str] = ("", "")
    measure: str = ""
    name: str = ""
    offset: int = 0

    @property
    def step(self) -> Fraction:
        """The larger of the steps of its ends."""
        return max(self.low_step, self.high_step)


def constant(number: Decimal) -> Interval:
    """A number that stands in a formula."""
    exact = Fraction(number)
    return Interval(exact, exact)


def known(quantity: Quantity, name: str, offset: int, tag: str) -> Interval:
    """What is known of a figure's value; a share and a ratio are parts of one.

    Its unit is written in the language of `tag`.
    """
    scale = Fraction(1)
    if quantity.sort in ("percent", "points"):
        scale = Fraction(1, 100)
    sort = quantity.sort
    if whole := quantity.of or quantity.per:
        scale, sort = 1 / Fraction(whole), "percent"
    low_step, high_step = _steps(quantity)
    return Interval(
        low=-inf if quantity.low is None else Fraction(quantity.low) * scale,
        high=inf if quantity.high is None else Fraction(quantity.high) * scale,
        above=quantity.exclusive and quantity.low is not None,
        below=quantity.exclusive and quantity.high is not None,
        approximate=quantity.approximate,
        low_step=scale * low_step,
        high_step=scale * high_step,
        sort=sort,
        money=(quantity.currency, quantity.symbol),
        measure=phrases_of(tag).unit_of(quantity.unit),
        name=name,
        offset=offset,
    )


def _steps(quantity: Quantity) -> tuple[Fraction, Fraction]:
    """The steps of its two ends; those of 1 to 1.5 are both tenths."""
    is_about_low = quantity.approximate and not quantity.only_high
    low = _step(quantity.low, is_about_low)
    high = _step(quantity.high, quantity.approximate)
    decimals = min(high or low, low or high)
    return (low or decimals, high or decimals) if decimals < 1 else (low, high)


def _step(number: Decimal | None, approximate: bool) -> Fraction:
    """A step of the last digit known, 0 if the number is whole and exact, or open.

    The zeros that end a whole number are known unless it is approximate.
    """
    if number is None:
        return Fraction(0)
    place = last_place(number)
    if place == 0:
        if not approximate:
            return Fraction(0)
        place = last_place(number.normalize(EXACT))
    return Fraction(10) ** place


# Arithmetic.


def summed(left: Interval, right: Interval) -> Interval:
    """The interval of all sums of a number of each."""
    return Interval(
        low=_added(left.low, right.low),
        high=_added(left.high, right.high),
        above=left.above or right.above,
        below=left.below or right.below,
        approximate=left.approximate or right.approximate,
        low_step=max(left.low_step, right.low_step),
        high_step=max(left.high_step, right.high_step),
    )


def negated(interval: Interval) -> Interval:
    """The interval of all its numbers with the other sign."""
    return msgspec.structs.replace(
        interval,
        low=-interval.high,
        high=-interval.low,
        above=interval.below,
        below=interval.above,
        low_step=interval.high_step,
        high_step=interval.low_step,
    )


def inverted(interval: Interval) -> Interval:
    """1 divided by an interval without zero; at an infinite end 0 is never reached.

    An error at an end counts there alone: of about 20 to 2,000, a twentieth is not off
    by what the thousands leave open.
    """
    low, high = _one_over(interval.high), _one_over(interval.low)
    return Interval(
        low=low,
        high=high,
        above=interval.below or interval.high == inf,
        below=interval.above or interval.low == -inf,
        approximate=interval.approximate,
        low_step=interval.high_step * low**2,
        high_step=interval.low_step * high**2,
    )


def multiplied(left: Interval, right: Interval) -> Interval:
    """The interval of all products of a number of each."""
    corners = [
        _corner(*one, *other) for one in _ends_of(left) for other in _ends_of(right)
    ]
    low, high = min(end for end, *_ in corners), max(end for end, *_ in corners)
    return Interval(
        low=low,
        high=high,
        above=all(left_out for end, left_out, _ in corners if end == low),
        below=all(left_out for end, left_out, _ in corners if end == high),
        approximate=left.approximate or right.approximate,
        low_step=max(step for end, _, step in corners if end == low),
        high_step=max(step for end, _, step in corners if end == high),
    )


_Known = tuple[End, bool, Fraction]
"""An end, whether it is itself left out, and a step of its last digit known."""


def _ends_of(interval: Interval) -> tuple[_Known, _Known]:
    return (
        (interval.low, interval.above, interval.low_step),
        (interval.high, interval.below, interval.high_step),
    )


def _corner(
    one: End,
    one_out: bool,
    one_step: Fraction,
    other: End,
    other_out: bool,
    other_step: Fraction,
) -> _Known:
    """The product of two ends.

    An end that is zero makes the product zero, whatever is known of the other.
    """
    finite_one, finite_other = (
        abs(end) if isinstance(end, Fraction) else Fraction(0) for end in (one, other)
    )
    step = max(one_step * finite_other, other_step * finite_one)
    if one == 0 or other == 0:
        is_out = (one_out or one != 0) and (other_out or other != 0)
        return Fraction(0), is_out, step
    if isinstance(one, float) or isinstance(other, float):
        return (inf if (one > 0) == (other > 0) else -inf), False, step
    return one * other, one_out or other_out, step


def _added(one: End, other: End) -> End:
    # A low end is never +inf nor a high end -inf, so that two infinities are one.
    if isinstance(one, float):
        return one
    return other if isinstance(other, float) else one + other


def _one_over(end: End) -> Fraction:
    return Fraction(0) if isinstance(end, float) else 1 / end
