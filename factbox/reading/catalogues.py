"""A project's own words of the page: templates/languages/<tag>.po, as gettext has them.

What stands there takes the place of what the catalogue of the language says; all other
messages stay. A message is named by its English text, so that the catalogue of an
English site changes what the page says in English.
"""

import re
from collections.abc import Iterator, Mapping

import msgspec

from factbox.languages.catalogue import END_OF_CONTEXT, Catalogue, Translations
from factbox.languages.language import Language, language_of
from factbox.problems import Failed, Place, Problem, Unreadable, did_you_mean
from factbox.reading.files import Files, text_of
from factbox.values.digests import digest

FOLDER = "templates/languages/"

_LINE = re.compile(r'(?:(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)\s+)?"(.*)"')
_ESCAPE = re.compile(r"\\(.)")
_NAMED = re.compile(r"%\((\w+)\)s")
_FULLEST = "de"
"""A language whose catalogue has every message, as those of all others but English."""


class Words(msgspec.Struct, frozen=True):
    """The words of the page that a project has in one language."""

    translations: Translations

    def within(self, language: Language) -> Language:
        """The language with these words in the place of its own."""
        own = language.catalogue
        stamp = digest(own.stamp, sorted(self.translations.items())).hex()
        words = Catalogue({**own.translations, **self.translations}, own.plural, stamp)
        return msgspec.structs.replace(language, catalogue=words)


class Message(msgspec.Struct):
    """An entry of a catalogue while it is read, its texts by their keywords."""

    line: int
    texts: dict[str, str]
    is_fuzzy: bool = False


def read_catalogues(files: Files) -> tuple[Mapping[str, Words], list[Problem]]:
    """The words of a project by the tags of their languages, and what is wrong."""
    found: dict[str, Words] = {}
    problems: list[Problem] = []
    for path in (each for each in files if each.startswith(FOLDER)):
        tag, _, ending = path.removeprefix(FOLDER).rpartition(".")
        if ending != "po":
            hint = f"words of the page are a file {FOLDER}<tag>.po"
            problems.append(Problem(Place(path), "nothing uses this file", hint))
            continue
        try:
            language = Language.parse(tag)
            text = text_of(path, files[path])
        except Unreadable as error:
            problems.append(Problem(Place(path), error.message, error.hint))
            continue
        except Failed as failed:
            problems += failed.problems
            continue
        translations, wrong = _read(text, path, language)
        found[language.tag] = Words(translations)
        problems += wrong
    return found, problems


def _read(
    text: str, path: str, language: Language
) -> tuple[Translations, list[Problem]]:
    """The translations in a catalogue, and what is wrong with it."""
    known = language_of(_FULLEST).catalogue.translations
    translations: dict[str, tuple[str, ...]] = {}
    problems: list[Problem] = []
    for message in _messages(text, path, problems):
        texts = message.texts
        id = texts.get("msgid", "")
        forms = tuple(each for key, each in texts.items() if key.startswith("msgstr"))
        # The head of a catalogue has no id; what is not translated has no forms.
        if not id or message.is_fuzzy or not forms or not all(forms):
            continue
        context = texts.get("msgctxt", "")
        key = f"{context}{END_OF_CONTEXT}{id}" if context else id
        if fault := _fault(key, texts, forms, known, language):
            problems.append(Problem(Place(path, message.line), *fault))
        else:
            translations[key] = forms
    return translations, problems


def _messages(text: str, path: str, problems: list[Problem]) -> Iterator[Message]:
    """The entries of a catalogue; `problems` gets the lines that are none."""
    message = Message(0, {})
    keyword = ""
    is_fuzzy = False
    for number, line in enumerate(text.split("\n"), start=1):
        if line.startswith("#"):
            is_fuzzy |= line.startswith("#,") and "fuzzy" in line
            continue
        if not line.strip():
            continue
        found = _LINE.fullmatch(line.strip())
        if not found:
            hint = 'write msgid "…" and below it msgstr "…", as gettext does'
            problems.append(
                Problem(Place(path, number), "this is no line of a catalogue", hint)
            )
            continue
        begins = found[1] == "msgctxt" or (found[1] == "msgid" and keyword != "msgctxt")
        if begins:
            yield message
            message, is_fuzzy = Message(number, {}, is_fuzzy), False
        keyword = found[1] or keyword
        said = _ESCAPE.sub(lambda each: _ESCAPED.get(each[1], each[1]), found[2])
        message.texts[keyword] = message.texts.get(keyword, "") + said
    yield message


_ESCAPED = {"n": "\n", "t": "\t"}


def _fault(
    key: str,
    texts: Mapping[str, str],
    forms: tuple[str, ...],
    known: Translations,
    language: Language,
) -> tuple[str, str] | None:
    """What is wrong with a translation: a message and the next step."""
    id = texts["msgid"]
    if key not in known:
        ids = {each.partition(END_OF_CONTEXT)[2] or each for each in known}
        hint = did_you_mean(id, ids)
        if id in ids:
            hint = "it has another 'msgctxt', or none; see messages.pot of Factbox"
        return f"the page has no message '{id}'", hint
    counted = "msgid_plural" in texts
    needed = len(language.catalogue.translations.get(key, known[key])) if counted else 1
    if len(forms) != needed:
        names = ", ".join(f"msgstr[{number}]" for number in range(needed))
        message = f"'{id}' has {needed} forms in {language.tag}, not {len(forms)}"
        return message, f"write {names if counted else 'msgstr'}"
    allowed = {*_NAMED.findall(id), *_NAMED.findall(texts.get("msgid_plural", ""))}
    for form in forms:
        named = set(_NAMED.findall(form))
        if lost := (allowed - named - {"num", "count"}) or (named - allowed):
            name = f"%({min(lost)})s"
            what = "lacks" if lost <= allowed else "names"
            hint = f"it is filled in where the page says it: {id}"
            return f"this translation {what} '{name}'", hint
    return None
