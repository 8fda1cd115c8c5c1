"""Key figures: with a single value, with competing estimates, or derived."""

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, ClassVar

import msgspec
from msgspec import Meta

from factbox.languages.language import Language
from factbox.model.articles import FrontMatter
from factbox.model.items import (
    Credit,
    Dated,
    Desk,
    Item,
    Kind,
    Resolved,
    Unresolved,
    Woven,
)
from factbox.model.mentions import Entry, Mention, PersonId, SourceId
from factbox.model.people import Person
from factbox.model.prose import Prose
from factbox.model.records import Plain, Record, Row, digits, known, sort_cells
from factbox.model.sources import Citation, Cited
from factbox.problems import Failed, Located, Place, Problem, Unreadable, did_you_mean
from factbox.values.charts import Chart, Mark, legend_of, quantity_chart
from factbox.values.dates.when import When
from factbox.values.formulas.formula import Formula
from factbox.values.quantities.contradictions import (
    Disagreement,
    LinkText,
    Named,
    disagreements,
)
from factbox.values.quantities.quantity import Quantity
from factbox.values.quantities.spans import Headline, span
from factbox.values.quantities.units import in_unit, one_sort


class Derived(msgspec.Struct, frozen=True):
    """A formula over other figures, where it stands, and its mentions of them."""

    formula: Formula
    written: Located
    mentions: tuple[Mention, ...]
    problems: tuple[Problem, ...] = ()

    @classmethod
    def read(cls, written: Located) -> "Derived":
        """The formula that a text states. Raises `Unreadable` if it states none."""
        formula = Formula.parse(written.text)
        mentions = tuple(
            Mention(
                "figure",
                reference.figure,
                reference.claimant,
                written.at(reference.offset),
            )
            for reference in formula.references
        )
        return cls(formula, written, mentions)


ClaimantId = Annotated[
    Mention,
    Meta(
        description="the claimant whose estimate leads, or 'range' for all of them",
        examples=["range"],
        extra={"scheme": "claimant"},
    ),
]


class TypedValue(msgspec.Struct, frozen=True):
    """A quantity, and the place where an editor wrote it."""

    quantity: Quantity
    place: Place
    mentions: tuple[Mention, ...] = ()
    problems: tuple[Problem, ...] = ()

    @classmethod
    def read(cls, written: Located) -> "TypedValue":
        """The quantity that a text states. Raises `Unreadable` if it states none."""
        return cls(Quantity.parse(written.text), written.at(0))


Value = Annotated[
    TypedValue,
    Meta(description="a quantity as people write it", examples=["about 300"]),
]


class EstimateEntry(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True
):
    """One claimant's value, as an editor writes it."""

    value: Value
    by: PersonId
    via: PersonId | None = None
    as_of: When | None = None
    source: SourceId
    text: Prose | None = None
    place: Place


class FigureEntry(Entry, frozen=True, kw_only=True):
    """One figure as an editor writes it in figures.yaml.

    It has `estimates`, or the keys of a single one directly, or `derived`.
    """

    SHORT_FOR: ClassVar[tuple[str, ...]] = ("estimates", "derived")

    label: Annotated[
        str, Meta(description="what is counted", examples=["Soldiers killed"])
    ]
    unit: str = ""
    text: Prose | None = None
    estimates: tuple[EstimateEntry, ...] = ()
    headline: ClaimantId | None = None
    derived: Derived | None = None


class Estimate(msgspec.Struct, frozen=True, kw_only=True):
    """One claimant's value as a page shows it; `anchor` is the id of its element.

    `via` is the outlet that carried the claim, which is not a second origin.
    """

    anchor: str
    value: Quantity
    by: Person
    via: Person | None
    as_of: When | None
    citation: Citation
    text: Prose | None
    place: Place

    def record(self, plain: Plain) -> Record:
        return {
            "by": self.by.id,
            "via": self.via.id if self.via else None,
            "value": plain.quantity(self.value),
            "as_of": plain.when(self.as_of),
            "text": plain.text(self.text) or None,
            **self.citation.record,
        }


class Operand(msgspec.Struct, frozen=True):
    """A figure's value in a formula, the figure's label, and whose value it is.

    `anchor` is the id of the claim, or of the figure, that has the value.
    """

    mention: Mention
    label: str
    value: Quantity
    by: Person | None
    anchor: str


class Derivation(msgspec.Struct, frozen=True):
    """How a figure follows from others: the formula as typed, and what it rests on.

    `terms` is the formula as a page prints it: the operands in their order, and the
    signs and numbers between them as text.
    """

    operands: tuple[Operand, ...]
    formula: str
    terms: tuple[Operand | str, ...]

    def record(self, plain: Plain) -> Record:
        operands = [
            {
                "figure": operand.mention.id,
                "by": operand.by.id if operand.by else None,
                "value": plain.quantity(operand.value),
            }
            for operand in self.operands
        ]
        return {"formula": self.formula, "from": operands}


