"""What pages of people and of sources share: what each explainer says of one thing.

It is found once an explainer, not once for each of those pages. They are made from what
all explainers say, and need not be made anew while that stays the same.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal

import msgspec

from factbox.languages.language import Language
from factbox.model.explainers import Explainer
from factbox.model.items import Item
from factbox.model.records import Plain
from factbox.model.site import Settings
from factbox.pages.explainer.frame import Frame, frame_of
from factbox.pages.explainer.page import sources_of, words_in
from factbox.pages.layout import Layout, Version
from factbox.pages.page import INDEX, LanguageLink, NavigationLink, given_by
from factbox.pages.said import Said, Saying


class Part(msgspec.Struct, frozen=True):
    """What one explainer says: its address, its headline, and the entries on it."""

    href: str
    headline: str
    entries: tuple[Saying, ...]


class Around(msgspec.Struct, frozen=True):
    """What such a page has of the site around it; `parts` are by explainer.

    The newest explainer stands first.
    """

    path: str
    root: str
    prefix: str
    languages: tuple[LanguageLink, ...]
    subject: object
    settings: Settings
    has_feeds: bool
    navigation: tuple[NavigationLink, ...]
    parts: tuple[Part, ...]

    @property
    def given(self) -> dict[str, Any]:
        """What every page has."""
        return {
            **given_by(self.settings),
            "path": self.path,
            "root": self.root,
            "prefix": self.prefix,
            "languages": self.languages,
            "has_feeds": self.has_feeds,
            "navigation": self.navigation,
        }


def path_across(folder: str, layout: Layout) -> str:
    """Where the page in a folder stands."""
    return f"{layout.site.prefix}{folder}/{INDEX}"


def around_of(
    folder: str,
    layout: Layout,
    subject: object,
    entries: Callable[[Said], Mapping[str, tuple[Saying, ...]]],
    id: str,
    way: Callable[[Version], str | None],
) -> Around:
    """What the page in a folder has of the site around it.

    `entries` returns, by the ids of subjects, what an explainer says, with nothing of
    those that it does not name; `id` is that of the subject; `way` leads to the page in
    a language.
    """
    path = path_across(folder, layout)
    root = "../" * path.count("/")
    return Around(
        path=path,
        root=root,
        prefix=layout.site.prefix,
        languages=layout.languages(path, way),
        subject=subject,
        settings=layout.site.settings,
        has_feeds=layout.has_feeds,
        navigation=layout.navigation(path, root),
        parts=tuple(
            Part(root + there, headline, entries(said)[id])
            for there, headline, said in layout.speaking
            if id in entries(said)
        ),
    )


def speaking(layout: Layout) -> Iterator[tuple[Explainer, Frame]]:
    """The explainers that name whom or what others name, too, in every language.

    Each with what its page has of the site around it.
    """
    shared = layout.shared
    for explainer in layout.site.explainers:
        if shared.people & explainer.people.keys() or (
            shared.sources & explainer.sources.keys()
        ):
            yield explainer, frame_of(explainer, layout)
    for translation in layout.translations:
        yield from speaking(translation)


def with_said(layout: Layout, said: Callable[[], Mapping[str, Said]]) -> Layout:
    """The site, which asks `said` for what its explainers say, by their names."""
    return msgspec.structs.replace(
        layout,
        said=said,
        translations=tuple(with_said(each, said) for each in layout.translations),
    )


def said_in(explainer: Explainer, frame: Frame) -> Said:
    """What an explainer says of the people and the sources that others name, too."""
    plain = Plain(frame.settings.language, "", words_in(explainer, frame))
    people: dict[str, dict[Saying, None]] = {id: {} for id in frame.person_pages}
    for item in explainer.items:
        for id, entry in _of_item(item, plain):
            if id in people:
                people[id][entry] = None
    sources: dict[str, dict[Saying, None]] = {id: {} for id in frame.source_pages}
    for cited in sources_of(explainer, frame) if sources else ():
        for note in cited.notes if cited.id in sources else ():
            for back in note.backs:
                words = back.title or _section(back.section, plain.language)
                entry = Saying(back.anchors[0], words, note=note.id)
                sources[cited.id][entry] = None
    return Said(
        {id: tuple(entries) for id, entries in people.items()},
        {id: tuple(entries) for id, entries in sources.items()},
    )


def _of_item(item: Item, plain: Plain) -> Iterator[tuple[str, Saying]]:
    """What an item says of whom: what they said, also what they took back, or else
    what they carried or translated.
    """
    credits = (*item.credits(plain), *item.taken_back(plain))
    for credit in credits:
        yield credit.person.id, Saying(credit.anchor, credit.words, credit.when)
    named = {person.id for person in item.people}
    translators = {person.id for person in item.translators}
    for id in sorted(named - {credit.person.id for credit in credits}):
        title = item.title_in(plain.language)
        part: Literal["translated", "carried"]
        part = "translated" if id in translators else "carried"
        yield id, Saying(item.anchor, title, part=part)


def _section(section: str, language: Language) -> str:
    """What a reader calls the part of a page that has no heading of its own."""
    gettext = language.catalogue.gettext
    names = {"summary": gettext("In short"), "footnotes": gettext("Footnotes")}
    return names.get(section) or gettext("Story")
