"""Sources, and citations of the notes that were taken from them."""

from typing import Annotated

import msgspec
from msgspec import Meta

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

    title: Annotated[
        str, Meta(description="what it is called", examples=["Minutes of the council"])
    ]
    author: Annotated[
        Names | None, Meta(description="who wrote it", examples=["The clerk"])
    ] = None
    publisher: Annotated[
        str, Meta(description="where it appeared", examples=["City Council"])
    ] = ""
    published: Annotated[
        When | None,
        Meta(description="when it appeared", examples=["7 February 2025"]),
    ] = None
    url: Annotated[
        WebAddress | None,
        Meta(
            description="where readers find it",
            examples=["https://council.example/minutes"],
        ),
    ] = None
    notes: Annotated[
        dict[Id, Prose],
        Meta(
            description="what it says, in our own words, each under a short name",
            examples=["{cost: The council puts the cost at about 300.}"],
        ),
    ] = {}
    quotes: Annotated[
        tuple[str, ...],
        Meta(
            description="exact words that stand in it, which quotes may quote",
            examples=["[nothing but rust]"],
        ),
    ] = ()
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
