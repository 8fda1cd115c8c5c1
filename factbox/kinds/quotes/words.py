"""What a translation says of a quote; the words quoted stay those of the original."""

from collections.abc import Mapping, Sequence
from typing import Annotated, ClassVar

import msgspec
from msgspec import Meta

from factbox.kinds.quotes.entry import QuoteEntry
from factbox.kinds.quotes.quote import Quote
from factbox.model.items import Desk, Resolved
from factbox.model.media import (
    TranslatedImage,
    TranslatedRecording,
    image_in,
    recording_in,
)
from factbox.model.mentions import Entry, PersonId
from factbox.model.originals import translate_each
from factbox.model.prose import Prose
from factbox.problems import Failed, Problem
from factbox.values.language_tags import LanguageTag
from factbox.values.quotations import without_marks


class QuoteWords(Entry, frozen=True, kw_only=True):
    """The words of one statement as a translator writes them in quotes.<tag>.yaml."""

    INHERITED: ClassVar[type] = QuoteEntry

    said: Annotated[
        Prose,
        Meta(
            description="what was said, in our own words",
            examples=["Disse que há anos ninguém pintava a ponte."],
        ),
    ]
    translation: Annotated[
        str,
        Meta(
            description="the words that are quoted exactly, in this language",
            examples=["nada além de ferrugem"],
        ),
    ] = ""
    translator: Annotated[
        PersonId | None,
        Meta(
            description="who translated them, an id in people.yaml; the desk itself "
            "where nobody is named",
            examples=["gazette"],
            extra={"scheme": "person"},
        ),
    ] = None
    image: TranslatedImage = None
    recording: TranslatedRecording = None


def translated(
    quotes: Sequence[Quote], words: Mapping[str, QuoteWords], desk: Desk
) -> Resolved:
    """The quotes with their words in another language.

    What was said exactly stays as it was said, and is marked as being in its language.
    """
    tag = LanguageTag.parse(desk.tag)
    foreign = [
        msgspec.structs.replace(
            quote,
            lang=(quote.lang or tag) if quote.quoted else None,
            translation_lang=desk.tag if quote.translation else "",
        )
        for quote in quotes
    ]

    def translate(quote: Quote, own: QuoteWords) -> Quote:
        _refuse_loose(own, quote)
        quote = msgspec.structs.replace(
            quote,
            said=own.said,
            image=image_in(quote.image, own.image, own.place),
            recording=recording_in(quote.recording, own.recording, own.place),
        )
        if not own.translation:
            return quote
        return msgspec.structs.replace(
            quote,
            translation=without_marks(own.translation),
            translator=desk.person(own.translator) if own.translator else None,
            translation_lang="",
        )

    return translate_each(foreign, words, desk, translate)


def _refuse_loose(own: QuoteWords, quote: Quote) -> None:
    """Refuse a translation of nothing, and a translator of nothing."""
    if own.translation and not quote.quoted:
        message = f"'{quote.id}' quotes no words that this could translate"
        hint = "say it in 'said'; exact words stand in quotes.yaml, as 'words'"
        raise Failed([Problem(own.place, message, hint)])
    if own.translator and not own.translation:
        message = "this translator has translated nothing"
        raise Failed([Problem(own.place, message, "write 'translation: …'")])
