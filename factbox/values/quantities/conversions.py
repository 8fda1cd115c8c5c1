"""Measures of one kind, of which a value is the same: 310 mm and 31 cm."""

from decimal import Decimal

MEASURES: tuple[dict[str, str], ...] = (
    {"mm": "1", "cm": "10", "m": "1000", "km": "1000000"},
    {"mg": "1", "g": "1000", "kg": "1000000", "t": "1000000000"},
    {"ml": "1", "l": "1000", "m³": "1000000"},
    {"m²": "1", "ha": "10000", "km²": "1000000"},
    {"s": "1", "min": "60", "h": "3600", "day": "86400", "week": "604800"},
    {"W": "1", "kW": "1000", "MW": "1000000", "GW": "1000000000"},
    {"kWh": "1", "MWh": "1000", "GWh": "1000000", "TWh": "1000000000"},
    {"inch": "1", "ft": "12", "yd": "36", "mile": "63360"},
    {"oz": "1", "lb": "16"},
    {"month": "1", "year": "12"},
    {"MB": "1", "GB": "1000"},
)
"""The measures of each kind by their short names, in the smallest of them."""


def factor(of: str, to: str) -> tuple[Decimal, Decimal] | None:
    """What a value in one measure is multiplied with and divided by, to be in another.

    None where they are of two kinds, or one that is not known.
    """
    for kind in MEASURES:
        if of in kind and to in kind:
            return Decimal(kind[of]), Decimal(kind[to])
    return None
