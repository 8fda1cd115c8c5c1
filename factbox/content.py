"""The files of a project to a checked `Site`, or to every problem in them.

Each file is decoded by itself. Then every mention of an id is checked, wherever it
stands, and the entries are resolved into the items that pages show. No step stops at
another's problems, so an editor sees all of them in one run.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import TypeVar

import msgspec

from factbox.blocks import KINDS
from factbox.decode import (
    ID_FORM,
    Entry,
    Mention,
    decode,
    decode_entries,
    given,
    is_id,
    with_article,
)
from factbox.files import Files, text_of
from factbox.images import Image, misfits, other_widths, read_image
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
from factbox.problems import Failed, Place, Problem, Unreadable, did_you_mean, nearest
from factbox.prose import IMAGES, WEB_SCHEMES, Embed, Prose, Reference, read_article

T = TypeVar("T")
I_ = TypeVar("I_", bound=Item)

Names = tuple[tuple[str, str], ...]
"""Kinds and ids."""

SECTIONS = (
    *("top", "main", "summary", "contents", "story", "footnotes", "people", "sources"),
    *(kind.name for kind in KINDS),
)
"""The ids that a page gives to its sections; the title of each is `<id>-title`."""

FACTS = tuple(kind.item.KIND for kind in KINDS)
FILE_OF = {kind.item.KIND: f"{kind.name}.yaml" for kind in KINDS}
SCHEMES = (*FACTS, "person", "source", "explainer")
"""The schemes that name an entry in a link."""

AT_THE_TOP = ("site.yaml", "people.yaml")
IN_AN_EXPLAINER = ("article.md", *FILE_OF.values())
"""The names of the files that are read in content/ and in each of its folders."""


class Draft(msgspec.Struct, frozen=True):
    """An explainer as far as its own files tell, and what is wrong with them.

    `facts` has the kind and the place of every id in its sidebars, `unread` the kinds
    of which some ids could not be read, `mentions` whatever its files name; `front` is
    None where it is broken.
    """

    folder: str
    front: FrontMatter | None
    body: Prose
    images: Mapping[str, Image]
    entries: Mapping[str, tuple[Entry, ...]]
    facts: Mapping[str, tuple[str, Place]]
    unread: frozenset[str]
    mentions: tuple[Mention, ...]
    problems: tuple[Problem, ...]


class Known(msgspec.Struct, frozen=True):
    """The ids that exist outside an explainer, also those of broken entries.

    None stands for ids that could not be read, none of which can be called unknown.
    """

    people: Collection[str] | None
    notes: Mapping[str, Collection[str] | None]
    explainers: Collection[str]


class Around(msgspec.Struct, frozen=True):
    """All that an explainer draws on outside its own files.

    `stamps` has a digest of everything that it can name, by kind and id, but not of
    what is broken; `manner` is that of how it is read, whatever it names.
    """

    desk: Desk
    known: Known
    language: Language
    stamps: Mapping[tuple[str, str], bytes]
    marked: bool
    manner: bytes


class Checked(msgspec.Struct, frozen=True):
    """An explainer without a problem, and advice on it."""

    explainer: Explainer
    advice: tuple[Problem, ...]


class SourceReading(msgspec.Struct, frozen=True):
    """What the file of a source holds; `source` is None where it is broken.

    `notes` are the ids of its notes, None where they could not be read.
    """

    source: Source | None
    notes: tuple[str, ...] | None
    problems: tuple[Problem, ...]


def read_site(files: Files, memo: Memo | None = None, *, marked: bool = False) -> Site:
    """The site that the files hold. Raises `Failed` with all problems of all files.

    An explainer comes from the memo if its files, and all that they name, are in it.
    For preview, articles are `marked` with the places of their blocks.
    """
    memo = memo or Memo()
    strays = _strays(files, "content", AT_THE_TOP)
    problems = list(_stray_problems(strays, AT_THE_TOP))
    settings, found, mentions = _settings(files, strays)
    problems += found
    people, people_ids, found = _people(files, strays)
    problems += found
    readings, found = _sources(files, memo)
    problems += found
    sources = {id: each.source for id, each in readings.items() if each.source}
    folders = _folders(files)
    known = Known(people_ids, {id: r.notes for id, r in readings.items()}, folders)
    for reading in readings.values():
        problems += reading.problems
    problems += _unknown(mentions, known, {}, frozenset())
    language = settings.language if settings else BRITISH
    around = Around(
        Desk(people, sources),
        known,
        language,
        {
            **{("person", id): digest(person) for id, person in people.items()},
            **{("source", id): memo.stamp(files[f"seeds/{id}.yaml"]) for id in sources},
            **{("explainer", folder): b"" for folder in folders},
        },
        marked,
        digest(language, marked),
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
    mean: nothing else can change it. While something that it names is unknown or
    broken, the memo stays out of it.
    """
    draft = cache(lambda: _draft(folder, own, around.marked))
    stamped = [(path, memo.stamp(content)) for path, content in own.items()]
    written = digest("names", folder, stamped)
    names = memo.recall(written, NAMES, lambda: _names(draft()))
    stamps = [around.stamps.get(name) for name in names]
    made_from = digest("explainer", written, around.manner, stamps)
    if None in stamps:
        return _check(draft(), names, around, made_from)
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
    sidebars, found = _sidebars(draft, around.desk)
    items = {item.id: item for sidebar in sidebars for item in sidebar.items}
    texts = tuple(_texts_of(draft, items.values()))
    problems = [
        *draft.problems,
        *found,
        *_unknown(draft.mentions, around.known, draft.facts, draft.unread),
        *_unknown_parts(draft.mentions, items),
        *_contradictions(texts, items, around.language),
        *_embeds(texts),
        *_fragments(texts, draft, items),
        *_early_news(draft, items.values()),
        *_loose_ends(draft),
    ]
    if problems or draft.front is None:
        raise Failed(problems)
    explainer = Explainer(
        folder=draft.folder,
        front=draft.front,
        body=draft.body,
        sidebars=sidebars,
        images=dict(draft.images),
        people=_of("person", names, around.desk.people),
        sources=_of("source", names, around.desk.sources),
        linked=tuple(id for kind, id in names if kind == "explainer"),
        made_from=made_from,
    )
    return Checked(explainer, tuple(_advice(texts, draft.images)))


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


