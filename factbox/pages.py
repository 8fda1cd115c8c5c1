"""What each page is given: a `Site` to the values that its templates print.

All that takes counting or looking up is done here: the numbers of citations and the way
back from each, the ids of references, who is named, how long a text takes to read.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

import msgspec

from factbox.card import NO_CARDS, Card
from factbox.decode import Mention
from factbox.language import Language
from factbox.memo import digest
from factbox.model import (
    Citation,
    Explainer,
    FrontMatter,
    Item,
    Person,
    Settings,
    Sidebar,
    Site,
    Source,
)
from factbox.prose import Heading, Prose, Reference

WORDS_A_MINUTE = 230
"""How fast adults read on average (Brysbaert 2019, English non-fiction: 238)."""


NOT_FOUND = "404.html"
"""What GitHub Pages and others show where nothing is, at whatever address."""


class Back(msgspec.Struct, frozen=True):
    """A way back from a note to what cites it: an id in the page, and a name for it.

    The name is "" for a place in the running text.
    """

    anchor: str
    name: str


class CitedNote(msgspec.Struct, frozen=True):
    """A note as the list of sources shows it.

    `id` is "" and `text` None where the source is cited as a whole.
    """

    number: int
    id: str
    text: Prose | None
    backs: tuple[Back, ...]

    @property
    def anchor(self) -> str:
        return f"note-{self.number}"


class CitedSource(msgspec.Struct, frozen=True):
    """A source with those of its notes that the page cites."""

    id: str
    source: Source
    notes: tuple[CitedNote, ...]


class Link(msgspec.Struct, frozen=True):
    """An explainer to link to: its folder, its address, and its front matter."""

    folder: str
    href: str
    front: FrontMatter


class ExplainerPage(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that the page of an explainer is made from.

    `root` leads from the page to the top of the site ("" or "../"), `numbers` from a
    citation to its number, `ids` from the place of a reference in the running text to
    its id in the page, `mentioned` from the anchor of a fact to the ids of the
    references to it; `links` has the explainers that it links to; `card` is the picture
    that stands for the page where others show a link to it.
    """

    path: str
    root: str
    language: Language
    site_title: str
    publisher: str
    folder: str
    front: FrontMatter
    body: Prose
    contents: tuple[Heading, ...]
    minutes: int
    sidebars: tuple[Sidebar, ...]
    people: tuple[Person, ...]
    sources: tuple[CitedSource, ...]
    numbers: dict[str, int]
    ids: dict[str, str]
    mentioned: dict[str, tuple[str, ...]]
    links: tuple[Link, ...]
    card: Card | None

    @property
    def home(self) -> str:
        return self.root or "./"


