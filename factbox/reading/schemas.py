"""The JSON Schema (draft 2020-12) of the YAML files, for editors that complete keys.

It describes what an author writes, not what becomes of it: keys, lists of entries, and
texts, whatever type a text is read as.
"""

from collections.abc import Sequence
from typing import Any, Literal, get_args, get_origin

import msgspec

from factbox.kinds import KINDS
from factbox.model.articles import FrontMatter
from factbox.model.people import Names, PersonEntry
from factbox.model.site import Settings
from factbox.model.sources import Source
from factbox.model.translations import (
    FrontWords,
    PersonWords,
    SiteWords,
    SourceWords,
)
from factbox.reading.fields import Field, field_of, keys_of
from factbox.schemes.facts import KIND, WOVEN

OF_WORDS = "-words"
"""What stands behind the name of a document whose words a translation has."""

LISTS: dict[str, type[Any]] = {
    "people": PersonEntry,
    **{kind.name: kind.entry for kind in KINDS},
    f"people{OF_WORDS}": PersonWords,
    **{f"{kind.name}{OF_WORDS}": kind.words for kind in KINDS if kind.words},
}
MAPPINGS: dict[str, type[Any]] = {
    "site": Settings,
    "source": Source,
    "article": FrontMatter,
    f"site{OF_WORDS}": SiteWords,
    f"source{OF_WORDS}": SourceWords,
    f"article{OF_WORDS}": FrontWords,
}
DOCUMENTS = (*MAPPINGS, *LISTS)
"""The documents that have a schema; `article` is the front matter of one."""

Schema = dict[str, Any]

# An editor's program may take `300` for a number and `2024-08` for a text; here, both
# are what was typed.
TEXT: Schema = {"type": ["string", "number", "boolean"]}


class Ids(msgspec.Struct, frozen=True):
    """The ids of a project that an entry can name; `sources` are with their notes.

    `facts` are those of the same explainer, `claims` the parts of its figures, `dated`
    the same with their days; `elsewhere` is where a schema has the facts of all
    explainers, "" where none does.
    """

    people: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    explainers: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    dated: tuple[str, ...] = ()
    elsewhere: str = ""

    def of(self, scheme: str) -> tuple[str, ...]:
        """What a mention with this scheme can name; () where any text will do."""
        if scheme == "claimant" and self.people:
            return ("range", *self.people)
        known = {
            "person": self.people,
            "source": self.sources,
            "explainer": self.explainers,
            "fact": (*self.facts, *self.claims),
            "lead": self.facts,
            "figure": self.dated,
            KIND.name: WOVEN,
        }
        return known.get(scheme, ())


NO_IDS = Ids()


def json_schema(document: str, ids: Ids = NO_IDS) -> str:
    """The schema of one of `DOCUMENTS`, as indented JSON.

    Where `ids` are given, an entry can name only these.
    """
    entry = LISTS.get(document) or MAPPINGS[document]
    root = _keys(entry, ids)
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **({"type": "array", "items": root} if document in LISTS else root),
    }
    return msgspec.json.format(msgspec.json.encode(schema), indent=2).decode()


def one_of(known: Sequence[str]) -> str:
    """The schema of a text that is one of these, as JSON; nothing is where none is."""
    return msgspec.json.encode({"enum": list(known)}).decode()


def _keys(entry: type[Any], ids: Ids) -> Schema:
    """The schema of a mapping that is written in keys."""
    fields = keys_of(entry)
    return {
        "type": "object",
        "properties": {name: _value(field, ids) for name, field in fields.items()},
        "required": [name for name, field in fields.items() if field.required],
        "additionalProperties": False,
    }


def _value(field: Field, ids: Ids) -> Schema:
    """The schema of what stands after a key.

    An example is offered for completion, so there is none where ids are known.
    """
    shape = _shape(field, ids)
    said: Schema = {"description": field.meta.description}
    if "enum" not in shape:
        said["examples"] = field.meta.examples
    return shape | {key: each for key, each in said.items() if each}


def _shape(field: Field, ids: Ids) -> Schema:
    """What a value is, but not what is said of it."""
    inner = [field_of("", True, each) for each in get_args(field.type)]
    if get_origin(field.type) is tuple:
        items = _value(inner[0], ids)
        several: Schema = {"type": "array", "items": items}
        return {"anyOf": [items, several]} if field.may_be_one else several
    if get_origin(field.type) is dict:
        key, value = inner
        return {
            "type": "object",
            "propertyNames": _value(key, ids),
            "additionalProperties": _value(value, ids),
        }
    if field.entry:
        return _keys(field.entry, ids)
    if field.type is Names:
        return {"anyOf": [TEXT, {"type": "array", "items": TEXT}]}
    if get_origin(field.type) is Literal:
        return {"enum": list(get_args(field.type))}
    if known := ids.of(field.scheme):
        own: Schema = {"enum": list(known)}
        if field.scheme == "fact" and ids.elsewhere:
            return {"anyOf": [own, {"$ref": ids.elsewhere}]}
        return own
    limits = {"pattern": field.meta.pattern, "maxLength": field.meta.max_length}
    return TEXT | {key: each for key, each in limits.items() if each is not None}