def _strays(
    paths: Iterable[str], folder: str, expected: Sequence[str]
) -> dict[str, str]:
    """The files in a folder that nothing reads, each with the one it may be, or "".

    Such a file would be a fact that silently does not appear. It may be one that is
    expected, missing, and called nearly the same.
    """
    names = {path.removeprefix(f"{folder}/") for path in paths}
    missing = [name for name in expected if name not in names]
    return {
        f"{folder}/{name}": f"{folder}/{near}" if near else ""
        for name in sorted(names.difference(expected))
        if folder != "content" or "/" not in name
        for near in [nearest(name, missing)]
    }


def _stray_problems(
    strays: Mapping[str, str], expected: Sequence[str]
) -> Iterator[Problem]:
    for path, meant in strays.items():
        hint = f"here belong {', '.join(expected)}; keep other files elsewhere"
        if meant:
            hint = f"did you mean '{meant.rpartition('/')[2]}'?"
        yield Problem(Place(path), "nothing uses this file", hint)


def _document(
    files: Files, path: str, strays: Mapping[str, str], needs: str
) -> tuple[Node | None, list[Problem]]:
    """The node of a YAML file that must be there; it `needs` some entries or keys."""
    if path not in files:
        missing = Problem(
            Place(path), "this file is not there", f"make it, with {needs}"
        )
        return None, [] if path in strays.values() else [missing]
    node, problems = _yaml(files, path)
    if node is None and not problems:
        problems = [Problem(Place(path, 1), "this file is empty", f"write {needs}")]
    return node, problems


def _yaml(files: Files, path: str) -> tuple[Node | None, list[Problem]]:
    text, problems = _text(files, path)
    node, found = read_yaml(text, path)
    return node, [*problems, *found]


