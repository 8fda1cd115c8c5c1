"""A figure as a page shows it: what leads, the claims that stand, and their past."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import chain
from typing import ClassVar

from factbox.kinds.figures import links
from factbox.kinds.figures.claims import FIELDS, Claim
from factbox.kinds.figures.linked_data import Counted
from factbox.kinds.figures.operands import Derivation
from factbox.languages.language import Language
from factbox.model.items import Change, Credit, Dated, Item
from factbox.model.lines import Line
from factbox.model.people import Person
from factbox.model.prose import Prose
from factbox.model.records import Plain, Record, Row, digits, sort_cells
from factbox.model.sources import Cited
from factbox.values.charts import Chart, Mark, quantity_chart
from factbox.values.quantities.contradictions import another_unit, disagreements
from factbox.values.quantities.linking import Disagreement, LinkedClaims, LinkText
from factbox.values.quantities.quantity import Quantity
from factbox.values.quantities.spans import Headline
from factbox.values.steps import Series, StepChart, step_chart


class Figure(Item, frozen=True, kw_only=True, dict=True):
    """One figure as a page shows it.

    `headline` is the value that leads, None where no value is true to all claims;
    `claimants` are those who stand behind it. `claims` has all that were ever made, by
    claimant, the latest of each first; it is empty and `derivation` given where the
    figure is computed.
    """

    NOUN: ClassVar[str] = "figure"

    called: Line
    unit: str
    text: Prose | None
    headline: Headline | None
    claimants: tuple[Person, ...]
    claims: tuple[Claim, ...]
    derivation: Derivation | None

    # The claims.

    @cached_property
    def estimates(self) -> tuple[Claim, ...]:
        """The claims that stand: what each claimant says now."""
        return tuple(claim for claim in self.claims if claim.stands)

    @property
    def withdrawn(self) -> tuple[Claim, ...]:
        """What was the last that its claimant said, and was taken back."""
        return tuple(
            claim
            for claim in self.claims
            if claim.is_withdrawn and not claim.superseded
        )

    def earlier(self, latest: Claim) -> tuple[Claim, ...]:
        """What the claimant of this claim said before, the latest first."""
        return tuple(
            claim
            for claim in self.claims
            if claim.superseded and claim.by.id == latest.by.id
        )

    @property
    def stands(self) -> bool:
        """Whether somebody stands by it, or it is our own."""
        return bool(self.estimates or self.derivation)

    def claim(self, part: str) -> Claim | None:
        """The claim that `part` names: a claimant's latest, or that of a day."""
        by, _, day = part.partition("@")
        return self._claims.get((by, day))

    @cached_property
    def _claims(self) -> Mapping[tuple[str, str], Claim]:
        """The claims by claimant and day; the latest by claimant and "", too."""
        found: dict[tuple[str, str], Claim] = {}
        for claim in self.claims:
            for day in ("", claim.day):
                found.setdefault((claim.by.id, day), claim)
        return found

    def change(self, part: str) -> Change | None:
        claim = self.claim(part)
        if claim is None or claim.stands:
            return None
        own = [each for each in self.claims if each.by.id == claim.by.id]
        later = own[own.index(claim) - 1] if claim.superseded else None
        return Change(
            f"{claim.by.id}@{claim.day}" if claim.day else claim.by.id,
            f"{later.by.id}@{later.day}" if later else "",
        )

    def value(self, part: str) -> Headline | None:
        """The value of the claim that `part` names, or the headline where it is ""."""
        claim = self.claim(part)
        return claim.value if claim else self.headline

    @cached_property
    def claimed(self) -> tuple[Quantity, ...]:
        """All values that it has: those of the claims that stand, or the computed one.

        Where none stands, those of the claims that did.
        """
        if isinstance(self.headline, Quantity) and not self.claims:
            return (self.headline,)
        return tuple(claim.value for claim in self.estimates or self.claims)

    @property
    def agree(self) -> bool:
        """Whether all of several claims that stand say the same."""
        values = [estimate.value for estimate in self.estimates]
        return len(values) > 1 and all(value == values[0] for value in values)

    @property
    def measure(self) -> str:
        """The unit that an editor gave: "%", too."""
        return "%" if self.claimed[0].percent else self.unit

    # What every item says of itself.

    @property
    def label(self) -> str:
        """What is counted."""
        return self.called.words

    def title_in(self, language: Language) -> str:
        return self.label

    @property
    def parts(self) -> tuple[str, ...]:
        claimants = dict.fromkeys(claim.by.id for claim in self.claims)
        dated = (f"{each.by.id}@{each.day}" for each in self.claims if each.day)
        return (*claimants, *dated)

    def part_anchor(self, part: str) -> str:
        claim = self.claim(part)
        return claim.anchor if claim else self.anchor

    @property
    def cited(self) -> tuple[Cited, ...]:
        return tuple(
            Cited(claim.anchor, citation)
            for claim in self.claims
            for citation in claim.citations
        )

    @property
    def dated(self) -> tuple[Dated, ...]:
        return tuple(
            Dated("claim", claim.as_of, citation, claim.place, True)
            for claim in self.claims
            for citation in claim.citations
            if claim.as_of
        )

    @property
    def people(self) -> tuple[Person, ...]:
        return tuple(
            person for claim in self.claims for person in (claim.by, *claim.via)
        )

    def credits(self, plain: Plain) -> tuple[Credit, ...]:
        return tuple(
            Credit(
                claim.by,
                claim.anchor,
                f"{self.label}: {claim.value.in_language(plain.language)}",
                claim.as_of,
            )
            for claim in self.estimates
        )

    def taken_back(self, plain: Plain) -> tuple[Credit, ...]:
        return tuple(
            Credit(
                claim.by,
                claim.anchor,
                f"{self.label}: {claim.words(plain.language)}",
                None,
            )
            for claim in self.withdrawn
        )

    def words(self, part: str, language: Language) -> str:
        """The value; where none is true to all claims, each of them.

        Of a claim that no longer stands, it says so.
        """
        if claim := self.claim(part):
            return claim.words(language)
        if self.headline:
            return self.headline.in_language(language)
        standing = [claim.words(language) for claim in self.estimates or self.withdrawn]
        return language.semicolon.join(dict.fromkeys(standing))

    def disagreements(
        self, part: str, link: LinkText, language: Language
    ) -> tuple[Disagreement, ...]:
        claim = self.claim(part)
        name = f"{self.id}@{part}" if part else self.id
        if part and claim is None:
            # Nobody's claim has a value, and the unit is that of the figure.
            unknown = LinkedClaims(
                self.id, (), "", unit=self.unit, label=self.label, language=language
            )
            return another_unit(link, unknown, language.tag)
        by = f"{self.id}@{claim.by.id}" if claim else self.id
        if claim and claim.is_withdrawn:
            is_dated = "@" in part
            return tuple(links.of_withdrawn(by, claim, link, is_dated=is_dated))
        if self.claims and not self.estimates:
            message = f"every claim of '{self.id}' was withdrawn"
            return (Disagreement(message, "leave the link out, or name a day's claim"),)
        if self.headline is None and not part and not link.words.strip():
            whose = ", ".join(f"[](figure:{self.id}@{e.by.id})" for e in self.estimates)
            message = f"the claims of '{self.id}' have no value in common to print"
            return (Disagreement(message, f"say whose is meant: {whose}"),)
        value = self.value(part)
        values = (value,) if isinstance(value, Quantity) and part else self.claimed
        ends = (None, None) if value is None else (value.low, value.high)
        printed = value.in_language(language) if value else ""
        named = LinkedClaims(
            name, values, printed, ends, self.unit, self.label, language
        )
        found = disagreements(link, named, language.tag)
        if claim and claim.superseded:
            latest = self.claim(claim.by.id) or claim
            told = links.of_superseded(name, claim, latest, link, language)
            return (*found, *told)
        past = self._past(claim)
        return links.instead_of_current(found, link, named, past, self.id, language)

    def _past(self, claim: Claim | None) -> Iterator[tuple[Claim, Claim]]:
        """What does not stand any more, of one claimant or all, with their latest."""
        for each in self.claims:
            latest = self.claim(each.by.id)
            if not each.stands and latest and (claim in (None, latest)):
                yield each, latest

    @property
    def news(self) -> None:
        return None

    # Charts.

    def chart(self, language: Language) -> Chart | None:
        """Its estimates on one scale; None where there is nothing to compare.

        A percentage compares with the whole, so that one alone has a chart as well.
        """
        values = self.claimed
        is_alone = len(values) == 1 and not values[0].percent
        if not self.estimates and not self.derivation:
            return None
        if is_alone and values[0].best is None:
            return None
        chart = quantity_chart(values, language)
        if not self.derivation:
            return chart
        marks = (Mark("derived", mark.low, mark.high) for mark in chart.marks)
        return Chart(chart.ticks, tuple(marks))

    def steps(self, language: Language) -> StepChart | None:
        """What each claimant said over time; None where nobody said anything twice."""
        lines = []
        for person in dict.fromkeys(claim.by for claim in self.claims):
            own = [claim for claim in self.claims if claim.by == person and claim.as_of]
            said = tuple(
                (claim.as_of, None if claim.is_withdrawn else claim.value)
                for claim in reversed(own)
                if claim.as_of
            )
            if any(value for _, value in said):
                lines.append(Series(person.label, said))
        return step_chart(lines, language)

    # For programs.

    def record(self, plain: Plain) -> Record:
        return {
            "id": self.id,
            "label": self.label,
            "unit": self.measure,
            "text": plain.text(self.text) or None,
            "value": plain.quantity(self.headline),
            "claimants": tuple(person.id for person in self.claimants),
            "estimates": tuple(claim.record(plain) for claim in self.claims),
            "derived": self.derivation.record(plain) if self.derivation else None,
        }

    def rows(self, plain: Plain) -> tuple[Row, ...]:
        """A line for each claim, or one for the value that a formula gives."""
        if self.derivation:
            value, formula = self.claimed[0], self.derivation.formula
            return (self._row(plain, value, None, formula),)
        return tuple(self._row(plain, each.value, each, None) for each in self.claims)

    def _row(
        self, plain: Plain, value: Quantity, claim: Claim | None, formula: str | None
    ) -> Row:
        cells = [field.row(claim, plain).items() for field in FIELDS]
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
            **dict(chain.from_iterable(cells)),
            "derived": formula,
        }

    def schema_org(self, plain: Plain) -> Mapping[str, tuple[Record, ...]]:
        """A Claim for each that stands, or for what a formula gives."""
        counted = Counted(self.label, self.unit, self.measure)
        if self.derivation:
            said = (self.anchor, self.claimed[0], self.derivation)
            return {"hasPart": (counted.by_formula(*said, plain),)}
        claims = tuple(counted.by_claimant(each, plain) for each in self.estimates)
        return {"hasPart": claims}