class ListPage(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that the list of explainers is made from."""

    path: str
    root: str
    language: Language
    site_title: str
    publisher: str
    description: str
    explainers: tuple[Link, ...]

    @property
    def home(self) -> str:
        return self.root or "./"


class NotFoundPage(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader gets at an address where nothing is, however deep.

    `home` is the whole address of the site, or "" where none is known: from such an
    address no relative one leads anywhere.
    """

    path: str
    home: str
    language: Language
    site_title: str
    publisher: str


Page = ExplainerPage | ListPage | NotFoundPage


class Frame(msgspec.Struct, frozen=True):
    """What an explainer's page has of the site around it.

    `path` and `root` are those of its page; `links` has what it links to.
    """

    path: str
    root: str
    settings: Settings
    links: tuple[Link, ...]
    card: Card | None


class Planned(msgspec.Struct, frozen=True):
    """A page that can be made: its path, and the digest of all that it is made from."""

    path: str
    made_from: bytes
    page: Callable[[], Page]


def pages_of(site: Site, cards: Mapping[str, Card] = NO_CARDS) -> Iterator[Planned]:
    """The pages of a site, none made yet; `cards` are by explainers' folders."""
    by_folder = {explainer.folder: explainer for explainer in site.explainers}
    for explainer in site.explainers:
        linked = [by_folder[folder] for folder in explainer.linked]
        frame = _frame(site, explainer, linked, cards.get(explainer.folder))
        made_from = digest(explainer.made_from, frame)
        yield Planned(frame.path, made_from, partial(explainer_page, explainer, frame))
    if not site.home:
        page = _list_page(site)
        yield Planned(page.path, digest("list", page), lambda: page)
    not_found = _not_found_page(site)
    yield Planned(not_found.path, digest("404", not_found), lambda: not_found)


def _frame(
    site: Site, explainer: Explainer, linked: Iterable[Explainer], card: Card | None
) -> Frame:
    folder = _folder_of(site, explainer.folder)
    root = "../" if folder else ""
    links = tuple(_link(site, other, root) for other in linked)
    return Frame(f"{folder}index.html", root, site.settings, links, card)


def _list_page(site: Site) -> ListPage:
    return ListPage(
        path="index.html",
        root="",
        language=site.settings.language,
        site_title=site.settings.title,
        publisher=site.settings.publisher,
        description=site.settings.description,
        explainers=tuple(_link(site, other, "") for other in site.explainers),
    )


def _not_found_page(site: Site) -> NotFoundPage:
    return NotFoundPage(
        path=NOT_FOUND,
        home=str(site.settings.address or ""),
        language=site.settings.language,
        site_title=site.settings.title,
        publisher=site.settings.publisher,
    )


def _folder_of(site: Site, folder: str) -> str:
    """Where an explainer stands in the site: "" or its folder and "/"."""
    return "" if folder == site.home else f"{folder}/"


def _link(site: Site, explainer: Explainer, root: str) -> Link:
    href = (root + _folder_of(site, explainer.folder)) or "./"
    return Link(explainer.folder, href, explainer.front)


def explainer_page(explainer: Explainer, frame: Frame) -> ExplainerPage:
    """The page of an explainer, from nothing but these two."""
    settings = frame.settings
    sources = _cited_sources(explainer)
    return ExplainerPage(
        path=frame.path,
        root=frame.root,
        language=settings.language,
        site_title=settings.title,
        publisher=settings.publisher,
        folder=explainer.folder,
        front=explainer.front,
        body=explainer.body,
        contents=tuple(h for h in explainer.body.headings if h.level == 2),
        minutes=max(1, round(explainer.body.words / WORDS_A_MINUTE)),
        sidebars=tuple(sidebar for sidebar in explainer.sidebars if sidebar.items),
        people=tuple(_named(explainer)),
        sources=sources,
        numbers=_numbers(sources),
        ids=_ids(explainer),
        mentioned=_mentioned(explainer),
        links=frame.links,
        card=frame.card,
    )


def _running_texts(explainer: Explainer) -> Iterator[Prose]:
    """The texts of an article that stand on its page once, in its order."""
    front = explainer.front
    yield from (front.standfirst, *front.known, *front.unknown, explainer.body)


def _items(explainer: Explainer) -> Iterator[Item]:
    for sidebar in explainer.sidebars:
        yield from sidebar.items


def _ids(explainer: Explainer) -> dict[str, str]:
    """The id of each reference in the running text, by its place in the source."""
    ids = {}
    counts = {"cite": 0, "ref": 0}
    for text in _running_texts(explainer):
        for reference in text.references:
            if isinstance(reference, Reference):
                prefix = "cite" if reference.mention.kind == "source" else "ref"
                counts[prefix] += 1
                ids[str(reference.mention.place)] = f"{prefix}-{counts[prefix]}"
    return ids


def _mentioned(explainer: Explainer) -> dict[str, tuple[str, ...]]:
    """The ids of the references to each fact, by the anchor of the fact."""
    ids = _ids(explainer)
    mentioned: dict[str, tuple[str, ...]] = {}
    for text in _running_texts(explainer):
        for reference in text.references:
            item = explainer.item(reference.mention)
            if item and isinstance(reference, Reference):
                here = ids[str(reference.mention.place)]
                mentioned[item.anchor] = (*mentioned.get(item.anchor, ()), here)
    return mentioned


def _citations(explainer: Explainer) -> Iterator[tuple[Citation, Back]]:
    """Every citation of a page in its order, with the way back to it."""
    ids = _ids(explainer)
    for text in _running_texts(explainer):
        for mention in _source_mentions(text):
            yield Citation(mention.id, mention.part), Back(ids[str(mention.place)], "")
    for item in _items(explainer):
        for cited in item.cited:
            yield cited.citation, Back(cited.anchor, item.title)
        for text in item.texts:
            for mention in _source_mentions(text):
                yield Citation(mention.id, mention.part), Back(item.anchor, item.title)


def _source_mentions(text: Prose) -> Iterator[Mention]:
    return (mention for mention in text.mentions if mention.kind == "source")


def _cited_sources(explainer: Explainer) -> tuple[CitedSource, ...]:
    """The sources in the order in which they are first cited, and so their notes.

    Numbers run through the list, so that a reader finds a note by its number.
    """
    backs: dict[str, dict[str, dict[Back, None]]] = {}
    for citation, back in _citations(explainer):
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
            cited.append(CitedNote(number, note, text, tuple(ways)))
        sources.append(CitedSource(id, source, tuple(cited)))
    return tuple(sources)


def _numbers(sources: tuple[CitedSource, ...]) -> dict[str, int]:
    """The number of each citation, by the citation as an author writes it."""
    return {
        str(Citation(source.id, note.id)): note.number
        for source in sources
        for note in source.notes
    }


def _named(explainer: Explainer) -> Iterator[Person]:
    """Everyone named on the page, in the order in which they first are."""
    named: dict[str, Person] = {}
    for text in _running_texts(explainer):
        for mention in text.mentions:
            item = explainer.item(mention)
            if mention.kind == "person":
                named.setdefault(mention.id, explainer.people[mention.id])
            elif item:
                part = [person for person in item.people if person.id == mention.part]
                for person in part or item.people:
                    named.setdefault(person.id, person)
    for item in _items(explainer):
        for person in item.people:
            named.setdefault(person.id, person)
        for text in item.texts:
            for mention in text.mentions:
                if mention.kind == "person":
                    named.setdefault(mention.id, explainer.people[mention.id])
    yield from named.values()
