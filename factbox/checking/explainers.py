"""An explainer's document to a checked `Explainer`, or to every problem in it."""

from collections.abc import Callable, Mapping
from typing import TypeVar

import msgspec

from factbox.checking import ADVICE, CHECKS
from factbox.checking.subject import Subject
from factbox.checking.summaries import Summary, summary_of
from factbox.kinds import KINDS
from factbox.languages.language import Language
from factbox.model.articles import FrontMatter, Translation
from factbox.model.explainers import Contents, ContentsReader, Explainer
from factbox.model.items import Desk, Item, Kind, Resolved, Sidebar
from factbox.model.lines import filled_in
from factbox.model.mentions import Entry, Mention
from factbox.model.people import Person
from factbox.model.prose import Reference
from factbox.problems import Failed, Problem
from factbox.reading.documents import ExplainerDocument
from factbox.schemes import SCHEMES, scheme_of
from factbox.schemes.facts import ANY_FACT
from factbox.schemes.scheme import Facts, Known, Link, Scheme
from factbox.values.dates.locales import Locale

T = TypeVar("T")

EntryNames = tuple[tuple[str, str], ...]
"""Schemes and ids."""


WordsByKind = Mapping[str, Mapping[str, Entry]]
"""What a translation says of entries: by the name of their kind, and their id."""


class Surroundings(msgspec.Struct, frozen=True):
    """All that an explainer draws on outside its own files.

    `others` are the facts of explainers of which others name any, by folder and id.
    """

    desk: Desk
    known: Known
    language: Language
    locale: Locale
    others: Mapping[str, Item] = {}


class Checked(msgspec.Struct, frozen=True):
    """An explainer without a problem, advice on it, and what the site is checked by."""

    explainer: Explainer
    advice: tuple[Problem, ...]
    summary: Summary


class OwnFacts(msgspec.Struct, frozen=True):
    """The facts of an explainer as others refer to them: all ids, and what is right."""

    ids: Facts
    items: tuple[Sidebar, ...]


def names_in(document: ExplainerDocument) -> EntryNames:
    """The scheme and id of everything outside its own files that an explainer names.

    That of a fact of another explainer has the folder of that in front.
    """
    outside = [scheme.name for scheme in SCHEMES if scheme.meanings]
    facts = [scheme.name for scheme in (*SCHEMES, ANY_FACT) if scheme.has_card]
    mentions = (
        each
        for each in document.mentions
        if each.scheme in outside or (each.folder and each.scheme in facts)
    )
    return tuple(sorted({(mention.scheme, mention.id) for mention in mentions}))


def folders_named(names: EntryNames) -> set[str]:
    """The explainers whose facts are named."""
    return {id.partition("/")[0] for _, id in names if "/" in id}


def facts_of(
    document: ExplainerDocument,
    around: Surroundings,
    words: WordsByKind | None = None,
) -> OwnFacts:
    """The facts of a document that are right, their lines filled in from one another.

    What a line says of another explainer is as yet without words, and so is what names
    nothing. `words` are those of a translation, by the names of kinds.
    """
    sidebars, _ = _sidebars(document, around.desk, words)
    return OwnFacts(document.facts, _lines_of(sidebars, _words(sidebars, around)))


def check_explainer(
    document: ExplainerDocument,
    around: Surroundings,
    words: WordsByKind | None = None,
    translation: Translation | None = None,
) -> Checked:
    """The explainer of a document. Raises `Failed` with all problems in its files.

    Of a `translation`, `words` are those of its entries, by the names of kinds.
    """
    sidebars, found = _sidebars(document, around.desk, words)
    items = {item.id: item for sidebar in sidebars for item in sidebar.items}
    names = names_in(document)
    subject = Subject(
        document,
        items,
        around.known,
        around.language,
        around.desk.sources,
        _of("person", names, around.desk.people),
        around.others,
    )
    problems = [*document.problems, *found]
    for check in CHECKS:
        problems += check(subject)
    if problems or document.front is None:
        raise Failed(problems)
    front, sidebars = _with_lines(document.front, sidebars, around)
    contents = Contents(document.body, sidebars)
    explainer = Explainer(
        folder=document.folder,
        front=front,
        contents=ContentsReader(lambda: contents),
        images=dict(document.images),
        people=dict(subject.people),
        sources=_of("source", names, around.desk.sources),
        linked=_linked(names),
        cited=_written(document, lambda scheme: scheme.is_citation, str),
        named=_written(document, lambda scheme: scheme.has_card, lambda each: each.id),
        translation=translation,
    )
    advice = (
        msgspec.structs.replace(piece, name=name)
        for name, look in ADVICE.items()
        for piece in look(subject)
    )
    summary = summary_of(explainer.items, explainer.named)
    return Checked(explainer, tuple(advice), summary)


