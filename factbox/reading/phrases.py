"""A project's own phrases around numbers and dates: templates/languages/<tag>.toml.

    about = "omkring {}"
    months = ["januari", "februari", …]

Each takes the place of the field of that name of `Language`.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, get_type_hints

import msgspec

from factbox.languages.language import Language
from factbox.problems import Place, Problem, did_you_mean

Phrases = Mapping[str, object]

_FIXED = ("tag", "catalogue", "currency", "borrowed", "checked_by")
"""What is no phrase: it has a place of its own, or none."""
NAMED = tuple(name for name in Language.__struct_fields__ if name not in _FIXED)
"""The names of what such a file may say."""
FORMS = tuple(name for name in NAMED if name not in ("name", "full_name", "direction"))
"""Those of them that print a number or a date."""

_FILLED = re.compile(r"\{(\w*)\}")
_AT = re.compile(r"line (\d+), column (\d+)")


def read_phrases(
    text: str, path: str, language: Language
) -> tuple[Phrases, list[Problem]]:
    """The phrases of a project, as far as they can print, and what is wrong with them.

    What a phrase is filled with is what that of the language has.
    """
    # Slow to import, and of use to few projects.
    import tomllib

    try:
        table = tomllib.loads(text)
    # The standard library reads nested lists by calling itself.
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = _AT.search(str(error))
        last = len(text.rstrip().split("\n"))
        line, column = (int(found[1]), int(found[2])) if found else (last, 1)
        hint = 'write a line like: about = "omkring {}"'
        message = "this is no line of a file of phrases"
        return {}, [Problem(Place(path, line, column), message, hint)]
    phrases: dict[str, object] = {}
    problems = []
    for name, value in table.items():
        place = _place(name, text, path)
        if name not in NAMED:
            hint = did_you_mean(name, NAMED)
            message = f"there is no phrase '{name}'"
            problems.append(Problem(place, message, hint))
            continue
        own = getattr(language, name)
        given = [value, value] if _is_pair(name) and isinstance(value, str) else value
        if name == "parts" and isinstance(given, dict):
            given = [*given.items()]
        try:
            read = msgspec.convert(given, get_type_hints(Language)[name])
        except msgspec.ValidationError:
            message = f"'{name}' is not written like this"
            problems.append(Problem(place, message, f"write it like {_shown(own)}"))
            continue
        wrong = _without_parts(name, read, own) or _filled_otherwise(read, own)
        if wrong:
            message = f"'{name}' is not filled with what it prints: {wrong}"
            problems.append(Problem(place, message, f"write it like {_shown(own)}"))
            continue
        phrases[name] = read
    return phrases, problems


def _is_pair(name: str) -> bool:
    return bool(get_type_hints(Language)[name] == tuple[str, str])


def _without_parts(name: str, value: Any, own: Any) -> str:
    """Which of several phrases in a field is missing, or empty."""
    if name == "scales" and not (value and all(forms for _, forms, _ in value)):
        return "a scale has no phrase"
    if name == "ordinal_endings" and not any(not digits for digits, _ in value):
        return 'the last has ["", "…"], for all other digits'
    if name not in ("parts", "fractions"):
        return ""
    lost = {each[0] for each in own} - {each[0] for each in value}
    return f"{min(lost)} is missing" if lost else ""


def _filled_otherwise(value: object, own: Any) -> str:
    """What one of the phrases lacks, or has too much; "" where nothing is wrong."""
    is_list = isinstance(own, tuple) and len(own) > 2 and isinstance(own[0], str)
    if is_list and isinstance(value, tuple) and len(value) != len(own):
        return f"{len(value)} of {len(own)} are there"
    known = {*_fillings(own)}
    for phrase in _texts(value):
        names = _FILLED.findall(phrase)
        if phrase.count("{") != len(names) or phrase.count("}") != len(names):
            return f"a brace too many in “{phrase}”"
        if more := {*names} - known - {""}:
            return f"{{{min(more)}}}"
        if not names and known and not isinstance(own, tuple):
            return f"{{}} is missing in “{phrase}”"
        if names.count("") > max(map(_bare, _texts(own)), default=0):
            return f"{{}} is there too often in “{phrase}”"
    return ""


def _bare(phrase: str) -> int:
    return _FILLED.findall(phrase).count("")


def _fillings(value: object) -> Iterator[str]:
    return (name for phrase in _texts(value) for name in _FILLED.findall(phrase))


def _texts(value: object) -> Iterator[str]:
    """The texts in a field of a language."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)


def _shown(value: Any) -> str:
    """The value of a field as it stands in such a file."""
    text = msgspec.json.encode(value).decode()
    return text if len(text) <= 60 else f"{text[:60]}…"


def _place(name: str, text: str, path: str) -> Place:
    """Where a file says something."""
    found = re.search(rf'^(\[?["\']?){re.escape(name)}["\']?\s*(?:=|\])', text, re.M)
    if not found:
        return Place(path, 1)
    return Place(path, text.count("\n", 0, found.end(1)) + 1, len(found[1]) + 1)
