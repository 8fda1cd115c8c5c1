"""Footnotes: their marks in the text, and their texts."""

from collections.abc import Iterable
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from mdit_py_plugins.footnote.index import footnote_def

from factbox.model.prose import FootnoteMark
from factbox.problems import Place
from factbox.reading.markdown.reading import Reading, reading_in
from factbox.reading.markdown.rendering import part_token


def footnote_marks(inline: Token, reading: Reading) -> None:
    """Put a mark where a text refers to a footnote."""
    children = inline.children or []
    for index, token in enumerate(children):
        if token.type == "footnote_ref":
            mark = FootnoteMark(token.meta["id"] + 1, token.meta["subId"] + 1)
            children[index] = part_token(mark, token.level)


def note_definitions(parser: MarkdownIt) -> None:
    """Have the reading know the footnotes, each with its line."""
    interrupts: RuleOptionsType = {"alt": ["paragraph", "reference"]}
    parser.block.ruler.at("footnote_def", _noting_where, interrupts)


def _noting_where(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    matched = footnote_def(state, start, end, silent)
    if matched and not silent:
        begin = state.bMarks[start] + state.tShift[start]
        label = state.src[begin : state.eMarks[start]].partition("]:")[0]
        reading_in(state.env).definitions.append((label.removeprefix("[^"), start))
    return matched


def report_definitions(env: dict[str, Any], reading: Reading) -> None:
    """Report footnotes that nothing refers to, and names that are given twice."""
    numbers = env.get("footnotes", {}).get("refs", {})
    first: dict[str, int] = {}
    for label, line in reading.definitions:
        place = reading.place_of_line(line)
        if label in first:
            above = reading.place_of_line(first[label]).line
            _report_twice(place, f"footnote '{label}'", above, reading)
            continue
        first[label] = line
        if numbers[f":{label}"] < 0:
            reading.problem(
                place,
                f"nothing in the text refers to the footnote '{label}'",
                f"write [^{label}] where it belongs, or delete it",
            )
    for link in env.get("duplicate_refs", ()):
        place = reading.place_of_line(link["map"][0])
        first_of_name = env["references"][link["label"]]
        above = reading.place_of_line(first_of_name["map"][0]).line
        _report_twice(place, "link of this name", above, reading)


def _report_twice(place: Place, what: str, above: int, reading: Reading) -> None:
    reading.problem(
        place,
        f"there is a {what} on line {above} already",
        "give this one a name of its own",
    )


def split_footnotes(tokens: Iterable[Token]) -> tuple[list[Token], list[list[Token]]]:
    """The tokens of the text, and those of each footnote by their numbers."""
    body: list[Token] = []
    notes: list[list[Token]] = []
    into = body
    for token in tokens:
        if token.type == "footnote_open":
            notes.append([])
            into = notes[-1]
        elif not token.type.startswith("footnote_"):
            into.append(token)
    return body, notes
