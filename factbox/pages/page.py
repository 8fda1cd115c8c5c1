"""What every page has, and what a type of page is."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

import msgspec

from factbox.languages.language import Language
from factbox.model.explainers import Explainer
from factbox.model.images import Image
from factbox.model.items import Item, Sidebar
from factbox.model.people import Person
from factbox.model.prose import Prose, Reference
from factbox.model.records import Plain, Record, Row
from factbox.model.site import Site
from factbox.model.sources import Citation
from factbox.pages.excerpt import Excerpt
from factbox.pages.listing import Listing
from factbox.pages.said import Said
from factbox.problems import Place
from factbox.schemes import scheme_of
from factbox.schemes.scheme import Link, Referring

INDEX = "index.html"
PEOPLE, SOURCES = "people", "sources"
"""The folders of the pages of people and of sources."""

NOT_FOUND = "404.html"
"""What GitHub Pages and others show where nothing is, at whatever address."""


def words_on(page: Referring) -> Callable[[Reference], str]:
    """What the references of a page say where there is no markup; citations nothing."""

    def words(reference: Reference) -> str:
        scheme = scheme_of(reference.mention)
        if scheme is None or scheme.is_citation:
            return ""
        return reference.text or scheme.target(reference.mention, page).words

    return words


class Card(msgspec.Struct, frozen=True):
    """A picture that stands for a page: its path in the site, its words and its size.

    `width` and `height` are in pixels.
    """

    path: str
    alt: str
    width: int
    height: int


class NavigationLink(msgspec.Struct, frozen=True):
    """A link at the top of every page, and whether it leads to the very page."""

    label: str
    href: str
    is_here: bool


class LanguageLink(msgspec.Struct, frozen=True):
    """A page in one of its languages: the tag, its own name for itself, where it is.

    `path` is that in the site, without a file that a host adds by itself; the first of
    several is that of the original.
    """

    tag: str
    name: str
    href: str
    path: str
    is_here: bool


ANY_LANGUAGE = "x-default"
"""The page for whoever reads none of the languages: that of the original."""


NO_CARDS: Mapping[str, Card] = {}


class Page(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """What every page has.

    `root` leads from the page to the top of the site ("" or "../"); `address` is the
    absolute address of that top, which ends in "/", or "" where none is known;
    `has_feeds` tells whether feeds stand there; `card` is the picture that stands for
    the page where others show a link to it.

    The others are what its texts refer to: the items of each kind, the images, people,
    explainers, and in `others` the items of those by folder and id. `numbers` leads
    from a citation to its number, `ids` from the place of a reference in the running
    text to its id in the page, `embedded` from the id of an item that has a card in the
    text to the place of the first, "" beside the headline.

    `logo` is the name of an asset; it, `navigation` and `footer` stand on every page.

    `prefix` leads from the top of the site to that of the site in the page's language,
    "" or "pt/"; `languages` are those in which there is the same page, this one among
    them, () where there is no other.
    """

    path: str
    root: str
    address: str
    has_feeds: bool
    language: Language
    site_title: str
    publisher: str
    card: Card | None = None
    sidebars: tuple[Sidebar, ...] = ()
    images: Mapping[str, Image] = {}
    people: tuple[Person, ...] = ()
    numbers: Mapping[str, int] = {}
    ids: Mapping[str, str] = {}
    embedded: Mapping[str, str] = {}
    links: tuple[Link, ...] = ()
    others: Mapping[str, Item] = {}
    logo: str = ""
    navigation: tuple[NavigationLink, ...] = ()
    footer: Prose | None = None
    prefix: str = ""
    languages: tuple[LanguageLink, ...] = ()

    @cached_property
    def items(self) -> Mapping[str, Item]:
        """Every item of it by its id."""
        return {item.id: item for sidebar in self.sidebars for item in sidebar.items}

    def item(self, id: str) -> Item:
        return self.others[id] if "/" in id else self.items[id]

    def person(self, id: str) -> Person:
        return next(person for person in self.people if person.id == id)

    def link(self, folder: str) -> Link:
        return next(link for link in self.links if link.folder == folder)

    def numbers_of(self, citations: Iterable[Citation]) -> tuple[int, ...]:
        """The numbers of the notes that these cite."""
        return tuple(self.numbers[str(citation)] for citation in citations)

    @cached_property
    def plain(self) -> Plain:
        """How the page says its facts where there is no markup."""
        images = {
            file: joined(self.url, image.path) for file, image in self.images.items()
        }
        return Plain(self.language, self.url, words_on(self), images)

    @property
    def arranged(self) -> "Iterator[tuple[str, object]]":
        """The name of each kind in it, and its items as the kind arranges them."""
        yield from ()

    @property
    def home(self) -> str:
        """Where the site in its language begins, or "" where no address is right."""
        return (self.root + self.prefix) or "./"

    @property
    def url(self) -> str:
        """The absolute address of the page, or ""."""
        return self.address and self.address + self.path.removesuffix("index.html")

    @property
    def alternates(self) -> tuple[tuple[str, str], ...]:
        """The addresses of the page in its languages, by tags; () without an address.

        The last is the one for whoever reads none of them.
        """
        if not self.address or not self.languages:
            return ()
        ways = [(link.tag, self.address + link.path) for link in self.languages]
        return (*ways, (ANY_LANGUAGE, ways[0][1]))


def joined(address: str, relative: str) -> str:
    """The address to which a relative one leads from an absolute one, or from ""."""
    while address and relative.startswith("../"):
        address = address.rstrip("/").rpartition("/")[0] + "/"
        relative = relative.removeprefix("../")
    return address + relative


class About(msgspec.Struct, frozen=True, kw_only=True):
    """What a page says of itself to search engines and chats; "" where nothing is.

    `kind` is that of Open Graph; `published` and `modified` are dates as HTML has them;
    `linked_data` is the page in terms of schema.org. A `hidden` page is in no list.
    """

    kind: str
    title: str
    description: str
    published: str = ""
    modified: str = ""
    licence: str = ""
    hidden: bool = False
    linked_data: Record


class DataFile(msgspec.Struct, frozen=True):
    """A list of records in a format of others: its name, its media type, the list."""

    name: str
    type: str
    records: tuple[Record, ...]


class Data(msgspec.Struct, frozen=True):
    """The facts of a page for programs: `record` for JSON, `tables` for CSV by name.

    `others` have a part of the facts in formats of others.
    """

    record: Record
    tables: tuple[tuple[str, tuple[Row, ...]], ...]
    others: tuple[DataFile, ...] = ()


class Shared(msgspec.Struct, frozen=True):
    """The people and the sources that several explainers name, by their ids.

    Each has a page of its own. Whoever one explainer names stands on that page alone.
    """

    people: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()


def shared_in(explainers: Iterable[Explainer]) -> Shared:
    """What is named in more than one of these explainers."""
    people = Counter(id for each in explainers for id in each.people)
    sources = Counter(id for each in explainers for id in each.sources)
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
    `original`; `versions` has what there is in each language; `said` has what
    explainers say of what several name, by their names, None before it was looked for.
    """

    site: Site
    cards: Mapping[str, Card]
    has_feeds: bool
    shared: Shared = Shared()
    versions: tuple[Version, ...] = ()
    translations: "tuple[Layout, ...]" = ()
    original: "Layout | None" = None
    said: Mapping[str, Said] | None = None

    def folder_of(self, explainer: str) -> str:
        """Where an explainer stands in the site: "" or its folder and "/".

        One that is not translated stands where the original does.
        """
        if self.original and explainer not in self.folders:
            return self.original.folder_of(explainer)
        own = "" if explainer == self.site.home else f"{explainer}/"
        return self.site.prefix + own

    def images_at(self, explainer: str) -> str:
        """Where the images of an explainer stand, in whatever language."""
        return (self.original or self).folder_of(explainer)

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


