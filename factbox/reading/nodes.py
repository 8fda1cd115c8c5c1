"""YAML text to located nodes.

Every scalar stays the text that the editor typed: which type it has is for the schema
to say (`decode`), so `no`, `12:30`, `011` and `1.10` arrive unharmed. What would make a
file mean something else than it seems to say is refused: duplicate keys, anchors,
tags, merge keys and second documents.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property

import msgspec

from factbox.problems import Place

QUOTES = ("'", '"')


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
        if self._is_verbatim:
            next_letter = _PLAIN.search(self.text, max(offset, 0))
            stop = next_letter.start() if next_letter else len(self.text.rstrip())
            return self._place_in_raw(self._start + stop)
        if offset <= 0:
            first = next(self._written(), None)
            return self._place_in_raw(first.start() if first else self._start)
        wanted = bisect_left(self._letters, offset)
        return self._place_in_raw(self._stops[min(wanted, len(self._stops) - 1)])

    @property
    def _is_verbatim(self) -> bool:
        """Whether the file writes the text letter for letter, as it mostly does."""
        inner = self.raw[1:-1] if self.raw[:1] in QUOTES else self.raw
        return inner == self.text

    @property
    def _start(self) -> int:
        """Where in `raw` the text begins."""
        if self.raw[:1] in ("|", ">"):
            # The text of a block scalar begins under its mark.
            return self.raw.find("\n") + 1
        return 1 if self.raw[:1] in QUOTES else 0

    def _written(self) -> Iterator[re.Match[str]]:
        """What `raw` writes each character with that is not white space."""
        if self.raw[:1] == '"':
            pieces = _DOUBLE.finditer(self.raw, self._start)
            return (piece for piece in pieces if not _is_white(piece[0]))
        written = _SINGLE if self.raw[:1] == "'" else _PLAIN
        return written.finditer(self.raw, self._start)

    # What follows is counted once for all places of a text.

    @cached_property
    def _letters(self) -> list[int]:
        """Where in `text` each character stands that is not white space."""
        return [at for run in _RUN.finditer(self.text) for at in range(*run.span())]

    @cached_property
    def _stops(self) -> list[int]:
        """Where in `raw` each of them is written, and where the last ends."""
        quote = self.raw[:1]
        double, single = quote == '"', quote == "'"
        if (double and "\\" in self.raw) or (single and "''" in self.raw):
            pieces = list(self._written())
            if not pieces:
                return [self._start]
            return [*(piece.start() for piece in pieces), pieces[-1].end()]
        # Every character is written by itself, so whole runs of them are counted.
        run = _DOUBLE_RUN if double else _SINGLE_RUN if single else _RUN
        spans = [found.span() for found in run.finditer(self.raw, self._start)]
        if not spans:
            return [self._start]
        return [*[at for span in spans for at in range(*span)], spans[-1][1]]

    @cached_property
    def _lines(self) -> list[int]:
        """Where the lines of `raw` begin."""
        return [0, *(found.end() for found in re.finditer("\n", self.raw))]

    @property
    def in_paragraphs(self) -> "Scalar":
        """The text as Markdown, in which an empty line parts paragraphs.

        YAML takes an empty line for the end of a line, but in a "|" scalar.
        """
        if "\n" not in self.text or self.raw[:1] == "|":
            return self
        return msgspec.structs.replace(self, text=re.sub(r"\n+", "\n\n", self.text))

    def _place_in_raw(self, index: int) -> Place:
        if "\n" not in self.raw:
            return Place(self.place.file, self.place.line, self.place.column + index)
        line = bisect_right(self._lines, index) - 1
        column = index - self._lines[line] + (1 if line else self.place.column)
        return Place(self.place.file, self.place.line + line, column)


# What a scalar is written with, character by character, but for white space.
_PLAIN = re.compile(r"\S")
_SINGLE = re.compile(r"''|[^'\s]")
_RUN = re.compile(r"\S+")
_SINGLE_RUN, _DOUBLE_RUN = re.compile(r"[^'\s]+"), re.compile(r'[^"\s]+')
_DOUBLE = re.compile(r"\\(?:x..|u.{4}|U.{8}|.)|[^\"\s]", re.DOTALL)


def _is_white(written: str) -> bool:
    """Whether it is white space, written with a backslash (YAML 1.1, 5.7)."""
    if written[0] != "\\":
        return False
    if written[1] in "xuU":
        return chr(int(written[2:], 16)).isspace()
    return written[1] in "\n\t ntrvfNLP_"


class Items(msgspec.Struct, frozen=True):
    """A list."""

    items: "tuple[Node, ...]"
    place: Place


class Broken(msgspec.Struct, frozen=True):
    """What cannot be read, of which its author is told already."""

    place: Place


class Mapping(msgspec.Struct, frozen=True):
    """Keys and values in the order of the file; no key twice.

    `noun` is what an author calls it where that is not the name of the key above. What
    is not `whole` has lost keys to a mistake: nobody can say which it lacks.
    """

    entries: "tuple[tuple[Scalar, Node], ...]"
    place: Place
    noun: str = ""
    whole: bool = True

    def get(self, key: str) -> "Node | None":
        return next((value for name, value in self.entries if name.text == key), None)


Node = Scalar | Items | Mapping | Broken