def _settings(
    files: Files, strays: Mapping[str, str]
) -> tuple[Settings | None, list[Problem], list[Mention]]:
    needs = "at least a title, a publisher and a language"
    node, problems = _document(files, "content/site.yaml", strays, needs)
    if node is None:
        return None, problems, []
    decoded = decode(node, Settings, "site")
    return decoded.value, [*problems, *decoded.problems], list(decoded.mentions)


def _people(
    files: Files, strays: Mapping[str, str]
) -> tuple[dict[str, Person], Collection[str] | None, list[Problem]]:
    """The people who are right, and the ids of all, None if some cannot be read."""
    path = "content/people.yaml"
    needs = "an entry for everyone who says or claims something"
    node, problems = _document(files, path, strays, needs)
    entries = decode_entries(node, Person, "person")
    # Where an entry stands changes with those above it, which are nothing to it.
    people = {
        person.id: msgspec.structs.replace(person, place=Place(path))
        for person in entries.values
    }
    ids = entries.ids if node and entries.is_whole else None
    return people, ids, [*problems, *entries.problems]


def _sources(
    files: Files, memo: Memo
) -> tuple[dict[str, SourceReading], list[Problem]]:
    """What the file of each source holds, by the id of the source."""
    readings: dict[str, SourceReading] = {}
    problems: list[Problem] = []
    for path in files:
        if not path.startswith("seeds/"):
            continue
        id, _, ending = path.removeprefix("seeds/").rpartition(".")
        if ending != "yaml" or "/" in id:
            hint = "a source is a file seeds/<id>.yaml; keep other files elsewhere"
            problems.append(Problem(Place(path), "nothing uses this file", hint))
            # It may well be the source of this id, so that none of its notes is known.
            readings.setdefault(id, SourceReading(None, None, ()))
            continue
        if not is_id(id):
            problems.append(Problem(Place(path), f"'{id}' cannot be an id", ID_FORM))
        key = digest("source", path, files[path])
        readings[id] = memo.recall(key, SOURCE, partial(_source, files, path))
    return readings, problems


def _source(files: Files, path: str) -> SourceReading:
    node, problems = _document(files, path, {}, "at least a title, and notes")
    if node is None:
        return SourceReading(None, None, tuple(problems))
    decoded = decode(node, Source, "source")
    problems += [*decoded.problems, *_links_in_notes(decoded.value)]
    return SourceReading(decoded.value, _note_ids(node), tuple(problems))


def _links_in_notes(source: Source | None) -> Iterator[Problem]:
    """A note stands on the page of whatever cites it, where its links may lead nowhere.

    Addresses on the web are fine.
    """
    for note in source.notes.values() if source else ():
        for mention in (*note.mentions, *note.fragments):
            yield Problem(
                mention.place,
                "a note cannot link to the site's own entries",
                "say here what the source says; link in the article or its YAML",
            )


def _note_ids(node: Node) -> tuple[str, ...] | None:
    """The ids of a source's notes, None if they cannot be read."""
    if not isinstance(node, MappingNode):
        return None
    notes = given(node, Source).get("notes")
    if notes is None:
        return ()
    if not isinstance(notes, MappingNode):
        return None
    return tuple(key.text for key, _ in notes.entries)


def _is_image(path: str) -> bool:
    """Whether a file lies among the images of an explainer."""
    return path.split("/")[2:3] == [IMAGES.rstrip("/")] and path.count("/") > 2


def _images(
    folder: str, own: Files, body: Prose
) -> tuple[dict[str, Image], list[Problem]]:
    """The images that a text shows, by their names in it, and what is wrong with them.

    As with any other file, one that nothing shows is a problem. Other widths of an
    image are shown with it.
    """
    there = {path.removeprefix(folder) for path in own if _is_image(path)}
    shown = {picture.file for picture in body.pictures}
    # A file that the text names is an image of its own, whatever it is called.
    others = {file: other_widths(file, there - shown) for file in sorted(there & shown)}
    shown.update(*others.values())
    images: dict[str, Image] = {}
    problems: list[Problem] = []
    for picture in body.pictures:
        if picture.file not in there:
            hint = did_you_mean(picture.file, there) or f"put it into {folder}{IMAGES}"
            message = f"there is no image '{picture.file}'"
            problems.append(Problem(picture.place, message, hint))
    # What is unknown or misplaced in the text may well be meant for one of these.
    is_clear = body.blocks and not problems and not body.problems
    for file in sorted(there):
        path = folder + file
        try:
            if file in shown:
                images[file] = read_image(path, own[path])
        except Unreadable as error:
            problems.append(Problem(Place(path), error.message, error.hint))
        if file not in shown and is_clear:
            hint = f"write ![what it shows]({file}) in the article, or move it away"
            problems.append(Problem(Place(path), "nothing shows this image", hint))
    whole: dict[str, Image] = {}
    for file, named in others.items():
        if image := images.get(file):
            beside = [images[other] for other in named if other in images]
            whole[file] = msgspec.structs.replace(image, others=tuple(beside))
            for other in named.keys() & images.keys():
                problems += misfits(image, images[other], named[other])
    return whole, problems


