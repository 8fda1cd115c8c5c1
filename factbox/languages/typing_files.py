"""How authors type in a language: the files `<language>/typing.toml`.

A file has the tables `quantities`, `dates` and `cautions`; what their keys mean is said
in `wording.py`, `date_words.py` and `cautions.py`. Ways to write one thing are a text,
parted by commas, in lower case. What else a language needs is told in
docs/architecture.md.
"""

from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from factbox.languages.cautions import Cautions
from factbox.languages.date_words import DateWords
from factbox.languages.wording import Named, Phrases, Valued, Wording
from factbox.languages.zones import ZONES
from factbox.precomputed import note, recall

T = TypeVar("T", bound=msgspec.Struct)

FOLDER = Path(__file__).parent
FILE = "typing.toml"
ENGLISH = "en"

_TABLE = msgspec.msgpack.Decoder(dict[str, Any])


@cache
def typed_as(tag: str) -> str:
    """The language of which a BCP 47 tag has a file: pt of pt-BR, and en of others."""
    parts = tag.lower().split("-")
    for length in range(len(parts), 0, -1):
        name = "-".join(parts[:length])
        if (FOLDER / name / FILE).is_file():
            return name
    return ENGLISH


@cache
def wording_of(tag: str) -> Wording:
    """How quantities are typed in the language of a tag."""
    table = _file(typed_as(tag))["quantities"]
    own = table.get("measures", {})
    # The short names of measures are the same everywhere.
    shared = dict.fromkeys(_file(ENGLISH)["quantities"]["measures"], "")
    measures = tuple((name, *_words(more)) for name, more in {**shared, **own}.items())
    pairs = tuple((marks[0], marks[1]) for marks in table["quotations"])
    return _made(Wording, {**table, "measures": measures, "quotations": pairs})


@cache
def date_words_of(tag: str) -> DateWords:
    """How dates are typed in the language of a tag."""
    table = _file(typed_as(tag))["dates"]
    zones = {**ZONES, **table.get("zones", {})}
    return _made(DateWords, {**table, "zones": tuple(zones.items())})


@cache
def cautions_of(tag: str) -> Cautions:
    """With which words authors are careful in the language of a tag."""
    return _made(Cautions, _file(typed_as(tag))["cautions"])


def _made(as_type: type[T], table: dict[str, Any]) -> T:
    """The struct of a table, each text as the type of its field says."""
    values = {}
    for field in msgspec.structs.fields(as_type):
        if field.name not in table:
            continue
        value = table[field.name]
        if field.type == Phrases and isinstance(value, str):
            value = _words(value)
        elif field.type == tuple[Phrases, ...] and isinstance(value, list):
            value = tuple(map(_words, value))
        elif isinstance(value, dict):
            pairs = [(key, _words(words)) for key, words in value.items()]
            if field.type == Valued:
                value = tuple(
                    (word, int(key)) for key, words in pairs for word in words
                )
            elif field.type == Named:
                value = tuple((word, key) for key, words in pairs for word in words)
            else:
                value = tuple(pairs)
        elif isinstance(value, list):
            value = tuple(value)
        elif field.name == "forms":
            value = " ".join(value.split())
        values[field.name] = value
    return as_type(**values)


def _words(text: str) -> Phrases:
    return tuple(filter(None, (" ".join(word.split()) for word in text.split(","))))


@cache
def _file(name: str) -> dict[str, Any]:
    key = f"{FILE} {name}".encode()
    kept = recall(key)
    if kept is None:
        # Slow to import, and not needed where it was read before.
        import tomllib

        table = tomllib.loads((FOLDER / name / FILE).read_text("utf-8"))
        note(key, kept := msgspec.msgpack.encode(table))
    return _TABLE.decode(kept)
