"""The page of a source that several explainers cite: all that rests on its notes."""

from collections.abc import Iterator
from functools import partial
from operator import attrgetter

import msgspec

from factbox.model.prose import Prose
from factbox.model.records import Record, known
from factbox.model.sources import Source
from factbox.pages.across import Around, Part, around_of, path_across
from factbox.pages.layout import Layout, Version
from factbox.pages.linked_data import publisher_of
from factbox.pages.page import SOURCES, About, Page
from factbox.pages.route import PageType, Route


class RestingNote(msgspec.Struct, frozen=True):
    """A note, and what rests on it, by explainer.

    `text` is None where the source is cited as a whole.
    """

    id: str
    text: Prose | None
    parts: tuple[Part, ...]


class SourcePage(Page, frozen=True, kw_only=True):
    """Everything that the page of a source is made from."""

    source: Source
    notes: tuple[RestingNote, ...]


def _routes(layout: Layout) -> Iterator[Route]:
    """A page for every source that several explainers cite."""
    for id in sorted(layout.shared.sources):
        source = layout.site.sources[id]
        folder, way = f"{SOURCES}/{id}", partial(_way, id)
        look_around = partial(
            around_of, folder, layout, source, attrgetter("sources"), id, way
        )
        path = path_across(folder, layout)
        yield Route(path, SOURCE, "", look_around, partial(_page, source))


def _way(id: str, version: Version) -> str | None:
    return version.source(id)


def _page(source: Source, around: Around) -> SourcePage:
    notes = []
    for note in (*source.notes, ""):
        resting = tuple(
            msgspec.structs.replace(part, entries=own)
            for part in around.parts
            if (own := tuple(each for each in part.entries if each.note == note))
        )
        if resting:
            notes.append(RestingNote(note, source.notes.get(note), resting))
    return SourcePage(**around.given, source=source, notes=tuple(notes))


def _about(page: SourcePage) -> About:
    source = page.source
    described: Record = {
        "@type": source.forms.schema_org,
        "name": source.title,
        "url": str(source.url) if source.url else None,
        "author": source.author.schema_org if source.author else None,
        "datePublished": source.published.iso if source.published else None,
    }
    about: Record = {
        "@type": "WebPage",
        "name": source.title,
        "url": page.url,
        "inLanguage": page.language.tag,
        "mainEntity": known(described),
        "publisher": publisher_of(page),
    }
    return About(
        kind="website",
        title=source.title,
        description=source.publisher or source.title,
        linked_data=known(about),
    )


SOURCE = PageType("source", _routes, _about)