def _folders(files: Files) -> dict[str, dict[str, bytes]]:
    """The folders of content/, each with its files."""
    folders: dict[str, dict[str, bytes]] = {}
    for path in sorted(files):
        if path.startswith("content/") and path.count("/") > 1:
            folders.setdefault(path.split("/")[1], {})[path] = files[path]
    return folders


def _draft(folder: str, own: Files, marked: bool) -> Draft:
    """What the files of one explainer hold."""
    problems: list[Problem] = []
    mentions: list[Mention] = []
    entries: dict[str, tuple[Entry, ...]] = {}
    facts: dict[str, tuple[str, Place]] = {}
    unread = set()
    if not is_id(folder):
        place = Place(f"content/{folder}")
        problems.append(Problem(place, f"'{folder}' cannot be an id", ID_FORM))
    beside = [path for path in own if not _is_image(path)]
    strays = _strays(beside, f"content/{folder}", IN_AN_EXPLAINER)
    problems += _stray_problems(strays, IN_AN_EXPLAINER)
    for kind in KINDS:
        path = f"content/{folder}/{kind.name}.yaml"
        node, found = _yaml(own, path)
        decoded = decode_entries(node, kind.entry, kind.item.KIND)
        is_broken = node is None and found
        if is_broken or path in strays.values() or not decoded.is_whole:
            unread.add(kind.item.KIND)
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
    article = _article(f"content/{folder}/article.md", own, strays, marked)
    front, body, found, article_mentions = article
    images, unshown = _images(f"content/{folder}/", own, body)
    return Draft(
        folder=folder,
        front=front,
        body=body,
        images=images,
        entries=entries,
        facts=facts,
        unread=frozenset(unread),
        mentions=(*mentions, *article_mentions),
        problems=(*problems, *found, *unshown),
    )


def _article(
    path: str, own: Files, strays: Mapping[str, str], marked: bool
) -> tuple[FrontMatter | None, Prose, list[Problem], list[Mention]]:
    """The front matter and the text of an article."""
    empty = Prose(())
    if path not in own:
        hint = "every explainer has one: make it, or move the folder elsewhere"
        missing = Problem(Place(path), "this file is not there", hint)
        # A folder of nothing but stray files is no explainer without an article.
        is_told = path in strays.values() or len(strays) == len(own)
        return None, empty, [] if is_told else [missing], []
    text, problems = _text(own, path)
    lines = text.split("\n")
    fences = [index for index, line in enumerate(lines) if line.rstrip() == "---"]
    if not problems and fences[:1] != [0]:
        hint = "begin it with a line '---', the headline: …, and a line '---'"
        message = "this article has no front matter"
        problems = [Problem(Place(path, 1), message, hint)]
    elif not problems and len(fences) == 1:
        hint = "write a line '---' below its last key"
        problems = [Problem(Place(path, 1), "the front matter does not end", hint)]
    if problems:
        return None, empty, problems, []
    end = fences[1]
    node, found = read_yaml("\n".join(lines[1:end]), path, first_line=2)
    text = "\n".join(lines[end + 1 :])
    body = read_article(text, path, end + 2, _PageIds(), marked=marked)
    mentions = list(body.mentions)
    problems = [*found, *body.problems]
    if node is None:
        hint = "write at least a headline, a standfirst and as_of"
        empty_front = Problem(Place(path, 1), "the front matter is empty", hint)
        return None, body, problems if found else [empty_front, *problems], mentions
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
        own = (*SCHEMES, "note", "cite", "ref", "footnote", "fade")
        return str(id).removesuffix("-title") in SECTIONS or first in own