class _Words(msgspec.Struct, frozen=True):
    """What references of an explainer say, as far as its own page knows."""

    language: Language
    items: dict[str, Item]
    people: Mapping[str, Person]

    def item(self, id: str) -> Item:
        return self.items[id]

    def person(self, id: str) -> Person:
        return self.people[id]

    def link(self, folder: str) -> Link:
        raise LookupError("a line takes no words from another page")

    def __call__(self, reference: Reference) -> str:
        mention = reference.mention
        if reference.text:
            return reference.text
        if mention.folder:
            item = self.items.get(mention.id)
            return item.words(mention.part, self.language) if item else ""
        scheme = scheme_of(reference.mention)
        try:
            return scheme.target(reference.mention, self).words if scheme else ""
        except LookupError:
            # It names nothing, and a check tells so.
            return ""


def _with_lines(
    front: FrontMatter, sidebars: tuple[Sidebar, ...], around: Surroundings
) -> tuple[FrontMatter, tuple[Sidebar, ...]]:
    """The front matter and the items, their lines filled in from one another."""
    words = _words(sidebars, around)
    filled = _lines_of(sidebars, words)
    return filled_in(front, words), filled


def _words(sidebars: tuple[Sidebar, ...], around: Surroundings) -> "_Words":
    own = {item.id: item for sidebar in sidebars for item in sidebar.items}
    return _Words(around.language, {**around.others, **own}, around.desk.people)


def _lines_of(sidebars: tuple[Sidebar, ...], words: "_Words") -> tuple[Sidebar, ...]:
    """The items with their lines filled in; `words` learns those of each."""
    filled = []
    for sidebar in sidebars:
        items = tuple(filled_in(item, words) for item in sidebar.items)
        # What comes later may take its words from these.
        words.items.update({item.id: item for item in items})
        filled.append(Sidebar(sidebar.kind, items))
    return tuple(filled)


def _linked(names: EntryNames) -> tuple[str, ...]:
    """The folders of the explainers to which links lead."""
    linked = {id for scheme, id in names if scheme == "explainer"}
    return tuple(sorted(linked | folders_named(names)))


def _sidebars(
    document: ExplainerDocument, desk: Desk, words: WordsByKind | None
) -> tuple[tuple[Sidebar, ...], list[Problem]]:
    """The items of each kind that can be shown, and what is wrong with the others."""
    problems: list[Problem] = []
    sidebars = []
    for kind in KINDS:
        items, found = kind.resolve(document.entries[kind.name], desk)
        problems += found
        if words is not None:
            items, found = _translated(kind, items, words.get(kind.name, {}), desk)
            problems += found
        sidebars.append(Sidebar(kind.name, items))
        known = {**desk.items, **{item.id: item for item in items}}
        desk = msgspec.structs.replace(desk, items=known)
    return tuple(sidebars), problems


def _translated(
    kind: Kind, items: tuple[Item, ...], words: Mapping[str, Entry], desk: Desk
) -> Resolved:
    """The items of a kind in another language; of one without words, as they are."""
    # Of use to translations alone.
    from factbox.model.originals import in_original

    if kind.translating is None:
        return in_original(items, desk.tag), ()
    return kind.translating().translated(items, words, desk)


def _written(
    document: ExplainerDocument,
    is_meant: Callable[[Scheme], bool],
    name: Callable[[Mention], str],
) -> tuple[str, ...]:
    """The names of what is mentioned with some schemes, each once."""
    mentions = ((scheme_of(each), each) for each in document.mentions)
    return tuple(
        sorted({name(each) for scheme, each in mentions if scheme and is_meant(scheme)})
    )


def _of(scheme: str, names: EntryNames, known: Mapping[str, T]) -> dict[str, T]:
    """Those of the known things of one scheme that are named."""
    return {id: known[id] for each, id in names if each == scheme and id in known}
