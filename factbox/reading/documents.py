"""Documents: what each source file says by itself, and what is wrong with it.

Nothing here asks whether what a file names is there. What is wrong with a file comes
with what could be read of it, so that one mistake hides no other.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

import msgspec

from factbox.kinds import KINDS
from factbox.languages.language import Language
from factbox.model.articles import FrontMatter
from factbox.model.images import Image
from factbox.model.items import Kind
from factbox.model.media import pictures_in
from factbox.model.mentions import ID_FORM, Entry, Mention, is_id
from factbox.model.people import Person, PersonEntry, person_of
from factbox.model.prose import Prose
from factbox.model.site import Settings, at_home
from factbox.model.sources import Source
from factbox.problems import (
    Place,
    Problem,
    suggestion,
)
from factbox.reading.decoding import decode, decode_entries
from factbox.reading.files import OWN_WORDS, Files
from factbox.reading.keys import given
from factbox.reading.nodes import Mapping as MappingNode
from factbox.reading.nodes import Node
from factbox.reading.shown_images import explainer_images, is_image
from factbox.reading.strays import stray_problems, strays_in
from factbox.reading.yaml_files import read_needed_file, read_yaml_file
from factbox.schemes.scheme import Facts
from factbox.values.dates.locales import Locale

SECTIONS = (
    *("top", "main", "summary", "contents", "story", "footnotes", "people", "sources"),
    *(kind.name for kind in KINDS),
)
"""The ids that a page gives to its sections; the title of each is `<id>-title`."""

TAKEN = ("people", "sources")
"""What no explainer's folder can be called: the site has pages of its own there."""

SETTINGS, PEOPLE = "content/site.yaml", "content/people.yaml"
ASSETS = "assets/"
AT_THE_TOP = ("site.yaml", "people.yaml")
IN_AN_EXPLAINER = ("article.md", *(kind.file for kind in KINDS))
"""The names of the files that are read in content/ and in each of its folders."""


class SettingsDocument(msgspec.Struct, frozen=True):
    """What `site.yaml` holds; `settings` is None where it is broken.

    `language` is where it names the language, and `places` where each value stands.
    """

    settings: Settings | None
    mentions: tuple[Mention, ...]
    problems: tuple[Problem, ...]
    language: Place = Place(SETTINGS)
    places: Mapping[str, Place] = {}


class PeopleDocument(msgspec.Struct, frozen=True):
    """What `people.yaml` holds: the people who are right, by their ids.

    `places` has the ids of all with their places; it is None where some cannot be read.
    A site may well name nobody: `nobody` is a problem only where somebody is named.
    """

    people: Mapping[str, Person]
    places: Mapping[str, Place] | None
    problems: tuple[Problem, ...]
    nobody: Problem | None = None


class SourceDocument(msgspec.Struct, frozen=True):
    """What the file of a source holds; `source` is None where it is broken.

    `notes` has the ids of its notes with their places; it is None where they could not
    be read.
    """

    source: Source | None
    notes: dict[str, Place] | None
    problems: tuple[Problem, ...]


class SidebarDocument(msgspec.Struct, frozen=True):
    """What the file of one kind of sidebar holds: the entries that are right.

    `ids` has the ids of all with their places; `is_whole` is false where some could not
    be read.
    """

    entries: tuple[Entry, ...]
    ids: Mapping[str, Place]
    is_whole: bool
    mentions: tuple[Mention, ...]
    problems: tuple[Problem, ...]


class ArticleDocument(msgspec.Struct, frozen=True):
    """What `article.md` holds; `front` is None where the front matter is broken."""

    front: FrontMatter | None
    body: Prose
    mentions: tuple[Mention, ...]
    problems: tuple[Problem, ...]


class ExplainerDocument(msgspec.Struct, frozen=True):
    """An explainer as far as its own files tell, and what is wrong with them.

    `entries` are by the names of their kinds; `mentions` is whatever the files name.
    """

    folder: str
    front: FrontMatter | None
    body: Prose
    images: Mapping[str, Image]
    entries: Mapping[str, tuple[Entry, ...]]
    facts: Facts
    mentions: tuple[Mention, ...]
    problems: tuple[Problem, ...]


