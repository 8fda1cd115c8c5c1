"""Sources, and citations of the notes that were taken from them."""

from collections.abc import Mapping
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from factbox.model.addresses import WebAddress
from factbox.model.mentions import Id
from factbox.model.people import Names
from factbox.model.prose import Prose
from factbox.model.records import Json, Plain, Record, Row
from factbox.problems import Place
from factbox.values.dates.when import When
from factbox.values.language_tags import LanguageTag

SourceKind = Literal[
    "article",
    "audio",
    "book",
    "data",
    "document",
    "interview",
    "report",
    "video",
    "web page",
]
"""What a source is; "document" is what fits nowhere else: a letter, minutes, a law."""


class Forms(msgspec.Struct, frozen=True):
    """What others call a kind of source: CSL (a citation's type), and schema.org."""

    csl: str
    schema_org: str


FORMS: Mapping[SourceKind, Forms] = {
    "article": Forms("article-newspaper", "NewsArticle"),
    "audio": Forms("broadcast", "AudioObject"),
    "book": Forms("book", "Book"),
    "data": Forms("dataset", "Dataset"),
    "document": Forms("document", "CreativeWork"),
    "interview": Forms("interview", "CreativeWork"),
    "report": Forms("report", "Report"),
    "video": Forms("motion_picture", "VideoObject"),
    "web page": Forms("webpage", "WebPage"),
}
"""What others call each kind of source."""

UNKNOWN_KIND = FORMS["document"]
"""What others call a source of which nobody says what it is."""


class Source(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a fact rests on, and the notes taken from it, by their ids.

    `quotes` are exact words that stand in it.

    The id of a source is the name of its file.
    """

    title: Annotated[
        str, Meta(description="what it is called", examples=["Minutes of the council"])
    ]
    author: Annotated[
        Names | None,
        Meta(description="who wrote it, or a list of several", examples=["The clerk"]),
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
    kind: Annotated[
        SourceKind | None, Meta(description="what it is", examples=["report"])
    ] = None
    language: Annotated[
        LanguageTag | None,
        Meta(description="the code of the language it is in", examples=["ko"]),
    ] = None
    pages: Annotated[
        str,
        Meta(description="the pages of it that matter here", examples=["12–14"]),
    ] = ""
    accessed: Annotated[
        When | None,
        Meta(
            description="when we last saw it there, if it may change",
            examples=["9 February 2025"],
        ),
    ] = None
    archived: Annotated[
        WebAddress | None,
        Meta(
            description="where a copy is kept that does not change",
            examples=["https://archive.example/2025/minutes"],
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
            extra={"or_one": True},
        ),
    ] = ()
    place: Place

    @property
    def forms(self) -> Forms:
        """What others call what it is."""
        return FORMS[self.kind] if self.kind else UNKNOWN_KIND


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


def linked_to(citations: tuple[Citation, ...], plain: Plain) -> Json:
    """What schema.org says of citations: of one without a list around it."""
    sources = tuple(each.schema_org(plain) for each in citations)
    return sources[0] if len(sources) == 1 else sources


def sources_cell(citations: tuple[Citation, ...]) -> str | None:
    """Citations in one cell of a table, each as an author writes it."""
    return " ".join(map(str, citations)) or None


class Cited(msgspec.Struct, frozen=True):
    """A citation, and the id of the element of the page that makes it."""

    anchor: str
    citation: Citation