class Route(msgspec.Struct, frozen=True, dict=True):
    """A page that can be made: where it stands, and what it is made from.

    That is the `explainer` of this name ("" for none), and `around`, all else.
    """

    path: str
    type: "PageType"
    explainer: str
    around: object
    make: Callable[[], Page]

    @cached_property
    def page(self) -> Page:
        """The page, made once it is asked for."""
        return self.make()

    @cached_property
    def data(self) -> Data | None:
        """The facts of the page for programs; None for a page without any."""
        return self.type.data(self.page)

    @cached_property
    def excerpt(self) -> Excerpt | None:
        """The figure that others show by the page; None for most pages."""
        return self.type.excerpt(self.page) if self.type.excerpt else None


def _listed(page: Page) -> Listing:
    return Listing(page.url)


def _no_data(page: Page) -> Data | None:
    return None


def _nowhere(page: Page, id: str) -> tuple[Place, ...]:
    return ()


class PageType(msgspec.Struct, frozen=True):
    """A type of page: the name of its template, and what it tells.

    `routes` gives its pages in a site. Of a page, `about` is what its head says, None
    where it has none; `data` the facts in it for programs; `listing` what feeds and the
    sitemap tell; `places` where an editor wrote what has an id in it; `excerpt` the
    figure that others show by it, None where it is not made for that. A page that
    `stands_anywhere` is served at addresses of which nothing is known, so its style and
    its pictures stand in it.
    """

    name: str
    routes: Callable[[Layout], Iterator[Route]]
    about: Callable[[Any], About] | None = None
    data: Callable[[Any], Data | None] = _no_data
    listing: Callable[[Any], Listing] = _listed
    places: Callable[[Any, str], tuple[Place, ...]] = _nowhere
    excerpt: Callable[[Any], Excerpt] | None = None
    stands_anywhere: bool = False

    @property
    def template(self) -> str:
        return f"{self.name}.html"