class Figure(Item, frozen=True, kw_only=True):
    """One figure as a page shows it.

    `headline` is the value that leads, None where no value is true to all claims;
    `claimants` are those who stand behind it. `estimates` is empty and `derivation`
    given where it is computed.
    """

    KIND: ClassVar[str] = "figure"

    label: str
    unit: str
    text: Prose | None
    headline: Headline | None
    claimants: tuple[Person, ...]
    estimates: tuple[Estimate, ...]
    derivation: Derivation | None

    @property
    def title(self) -> str:
        return self.label

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(estimate.by.id for estimate in self.estimates)

    @property
    def cited(self) -> tuple[Cited, ...]:
        return tuple(
            Cited(estimate.anchor, estimate.citation) for estimate in self.estimates
        )

    @property
    def dated(self) -> tuple[Dated, ...]:
        return tuple(
            Dated("claim", each.as_of, each.citation, each.place, True)
            for each in self.estimates
            if each.as_of
        )

    @property
    def people(self) -> tuple[Person, ...]:
        pairs = [(estimate.by, estimate.via) for estimate in self.estimates]
        return tuple(person for pair in pairs for person in pair if person)

    def credits(self, plain: Plain) -> tuple[Credit, ...]:
        return tuple(
            Credit(
                estimate.by,
                estimate.anchor,
                f"{self.label}: {estimate.value.in_language(plain.language)}",
                estimate.as_of,
            )
            for estimate in self.estimates
        )

    def value(self, part: str) -> Headline | None:
        """The estimate of the claimant `part`, or the headline where it is ""."""
        for estimate in self.estimates:
            if estimate.by.id == part:
                return estimate.value
        return self.headline

    def words(self, part: str, language: Language) -> str:
        """The value; where none is true to all claims, each of them."""
        value = self.value(part)
        if value:
            return value.in_language(language)
        values = [estimate.value.in_language(language) for estimate in self.estimates]
        return "; ".join(dict.fromkeys(values))

    @property
    def agree(self) -> bool:
        """Whether all of several claims say the same."""
        values = [estimate.value for estimate in self.estimates]
        return len(values) > 1 and all(value == values[0] for value in values)

    def chart(self, language: Language) -> Chart | None:
        """Its estimates on one scale; None where there is nothing to compare.

        A percentage compares with the whole, so that one alone has a chart as well.
        """
        values = self.claimed
        is_alone = len(values) == 1 and not values[0].percent
        if is_alone and values[0].best is None:
            return None
        chart = quantity_chart(values, language)
        if not self.derivation:
            return chart
        marks = (Mark("derived", mark.low, mark.high) for mark in chart.marks)
        return Chart(chart.ticks, tuple(marks))

    @property
    def claimed(self) -> tuple[Quantity, ...]:
        """All values that it has: those of its claims, or the one that is computed."""
        if isinstance(self.headline, Quantity) and not self.estimates:
            return (self.headline,)
        return tuple(estimate.value for estimate in self.estimates)

    def disagreements(
        self, part: str, link: LinkText, language: Language
    ) -> tuple[Disagreement, ...]:
        value = self.value(part)
        name = f"{self.id}@{part}" if part else self.id
        if value is None and not link.words.strip():
            whose = ", ".join(f"[](figure:{self.id}@{each})" for each in self.parts)
            message = f"the claims of '{self.id}' have no value in common to print"
            return (Disagreement(message, f"say whose is meant: {whose}"),)
        values = (value,) if isinstance(value, Quantity) and part else self.claimed
        ends = (None, None) if value is None else (value.low, value.high)
        named = Named(name, values, str(value), ends, self.unit, self.label)
        return disagreements(link, named)

    @property
    def measure(self) -> str:
        """The unit that an editor gave: "%", too."""
        return "%" if self.claimed[0].percent else self.unit

    @property
    def news(self) -> None:
        return None

    def record(self, plain: Plain) -> Record:
        return {
            "id": self.id,
            "label": self.label,
            "unit": self.measure,
            "text": plain.text(self.text) or None,
            "value": plain.quantity(self.headline),
            "claimants": tuple(person.id for person in self.claimants),
            "estimates": tuple(e.record(plain) for e in self.estimates),
            "derived": self.derivation.record(plain) if self.derivation else None,
        }

    def rows(self, plain: Plain) -> tuple[Row, ...]:
        """A line for each estimate, or one for the value that a formula gives."""
        if self.derivation:
            value, formula = self.claimed[0], self.derivation.formula
            return (self._row(plain, value, None, formula),)
        return tuple(self._row(plain, e.value, e, None) for e in self.estimates)

    def _row(
        self,
        plain: Plain,
        value: Quantity,
        estimate: Estimate | None,
        formula: str | None,
    ) -> Row:
        via = estimate.via if estimate else None
        citation = estimate.citation.record if estimate else {}
        return {
            "id": self.id,
            "label": self.label,
            "value": value.in_language(plain.language),
            "low": digits(value.low),
            "high": digits(value.high),
            "approximate": value.approximate,
            "exclusive": value.exclusive,
            **sort_cells(value),
            "unit": self.measure,
            "by": estimate.by.id if estimate else None,
            "name": estimate.by.name if estimate else None,
            "via": via.id if via else None,
            **plain.when_cells("as_of", estimate.as_of if estimate else None),
            "source": citation.get("source"),
            "note": citation.get("note"),
            "derived": formula,
        }

    def schema_org(self, plain: Plain) -> Mapping[str, tuple[Record, ...]]:
        """A Claim by each claimant; what a formula gives is a claim of the publisher's.

        What a claim is about is an Observation.
        """
        if self.derivation:
            node = self._claim(plain, self.anchor, self.claimed[0], None)
            operands = (operand.mention for operand in self.derivation.operands)
            own: Record = {
                "author": {"@id": plain.iri("publisher")},
                "isBasedOn": tuple(
                    {
                        "@id": plain.iri(
                            "-".join(filter(None, (self.KIND, m.id, m.part)))
                        )
                    }
                    for m in operands
                ),
            }
            return {"hasPart": ({**node, **own},)}
        return {
            "hasPart": tuple(
                {
                    **self._claim(plain, e.anchor, e.value, e.as_of),
                    "author": e.by.schema_org,
                    "appearance": e.citation.schema_org(plain),
                }
                for e in self.estimates
            )
        }

    def _claim(
        self, plain: Plain, anchor: str, value: Quantity, as_of: When | None
    ) -> Record:
        words = value.in_language(plain.language)
        return {
            "@type": "Claim",
            "@id": plain.iri(anchor),
            "name": self.label,
            "text": f"{words} {self.unit}".strip(),
            "about": known(
                {
                    "@type": "Observation",
                    "variableMeasured": self.label,
                    "unitText": self.measure,
                    "observationDate": as_of.iso if as_of else None,
                    **_observed(value, words),
                }
            ),
        }


