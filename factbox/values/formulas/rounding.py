"""The result of a formula as a quantity: rounded as finely as its operands warrant."""

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor, log10
from typing import Literal

import msgspec

from factbox.problems import Unreadable
from factbox.values.formulas.combining import NAMES
from factbox.values.formulas.intervals import End, Interval, multiplied
from factbox.values.quantities.exact import EXACT, last_place
from factbox.values.quantities.phrase import Sort
from factbox.values.quantities.quantity import Quantity

LARGEST_POWER = 15
"""The most that prints as a number that anyone reads, and reads back."""


def result(made: Interval, percent: bool) -> Quantity:
    """The quantity that an interval is, rounded; in per cent if so asked."""
    if percent:
        if made.sort in ("money", "points"):
            raise Unreadable(
                f"the result is {NAMES[made.sort]}, and no share",
                "leave out 'unit: %', or divide by the whole",
                made.offset,
            )
        made = multiplied(made, Interval(Fraction(100), Fraction(100)))
    elif made.sort == "points":
        hundred = Interval(Fraction(100), Fraction(100))
        made = msgspec.structs.replace(multiplied(made, hundred), sort="points")
    if isinstance(made.low, float) and isinstance(made.high, float):
        raise Unreadable(
            "neither end of the result is known",
            "'up to' and 'at least' together can leave nothing to say",
        )
    is_single = made.low == made.high
    low = _rounded(made.low, made.step, percent, "nearest" if is_single else "down")
    high = _rounded(made.high, made.step, percent, "nearest" if is_single else "up")
    sort: Sort = "percent" if percent else "number"
    if made.sort in ("money", "points"):
        sort = made.sort
    money = made.money if sort == "money" else ("", "")
    return Quantity(
        low=low,
        high=high,
        approximate=made.approximate,
        exclusive=(high is None and made.above) or (low is None and made.below),
        sort=sort,
        currency=money[0],
        symbol=money[1],
    )


def _rounded(
    end: End,
    least: Fraction,
    percent: bool,
    towards: Literal["nearest", "down", "up"],
) -> Decimal | None:
    """An end to the place that `Formula.evaluate` documents; None if it is open."""
    if isinstance(end, float):
        return None
    if end == 0:
        return Decimal(0)
    leading = _power(end)
    if abs(leading) > LARGEST_POWER:
        size = "large" if leading > 0 else "small"
        raise Unreadable(
            f"the result is too {size} to print", "give the figures in another unit"
        )
    # A result that is not zero never becomes zero.
    step = Fraction(10) ** min(leading, _place(end, leading, least, percent))
    ratio = end / step
    steps = {
        "nearest": floor(ratio + Fraction(1, 2)),
        "down": floor(ratio),
        "up": ceil(ratio),
    }[towards]
    number = Decimal(f"{steps}E{_power(step)}")
    if last_place(number) < 0 and (percent or not least):
        # The zeros of 4.50 would claim a precision that no value gave.
        number = number.normalize(EXACT)
        return number if last_place(number) < 0 else number.quantize(Decimal(1))
    return number


def _place(end: Fraction, leading: int, least: Fraction, percent: bool) -> int:
    if percent:
        return 0
    if least:
        return _power(least)
    return 0 if end.denominator == 1 else min(0, leading - 2)


def _power(number: Fraction) -> int:
    """The power of ten of the first digit of a number that is not zero."""
    size = abs(number)
    # Exact, and never as text: Python refuses to print integers of 4,300 digits.
    bits = size.numerator.bit_length() - size.denominator.bit_length()
    power = floor(bits * log10(2)) - 1
    while Fraction(10) ** (power + 1) <= size:
        power += 1
    return power
