"""YAML text to located nodes, by libyaml, and what is wrong with it in plain words."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import NoReturn, Protocol

import msgspec
import yaml

from factbox.patterns import pattern_of
from factbox.problems import Place, Problem
from factbox.reading.conflicts import without_conflicts
from factbox.reading.nodes import QUOTES, Broken, Items, Mapping, Node, Scalar
from factbox.reading.recovery import DEEPEST, Read, distinct, read_what_can_be
from factbox.reading.yaml_faults import FAULTS

# What YAML 1.1 (5.1) does not allow, and what it takes for a mark of the encoding or
# for the end of a line, though editors do not show it.
UNSEEN = pattern_of(
    r"[^\t\n -~\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
    r"|[\u2028\u2029]"
)
_ID = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")
_CITED = re.compile(rf"#{_ID.pattern}(?=[\s,}}\]]|$)")
# A remark that is none: its "#" has a letter or digit behind it.
_CUT_SHORT = re.compile(r"[ \t]+(#[^\W_][^\n]*)")


def read_yaml(
    text: str, file: str, first_line: int = 1
) -> tuple[Node | None, list[Problem]]:
    """The document in `text`, None if it is empty or broken, and what is wrong with it.

    `first_line` is the line of `file` on which `text` begins (front matter begins on
    the second). A duplicate key is a problem and the first one stands; of what is not
    YAML all else is read, see `recovery.py`.
    """
    text, conflicts = without_conflicts(text, file, first_line)
    reader = _Reader(text, file, first_line - 1)
    problems = [reader.character_problem(each) for each in UNSEEN.finditer(text)]
    text = UNSEEN.sub(" ", text)
    node, found = read_what_can_be(text, file, first_line, _reading(file))
    if conflicts:
        node = _with_a_loss(node, conflicts[0].place)
    return node, [*conflicts, *problems, *found]


def _with_a_loss(node: Node | None, place: Place) -> Node | None:
    """The node of which some entries or keys are not known."""
    if isinstance(node, Items):
        return msgspec.structs.replace(node, items=(*node.items, Broken(place)))
    if isinstance(node, Mapping):
        return msgspec.structs.replace(node, whole=False)
    return node


def _reading(file: str) -> Callable[[str, int], Read]:
    """How a piece of a file is read that begins on some line of it."""

    def read(text: str, first_line: int) -> Read:
        reader = _Reader(text, file, first_line - 1)
        try:
            node = reader.document()
        except yaml.MarkedYAMLError as error:
            return Read(None, (), reader.syntax_problem(error))
        except Refused as refused:
            return Read(None, (), refused.problem)
        return Read(node, tuple(reader.problems), None)

    return read


class Refused(Exception):
    """A text would mean something else than it seems to say."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem.place))
        self.problem = problem


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
        self.line_starts = [0, *[match.end() for match in re.finditer("\n", text)]]
        self.last_scalar: Scalar | None = None
        self.split_off: list[Mapping] = []
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
            is_told = event.style in (None, "") and self.report_remark(event)
            return Broken(place) if is_told and not event.value else self.last_scalar
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
            items += self.split_off
            self.split_off = []
        return Items(tuple(items), self.place(start.start_mark))

    def mapping(self, start: yaml.Event, levels: int) -> Mapping:
        pairs: list[tuple[Scalar, Node]] = []
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
            pairs.append((key, value))
        first, *others = distinct(pairs, self.place(start.start_mark), self.problems)
        self.split_off = others
        return first

    def report_remark(self, scalar: yaml.ScalarEvent) -> bool:
        """Report a text that YAML cuts short at a " #"; true if there is one."""
        end = scalar.end_mark.index if scalar.end_mark else len(self.text)
        remark = _CUT_SHORT.match(self.text, end)
        if remark is None or (not scalar.value and "\n" in remark[0]):
            return False
        hint = "put quotes around the whole text; a remark has a space after its '#'"
        cited = _CITED.match(remark[1])
        if cited and _ID.fullmatch(scalar.value):
            hint = (
                "if it is a note of a source, leave out the space: "
                f"'{scalar.value}{cited[0]}'; else {hint}"
            )
        self.problems.append(
            Problem(
                self.place_at(remark.start(1)),
                f"here YAML ends the text, so readers would not see '{remark[1]}'",
                hint,
            )
        )
        return True

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
        raise Refused(Problem(self.place(mark), message, hint))

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

    def character_problem(self, unseen: re.Match[str]) -> Problem:
        return Problem(
            self.place_at(unseen.start()),
            f"the invisible character U+{ord(unseen[0]):04X} stands here",
            "delete it; it often comes with text pasted from elsewhere",
        )
