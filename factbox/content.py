"""The files of a project to a checked `Site`, or to every problem in them.

Each file is decoded by itself. Then every mention of an id is checked, wherever it
stands, and the entries are resolved into the items that pages show. No step stops at
another's problems, so an editor sees all of them in one run.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TypeVar

import msgspec

from factbox.blocks import KINDS
from factbox.decode import Entry, Mention, decode, decode_entries
from factbox.files import Files, text_of
from factbox.language import BRITISH, Language
from factbox.model import (
    Desk,
    Explainer,
    FrontMatter,
    Item,
    Person,
    Settings,
    Sidebar,
    Site,
    Source,
)
from factbox.nodes import Mapping as MappingNode
from factbox.nodes import Node, read_yaml
from factbox.problems import Failed, Place, Problem, did_you_mean
from factbox.prose import WEB_SCHEMES, Prose, Reference, read_article

T = TypeVar("T")

SECTIONS = ("top", "main", "contents", "summary", "article", "people", "sources")
"""The ids that a page gives to its own sections; each kind's name is one as well."""

FACTS = tuple(kind.item.KIND for kind in KINDS)
SCHEMES = (*FACTS, "person", "source", "explainer")
"""The schemes that name an entry in a link."""


class Draft(msgspec.Struct, frozen=True):
    """An explainer as far as its own files tell.

    `facts` has the kind and the place of every id in its sidebars, `mentions` whatever
    its files name; `front` is None where it is broken.
    """

    folder: str
    front: FrontMatter | None
    body: Prose
    entries: Mapping[str, tuple[Entry, ...]]
    facts: Mapping[str, tuple[str, Place]]
    mentions: tuple[Mention, ...]


class Known(msgspec.Struct, frozen=True):
    """The ids that exist outside an explainer, also those of broken entries."""

    people: Collection[str]
    notes: Mapping[str, Collection[str]]
    explainers: Collection[str]


def read_site(files: Files) -> Site:
    """The site that the files hold. Raises `Failed` with all problems of all files."""
    texts, problems = _texts(files)
    settings, found, mentions = _settings(texts)
    problems += found
    people, people_ids, found = _people(texts)
    problems += found
    sources, notes, found, source_mentions = _sources(texts)
    problems += found
    drafts = []
    for folder, paths in _folders(texts):
        draft, found = _draft(folder, paths, texts)
        drafts.append(draft)
        problems += found
    known = Known(people_ids, notes, [draft.folder for draft in drafts])
    problems += _unknown((*mentions, *source_mentions), known, {})
    language = settings.language if settings else BRITISH
    explainers = []
    advice: list[Problem] = []
    for draft in drafts:
        problems += _unknown(draft.mentions, known, draft.facts)
        explainer, found = _explainer(draft, Desk(people, sources))
        problems += found
        if explainer:
            problems += _contradictions(explainer, language)
            problems += _fragments(explainer)
            advice += _advice(explainer)
            explainers.append(explainer)
    if not drafts:
        problems.append(
            Problem(
                Place("content"),
                "there is no explainer here yet",
                "make a folder with an article.md in it",
            )
        )
    if problems or settings is None:
        raise Failed(problems)
    return Site(
        settings=settings,
        people=people,
        sources=sources,
        explainers=tuple(explainers),
        home=settings.home.id if settings.home else "",
        advice=tuple(sorted(advice)),
    )


def _texts(files: Files) -> tuple[dict[str, str], list[Problem]]:
    """The text of every file that an editor writes, and what cannot be read as text."""
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for path, content in files.items():
        if path.startswith(("content/", "seeds/")):
            try:
                texts[path] = text_of(path, content)
            except Failed as failed:
                problems += failed.problems
                texts[path] = ""
    return texts, problems


def _document(texts: Mapping[str, str], path: str) -> tuple[Node | None, list[Problem]]:
    """The node of a YAML file that must be there."""
    if path not in texts:
        return None, [Problem(Place(path), "this file is not there", "make it")]
    return read_yaml(texts[path], path)


def _settings(
    texts: Mapping[str, str],
) -> tuple[Settings | None, list[Problem], tuple[Mention, ...]]:
    path = "content/site.yaml"
    node, problems = _document(texts, path)
    if node is None:
        hint = "write at least a title, a publisher and a language"
        return (
            None,
            problems or [Problem(Place(path, 1), "this file is empty", hint)],
            (),
        )
    decoded = decode(node, Settings, "site")
    return decoded.value, [*problems, *decoded.problems], decoded.mentions


def _people(
    texts: Mapping[str, str],
) -> tuple[dict[str, Person], Collection[str], list[Problem]]:
    node, problems = _document(texts, "content/people.yaml")
    entries = decode_entries(node, Person, "person")
    people = {person.id: person for person in entries.values}
    return people, entries.ids, [*problems, *entries.problems]


