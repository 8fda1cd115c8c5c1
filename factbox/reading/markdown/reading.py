"""What the rules gather from a text, and where in its file anything in it stands."""

from collections.abc import Callable, Container
from functools import cached_property
from itertools import pairwise
from typing import Any

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from factbox.model.mentions import Mention
from factbox.model.prose import Heading, Name, Number, Prose
from factbox.problems import Located, Place, Problem


class Reading:
    """One walk over the tokens of a text, gathering what it finds.

    `place` leads from an inline token and an offset in its content to a place;
    `place_of_line` from an index among the lines of the text. `definitions` are the
    labels of footnotes with the lines on which they begin; `unclosed_tags` are the tags
    of HTML that were told of and not closed yet; `read_inline` reads words of images;
    `tag` is that of the language in which numbers are typed.
    """

    def __init__(
        self,
        place: Callable[[Token, int], Place],
        place_of_line: Callable[[int], Place],
        reserved: Container[str] = (),
        *,
        marked: bool = False,
        read_inline: Callable[[Located, str], Prose],
        tag: str,
    ) -> None:
        self.place = place
        self.place_of_line = place_of_line
        self.reserved = reserved
        self.marked = marked
        self.tag = tag
        self.read_inline = read_inline
        self.problems: list[Problem] = []
        self.headings: list[Heading] = []
        self.fragments: list[Mention] = []
        self.numbers: list[Number] = []
        self.names: list[Name] = []
        self.unclosed_tags: list[str] = []
        self.definitions: list[tuple[str, int]] = []
        self.words = 0

    def problem(self, place: Place, message: str, hint: str) -> None:
        self.problems.append(Problem(place, message, hint))


def reading_in(env: Any) -> Reading:
    """The reading for which the parser was called."""
    reading: Reading = env["reading"]
    return reading


def reading_of(state: StateCore) -> Reading:
    """The reading for which a rule is called."""
    return reading_in(state.env)


class ArticleText:
    """The text of an article, from which its inline tokens come.

    `tokens` are set once they are there.
    """

    def __init__(self, text: str, file: str, first_line: int) -> None:
        # CommonMark replaces NUL.
        self.lines = text.replace("\0", "\N{REPLACEMENT CHARACTER}").split("\n")
        self.file = file
        self.first_line = first_line
        self.tokens: list[Token] = []

    def place_of_line(self, index: int) -> Place:
        """Where the first word of a line stands."""
        line = self.lines[index]
        indentation = len(line) - len(line.lstrip())
        return Place(self.file, index + self.first_line, indentation + 1)

    def place(self, inline: Token, offset: int) -> Place:
        """Where the character at an offset of the content of a token stands."""
        before = inline.content[:offset].split("\n")
        row = len(before) - 1
        indentation = len(before[-1]) - len(before[-1].lstrip())
        columns, is_cell = self._columns[id(inline)]
        column = columns[row] + len(before[-1]) - indentation
        if is_cell:
            column += before[-1].count("|")
        line = (inline.map or [0])[0] + row
        return Place(self.file, line + self.first_line, column + 1)

    @cached_property
    def _columns(self) -> dict[int, tuple[list[int], bool]]:
        """The columns, from 0, at which the lines of each inline token begin.

        With them is whether it is the cell of a table.
        """
        found: dict[int, tuple[list[int], bool]] = {}
        searched: dict[int, int] = {}
        for opening, inline in pairwise(self.tokens):
            if inline.type != "inline":
                continue
            is_cell = opening.type in ("th_open", "td_open")
            columns = []
            first = (inline.map or [0])[0]
            for index, shown in enumerate(inline.content.split("\n"), first):
                shown, line = shown.strip(), self.lines[index]
                if is_cell:
                    # The same words may stand in several cells, "|" is written "\\|".
                    written = shown.replace("|", "\\|")
                    column = max(line.find(written, searched.get(index, 0)), 0)
                    searched[index] = column + len(written)
                else:
                    # In front may stand the marks of lists and quotations.
                    column = max(line.rfind(shown), 0)
                columns.append(column)
            found[id(inline)] = columns, is_cell
        return found


def in_yaml(written: Located) -> Callable[[Token, int], Place]:
    """How places are found in a text of YAML, which is one inline token."""
    return lambda inline, offset: written.at(offset)