def _observed(value: Quantity, words: str) -> Record:
    """What schema.org can say of a quantity: exact ends as numbers, the rest in words.

    It has no way to tell "about 300" from 300, nor "more than 40" from "at least 40".
    """
    if value.approximate or value.exclusive:
        return {"value": words}
    if value.low == value.high:
        return {"value": digits(value.low)}
    return {"minValue": digits(value.low), "maxValue": digits(value.high)}


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
                    _derived(
                        entry, entry.derived, lambda other: figure(other, (*below, id))
                    )
                    if entry.derived
                    else _claimed(entry, desk)
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


def _claimed(entry: FigureEntry, desk: Desk) -> Figure:
    """A figure with one value or competing estimates, each attributed."""
    if not entry.estimates:
        raise _wrong(
            entry,
            "this figure has no 'value'",
            "write 'value: …', or 'estimates: …' where claims compete, or 'derived: …'",
        )
    _refuse_repeated_claimants(entry)
    unit, values = _in_one_unit(entry, desk.currency)
    estimates = tuple(
        Estimate(
            anchor=f"{Figure.KIND}-{entry.id}-{estimate.by.id}",
            value=value,
            by=desk.person(estimate.by),
            via=desk.person_or_none(estimate.via),
            as_of=estimate.as_of,
            citation=desk.citation(estimate.source),
            text=estimate.text,
            place=estimate.place,
        )
        for estimate, value in zip(entry.estimates, values, strict=True)
    )
    headline, claimants = _headline(entry, estimates)
    return _shown(entry, unit, headline, claimants, estimates, None)


def _in_one_unit(entry: FigureEntry, currency: str) -> tuple[str, tuple[Quantity, ...]]:
    """The unit of a figure, and its values in it, all of one sort.

    Where the figure names no unit, it is the one that stands behind the values.
    """
    estimates = entry.estimates
    typed = [estimate.value.quantity.at_home(currency) for estimate in estimates]
    unit = entry.unit or next((value.unit for value in typed if value.unit), "")
    values, problems = [], []
    for estimate, value in zip(estimates, typed, strict=True):
        try:
            values.append(in_unit(value, unit))
            one_sort(values[0], values[-1])
        except Unreadable as error:
            place = estimate.value.place
            problems.append(Problem(place, error.message, error.hint))
    if problems:
        raise Failed(problems)
    return unit, tuple(values)


