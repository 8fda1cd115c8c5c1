"""What each page is given: a `Site` to the values that its templates print.

All that takes counting or looking up is done here: the numbers of citations and the way
back from each, the ids of references, who is named, how long a text takes to read.
"""

from collections.abc import Iterator, Mapping

import msgspec

from factbox.card import NO_CARDS, Card
from factbox.decode import Mention
from factbox.language import Language
from factbox.model import (
    Citation,
    Explainer,
    FrontMatter,
    Item,
    Person,
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
    references to it; `links` has every explainer of the site, this one included; `card`
    is the picture that stands for the page where others show a link to it.
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


def pages_of(site: Site, cards: Mapping[str, Card] = NO_CARDS) -> Iterator[Page]:
    """The pages of a site, each with its path; `cards` are by explainers' folders."""
    for explainer in site.explainers:
        yield _explainer_page(site, explainer, cards.get(explainer.folder))
    if not site.home:
        yield ListPage(
            path="index.html",
            root="",
            language=site.settings.language,
            site_title=site.settings.title,
            publisher=site.settings.publisher,
            description=site.settings.description,
            explainers=tuple(_link(site, other, "") for other in site.explainers),
        )
    yield NotFoundPage(
        path=NOT_FOUND,
        home=str(site.settings.address or ""),
        language=site.settings.language,
        site_title=site.settings.title,
        publisher=site.settings.publisher,
    )


def _folder_of(site: Site, explainer: Explainer) -> str:
    """Where an explainer stands in the site: "" or its folder and "/"."""
    return "" if explainer.folder == site.home else f"{explainer.folder}/"


def _link(site: Site, explainer: Explainer, root: str) -> Link:
    href = (root + _folder_of(site, explainer)) or "./"
    return Link(explainer.folder, href, explainer.front)


def _explainer_page(
    site: Site, explainer: Explainer, card: Card | None
) -> ExplainerPage:
    folder = _folder_of(site, explainer)
    root = "../" if folder else ""
    sources = _cited_sources(site, list(_citations(explainer)))
    return ExplainerPage(
        path=f"{folder}index.html",
        root=root,
        language=site.settings.language,
        site_title=site.settings.title,
        publisher=site.settings.publisher,
        folder=explainer.folder,
        front=explainer.front,
        body=explainer.body,
        contents=tuple(h for h in explainer.body.headings if h.level == 2),
        minutes=max(1, round(explainer.body.words / WORDS_A_MINUTE)),
        sidebars=tuple(sidebar for sidebar in explainer.sidebars if sidebar.items),
        people=tuple(_named(site, explainer)),
        sources=sources,
        numbers=_numbers(sources),
        ids=_ids(explainer),
        mentioned=_mentioned(explainer),
        links=tuple(_link(site, other, root) for other in site.explainers),
        card=card,
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


def _cited_sources(
    site: Site, cites: list[tuple[Citation, Back]]
) -> tuple[CitedSource, ...]:
    """The sources in the order in which they are first cited, and so their notes.

    Numbers run through the list, so that a reader finds a note by its number.
    """
    backs: dict[str, dict[str, dict[Back, None]]] = {}
    for citation, back in cites:
        notes = backs.setdefault(citation.source, {})
        notes.setdefault(citation.note, {})[back] = None
    sources = []
    number = 0
    for id, notes in backs.items():
        source = site.sources[id]
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


def _named(site: Site, explainer: Explainer) -> Iterator[Person]:
    """Everyone named on the page, in the order in which they first are."""
    named: dict[str, Person] = {}
    for text in _running_texts(explainer):
        for mention in text.mentions:
            item = explainer.item(mention)
            if mention.kind == "person":
                named.setdefault(mention.id, site.people[mention.id])
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
                    named.setdefault(mention.id, site.people[mention.id])
    yield from named.values()
