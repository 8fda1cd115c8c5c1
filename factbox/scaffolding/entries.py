"""New entries behind those of a YAML file, of which no byte changes.

What is written is read back: unless the entries that were there are what they were, and
the new ones are what was asked for, nothing is added.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_origin

import msgspec

from factbox.kinds import KINDS
from factbox.model.lines import Line
from factbox.model.mentions import ID_FORM, is_id
from factbox.model.people import PersonEntry
from factbox.model.prose import Prose
from factbox.problems import Failed, Place, Problem
from factbox.reading.documents import PEOPLE
from factbox.reading.fields import Field, fields_of, keys_of
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


Texts = Mapping[str, str]
Values = Mapping[str, str | Sequence[Texts]]
"""The texts of an entry by their keys; of a key with a list, those of each in it."""


def entry_added(
    files: Files, path: str, sort: Sort, values: Texts, schema: str
) -> bytes:
    """What makes a file one entry longer; see `entries_added`.

    Raises `Failed` where the id is none or is taken, too.
    """
    check_id(values["id"], path, files, sort)
    return entries_added(files, path, sort, (values,), schema)


def entries_added(
    files: Files, path: str, sort: Sort, entries: Sequence[Values], schema: str
) -> bytes:
    """What makes a file longer by entries when it is put behind its last byte.

    Each has an `id`, which is free. Keys that must be there and have no text are
    written without one, and with what belongs there as a comment. A new file begins
    with a line that names its `schema`.

    Raises `Failed` where no entry can stand at the end of the file.
    """
    content = files.get(path, b"")
    text = text_of(path, content)
    node, problems = read_yaml(text, path)
    if problems:
        raise Failed(problems)
    items = _listed(node, path, text, sort)
    indent = " " * (node.place.column - 1 if node else 0)
    lines = [
        f"{indent}{line}\n" for values in entries for line in entry_lines(sort, values)
    ]
    head = "" if content else f"{MODELINE}{schema}\n\n"
    ending = "\r\n" if b"\r\n" in content else "\n"
    end_of_line = "\n" if text and not text.endswith("\n") else ""
    # A text that keeps the empty lines below it would get one more.
    for gap in ("\n", "") if items else ("",):
        added = "".join([end_of_line, gap, head, *lines])
        if _are_added(text + added, path, items, entries):
            return added.replace("\n", ending).encode()
    raise Failed(
        [
            Problem(
                Place(path, max(text.count("\n"), 1)),
                f"no {sort.noun} can be added at the end of this file",
                "write it by hand: " + ", ".join(f"{key}: …" for key in entries[0]),
            )
        ]
    )


def entry_lines(sort: Sort, values: Values) -> Iterator[str]:
    """The lines of an entry."""
    begin = "- "
    for name, field in _keys(sort, values).items():
        given = values.get(name)
        if isinstance(given, str):
            yield f"{begin}{name}: {_written(given, field)}"
        elif given is not None:
            yield f"{begin}{name}:"
            for texts in given:
                yield from (f"    {line}" for line in _listed_lines(texts, field))
        else:
            such = f", such as: {field.meta.examples[0]}" if field.meta.examples else ""
            yield f"{begin}{name}:  # {field.meta.description}{such}"
        begin = "  "


def _listed_lines(texts: Texts, field: Field) -> Iterator[str]:
    """The lines of one in the list that a key holds."""
    begin = "- "
    for name, inner in fields_of(field.entry).items() if field.entry else ():
        if name in texts:
            yield f"{begin}{name}: {_written(texts[name], inner)}"
            begin = "  "


def _keys(sort: Sort, values: Values) -> dict[str, Field]:
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


def taken_ids(path: str, files: Files, sort: Sort) -> dict[str, Place]:
    """The ids that no new entry of a file can have, with the places where they stand.

    Those of all facts of an explainer are of one kind.
    """
    paths = [path]
    if sort.is_fact:
        folder = path.rpartition("/")[0]
        paths += [f"{folder}/{kind.file}" for kind in KINDS]
    taken: dict[str, Place] = {}
    for each in dict.fromkeys(paths):
        node, _ = read_yaml(text_of(each, files.get(each, b"")), each)
        for entry in node.items if isinstance(node, Items) else ():
            id = entry.get("id") if isinstance(entry, MappingNode) else None
            if isinstance(id, Scalar):
                taken.setdefault(id.text.strip(), id.place)
    return taken


def check_id(id: str, path: str, files: Files, sort: Sort) -> None:
    """Raise `Failed` where an id is none, or is taken."""
    if not is_id(id):
        raise Failed([Problem(Place(path), f"'{id}' cannot be an id", ID_FORM)])
    if place := taken_ids(path, files, sort).get(id):
        hint = f"give the new {sort.noun} another"
        raise Failed([Problem(place, f"the id '{id}' is taken", hint)])


def _are_added(
    text: str, path: str, items: tuple[Node, ...], entries: Sequence[Values]
) -> bool:
    """Whether a text holds what it held, as it was, and the new entries behind it."""
    node, problems = read_yaml(text, path)
    if problems or not isinstance(node, Items):
        return False
    before, new = node.items[: len(items)], node.items[len(items) :]
    return (
        len(new) == len(entries)
        and all(map(_holds, new, entries))
        and [_said(item) for item in items] == [_said(item) for item in before]
    )


def _holds(node: Node, values: Values) -> bool:
    """Whether a mapping has these texts at these keys."""
    if not isinstance(node, MappingNode):
        return False
    for key, text in values.items():
        value = node.get(key)
        if isinstance(text, str):
            is_right = not isinstance(value, Scalar) or _is_text(value, text)
        else:
            inner = value.items if isinstance(value, Items) else ()
            is_right = len(inner) == len(text) and all(map(_holds, inner, text))
        if value is None or not is_right:
            return False
    return True


def _is_text(node: Scalar, text: str) -> bool:
    return node.text == " ".join(text.split())


def _said(node: Node) -> object:
    """What a node says, and where; white space around a text means nothing."""
    if isinstance(node, Scalar):
        return node.text.strip(), node.place
    if isinstance(node, Items):
        return [_said(item) for item in node.items]
    if isinstance(node, MappingNode):
        return [(_said(key), _said(value)) for key, value in node.entries]
    return node
