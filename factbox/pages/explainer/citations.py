"""The citations of an explainer's page: the number of each note, and the ways back."""

from collections.abc import Callable, Iterable, Iterator, Mapping

import msgspec

from factbox.languages.language import Language
from factbox.model.explainers import Explainer
from factbox.model.mentions import Mention
from factbox.model.prose import Prose, Reference
from factbox.model.sources import Citation, Source
from factbox.model.texts import texts_in
from factbox.schemes import scheme_of

WordsOf = Callable[[Reference], str]


class Back(msgspec.Struct, frozen=True):
    """A way back to what cites a note: the id of its element, and where that stands.

    `section` is the id of the part of the page; `title` is that of the heading or the
    item in it, "" where there is none.
    """

    anchor: str
    section: str
    title: str


class Backs(msgspec.Struct, frozen=True):
    """The ways back from a note to one place; see `Back`."""

    section: str
    title: str
    anchors: tuple[str, ...]


class CitedNote(msgspec.Struct, frozen=True):
    """A note as the list of sources shows it.

    `id` is "" and `text` None where the source is cited as a whole.
    """

    number: int
    id: str
    text: Prose | None
    backs: tuple[Backs, ...]

    @property
    def anchor(self) -> str:
        return f"note-{self.number}"


class CitedSource(msgspec.Struct, frozen=True):
    """A source with those of its notes that the page cites.

    `elsewhere` leads to its own page, "" where it has none.
    """

    id: str
    source: Source
    notes: tuple[CitedNote, ...]
    elsewhere: str = ""


def _citations(
    explainer: Explainer, ids: Mapping[str, str], words: WordsOf, language: Language
) -> Iterator[tuple[Citation, Back]]:
    """Every citation of a page in its order, with the way back to it."""
    for section, title, text in _places(explainer, words):
        for mention in _source_mentions(text):
            back = Back(ids[str(mention.place)], section, title)
            yield Citation(mention.id, mention.part), back
    for sidebar in explainer.sidebars:
        for item in sidebar.items:
            title = item.title_in(language)
            for cited in item.cited:
                yield cited.citation, Back(cited.anchor, sidebar.kind, title)
            for text in texts_in(item):
                for mention in _source_mentions(text):
                    back = Back(item.anchor, sidebar.kind, title)
                    yield Citation(mention.id, mention.part), back


def _places(explainer: Explainer, words: WordsOf) -> Iterator[tuple[str, str, Prose]]:
    """The running text in pieces, each with its section and the title above it."""
    for text in texts_in(explainer.front):
        yield "summary", "", text
    title = ""
    for block in explainer.body.blocks:
        if block.heading and block.heading.level == 2:
            title = block.heading.in_words(words)
        yield "story", title, Prose((block,))
    for text in explainer.body.footnotes:
        yield "footnotes", "", text


def _source_mentions(text: Prose) -> Iterator[Mention]:
    for mention in text.mentions:
        if (scheme := scheme_of(mention)) and scheme.is_citation:
            yield mention


def cited_sources(
    explainer: Explainer,
    ids: Mapping[str, str],
    words: WordsOf,
    language: Language,
    pages: Mapping[str, str],
) -> tuple[CitedSource, ...]:
    """The sources in the order in which they are first cited, and so their notes.

    Numbers run through the list, so that a reader finds a note by its number. `ids` has
    the ids of the references in the running text; `words` says what one prints; `pages`
    lead to those of sources that have one.
    """
    backs: dict[str, dict[str, dict[Back, None]]] = {}
    for citation, back in _citations(explainer, ids, words, language):
        notes = backs.setdefault(citation.source, {})
        notes.setdefault(citation.note, {})[back] = None
    sources = []
    number = 0
    for id, notes in backs.items():
        source = explainer.sources[id]
        cited = []
        for note, ways in notes.items():
            number += 1
            text = source.notes[note] if note else None
            cited.append(CitedNote(number, note, text, _by_place(ways)))
        sources.append(CitedSource(id, source, tuple(cited), pages.get(id, "")))
    return tuple(sources)


def _by_place(backs: Iterable[Back]) -> tuple[Backs, ...]:
    """The ways back by where they lead, each place where it is first led to."""
    places: dict[tuple[str, str], list[str]] = {}
    for back in backs:
        places.setdefault((back.section, back.title), []).append(back.anchor)
    return tuple(
        Backs(section, title, tuple(anchors))
        for (section, title), anchors in places.items()
    )


def numbers_of(sources: tuple[CitedSource, ...]) -> dict[str, int]:
    """The number of each citation, by the citation as an author writes it."""
    return {
        str(Citation(source.id, note.id)): note.number
        for source in sources
        for note in source.notes
    }
