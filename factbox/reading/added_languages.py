"""Languages that a project adds: the head of templates/languages/<tag>.po says so.

    "Language: sv\\n"
    "Plural-Forms: nplurals=2; plural=n != 1;\\n"
    "X-Like: nl\\n"

An added language prints as the one that it is like, where the project says nothing
else: as `X-Like` has it, or as one of the same language (de for de-AT), or as British
English.
"""

import re
from collections.abc import Mapping

import msgspec

from factbox.languages.direction import runs_left
from factbox.languages.language import PLAIN, TAGS, Language, language_of
from factbox.problems import Unreadable
from factbox.reading.files import OWN_WORDS, Files, legible
from factbox.values.language_tags import LanguageTag

_FIELD = re.compile(r'^"([\w-]+):\s*(.*?)\s*(?:\\n)?"\s*$', re.MULTILINE)


def head_of(text: str) -> Mapping[str, str]:
    """The fields in the head of a catalogue."""
    return dict(_FIELD.findall(text.partition("\n\n")[0]))


def added_languages(files: Files) -> Mapping[str, Language]:
    """The languages that a project adds, without its words, by their lower-case tags.

    A tag that Factbox has adds nothing, nor does a catalogue whose head names another
    language than its file.
    """
    added = {}
    for path, content in files.items():
        if not path.startswith(OWN_WORDS) or not path.endswith(".po"):
            continue
        tag = path.removeprefix(OWN_WORDS).removesuffix(".po")
        head = head_of(legible(content))
        if head.get("Language", "").lower() != tag.lower() or is_known(tag):
            continue
        try:
            tag = LanguageTag.parse(tag).text
        except Unreadable:
            continue
        like = _known(head.get("X-Like", "")) or related(tag)
        direction = "rtl" if runs_left(tag) else "ltr"
        added[tag.lower()] = msgspec.structs.replace(
            like, tag=tag, name=tag, full_name=tag, direction=direction, checked_by=""
        )
    return added


def language_named(tag: str, files: Files) -> Language:
    """The language of a tag, of those that a project adds or of those that there are.

    Raises `Unreadable` for a tag of neither.
    """
    return added_languages(files).get(tag.lower()) or Language.parse(tag)


def is_known(tag: str) -> bool:
    """Whether Factbox has the language of a tag."""
    return tag.lower() in {*(each.lower() for each in TAGS), *PLAIN}


def _known(tag: str) -> Language | None:
    return Language.parse(tag) if is_known(tag) else None


def related(tag: str) -> Language:
    """The language that another country writes, or British English."""
    language = tag.partition("-")[0]
    alike = (each for each in TAGS if each.partition("-")[0] == language)
    return language_of(PLAIN.get(language) or next(alike, "en-GB"))
