"""Exact arithmetic, and how precisely a number was typed."""

from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal

# Far beyond any count in the news, and short enough to be quick whatever is typed.
MOST_DIGITS = 18

# Enough for sums over MOST_DIGITS and a scale, whatever the caller's context is.
EXACT = Context(prec=64, Emax=MAX_EMAX, Emin=MIN_EMIN)


def last_place(number: Decimal) -> int:
    """The power of ten of the last digit as typed: -2 for 1.10, 5 for 1.2 million."""
    return int(number.as_tuple().exponent)


def ratio(above: int, below: int) -> Decimal:
    """A fraction in decimals: as many as it needs, or three."""
    exact = EXACT.divide(Decimal(above), Decimal(below))
    rounded = exact.quantize(Decimal("0.001"), context=EXACT)
    return plain(exact) if exact == rounded else rounded


def is_rounded(above: int, below: int) -> bool:
    """Whether the decimals of a fraction end before all of it is written."""
    return EXACT.multiply(ratio(above, below), Decimal(below)) != above


def plain(number: Decimal) -> Decimal:
    """The number without zeros behind its decimals, and without an exponent."""
    short = number.normalize(EXACT)
    return short if last_place(short) < 0 else short.quantize(Decimal(1), context=EXACT)


def shortened(number: Decimal, power: int) -> Decimal:
    """The number with its exponent at the power of its scale, where it is whole."""
    scaled = number.scaleb(-power, EXACT)
    whole = scaled.to_integral_value()
    return Decimal(f"{int(whole)}E{power}") if whole == scaled else number
