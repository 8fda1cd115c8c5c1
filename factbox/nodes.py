"""YAML text to located nodes.

Every scalar stays the text that the editor typed: which type it has is for the schema
to say (`decode`), so `no`, `12:30`, `011` and `1.10` arrive unharmed. What would make a
file mean something else than it seems to say is refused: duplicate keys, anchors,
tags, merge keys and second documents.
"""

from collections.abc import Iterator
from typing import NoReturn, Protocol

import msgspec
import yaml

from factbox.problems import Failed, Place, Problem

DEEPEST = 20
"""How many levels lists and mappings may nest; the content model needs four."""


class Scalar(msgspec.Struct, frozen=True):
    """A piece of text; `raw` is how the file writes it, with its quotes and breaks."""

    text: str
    place: Place
    raw: str

    def at(self, offset: int) -> Place:
        """Where the character stands that is at `offset` in `text`.

        YAML folds white space and keeps every other character, so counting the others
        leads to the place. (An escape in double quotes counts as what it is written
        with, which may put the place a few columns early.)
        """
        wanted = sum(not c.isspace() for c in self.text[:offset])
        line, column = self.place.line, self.place.column
        start = 0
        if self.raw[:1] in ("'", '"'):
            start, column = 1, column + 1
        elif self.raw[:1] in ("|", ">"):
            # The text of a block scalar begins under its mark.
            start = self.raw.find("\n") + 1
            line, column = line + 1, 1
        for c in self.raw[start:]:
            if c == "\n":
                line, column = line + 1, 1
                continue
            if not c.isspace():
                if wanted == 0:
                    break
                wanted -= 1
            column += 1
        return Place(self.place.file, line, column)


class Items(msgspec.Struct, frozen=True):
    """A list."""

    items: "tuple[Node, ...]"
    place: Place


class Mapping(msgspec.Struct, frozen=True):
    """Keys and values in the order of the file; no key twice."""

    entries: "tuple[tuple[Scalar, Node], ...]"
    place: Place

    def get(self, key: str) -> "Node | None":
        return next((value for name, value in self.entries if name.text == key), None)


Node = Scalar | Items | Mapping


def read_yaml(
    text: str, file: str, first_line: int = 1
) -> tuple[Node | None, list[Problem]]:
    """The document in `text`, None if it is empty or broken, and what is wrong with it.

    `first_line` is the line of `file` on which `text` begins (front matter begins on
    the second). A duplicate key is a problem and the first one stands; a syntax error
    leaves no node.
    """
    reader = _Reader(text, file, first_line - 1)
    try:
        node = reader.document()
    except yaml.MarkedYAMLError as error:
        return None, [*reader.problems, reader.syntax_problem(error)]
    except yaml.reader.ReaderError as error:
        return None, [reader.character_problem(error)]
    except Failed as failed:
        return None, list(failed.problems)
    return node, reader.problems


class _Mark(Protocol):
    index: int
    line: int
    column: int


