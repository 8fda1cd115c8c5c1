"""A claim as a page shows it, and what programs get of it, field by field."""

from collections.abc import Callable

import msgspec

from factbox.kinds.figures.entry import Stated
from factbox.languages.language import Language
from factbox.model.people import Person
from factbox.model.records import Json, Plain, Record, Row
from factbox.model.sources import Citation, sources_cell
from factbox.problems import Place
from factbox.values.dates.when import When
from factbox.values.quantities.quantity import Quantity


def day_key(when: When | None) -> str:
    """A date as a mention writes it, 2023-02-08; "" where there is none."""
    if when is None:
        return ""
    return when.iso or str(when.earliest if when.start else when.latest)


class Claim(Stated, frozen=True, kw_only=True):
    """One claimant's value as of a day, as a page shows it.

    `anchor` is the id of its element; `capacity` is what its claimant was on its day,
    "" where that is what they are; `superseded` tells that a later claim by the same
    claimant took its place; `via` are the outlets that carried it, which are no second
    origins; `is_undated` tells that the source gives no date.
    """

    anchor: str
    value: Quantity
    by: Person
    capacity: str
    via: tuple[Person, ...]
    as_of: When | None
    is_undated: bool
    citations: tuple[Citation, ...]
    superseded: bool
    place: Place

    @property
    def day(self) -> str:
        """Its date as a mention writes it; see `day_key`."""
        return day_key(self.as_of)

    @property
    def is_withdrawn(self) -> bool:
        return self.status == "withdrawn"

    @property
    def stands(self) -> bool:
        """Whether it is what its claimant says now."""
        return not (self.superseded or self.is_withdrawn)

    def words(self, language: Language) -> str:
        """The value; of a claim that does not stand, also when it did."""
        value = self.value.in_language(language)
        if self.stands:
            return value
        when = self.as_of.in_language(language) if self.as_of else ""
        phrases = {
            (False, True): language.earlier,
            (True, True): language.withdrawn_earlier,
            (True, False): language.withdrawn,
        }
        phrase = phrases[self.is_withdrawn, bool(when)]
        return phrase.format(value=value, when=when)

    def record(self, plain: Plain) -> Record:
        return {field.name: field.json(self, plain) for field in FIELDS}


class ClaimField(msgspec.Struct, frozen=True):
    """A field of a claim in data.json, and the cells that it fills in a CSV file.

    Where nothing is said of its `cells`, it is one of its name with the same in it.
    They are asked for of None, too, which leaves them empty: a value of our own has no
    claimant.
    """

    name: str
    json: Callable[[Claim, Plain], Json]
    cells: Callable[[Claim | None, Plain], Row] | None = None

    def row(self, claim: Claim | None, plain: Plain) -> Row:
        if self.cells:
            return self.cells(claim, plain)
        value = self.json(claim, plain) if claim else None
        return {self.name: value if isinstance(value, bool) else _cell(value)}


def _cell(value: Json) -> str | None:
    """A value in one cell; of several, one after the other."""
    if isinstance(value, list | tuple):
        return " ".join(map(str, value)) or None
    return None if value is None else str(value)


def _by(claim: Claim | None, plain: Plain) -> Row:
    person = claim.by if claim else None
    return {
        "by": person.id if person else None,
        "name": person.name if person else None,
    }


def _sources(claim: Claim | None, plain: Plain) -> Row:
    return {"sources": sources_cell(claim.citations) if claim else None}


FIELDS: tuple[ClaimField, ...] = (
    ClaimField("by", lambda claim, plain: claim.by.id, _by),
    ClaimField("capacity", lambda claim, plain: claim.capacity or None),
    ClaimField("via", lambda claim, plain: tuple(person.id for person in claim.via)),
    # A table has the value of a figure that no one claims, too.
    ClaimField(
        "value",
        lambda claim, plain: plain.quantity(claim.value),
        lambda claim, plain: {},
    ),
    ClaimField(
        "as_of",
        lambda claim, plain: plain.when(claim.as_of),
        lambda claim, plain: plain.when_cells("as_of", claim.as_of if claim else None),
    ),
    ClaimField("status", lambda claim, plain: claim.status),
    ClaimField("superseded", lambda claim, plain: claim.superseded),
    ClaimField("text", lambda claim, plain: plain.text(claim.text) or None),
    ClaimField(
        "sources",
        lambda claim, plain: tuple(each.record for each in claim.citations),
        _sources,
    ),
)
"""Every field of a claim that programs get. A new one is a line here."""
