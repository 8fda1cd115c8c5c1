"""What an editor writes of a quote."""

from typing import Annotated

from msgspec import Meta

from factbox.model.media import OwnImage, OwnRecording
from factbox.model.mentions import About, Entry, PersonId, SourceIds, Speakers, Via
from factbox.model.prose import Prose
from factbox.problems import Failed, Problem
from factbox.values.dates.dating import Dating
from factbox.values.language_tags import LanguageTag


class QuoteEntry(Entry, frozen=True, kw_only=True):
    """One statement as an editor writes it in quotes.yaml."""

    who: Speakers
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
    lang: Annotated[
        LanguageTag | None,
        Meta(
            description="the code of the language of these words, where it is not that "
            "of the site",
            examples=["ko"],
        ),
    ] = None
    translation: Annotated[
        str,
        Meta(
            description="these words in the language of the site",
            examples=["nothing but rust"],
        ),
    ] = ""
    translator: Annotated[
        PersonId | None,
        Meta(
            description="who translated them: an id in people.yaml",
            examples=["gazette"],
            extra={"scheme": "person"},
        ),
    ] = None
    via: Via = ()
    about: About = ()
    image: OwnImage = None
    recording: OwnRecording = None
    source: SourceIds


def refuse_loose_translation(entry: QuoteEntry) -> None:
    """Refuse a translation of nothing, from nowhere, or by nobody."""
    fault = None
    if entry.translation and not entry.words:
        fault = "this translation has no 'words'", "write the words as they were said"
    elif entry.translation and not entry.lang:
        hint = "write 'lang: …' with the code of their language, such as ko"
        fault = "these words are translated, and nothing says from what", hint
    elif entry.translation and not entry.translator:
        hint = "write 'translator: …', an id in people.yaml; you may be one yourself"
        fault = "this translation has no translator", hint
    elif entry.translator and not entry.translation:
        fault = "this translator has translated nothing", "write 'translation: …'"
    if fault:
        raise Failed([Problem(entry.place, *fault)])
