"""Comments, `<!-- … -->`: notes of the desk, which no reader sees."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

# CommonMark 0.31, 6.6.
_NONE_BEHIND = "no comment ends behind"
_COMMENT = re.compile(r"<!--(?:>|->|.*?-->)", re.DOTALL)


def drop_comments(parser: MarkdownIt) -> None:
    """Have the parser read over comments."""
    parser.block.ruler.before("reference", "comment", _block)
    parser.inline.ruler.before("autolink", "comment", _inline)


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A comment that begins a block; it may have empty lines in it."""
    begin = state.bMarks[start] + state.tShift[start]
    if state.is_code_block(start) or not state.src.startswith("<!--", begin):
        return False
    comment = _COMMENT.match(state.src, begin, state.eMarks[end - 1])
    if comment is None:
        return False
    last = start
    while state.eMarks[last] < comment.end():
        last += 1
    rest = state.src[comment.end() : state.eMarks[last]]
    if rest.strip():
        if last == start:
            # The words behind it are a paragraph, in which it is dropped.
            return False
        state.bMarks[last] = comment.end()
        state.tShift[last] = len(rest) - len(rest.lstrip())
        state.sCount[last] = state.blkIndent
        last -= 1
    if not silent:
        state.line = last + 1
    return True


def _inline(state: StateInline, silent: bool) -> bool:
    """A comment among words."""
    if not state.src.startswith("<!--", state.pos):
        return False
    # What ends nowhere is not looked for from each of its beginnings.
    part = state.src, state.posMax
    if state.pos >= state.env.get(_NONE_BEHIND, {}).get(part, state.posMax):
        return False
    comment = _COMMENT.match(state.src, state.pos, state.posMax)
    if comment is None:
        state.env[_NONE_BEHIND] = {part: state.pos}
        return False
    if not silent:
        token = state.push("comment", "", 0)
        token.markup = comment[0]
    state.pos = comment.end()
    return True