def _sources(
    texts: Mapping[str, str],
) -> tuple[dict[str, Source], dict[str, Collection[str]], list[Problem], list[Mention]]:
    """The sources that are right; the notes of all of them, by the id of the source."""
    sources: dict[str, Source] = {}
    notes: dict[str, Collection[str]] = {}
    problems: list[Problem] = []
    mentions: list[Mention] = []
    for path in texts:
        if not path.startswith("seeds/"):
            continue
        name, _, ending = path.removeprefix("seeds/").rpartition(".")
        if ending != "yaml" or "/" in name:
            problems.append(
                Problem(
                    Place(path), "this is not a source", "a source is seeds/<id>.yaml"
                )
            )
            continue
        node, found = read_yaml(texts[path], path)
        problems += found
        notes[name] = _keys(node, "notes")
        if node is None:
            continue
        decoded = decode(node, Source, "source")
        problems += decoded.problems
        mentions += decoded.mentions
        if decoded.value:
            sources[name] = decoded.value
    return sources, notes, problems, mentions


def _keys(node: Node | None, key: str) -> Collection[str]:
    """The keys under a key, as far as they can be read."""
    child = node.get(key) if isinstance(node, MappingNode) else None
    return [k.text for k, _ in child.entries] if isinstance(child, MappingNode) else []


def _folders(texts: Mapping[str, str]) -> Iterator[tuple[str, list[str]]]:
    """The folders of content/, each with the paths of its files."""
    folders: dict[str, list[str]] = {}
    for path in texts:
        if path.startswith("content/") and path.count("/") > 1:
            folders.setdefault(path.split("/")[1], []).append(path)
    yield from sorted(folders.items())


def _draft(
    folder: str, paths: list[str], texts: Mapping[str, str]
) -> tuple[Draft, list[Problem]]:
    """What the files of one explainer hold."""
    problems: list[Problem] = []
    mentions: list[Mention] = []
    entries: dict[str, tuple[Entry, ...]] = {}
    facts: dict[str, tuple[str, Place]] = {}
    for kind in KINDS:
        path = f"content/{folder}/{kind.name}.yaml"
        node, found = read_yaml(texts.get(path, ""), path)
        decoded = decode_entries(node, kind.entry, kind.item.KIND)
        problems += [*found, *decoded.problems]
        mentions += decoded.mentions
        entries[kind.name] = decoded.values
        for id, place in decoded.ids.items():
            if id in facts:
                problems.append(
                    Problem(
                        place,
                        f"the id '{id}' is taken by the {facts[id][0]} "
                        f"in {facts[id][1].file}:{facts[id][1].line}",
                        "an id is used once in an explainer; give this one another",
                    )
                )
            else:
                facts[id] = (kind.item.KIND, place)
    front, body, found, article_mentions = _article(
        f"content/{folder}/article.md", texts
    )
    problems += [*found, *_strays(folder, paths)]
    mentions += article_mentions
    return Draft(folder, front, body, entries, facts, tuple(mentions)), problems


def _strays(folder: str, paths: list[str]) -> Iterator[Problem]:
    """A file that nothing reads would be a fact that silently does not appear."""
    expected = ["article.md", *(f"{kind.name}.yaml" for kind in KINDS)]
    for path in paths:
        name = path.removeprefix(f"content/{folder}/")
        if name not in expected:
            yield Problem(
                Place(path), "nothing uses this file", did_you_mean(name, expected)
            )


def _article(
    path: str, texts: Mapping[str, str]
) -> tuple[FrontMatter | None, Prose, list[Problem], list[Mention]]:
    """The front matter and the text of an article."""
    empty = Prose(())
    if path not in texts:
        hint = (
            "an explainer is a folder with an article.md; make one, or move the folder"
        )
        return None, empty, [Problem(Place(path), "this file is not there", hint)], []
    lines = texts[path].split("\n")
    fences = [index for index, line in enumerate(lines) if line.rstrip() == "---"]
    if not fences or fences[0] != 0:
        hint = "begin it with a line '---', the headline: …, and a line '---'"
        return (
            None,
            empty,
            [Problem(Place(path, 1), "this article has no front matter", hint)],
            [],
        )
    if len(fences) == 1:
        hint = "write a line '---' below its last key"
        return (
            None,
            empty,
            [Problem(Place(path, 1), "the front matter does not end", hint)],
            [],
        )
    end = fences[1]
    node, problems = read_yaml("\n".join(lines[1:end]), path, first_line=2)
    body = read_article("\n".join(lines[end + 1 :]), path, end + 2, _PageIds())
    mentions = list(body.mentions)
    problems += body.problems
    if node is None:
        if not problems:
            problems.append(
                Problem(
                    Place(path, 1), "the front matter is empty", "write a headline: …"
                )
            )
        return None, body, problems, mentions
    decoded = decode(node, FrontMatter, "article")
    return (
        decoded.value,
        body,
        [*problems, *decoded.problems],
        [*mentions, *decoded.mentions],
    )


class _PageIds:
    """The ids of a page that no heading may take."""

    def __contains__(self, id: object) -> bool:
        first = str(id).partition("-")[0]
        return str(id) in SECTIONS or first in (*SCHEMES, "note", "cite", "footnote")


