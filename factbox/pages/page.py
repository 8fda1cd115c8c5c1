"""What every page has, and what it says of itself."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

import msgspec

from factbox.languages.language import Language
from factbox.model.images import Image
from factbox.model.items import Item, Sidebar
from factbox.model.people import Person
from factbox.model.prose import Prose, Reference
from factbox.model.records import Plain, Record, Row
from factbox.model.site import Settings
from factbox.model.sources import Citation
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


def given_by(settings: Settings) -> dict[str, Any]:
    """What every page has of the settings of its site."""
    return {
        "address": str(settings.address or ""),
        "language": settings.language,
        "site_title": settings.title,
        "publisher": settings.publisher,
        "logo": settings.logo.text if settings.logo else "",
        "footer": settings.footer,
    }


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
