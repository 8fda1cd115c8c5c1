"""What each page is given: a `Site` to the values that its templates print.

All that takes counting or looking up is done here: the numbers of citations and the way
back from each, the ids of references, who is named, how long a text takes to read.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache, partial

import msgspec

from factbox.build.cache import digest
from factbox.languages.language import Language
from factbox.model.articles import FrontMatter
from factbox.model.explainers import Explainer
from factbox.model.images import Image
from factbox.model.items import Credit, Item, Sidebar, Woven
from factbox.model.mentions import Mention
from factbox.model.people import Person
from factbox.model.prose import FootnoteMark, Heading, Prose, Reference
from factbox.model.records import Plain
from factbox.model.site import Settings, Site
from factbox.model.sources import Citation, Source
from factbox.output.social_card import NO_CARDS, Card
from factbox.values.dates import When

WORDS_A_MINUTE = 230
"""How fast adults read on average (Brysbaert 2019, English non-fiction: 238)."""


INDEX = "index.html"
NOT_FOUND = "404.html"
"""What GitHub Pages and others show where nothing is, at whatever address."""


class Back(msgspec.Struct, frozen=True):
    """A way back to what cites a note: the id of its element, and where that stands.

    `section` is the id of the part of the page; `title` is that of the heading or the
    item in it, "" where there is none.
    """

    anchor: str
    section: str
    title: str


class Backs(msgspec.Struct, frozen=True):
    """The ways back from a note to one place; see `Back`."""

    section: str
    title: str
    anchors: tuple[str, ...]


class CitedNote(msgspec.Struct, frozen=True):
    """A note as the list of sources shows it.

    `id` is "" and `text` None where the source is cited as a whole.
    """

    number: int
    id: str
    text: Prose | None
    backs: tuple[Backs, ...]

    @property
    def anchor(self) -> str:
        return f"note-{self.number}"


class CitedSource(msgspec.Struct, frozen=True):
    """A source with those of its notes that the page cites."""

    id: str
    source: Source
    notes: tuple[CitedNote, ...]


class Footnote(msgspec.Struct, frozen=True):
    """A footnote, and the ids of the marks that lead to it."""

    number: int
    text: Prose
    marks: tuple[str, ...]


class Link(msgspec.Struct, frozen=True):
    """An explainer to link to: its folder, its address, and its front matter."""

    folder: str
    href: str
    front: FrontMatter


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """What every page has.

    `root` leads from the page to the top of the site ("" or "../"); `address` is the
    absolute address of that top, which ends in "/", or "" where none is known;
    `has_feeds` tells whether feeds stand there; `card` is the picture that stands for
    the page where others show a link to it.
    """

    path: str
    root: str
    address: str
    has_feeds: bool
    language: Language
    site_title: str
    publisher: str
    card: Card | None = None

    @property
    def home(self) -> str:
        """Where the top of the site is, or "" where no address is right."""
        return self.root or "./"

    @property
    def url(self) -> str:
        """The absolute address of the page, or ""."""
        return self.address and self.address + self.path.removesuffix("index.html")


class ExplainerPage(Page, frozen=True, kw_only=True):
    """Everything that the page of an explainer is made from.

    `numbers` leads from a citation to its number, `ids` from the place of a reference
    in the running text to its id in the page, `mentioned` from the anchor of a fact to
    the ids of the references to it; `lead` is the fact beside the headline; `links` has
    the explainers that it links to. `draft` marks a page that is not published yet;
    `licence` is the address of a licence, or "".
    """

    folder: str
    draft: bool
    licence: str
    front: FrontMatter
    lead: Item | None
    updated: When | None
    body: Prose
    footnotes: tuple[Footnote, ...]
    contents: tuple[Heading, ...]
    minutes: int
    sidebars: tuple[Sidebar, ...]
    images: dict[str, Image]
    people: tuple[Person, ...]
    sources: tuple[CitedSource, ...]
    numbers: dict[str, int]
    ids: dict[str, str]
    mentioned: dict[str, tuple[str, ...]]
    links: tuple[Link, ...]

    @property
    def plain(self) -> Plain:
        """How the page says its facts where there is no markup."""
        items = {item.id: item for sidebar in self.sidebars for item in sidebar.items}
        people = {person.id: person.name for person in self.people}
        headlines = {link.folder: link.front.headline for link in self.links}

        def words(mention: Mention) -> str:
            if mention.kind == "person":
                return people[mention.id]
            if mention.kind == "explainer":
                return headlines[mention.id]
            return items[mention.id].words(mention.part, self.language)

        return Plain(self.language, self.url, words)

    def _credits(self, kinds: Collection[str]) -> tuple[Credit, ...]:
        """What the items of some kinds credit people with."""
        plain = self.plain
        return tuple(
            credit
            for sidebar in self.sidebars
            if sidebar.kind in kinds
            for item in sidebar.items
            for credit in item.credits(plain)
        )

    @property
    def woven(self) -> Woven:
        """What stands in the timeline beside the events, as far as it has a date."""
        return tuple(each for each in self._credits(self.front.weave) if each.when)

    @property
    def credits(self) -> dict[str, tuple[Credit, ...]]:
        """What the page credits each of its people with, by their ids."""
        every = self._credits([sidebar.kind for sidebar in self.sidebars])
        return {
            person.id: tuple(each for each in every if each.person.id == person.id)
            for person in self.people
        }


class ListPage(Page, frozen=True, kw_only=True):
    """Everything that the list of explainers is made from."""

    description: str
    explainers: tuple[Link, ...]


class NotFoundPage(Page, frozen=True, kw_only=True):
    """What a reader gets at an address where nothing is, however deep.

    From there no relative address leads anywhere, so its `root` is of no use.
    """

    @property
    def home(self) -> str:
        return self.address


class Frame(msgspec.Struct, frozen=True):
    """What an explainer's page has of the site around it.

    `path` and `root` are those of its page; `links` has what it links to; `draft`,
    `has_feeds` and `card` are as on the page.
    """

    path: str
    root: str
    settings: Settings
    has_feeds: bool
    draft: bool
    links: tuple[Link, ...]
    card: Card | None


class Planned(msgspec.Struct, frozen=True):
    """A page that can be made: its path, and the digest of all that it is made from."""

    path: str
    made_from: bytes
    page: Callable[[], Page]


def _always(path: str) -> bool:
    return True


def pages_of(
    site: Site,
    cards: Mapping[str, Card] = NO_CARDS,
    is_wanted: Callable[[str], bool] = _always,
) -> Iterator[Planned]:
    """The pages of a site at the paths that are wanted, none made yet.

    `cards` are by explainers' folders.
    """
    by_folder = {explainer.folder: explainer for explainer in site.explainers}
    # Feeds need an address and at least one entry.
    is_told = any(each.is_dated and not each.draft for each in site.explainers)
    has_feeds = site.settings.address is not None and is_told
    for explainer in site.explainers:
        if not is_wanted(path_of(site, explainer.folder)):
            continue
        linked = [by_folder[folder] for folder in explainer.linked]
        card = cards.get(explainer.folder)
        frame = _frame(site, explainer, linked, has_feeds, card)
        made_from = digest(explainer.made_from, frame)
        page = cache(partial(explainer_page, explainer, frame))
        yield Planned(frame.path, made_from, page)
    if not site.home and is_wanted(INDEX):
        index = _list_page(site, has_feeds)
        yield Planned(index.path, digest("list", index), lambda: index)
    if is_wanted(NOT_FOUND):
        lost = _not_found_page(site)
        yield Planned(lost.path, digest("404", lost), lambda: lost)


def _frame(
    site: Site,
    explainer: Explainer,
    linked: Iterable[Explainer],
    has_feeds: bool,
    card: Card | None,
) -> Frame:
    path = path_of(site, explainer.folder)
    root = "../" if path != INDEX else ""
    links = tuple(_link(site, other, root) for other in linked)
    return Frame(
        path=path,
        root=root,
        settings=site.settings,
        has_feeds=has_feeds,
        draft=explainer.draft,
        links=links,
        card=card,
    )


def _list_page(site: Site, has_feeds: bool) -> ListPage:
    return ListPage(
        path=INDEX,
        root="",
        address=str(site.settings.address or ""),
        has_feeds=has_feeds,
        language=site.settings.language,
        site_title=site.settings.title,
        publisher=site.settings.publisher,
        description=site.settings.description,
        explainers=tuple(_link(site, other, "") for other in site.explainers),
    )


def _not_found_page(site: Site) -> NotFoundPage:
    return NotFoundPage(
        path=NOT_FOUND,
        root="",
        address=str(site.settings.address or ""),
        has_feeds=False,
        language=site.settings.language,
        site_title=site.settings.title,
        publisher=site.settings.publisher,
    )


def images_of(site: Site) -> Iterator[tuple[str, Image]]:
    """The images that the pages show, in all widths, each with its path in the site."""
    for explainer in site.explainers:
        for shown in explainer.images.values():
            for image in shown.widths:
                yield _folder_of(site, explainer.folder) + image.path, image


def _folder_of(site: Site, folder: str) -> str:
    """Where an explainer stands in the site: "" or its folder and "/"."""
    return "" if folder == site.home else f"{folder}/"


def path_of(site: Site, folder: str) -> str:
    """The path of the page of the explainer in a folder."""
    return f"{_folder_of(site, folder)}{INDEX}"


def _link(site: Site, explainer: Explainer, root: str) -> Link:
    href = (root + _folder_of(site, explainer.folder)) or "./"
    return Link(explainer.folder, href, explainer.front)


def explainer_page(explainer: Explainer, frame: Frame) -> ExplainerPage:
    """The page of an explainer, from nothing but these two."""
    settings = frame.settings
    people = tuple(_named(explainer))
    sources = _cited_sources(explainer)
    return ExplainerPage(
        path=frame.path,
        root=frame.root,
        address=str(settings.address or ""),
        has_feeds=frame.has_feeds,
        language=settings.language,
        site_title=settings.title,
        publisher=settings.publisher,
        folder=explainer.folder,
        draft=frame.draft,
        licence=str(settings.licence or ""),
        front=explainer.front,
        lead=explainer.item(explainer.front.lead) if explainer.front.lead else None,
        updated=explainer.updated,
        body=explainer.body,
        footnotes=tuple(_footnotes(explainer.body)),
        contents=tuple(h for h in explainer.body.headings if h.level == 2),
        minutes=max(1, round(explainer.body.words / WORDS_A_MINUTE)),
        sidebars=tuple(sidebar for sidebar in explainer.sidebars if sidebar.items),
        images=explainer.images,
        people=people,
        sources=sources,
        numbers=_numbers(sources),
        ids=_ids(explainer),
        mentioned=_mentioned(explainer),
        links=frame.links,
        card=frame.card,
    )


def _footnotes(text: Prose) -> Iterator[Footnote]:
    parts = [part for each in (text, *text.footnotes) for part in each.parts]
    marks = [part for part in parts if isinstance(part, FootnoteMark)]
    for number, footnote in enumerate(text.footnotes, 1):
        own = tuple(mark.anchor for mark in marks if mark.number == number)
        yield Footnote(number, footnote, own)


def _running_texts(explainer: Explainer) -> Iterator[Prose]:
    """The texts of an article that stand on its page once, in its order."""
    front = explainer.front
    yield from (front.standfirst, *front.known, *front.unknown, explainer.body)


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
    for section, title, text in _places(explainer):
        for mention in _source_mentions(text):
            back = Back(ids[str(mention.place)], section, title)
            yield Citation(mention.id, mention.part), back
    for sidebar in explainer.sidebars:
        for item in sidebar.items:
            for cited in item.cited:
                yield cited.citation, Back(cited.anchor, sidebar.kind, item.title)
            for text in item.texts:
                for mention in _source_mentions(text):
                    back = Back(item.anchor, sidebar.kind, item.title)
                    yield Citation(mention.id, mention.part), back


def _places(explainer: Explainer) -> Iterator[tuple[str, str, Prose]]:
    """The running text in pieces, each with its section and the title above it."""
    front = explainer.front
    for text in (front.standfirst, *front.known, *front.unknown):
        yield "summary", "", text
    title = ""
    for block in explainer.body.blocks:
        if block.heading and block.heading.level == 2:
            title = block.heading.text
        yield "story", title, Prose((block,))
    for text in explainer.body.footnotes:
        yield "footnotes", "", text


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
            cited.append(CitedNote(number, note, text, _by_place(ways)))
        sources.append(CitedSource(id, source, tuple(cited)))
    return tuple(sources)


def _by_place(backs: Iterable[Back]) -> tuple[Backs, ...]:
    """The ways back by where they lead, each place where it is first led to."""
    places: dict[tuple[str, str], list[str]] = {}
    for back in backs:
        places.setdefault((back.section, back.title), []).append(back.anchor)
    return tuple(
        Backs(section, title, tuple(anchors))
        for (section, title), anchors in places.items()
    )


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
    for item in explainer.items:
        for person in item.people:
            named.setdefault(person.id, person)
        for text in item.texts:
            for mention in text.mentions:
                if mention.kind == "person":
                    named.setdefault(mention.id, explainer.people[mention.id])
    yield from named.values()