def _unknown(
    mentions: Iterable[Mention], known: Known, facts: Mapping[str, tuple[str, Place]]
) -> Iterator[Problem]:
    """The mentions that name nothing; parts of facts are checked once these resolve."""
    for mention in mentions:
        kind, id, place = mention.kind, mention.id, mention.place
        if kind == "person" and (id not in known.people or mention.part):
            hint = did_you_mean(id, known.people)
            yield Problem(
                place, f"no person has the id '{mention}'", _or_add(hint, "people.yaml")
            )
        elif kind == "source" and id not in known.notes:
            hint = did_you_mean(id, known.notes)
            yield Problem(place, f"there is no source '{id}'", _or_add(hint, "seeds/"))
        elif kind == "source" and mention.part and mention.part not in known.notes[id]:
            hint = did_you_mean(mention.part, known.notes[id])
            message = f"the source '{id}' has no note '{mention.part}'"
            yield Problem(place, message, _or_add(hint, f"seeds/{id}.yaml"))
        elif kind == "explainer" and id not in known.explainers:
            hint = did_you_mean(id, known.explainers)
            yield Problem(place, f"there is no explainer '{id}'", hint)
        elif kind == "fact" and id not in facts:
            yield Problem(place, f"no fact has the id '{id}'", did_you_mean(id, facts))
        elif kind in FACTS and id in facts and facts[id][0] != kind:
            right = facts[id][0]
            yield Problem(
                place, f"'{id}' is not a {kind}", f"it is a {right}: write {right}:{id}"
            )
        elif kind in FACTS and id not in facts:
            own = [other for other, (noun, _) in facts.items() if noun == kind]
            hint = _or_add(did_you_mean(id, own), "the explainer's YAML")
            yield Problem(place, f"no {kind} has the id '{id}'", hint)
        elif kind not in (*SCHEMES, "fact", "claimant"):
            hint = did_you_mean(kind, (*SCHEMES, *WEB_SCHEMES))
            yield Problem(place, f"a link cannot begin with '{kind}:'", hint)


def _or_add(hint: str, where: str) -> str:
    return f"{hint} or add it to {where}" if hint else f"add it to {where}"


def _explainer(draft: Draft, desk: Desk) -> tuple[Explainer | None, list[Problem]]:
    """The explainer of a draft, or None if its front matter is broken."""
    problems: list[Problem] = []
    sidebars = []
    for kind in KINDS:
        items, found = kind.resolve(draft.entries[kind.name], desk)
        problems += found
        sidebars.append(Sidebar(kind.name, items))
    by_id = {item.id: item for sidebar in sidebars for item in sidebar.items}
    for mention in draft.mentions:
        item = by_id.get(mention.id)
        is_fact = mention.kind in (*FACTS, "fact")
        if is_fact and item and mention.part and mention.part not in item.parts:
            problems.append(_unknown_part(mention, item))
    if draft.front is None:
        return None, problems
    return (
        Explainer(
            folder=draft.folder,
            front=draft.front,
            body=draft.body,
            sidebars=tuple(sidebars),
        ),
        problems,
    )


def _unknown_part(mention: Mention, item: Item) -> Problem:
    hint = did_you_mean(mention.part, item.parts) or f"write {item.KIND}:{item.id}"
    return Problem(
        mention.place,
        f"the {item.KIND} '{item.id}' has nothing by '{mention.part}'",
        hint,
    )


def _contradictions(explainer: Explainer, language: Language) -> Iterator[Problem]:
    """Links whose words say something else than what they link to."""
    for text in explainer.texts:
        for reference in text.references:
            if not isinstance(reference, Reference) or not reference.text:
                continue
            item = explainer.item(reference.mention)
            part = reference.mention.part
            if item and (not part or part in item.parts):
                message = item.contradiction(part, reference.text, language)
                if message:
                    hint = "correct one of them; empty brackets print the value"
                    yield Problem(reference.mention.place, message, hint)


def _fragments(explainer: Explainer) -> Iterator[Problem]:
    """Links to ids that the page does not have."""
    ids = {*SECTIONS, *(heading.id for heading in explainer.body.headings)}
    for sidebar in explainer.sidebars:
        ids.add(sidebar.kind)
        for item in sidebar.items:
            ids |= {item.anchor, *(item.part_anchor(part) for part in item.parts)}
    for text in explainer.texts:
        for fragment in text.fragments:
            if fragment.id not in ids:
                message = f"this page has no element '#{fragment.id}'"
                yield Problem(fragment.place, message, did_you_mean(fragment.id, ids))


def _advice(explainer: Explainer) -> Iterator[Problem]:
    """What may well be right but deserves a look."""
    for text in explainer.texts:
        for number in text.numbers:
            yield Problem(
                number.place,
                f"the number '{number.text}' belongs to no figure",
                "if it is a fact, write it in figures.yaml and link it: [](figure:…)",
            )
