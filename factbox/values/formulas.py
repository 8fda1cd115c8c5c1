"""Figures derived from other figures: (dead@police + injured@police) / crew.

A formula has figures, plain numbers like 2 or 0.5, + - * / and parentheses. An id has
hyphens, so a minus stands between spaces. It is evaluated by interval arithmetic, so
that what is unknown of the figures stays unknown of the result.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor, inf, log10
from typing import Literal

import msgspec

from factbox.problems import Unreadable, shown
from factbox.values.quantities import EXACT, Quantity, last_place

LONGEST_TEXT = 300
# The most that prints as a number that anyone reads, and reads back.
LARGEST_POWER = 15

FORMS = "a formula is written like '(dead@police + injured@police) / crew'"


class Reference(msgspec.Struct, frozen=True, tag=True):
    """A figure by its id, and the claimant whose estimate is meant, "" if not said.

    `offset` is where it stands in the formula, in characters from 0.
    """

    figure: str
    claimant: str
    offset: int

    def __str__(self) -> str:
        return f"{self.figure}@{self.claimant}" if self.claimant else self.figure


class Operator(msgspec.Struct, frozen=True, tag=True):
    """One of + - * / or "(", and where it stands in the formula."""

    symbol: str
    offset: int


class Formula(msgspec.Struct, frozen=True):
    """A formula as an author wrote it, and its steps in postfix order.

    Each step is a number, a figure or an operator, which takes the two results before
    it; so however deep the parentheses, nothing recurses.
    """

    text: str
    steps: tuple[Decimal | Reference | Operator, ...]

    @classmethod
    def parse(cls, text: str) -> "Formula":
        """The formula that a text states; raises `Unreadable` if it states none."""
        if len(text) > LONGEST_TEXT:
            raise Unreadable(f"{shown(text)} is too long for a formula", FORMS)
        return cls(text, _postfix(text))

    def __str__(self) -> str:
        return self.text

    @property
    def references(self) -> tuple[Reference, ...]:
        """The figures it mentions, as often as it mentions them, in that order."""
        return tuple(step for step in self.steps if isinstance(step, Reference))

    def evaluate(
        self, values: Mapping[tuple[str, str], Quantity], percent: bool
    ) -> Quantity:
        """The quantity that follows from these values, by (figure, claimant).

        The result allows every number that some choice of numbers from the values
        gives; each mention of a figure counts as a figure of its own. An open end stays
        open, "about" makes the result approximate, and "more than" and "fewer than"
        remain where the result has one end. A percentage counts as its hundredth; with
        `percent` the result is in per cent, so that a half gives 50%.

        It is rounded once, at the end: a single number to the nearest, the low end of a
        range down, the high end up. The place is that of

        - whole per cent, or the first digit of a share below one per cent;
        - otherwise the last digit known of the roughest value, carried through the
          arithmetic as an error would be. About 2,700 is known to the hundreds, 1.2
          million to the hundred thousands, 1.10 to its last digit;
        - if all values are whole and exact, no place if the result is whole, otherwise
          three digits or whole numbers, whichever is finer.

        Raises `Unreadable` for a figure without value, a division by what may be zero,
        and a result without a known end, or too large or too small to print.
        """
        stack: list[_Interval] = []
        for step in self.steps:
            if isinstance(step, Operator):
                right, left = stack.pop(), stack.pop()
                stack.append(_combined(left, step, right))
            elif isinstance(step, Reference):
                stack.append(_known(step, values))
            else:
                number = Fraction(step)
                stack.append(_Interval(number, number))
        return _quantity(stack.pop(), percent)


# Reading.

_TOKEN = (
    r"(?P<number>[0-9]+(?:\.[0-9]+)?(?![\w.,@-]))"
    r"|(?P<figure>[^\W_]+(?:-[^\W_]+)*)(?:@(?P<claimant>[^\W_]+(?:-[^\W_]+)*))?(?![\w@-])"
    r"|(?P<operator>[+*/()]|(?<!\S)-(?!\S))"
)
_PRECEDENCE = {"+": 1, "-": 1, "*": 2, "/": 2}


def _postfix(text: str) -> tuple[Decimal | Reference | Operator, ...]:
    """The steps of a formula, by Dijkstra's shunting yard."""
    steps: list[Decimal | Reference | Operator] = []
    waiting: list[Operator] = []
    wants_value = True
    position = _next(text, 0)
    while position < len(text):
        match = re.compile(_TOKEN).match(text, position)
        if match is None:
            raise _unknown(text, position)
        symbol = match["operator"]
        is_value_next = symbol is None or symbol == "("
        if is_value_next != wants_value:
            wanted = "a figure or a number" if wants_value else "one of + - * /"
            raise Unreadable(
                f"'{match[0]}' stands where {wanted} should", FORMS, position
            )
        if match["number"]:
            steps.append(Decimal(match["number"]))
        elif match["figure"]:
            steps.append(Reference(match["figure"], match["claimant"] or "", position))
        elif symbol == "(":
            waiting.append(Operator(symbol, position))
        else:
            _release(waiting, steps, _PRECEDENCE.get(symbol, 0))
            if symbol == ")":
                if not waiting:
                    raise Unreadable("this ')' closes nothing", FORMS, position)
                waiting.pop()
            else:
                waiting.append(Operator(symbol, position))
        wants_value = symbol is not None and symbol != ")"
        position = _next(text, match.end())
    if wants_value:
        raise Unreadable(f"{shown(text)} ends too early", FORMS, len(text))
    _release(waiting, steps, 0)
    if waiting:
        raise Unreadable("this '(' is never closed", FORMS, waiting[-1].offset)
    return tuple(steps)


