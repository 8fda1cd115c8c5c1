"""The figures of a file: what editors write to what pages show."""

from collections.abc import Sequence

from factbox.kinds.figures.claims import Claim
from factbox.kinds.figures.derivation import derived_figure
from factbox.kinds.figures.entry import FigureEntry, Stated
from factbox.kinds.figures.figure import Figure
from factbox.kinds.figures.history import ClaimOnRecord, in_order
from factbox.model.items import Desk, Resolved, Unresolved
from factbox.model.people import Person
from factbox.problems import Failed, Problem, Unreadable, did_you_mean
from factbox.values.quantities.quantity import Quantity
from factbox.values.quantities.spans import Headline, span
from factbox.values.quantities.units import in_unit, one_sort


def resolve(entries: Sequence[FigureEntry], desk: Desk) -> Resolved:
    """The figures in the order of the file, derived ones computed from the others."""
    by_id = {entry.id: entry for entry in entries}
    figures: dict[str, Figure | None] = {}
    problems: list[Problem] = []

    def figure(id: str, below: tuple[str, ...] = ()) -> Figure:
        """The figure of this id; `below` are those whose formulas led to it."""
        if id not in figures:
            figures[id] = None
            try:
                entry = by_id[id]
                figures[id] = (
                    derived_figure(
                        entry,
                        entry.derived,
                        lambda other: figure(other, (*below, id)),
                        desk.tag,
                    )
                    if entry.derived
                    else claimed_figure(entry, desk)
                )
            except Failed as failed:
                problems.extend(failed.problems)
            except (KeyError, Unresolved):
                pass
        elif id in below:
            raise Failed([_circle(by_id[below[-1]], (*below[below.index(id) :], id))])
        found = figures[id]
        if found is None:
            raise Unresolved
        return found

    items = []
    for entry in entries:
        try:
            items.append(figure(entry.id))
        except Unresolved:
            continue
    return tuple(items), tuple(problems)


def _circle(entry: FigureEntry, ids: tuple[str, ...]) -> Problem:
    place = entry.derived.written.place if entry.derived else entry.place
    return Problem(
        place,
        f"this figure is derived from itself: {' from '.join(ids)}",
        "give one of them a value and a source of its own",
    )


def claimed_figure(entry: FigureEntry, desk: Desk) -> Figure:
    """A figure with its claims, each attributed."""
    if not entry.estimates:
        raise Failed(
            [
                Problem(
                    entry.place,
                    "this figure has no 'value'",
                    "write 'value: …', or 'estimates: …' where claims compete, or "
                    "'derived: …'",
                )
            ]
        )
    if entry.mixed:
        message = "'mixed' is for what is derived; these claims stand side by side"
        raise Failed([Problem(entry.place, message, "delete 'mixed: true'")])
    _refuse_unexplained(entry)
    unit, claims = _in_one_unit(entry, desk)
    shown = tuple(_claim(entry.id, told, desk) for told in in_order(claims))
    headline, claimants = _headline(entry, shown)
    return Figure(
        id=entry.id,
        place=entry.place,
        called=entry.label,
        unit="" if unit == "%" else unit,
        text=entry.text,
        headline=headline,
        claimants=claimants,
        claims=shown,
        derivation=None,
    )


def _refuse_unexplained(entry: FigureEntry) -> None:
    """Refuse claims that are withdrawn without a reason.

    A claim that is written without a list has its text in that of the figure.
    """
    is_alone = len(entry.estimates) == 1
    problems = [
        Problem(
            claim.place,
            "this claim is withdrawn, and nothing says why",
            "write 'text: …' with the reason, or that none was given",
        )
        for claim in entry.estimates
        if claim.status == "withdrawn" and not (claim.text or (is_alone and entry.text))
    ]
    if problems:
        raise Failed(problems)


def _in_one_unit(
    entry: FigureEntry, desk: Desk
) -> tuple[str, tuple[ClaimOnRecord, ...]]:
    """The unit of a figure, and its claims with values in it, all of one sort.

    Where the figure names no unit, it is the one that stands behind the values.
    """
    estimates = entry.estimates
    typed = [estimate.value.quantity.at_home(desk.currency) for estimate in estimates]
    unit = entry.unit or next((value.unit for value in typed if value.unit), "")
    values: list[Quantity] = []
    problems = []
    for estimate, value in zip(estimates, typed, strict=True):
        try:
            values.append(in_unit(value, unit, desk.tag))
            one_sort(values[0], values[-1], desk.tag)
        except Unreadable as error:
            place = estimate.value.place
            problems.append(Problem(place, error.message, error.hint))
    if problems:
        raise Failed(problems)
    return unit, tuple(map(ClaimOnRecord, estimates, values))


# What separates the parts of a mention, and hours from minutes.
IN_AN_ID = {ord("@"): "-", ord(":"): None}


def _claim(figure: str, told: ClaimOnRecord, desk: Desk) -> Claim:
    """A claim with its people and sources at hand."""
    entry, by = told.entry, desk.person(told.entry.by)
    return Claim(
        **{name: getattr(entry, name) for name in Stated.__struct_fields__},
        anchor="-".join((Figure.NOUN, figure, told.part.translate(IN_AN_ID))),
        value=told.value,
        by=by,
        capacity=by.capacity(told.as_of) if told.as_of else "",
        via=desk.outlets(entry.via, (entry.by,)),
        as_of=told.as_of,
        is_undated=entry.as_of is not None and told.as_of is None,
        citations=desk.citations(entry.source),
        superseded=told.superseded,
        place=entry.place,
    )


def _headline(
    entry: FigureEntry, claims: tuple[Claim, ...]
) -> tuple[Headline | None, tuple[Person, ...]]:
    """The value that leads and who stands behind it; None where no claim stands."""
    standing = [claim for claim in claims if claim.stands]
    if entry.headline is None or str(entry.headline) == "range":
        values = [claim.value for claim in standing]
        return span(values) if values else None, tuple(each.by for each in standing)
    name = str(entry.headline)
    for claim in standing:
        if claim.by.id == name:
            return claim.value, (claim.by,)
    message = f"no estimate of this figure is by '{name}'"
    if any(claim.by.id == name for claim in claims):
        message = f"'{name}' has withdrawn its estimate of this figure"
    hint = did_you_mean(name, ["range", *(claim.by.id for claim in standing)])
    raise Failed([Problem(entry.headline.place, message, hint)])
