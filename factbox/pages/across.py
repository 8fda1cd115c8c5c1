"""What pages of people and of sources share: what each explainer says of one thing."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from factbox.model.explainers import Explainer
from factbox.model.site import Settings
from factbox.pages.explainer.page import Frame, frame_of
from factbox.pages.page import INDEX, LanguageLink, Layout, NavigationLink, Version
from factbox.values.dates.when import When


class Entry(msgspec.Struct, frozen=True):
    """Something on the page of an explainer: its address, its words and its date.

    `note` is the id of the note that it cites, "" for none or all; somebody else said
    what `is_carried`.
    """

    href: str
    words: str
    when: When | None = None
    note: str = ""
    is_carried: bool = False


class Part(msgspec.Struct, frozen=True):
    """What one explainer says: its address, its headline, and the entries on it."""

    href: str
    headline: str
    entries: tuple[Entry, ...]


class Around(msgspec.Struct, frozen=True):
    """What such a page has of the site around it, but for the explainers themselves.

    `hrefs` lead to these, by their names; `titles` are the headlines of explainers
    that their texts may name.
    """

    path: str
    root: str
    prefix: str
    languages: tuple[LanguageLink, ...]
    subject: object
    settings: Settings
    has_feeds: bool
    navigation: tuple[NavigationLink, ...]
    hrefs: tuple[tuple[str, str], ...]
    titles: tuple[tuple[str, str], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the explainers that say something."""
        return tuple(name for name, _ in self.hrefs)

    @property
    def given(self) -> dict[str, Any]:
        """What every page has."""
        settings = self.settings
        return {
            "path": self.path,
            "root": self.root,
            "prefix": self.prefix,
            "languages": self.languages,
            "address": str(settings.address or ""),
            "has_feeds": self.has_feeds,
            "language": settings.language,
            "site_title": settings.title,
            "publisher": settings.publisher,
            "logo": settings.logo.text if settings.logo else "",
            "navigation": self.navigation,
            "footer": settings.footer,
        }


def around_of(
    folder: str,
    layout: Layout,
    subject: object,
    explainers: Iterable[Explainer],
    way: Callable[[Version], str | None],
) -> Around:
    """What the page in a folder has of the site around these explainers.

    `way` leads to the page in a language.
    """
    path = f"{layout.site.prefix}{folder}/{INDEX}"
    root = "../" * path.count("/")
    naming = list(explainers)
    linked = {name for each in naming for name in each.linked}
    headlines = {
        folder: str(each.front.headline) for folder, each in layout.explainers.items()
    }
    return Around(
        path=path,
        root=root,
        prefix=layout.site.prefix,
        languages=layout.languages(path, way),
        subject=subject,
        settings=layout.site.settings,
        has_feeds=layout.has_feeds,
        navigation=layout.navigation(path, root),
        hrefs=tuple(
            (each.name, root + layout.folder_of(each.folder)) for each in naming
        ),
        titles=tuple((name, headlines[name]) for name in sorted(linked)),
    )


def parts_of(
    around: Around,
    layout: Layout,
    entries: Callable[[Explainer, Frame, str], Iterator[Entry]],
) -> tuple[Part, ...]:
    """What each explainer says, those that say it in entries."""
    by_folder = layout.explainers
    by_name = {each.name: each for each in layout.site.explainers}
    parts = []
    for name, href in around.hrefs:
        explainer = by_name[name]
        linked = [by_folder[folder] for folder in explainer.linked]
        frame = frame_of(explainer, linked, layout)
        found = tuple(dict.fromkeys(entries(explainer, frame, href)))
        parts.append(Part(href, str(explainer.front.headline), found))
    return tuple(parts)