def _unknown(
    mentions: Iterable[Mention],
    known: Known,
    facts: Mapping[str, tuple[str, Place]],
    unread: Collection[str],
) -> Iterator[Problem]:
    """The mentions that name nothing; parts of facts are checked once these resolve."""
    for mention in mentions:
        if mention.kind in (*FACTS, "fact"):
            fault = _unknown_fact(mention, facts, unread)
        else:
            fault = _unknown_outside(mention, known)
        if fault:
            yield Problem(mention.place, *fault)


def _unknown_fact(
    mention: Mention, facts: Mapping[str, tuple[str, Place]], unread: Collection[str]
) -> tuple[str, str] | None:
    """The message and the hint for a mention of a fact that is not there."""
    kind, id = mention.kind, mention.id
    if id in facts:
        right = facts[id][0]
        if kind in ("fact", right):
            return None
        hint = f"it is {with_article(right)}: write {right}:{id}"
        return f"'{id}' is not {with_article(kind)}", hint
    if kind in unread or (unread and kind == "fact"):
        return None
    if kind == "fact":
        return f"no figure, quote or event has the id '{id}'", did_you_mean(id, facts)
    own = [other for other, (noun, _) in facts.items() if noun == kind]
    hint = _or_add(did_you_mean(id, own), FILE_OF[kind])
    return f"no {kind} has the id '{id}'", hint


def _unknown_outside(mention: Mention, known: Known) -> tuple[str, str] | None:
    """The message and the hint for a mention of what is not there."""
    kind, id, part = mention.kind, mention.id, mention.part
    if kind == "person":
        if known.people is None or (id in known.people and not part):
            return None
        hint = _or_add(did_you_mean(id, known.people), "content/people.yaml")
        return f"no person has the id '{mention}'", hint
    if kind == "source":
        if id not in known.notes:
            hint = _or_add(did_you_mean(id, known.notes), "seeds/")
            return f"there is no source '{id}'", hint
        notes = known.notes[id]
        if notes is None or not part or part in notes:
            return None
        hint = _or_add(did_you_mean(part, notes), f"seeds/{id}.yaml")
        return f"the source '{id}' has no note '{part}'", hint
    if kind == "explainer":
        if id in known.explainers and not part:
            return None
        hint = did_you_mean(id, known.explainers)
        return f"there is no explainer '{mention}'", hint
    if kind == "claimant":
        return None
    hint = did_you_mean(kind, (*SCHEMES, *WEB_SCHEMES))
    return f"a link cannot begin with '{kind}:'", hint


def _or_add(hint: str, where: str) -> str:
    if not hint:
        return f"add it to {where}"
    joint = " if not," if hint.endswith("?") else "; or"
    return f"{hint}{joint} add it to {where}"


def _sidebars(draft: Draft, desk: Desk) -> tuple[tuple[Sidebar, ...], list[Problem]]:
    """The items of each kind that can be shown, and what is wrong with the others."""
    problems: list[Problem] = []
    sidebars = []
    for kind in KINDS:
        items, found = kind.resolve(draft.entries[kind.name], desk)
        problems += found
        sidebars.append(Sidebar(kind.name, items))
    return tuple(sidebars), problems


def _of(kind: str, names: Names, known: Mapping[str, T]) -> dict[str, T]:
    """Those of the known things of one kind that are named."""
    return {id: known[id] for each, id in names if each == kind and id in known}


def _texts_of(draft: Draft, items: Iterable[Item]) -> Iterator[Prose]:
    """Every text of an explainer in which references may stand."""
    if front := draft.front:
        yield from (front.standfirst, *front.known, *front.unknown)
    yield draft.body
    for item in items:
        yield from item.texts


def _item(mention: Mention, items: Mapping[str, Item]) -> Item | None:
    """The item that a mention of a fact names."""
    item = items.get(mention.id)
    return item if item and mention.kind in (item.KIND, "fact") else None


