"""Snippets for the articles of a project: keys of the front matter, and references.

Language servers for YAML look into no Markdown file. Visual Studio Code offers these
as one types in one: a key with what belongs behind it, and whatever a reference can
name, to choose from.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from factbox.reading.schemas import Ids, json_schema

FILE = ".vscode/factbox.code-snippets"
"""Where Visual Studio Code finds them; no git keeps it."""


def snippets(ids: Ids, named: Mapping[str, Sequence[str]]) -> bytes:
    """The file of the snippets; `named` has what each scheme can name, by its name."""
    keys = msgspec.json.decode(json_schema("article", ids))["properties"]
    made = {
        **{
            f"front matter: {key}": _snippet(
                key, f"{key}:{_value(schema, key)}", schema.get("description", "")
            )
            for key, schema in keys.items()
        },
        **{
            f"reference: {scheme}": _snippet(
                scheme,
                f"[]({scheme}:{_choice(known)})",
                f"what stands in the record under this {scheme}, as a link",
            )
            for scheme, known in named.items()
            if known
        },
    }
    return msgspec.json.format(msgspec.json.encode(made), indent=2) + b"\n"


def _snippet(prefix: str, body: str, description: str) -> dict[str, Any]:
    return {
        "scope": "markdown",
        "prefix": prefix,
        "body": body.split("\n"),
        "description": description,
    }


def _value(schema: Mapping[str, Any], key: str) -> str:
    """What stands behind a key, with the space or the line end before it."""
    one = schema.get("anyOf", [schema])[0]
    begin = "\n  - " if one.get("type") == "array" else " "
    one = one.get("items", one)
    if "enum" in one:
        return begin + _choice(one["enum"])
    example = next(iter(schema.get("examples", ())), key)
    return f"{begin}${{1:{_escaped(str(example), '$}')}}}"


def _choice(known: Sequence[object]) -> str:
    """A place to choose one of several for (VS Code's snippet syntax)."""
    return f"${{1|{','.join(_escaped(str(each), ',|$') for each in known)}|}}"


def _escaped(text: str, signs: str) -> str:
    text = text.replace("\\", "\\\\")
    for sign in signs:
        text = text.replace(sign, f"\\{sign}")
    return text
