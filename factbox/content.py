"""The files of a project to a checked `Site`, or to every problem in them.

Each file is decoded by itself. Then every mention of an id is checked, wherever it
stands, and the entries are resolved into the items that pages show. No step stops at
another's problems, so an editor sees all of them in one run.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache, partial
from typing import TypeVar

import msgspec

from factbox.blocks import KINDS
from factbox.decode import Entry, Mention, decode, decode_entries
from factbox.files import Files, text_of
from factbox.language import BRITISH, Language
from factbox.memo import Memo, Shape, digest, shape_of
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
I_ = TypeVar("I_", bound=Item)

Names = tuple[tuple[str, str], ...]
"""Kinds and ids."""

SECTIONS = (
    *("top", "main", "contents", "summary", "article", "people", "sources"),
    *(kind.name for kind in KINDS),
)
"""The ids that a page gives to its sections."""

FACTS = tuple(kind.item.KIND for kind in KINDS)
SCHEMES = (*FACTS, "person", "source", "explainer")
"""The schemes that name an entry in a link."""


class Draft(msgspec.Struct, frozen=True):
    """An explainer as far as its own files tell, and what is wrong with them.

    `facts` has the kind and the place of every id in its sidebars, `mentions` whatever
    its files name; `front` is None where it is broken.
    """

    folder: str
    front: FrontMatter | None
    body: Prose
    entries: Mapping[str, tuple[Entry, ...]]
    facts: Mapping[str, tuple[str, Place]]
    mentions: tuple[Mention, ...]
    problems: tuple[Problem, ...]


class Known(msgspec.Struct, frozen=True):
    """The ids that exist outside an explainer, also those of broken entries."""

    people: Collection[str]
    notes: Mapping[str, Collection[str]]
    explainers: Collection[str]


class Around(msgspec.Struct, frozen=True):
    """All that an explainer draws on outside its own files.

    `stamps` has a digest of everything it can name, by kind and id; one of a broken
    entry, too, so that mending the entry is a change.
    """

    desk: Desk
    known: Known
    language: Language
    stamps: Mapping[tuple[str, str], bytes]


class Checked(msgspec.Struct, frozen=True):
    """An explainer without a problem, and advice on it."""

    explainer: Explainer
    advice: tuple[Problem, ...]


class SourceReading(msgspec.Struct, frozen=True):
    """What the file of a source holds; `source` is None where it is broken."""

    source: Source | None
    notes: tuple[str, ...]
    mentions: tuple[Mention, ...]
    problems: tuple[Problem, ...]


def read_site(files: Files, memo: Memo | None = None) -> Site:
    """The site that the files hold. Raises `Failed` with all problems of all files.

    An explainer comes from the memo if its files, and all that they name, are in it.
    """
    memo = memo or Memo()
    settings, problems, mentions = _settings(files)
    people, people_ids, found = _people(files)
    problems += found
    readings, found = _sources(files, memo)
    problems += found
    sources = {id: each.source for id, each in readings.items() if each.source}
    folders = _folders(files)
    known = Known(people_ids, {id: r.notes for id, r in readings.items()}, folders)
    for reading in readings.values():
        mentions += reading.mentions
        problems += reading.problems
    problems += _unknown(mentions, known, {})
    around = Around(
        Desk(people, sources),
        known,
        settings.language if settings else BRITISH,
        {
            **{("person", id): digest(people.get(id)) for id in people_ids},
            **{("source", id): digest(files[_seed(id)]) for id in readings},
            **{("explainer", folder): b"" for folder in folders},
        },
    )
    checked = []
    for folder, own in folders.items():
        try:
            checked.append(_checked(folder, own, around, memo))
        except Failed as failed:
            problems += failed.problems
    if not folders:
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
        explainers=tuple(each.explainer for each in checked),
        home=settings.home.id if settings.home else "",
        advice=tuple(sorted(piece for each in checked for piece in each.advice)),
    )


def _checked(folder: str, own: Files, around: Around, memo: Memo) -> Checked:
    """The explainer of a folder. Raises `Failed` with all problems in its files.

    Its files tell what it names, and it is made from them and from what these names
    mean: nothing else can change it. (What else there is shows in hints alone, and a
    failure is not remembered.)
    """
    draft = cache(lambda: _draft(folder, own))
    written = digest("names", folder, own)
    names = memo.recall(written, NAMES, lambda: _names(draft()))
    stamps = [(name, around.stamps.get(name)) for name in names]
    made_from = digest("explainer", written, around.language, stamps)
    return memo.recall(
        made_from, CHECKED, lambda: _check(draft(), names, around, made_from)
    )


def _names(draft: Draft) -> Names:
    """The kind and id of everything outside its own files that an explainer names."""
    outside = ("person", "source", "explainer")
    named = {(each.kind, each.id) for each in draft.mentions if each.kind in outside}
    return tuple(sorted(named))


def _check(draft: Draft, names: Names, around: Around, made_from: bytes) -> Checked:
    """The explainer of a draft, if there is no problem in it."""
    explainer, found = _explainer(draft, names, around.desk, made_from)
    problems = [*draft.problems, *found]
    problems += _unknown(draft.mentions, around.known, draft.facts)
    if explainer:
        problems += _contradictions(explainer, around.language)
        problems += _fragments(explainer)
    if problems or explainer is None:
        raise Failed(problems)
    return Checked(explainer, tuple(_advice(explainer)))


class _Kept(msgspec.Struct, frozen=True):
    """An explainer as it is kept: the items of each kind wait to be told their type."""

    checked: Checked
    items: tuple[msgspec.Raw, ...]


def _encode(checked: Checked) -> bytes:
    explainer = checked.explainer
    items = [msgspec.Raw(_pack(sidebar.items)) for sidebar in explainer.sidebars]
    bare = msgspec.structs.replace(explainer, sidebars=())
    return _pack(_Kept(Checked(bare, checked.advice), tuple(items)))


def _decode(content: bytes) -> Checked:
    kept = _KEPT.decode(content)
    sidebars = tuple(
        Sidebar(kind.name, items.decode(raw))
        for kind, items, raw in zip(KINDS, _ITEMS, kept.items, strict=True)
    )
    checked = kept.checked
    whole = msgspec.structs.replace(checked.explainer, sidebars=sidebars)
    return Checked(whole, checked.advice)


def _items_decoder(item: type[I_]) -> "msgspec.msgpack.Decoder[tuple[I_, ...]]":
    return msgspec.msgpack.Decoder(tuple[item, ...])  # type: ignore[valid-type]


_pack = msgspec.msgpack.encode
_KEPT = msgspec.msgpack.Decoder(_Kept)
_ITEMS = [_items_decoder(kind.item) for kind in KINDS]
NAMES: Shape[Names] = shape_of(tuple[tuple[str, str], ...])
CHECKED = Shape(_encode, _decode)
SOURCE = shape_of(SourceReading)


def _text(files: Files, path: str) -> tuple[str, list[Problem]]:
    """The text of a file, "" where it is not there or not text, which is a problem."""
    try:
        return text_of(path, files.get(path, b"")), []
    except Failed as failed:
        return "", list(failed.problems)


def _document(files: Files, path: str) -> tuple[Node | None, list[Problem]]:
    """The node of a YAML file that must be there."""
    if path not in files:
        return None, [Problem(Place(path), "this file is not there", "make it")]
    return _yaml(files, path)


def _yaml(files: Files, path: str) -> tuple[Node | None, list[Problem]]:
    text, problems = _text(files, path)
    node, found = read_yaml(text, path)
    return node, [*problems, *found]


def _settings(
    files: Files,
) -> tuple[Settings | None, list[Problem], list[Mention]]:
    path = "content/site.yaml"
    node, problems = _document(files, path)
    if node is None:
        hint = "write at least a title, a publisher and a language"
        return (
            None,
            problems or [Problem(Place(path, 1), "this file is empty", hint)],
            [],
        )
    decoded = decode(node, Settings, "site")
    return decoded.value, [*problems, *decoded.problems], list(decoded.mentions)


def _people(
    files: Files,
) -> tuple[dict[str, Person], Collection[str], list[Problem]]:
    path = "content/people.yaml"
    node, problems = _document(files, path)
    entries = decode_entries(node, Person, "person")
    # Where an entry stands changes with those above it, which are nothing to it.
    people = {
        person.id: msgspec.structs.replace(person, place=Place(path))
        for person in entries.values
    }
    return people, entries.ids, [*problems, *entries.problems]


def _seed(id: str) -> str:
    return f"seeds/{id}.yaml"


def _sources(
    files: Files, memo: Memo
) -> tuple[dict[str, SourceReading], list[Problem]]:
    """What the file of each source holds, by the id of the source."""
    readings: dict[str, SourceReading] = {}
    problems: list[Problem] = []
    for path in files:
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
        key = digest("source", path, files[path])
        readings[name] = memo.recall(key, SOURCE, partial(_source, files, path))
    return readings, problems


def _source(files: Files, path: str) -> SourceReading:
    node, problems = _yaml(files, path)
    if node is None:
        return SourceReading(None, (), (), tuple(problems))
    decoded = decode(node, Source, "source")
    return SourceReading(
        decoded.value,
        tuple(_keys(node, "notes")),
        decoded.mentions,
        (*problems, *decoded.problems),
    )


def _keys(node: Node, key: str) -> Collection[str]:
    """The keys under a key, as far as they can be read."""
    child = node.get(key) if isinstance(node, MappingNode) else None
    return [k.text for k, _ in child.entries] if isinstance(child, MappingNode) else []


def _folders(files: Files) -> dict[str, dict[str, bytes]]:
    """The folders of content/, each with its files."""
    folders: dict[str, dict[str, bytes]] = {}
    for path in sorted(files):
        if path.startswith("content/") and path.count("/") > 1:
            folders.setdefault(path.split("/")[1], {})[path] = files[path]
    return folders


def _draft(folder: str, own: Files) -> Draft:
    """What the files of one explainer hold."""
    problems: list[Problem] = []
    mentions: list[Mention] = []
    entries: dict[str, tuple[Entry, ...]] = {}
    facts: dict[str, tuple[str, Place]] = {}
    for kind in KINDS:
        node, found = _yaml(own, f"content/{folder}/{kind.name}.yaml")
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
    front, body, found, article_mentions = _article(f"content/{folder}/article.md", own)
    problems += [*found, *_strays(folder, own)]
    mentions += article_mentions
    return Draft(folder, front, body, entries, facts, tuple(mentions), tuple(problems))


def _strays(folder: str, paths: Iterable[str]) -> Iterator[Problem]:
    """A file that nothing reads would be a fact that silently does not appear."""
    expected = ["article.md", *(f"{kind.name}.yaml" for kind in KINDS)]
    for path in paths:
        name = path.removeprefix(f"content/{folder}/")
        if name not in expected:
            yield Problem(
                Place(path), "nothing uses this file", did_you_mean(name, expected)
            )


def _article(
    path: str, own: Files
) -> tuple[FrontMatter | None, Prose, list[Problem], list[Mention]]:
    """The front matter and the text of an article."""
    empty = Prose(())
    if path not in own:
        hint = (
            "an explainer is a folder with an article.md; make one, or move the folder"
        )
        return None, empty, [Problem(Place(path), "this file is not there", hint)], []
    text, problems = _text(own, path)
    if problems:
        return None, empty, problems, []
    lines = text.split("\n")
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


def _explainer(
    draft: Draft, names: Names, desk: Desk, made_from: bytes
) -> tuple[Explainer | None, list[Problem]]:
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
            people=_of("person", names, desk.people),
            sources=_of("source", names, desk.sources),
            linked=tuple(id for kind, id in names if kind == "explainer"),
            made_from=made_from,
        ),
        problems,
    )


def _of(kind: str, names: Names, known: Mapping[str, T]) -> dict[str, T]:
    """Those of the known things of one kind that are named."""
    return {id: known[id] for each, id in names if each == kind and id in known}


def _unknown_part(mention: Mention, item: Item) -> Problem:
    hint = did_you_mean(mention.part, item.parts) or f"write {item.KIND}:{item.id}"
    return Problem(
        mention.place,
        f"the {item.KIND} '{item.id}' has nothing by '{mention.part}'",
        hint,
    )


def _texts_of(explainer: Explainer) -> Iterator[Prose]:
    """Every text of an explainer in which references may stand."""
    front = explainer.front
    yield from (front.standfirst, *front.known, *front.unknown, explainer.body)
    for sidebar in explainer.sidebars:
        for item in sidebar.items:
            yield from item.texts


def _contradictions(explainer: Explainer, language: Language) -> Iterator[Problem]:
    """Links whose words say something else than what they link to."""
    for text in _texts_of(explainer):
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
        for item in sidebar.items:
            ids |= {item.anchor, *(item.part_anchor(part) for part in item.parts)}
    for text in _texts_of(explainer):
        for fragment in text.fragments:
            if fragment.id not in ids:
                message = f"this page has no element '#{fragment.id}'"
                yield Problem(fragment.place, message, did_you_mean(fragment.id, ids))


def _advice(explainer: Explainer) -> Iterator[Problem]:
    """What may well be right but deserves a look."""
    for text in _texts_of(explainer):
        for number in text.numbers:
            yield Problem(
                number.place,
                f"the number '{number.text}' belongs to no figure",
                "if it is a fact, write it in figures.yaml and link it: [](figure:…)",
            )
