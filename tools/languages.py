"""What the package knows of languages, made from what translators and Babel know.

    python -m tools.languages

collects the words of the page into factbox/languages/messages.pot, brings them into the
catalogue of each language, and writes its language.json. Run it after a change to a
word in a template or in Python, to a catalogue, or to phrases.toml.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, get_args, get_type_hints

import msgspec
from babel.messages import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from factbox.languages.catalogue import END_OF_CONTEXT, GERMANIC
from factbox.languages.language import TAGS, Kept, Language
from tools.cldr import forms_of

ROOT = Path(__file__).parents[1]
LANGUAGES = ROOT / "factbox/languages"
TEMPLATE = LANGUAGES / "messages.pot"

KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "message": None,
}
"""The functions that words are given to, and which arguments these are."""

Found = tuple[str, Any, list[str], str | None]

REMARKS = ("Translators:",)
"""What begins a remark to translators, in the line before a message."""


@cache
def messages() -> tuple[Found, ...]:
    """Each message: its file, its text or texts, remarks on it, its context."""
    return tuple(_messages())


def _messages() -> Iterator[Found]:
    options = {"silent": "false"}
    for method, paths in (
        ("jinja2.ext:babel_extract", sorted((ROOT / "templates").rglob("*.html"))),
        ("python", sorted((ROOT / "factbox").rglob("*.py"))),
    ):
        for path in paths:
            with path.open("rb") as file:
                for _, text, remarks, context in extract(
                    method, file, KEYWORDS, REMARKS, options, strip_comment_tags=True
                ):
                    name = path.relative_to(ROOT).as_posix()
                    yield name, text, [*remarks], context


def collected() -> Catalog:
    """The messages of templates and of Python, without translations."""
    catalogue = Catalog(project="Factbox", charset="utf-8", fuzzy=False)
    for name, text, remarks, context in messages():
        catalogue.add(
            text, locations=[(name, None)], auto_comments=remarks, context=context
        )
    return catalogue


def as_text(catalogue: Catalog) -> str:
    """The messages as a file for translators, in which none is translated."""
    return HEADER.format("") + _body(catalogue)


HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n{}\n'


def _body(catalogue: Catalog) -> str:
    """The messages of a catalogue; without its dates, so that it is as it was."""
    file = BytesIO()
    write_po(file, catalogue, width=79, include_lineno=False, omit_header=True)
    return re.sub(r"\n{3,}", "\n\n", file.getvalue().decode())


# ------------------------------------------------------------------------- one language


def catalogue_of(tag: str) -> Catalog | None:
    """The catalogue of a language; None where the messages are as they are."""
    path = LANGUAGES / tag / "messages.po"
    if not path.exists():
        return None
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def renewed(tag: str) -> str | None:
    """The catalogue of a language with the messages that there are now, as a file."""
    catalogue = catalogue_of(tag)
    if catalogue is None:
        return None
    catalogue.update(collected(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    headers = (
        ("Language", tag.replace("-", "_")),
        ("Plural-Forms", catalogue.plural_forms),
        ("X-Checked-By", _headers(tag).get("X-Checked-By", "")),
    )
    lines = "".join(f'"{name}: {value}\\n"\n' for name, value in headers)
    return HEADER.format(lines) + _body(catalogue)


def _headers(tag: str) -> dict[str, str]:
    """The lines of a catalogue's header, of which Babel keeps only some."""
    path = LANGUAGES / tag / "messages.po"
    head = path.read_text("utf-8").partition("\n\n")[0]
    return dict(re.findall(r'"([\w-]+): (.*)\\n"', head))


def phrases_of(tag: str) -> dict[str, Any]:
    """The phrases of a language, and those of another one that it is like."""
    path = LANGUAGES / tag / "phrases.toml"
    own: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    like = own.pop("like", None)
    return (phrases_of(like) if like else {}) | own


def kept_of(tag: str) -> Kept:
    """What language.json holds."""
    catalogue = catalogue_of(tag)
    plural = catalogue.plural_expr if catalogue else GERMANIC
    fields = forms_of(tag, plural) | phrases_of(tag)
    checked_by = _headers(tag).get("X-Checked-By", "") if catalogue else "Factbox"
    fields = _with_defaults(fields) | {"checked_by": checked_by}
    fields["parts"] = list(fields["parts"].items())
    messages = {}
    for message in catalogue or ():
        forms = message.string if message.pluralizable else (message.string,)
        if message.id and all(forms):
            one = message.id[0] if message.pluralizable else message.id
            context = f"{message.context}{END_OF_CONTEXT}" if message.context else ""
            messages[context + one] = forms
    whole = {"language": fields, "plural": plural, "messages": messages}
    return msgspec.convert(whole, Kept)


def _with_defaults(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields of a language with those that most languages have in common."""
    given = {
        "least_grouped": 1,
        "first_day": "1",
        "halves_of_day": [],
        "the": "",
        "dash": "{} – {}",
        "semicolon": "; ",
        "two_years": "{}/{}",
        "time": "{}",
        "date_time": "{date}, {time}",
        "month": "{month}",
        "season_year": "{season} {year}",
        "year": "{year}",
        "roman_centuries": False,
        "ordinal_endings": [["", ""]],
        "contractions": [],
        "year_of_era": "{}",
        **fields,
    }
    beside = {
        "of_year": given["year"],
        "of_seasons": given["seasons"],
        "of_quarter": given["quarter"],
        "common_era": given["ad"],
        "before_common_era": given["bc"],
        "week_beginning": given["week"],
        "hours": _with_a_day(given["from_to"]),
        "between_hours": _with_a_day(given["between"]),
        **given,
    }
    # A phrase that is the same with a day and without is written once.
    pairs = {
        name
        for name, type in get_type_hints(Language).items()
        if get_args(type) == (str, str)
    }
    return {
        name: [value, value] if name in pairs and isinstance(value, str) else value
        for name, value in beside.items()
    }


def _with_a_day(phrase: Any) -> Any:
    """The one of a pair of phrases that stands with a day."""
    return phrase if isinstance(phrase, str) else phrase[0]


def as_json(kept: Kept) -> str:
    """What language.json holds, as a file."""
    language = {
        name: value
        for name, value in msgspec.structs.asdict(kept.language).items()
        if name not in ("catalogue", "currency", "borrowed")
    }
    whole = {"language": language, "plural": kept.plural, "messages": kept.messages}
    encoded = msgspec.json.encode(whole)
    return msgspec.json.format(encoded, indent=1).decode() + "\n"


def main() -> None:
    """Write what is made from the words of the page and from CLDR."""
    TEMPLATE.write_text(as_text(collected()), "utf-8")
    for tag in TAGS:
        if (text := renewed(tag)) is not None:
            (LANGUAGES / tag / "messages.po").write_text(text, "utf-8")
        (LANGUAGES / tag / "language.json").write_text(as_json(kept_of(tag)), "utf-8")


if __name__ == "__main__":
    main()
