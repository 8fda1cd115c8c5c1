"""What the page of an explainer has of the site around it."""

from collections.abc import Iterable

import msgspec

from factbox.model.explainers import Explainer
from factbox.model.items import Item
from factbox.model.site import Settings
from factbox.pages.layout import Layout
from factbox.pages.page import PEOPLE, SOURCES, Card, LanguageLink, NavigationLink
from factbox.schemes.scheme import Link


class Frame(msgspec.Struct, frozen=True):
    """What an explainer's page has of the site around it.

    `path` and `root` are those of its page; `links` has what it links to, and `others`
    the facts of other explainers that it names, by folder and id; `person_pages` and
    `source_pages` lead to those of whom and of what others name, too; `draft`,
    `has_feeds`, `card`, `prefix` and `languages` are as on the page; `images` leads
    from a translation to the page of the original, where the images are.
    """

    path: str
    root: str
    settings: Settings
    has_feeds: bool
    draft: bool
    links: tuple[Link, ...]
    others: dict[str, Item]
    person_pages: dict[str, str]
    source_pages: dict[str, str]
    navigation: tuple[NavigationLink, ...]
    card: Card | None
    prefix: str = ""
    languages: tuple[LanguageLink, ...] = ()
    images: str = ""


def _others(explainer: Explainer, linked: Iterable[Explainer]) -> dict[str, Item]:
    """The facts of other explainers that an explainer names, by folder and id."""
    named = {name for name in explainer.named if "/" in name}
    if not named:
        return {}
    every = (
        (f"{other.folder}/{item.id}", item) for other in linked for item in other.items
    )
    return {name: item for name, item in every if name in named}


def frame_of(explainer: Explainer, layout: Layout) -> Frame:
    """What the page of an explainer has of the site."""
    linked = [layout.explainers[folder] for folder in explainer.linked]
    path = layout.path_of(explainer.folder)
    root = "../" * path.count("/")
    top = root + layout.site.prefix
    return Frame(
        path=path,
        root=root,
        settings=layout.site.settings,
        has_feeds=layout.has_feeds,
        draft=explainer.draft,
        links=tuple(layout.link(other, root) for other in linked),
        others=_others(explainer, linked),
        person_pages={
            id: f"{top}{PEOPLE}/{id}/"
            for id in sorted(layout.shared.people & explainer.people.keys())
        },
        source_pages={
            id: f"{top}{SOURCES}/{id}/"
            for id in sorted(layout.shared.sources & explainer.sources.keys())
        },
        navigation=layout.navigation(path, root),
        card=layout.cards.get(explainer.name),
        prefix=layout.site.prefix,
        languages=layout.languages(path, lambda way: way.explainer(explainer.folder)),
        images=root + layout.images_at(explainer.folder) if layout.original else "",
    )
