"""Arithmetic with what is known of numbers, exact to the last rounding.

What is unknown of the operands stays unknown of the result; what they are, counts,
shares or money, decides what can be done with them.
"""

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor, inf, log10
from typing import Literal

import msgspec

from factbox.problems import Unreadable
from factbox.values.quantities.exact import EXACT, last_place
from factbox.values.quantities.phrase import Sort
from factbox.values.quantities.phrases import phrases_of
from factbox.values.quantities.quantity import Quantity

# The most that prints as a number that anyone reads, and reads back.
LARGEST_POWER = 15

FORMS = "a formula is written like '(dead@police + injured@police) / crew'"

# An end is exact or infinite, never another float.
_End = Fraction | float


class Interval(msgspec.Struct, frozen=True):
    """The numbers from `low` to `high`, and how finely they are known.

    `low_step` and `high_step` are steps of the last digit known of each end, 0 if it is
    exact or open: of about 20 to 2,000, tens and thousands. `above` and `below` say
    that the low and the high end themselves are left out. `sort` is "" for a number
    that stands in the formula itself, and `money` a currency with the sign it was typed
    with. `name` and `offset` are of the first operand.
    """

    low: _End
    high: _End
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


def combined(left: Interval, symbol: str, right: Interval, offset: int) -> Interval:
    """What + - * or /, at this offset in its formula, makes of two intervals."""
    sort, money, measure = _sorted(left, symbol, right)
    if symbol == "+":
        made = _sum(left, right)
    elif symbol == "-":
        made = _sum(left, _negative(right))
    elif symbol == "*":
        made = _product(left, right)
    elif right.low <= 0 <= right.high:
        raise Unreadable(
            "this divides by what may be zero",
            "divide by a figure whose low end is known and above zero",
            offset,
        )
    else:
        made = _product(left, _reciprocal(right))
    return msgspec.structs.replace(
        made,
        sort=sort,
        money=money,
        measure=measure,
        name=left.name or right.name,
        offset=left.offset if left.name else right.offset,
    )


# What goes together.

NAMES = {
    "number": "a number",
    "percent": "a share",
    "points": "in percentage points",
    "money": "money",
    "": "a plain number",
}


def _sorted(
    left: Interval, symbol: str, right: Interval
) -> tuple[Sort | Literal[""], tuple[str, str], str]:
    """The sort, the money and the measure that come of two intervals."""
    sorts = (left.sort, right.sort)
    money = left.money if left.sort == "money" else right.money
    if left.sort == right.sort == "money" and left.money[0] != right.money[0]:
        raise _mixed(
            left,
            right,
            f"in {left.money[0]}",
            f"in {right.money[0]}",
            "give one of them in the currency of the other",
        )
    if symbol in "+-":
        sort = _of_a_sum(left, right)
        if left.measure != right.measure and "" not in sorts:
            one, other = (
                f"in {each.measure}" if each.measure else NAMES[each.sort]
                for each in (left, right)
            )
            raise _mixed(left, right, one, other, "give both in one unit")
        return sort, money, left.measure or right.measure
    if "points" in sorts and "" not in sorts:
        raise _mixed(
            left,
            right,
            NAMES[left.sort],
            NAMES[right.sort],
            "percentage points are only added, or multiplied by a number",
        )
    shares_only = {*sorts} <= {"", "percent"}
    if symbol == "*":
        if left.sort == right.sort == "money":
            raise _mixed(
                left, right, "money", "money", "multiply money by a number or a share"
            )
        one = next((s for s in ("money", "points", "number") if s in sorts), "")
        product: Sort | Literal[""] = one  # type: ignore[assignment]
        if shares_only and "percent" in sorts:
            product = "percent"
        return product, money, _kept(left, right)
    if right.sort == "money" and left.sort != "money":
        raise _mixed(
            left,
            right,
            NAMES[left.sort],
            "money",
            "divide money by a number, or by money",
        )
    if left.sort == right.sort:
        return ("" if left.sort == "" else "number"), ("", ""), ""
    sort = left.sort or "number"
    if left.sort == "percent" and right.sort == "number":
        sort = "number"
    return sort, money, left.measure if right.sort in ("", "percent") else ""


