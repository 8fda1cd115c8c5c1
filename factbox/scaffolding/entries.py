"""A new entry behind those of a YAML file, of which no byte changes.

What is written is read back: unless the entries that were there are what they were, and
the new one is what was asked for, nothing is added.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, get_origin

import msgspec

from factbox.kinds import KINDS
from factbox.model.lines import Line
from factbox.model.mentions import ID_FORM, is_id
from factbox.model.people import PersonEntry
from factbox.model.prose import Prose
from factbox.problems import Failed, Place, Problem
from factbox.reading.decoding import Field, fields_of, keys_of
from factbox.reading.documents import PEOPLE
from factbox.reading.files import Files, text_of
from factbox.reading.nodes import Items, Node, Scalar
from factbox.reading.nodes import Mapping as MappingNode
from factbox.reading.yaml_reader import read_yaml

MODELINE = "# yaml-language-server: $schema="
"""The comment that tells an editor where the schema of a file is."""


class Sort(msgspec.Struct, frozen=True):
    """A sort of entry: what it is called, its type, and the file that has a list of it.

    `file` is a path in the project, or in the folder of an explainer where `is_fact`.
    """

    noun: str
    entry: type[Any]
    file: str
    is_fact: bool

    @property
    def title(self) -> str:
        """The key of the text that an entry cannot be without."""
        return next(
            name
            for name, field in fields_of(self.entry).items()
            if field.required and name != "id" and field.type in (str, Line, Prose)
        )


SORTS: dict[str, Sort] = {
    "person": Sort("person", PersonEntry, PEOPLE, False),
    **{kind.noun: Sort(kind.noun, kind.entry, kind.file, True) for kind in KINDS},
}
"""The sorts of entry that a list holds, by their nouns."""


def entry_added(
    files: Files, path: str, sort: Sort, values: Mapping[str, str], schema: str
) -> bytes:
    """What makes a file one entry longer when it is put behind its last byte.

    `values` are texts by their keys, `id` among them. Keys that must be there and have
    no text are written without one, and with what belongs there as a comment. A new
    file begins with a line that names its `schema`.

    Raises `Failed` where the id is none or is taken, or where no entry can stand at the
    end of the file.
    """
    content = files.get(path, b"")
    text = text_of(path, content)
    node, problems = read_yaml(text, path)
    if problems:
        raise Failed(problems)
    items = _listed(node, path, text, sort)
    _check_id(values["id"], path, items, files, sort)
    indent = " " * (node.place.column - 1 if node else 0)
    lines = [f"{indent}{line}\n" for line in entry_lines(sort, values)]
    head = "" if content else f"{MODELINE}{schema}\n\n"
    ending = "\r\n" if b"\r\n" in content else "\n"
    end_of_line = "\n" if text and not text.endswith("\n") else ""
    # A text that keeps the empty lines below it would get one more.
    for gap in ("\n", "") if items else ("",):
        added = "".join([end_of_line, gap, head, *lines])
        if _is_added(text + added, path, items, values):
            return added.replace("\n", ending).encode()
    raise Failed(
        [
            Problem(
                Place(path, max(text.count("\n"), 1)),
                f"no {sort.noun} can be added at the end of this file",
                "write it by hand: " + ", ".join(f"{key}: …" for key in values),
            )
        ]
    )


def entry_lines(sort: Sort, values: Mapping[str, str]) -> Iterator[str]:
    """The lines of an entry."""
    begin = "- "
    for name, field in _keys(sort, values).items():
        if name in values:
            yield f"{begin}{name}: {_written(values[name], field)}"
        else:
            such = f", such as: {field.meta.examples[0]}" if field.meta.examples else ""
            yield f"{begin}{name}:  # {field.meta.description}{such}"
        begin = "  "


def _keys(sort: Sort, values: Mapping[str, str]) -> dict[str, Field]:
    """The keys of an entry: those that must be there, and those that have a text.

    An entry whose list of one can be written short has the keys of that one.
    """
    keys = keys_of(sort.entry)
    needed = {name for name, field in keys.items() if field.required}
    short_for = getattr(sort.entry, "SHORT_FOR", ())
    if short_for and not values.keys() & set(short_for):
        one = fields_of(keys[short_for[0]].entry or sort.entry)
        needed |= {name for name, field in one.items() if field.required}
    return {name: keys[name] for name in keys if name in needed or name in values}


def _written(text: str, field: Field) -> str:
    """A text as a value in YAML, in quotation marks where it needs them."""
    # What may be one alone is written so where it is one.
    if get_origin(field.type) is tuple and not (field.may_be_one and "," not in text):
        each = (part.strip() for part in text.strip("[] ").split(","))
        return f"[{', '.join(each)}]"
    return scalar(text)


def scalar(text: str) -> str:
    """A text as YAML writes it, plain if that says the same."""
    text = " ".join(text.split())
    node, problems = read_yaml(f"key: {text}\n", "")
    value = node.get("key") if isinstance(node, MappingNode) else None
    if not problems and isinstance(value, Scalar) and value.raw == text == value.text:
        return text
    return json.dumps(text, ensure_ascii=False)


def _listed(node: Node | None, path: str, text: str, sort: Sort) -> tuple[Node, ...]:
    """The entries of a file. Raises `Failed` where none can be put behind them."""
    if node is None:
        return ()
    if not isinstance(node, Items):
        message = "this file is a list, but no list begins here"
        hint = f"begin each {sort.noun} with '- id: …'"
        raise Failed([Problem(node.place, message, hint)])
    line = text.split("\n")[node.place.line - 1]
    if line[node.place.column - 1 :].startswith("["):
        message = "this list stands in brackets, and nothing can be added behind it"
        hint = f"begin each {sort.noun} on a line of its own, with '- id: …'"
        raise Failed([Problem(node.place, message, hint)])
    return node.items


def _check_id(
    id: str, path: str, items: tuple[Node, ...], files: Files, sort: Sort
) -> None:
    if not is_id(id):
        raise Failed([Problem(Place(path), f"'{id}' cannot be an id", ID_FORM)])
    lists = {path: items}
    if sort.is_fact:
        folder = path.rpartition("/")[0]
        for kind in KINDS:
            beside = f"{folder}/{kind.file}"
            node, _ = read_yaml(text_of(beside, files.get(beside, b"")), beside)
            lists[beside] = node.items if isinstance(node, Items) else ()
    for entries in lists.values():
        for entry in entries:
            taken = entry.get("id") if isinstance(entry, MappingNode) else None
            if isinstance(taken, Scalar) and taken.text.strip() == id:
                hint = f"give the new {sort.noun} another"
                raise Failed([Problem(taken.place, f"the id '{id}' is taken", hint)])


def _is_added(
    text: str, path: str, items: tuple[Node, ...], values: Mapping[str, str]
) -> bool:
    """Whether a text holds these entries as they were, and the new one."""
    node, problems = read_yaml(text, path)
    if problems or not isinstance(node, Items) or len(node.items) != len(items) + 1:
        return False
    new = node.items[-1]
    if not isinstance(new, MappingNode):
        return False
    given = {key: new.get(key) for key in values}
    right = all(
        not isinstance(value, Scalar) or value.text == " ".join(values[key].split())
        for key, value in given.items()
    )
    was = [_said(item) for item in items]
    return (
        right
        and None not in given.values()
        and was == list(map(_said, node.items))[:-1]
    )


def _said(node: Node) -> object:
    """What a node says, and where; white space around a text means nothing."""
    if isinstance(node, Scalar):
        return node.text.strip(), node.place
    if isinstance(node, Items):
        return [_said(item) for item in node.items]
    if isinstance(node, MappingNode):
        return [(_said(key), _said(value)) for key, value in node.entries]
    return node
