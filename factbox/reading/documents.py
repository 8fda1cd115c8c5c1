"""What the source files say, each by itself: settings, people, sources, explainers.

Nothing here asks whether what a file names is there. What is wrong with a file comes
with what could be read of it, so that one mistake hides no other.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial

import msgspec

from factbox.build.cache import Memo, digest, shape_of
from factbox.kinds import KINDS
from factbox.model.model import FrontMatter, Kind, Person, Settings, Source
from factbox.problems import Failed, Place, Problem, Unreadable, did_you_mean, nearest
from factbox.reading.decoding import (
    ID_FORM,
    Entries,
    Entry,
    Mention,
    decode,
    decode_entries,
    given,
    is_id,
)
from factbox.reading.files import Files, text_of
from factbox.reading.images import Image, misfits, other_widths, read_image
from factbox.reading.markdown import IMAGES, Prose, read_article
from factbox.reading.nodes import Mapping as MappingNode
from factbox.reading.nodes import Node, read_yaml
from factbox.values.locales import Locale

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


class Facts(msgspec.Struct, frozen=True):
    """The ids in the sidebars of an explainer, also those of broken entries.

    `named` has the kind and the place of each, `unread` the kinds of which some ids
    could not be read, so that none of them can be called unknown.
    """

    named: Mapping[str, tuple[str, Place]]
    unread: frozenset[str]


class Draft(msgspec.Struct, frozen=True):
    """An explainer as far as its own files tell, and what is wrong with them.

    `mentions` is whatever its files name; `front` is None where it is broken.
    """

    folder: str
    front: FrontMatter | None
    body: Prose
    images: Mapping[str, Image]
    entries: Mapping[str, tuple[Entry, ...]]
    facts: Facts
    mentions: tuple[Mention, ...]
    problems: tuple[Problem, ...]


class SourceReading(msgspec.Struct, frozen=True):
    """What the file of a source holds; `source` is None where it is broken.

    `notes` are the ids of its notes, None where they could not be read.
    """

    source: Source | None
    notes: tuple[str, ...] | None
    problems: tuple[Problem, ...]


SOURCE = shape_of(SourceReading)


def _text(files: Files, path: str) -> tuple[str, list[Problem]]:
    """The text of a file, "" where it is not there or not text, which is a problem."""
    try:
        return text_of(path, files.get(path, b"")), []
    except Failed as failed:
        return "", list(failed.problems)


def strays_in(
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


def stray_problems(
    strays: Mapping[str, str], expected: Sequence[str]
) -> Iterator[Problem]:
    """A problem for each of these strays; the `expected` names belong there."""
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


def read_settings(
    files: Files, strays: Mapping[str, str]
) -> tuple[Settings | None, list[Problem], list[Mention]]:
    """The settings of the site, None where they are broken, and what they name."""
    needs = "at least a title, a publisher and a language"
    node, problems = _document(files, "content/site.yaml", strays, needs)
    if node is None:
        return None, problems, []
    decoded = decode(node, Settings, "site")
    return decoded.value, [*problems, *decoded.problems], list(decoded.mentions)


def read_people(
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


def read_sources(
    files: Files, memo: Memo, locale: Locale
) -> tuple[dict[str, SourceReading], list[Problem]]:
    """What the file of each source holds, by the id of the source."""
    readings: dict[str, SourceReading] = {}
    problems: list[Problem] = []
    manner = digest(locale)
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
        key = digest("source", path, files[path], manner)
        readings[id] = memo.recall(key, SOURCE, partial(_source, files, path, locale))
    return readings, problems


def _source(files: Files, path: str, locale: Locale) -> SourceReading:
    node, problems = _document(files, path, {}, "at least a title, and notes")
    if node is None:
        return SourceReading(None, None, tuple(problems))
    decoded = decode(node, Source, "source", locale)
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


def folders_in(files: Files) -> dict[str, dict[str, bytes]]:
    """The folders of content/, each with its files."""
    folders: dict[str, dict[str, bytes]] = {}
    for path in sorted(files):
        top, _, inner = path.partition("/")
        folder, is_inside, _ = inner.partition("/")
        if top == "content" and is_inside:
            folders.setdefault(folder, {})[path] = files[path]
    return folders


def read_draft(
    folder: str, own: Files, memo: Memo, marked: bool, locale: Locale
) -> Draft:
    """What the files of one explainer hold, its dates read in the locale of the site.

    A file that has not changed since this process last read it is not read again.
    """
    problems: list[Problem] = []
    mentions: list[Mention] = []
    entries: dict[str, tuple[Entry, ...]] = {}
    facts: dict[str, tuple[str, Place]] = {}
    unread = set()
    if not is_id(folder):
        place = Place(f"content/{folder}")
        problems.append(Problem(place, f"'{folder}' cannot be an id", ID_FORM))
    beside = [path for path in own if not _is_image(path)]
    strays = strays_in(beside, f"content/{folder}", IN_AN_EXPLAINER)
    problems += stray_problems(strays, IN_AN_EXPLAINER)
    for kind in KINDS:
        path = f"content/{folder}/{kind.name}.yaml"
        decoded, is_whole, found = memo.at_hand(
            ("entries", path, own.get(path), locale),
            partial(_entries, own, path, kind, locale),
        )
        if path in strays.values() or not is_whole:
            unread.add(kind.item.KIND)
        problems += found
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
    path = f"content/{folder}/article.md"
    front, body, found, article_mentions = memo.at_hand(
        ("article", path, own.get(path), tuple(strays.items()), marked, locale),
        lambda: _article(path, own, strays, marked, locale),
    )
    images, unshown = _images(f"content/{folder}/", own, body)
    return Draft(
        folder=folder,
        front=front,
        body=body,
        images=images,
        entries=entries,
        facts=Facts(facts, frozenset(unread)),
        mentions=(*mentions, *article_mentions),
        problems=(*problems, *found, *unshown),
    )


def _entries(
    own: Files, path: str, kind: Kind, locale: Locale
) -> tuple[Entries[Entry], bool, list[Problem]]:
    """The entries of a sidebar, whether all ids could be read, and what is wrong."""
    node, problems = _yaml(own, path)
    decoded = decode_entries(node, kind.entry, kind.item.KIND, locale)
    is_whole = decoded.is_whole and not (node is None and problems)
    return decoded, is_whole, [*problems, *decoded.problems]


def _article(
    path: str, own: Files, strays: Mapping[str, str], marked: bool, locale: Locale
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
    decoded = decode(node, FrontMatter, "article", locale)
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
