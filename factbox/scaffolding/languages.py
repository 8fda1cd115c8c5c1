"""The files with which a project adds a language."""

import msgspec

from factbox.languages.language import Language, messages_template
from factbox.problems import Failed, Place, Problem, Unreadable
from factbox.reading.added_languages import is_known, related
from factbox.reading.files import OWN_WORDS
from factbox.reading.phrases import FORMS
from factbox.values.language_tags import LanguageTag

_HEAD = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: {tag}\\n"
"Plural-Forms: nplurals=2; plural=n != 1;\\n"
"X-Checked-By: \\n"
"""


def new_language(tag: str, name: str) -> dict[str, bytes]:
    """The catalogue of an added language, and its phrases, each behind "#".

    They are in the words of the language that it is like. Raises `Failed` for a tag of
    no language, or of one that Factbox has.
    """
    place = Place(f"{OWN_WORDS}{tag}.po")
    try:
        tag = LanguageTag.parse(tag).text
    except Unreadable as error:
        raise Failed([Problem(place, error.message, error.hint)]) from error
    if is_known(tag):
        hint = f"say it in content/site.yaml: language: {tag}"
        raise Failed([Problem(place, f"Factbox writes in '{tag}' already", hint)])
    _, _, messages = messages_template().partition("\n\n")
    catalogue = f"{_HEAD.format(tag=tag)}\n{messages}"
    phrases = "\n".join(_phrases(tag, name or tag, related(tag)))
    return {
        f"{OWN_WORDS}{tag}.po": catalogue.encode(),
        f"{OWN_WORDS}{tag}.toml": f"{phrases}\n".encode(),
    }


def _phrases(tag: str, name: str, like: Language) -> list[str]:
    return [
        f"# How numbers and dates print in {tag}: take the # away from what you write.",
        f"name = {_toml(name)}",
        "",
        *(f"# {each} = {_toml(getattr(like, each))}" for each in FORMS),
    ]


def _toml(value: object) -> str:
    """A text or a list of texts as TOML has it, which is as JSON has it."""
    return msgspec.json.encode(value).decode()
