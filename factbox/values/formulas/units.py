"""The unit of what a formula gives: one that its figures have, if it adds them."""

from collections import Counter
from collections.abc import Sequence

from factbox.languages.typing_files import wording_of
from factbox.problems import Unreadable
from factbox.values.formulas.formula import Formula, FormulaReference, Operator
from factbox.values.letters import lowered
from factbox.values.quantities.phrases import phrases_of
from factbox.values.quantities.quantity import Quantity
from factbox.values.quantities.things import are_counted_apart
from factbox.values.quantities.units import SORTS


def refuse_unit_of_a_product(
    unit: str,
    formula: Formula,
    summed: Sequence[tuple[FormulaReference, Quantity]],
    tag: str,
) -> None:
    """Raise `Unreadable` where a product or a quotient cannot be in this unit.

    People times metres are no people, and people by people are a plain number. An
    average, people by days, may be in people; of other units nothing is known.
    """
    own = _plain_unit(unit, tag)
    units = {each: _unit_of(value, tag) for each, value in summed}
    if not own or own not in units.values():
        return
    stack: list[Counter[str]] = []
    for step in formula.steps:
        if isinstance(step, Operator):
            right, left = stack.pop(), stack.pop()
            if step.symbol in "+-":
                stack.append(left or right)
                continue
            if step.symbol == "/":
                right = Counter({each: -count for each, count in right.items()})
            left.update(right)
            stack.append(Counter({each: n for each, n in left.items() if n}))
        else:
            name = units[step] if isinstance(step, FormulaReference) else ""
            stack.append(Counter({name: 1} if name else {}))
    made = stack.pop()
    if list(made.elements()) == [own]:
        return
    first = next(each for each, name in units.items() if name == own)
    if not made:
        raise Unreadable(
            f"this is a ratio of what is in '{unit}', and so not in '{unit}' itself",
            "leave out 'unit', or write '%' as the unit",
            first.offset,
        )
    is_in = " × ".join(made.elements()) or f"1 / {unit}"
    raise Unreadable(
        f"what this gives is in '{is_in}', and this figure is in '{unit}'",
        "correct 'unit' or the formula",
        first.offset,
    )


def _unit_of(value: Quantity, tag: str) -> str:
    """The unit of an operand; "" of a share or a plain number."""
    if value.sort == "money":
        return value.currency
    return _plain_unit(value.unit, tag) if value.sort == "number" else ""


def _plain_unit(unit: str, tag: str) -> str:
    name = phrases_of(tag).unit_of(unit) or lowered(unit)
    return "" if name == wording_of(tag).times_unit else name


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
