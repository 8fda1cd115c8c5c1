"""What can be read of YAML with mistakes in it, so that one hides no other.

YAML is read as a whole; where it breaks off, the reading of all else would end. So a
file that cannot be read is taken apart where its author's layout says that something
begins (an entry at a "- ", a key at its indentation), and each piece is read by itself,
and taken apart in its turn. What is left are the pieces that hold the mistakes.
"""

import re
from collections.abc import Callable, Iterator, Sequence

import msgspec

from factbox.patterns import pattern_of
from factbox.problems import Place, Problem
from factbox.reading.nodes import Broken, Items, Mapping, Node, Scalar

DEEPEST = 20
"""How many levels lists and mappings may nest; the content model needs four."""


class Read(msgspec.Struct, frozen=True):
    """What was read of a piece: its node and problems, or the mistake that ended it."""

    node: Node | None
    problems: tuple[Problem, ...]
    ended_by: Problem | None


def read_what_can_be(
    text: str, file: str, first_line: int, read: Callable[[str, int], Read]
) -> tuple[Node | None, list[Problem]]:
    """The node of a text, None if nothing can be read, and every mistake in it.

    `read` reads a piece that begins on some line.
    """
    whole = read(text, first_line)
    if whole.ended_by is None:
        return whole.node, list(whole.problems)
    recovery = _Recovery(file, read)
    if (dashed := _BULLET.sub(r"\1-\3", text)) != text:
        problems = list(_bullets(text, file, first_line))
        node, found = read_what_can_be(dashed, file, first_line, read)
        return node, [*problems, *found]
    node = recovery.take_apart(text.split("\n"), first_line, whole.ended_by, 0)
    return None if isinstance(node, Broken) else node, recovery.problems


_BULLET = pattern_of(r"^( *)([•·‣▪–—*])( +[\w-]+ *:(?: |$))", re.MULTILINE)


def _bullets(text: str, file: str, first_line: int) -> Iterator[Problem]:
    """A problem for each entry that begins with another sign than "-"."""
    for number, line in enumerate(text.split("\n"), first_line):
        if found := _BULLET.match(line):
            yield Problem(
                Place(file, number, len(found[1]) + 1),
                f"an entry begins with '-', and this is '{found[2]}'",
                f"write '-{found[3].rstrip()} …'",
            )


_DASH = re.compile(r"( *)-( +)(?=[^ ])")
_KEY = r"""(?:[\w-]+|"[^"]*"|'[^']*')"""
_AT_A_KEY = re.compile(rf"( *)({_KEY})\s*:(?=\s|$)")
_KEY_ALONE = re.compile(r"\s*[\w-]+\s*:\s*(?:#.*)?")
_ANOTHER_KEY = re.compile(r",\s*[\w-]+\s*:\s")
_BETWEEN_DOCUMENTS = re.compile(r"(?:---|\.\.\.)\s*")