def _of_a_sum(left: Interval, right: Interval) -> Sort | Literal[""]:
    sorts = {left.sort, right.sort}
    if len(sorts) == 1:
        return left.sort
    # 1 is the whole of which a share is taken, 5 more people are people.
    for sort in ("percent", "number", "points"):
        if sorts == {"", sort}:
            return sort
    if sorts == {"percent", "points"}:
        return "percent"
    raise _mixed(
        left,
        right,
        NAMES[left.sort],
        NAMES[right.sort],
        "add and subtract what is of one sort",
    )


def _kept(left: Interval, right: Interval) -> str:
    """The measure of a product with a plain number or a share."""
    if right.sort in ("", "percent"):
        return left.measure
    return right.measure if left.sort in ("", "percent") else ""


def _mixed(
    left: Interval, right: Interval, one: str, other: str, hint: str
) -> Unreadable:
    """The refusal of two operands that do not go together, at the later one."""
    former, latter = left.name or "the number", right.name or "the number"
    place = right if right.name else left
    return Unreadable(
        f"'{former}' is {one}, and '{latter}' is {other}", hint, place.offset
    )


# Arithmetic.


def _sum(left: Interval, right: Interval) -> Interval:
    return Interval(
        low=_added(left.low, right.low),
        high=_added(left.high, right.high),
        above=left.above or right.above,
        below=left.below or right.below,
        approximate=left.approximate or right.approximate,
        low_step=max(left.low_step, right.low_step),
        high_step=max(left.high_step, right.high_step),
    )


def _negative(interval: Interval) -> Interval:
    return msgspec.structs.replace(
        interval,
        low=-interval.high,
        high=-interval.low,
        above=interval.below,
        below=interval.above,
        low_step=interval.high_step,
        high_step=interval.low_step,
    )


def _reciprocal(interval: Interval) -> Interval:
    """1 divided by an interval without zero; at an infinite end 0 is never reached.

    An error at an end counts there alone: of about 20 to 2,000, a twentieth is not off
    by what the thousands leave open.
    """
    low, high = _inverted(interval.high), _inverted(interval.low)
    return Interval(
        low=low,
        high=high,
        above=interval.below or interval.high == inf,
        below=interval.above or interval.low == -inf,
        approximate=interval.approximate,
        low_step=interval.high_step * low**2,
        high_step=interval.low_step * high**2,
    )


def _product(left: Interval, right: Interval) -> Interval:
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


_Known = tuple[_End, bool, Fraction]
"""An end, whether it is itself left out, and a step of its last digit known."""


def _ends_of(interval: Interval) -> tuple[_Known, _Known]:
    return (
        (interval.low, interval.above, interval.low_step),
        (interval.high, interval.below, interval.high_step),
    )


def _corner(
    one: _End,
    one_out: bool,
    one_step: Fraction,
    other: _End,
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


def _added(one: _End, other: _End) -> _End:
    # A low end is never +inf nor a high end -inf, so that two infinities are one.
    if isinstance(one, float):
        return one
    return other if isinstance(other, float) else one + other


def _inverted(end: _End) -> Fraction:
    return Fraction(0) if isinstance(end, float) else 1 / end


# Rounding.


def result(made: Interval, percent: bool) -> Quantity:
    """The quantity that an interval is, rounded; in per cent if so asked."""
    if percent:
        if made.sort in ("money", "points"):
            raise Unreadable(
                f"the result is {NAMES[made.sort]}, and no share",
                "leave out 'unit: %', or divide by the whole",
                made.offset,
            )
        made = _product(made, Interval(Fraction(100), Fraction(100)))
    elif made.sort == "points":
        hundred = Interval(Fraction(100), Fraction(100))
        made = msgspec.structs.replace(_product(made, hundred), sort="points")
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
    end: _End,
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
        raise Unreadable(f"the result is too {size} to print", FORMS)
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
