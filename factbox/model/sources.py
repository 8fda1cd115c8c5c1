"""Sources, and citations of the notes that were taken from them."""

import msgspec

from factbox.model.addresses import WebAddress
from factbox.model.mentions import Id
from factbox.model.people import Names
from factbox.model.prose import Prose
from factbox.model.records import Plain, Record, Row
from factbox.problems import Place
from factbox.values.dates.when import When


class Source(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a fact rests on, and the notes taken from it, by their ids.

    `quotes` are exact words that stand in it.

    The id of a source is the name of its file.
    """

    title: str
    author: Names | None = None
    publisher: str = ""
    published: When | None = None
    url: WebAddress | None = None
    notes: dict[Id, Prose] = {}
    quotes: tuple[str, ...] = ()
    place: Place


class Citation(msgspec.Struct, frozen=True):
    """Where a fact is on record: a source and a note in it, "" being all of it."""

    source: str
    note: str

    def __str__(self) -> str:
        return f"{self.source}#{self.note}" if self.note else self.source

    @property
    def record(self) -> Row:
        return {"source": self.source, "note": self.note or None}

    def schema_org(self, plain: Plain) -> Record:
        """A reference to the source among the citations of the page."""
        return {"@id": plain.iri(f"source-{self.source}")}


class Cited(msgspec.Struct, frozen=True):
    """A citation, and the id of the element of the page that makes it."""

    anchor: str
    citation: Citation