class _Recovery:
    """One reading of a broken text, gathering every mistake once."""

    def __init__(self, file: str, read: Callable[[str, int], Read]) -> None:
        self.file = file
        self.read = read
        self.problems: list[Problem] = []
        self.lines_told: set[int] = set()
        self.counted = 0

    def tell(self, problem: Problem, line: int, lines: Sequence[str]) -> None:
        """Add what is wrong with some lines, unless something in them is told of."""
        for told in self.problems[self.counted :]:
            self.lines_told.add(told.place.line)
        self.counted = len(self.problems)
        if self.lines_told.isdisjoint(range(line, line + len(lines))):
            self.problems.append(problem)

    def node(self, lines: Sequence[str], line: int, level: int) -> Node:
        """The node of some lines, the first of which is `line`."""
        piece = self.read("\n".join(lines), line)
        if piece.ended_by:
            return self.take_apart(lines, line, piece.ended_by, level)
        self.problems += piece.problems
        return piece.node or Broken(Place(self.file, line))

    def take_apart(
        self, lines: Sequence[str], line: int, ended_by: Problem, level: int
    ) -> Node:
        """The node of lines that cannot be read as a whole."""
        self.tell(ended_by, line, lines)
        lines = ["" if _BETWEEN_DOCUMENTS.fullmatch(each) else each for each in lines]
        first = next((i for i, each in enumerate(lines) if _says(each)), None)
        if first is not None and level < DEEPEST:
            lines, line = lines[first:], line + first
            if dash := _DASH.match(lines[0]):
                return self.items(lines, line, dash, level + 1)
            if key := _AT_A_KEY.match(lines[0]):
                return self.mapping(lines, line, key, level + 1)
        return Broken(Place(self.file, line))

    def items(
        self, lines: Sequence[str], line: int, dash: re.Match[str], level: int
    ) -> Items:
        """A list, each of its items read by itself."""
        place = Place(self.file, line, len(dash[1]) + 1)
        # At the top, an entry may have lost its "- ", or the space in it.
        lost = "" if dash[1] else r"|-|id\s*:"
        pieces = list(_pieces(lines, re.compile(rf"{dash[1]}- {lost}")))
        if len(pieces) == 1:
            blank = " " * dash.end()
            inner = [blank + lines[0][len(blank) :], *lines[1:]]
            return Items((self.node(inner, line, level),), place)
        items: list[Node] = []
        for start, piece in pieces:
            here = Place(self.file, line + start)
            if re.match(r"-[^ ]", piece[0]):
                hint = "write '- id: …'"
                fault = Problem(here, "the '-' needs a space after it", hint)
                self.tell(fault, line + start, piece)
                items.append(Broken(here))
                continue
            node = self.node(piece, line + start, level)
            if isinstance(node, Items):
                items += node.items
                continue
            hint = "begin a new entry with '- '"
            fault = Problem(here, "this line does not fit the list above it", hint)
            self.tell(fault, line + start, piece)
            items.append(node)
        return Items(tuple(items), place)

    def mapping(
        self, lines: Sequence[str], line: int, key: re.Match[str], level: int
    ) -> Mapping:
        """A mapping, each of its keys read by itself."""
        place = Place(self.file, line, len(key[1]) + 1)
        begins = re.compile(rf"{key[1]}{_KEY}\s*:(?:\s|$)")
        pieces = list(_pieces(lines, begins))
        if len(pieces) == 1:
            name = Scalar(key[2].strip("'\""), place, key[2])
            rest = sum(map(_says, lines[1:]))
            if rest and _KEY_ALONE.fullmatch(lines[0]):
                value = self.node(lines[1:], line + 1, level)
                return Mapping(((name, value),), place)
            # A line that belongs to nothing may be the end of the entry, or a key.
            is_whole = not rest and not _ANOTHER_KEY.search(lines[0])
            return Mapping(((name, Broken(place)),), place, whole=is_whole)
        pairs: list[tuple[Scalar, Node]] = []
        is_whole = True
        for start, piece in pieces:
            node = self.node(piece, line + start, level)
            if isinstance(node, Mapping):
                pairs += node.entries
                is_whole &= node.whole
        first, *_ = distinct(pairs, place, self.problems if is_whole else [])
        return msgspec.structs.replace(first, whole=is_whole)


def _says(line: str) -> bool:
    """Whether a line has more than white space and a remark."""
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _pieces(
    lines: Sequence[str], begins: re.Pattern[str]
) -> Iterator[tuple[int, Sequence[str]]]:
    """The lines from each that begins something to the next, with their index."""
    starts = [i for i, each in enumerate(lines) if i == 0 or begins.match(each)]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield start, lines[start:end]


def distinct(
    pairs: Sequence[tuple[Scalar, Node]], place: Place, problems: list[Problem]
) -> list[Mapping]:
    """The mapping of some keys and values, and those of entries begun without "- ".

    A key that is there twice is a problem; several of them are one.
    """
    mappings: list[Mapping] = []
    start = 0
    while start < len(pairs) or not mappings:
        first, second = _repeated(pairs, start)
        end = first if second < len(pairs) else len(pairs)
        if end < len(pairs):
            problems.append(_begun_without_dash(pairs, start, end))
        entries: dict[str, tuple[Scalar, Node]] = {}
        for key, value in pairs[start:end]:
            if known := entries.get(key.text):
                problems.append(
                    Problem(
                        key.place,
                        f"the key '{key.text}' is here twice; "
                        f"the first is on line {known[0].place.line}",
                        "keep the one that is right and delete the other",
                    )
                )
            else:
                entries[key.text] = (key, value)
        mappings.append(
            Mapping(tuple(entries.values()), pairs[start][0].place if start else place)
        )
        start = end
    return mappings


def _repeated(pairs: Sequence[tuple[Scalar, Node]], start: int) -> tuple[int, int]:
    """The indices of the first two keys that are there again; else behind the last."""
    seen: set[str] = set()
    found: list[int] = []
    for index in range(start, len(pairs)):
        text = pairs[index][0].text
        if text in seen:
            found.append(index)
            if len(found) == 2:
                break
        seen.add(text)
    first, second = [*found, len(pairs), len(pairs)][:2]
    return first, second


def _begun_without_dash(
    pairs: Sequence[tuple[Scalar, Node]], start: int, index: int
) -> Problem:
    """What to say where the keys of an entry begin once more."""
    key = pairs[index][0]
    names = (pairs[each][0] for each in range(start, index))
    first = next(each for each in names if each.text == key.text)
    return Problem(
        key.place,
        f"from here on keys are there twice; the first '{key.text}' is on line "
        f"{first.place.line}",
        "if a new entry begins here, begin it with '- '; if not, keep one of each",
    )
