"""Emphasis beside Chinese, Japanese and Korean.

CommonMark asks whether a space or a punctuation mark stands beside an asterisk, as
suits languages that part words. Where none are parted, **「東京」**は would be shown as
typed. So a mark of these scripts, or a letter of theirs beyond a mark, is no reason
against emphasis; all else is as CommonMark has it.
"""

from unicodedata import east_asian_width

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.emphasis import tokenize


def know_close_scripts(parser: MarkdownIt) -> None:
    """Have the parser find emphasis beside Chinese, Japanese and Korean."""
    parser.inline.ruler.at("emphasis", _emphasis)


def _emphasis(state: StateInline, silent: bool) -> bool:
    start, count = state.pos, len(state.delimiters)
    if not tokenize(state, silent):
        return False
    # An underscore may stand within a word, and parts nothing there.
    if state.src[start] == "*":
        before = state.src[start - 1 : start]
        after = state.src[state.pos : state.pos + 1]
        for delimiter in state.delimiters[count:]:
            delimiter.open = delimiter.open or _begins(before, after)
            delimiter.close = delimiter.close or _begins(after, before)
    return True


def _begins(outside: str, inside: str) -> bool:
    """Whether emphasis may begin between these two, either of which may be no text."""
    if not inside or inside.isspace():
        return False
    return _is_close(inside) or (_is_close(outside) and _is_mark(inside))


def _is_close(character: str) -> bool:
    return bool(character) and east_asian_width(character) in ("W", "F")


def _is_mark(character: str) -> bool:
    return isMdAsciiPunct(ord(character)) or isPunctChar(character)
