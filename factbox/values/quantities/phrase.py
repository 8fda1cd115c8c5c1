"""A quantity as it stands in a text: what is where, before it is said what it means."""

import re
from decimal import Decimal
from typing import Literal

import msgspec

from factbox.values.quantities.exact import EXACT
from factbox.values.quantities.numeral import Numeral
from factbox.values.quantities.patterns import Side

Sort = Literal["number", "percent", "points", "money", "ratio"]


class End(msgspec.Struct, frozen=True):
    """A number with what belongs to it alone; `sign` is "+" or "-", "" if none.

    `sort` is that which its sign or its unit gives: "number" where there is none.
    """

    numeral: Numeral
    sign: str
    start: int
    end: int
    about: bool = False
    sort: Sort = "number"
    currency: str = ""

    @property
    def value(self) -> Decimal:
        value = self.numeral.value
        return value.copy_negate() if self.sign == "-" and value else value


class Phrase(msgspec.Struct, frozen=True):
    """A quantity as it stands in a text, from its hedge at `start` to its `end`.

    `number` is where the hedge is over. A `high` end is there for a range, which
    `joint` joins. `side` says from where the number is known, `about` whether all of it
    is approximate. `of` and `per` make a ratio, `in_` that of two in five; `around` are
    the ends of an interval, `level` its level of confidence.
    """

    start: int
    number: int
    end: int
    low: End
    high: End | None = None
    joint: str = ""
    side: Side = ""
    qualifier: str = ""
    about: bool = False
    sort: Sort = "number"
    currency: str = ""
    is_change: bool = False
    of: Decimal | None = None
    in_: bool = False
    per: Decimal | None = None
    around: tuple[Decimal, Decimal] | None = None
    level: Decimal | None = None
    unit: str = ""
    unit_start: int = 0


def ends_of(low: End, high: End) -> tuple[Decimal, Decimal]:
    """The two values of a range: in 1.5 to 2 million, the scale is that of both.

    In 500,000 to 1 million the first number is written in full.
    """
    one, other = low.value, high.value
    power = high.numeral.power
    if power and not low.numeral.power and low.numeral.form != "fraction":
        mantissa = other.scaleb(-power, EXACT)
        if one < mantissa or (one == mantissa and abs(one) < 1000):
            one = one.scaleb(power, EXACT)
    elif high.numeral.times > low.numeral.times == 1:
        # One to two dozen.
        times = Decimal(high.numeral.times)
        one = EXACT.multiply(one, times) if EXACT.multiply(one, times) < other else one
    elif low.numeral.power and not power and other < one:
        power = low.numeral.power
        if low.currency and one <= other.scaleb(power, EXACT):
            # "£2m-3" is as rare as it is clear.
            other = other.scaleb(power, EXACT)
    return one, other


def last_letters(text: str, end: int) -> bool:
    """Whether letters go on where a number ends: 21st, 24-hour."""
    return bool(re.compile(r"[^\W\d_]|-[^\W\d_]").match(text, end))
