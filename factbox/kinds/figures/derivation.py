"""A figure that follows from others: its formula, and the claims that it rests on."""

from collections.abc import Callable, Sequence

import msgspec

from factbox.kinds.figures.entry import Derived, FigureEntry
from factbox.kinds.figures.figure import Figure
from factbox.kinds.figures.operands import Derivation, Operand, Origin
from factbox.model.items import Unresolved
from factbox.model.mentions import Mention
from factbox.problems import Failed, Problem, Unreadable
from factbox.values.formulas.formula import Formula
from factbox.values.formulas.units import (
    refuse_another_unit,
    refuse_unit_of_a_product,
)
from factbox.values.quantities.quantity import Quantity


def derived_figure(
    entry: FigureEntry, derived: Derived, figure: Callable[[str], Figure], tag: str
) -> Figure:
    """A figure computed by its formula from the values of others."""
    if entry.estimates or entry.headline:
        raise Failed(
            [
                Problem(
                    entry.place,
                    "a derived figure has no value and no headline of its own",
                    "it has the claimants and sources of its formula; delete one",
                )
            ]
        )
    figures = {mention.id: figure(mention.id) for mention in derived.mentions}
    operands = tuple(_operand(m, figures[m.id]) for m in derived.mentions)
    values = {(each.mention.id, each.mention.part): each.value for each in operands}
    try:
        value = derived.formula.evaluate(values, entry.unit == "%", tag)
        references = derived.formula.references
        named = [*zip(references, (each.value for each in operands), strict=True)]
        if derived.formula.is_sum:
            refuse_another_unit(entry.unit, named, tag)
        else:
            refuse_unit_of_a_product(entry.unit, derived.formula, named, tag)
    except Unreadable as error:
        place = derived.written.at(error.offset)
        raise Failed([Problem(place, error.message, error.hint)]) from error
    claimants = {each.by.id: each.by for o in operands for each in o.origins}
    _refuse_unsaid_mixture(entry, derived, [*claimants])
    return Figure(
        id=entry.id,
        place=entry.place,
        called=entry.label,
        unit="" if entry.unit == "%" else entry.unit,
        text=entry.text,
        headline=value,
        claimants=tuple(claimants.values()),
        claims=(),
        derivation=Derivation(
            operands,
            derived.formula.text,
            _terms(derived.formula, operands),
            entry.mixed,
        ),
    )


def _operand(mention: Mention, figure: Figure) -> Operand:
    """The value of a figure in a formula, with the unit that the figure has."""
    if not mention.part and len(figure.estimates) > 1:
        names = ", ".join(f"{mention.id}@{each.by.id}" for each in figure.estimates)
        raise Failed(
            [
                Problem(
                    mention.place,
                    f"'{mention.id}' has more than one estimate",
                    f"say whose: {names}",
                )
            ]
        )
    claim = figure.claim(mention.part)
    if mention.part and claim is None:
        raise Unresolved
    if claim and claim.is_withdrawn:
        raise Failed(
            [
                Problem(
                    mention.place,
                    f"'{mention}' was withdrawn, so nothing follows from it",
                    "name a claim that stands",
                )
            ]
        )
    value = claim.value if claim else figure.headline
    if not isinstance(value, Quantity):
        raise Unresolved
    return Operand(
        mention,
        figure.called,
        msgspec.structs.replace(value, unit=figure.unit),
        claim.by if claim else None,
        claim.as_of if claim and claim.superseded else None,
        claim.anchor if claim else figure.anchor,
        _origins(figure, mention.part),
    )


def _origins(figure: Figure, part: str) -> tuple[Origin, ...]:
    """Whose the value of a figure, or of a part of it, is."""
    if figure.derivation:
        return figure.derivation.origins
    claim = figure.claim(part)
    used = (claim,) if claim else figure.estimates
    return tuple(Origin(each.by, each.as_of) for each in used)


def _refuse_unsaid_mixture(
    entry: FigureEntry, derived: Derived, claimants: Sequence[str]
) -> None:
    """Refuse a formula that joins what several claimants say, and does not say so."""
    place = derived.written.at(0)
    if len(claimants) > 1 and not entry.mixed:
        *first, last = claimants
        message = f"this joins what {', '.join(first)} and {last} say"
        hint = "use the claims of one, or write 'mixed: true', and the page says it"
        raise Failed([Problem(place, message, hint)])
    if entry.mixed and len(claimants) < 2:
        message = "'mixed' is for formulas over several claimants; this one has one"
        raise Failed([Problem(place, message, "delete 'mixed: true'")])


_PRINTED_SIGNS = str.maketrans("*/-", "×÷\N{MINUS SIGN}")


def _terms(
    formula: Formula, operands: tuple[Operand, ...]
) -> tuple[Operand | str, ...]:
    """The formula in pieces: operands, and the text before, between and after them."""
    text = formula.text.translate(_PRINTED_SIGNS)
    terms: list[Operand | str] = []
    end = 0
    for reference, operand in zip(formula.references, operands, strict=True):
        terms += [text[end : reference.offset], operand]
        end = reference.offset + len(str(reference))
    terms.append(text[end:])
    return tuple(term for term in terms if term)
