"""Tables: a box in which one scrolls, and alignment without a style of its own."""

from html import escape

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from factbox.model.prose import Reference
from factbox.reading.markdown.reading import ArticleText, reading_of
from factbox.reading.markdown.rendering import html_token
from factbox.reading.markdown.rows import cells_of


def tables(state: StateCore) -> None:
    """Put each table into a box that a keyboard reaches, and name alignments."""
    if not any(token.type == "table_open" for token in state.tokens):
        return
    source: ArticleText | None = state.env.get("source")
    if source:
        _report_lost_cells(state, source)
    kept: list[Token] = []
    for index, token in enumerate(state.tokens):
        if token.type == "table_open":
            name = _name(state.tokens[index:])
            role = f' role="region" aria-label="{name}"' if name else ""
            box = f'<div class="scroll" tabindex="0"{role}>\n'
            kept.append(html_token(box, token.level))
        elif token.type in ("th_open", "td_open"):
            _align(token)
        kept.append(token)
        if token.type == "table_close":
            kept.append(html_token("</div>\n", token.level))
    state.tokens = kept


def _report_lost_cells(state: StateCore, source: ArticleText) -> None:
    """Report the lines that have more cells than their table has columns."""
    columns = 0
    for token in state.tokens:
        if token.type not in ("tr_open", "thead_open") or not token.map:
            continue
        cells = cells_of(source.lines[token.map[0]])
        if token.type == "thead_open":
            columns = cells
        elif cells > columns:
            reading_of(state).problem(
                source.place_of_line(token.map[0]),
                f"this line has {cells} cells, and its table {columns} columns",
                "readers would not see the last; a '|' in a cell is written '\\|'",
            )


def _name(table: list[Token]) -> str:
    """The name of a table: its column headings."""
    end = next(i for i, token in enumerate(table) if token.type == "thead_close")
    names = [_words(token) for token in table[:end] if token.type == "inline"]
    return escape(", ".join(name for name in names if name))


def _words(inline: Token) -> str:
    """The words of a column heading; of a reference those that its author typed."""
    words = ""
    for token in inline.children or []:
        part = token.meta.get("part")
        words += part.text if isinstance(part, Reference) else token.content
    return words


def _align(cell: Token) -> None:
    """Name the alignment of a cell by a class: a page has no style of its own."""
    style = str(cell.attrs.pop("style", ""))
    if style:
        cell.attrSet("class", f"align-{style.removeprefix('text-align:')}")
