"""The files of a new translation, and those that note what one was made from."""

import re
from collections.abc import Iterator, Mapping

from factbox.kinds import KINDS
from factbox.model.translations import PersonWords
from factbox.problems import Failed, Place, Problem, Unreadable
from factbox.reading.added_languages import language_named
from factbox.reading.apart import (
    ARTICLE,
    NOTES,
    Apart,
    apart,
    is_shared,
    translated_path,
)
from factbox.reading.documents import (
    PEOPLE,
    SETTINGS,
    folders_in,
    read_settings,
    source_paths,
)
from factbox.reading.fields import fields_of
from factbox.reading.files import Files, text_of
from factbox.reading.nodes import Items, Scalar
from factbox.reading.nodes import Mapping as MappingNode
from factbox.reading.pieces import explainer_pieces, notes_text
from factbox.reading.translations import (
    FRONT_KEYS,
    SITE_KEYS,
    read_project_words,
    shared_pieces,
)
from factbox.reading.yaml_files import fences_in
from factbox.reading.yaml_reader import read_yaml
from factbox.scaffolding.entries import MODELINE, scalar
from factbox.scaffolding.schemas import schema_for
from factbox.values.dates.locales import Locale


def new_translation(tag: str, folder: str, files: Files) -> dict[str, bytes]:
    """The files of a translation of an explainer, a draft in the original's words.

    Each entry stands behind "#" until somebody translates it. Raises `Failed` for a tag
    of no language, or for that of the site's own.
    """
    _check_tag(tag, files)
    original = apart(files).original
    article = f"content/{folder}/{ARTICLE}"
    made = {article: _article(text_of(article, original.get(article, b"")))}
    for kind in KINDS:
        path = f"content/{folder}/{kind.file}"
        if kind.words and path in original:
            made[path] = _words(path, tag, kind.words, original)
    if translated_path(PEOPLE, tag) not in files and PEOPLE in original:
        made[PEOPLE] = _words(PEOPLE, tag, PersonWords, original)
    if translated_path(SETTINGS, tag) not in files and SETTINGS in original:
        made[SETTINGS] = _site(tag, original)
    own = folders_in(original).get(folder, {})
    texts = b"\n".join(own.values()).decode("utf-8", "replace")
    for id, path in source_paths(original)[0].items():
        is_cited = re.search(rf"\b{re.escape(id)}(?![\w-])", texts)
        if path and is_cited and translated_path(path, tag) not in files:
            made[path] = _notes(path, tag, original)
    pieces = explainer_pieces(folder, own, FRONT_KEYS)
    made[f"content/{folder}/{NOTES}"] = notes_text(tag, pieces)
    return {
        translated_path(path, tag): text.encode() for path, text in made.items() if text
    }


def notes_of(tag: str, folders: tuple[str, ...], files: Files) -> dict[str, bytes]:
    """The files that note that a translation says what the original says now.

    They are of these explainers, as far as they are translated, of all where none is
    named, and of what all explainers share.
    """
    every = apart(files)
    own = every.translations.get(tag, {})
    notes = {}
    for folder, originals in folders_in(every.original).items():
        named = not folders or folder in folders
        if named and translated_path(f"content/{folder}/{ARTICLE}", tag) in own:
            path = translated_path(f"content/{folder}/{NOTES}", tag)
            pieces = explainer_pieces(folder, originals, FRONT_KEYS)
            notes[path] = notes_text(tag, pieces).encode()
    return notes | _shared_notes(tag, every)


def _shared_notes(tag: str, every: Apart) -> dict[str, bytes]:
    """The file that notes what the words of people, sources and the site are from."""
    own = every.translations.get(tag, {})
    shared = {path: content for path, content in own.items() if is_shared(path)}
    language = language_named(tag, every.original)
    words = read_project_words(shared, every.original, tag, Locale.of(language))
    pieces = shared_pieces(words, every.original)
    if not pieces.named:
        return {}
    path = translated_path(f"content/{NOTES}", tag)
    return {path: notes_text(tag, pieces).encode()}


def _check_tag(tag: str, files: Files) -> None:
    """Raise `Failed` for a tag that no translation can have."""
    place = Place(translated_path(f"content/{ARTICLE}", tag))
    try:
        language = language_named(tag, files)
    except Unreadable as error:
        raise Failed([Problem(place, error.message, error.hint)]) from error
    settings = read_settings(files, {}).settings if SETTINGS in files else None
    if settings and settings.language.tag == language.tag:
        message = f"the site is in {language.tag} already"
        raise Failed([Problem(place, message, "name the language of the translation")])


