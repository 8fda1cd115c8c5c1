"""The unit of a figure, and whether its values are in it and of one sort."""

from decimal import Decimal

import msgspec

from factbox.languages.british import BRITISH
from factbox.languages.language import TAGS, language_of
from factbox.languages.typing_files import ENGLISH, wording_of
from factbox.problems import Unreadable
from factbox.values.letters import lowered
from factbox.values.quantities.exact import last_place
from factbox.values.quantities.phrase import Sort
from factbox.values.quantities.phrases import phrases_of
from factbox.values.quantities.quantity import Quantity
from factbox.values.quantities.typed_numbers import written_in

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
                f"'{said(value, tag)}' is {what}, and the figure is in '{unit}'",
                "write the value as a share, or give the figure its own unit",
            )
    if value.unit and not _is_same(value.unit, unit, tag):
        raise Unreadable(
            f"this value is in '{value.unit}', and the figure is in '{unit}'",
            f"write the value in '{unit}', or correct the unit of the figure",
        )
    _not_in_millions(value, unit, tag)
    _not_in_thousands(value, unit, tag)
    return msgspec.structs.replace(value, unit="")


def _not_in_millions(value: Quantity, unit: str, tag: str) -> None:
    """Raise `Unreadable` for 310m where the figure is in metres."""
    letters = wording_of(tag).ambiguous_glued
    if phrases_of(tag).unit_of(unit) not in letters or value.sort != "number":
        return
    ends = [end for end in (value.low, value.high) if end]
    if ends and all(last_place(end) >= 6 for end in ends):
        wording = wording_of(tag)
        digits = written_in(wording, ends[-1])
        short = written_in(wording, ends[-1].scaleb(-6))
        typed = said(value, tag)
        raise Unreadable(
            f"'{typed}' would be millions of '{unit}', the unit of the figure",
            f"write '{short}' if the letter is the unit, else all digits: '{digits}'",
        )


def _not_in_thousands(value: Quantity, unit: str, tag: str) -> None:
    """Raise `Unreadable` for 12.345 people, who are counted and have no decimals."""
    wording, words = wording_of(tag), {*lowered(unit).split()}
    is_counted = words & {*wording.counted} and not words & {*wording.per}
    if value.sort == "number" and is_counted:
        for end in _with_three_decimals(value):
            raise _two_readings(end)


def _with_three_decimals(value: Quantity) -> list[Decimal]:
    """The ends of a value that could be thousands where a point parts these: 12.345."""
    ends = [end for end in (value.low, value.high) if end is not None]
    return [end for end in ends if 1 <= end < 1000 and last_place(end) == -3]


def _two_readings(end: Decimal) -> Unreadable:
    return Unreadable(
        f"'{end:f}' could be {end.scaleb(3):,f} or {end:f}",
        f"write '{end.scaleb(3):,f}', or '{end:f}0' for the decimals",
    )


FAR = 20
"""By which factor claims of one figure lie apart that nobody holds for near."""


def _not_near(first: Quantity, other: Quantity) -> None:
    """Raise `Unreadable` for 12.345 beside 11,900, to which 12,345 is near."""
    for one, beside in ((first, other), (other, first)):
        known = [end for end in (beside.low, beside.high) if end]
        for end in _with_three_decimals(one):
            near = (end * 1000 / FAR, end * 1000 * FAR)
            if all(
                last_place(each) >= 0 and near[0] < each < near[1] for each in known
            ):
                raise _two_readings(end)


def one_sort(first: Quantity, other: Quantity, tag: str = ENGLISH) -> None:
    """Raise `Unreadable` where two claims of a figure cannot be compared."""
    one, two = (said(each, tag) for each in (first, other))
    if first.sort != other.sort:
        raise Unreadable(
            f"'{two}' is {SORTS[other.sort]}, and '{one}' is {SORTS[first.sort]}",
            "the claims of a figure are of one sort: make two figures of them",
        )
    _not_near(first, other)
    if first.currency != other.currency:
        raise Unreadable(
            f"'{two}' is in {other.currency}, and '{one}' is in {first.currency}",
            "write all claims of a figure in one currency",
        )
    if (first.per, bool(first.of)) != (other.per, bool(other.of)):
        raise Unreadable(
            f"'{two}' and '{one}' are ratios of two kinds",
            "write all claims of a figure in one way",
        )


def said(value: Quantity, tag: str) -> str:
    """A value as the language of a tag prints it, or English where it has no such."""
    return value.in_language(language_of(tag) if tag in TAGS else BRITISH)


def _is_same(typed: str, unit: str, tag: str) -> bool:
    """Whether two names are of one unit: metres and m, people and people killed."""
    one, other = map(phrases_of(tag).unit_of, (typed, unit))
    if one and other:
        return one == other
    words = {*lowered(unit).split()}
    return {*lowered(typed).split()} <= words