def _unknown_parts(
    mentions: Iterable[Mention], items: Mapping[str, Item]
) -> Iterator[Problem]:
    """Mentions of what an item has not, such as an estimate by somebody else."""
    for mention in mentions:
        item = _item(mention, items)
        if item and mention.part and mention.part not in item.parts:
            message = f"the {item.KIND} '{item.id}' has nothing by '{mention.part}'"
            hint = did_you_mean(mention.part, item.parts)
            yield Problem(
                mention.place, message, hint or f"write {item.KIND}:{item.id}"
            )


def _contradictions(
    texts: Iterable[Prose], items: Mapping[str, Item], language: Language
) -> Iterator[Problem]:
    """Links whose words say something else than what they link to."""
    for text in texts:
        for reference in text.references:
            if not isinstance(reference, Reference) or not reference.text:
                continue
            item = _item(reference.mention, items)
            part = reference.mention.part
            if item and (not part or part in item.parts):
                message = item.contradiction(part, reference.text, language)
                if message:
                    hint = "correct one of them; empty brackets print the value"
                    yield Problem(reference.mention.place, message, hint)


def _embeds(texts: Iterable[Prose]) -> Iterator[Problem]:
    """Cards of what has none."""
    for text in texts:
        for embed in text.references:
            mention = embed.mention
            if not isinstance(embed, Embed) or mention.kind not in SCHEMES:
                continue
            if mention.kind not in FACTS:
                message = f"{with_article(mention.kind)} has no card to show"
                hint = f"link to it in a sentence: []({mention.kind}:{mention})"
                yield Problem(mention.place, message, hint)
            elif mention.part:
                message = f"a card shows all of '{mention.id}'"
                yield Problem(mention.place, message, f"leave out '@{mention.part}'")


def _fragments(
    texts: Iterable[Prose], draft: Draft, items: Mapping[str, Item]
) -> Iterator[Problem]:
    """Links to ids that the page does not have."""
    ids = {*SECTIONS, *(heading.id for heading in draft.body.headings)}
    for item in items.values():
        ids |= {item.anchor, *(item.part_anchor(part) for part in item.parts)}
    # What these would have is not known while they are broken.
    broken = (
        *(f"{kind}-{id}" for id, (kind, _) in draft.facts.items() if id not in items),
        *(f"{kind}-" for kind in draft.unread),
    )
    for text in texts:
        for fragment in text.fragments:
            if fragment.id not in ids and not fragment.id.startswith(broken):
                message = f"this page has no element '#{fragment.id}'"
                yield Problem(fragment.place, message, did_you_mean(fragment.id, ids))


def _early_news(draft: Draft, items: Iterable[Item]) -> Iterator[Problem]:
    """Changes to a page from before the page was there."""
    published = draft.front.published if draft.front else None
    for item in items:
        if published and item.news and item.news.on.date < published.earliest:
            yield Problem(
                item.place,
                f"this {item.KIND} is from before the page was published ({published})",
                "correct the day of one of them",
            )


def _loose_ends(draft: Draft) -> Iterator[Problem]:
    """What is to be woven into a timeline, where there is none."""
    is_there = draft.entries["timeline"] or "event" in draft.unread
    if draft.front and draft.front.weave and not is_there:
        yield Problem(
            draft.front.place,
            "'weave' has no timeline to weave into",
            "write events in timeline.yaml, or leave 'weave' out",
        )


HEAVY = 300_000
"""In bytes: an image that a telephone takes its time for."""


def _advice(texts: Iterable[Prose], images: Mapping[str, Image]) -> Iterator[Problem]:
    """What may well be right but deserves a look."""
    for image in images.values():
        if min(each.weight for each in image.widths) > HEAVY:
            yield Problem(
                Place(image.source),
                f"this image weighs {image.weight // 1000} kB",
                "readers on telephones wait for it; save it smaller, or put "
                "a narrower one beside it, called like it with -800w, say, at the end",
            )
    for text in texts:
        for number in text.numbers:
            yield Problem(
                number.place,
                f"the number '{number.text}' belongs to no figure",
                "if it is a fact, write it in figures.yaml and link it: [](figure:…)",
            )
