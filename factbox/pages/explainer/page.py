"""The page of an explainer: all that its template prints, counted and looked up."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property

import msgspec

from factbox.kinds import KINDS
from factbox.languages.language import Language
from factbox.model.articles import FrontMatter, Translation
from factbox.model.explainers import Explainer
from factbox.model.images import Image
from factbox.model.items import Credit, Item, Sidebar, Woven
from factbox.model.people import Person
from factbox.model.prose import Embed, FootnoteMark, Prose, Reference
from factbox.model.texts import texts_in, texts_of
from factbox.pages.explainer.citations import CitedSource, cited_sources, numbers_of
from factbox.pages.explainer.frame import Frame
from factbox.pages.page import Page, given_by, words_on
from factbox.schemes import scheme_of
from factbox.schemes.scheme import Link
from factbox.values.dates.when import When

WORDS_A_MINUTE = 230
"""How fast adults read on average (Brysbaert 2019, English non-fiction: 238)."""


class Footnote(msgspec.Struct, frozen=True):
    """A footnote, and the ids of the marks that lead to it."""

    number: int
    text: Prose
    marks: tuple[str, ...]


class ContentsEntry(msgspec.Struct, frozen=True):
    """A line of the contents: the id and the words of a heading."""

    id: str
    text: str


class ExplainerPage(Page, frozen=True, kw_only=True):
    """Everything that the page of an explainer is made from.

    `mentioned` leads from the anchor of a fact to the ids of the references to it,
    `corrected` to the corrections of it;
    `lead` is the fact beside the headline. `draft` marks a page that is not published
    yet; `licence` is the address of a licence, or ""; `person_pages` and `source_pages`
    are the addresses of the pages of people and sources that have one, by their ids.
    Where it `embeds`, each figure has a page that others can show. `translation` is
    None for an original.
    """

    folder: str
    draft: bool
    licence: str
    embeds: bool
    front: FrontMatter
    lead: Item | None
    updated: When | None
    body: Prose
    footnotes: tuple[Footnote, ...]
    contents: tuple[ContentsEntry, ...]
    minutes: int
    sources: tuple[CitedSource, ...]
    person_pages: dict[str, str]
    source_pages: dict[str, str]
    mentioned: dict[str, tuple[str, ...]]
    corrected: dict[str, tuple[Item, ...]]
    translation: Translation | None = None

    @property
    def arranged(self) -> Iterator[tuple[str, object]]:
        for sidebar in self.sidebars:
            arrange = _KIND[sidebar.kind].arrange
            arranged = arrange(sidebar.items, self.front, self.language, self.woven)
            yield sidebar.kind, arranged

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
        kinds = [kind.id for kind in self.front.weave]
        return tuple(each for each in self._credits(kinds) if each.when)

    @cached_property
    def credits(self) -> dict[str, tuple[Credit, ...]]:
        """What stands elsewhere on the page of what its people said, by their ids.

        That is, not where everyone is named with what they said, the first of several
        who said something together.
        """
        every = self._credits([s.kind for s in self.sidebars if not _names_people(s)])
        every += tuple(
            credit
            for sidebar in self.sidebars
            if _names_people(sidebar)
            for item in sidebar.items
            for credit in item.credits(self.plain)[1:]
        )
        credits: dict[str, list[Credit]] = {person.id: [] for person in self.people}
        for each in every:
            credits[each.person.id].append(each)
        return {id: tuple(of_one) for id, of_one in credits.items()}

    @property
    def people_apart(self) -> tuple[Person, ...]:
        """Everyone named on the page, where the sidebar of no kind shows them."""
        return () if any(map(_names_people, self.sidebars)) else self.people

    @property
    def news(self) -> tuple[Item, ...]:
        """What tells of a change to the page, the newest first."""
        return tuple(item for item in self.items.values() if item.news)

    @property
    def changes(self) -> dict[str, tuple[Item, ...]]:
        """What tells of a change to a fact, by the id of the fact."""
        changes: dict[str, tuple[Item, ...]] = {}
        for item in self.news:
            for mention in item.news.about if item.news else ():
                changes[mention.id] = (*changes.get(mention.id, ()), item)
        return changes

    @cached_property
    def landings(self) -> dict[str, str]:
        """The second ids of facts, by the first: as editors name them.

        An id that a heading or a part of the page has is not taken from it, and what
        two facts have is given to neither.
        """
        taken = {heading.id for heading in self.body.headings} | PARTS
        named: list[tuple[str, str]] = []
        for item in self.items.values():
            # A current claim is named without its date before it is named with it.
            own: dict[str, str] = {}
            for part in ("", *item.parts):
                name = f"{item.id}@{part}" if part else item.id
                own.setdefault(item.part_anchor(part), name)
            named += own.items()
        count = Counter(anchor for anchor, _ in named)
        return {
            anchor: id for anchor, id in named if id not in taken and count[anchor] == 1
        }


_KIND = {kind.name: kind for kind in KINDS}

PARTS = frozenset(
    (
        *_KIND,
        *("contents", "fade-in", "fade-out", "footnotes", "main", "people", "sources"),
        *("story", "summary", "top"),
    )
)
"""The ids of the parts of the page."""


def _names_people(sidebar: Sidebar) -> bool:
    return _KIND[sidebar.kind].names_people


def explainer_page(explainer: Explainer, frame: Frame) -> ExplainerPage:
    """The page of an explainer, from nothing but these two."""
    settings = frame.settings
    ids = _ids(explainer)
    words = words_in(explainer, frame)
    sources = cited_sources(
        explainer, ids, words, settings.language, frame.source_pages
    )
    return ExplainerPage(
        path=frame.path,
        root=frame.root,
        **given_by(settings),
        has_feeds=frame.has_feeds,
        folder=explainer.folder,
        draft=frame.draft,
        licence=str(settings.licence or ""),
        embeds=settings.embeds,
        front=explainer.front,
        lead=explainer.item(explainer.front.lead) if explainer.front.lead else None,
        updated=explainer.updated,
        body=explainer.body,
        footnotes=tuple(_footnotes(explainer.body)),
        contents=tuple(
            ContentsEntry(heading.id, heading.in_words(words))
            for heading in explainer.body.headings
            if heading.level == 2
        ),
        minutes=max(1, round(explainer.body.words / WORDS_A_MINUTE)),
        sidebars=tuple(sidebar for sidebar in explainer.sidebars if sidebar.items),
        images=_images(explainer, frame.images),
        people=tuple(_named(explainer)),
        sources=sources,
        numbers=numbers_of(sources),
        ids=ids,
        embedded=_embedded(explainer),
        mentioned=_mentioned(explainer, ids),
        corrected=_corrected(explainer),
        links=frame.links,
        others=frame.others,
        person_pages=frame.person_pages,
        source_pages=frame.source_pages,
        navigation=frame.navigation,
        card=frame.card,
        prefix=frame.prefix,
        languages=frame.languages,
        translation=explainer.translation,
    )


def _images(explainer: Explainer, folder: str) -> dict[str, Image]:
    """The images with the ways to them; `folder` is that of another page, or ""."""
    if not folder:
        return explainer.images

    def there(image: Image) -> Image:
        return msgspec.structs.replace(
            image, path=folder + image.path, others=tuple(map(there, image.others))
        )

    return {file: there(image) for file, image in explainer.images.items()}


def words_in(explainer: Explainer, frame: Frame) -> Callable[[Reference], str]:
    """What the references of an explainer say where there is no markup."""
    language = frame.settings.language
    return words_on(_Referring(explainer, language, frame.links, frame.others))


def sources_of(explainer: Explainer, frame: Frame) -> tuple[CitedSource, ...]:
    """The sources that an explainer cites, in the order of its page."""
    return cited_sources(
        explainer,
        _ids(explainer),
        words_in(explainer, frame),
        frame.settings.language,
        frame.source_pages,
    )


class _Referring(msgspec.Struct, frozen=True):
    """An explainer, for the references of a page that is being made."""

    explainer: Explainer
    language: Language
    links: tuple[Link, ...]
    others: dict[str, Item]

    def item(self, id: str) -> Item:
        if id in self.others:
            return self.others[id]
        return next(item for item in self.explainer.items if item.id == id)

    def person(self, id: str) -> Person:
        return self.explainer.people[id]

    def link(self, folder: str) -> Link:
        return next(link for link in self.links if link.folder == folder)


def _footnotes(text: Prose) -> Iterator[Footnote]:
    parts = [part for each in (text, *text.footnotes) for part in each.parts]
    marks = [part for part in parts if isinstance(part, FootnoteMark)]
    for number, footnote in enumerate(text.footnotes, 1):
        own = tuple(mark.anchor for mark in marks if mark.number == number)
        yield Footnote(number, footnote, own)


def _running_texts(explainer: Explainer) -> Iterator[Prose]:
    """The texts of an article that stand on its page once, in its order."""
    own = texts_of(explainer.front, explainer.body, ())
    return (text.prose for text in own if not text.is_line)


def _ids(explainer: Explainer) -> dict[str, str]:
    """The id of each reference in the running text, by its place in the source."""
    ids = {}
    counts = {"cite": 0, "ref": 0}
    for text in _running_texts(explainer):
        for reference in text.references:
            if isinstance(reference, Reference):
                scheme = scheme_of(reference.mention)
                prefix = "cite" if scheme and scheme.is_citation else "ref"
                counts[prefix] += 1
                ids[str(reference.mention.place)] = f"{prefix}-{counts[prefix]}"
    return ids


def _mentioned(
    explainer: Explainer, ids: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """The ids of the references to each fact, by the anchor of the fact."""
    mentioned: dict[str, tuple[str, ...]] = {}
    for text in _running_texts(explainer):
        for reference in text.references:
            item = explainer.item(reference.mention)
            if item and isinstance(reference, Reference):
                here = ids[str(reference.mention.place)]
                mentioned[item.anchor] = (*mentioned.get(item.anchor, ()), here)
    return mentioned


def _embedded(explainer: Explainer) -> dict[str, str]:
    """The place where each item that has a card in the text is first shown by one."""
    lead = explainer.front.lead
    embedded = {lead.id: ""} if lead else {}
    for text in _running_texts(explainer):
        for reference in text.references:
            if isinstance(reference, Embed):
                mention = reference.mention
                embedded.setdefault(mention.id, str(mention.place))
    return embedded


def _corrected(explainer: Explainer) -> dict[str, tuple[Item, ...]]:
    """The corrections of each fact, by the anchor of the fact."""
    corrected: dict[str, tuple[Item, ...]] = {}
    for news in explainer.items:
        named = news.news.corrects if news.news else None
        if named and (item := explainer.item(named)):
            corrected[item.anchor] = (*corrected.get(item.anchor, ()), news)
    return corrected


def _named(explainer: Explainer) -> Iterator[Person]:
    """Everyone named on the page, in the order in which they first are."""
    named: dict[str, Person] = {}

    def name(people: Iterable[Person]) -> None:
        for person in people:
            named.setdefault(person.id, person)

    def name_in(text: Prose) -> None:
        for mention in text.mentions:
            if scheme := scheme_of(mention):
                name(scheme.people(mention, explainer))

    for text in _running_texts(explainer):
        name_in(text)
    for item in explainer.items:
        name(item.people)
        for text in texts_in(item):
            name_in(text)
    yield from named.values()