class _Reader:
    """Builds nodes from the events of one YAML text."""

    def __init__(self, text: str, file: str, lines_above: int) -> None:
        self.text = text
        self.file = file
        self.lines_above = lines_above
        self.problems: list[Problem] = []
        # libyaml's parser, about twenty times as quick as the one in Python.
        loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
        self.events: Iterator[yaml.Event] = yaml.parse(text, Loader=loader)

    def place(self, mark: _Mark | None) -> Place:
        if mark is None:
            return Place(self.file)
        return Place(self.file, mark.line + 1 + self.lines_above, mark.column + 1)

    def document(self) -> Node | None:
        node: Node | None = None
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self.refuse(
                        event.start_mark,
                        "a second YAML document begins here",
                        "a file holds one list of entries; delete the line '---'",
                    )
                node = self.node(next(self.events), DEEPEST)
        if isinstance(node, Scalar) and not node.raw:
            return None
        return node

    def node(self, event: yaml.Event, levels: int) -> Node:
        self.refuse_indirection(event)
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(event.value, self.place(event.start_mark), self.raw(event))
        if levels == 0:
            self.refuse(
                event.start_mark,
                f"this is nested more than {DEEPEST} levels deep",
                "check the brackets and the indentation",
            )
        if isinstance(event, yaml.SequenceStartEvent):
            return self.items(event, levels - 1)
        return self.mapping(event, levels - 1)

    def raw(self, event: yaml.Event) -> str:
        start, end = event.start_mark, event.end_mark
        return self.text[start.index : end.index] if start and end else ""

    def items(self, start: yaml.Event, levels: int) -> Items:
        items: list[Node] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.node(event, levels))
        return Items(tuple(items), self.place(start.start_mark))

    def mapping(self, start: yaml.Event, levels: int) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.node(event, levels)
            if not isinstance(key, Scalar):
                self.refuse(
                    event.start_mark,
                    "a key is a single word, not a list or a mapping",
                    "if this is text, put quotes around it",
                )
            value = self.node(next(self.events), levels)
            if key.text == "<<":
                self.refuse(
                    event.start_mark,
                    "'<<' (a merge key) is not used in Factbox",
                    "write the keys out where they belong",
                )
            if first := entries.get(key.text):
                self.problems.append(
                    Problem(
                        key.place,
                        f"the key '{key.text}' is here twice; "
                        f"the first is on line {first[0].place.line}",
                        "keep the one that is right and delete the other",
                    )
                )
            else:
                entries[key.text] = (key, value)
        return Mapping(tuple(entries.values()), self.place(start.start_mark))

    def refuse_indirection(self, event: yaml.Event) -> None:
        tag = getattr(event, "tag", None)
        if anchor := getattr(event, "anchor", None):
            is_alias = isinstance(event, yaml.AliasEvent)
            sign, noun = ("*", "alias") if is_alias else ("&", "anchor")
            self.refuse(
                event.start_mark,
                f"'{sign}{anchor}' is a YAML {noun}, which Factbox does not use",
                f"if the text begins with '{sign}', put quotes around it",
            )
        if tag is not None and tag != "!":
            self.refuse(
                event.start_mark,
                "a word after '!' is read as a YAML tag, which Factbox does not use",
                "if the text begins with '!', put quotes around it",
            )

    def refuse(self, mark: _Mark | None, message: str, hint: str) -> NoReturn:
        raise Failed([*self.problems, Problem(self.place(mark), message, hint)])

    def syntax_problem(self, error: yaml.MarkedYAMLError) -> Problem:
        mark = error.problem_mark or error.context_mark
        said = error.problem or error.context or ""
        above = self.text[: mark.index] if mark else ""
        before = above[above.rfind("\n") + 1 :]
        if "\t" in before or "tab" in said:
            return Problem(
                self.place(mark),
                "this line is indented with a tab",
                "YAML is indented with spaces; replace the tab",
            )
        if before.rstrip()[-1:] in ("'", '"') and "did not find expected" in said:
            return Problem(
                self.place(mark),
                "the text goes on after its closing quotation mark",
                "put the other kind of quotation marks around the whole text",
            )
        if "mapping values" in said and ":" not in before:
            return Problem(
                self.place(mark),
                "this 'key: text' does not fit the line above it",
                "indent both alike; the line above needs a space after its ':'",
            )
        for phrase, opened_earlier, message, hint in SYNTAX:
            if phrase in said:
                where = error.context_mark if opened_earlier else None
                return Problem(self.place(where or mark), message, hint)
        return Problem(
            self.place(mark),
            f"this is not YAML: {said}",
            "compare with the entries around it",
        )

    def character_problem(self, error: yaml.reader.ReaderError) -> Problem:
        before = self.text[: error.position + 1]
        line = before.count("\n")
        column = len(before) - before.rfind("\n") - 2
        return Problem(
            Place(self.file, line + 1 + self.lines_above, column + 1),
            f"the invisible character U+{ord(before[-1]):04X} stands here",
            "delete it; it often comes with text pasted from elsewhere",
        )


# What libyaml says; whether the fault began where it began to read; what we say; the
# next step.
SYNTAX: tuple[tuple[str, bool, str, str], ...] = (
    (
        "mapping values are not allowed",
        False,
        "a second ':' stands in this line",
        "if it belongs to the text, put quotes around the whole text",
    ),
    (
        "could not find expected ':'",
        True,
        "this line has no ':' after its key",
        "write 'key: text'; if the line belongs to the text above, indent it further",
    ),
    (
        "found unexpected end of stream",
        True,
        "a quotation mark is opened here and never closed",
        "add the closing mark, or put the other kind around the whole text",
    ),
    (
        "did not find expected '-' indicator",
        False,
        "this line does not fit the list above it",
        "indent it like the other keys of its entry, or begin a new entry with '- '",
    ),
    (
        "did not find expected key",
        False,
        "this line does not fit the lines above it",
        "indent it like the other keys of its entry",
    ),
    (
        "did not find expected ',' or",
        True,
        "a bracket is opened here and never closed",
        "add the closing bracket, or put quotes around a text that begins with one",
    ),
    (
        "cannot start any token",
        False,
        "a text cannot begin with this character",
        "put quotes around the text",
    ),
    (
        "block sequence entries are not allowed",
        False,
        "a list cannot begin on this line",
        "put the '-' on a line of its own, indented under the key",
    ),
    (
        "found unknown escape character",
        False,
        "a backslash in double quotes begins an escape that YAML does not know",
        "use single quotes around the text, or write the backslash twice",
    ),
)
