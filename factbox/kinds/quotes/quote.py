"""A quote as a page shows it, and how it comes of what an editor writes."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import ClassVar

import msgspec

from factbox.kinds.quotes.entry import QuoteEntry, refuse_loose_translation
from factbox.languages.language import Language
from factbox.model.articles import FrontMatter
from factbox.model.items import (
    Credit,
    Dated,
    Desk,
    Item,
    Resolved,
    Woven,
    resolve_each,
)
from factbox.model.media import ImageEntry, Recording, media_record
from factbox.model.mentions import Mention
from factbox.model.people import Person
from factbox.model.prose import Prose
from factbox.model.records import Plain, Record, Row, known
from factbox.model.sources import Citation, Cited, linked_to, sources_cell
from factbox.values.dates.when import When
from factbox.values.language_tags import LanguageTag
from factbox.values.lettering import shortened
from factbox.values.quantities.linking import Disagreement, LinkText
from factbox.values.quotations import is_said, quoted_in, without_marks

LONGEST_CREDIT = 60
"""In letters: how much of a paraphrase stands for it in a list."""


class Quote(Item, frozen=True, kw_only=True):
    """One statement as a page shows it.

    `said` is a paraphrase, `quoted` the speaker's own words ("" if none are quoted), in
    the language `lang` where that is not the page's; `translation` is by `translator`,
    None being the desk, and in the language `translation_lang` where that is not the
    page's.
    `beside` are those who said it together with `who`, whose `capacity` is what they
    were then, "" where that is what they are. `via` is the outlet that carried it; `on`
    is None where no date is given, and `is_undated` tells that the source gives none;
    `about` names the figures and events it bears on.
    """

    NOUN: ClassVar[str] = "quote"

    who: Person
    beside: tuple[Person, ...]
    capacity: str
    on: When | None
    is_undated: bool
    said: Prose
    quoted: str
    lang: LanguageTag | None
    translation: str
    translator: Person | None
    via: tuple[Person, ...]
    about: tuple[Mention, ...]
    citations: tuple[Citation, ...]
    image: ImageEntry | None = None
    recording: Recording | None = None
    translation_lang: str = ""

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
        return (*self.speakers, *self.via, *self.translators)

    @property
    def translators(self) -> tuple[Person, ...]:
        others = (*self.speakers, *self.via)
        return (
            (self.translator,)
            if self.translator and self.translator not in others
            else ()
        )

    @property
    def speakers(self) -> tuple[Person, ...]:
        """Everyone who said it."""
        return (self.who, *self.beside)

    def credits(self, plain: Plain) -> tuple[Credit, ...]:
        words = (
            self.words("", plain.language)
            if self.quoted
            else shortened(plain.text(self.said), LONGEST_CREDIT)
        )
        return tuple(
            Credit(person, self.anchor, words, self.on) for person in self.speakers
        )

    def words(self, part: str, language: Language) -> str:
        """The quoted words, in quotation marks, or else the speaker's name.

        Where they are translated, the translation.
        """
        words = self.translation or self.quoted
        return language.quoted.format(words) if words else self.who.name

    @property
    def words_lang(self) -> str:
        """The tag of the language of `words`, "" where that is the page's."""
        return self.translation_lang if self.translation else str(self.lang or "")

    def lang_of(self, part: str, default: str = "") -> str:
        return self.words_lang or (default if self.quoted else "")

    def disagreements(
        self, part: str, link: LinkText, language: Language
    ) -> tuple[Disagreement, ...]:
        """Words in quotation marks must be among those that are quoted."""
        for said in quoted_in(link.words):
            if not is_said(said, self.quoted) and not is_said(said, self.translation):
                recorded = self.words("", language)
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
            "with": tuple(person.id for person in self.beside),
            "capacity": self.capacity or None,
            "on": plain.when(self.on),
            "said": plain.text(self.said),
            **self._words,
            "via": tuple(person.id for person in self.via),
            "about": tuple(str(fact) for fact in self.about),
            "sources": tuple(each.record for each in self.citations),
            **media_record(self.image, self.recording, plain),
        }

    def rows(self, plain: Plain) -> tuple[Row, ...]:
        return (
            {
                "id": self.id,
                "who": self.who.id,
                "name": self.who.name,
                "with": " ".join(person.id for person in self.beside) or None,
                "capacity": self.capacity or None,
                **plain.when_cells("on", self.on),
                "said": plain.text(self.said),
                **self._words,
                "via": " ".join(person.id for person in self.via) or None,
                "about": " ".join(str(fact) for fact in self.about),
                "sources": sources_cell(self.citations),
            },
        )

    @property
    def _words(self) -> Row:
        return {
            "words": self.quoted or None,
            "lang": str(self.lang) if self.lang else None,
            "translation": self.translation or None,
            "translator": self.translator.id if self.translator else None,
        }

    def schema_org(self, plain: Plain) -> Mapping[str, tuple[Record, ...]]:
        """A Quotation of exact words; a Claim where there is only a paraphrase."""
        said = plain.text(self.said)
        people = tuple(person.schema_org for person in self.speakers)
        speaker = people if self.beside else people[0]
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
                "inLanguage": str(self.lang) if self.lang else None,
                "description": said,
                "spokenByCharacter": speaker,
                "citation": sources,
            }
        else:
            node = {
                "@type": "Claim",
                **node,
                "text": said,
                "author": speaker,
                "appearance": sources,
            }
        return {"hasPart": (known(node),)}


def resolve(entries: Sequence[QuoteEntry], desk: Desk) -> Resolved:
    """The quotes by speaker, in the order in which each of them first speaks."""

    def quote(entry: QuoteEntry) -> Quote:
        refuse_loose_translation(entry)
        who, *beside = desk.people_of(entry.who)
        on = entry.on.when if entry.on else None
        return Quote(
            id=entry.id,
            place=entry.place,
            who=who,
            beside=tuple(beside),
            capacity=who.capacity(on) if on else "",
            on=on,
            is_undated=entry.on is not None and entry.on.when is None,
            said=entry.said,
            quoted=without_marks(entry.words),
            lang=entry.lang,
            translation=without_marks(entry.translation),
            translator=desk.person(entry.translator) if entry.translator else None,
            via=desk.outlets(entry.via, entry.who),
            about=entry.about,
            citations=desk.citations(entry.source),
            image=entry.image,
            recording=entry.recording,
        )

    speakers = list(dict.fromkeys(entry.who[0].id for entry in entries))
    by_speaker = sorted(entries, key=lambda entry: speakers.index(entry.who[0].id))
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
