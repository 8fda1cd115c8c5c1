"""The unit of what a formula adds and subtracts: one that its figures have."""

from collections.abc import Sequence

from factbox.problems import Unreadable
from factbox.values.formulas.formula import FormulaReference
from factbox.values.quantities.phrases import phrases_of
from factbox.values.quantities.quantity import Quantity
from factbox.values.quantities.things import are_counted_apart
from factbox.values.quantities.units import SORTS


def refuse_another_unit(
    unit: str, summed: Sequence[tuple[FormulaReference, Quantity]], tag: str
) -> None:
    """Raise `Unreadable` where a sum of values with their units cannot be in this one.

    People and people are no homes and no millimetres; men and women may be people.
    """
    (first, value), *others = summed
    for reference, other in others:
        if are_counted_apart(value.unit, other.unit, tag):
            raise Unreadable(
                f"'{first}' is in '{value.unit}', and '{reference}' is in "
                f"'{other.unit}'",
                "add and subtract what is counted in one unit",
                reference.offset,
            )
    own = phrases_of(tag).unit_of(unit)
    for reference, each in summed if unit else ():
        said = phrases_of(tag).unit_of(each.unit)
        is_known = bool(each.unit) or each.sort != "number"
        if (is_known and own != said) or are_counted_apart(unit, each.unit, tag):
            is_in = f"in '{each.unit}'" if each.unit else SORTS[each.sort]
            raise Unreadable(
                f"'{reference}' is {is_in}, and this figure is in '{unit}'",
                "a sum is in the unit of what it adds: correct 'unit' or the formula",
                reference.offset,
            )
