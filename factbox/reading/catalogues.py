"""A project's own words of the page: templates/languages/<tag>.po, as gettext has them.

What stands there takes the place of what the catalogue of the language says; all other
messages stay. A message is named by its English text, so that the catalogue of an
English site changes what the page says in English. A catalogue whose head names a
language that Factbox does not have adds it (`added_languages`); phrases around numbers
and dates stand beside it (`phrases`).
"""

import re
from collections.abc import Iterator, Mapping

import msgspec

from factbox.languages.catalogue import (
    END_OF_CONTEXT,
    GERMANIC,
    Catalogue,
    Translations,
)
from factbox.languages.language import Language, language_of
from factbox.languages.typing_files import typed_as
from factbox.problems import Failed, Place, Problem, Unreadable, did_you_mean
from factbox.reading.added_languages import head_of, is_known, language_named
from factbox.reading.files import OWN_WORDS, Files, text_of
from factbox.reading.phrases import FORMS, Phrases, read_phrases
from factbox.values.digests import digest

_LINE = re.compile(r'(?:(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)\s+)?"(.*)"')
_ESCAPE = re.compile(r"\\(.)")
_NAMED = re.compile(r"%\((\w+)\)s")
_RULE = re.compile(r"nplurals\s*=\s*([1-6])\s*;\s*plural\s*=\s*([^;]+?)\s*;?")
_ADDED = re.compile(r"[A-Za-z]{2,3}(?:-\w+)*")
_FULLEST = "de"
"""A language whose catalogue has every message, as those of all others but English."""


class Words(msgspec.Struct, frozen=True):
    """The words of the page and the phrases that a project has in one language.

    `plural` and `checked_by` are of the head of a catalogue that adds a language.
    """

    translations: Translations
    phrases: Phrases = {}
    plural: str = ""
    checked_by: str = ""

    def within(self, language: Language) -> Language:
        """The language with these words in the place of its own."""
        own = language.catalogue
        given = (sorted(self.translations.items()), sorted(self.phrases.items()))
        stamp = digest(own.stamp, self.plural, *given).hex()
        every = {**own.translations, **self.translations}
        changed: dict[str, object] = dict(self.phrases)
        if not is_known(language.tag):
            changed["checked_by"] = self.checked_by
            changed["borrowed"] = self._borrowed(language)
            changed.setdefault("full_name", changed.get("name", language.name))
        plural = self.plural or own.plural
        catalogue = Catalogue(every, plural, stamp)
        return msgspec.structs.replace(language, catalogue=catalogue, **changed)

    def _borrowed(self, language: Language) -> int:
        """How many words and phrases of an added language are of another one."""
        known = {*language_of(_FULLEST).catalogue.translations}
        lost = len(known - {*language.catalogue.translations} - {*self.translations})
        of_another = typed_as(language.tag) != language.tag.partition("-")[0]
        return lost + len({*FORMS} - {*self.phrases}) if of_another else lost


class Message(msgspec.Struct):
    """An entry of a catalogue while it is read, its texts by their keywords."""

    line: int
    texts: dict[str, str]
    is_fuzzy: bool = False


def read_catalogues(files: Files) -> tuple[Mapping[str, Words], list[Problem]]:
    """The words of a project by the tags of their languages, and what is wrong."""
    found: dict[str, Words] = {}
    problems: list[Problem] = []
    before: dict[tuple[str, str], str] = {}
    for path in sorted(each for each in files if each.startswith(OWN_WORDS)):
        tag, _, ending = path.removeprefix(OWN_WORDS).rpartition(".")
        if ending not in ("po", "toml"):
            hint = f"words of the page are a file {OWN_WORDS}<tag>.po"
            problems.append(Problem(Place(path), "nothing uses this file", hint))
            continue
        try:
            language = language_named(tag, files)
            text = text_of(path, files[path])
        except Unreadable as error:
            hint = error.hint
            if _ADDED.fullmatch(tag):
                hint = (
                    f'to add the language, write "Language: {tag}\\n" and its '
                    f"Plural-Forms into the head of {OWN_WORDS}{tag}.po"
                )
            problems.append(Problem(Place(path), error.message, hint))
            continue
        except Failed as failed:
            problems += failed.problems
            continue
        words = found.get(language.tag, Words({}))
        if other := before.get((language.tag, ending)):
            hint = f"put their words into {other}, and delete this file"
            message = f"this and {other} are of one language, {language.tag}"
            problems.append(Problem(Place(path), message, hint))
            continue
        before[language.tag, ending] = path
        if ending == "toml":
            phrases, wrong = read_phrases(text, path, language)
            found[language.tag] = msgspec.structs.replace(words, phrases=phrases)
        else:
            found[language.tag], wrong = _read(text, path, language)
        problems += wrong
    return found, problems


