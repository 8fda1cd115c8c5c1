"""A single number as it stands in a text."""

from decimal import Decimal
from typing import Literal

import msgspec

Form = Literal["digits", "words", "fraction", "lakhs"]


class Numeral(msgspec.Struct, frozen=True):
    """A number without its sign: its value, and where it stands in the text.

    The digits stay as typed, 1.10 as 1.10 and 1.2 million as 1.2E+6. `power` is that of
    the scale, 0 where there is none. A "fraction" is one of a whole: its value is in
    per cent, `share` has its two numbers. `bare` are the digits of a number that is
    nothing but digits, as years and the numbers of things are. `times` is what a scale
    that is no power of ten multiplies by, the 12 of two dozen. "Lakhs" are counted or
    grouped as in India: 2 lakh, 6,50,000. What decimals do not write out `is_rounded`:
    a third of a million, 1⅓.
    """

    value: Decimal
    start: int
    end: int
    form: Form = "digits"
    power: int = 0
    share: tuple[int, int] | None = None
    bare: str = ""
    times: int = 1
    is_rounded: bool = False