def read_settings(files: Files, strays: Mapping[str, str]) -> SettingsDocument:
    """The settings of the site."""
    needs = "at least a title, a publisher and a language"
    node, problems = read_needed_file(files, SETTINGS, strays, needs)
    if node is None:
        return SettingsDocument(None, (), tuple(problems))
    named = node.get("language") if isinstance(node, MappingNode) else None
    place = named.place if named else Place(SETTINGS, 1)
    decoded = decode(node, Settings, "site", parsers=_parsers(files))
    settings = decoded.value
    settings = at_home(settings) if settings else None
    problems += decoded.problems
    entries = node.entries if isinstance(node, MappingNode) else ()
    places = {key.text: value.place for key, value in entries}
    return SettingsDocument(settings, decoded.mentions, tuple(problems), place, places)


def _parsers(files: Files) -> Mapping[type, Callable[[str], Language]]:
    """What knows the languages that the project adds, where it may add any."""
    if not any(path.startswith(OWN_WORDS) for path in files):
        return {}
    # Of use to few projects.
    from factbox.reading.added_languages import language_named

    return {Language: partial(language_named, files=files)}


def read_people(
    files: Files, strays: Mapping[str, str], locale: Locale
) -> PeopleDocument:
    """Everyone who is quoted or credited."""
    needs = "an entry for everyone who says or claims something"
    node, problems = read_needed_file(files, PEOPLE, strays, needs)
    if node is None and (PEOPLE not in files or not read_yaml_file(files, PEOPLE)[1]):
        return PeopleDocument({}, None, (), next(iter(problems), None))
    entries = decode_entries(node, PersonEntry, "person", locale)
    return PeopleDocument(
        people={entry.id: person_of(entry) for entry in entries.values},
        places=entries.ids if node and entries.is_whole else None,
        problems=(
            *problems,
            *entries.problems,
            *_lost(entries.values, files),
            *_reversed_roles(entries.values),
        ),
    )


def _lost(people: Iterable[PersonEntry], files: Files) -> Iterator[Problem]:
    """A problem for each portrait that is not there."""
    for person in people:
        named = person.portrait
        if named and f"{ASSETS}{named.text}" not in files:
            there = [p.removeprefix(ASSETS) for p in files if p.startswith(ASSETS)]
            hint = suggestion(named.text, there) or f"put the file into {ASSETS}"
            message = f"there is no file {ASSETS}{named.text}"
            yield Problem(named.place, message, hint)


def _reversed_roles(entries: Iterable[PersonEntry]) -> Iterator[Problem]:
    """Roles that end before they begin."""
    for role in (role for entry in entries for role in entry.roles):
        since, until = role.since, role.until
        if since and until and until.latest < since.earliest:
            yield Problem(
                role.place,
                f"this role ends ({until}) before it begins ({since})",
                "correct one of the two dates",
            )


def source_paths(files: Files) -> tuple[dict[str, str], list[Problem]]:
    """The id and the path of each source, and what is wrong with the other files."""
    paths: dict[str, str] = {}
    problems: list[Problem] = []
    for path in files:
        if not path.startswith("seeds/"):
            continue
        id, _, ending = path.removeprefix("seeds/").rpartition(".")
        if ending == "yaml" and "/" not in id:
            paths[id] = path
            if not is_id(id):
                message = f"'{id}' cannot be an id"
                problems.append(Problem(Place(path), message, ID_FORM))
        else:
            hint = "a source is a file seeds/<id>.yaml; keep other files elsewhere"
            problems.append(Problem(Place(path), "nothing uses this file", hint))
            # It may well be the source of this id, so that none of its notes is known.
            paths.setdefault(id, "")
    return paths, problems


def read_source(files: Files, path: str, locale: Locale) -> SourceDocument:
    """A source; one whose path is "" may be there, but not as a file that is read."""
    if not path:
        return SourceDocument(None, None, ())
    node, problems = read_needed_file(files, path, {}, "at least a title, and notes")
    if node is None:
        return SourceDocument(None, None, tuple(problems))
    decoded = decode(node, Source, "source", locale)
    problems += [*decoded.problems, *_links_in_notes(decoded.value)]
    problems += _accessed_too_early(decoded.value, node)
    return SourceDocument(decoded.value, note_ids(node), tuple(problems))


