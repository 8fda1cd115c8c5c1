"""YAML text to located nodes.

Every scalar stays the text that the editor typed: which type it has is for the schema
to say (`decode`), so `no`, `12:30`, `011` and `1.10` arrive unharmed. What would make a
file mean something else than it seems to say is refused: duplicate keys, anchors,
tags, merge keys and second documents.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate
from typing import NoReturn, Protocol

import msgspec
import yaml

from factbox.problems import Failed, Place, Problem

# What YAML 1.1 (5.1) does not allow, and what it takes for a mark of the encoding or
# for the end of a line, though editors do not show it.
UNSEEN = re.compile(
    r"[^\t\n -~\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
    r"|[\u2028\u2029]"
)
DEEPEST = 20
"""How many levels lists and mappings may nest; the content model needs four."""


class Scalar(msgspec.Struct, frozen=True, dict=True):
    """A piece of text; `raw` is how the file writes it, with its quotes and breaks."""

    text: str
    place: Place
    raw: str

    def at(self, offset: int) -> Place:
        """Where the character stands that is at `offset` in `text`.

        YAML folds white space and keeps every other character, so counting the others
        leads to the place; white space is where the next of them stands.
        """
        if offset <= 0:
            start, _ = next(self._written(), (self._start, 0))
            return self._place_in_raw(start)
        wanted = self._counts[min(offset, len(self.text))]
        return self._place_in_raw(self._stops[min(wanted, len(self._stops) - 1)])

    @property
    def _start(self) -> int:
        """Where in `raw` the text begins."""
        if self.raw[:1] in ("|", ">"):
            # The text of a block scalar begins under its mark.
            return self.raw.find("\n") + 1
        return 1 if self.raw[:1] in QUOTES else 0

    def _written(self) -> Iterator[tuple[int, int]]:
        """Where in `raw` each character is written that is not white space."""
        pieces = _PLAIN
        if self.raw[:1] in QUOTES:
            pieces = _SINGLE if self.raw[0] == "'" else _DOUBLE
        for piece in pieces.finditer(self.raw, self._start):
            if not _is_white(piece[0]):
                yield piece.span()

    # What follows is counted once for all places of a text.

    @cached_property
    def _counts(self) -> list[int]:
        """How many characters that are not white space stand before each offset."""
        return [0, *accumulate(not letter.isspace() for letter in self.text)]

    @cached_property
    def _stops(self) -> list[int]:
        """Where each of them is written, and where the last ends."""
        spans = list(self._written()) or [(self._start, self._start)]
        return [*(start for start, _ in spans), spans[-1][1]]

    @cached_property
    def _lines(self) -> list[int]:
        """Where the lines of `raw` begin."""
        return [0, *(found.end() for found in re.finditer("\n", self.raw))]

    def _place_in_raw(self, index: int) -> Place:
        line = bisect_right(self._lines, index) - 1
        column = index - self._lines[line] + (1 if line else self.place.column)
        return Place(self.place.file, self.place.line + line, column)


# What a scalar is written with, character by character.
_PLAIN = re.compile(r".", re.DOTALL)
_SINGLE = re.compile(r"''|[^']", re.DOTALL)
_DOUBLE = re.compile(r"\\(?:x..|u.{4}|U.{8}|.)|[^\"]", re.DOTALL)


def _is_white(written: str) -> bool:
    """Whether a character, as a file writes it, is white space (YAML 1.1, 5.7)."""
    if len(written) == 1 or written[0] != "\\":
        return written.isspace()
    if written[1] in "xuU":
        return chr(int(written[2:], 16)).isspace()
    return written[1] in "\n\t ntrvfNLP_"


class Items(msgspec.Struct, frozen=True):
    """A list."""

    items: "tuple[Node, ...]"
    place: Place


class Mapping(msgspec.Struct, frozen=True):
    """Keys and values in the order of the file; no key twice.

    `noun` is what an author calls it where that is not the name of the key above.
    """

    entries: "tuple[tuple[Scalar, Node], ...]"
    place: Place
    noun: str = ""

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
    if unseen := UNSEEN.search(text):
        return None, [reader.character_problem(unseen.start())]
    try:
        node = reader.document()
    except yaml.MarkedYAMLError as error:
        return None, [*reader.problems, reader.syntax_problem(error)]
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
        self.line_starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self.last_scalar: Scalar | None = None
        self.problems: list[Problem] = []
        # libyaml's parser, about twenty times as quick as the one in Python.
        loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
        self.events: Iterator[yaml.Event] = yaml.parse(text, Loader=loader)

    def place(self, mark: _Mark | None) -> Place:
        if mark is None:
            return Place(self.file)
        return self.place_at(mark.index)

    def place_at(self, index: int) -> Place:
        """The place of a character of the text."""
        line = bisect_right(self.line_starts, index)
        column = index - self.line_starts[line - 1] + 1
        return Place(self.file, line + self.lines_above, column)

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
            place = self.place(event.start_mark)
            self.last_scalar = Scalar(event.value, place, self.raw(event))
            return self.last_scalar
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
        said = error.problem or error.context or ""
        mark = error.problem_mark or error.context_mark
        if "did not find expected" in said and (scalar := self.text_closed_late(mark)):
            closed = scalar.place.line + scalar.raw.count("\n")
            return Problem(
                scalar.place,
                f"the quotation mark that opens here is closed on line {closed} only",
                "add the closing mark where the text ends",
            )
        for fault in FAULTS:
            where = (error.context_mark if fault.began_earlier else None) or mark
            if fault.said in said and re.search(fault.shape, self.line_at(where)):
                place = self.place(where)
                if fault.is_the_line:
                    line = self.line_at(where)
                    indentation = len(line) - len(line.lstrip())
                    place = msgspec.structs.replace(place, column=indentation + 1)
                return Problem(place, fault.message, fault.hint)
        return Problem(
            self.place(mark),
            f"this is not YAML: {said}",
            "compare with the entries around it",
        )

    def text_closed_late(self, mark: _Mark | None) -> Scalar | None:
        """The quoted text of several lines that ends before the mark, if one does."""
        scalar = self.last_scalar
        if mark and scalar and scalar.raw[:1] in QUOTES and "\n" in scalar.raw:
            is_before = self.text[: mark.index].rstrip().endswith(scalar.raw)
            return scalar if is_before else None
        return None

    def line_at(self, mark: _Mark | None) -> str:
        """The line that a mark stands in, with a NUL, which YAML never has, there."""
        index = mark.index if mark else 0
        before = self.text[:index].rpartition("\n")[2]
        after = self.text[index:].partition("\n")[0]
        return f"{before}\0{after}"

    def character_problem(self, index: int) -> Problem:
        return Problem(
            self.place_at(index),
            f"the invisible character U+{ord(self.text[index]):04X} stands here",
            "delete it; it often comes with text pasted from elsewhere",
        )


class Fault(msgspec.Struct, frozen=True):
    """What libyaml says of a mistake, and what we say.

    `shape` is a pattern of the line, with a NUL at the place; the place is the one at
    which libyaml stopped or, if `began_earlier`, began to read what it could not end;
    if `is_the_line`, it is where the line begins.
    """

    said: str
    message: str
    hint: str
    shape: str = ""
    began_earlier: bool = False
    is_the_line: bool = False


QUOTES = ("'", '"')
# The first that fits is told.
FAULTS = (
    Fault(
        "",
        "this line is indented with a tab",
        "YAML is indented with spaces; replace the tab",
        shape=r"^[ \0-]*\t",
    ),
    Fault(
        "did not find expected",
        "the text goes on after its closing quotation mark",
        "put the other kind of quotation marks around the whole text",
        shape=r"['\"]\s*\0.",
    ),
    Fault(
        "did not find expected",
        "the text goes on after its closing bracket",
        "put quotes around a text that begins with a bracket",
        shape=r"[]}]\s*\0.",
    ),
    Fault(
        "mapping values are not allowed",
        "this 'key: text' does not fit the line above it",
        "indent both alike, with a space after the ':' of the line above",
        shape=r"^[^:]*\0",
        is_the_line=True,
    ),
    Fault(
        "mapping values are not allowed",
        "a second ':' stands in this line",
        "if it belongs to the text, put quotes around the whole text",
    ),
    Fault(
        "could not find expected ':'",
        "the ':' needs a space after it",
        "write 'key: text'",
        shape=r"\0[\w-]+:\S",
        began_earlier=True,
    ),
    Fault(
        "could not find expected ':'",
        "this line has no ':' after its key",
        "write 'key: text'; if the line belongs to the text above, indent it further",
        began_earlier=True,
    ),
    Fault(
        "found unexpected end of stream",
        "a quotation mark is opened here and never closed",
        "add the closing mark, or put the other kind around the whole text",
        began_earlier=True,
    ),
    Fault(
        "did not find expected '-' indicator",
        "the '-' needs a space after it",
        "write '- id: …'",
        shape=r"\0-\S",
    ),
    Fault(
        "did not find expected '-' indicator",
        "this line does not fit the list above it",
        "indent it like the other keys of its entry, or begin a new entry with '- '",
    ),
    Fault(
        "did not find expected key",
        "this line does not fit the lines above it",
        "indent it like the other keys of its entry",
    ),
    Fault(
        "did not find expected ',' or",
        "a bracket is opened here and never closed",
        "add the closing bracket, or put quotes around a text that begins with one",
        began_earlier=True,
    ),
    Fault(
        "did not find expected alphabetic or numeric character",
        "a text cannot begin with '*' or '&'",
        "put quotes around the text",
        began_earlier=True,
    ),
    Fault(
        "did not find expected comment or line break",
        "a text stands beside the '>' or '|' that announces it",
        "begin it on the next line, indented, or put quotes around all of it",
        began_earlier=True,
    ),
    Fault(
        "cannot start any token",
        "a text cannot begin with this character",
        "put quotes around the text",
    ),
    Fault(
        "did not find expected node content",
        "a text cannot begin with this character",
        "put quotes around the text",
    ),
    Fault(
        "directive",
        "a line cannot begin with '%'",
        "put quotes around the text, or '#' in front of a remark",
        began_earlier=True,
    ),
    Fault(
        "did not find expected <document start>",
        "this line belongs to nothing above it",
        "indent it like the lines that it belongs to",
    ),
    Fault(
        "block sequence entries are not allowed",
        "a list cannot begin on this line",
        "put the '-' on a line of its own, indented under the key",
    ),
    Fault(
        "found unknown escape character",
        "a backslash in double quotes begins an escape that YAML does not know",
        "use single quotes around the text, or write the backslash twice",
    ),
)
