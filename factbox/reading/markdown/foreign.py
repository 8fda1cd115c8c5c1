"""Words of another language: [Zeitenwende]{lang=de}, as Pandoc and Djot have spans.

Whoever hears the page hears them in their own language, and a browser breaks their
lines and chooses their letters as it is done there.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from factbox.languages.direction import runs_left
from factbox.problems import Unreadable
from factbox.reading.markdown.reading import Reading
from factbox.values.language_tags import LanguageTag

_LANG = re.compile(r"\{ *lang *= *([\"']?)([^\s{}\"']*)\1 *\}")


def mark_foreign(parser: MarkdownIt) -> None:
    """Have the parser know words in brackets whose language stands behind them."""
    parser.inline.ruler.after("link", "foreign", _span)


def _span(state: StateInline, silent: bool) -> bool:
    # Who asks in silence looks for the end of a link's text: as mere brackets, these
    # may stand in it.
    if silent or state.src[state.pos] != "[":
        return False
    # To find the other bracket takes long where many stand open.
    if state.src.find("]{", state.pos) < 0:
        return False
    start = state.pos
    end = state.md.helpers.parseLinkLabel(state, start)
    found = _LANG.match(state.src, end + 1) if end >= 0 else None
    if not found:
        return False
    whole, state.pos, state.posMax = state.posMax, start + 1, end
    opening = state.push("foreign_open", "span", 1)
    opening.meta = {"language": found[2], "start": found.start(2)}
    state.md.inline.tokenize(state)
    closing = state.push("foreign_close", "span", -1)
    closing.meta = {"end": found.end()}
    state.pos, state.posMax = found.end(), whole
    return True


def foreign(inline: Token, reading: Reading) -> None:
    """Give words of another language its code; report what is no code."""
    children = inline.children or []
    opened: list[int] = []
    for index, token in enumerate(children):
        if token.type == "foreign_open":
            opened.append(index)
        elif token.type == "foreign_close":
            first = opened.pop()
            _mark(inline, children[first : index + 1], reading)


def _mark(inline: Token, tokens: list[Token], reading: Reading) -> None:
    """Mark what stands between the first of these tokens and the last."""
    opening, closing = tokens[0], tokens[-1]
    try:
        tag = LanguageTag.parse(opening.meta["language"])
    except Unreadable as error:
        place = reading.place(inline, opening.meta["start"])
        reading.problem(place, error.message, error.hint)
        return
    opening.attrSet("lang", str(tag))
    if runs_left(str(tag)) != runs_left(reading.tag):
        opening.tag = closing.tag = "bdi"
