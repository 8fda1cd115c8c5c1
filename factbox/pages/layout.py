"""A site as its pages see it: where everything stands, in every language."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from itertools import chain

import msgspec

from factbox.model.explainers import Explainer
from factbox.model.site import Site
from factbox.pages.listed import Listed
from factbox.pages.page import (
    INDEX,
    PEOPLE,
    SOURCES,
    Card,
    LanguageLink,
    NavigationLink,
)
from factbox.pages.said import Said
from factbox.schemes.scheme import Link


class Shared(msgspec.Struct, frozen=True):
    """The people and the sources that several explainers name, by their ids.

    Each has a page of its own. Whoever one explainer names stands on that page alone.
    """

    people: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()


def shared_in(explainers: Iterable[Explainer]) -> Shared:
    """What is named in more than one of these explainers."""
    every = list(explainers)
    people = Counter(chain.from_iterable(each.people for each in every))
    sources = Counter(chain.from_iterable(each.sources for each in every))
    return Shared(
        frozenset(id for id, count in people.items() if count > 1),
        frozenset(id for id, count in sources.items() if count > 1),
    )


class Version(msgspec.Struct, frozen=True):
    """What there is of a site in one language, and where: its tag, its name, its pages.

    `name` is what the language calls itself; `folders` are those of explainers, and
    `shared` has whose people and sources have pages of their own.
    """

    tag: str
    name: str
    prefix: str
    home: str
    folders: frozenset[str]
    shared: Shared

    def explainer(self, folder: str) -> str | None:
        """Where the page of an explainer stands."""
        if folder not in self.folders:
            return None
        return self.prefix + ("" if folder == self.home else f"{folder}/")

    def list(self) -> str | None:
        """Where the list of explainers stands, or what stands in its place."""
        return self.prefix

    def person(self, id: str) -> str | None:
        """Where the page of someone stands."""
        return f"{self.prefix}{PEOPLE}/{id}/" if id in self.shared.people else None

    def source(self, id: str) -> str | None:
        """Where the page of a source stands."""
        return f"{self.prefix}{SOURCES}/{id}/" if id in self.shared.sources else None


class Layout(msgspec.Struct, frozen=True, dict=True):
    """A site as its pages see it: what all of them share.

    `cards` are by the names of explainers; `has_feeds` tells whether feeds stand at
    the top of the site; `shared` has what several explainers name.

    `translations` are those of the site in other languages, each with this one as its
    `original`; `versions` has what there is in each language; `said` returns what
    explainers say of what several name, by their names, and is None before anything
    is there that does. `listed` returns what the list at a way from the top shows of an
    explainer; where it is None, that is made anew.
    """

    site: Site
    cards: Mapping[str, Card]
    has_feeds: bool
    shared: Shared = Shared()
    versions: tuple[Version, ...] = ()
    translations: "tuple[Layout, ...]" = ()
    original: "Layout | None" = None
    said: Callable[[], Mapping[str, Said]] | None = None
    listed: "Callable[[Explainer, Layout, str], Listed] | None" = None

    def folder_of(self, explainer: str) -> str:
        """Where an explainer stands in the site: "" or its folder and "/".

        One that is not translated stands where the original does.
        """
        if self.original and explainer not in self.folders:
            return self.original.folder_of(explainer)
        return self.site.folder_of(explainer)

    def images_at(self, explainer: str) -> str:
        """Where the images of an explainer stand, in whatever language."""
        return (self.original or self).folder_of(explainer)

    @cached_property
    def newest(self) -> tuple[Explainer, ...]:
        """Its explainers by when they were published, or else by what they report."""
        return tuple(
            sorted(
                self.site.explainers,
                key=lambda each: each.front.listed_on.ordinal,
                reverse=True,
            )
        )

    @cached_property
    def speaking(self) -> tuple[tuple[str, str, Said], ...]:
        """What its explainers say, the newest first: each one's folder and headline.

        The folder is as `folder_of` gives it. Those that say nothing are left out.
        """
        said = self.said() if self.said else {}
        return tuple(
            (self.folder_of(each.folder), str(each.front.headline), told)
            for each in self.newest
            if (told := said.get(each.name))
        )

    @cached_property
    def folders(self) -> frozenset[str]:
        """The folders of its explainers."""
        return frozenset(each.folder for each in self.site.explainers)

    @cached_property
    def explainers(self) -> dict[str, Explainer]:
        """Every explainer to which a page can lead, by its folder."""
        others = self.original.explainers if self.original else {}
        return others | {each.folder: each for each in self.site.explainers}

    def languages(
        self, path: str, way: "Callable[[Version], str | None]"
    ) -> tuple[LanguageLink, ...]:
        """The ways to a page in its languages from the page at `path`, which is one.

        `way` leads to the page in a language; None where it is not there.
        """
        root, here = "../" * path.count("/"), path.removesuffix(INDEX)
        found = [(each, way(each)) for each in self.versions]
        there = [(version, to) for version, to in found if to is not None]
        if len(there) < 2:
            return ()
        return tuple(
            LanguageLink(version.tag, version.name, (root + to) or "./", to, to == here)
            for version, to in there
        )

    def path_of(self, explainer: str) -> str:
        """The path of the page of an explainer."""
        return self.folder_of(explainer) + INDEX

    def link(self, explainer: Explainer, root: str) -> Link:
        """A link to an explainer from a page from which `root` leads to the top."""
        href = (root + self.folder_of(explainer.folder)) or "./"
        is_foreign = self.original and explainer.translation is None
        lang = self.original.site.settings.language.tag if self.original else ""
        return Link(explainer.folder, href, explainer.front, lang if is_foreign else "")

    def navigation(self, path: str, root: str | None) -> tuple[NavigationLink, ...]:
        """The links at the top of the page at a path; `root` leads to the top.

        `root` is None where nothing of the site can be linked to.
        """
        links = []
        for way in self.site.settings.navigation:
            if way.address:
                links.append(NavigationLink(way.label, str(way.address), False))
            elif way.explainer and root is not None:
                there = self.path_of(way.explainer.id)
                href = (root + self.folder_of(way.explainer.id)) or "./"
                links.append(NavigationLink(way.label, href, there == path))
        return tuple(links)
