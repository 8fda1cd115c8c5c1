"""The JSON Schema (draft 2020-12) of the YAML files, for editors that complete keys.

It describes what an author writes, not what becomes of it: keys, lists of entries, and
texts, whatever type a text is read as.
"""

from typing import Any, Literal, get_args, get_origin

import msgspec

from factbox.kinds import KINDS
from factbox.model.articles import FrontMatter
from factbox.model.people import Names, PersonEntry
from factbox.model.site import Settings
from factbox.model.sources import Source
from factbox.reading.decoding import Field, field_of, keys_of
from factbox.schemes.facts import KIND, WOVEN

LISTS: dict[str, type[Any]] = {
    "people": PersonEntry,
    **{kind.name: kind.entry for kind in KINDS},
}
MAPPINGS: dict[str, type[Any]] = {
    "site": Settings,
    "source": Source,
    "article": FrontMatter,
}
DOCUMENTS = (*MAPPINGS, *LISTS)
"""The documents that have a schema; `article` is the front matter of one."""

Schema = dict[str, Any]

# An editor's program may take `300` for a number and `2024-08` for a text; here, both
# are what was typed.
TEXT: Schema = {"type": ["string", "number", "boolean"]}


def json_schema(document: str) -> str:
    """The schema of one of `DOCUMENTS`, as indented JSON."""
    entry = LISTS.get(document) or MAPPINGS[document]
    root = _keys(entry)
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **({"type": "array", "items": root} if document in LISTS else root),
    }
    return msgspec.json.format(msgspec.json.encode(schema), indent=2).decode()


def _keys(entry: type[Any]) -> Schema:
    """The schema of a mapping that is written in keys."""
    fields = keys_of(entry)
    return {
        "type": "object",
        "properties": {name: _value(field) for name, field in fields.items()},
        "required": [name for name, field in fields.items() if field.required],
        "additionalProperties": False,
    }


def _value(field: Field) -> Schema:
    """The schema of what stands after a key."""
    inner = [field_of("", True, each) for each in get_args(field.type)]
    if get_origin(field.type) is tuple:
        items = _value(inner[0])
        several: Schema = {"type": "array", "items": items}
        return {"anyOf": [items, several]} if field.may_be_one else several
    if get_origin(field.type) is dict:
        key, value = inner
        return {
            "type": "object",
            "propertyNames": _value(key),
            "additionalProperties": _value(value),
        }
    if field.entry:
        return _keys(field.entry)
    schema: Schema = dict(TEXT)
    if field.type is Names:
        schema = {"anyOf": [TEXT, {"type": "array", "items": TEXT}]}
    if get_origin(field.type) is Literal:
        schema = {"enum": list(get_args(field.type))}
    if field.scheme == KIND.name:
        schema = {"enum": list(WOVEN)}
    said = {
        "description": field.meta.description,
        "examples": field.meta.examples,
        "pattern": field.meta.pattern,
        "maxLength": field.meta.max_length,
    }
    return schema | {key: value for key, value in said.items() if value is not None}