def _read(text: str, path: str, language: Language) -> tuple[Words, list[Problem]]:
    """The translations in a catalogue, and what is wrong with it."""
    known = language_of(_FULLEST).catalogue.translations
    translations: dict[str, tuple[str, ...]] = {}
    problems: list[Problem] = []
    plural, count = "", 0
    if not is_known(language.tag):
        plural, count = _plural(text, path, problems)
    for message in _messages(text, path, problems):
        texts = message.texts
        id = texts.get("msgid", "")
        forms = tuple(each for key, each in texts.items() if key.startswith("msgstr"))
        # The head of a catalogue has no id; what is not translated has no forms.
        if not id or message.is_fuzzy or not forms or not all(forms):
            continue
        context = texts.get("msgctxt", "")
        key = f"{context}{END_OF_CONTEXT}{id}" if context else id
        needed = count or len(
            language.catalogue.translations.get(key) or known.get(key, ("",))
        )
        if key in translations:
            hint = "delete one of the two"
            problems.append(
                Problem(
                    Place(path, message.line), f"'{id}' stands here a second time", hint
                )
            )
        elif fault := _fault(key, texts, forms, known, needed, language.tag):
            problems.append(Problem(Place(path, message.line), *fault))
        else:
            translations[key] = forms
    checked_by = head_of(text).get("X-Checked-By", "")
    return Words(translations, {}, plural, checked_by), problems


def _plural(text: str, path: str, problems: list[Problem]) -> tuple[str, int]:
    """The rule of plural forms in the head of a catalogue, and how many there are.

    `problems` gets a rule that is none.
    """
    rule = _RULE.fullmatch(head_of(text).get("Plural-Forms", ""))
    if rule and _is_rule(rule[2], int(rule[1])):
        return rule[2], int(rule[1])
    lines = text.split("\n")
    line = next((n for n, each in enumerate(lines, 1) if "Plural-Forms" in each), 1)
    message = "the head of this catalogue has no rule of plural forms"
    hint = 'write as gettext does: "Plural-Forms: nplurals=2; plural=n != 1;\\n"'
    problems.append(Problem(Place(path, line), message, hint))
    return GERMANIC, 2


def _is_rule(plural: str, count: int) -> bool:
    """Whether an expression of C tells one of so many forms for each number."""
    # Slow to import, and of use to added languages alone.
    from gettext import c2py

    try:
        form = c2py(plural)
        return all(form(number) < count for number in range(200))
    except (ValueError, ArithmeticError):
        return False


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
    needed: int,
    tag: str,
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
    needed = needed if counted else 1
    if len(forms) != needed:
        names = ", ".join(f"msgstr[{number}]" for number in range(needed))
        message = f"'{id}' has {needed} forms in {tag}, not {len(forms)}"
        return message, f"write {names if counted else 'msgstr'}"
    allowed = {*_NAMED.findall(id), *_NAMED.findall(texts.get("msgid_plural", ""))}
    for form in forms:
        named = set(_NAMED.findall(form))
        if lost := (allowed - named - {"num", "count"}) or (named - allowed):
            name = f"%({min(lost)})s"
            what = "lacks" if lost <= allowed else "names"
            hint = f"it is filled in where the page says it: {id}"
            return f"this translation {what} '{name}'", hint
        if "%" in _NAMED.sub("", form):
            hint = "say it in words, like 'per cent', or write the sign '％'"
            return "a '%' in a translation stands before what is filled in", hint
    return None
