"""The JSON Schema (draft 2020-12) of the YAML files, for editors that complete keys.

msgspec derives it from the types. Where it would describe how a value is kept, such as
the two ends of a quantity, the schema says what an author writes: a text.
"""

from typing import Any

import msgspec

from factbox.blocks import KINDS
from factbox.decode import fields_of
from factbox.model import FrontMatter, Person, Settings, Source

LISTS: dict[str, type[Any]] = {
    "people": Person,
    **{kind.name: kind.entry for kind in KINDS},
}
MAPPINGS: dict[str, type[Any]] = {
    "site": Settings,
    "source": Source,
    "article": FrontMatter,
}
DOCUMENTS = (*MAPPINGS, *LISTS)
"""The documents that have a schema; `article` is the front matter of one."""


def json_schema(document: str) -> str:
    """The schema of one of `DOCUMENTS`, as indented JSON."""
    written = LISTS.get(document) or MAPPINGS[document]
    _, components = msgspec.json.schema_components(
        [written], ref_template="#/$defs/{name}"
    )
    entries = {written.__name__: written, **_nested(written)}
    root: dict[str, Any] = {"$ref": f"#/$defs/{written.__name__}"}
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **({"type": "array", "items": root} if document in LISTS else root),
        "$defs": {
            name: _as_written(component, entries[name])
            if name in entries
            else {"type": "string"}
            for name, component in components.items()
            if name != "Place"
        },
    }
    return msgspec.json.format(msgspec.json.encode(schema), indent=2).decode()


def _nested(written: type[Any]) -> dict[str, type[Any]]:
    """The types of the mappings within entries of this type, by their names."""
    nested = {}
    for field in fields_of(written).values():
        if field.entry:
            nested[field.entry.__name__] = field.entry
            nested |= _nested(field.entry)
    return nested


def _as_written(component: dict[str, Any], entry: type[Any]) -> dict[str, Any]:
    """The schema of a mapping with the keys that an author can write."""
    properties = {}
    for name, field in fields_of(entry).items():
        schema = dict(component["properties"][name])
        schema.pop("default", None)
        for option in schema.pop("anyOf", ()):
            # An optional key is left out, never written as null.
            if option != {"type": "null"}:
                schema |= option
        if field.meta.description:
            schema["description"] = field.meta.description
        if field.meta.examples:
            schema["examples"] = field.meta.examples
        properties[name] = schema
    required = [name for name, field in fields_of(entry).items() if field.required]
    return component | {"properties": properties, "required": required}
