"""The unit of a figure, and whether its values are in it and of one sort."""

import msgspec

from factbox.languages.typing_files import ENGLISH
from factbox.problems import Unreadable
from factbox.values.letters import lowered
from factbox.values.quantities.phrases import Sort, phrases_of
from factbox.values.quantities.quantity import Quantity

SHARES: dict[str, Sort] = {"%": "percent", "per cent": "percent", "percent": "percent"}

SORTS: dict[Sort, str] = {
    "number": "a number",
    "percent": "a share",
    "points": "in percentage points",
    "money": "an amount of money",
    "ratio": "a ratio",
}


def in_unit(value: Quantity, unit: str, tag: str = ENGLISH) -> Quantity:
    """The value of a figure that has this unit, its own unit left to the figure.

    In per cent, a plain number is a share. Raises `Unreadable` where the value was
    typed with another unit.
    """
    if unit in SHARES:
        if value.sort == "number" and not value.unit:
            return msgspec.structs.replace(value, sort="percent")
        if value.sort != "percent":
            what = f"in '{value.unit}'" if value.unit else SORTS[value.sort]
            raise Unreadable(
                f"'{value}' is {what}, and the figure is in '{unit}'",
                "write the value as a share, or give the figure its own unit",
            )
    if value.unit and not _is_same(value.unit, unit, tag):
        raise Unreadable(
            f"this value is in '{value.unit}', and the figure is in '{unit}'",
            f"write the value in '{unit}', or correct the unit of the figure",
        )
    return msgspec.structs.replace(value, unit="")


def one_sort(first: Quantity, other: Quantity) -> None:
    """Raise `Unreadable` where two claims of a figure cannot be compared."""
    if first.sort != other.sort:
        raise Unreadable(
            f"'{other}' is {SORTS[other.sort]}, and '{first}' is {SORTS[first.sort]}",
            "the claims of a figure are of one sort: make two figures of them",
        )
    if first.currency != other.currency:
        raise Unreadable(
            f"'{other}' is in {other.currency}, and '{first}' is in {first.currency}",
            "write all claims of a figure in one currency",
        )
    if (first.per, bool(first.of)) != (other.per, bool(other.of)):
        raise Unreadable(
            f"'{other}' and '{first}' are ratios of two kinds",
            "write all claims of a figure in one way",
        )


def _is_same(typed: str, unit: str, tag: str) -> bool:
    """Whether two names are of one unit: metres and m, people and people killed."""
    phrases = phrases_of(tag)
    one, other = phrases.unit_of(typed), phrases.unit_of(unit)
    if one and other:
        return one == other
    words = {*lowered(unit).split()}
    return {*lowered(typed).split()} <= words