def _accessed_too_early(source: Source | None, node: Node) -> Iterator[Problem]:
    """A source that was read before it came out."""
    if source is None or source.accessed is None or source.published is None:
        return
    read, published = source.accessed, source.published
    if read.latest < published.earliest and isinstance(node, MappingNode):
        yield Problem(
            given(node, Source)["accessed"].place,
            f"this source was accessed ({read}) before it was published ({published})",
            "correct one of the two dates",
        )


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


def note_ids(node: Node) -> dict[str, Place] | None:
    """The ids of a source's notes and their places; None if they cannot be read."""
    if not isinstance(node, MappingNode):
        return None
    notes = given(node, Source).get("notes")
    if notes is None:
        return {}
    if not isinstance(notes, MappingNode) or not notes.whole:
        return None
    return {key.text: key.place for key, _ in notes.entries}


def folders_in(files: Files) -> dict[str, dict[str, bytes]]:
    """The folders of content/, each with its files."""
    folders: dict[str, dict[str, bytes]] = {}
    for path in sorted(files):
        top, _, inner = path.partition("/")
        folder, is_inside, _ = inner.partition("/")
        if top == "content" and is_inside:
            folders.setdefault(folder, {})[path] = files[path]
    return folders


def strays_of(folder: str, own: Files) -> dict[str, str]:
    """The files of an explainer that nothing reads, but for its images."""
    beside = [path for path in own if not is_image(path)]
    return strays_in(beside, f"content/{folder}", IN_AN_EXPLAINER)


def join_explainer(
    folder: str,
    own: Files,
    article: ArticleDocument,
    sidebars: Mapping[str, SidebarDocument],
) -> ExplainerDocument:
    """An explainer from the documents of its files; `sidebars` are by kind's name."""
    problems: list[Problem] = []
    mentions: list[Mention] = []
    facts: dict[str, tuple[str, Place]] = {}
    unread = set()
    if not is_id(folder):
        place = Place(f"content/{folder}")
        problems.append(Problem(place, f"'{folder}' cannot be an id", ID_FORM))
    if folder in TAKEN:
        message = f"'{folder}' cannot be the folder of an explainer"
        hint = "the site has pages of its own there; give the folder another name"
        problems.append(Problem(Place(f"content/{folder}"), message, hint))
    strays = strays_of(folder, own)
    problems += stray_problems(strays, IN_AN_EXPLAINER)
    for kind in KINDS:
        sidebar = sidebars[kind.name]
        if f"content/{folder}/{kind.file}" in strays.values() or not sidebar.is_whole:
            unread.add(kind.noun)
        problems += sidebar.problems
        mentions += sidebar.mentions
        for id, place in sidebar.ids.items():
            if id in facts:
                problems.append(_taken(id, place, *facts[id]))
            else:
                facts[id] = (kind.noun, place)
    entries = {name: sidebar.entries for name, sidebar in sidebars.items()}
    pictures = pictures_in(article.body, entries.values())
    is_whole = bool(article.body.blocks) and not article.body.problems
    is_whole &= not any(sidebar.problems for sidebar in sidebars.values())
    images, unshown = explainer_images(
        f"content/{folder}/", own, pictures, is_whole=is_whole
    )
    return ExplainerDocument(
        folder=folder,
        front=article.front,
        body=article.body,
        images=images,
        entries=entries,
        facts=Facts(facts, frozenset(unread)),
        mentions=(*mentions, *article.mentions),
        problems=(*problems, *article.problems, *unshown),
    )


def _taken(id: str, place: Place, noun: str, first: Place) -> Problem:
    return Problem(
        place,
        f"the id '{id}' is taken by the {noun} in {first.file}:{first.line}",
        "an id is used once in an explainer; give this one another",
    )


def read_sidebar(own: Files, path: str, kind: Kind, locale: Locale) -> SidebarDocument:
    """The entries of a sidebar."""
    node, problems = read_yaml_file(own, path)
    decoded = decode_entries(node, kind.entry, kind.noun, locale)
    return SidebarDocument(
        entries=decoded.values,
        ids=decoded.ids,
        is_whole=decoded.is_whole and not (node is None and problems),
        mentions=decoded.mentions,
        problems=(*problems, *decoded.problems),
    )
