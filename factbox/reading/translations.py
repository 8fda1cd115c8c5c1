"""Translations: files beside those of the original, with a tag in their names.

`article.pt.md` beside `article.md` makes an explainer one in two languages. The words
of its entries stand in `figures.pt.yaml` and so on, those of people, of sources and of
the site beside the original as well.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec

from factbox.kinds import KINDS
from factbox.languages.language import Language
from factbox.model.articles import FrontMatter, Translation
from factbox.model.items import Kind
from factbox.model.media import pictures_in
from factbox.model.mentions import Entry
from factbox.model.translations import (
    FrontWords,
    PersonWords,
    SiteWords,
    SourceWords,
    front_in,
)
from factbox.problems import Place, Problem, Unreadable, did_you_mean
from factbox.reading.apart import ARTICLE, NOTES, original_of, translated_path
from factbox.reading.articles import read_front_matter
from factbox.reading.decoding import Decoded, Entries, decode, decode_entries
from factbox.reading.documents import (
    PEOPLE,
    SETTINGS,
    ExplainerDocument,
    note_ids,
)
from factbox.reading.fields import fields_of
from factbox.reading.files import Files
from factbox.reading.pieces import (
    Noted,
    Pieces,
    entry_pieces,
    explainer_pieces,
    key_pieces,
    note_pieces,
    read_notes,
)
from factbox.reading.shown_images import explainer_images
from factbox.reading.yaml_files import read_yaml_file
from factbox.values.dates.locales import Locale


class Tongue(msgspec.Struct, frozen=True):
    """A language that a site is translated into: the tag in the names of its files.

    `folder` is where the site stands in that language.
    """

    tag: str
    language: Language

    @property
    def folder(self) -> str:
        return self.tag.lower()


def tongues_of(
    translations: Mapping[str, Files],
    original: Language,
    language_named: Callable[[str], Language] = Language.parse,
) -> tuple[tuple[Tongue, ...], list[Problem]]:
    """The languages of these tags, and what is wrong with the others."""
    tongues: dict[str, Tongue] = {}
    problems = []
    for tag, files in translations.items():
        place = Place(next(iter(files)))
        try:
            language = language_named(tag)
        except Unreadable as error:
            hint = f"{error.hint}; a file that is no translation belongs elsewhere"
            problems.append(Problem(place, error.message, hint))
            continue
        if language.tag == original.tag:
            message = f"this translates into {language.tag}, the language of the site"
            hint = "delete the file, or give it the tag of the language that it is in"
            problems.append(Problem(place, message, hint))
        elif language.tag in tongues:
            other = tongues[language.tag].tag
            message = f"'{tag}' and '{other}' are one language, {language.tag}"
            hint = f"give all files of the translation the tag '{other}'"
            problems.append(Problem(place, message, hint))
        else:
            tongues[language.tag] = Tongue(tag, language)
    return tuple(tongues.values()), problems


# ------------------------------------------------------------------------ of a project


class Changes(msgspec.Struct, frozen=True):
    """What changed in an original since its translation was made, or is not noted.

    `named` are pieces by what they are, `lines` those of the article at which a new or
    another paragraph begins, `gone` is how many paragraphs are no more. Nothing is
    known of an original that is not noted at all: `is_noted` is false.
    """

    named: frozenset[str] = frozenset()
    lines: tuple[int, ...] = ()
    gone: int = 0
    is_noted: bool = True


class ProjectWords(msgspec.Struct, frozen=True):
    """What a translation says of what all explainers share.

    `site` is None where nothing is written of it, or nothing that could be read;
    `sources` are by ids, and so are the places of their `notes`.
    """

    site: SiteWords | None
    people: Mapping[str, PersonWords]
    sources: Mapping[str, SourceWords]
    places: Mapping[str, Place]
    problems: tuple[Problem, ...]
    changes: Changes = Changes()
    notes: Mapping[str, Mapping[str, Place]] = {}


def read_project_words(
    files: Files, originals: Files, tag: str, locale: Locale
) -> ProjectWords:
    """The words of people, of sources and of the site in the language of a tag.

    `originals` are the files that these translate.
    """
    problems: list[Problem] = []
    site: SiteWords | None = None
    people: dict[str, PersonWords] = {}
    places: dict[str, Place] = {}
    sources: dict[str, SourceWords] = {}
    notes: dict[str, Mapping[str, Place]] = {}
    for path in files:
        own, _ = original_of(path)
        node, found = read_yaml_file(files, path)
        if own == SETTINGS:
            problems += found
            if node:
                decoded = decode(node, SiteWords, "site", locale)
                site, problems = decoded.value, [*problems, *decoded.problems]
        elif own == PEOPLE:
            entries = decode_entries(node, PersonWords, "person", locale)
            people = {entry.id: entry for entry in entries.values}
            places = dict(entries.ids)
            problems += [*found, *entries.problems]
        elif own.startswith("seeds/"):
            problems += found
            if node:
                read = decode(node, SourceWords, "source", locale)
                problems += [*read.problems, *_links_in(read)]
                if read.value:
                    id = own.removeprefix("seeds/").removesuffix(".yaml")
                    sources[id] = read.value
                    notes[id] = note_ids(node) or {}
    noted, found = read_notes(translated_path(f"content/{NOTES}", tag), files)
    words = ProjectWords(
        site, people, sources, places, (*problems, *found), notes=notes
    )
    now = shared_pieces(words, originals)
    changes = changes_of(noted, now) if now.named else Changes()
    return msgspec.structs.replace(words, changes=changes)


def _links_in(words: Decoded[SourceWords]) -> Iterator[Problem]:
    """A note stands on whatever page cites it, where its links may lead nowhere."""
    notes = words.value.notes.values() if words.value else ()
    fragments = (each for note in notes for each in note.fragments)
    for mention in (*words.mentions, *fragments):
        hint = "say here what the source says; link in the article or its YAML"
        message = "a note cannot link to the site's own entries"
        yield Problem(mention.place, message, hint)


# --------------------------------------------------------------------- of an explainer


FRONT_KEYS = tuple(
    name
    for name in fields_of(FrontWords)
    if name in fields_of(FrontMatter) and name != "draft"
)
SITE_KEYS = tuple(fields_of(SiteWords))
"""The keys of an original that a translation has words for."""


def changes_of(noted: Noted | None, now: Pieces) -> Changes:
    """What is otherwise now than it was noted."""
    if noted is None:
        return Changes(is_noted=False)
    return Changes(
        frozenset(
            name for name, mark in now.named.items() if noted.named.get(name) != mark
        ),
        tuple(line for mark, line in now.story.items() if mark not in noted.story),
        len(noted.story - now.story.keys()),
    )


def shared_pieces(words: ProjectWords, originals: Files) -> Pieces:
    """The pieces of what all explainers share, as far as there are words for them."""
    named: dict[str, str] = {}
    if words.site:
        site = key_pieces(SETTINGS, "site", originals, SITE_KEYS)
        given = [key for key in SITE_KEYS if getattr(words.site, key)]
        named |= {
            f"site:{key}": site[f"site:{key}"] for key in given if f"site:{key}" in site
        }
    people = entry_pieces(PEOPLE, "person", originals) if words.people else {}
    named |= {
        name: mark
        for name, mark in people.items()
        if name.removeprefix("person:") in words.people
    }
    for id, source in words.sources.items():
        notes = note_pieces(id, originals)
        named |= {
            name: mark
            for name, mark in notes.items()
            if name.partition("#")[2] in source.notes
        }
    return Pieces(named, {})


class TranslationDocument(msgspec.Struct, frozen=True):
    """A translated explainer as far as files tell: the whole, and the words apart.

    `document` is that of the original with the article of the translation; `words` are
    those of its entries, by the names of their kinds; `files` are its own; `changes`
    tell what of the original is otherwise than when it was translated.
    """

    tag: str
    document: ExplainerDocument
    words: Mapping[str, Mapping[str, Entry]]
    translation: Translation
    files: frozenset[str]
    changes: Changes


def read_translation(
    original: ExplainerDocument,
    own: Files,
    beside: Files,
    tongue: Tongue,
    locale: Locale,
    original_tag: str,
    *,
    marked: bool = False,
) -> TranslationDocument:
    """A translation of an explainer; `own` are its files, `beside` the original's."""
    folder, tag = original.folder, tongue.tag
    path = translated_path(f"content/{folder}/{ARTICLE}", tag)
    article = read_front_matter(own, path, FrontWords, locale, marked=marked)
    words: dict[str, dict[str, Entry]] = {}
    mentions = [*article.mentions]
    problems = [*article.problems]
    if path not in own:
        first = next(iter(own))
        hint = f"write {path}, or: factbox new translation {tag} {folder}"
        message = f"there is no {path.rpartition('/')[2]} that this could belong to"
        problems = [Problem(Place(first), message, hint)]
    for kind in KINDS:
        read = _read_words(own, original, kind, tag, locale)
        words[kind.name] = {entry.id: entry for entry in read.values}
        mentions += read.mentions
        problems += read.problems
    notes_path = translated_path(f"content/{folder}/{NOTES}", tag)
    noted, found = read_notes(notes_path, own)
    problems += found
    front, given = original.front, article.front
    names = given.translator if given else None
    checked = given.checked_by if given else None
    pictures = pictures_in(article.body, original.entries.values())
    images, unshown = explainer_images(
        f"content/{folder}/", {**beside, **own}, pictures, is_whole=False
    )
    both = front is not None and given is not None
    return TranslationDocument(
        tag=tag,
        document=ExplainerDocument(
            folder=folder,
            front=front_in(front, given, original_tag) if front and given else None,
            body=article.body,
            images=images,
            entries=original.entries,
            facts=original.facts,
            mentions=(*original.mentions, *mentions),
            problems=(*problems, *(unshown if both else ())),
        ),
        words=words,
        translation=Translation(
            folder=tongue.folder,
            original=original_tag,
            translator=str(names or ""),
            checked_by=str(checked or ""),
            places={id: each.place for of in words.values() for id, each in of.items()},
        ),
        files=frozenset(own),
        changes=changes_of(noted, explainer_pieces(folder, beside, FRONT_KEYS)),
    )


def _read_words(
    own: Files, original: ExplainerDocument, kind: Kind, tag: str, locale: Locale
) -> Entries[Any]:
    """The words of the entries of a kind, each of an entry that there is."""
    path = translated_path(f"content/{original.folder}/{kind.file}", tag)
    node, found = read_yaml_file(own, path)
    entries = decode_entries(node, kind.words or Entry, kind.noun, locale)
    known = [id for id, (noun, _) in original.facts.named.items() if noun == kind.noun]
    unknown = [
        Problem(
            place,
            f"no {kind.noun} of {kind.file} has the id '{id}'",
            did_you_mean(id, known) or "delete this entry",
        )
        for id, place in entries.ids.items()
        if id not in known and kind.noun not in original.facts.unread
    ]
    entries.problems = (*found, *entries.problems, *unknown)
    if kind.words is None and path in own:
        message = f"{kind.file} has no words that could be translated"
        entries.problems = (Problem(Place(path), message, "delete this file"),)
    return entries