def _release(
    waiting: list[Operator],
    steps: list[Decimal | Reference | Operator],
    precedence: int,
) -> None:
    """Move the waiting operators that bind at least as tightly, up to a "("."""
    while waiting and _PRECEDENCE.get(waiting[-1].symbol, -1) >= precedence:
        steps.append(waiting.pop())


def _next(text: str, position: int) -> int:
    """The position of the next character that is no space."""
    return len(text) - len(text[position:].lstrip())


def _unknown(text: str, position: int) -> Unreadable:
    word = text[position:].split()[0]
    hint = FORMS
    if "-" in word:
        hint = "a minus needs a space on both sides"
    elif word.startswith(","):
        hint = "write numbers in a formula without commas"
    return Unreadable(f"{shown(word)} is no part of a formula", hint, position)


# Interval arithmetic. An end is exact or infinite, never another float.

_End = Fraction | float


class _Interval(msgspec.Struct, frozen=True):
    """The numbers from `low` to `high`, and how finely they are known.

    `unit` is a step of the last digit known, 0 if exact. `above` and `below` say that
    the low and the high end themselves are left out.
    """

    low: _End
    high: _End
    above: bool = False
    below: bool = False
    approximate: bool = False
    unit: Fraction = Fraction(0)

    @property
    def size(self) -> Fraction:
        """The larger of its known ends, without its sign."""
        ends = (abs(end) for end in (self.low, self.high) if isinstance(end, Fraction))
        return max(ends, default=Fraction(0))


def _known(
    reference: Reference, values: Mapping[tuple[str, str], Quantity]
) -> _Interval:
    quantity = values.get((reference.figure, reference.claimant))
    if quantity is None:
        raise Unreadable(
            f"there is no value for '{reference}'",
            "name a figure that has one, with '@' and who claims it if several do",
            reference.offset,
        )
    scale = Fraction(1, 100) if quantity.percent else Fraction(1)
    ends = [end for end in (quantity.low, quantity.high) if end is not None]
    return _Interval(
        low=-inf if quantity.low is None else Fraction(quantity.low) * scale,
        high=inf if quantity.high is None else Fraction(quantity.high) * scale,
        above=quantity.exclusive and quantity.low is not None,
        below=quantity.exclusive and quantity.high is not None,
        approximate=quantity.approximate,
        unit=scale * max(_unit(end, quantity.approximate) for end in ends),
    )


def _unit(number: Decimal, approximate: bool) -> Fraction:
    """A step of the last digit known, 0 if the number is whole and exact.

    The zeros that end a whole number are known unless it is approximate.
    """
    place = last_place(number)
    if place == 0:
        if not approximate:
            return Fraction(0)
        place = last_place(number.normalize(EXACT))
    return Fraction(10) ** place