def _refuse_repeated_claimants(entry: FigureEntry) -> None:
    claimants = [estimate.by.id for estimate in entry.estimates]
    for index, estimate in enumerate(entry.estimates):
        if estimate.by.id in claimants[:index]:
            message = f"'{estimate.by.id}' has an estimate here already"
            hint = "one claimant has one current estimate; keep the later one"
            raise Failed([Problem(estimate.by.place, message, hint)])


def _headline(
    entry: FigureEntry, estimates: tuple[Estimate, ...]
) -> tuple[Headline | None, tuple[Person, ...]]:
    """The value that leads and who stands behind it."""
    if entry.headline is None or str(entry.headline) == "range":
        values = [estimate.value for estimate in estimates]
        return span(values), tuple(estimate.by for estimate in estimates)
    name = str(entry.headline)
    for estimate in estimates:
        if estimate.by.id == name:
            return estimate.value, (estimate.by,)
    message = f"no estimate of this figure is by '{name}'"
    hint = did_you_mean(name, ["range", *(e.by.id for e in estimates)])
    raise Failed([Problem(entry.headline.place, message, hint)])


def _derived(
    entry: FigureEntry, derived: Derived, figure: Callable[[str], Figure]
) -> Figure:
    """A figure computed by its formula from the values of others."""
    if entry.estimates or entry.headline:
        raise _wrong(
            entry,
            "a derived figure has no value and no headline of its own",
            "it has the claimants and sources of its formula; delete one",
        )
    operands = {}
    for mention in derived.mentions:
        operand = figure(mention.id)
        if not mention.part and len(operand.estimates) > 1:
            raise Failed(
                [
                    Problem(
                        mention.place,
                        f"'{mention.id}' has more than one estimate",
                        "say whose: "
                        + ", ".join(f"{mention.id}@{p}" for p in operand.parts),
                    )
                ]
            )
        if mention.part and mention.part not in operand.parts:
            raise Unresolved
        operands[mention.id, mention.part] = operand
    values = {key: _operand_value(operand, key[1]) for key, operand in operands.items()}
    try:
        value = derived.formula.evaluate(values, percent=entry.unit == "%")
    except Unreadable as error:
        place = derived.written.at(error.offset)
        raise Failed([Problem(place, error.message, error.hint)]) from error
    people = {
        estimate.by.id: estimate.by
        for key, operand in operands.items()
        for estimate in operand.estimates
        if key[1] in ("", estimate.by.id)
    }
    named = tuple(
        Operand(
            m,
            operands[m.id, m.part].label,
            values[m.id, m.part],
            people.get(m.part),
            operands[m.id, m.part].part_anchor(m.part),
        )
        for m in derived.mentions
    )
    terms = _terms(derived.formula, named)
    derivation = Derivation(named, derived.formula.text, terms)
    return _shown(entry, entry.unit, value, tuple(people.values()), (), derivation)


def _operand_value(figure: Figure, part: str) -> Quantity:
    """The value of a figure in a formula, with the unit that the figure has."""
    value = figure.value(part)
    if not isinstance(value, Quantity):
        raise Unresolved
    return msgspec.structs.replace(value, unit=figure.unit)


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


def _shown(
    entry: FigureEntry,
    unit: str,
    headline: Headline | None,
    claimants: tuple[Person, ...],
    estimates: tuple[Estimate, ...],
    derivation: Derivation | None,
) -> Figure:
    return Figure(
        id=entry.id,
        place=entry.place,
        label=entry.label,
        unit="" if unit == "%" else unit,
        text=entry.text,
        headline=headline,
        claimants=claimants,
        estimates=estimates,
        derivation=derivation,
    )


def _wrong(entry: FigureEntry, message: str, hint: str) -> Failed:
    return Failed([Problem(entry.place, message, hint)])


class Board(msgspec.Struct, frozen=True):
    """The figures, and a mark of each shape in their charts, for a legend."""

    figures: tuple[Figure, ...]
    legend: tuple[Mark, ...]


def arrange(
    figures: tuple[Figure, ...], front: FrontMatter, language: Language, woven: Woven
) -> Board:
    """The figures, as they are, with what their charts have."""
    charts = (figure.chart(language) for figure in figures)
    marks = (mark for chart in charts if chart for mark in chart.marks)
    return Board(figures, legend_of(marks))


KIND = Kind("figures", FigureEntry, Figure, resolve, arrange, is_woven=True)