def _article(text: str) -> str:
    """The article of a translation, to be written over: the original's own words."""
    lines = text.split("\n")
    fences = fences_in(lines)
    if len(fences) < 2:
        return ""
    node, _ = read_yaml("\n".join(lines[1 : fences[1]]), "", first_line=2)
    entries = node.entries if isinstance(node, MappingNode) else ()
    starts = [key.place.line - 1 for key, _ in entries]
    kept: list[str] = []
    for (key, _), start, end in zip(
        entries, starts, [*starts[1:], fences[1]], strict=True
    ):
        if key.text in FRONT_KEYS:
            kept += (line for line in lines[start:end] if not line.startswith("#"))
    head = [
        "---",
        *kept,
        "# translator: Who translates it",
        "# checked_by: Who speaks the language and has read it",
        "# Delete this line once the translation may be published.",
        "draft: true",
        "---",
    ]
    return "\n".join([*head, *lines[fences[1] + 1 :]])


def _words(path: str, tag: str, words: type, files: Files) -> str:
    """A file of words, each entry as a comment; "" where there is nothing to say."""
    node, _ = read_yaml(text_of(path, files[path]), path)
    items = node.items if isinstance(node, Items) else ()
    lines = [
        f"#{line}" if line.startswith(" ") else f"# {line}"
        for item in items
        if isinstance(item, MappingNode)
        for line in _entry(item, words)
    ]
    if not lines:
        return ""
    return "\n".join([*_head(path, tag), *lines]) + "\n"


def _notes(path: str, tag: str, files: Files) -> str:
    """The file of the notes of a source, each as a comment; "" for one without any."""
    node, _ = read_yaml(text_of(path, files[path]), path)
    notes = node.get("notes") if isinstance(node, MappingNode) else None
    lines = [
        f"#   {key.text}: {scalar(value.text)}"
        for key, value in (notes.entries if isinstance(notes, MappingNode) else ())
        if isinstance(value, Scalar)
    ]
    if not lines:
        return ""
    return "\n".join([*_head(path, tag), "# notes:", *lines]) + "\n"


def _site(tag: str, files: Files) -> str:
    """The file of the words of the site, each as a comment."""
    node, _ = read_yaml(text_of(SETTINGS, files[SETTINGS]), SETTINGS)
    lines = [
        f"# {key.text}: {scalar(value.text)}"
        for key, value in (node.entries if isinstance(node, MappingNode) else ())
        if isinstance(value, Scalar) and key.text in SITE_KEYS
    ]
    return "\n".join([*_head(SETTINGS, tag), *lines]) + "\n"


def _head(path: str, tag: str) -> list[str]:
    """The lines at the top of a file of words."""
    name = path.rpartition("/")[2]
    return [
        MODELINE + schema_for(translated_path(path, tag)),
        "",
        f"# The words of {name} in '{tag}'. Take the '#' away where one is translated.",
        "",
    ]


def _entry(item: MappingNode, words: type) -> Iterator[str]:
    """The lines of an entry: its id, and its words in the original."""
    keys = fields_of(words)
    given = {key.text: value for key, value in item.entries if key.text in keys}
    id = given.pop("id", None)
    if not isinstance(id, Scalar) or not given:
        return
    yield f"- id: {id.text}"
    yield from _values(given, "  ")


def _values(given: Mapping[str, object], indent: str) -> Iterator[str]:
    """The lines of the words at these keys."""
    for key, value in given.items():
        if isinstance(value, Scalar):
            yield f" {indent}{key}: {scalar(value.text)}"
        elif isinstance(value, MappingNode):
            inner = {
                name.text: each
                for name, each in value.entries
                if name.text in ("alt", "caption", "transcript", "image")
            }
            if inner:
                yield f" {indent}{key}:"
                yield from _values(inner, f"{indent}  ")
        elif isinstance(value, Items):
            claims = [each for each in value.items if isinstance(each, MappingNode)]
            texts = [(each.get("by"), each.get("text")) for each in claims]
            lines = [
                line
                for by, text in texts
                if isinstance(by, Scalar) and isinstance(text, Scalar)
                for line in (f"- by: {by.text}", f"  text: {scalar(text.text)}")
            ]
            if lines:
                yield f" {indent}{key}:"
                yield from (f" {indent}  {line}" for line in lines)
