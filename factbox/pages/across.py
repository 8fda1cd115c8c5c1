"""What pages of people and of sources share: what each explainer says of one thing."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from factbox.model.explainers import Explainer
from factbox.model.site import Settings
from factbox.pages.explainer.page import Frame, frame_of
from factbox.pages.page import INDEX, Layout, NavigationLink
from factbox.values.dates.when import When

ROOT = "../../"
"""From such a page to the top of the site."""


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

    `hrefs` lead to these, by their folders; `titles` are the headlines of explainers
    that their texts may name.
    """

    path: str
    subject: object
    settings: Settings
    has_feeds: bool
    navigation: tuple[NavigationLink, ...]
    hrefs: tuple[tuple[str, str], ...]
    titles: tuple[tuple[str, str], ...]

    @property
    def folders(self) -> tuple[str, ...]:
        """Those of the explainers that say something."""
        return tuple(folder for folder, _ in self.hrefs)

    @property
    def given(self) -> dict[str, Any]:
        """What every page has."""
        settings = self.settings
        return {
            "path": self.path,
            "root": ROOT,
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
    folder: str, layout: Layout, subject: object, explainers: Iterable[Explainer]
) -> Around:
    """What the page in a folder has of the site around these explainers."""
    path = f"{folder}/{INDEX}"
    naming = list(explainers)
    linked = {name for each in naming for name in each.linked}
    headlines = {
        each.folder: str(each.front.headline) for each in layout.site.explainers
    }
    return Around(
        path=path,
        subject=subject,
        settings=layout.site.settings,
        has_feeds=layout.has_feeds,
        navigation=layout.navigation(path, ROOT),
        hrefs=tuple(
            (each.folder, ROOT + layout.folder_of(each.folder)) for each in naming
        ),
        titles=tuple((name, headlines[name]) for name in sorted(linked)),
    )


def parts_of(
    around: Around,
    layout: Layout,
    entries: Callable[[Explainer, Frame, str], Iterator[Entry]],
) -> tuple[Part, ...]:
    """What each explainer says, those that say it in entries."""
    by_folder = {each.folder: each for each in layout.site.explainers}
    parts = []
    for folder, href in around.hrefs:
        explainer = by_folder[folder]
        linked = [by_folder[name] for name in explainer.linked]
        frame = frame_of(explainer, linked, layout)
        found = tuple(dict.fromkeys(entries(explainer, frame, href)))
        parts.append(Part(href, str(explainer.front.headline), found))
    return tuple(parts)