def _combined(left: _Interval, operator: Operator, right: _Interval) -> _Interval:
    if operator.symbol == "+":
        return _sum(left, right)
    if operator.symbol == "-":
        return _sum(left, _negative(right))
    if operator.symbol == "*":
        return _product(left, right)
    if right.low <= 0 <= right.high:
        raise Unreadable(
            "this divides by what may be zero",
            "divide by a figure whose low end is known and above zero",
            operator.offset,
        )
    return _product(left, _reciprocal(right))


def _sum(left: _Interval, right: _Interval) -> _Interval:
    return _Interval(
        low=_added(left.low, right.low),
        high=_added(left.high, right.high),
        above=left.above or right.above,
        below=left.below or right.below,
        approximate=left.approximate or right.approximate,
        unit=max(left.unit, right.unit),
    )


def _negative(interval: _Interval) -> _Interval:
    return msgspec.structs.replace(
        interval,
        low=-interval.high,
        high=-interval.low,
        above=interval.below,
        below=interval.above,
    )


def _reciprocal(interval: _Interval) -> _Interval:
    """1 divided by an interval without zero; at an infinite end 0 is never reached."""
    inverse = _Interval(
        low=_inverted(interval.high),
        high=_inverted(interval.low),
        above=interval.below or interval.high == inf,
        below=interval.above or interval.low == -inf,
        approximate=interval.approximate,
    )
    return msgspec.structs.replace(inverse, unit=interval.unit * inverse.size**2)


def _product(left: _Interval, right: _Interval) -> _Interval:
    corners = [
        _corner(*one, *other)
        for one in ((left.low, left.above), (left.high, left.below))
        for other in ((right.low, right.above), (right.high, right.below))
    ]
    low, high = min(end for end, _ in corners), max(end for end, _ in corners)
    return _Interval(
        low=low,
        high=high,
        above=all(left_out for end, left_out in corners if end == low),
        below=all(left_out for end, left_out in corners if end == high),
        approximate=left.approximate or right.approximate,
        unit=max(left.unit * right.size, right.unit * left.size),
    )


def _corner(
    one: _End, one_out: bool, other: _End, other_out: bool
) -> tuple[_End, bool]:
    """The product of two ends, and whether it is itself left out.

    An end that is zero makes the product zero, whatever is known of the other.
    """
    if one == 0 or other == 0:
        return Fraction(0), (one_out or one != 0) and (other_out or other != 0)
    if isinstance(one, float) or isinstance(other, float):
        return (inf if (one > 0) == (other > 0) else -inf), False
    return one * other, one_out or other_out


def _added(one: _End, other: _End) -> _End:
    # A low end is never +inf nor a high end -inf, so that two infinities are one.
    if isinstance(one, float):
        return one
    return other if isinstance(other, float) else one + other


def _inverted(end: _End) -> _End:
    return Fraction(0) if isinstance(end, float) else 1 / end


# Rounding.


def _quantity(result: _Interval, percent: bool) -> Quantity:
    if percent:
        result = _product(result, _Interval(Fraction(100), Fraction(100)))
    if isinstance(result.low, float) and isinstance(result.high, float):
        raise Unreadable(
            "neither end of the result is known",
            "'up to' and 'at least' together can leave nothing to say",
        )
    is_single = result.low == result.high
    low = _rounded(result.low, result.unit, percent, "nearest" if is_single else "down")
    high = _rounded(result.high, result.unit, percent, "nearest" if is_single else "up")
    return Quantity(
        low=low,
        high=high,
        approximate=result.approximate,
        exclusive=(high is None and result.above) or (low is None and result.below),
        percent=percent,
    )


def _rounded(
    end: _End,
    unit: Fraction,
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
    step = Fraction(10) ** min(leading, _place(end, leading, unit, percent))
    ratio = end / step
    steps = {
        "nearest": floor(ratio + Fraction(1, 2)),
        "down": floor(ratio),
        "up": ceil(ratio),
    }[towards]
    number = Decimal(f"{steps}E{_power(step)}")
    if last_place(number) < 0 and (percent or not unit):
        # The zeros of 4.50 would claim a precision that no value gave.
        number = number.normalize(EXACT)
        return number if last_place(number) < 0 else number.quantize(Decimal(1))
    return number


def _place(end: Fraction, leading: int, unit: Fraction, percent: bool) -> int:
    if percent:
        return 0
    if unit:
        return _power(unit)
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
