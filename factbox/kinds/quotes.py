"""Who said what: statements in our words, and the few words quoted exactly."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from textwrap import shorten
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
    Woven,
    resolve_each,
)
from factbox.model.mentions import About, Entry, Mention, SourceIds, SpeakerId, Via
from factbox.model.people import Person
from factbox.model.prose import Prose
from factbox.model.records import Plain, Record, Row, known
from factbox.model.sources import Citation, Cited, linked_to, sources_cell
from factbox.values.dates.dating import Dating
from factbox.values.dates.when import When
from factbox.values.quantities.contradictions import Disagreement, LinkText
from factbox.values.quotations import is_said, quoted_in, without_marks


class QuoteEntry(Entry, frozen=True, kw_only=True):
    """One statement as an editor writes it in quotes.yaml."""

    who: SpeakerId
    on: (
        Annotated[
            Dating,
            Meta(
                description="when it was said; 'undated' where the source gives no day",
                examples=["early February 2025"],
            ),
        ]
        | None
    ) = None
    said: Annotated[
        Prose,
        Meta(
            description="what was said, in our own words",
            examples=["Said that nobody had painted the bridge for years."],
        ),
    ]
    words: Annotated[
        str,
        Meta(
            description="the few words quoted exactly, without quotation marks",
            examples=["nothing but rust"],
        ),
    ] = ""
    via: Via = ()
    about: About = ()
    source: SourceIds


LONGEST_CREDIT = 60
"""In letters: how much of a paraphrase stands for it in a list."""


class Quote(Item, frozen=True, kw_only=True):
    """One statement as a page shows it.

    `said` is a paraphrase, `words` the speaker's own ("" if none are quoted); `via` is
    the outlet that carried it; `on` is None where no date is given, and `is_undated`
    tells that the source gives none; `about` names the figures and events it bears on.
    """

    KIND: ClassVar[str] = "quote"

    who: Person
    on: When | None
    is_undated: bool
    said: Prose
    quoted: str
    via: tuple[Person, ...]
    about: tuple[Mention, ...]
    citations: tuple[Citation, ...]

    def title_in(self, language: Language) -> str:
        return self.who.name

    @property
    def parts(self) -> tuple[str, ...]:
        return ()

    @property
    def cited(self) -> tuple[Cited, ...]:
        return tuple(Cited(self.anchor, each) for each in self.citations)

    @property
    def dated(self) -> tuple[Dated, ...]:
        if self.on is None:
            return ()
        return tuple(
            Dated("quote", self.on, each, self.place, True) for each in self.citations
        )

    @property
    def people(self) -> tuple[Person, ...]:
        return (self.who, *self.via)

    def credits(self, plain: Plain) -> tuple[Credit, ...]:
        beginning = shorten(plain.text(self.said), LONGEST_CREDIT, placeholder=" …")
        words = self.words("", plain.language) if self.quoted else beginning
        return (Credit(self.who, self.anchor, words, self.on),)

    def words(self, part: str, language: Language) -> str:
        """The quoted words, in quotation marks, or else the speaker's name."""
        return language.quoted.format(self.quoted) if self.quoted else self.who.name

    def disagreements(
        self, part: str, link: LinkText, language: Language
    ) -> tuple[Disagreement, ...]:
        """Words in quotation marks must be among those that are quoted."""
        for said in quoted_in(link.words):
            if not is_said(said, self.quoted):
                recorded = language.quoted.format(self.quoted)
                message = f"the text quotes '{said}', but {self.id} is {recorded}"
                hint = "quote what was said; empty brackets print it"
                if not self.quoted:
                    message = f"the text quotes '{said}', and {self.id} has no 'words'"
                    hint = "write the exact words into quotes.yaml, or leave the marks"
                return (Disagreement(message, hint),)
        return ()

    @property
    def news(self) -> None:
        return None

    def record(self, plain: Plain) -> Record:
        return {
            "id": self.id,
            "who": self.who.id,
            "on": plain.when(self.on),
            "said": plain.text(self.said),
            "words": self.quoted or None,
            "via": tuple(person.id for person in self.via),
            "about": tuple(str(fact) for fact in self.about),
            "sources": tuple(each.record for each in self.citations),
        }

    def rows(self, plain: Plain) -> tuple[Row, ...]:
        return (
            {
                "id": self.id,
                "who": self.who.id,
                "name": self.who.name,
                **plain.when_cells("on", self.on),
                "said": plain.text(self.said),
                "words": self.quoted or None,
                "via": " ".join(person.id for person in self.via) or None,
                "about": " ".join(str(fact) for fact in self.about),
                "sources": sources_cell(self.citations),
            },
        )

    def schema_org(self, plain: Plain) -> Mapping[str, tuple[Record, ...]]:
        """A Quotation of exact words; a Claim where there is only a paraphrase."""
        said = plain.text(self.said)
        node: Record = {
            "@id": plain.iri(self.anchor),
            "dateCreated": self.on.iso if self.on else None,
        }
        sources = linked_to(self.citations, plain)
        if self.quoted:
            node = {
                "@type": "Quotation",
                **node,
                "text": self.quoted,
                "description": said,
                "spokenByCharacter": self.who.schema_org,
                "citation": sources,
            }
        else:
            node = {
                "@type": "Claim",
                **node,
                "text": said,
                "author": self.who.schema_org,
                "appearance": sources,
            }
        return {"hasPart": (known(node),)}


def resolve(entries: Sequence[QuoteEntry], desk: Desk) -> Resolved:
    """The quotes by speaker, in the order in which each of them first speaks."""

    def quote(entry: QuoteEntry) -> Quote:
        return Quote(
            id=entry.id,
            place=entry.place,
            who=desk.person(entry.who),
            on=entry.on.when if entry.on else None,
            is_undated=entry.on is not None and entry.on.when is None,
            said=entry.said,
            quoted=without_marks(entry.words),
            via=desk.people_of(entry.via),
            about=entry.about,
            citations=desk.citations(entry.source),
        )

    speakers = list(dict.fromkeys(entry.who.id for entry in entries))
    by_speaker = sorted(entries, key=lambda entry: speakers.index(entry.who.id))
    return resolve_each(by_speaker, quote)


class Speaker(msgspec.Struct, frozen=True):
    """Someone, with all that they said."""

    person: Person
    quotes: tuple[Quote, ...]


def arrange(
    quotes: tuple[Quote, ...], front: FrontMatter, language: Language, woven: Woven
) -> tuple[Speaker, ...]:
    """The quotes under their speakers."""
    return tuple(
        Speaker(person, tuple(own))
        for person, own in groupby(quotes, key=lambda quote: quote.who)
    )


KIND = Kind(
    "quotes",
    QuoteEntry,
    Quote,
    resolve,
    arrange,
    is_woven=True,
    names_people=True,
)
