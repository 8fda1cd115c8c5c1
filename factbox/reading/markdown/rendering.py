"""Tokens to the parts of a text, without a detour."""

from collections.abc import Iterable, Iterator, Sequence

from markdown_it.common.utils import escapeHtml
from markdown_it.presets import commonmark
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from factbox.model.prose import Part
from factbox.reading.markdown.breaks import is_within_words

PART = "part"
"""The type of a token that is no HTML yet: its `meta` has the part."""


def part_token(part: Part, level: int) -> Token:
    """A token that renders as a part."""
    return Token(PART, "", 0, level=level, meta={PART: part})


def html_token(html: str, level: int) -> Token:
    """A token that renders as finished HTML."""
    return Token("html_block", "", 0, level=level, content=html)


def plain(tokens: Iterable[Token]) -> str:
    """The words of these tokens, without markup."""
    found = list(tokens)
    breaks = ("softbreak", "hardbreak")
    return "".join(
        token.content
        if token.type not in breaks
        else ""
        if is_within_words(found, index)
        else " "
        for index, token in enumerate(found)
    )


class _Renderer(RendererHTML):
    """CommonMark's own, for all that is HTML; comments are dropped."""

    def comment(
        self, tokens: Sequence[Token], index: int, options: object, env: object
    ) -> str:
        """Nothing."""
        return ""

    def softbreak(
        self, tokens: Sequence[Token], index: int, options: object, env: object
    ) -> str:
        """The end of a line; nothing where it would add a space to a word."""
        return "" if is_within_words(tokens, index) else "\n"

    def text_special(
        self, tokens: Sequence[Token], index: int, options: object, env: object
    ) -> str:
        """What was written with a backslash or as an entity."""
        return escapeHtml(tokens[index].content)


_RENDERER = _Renderer()
_OPTIONS = OptionsDict(commonmark.make()["options"])


def parts_of(tokens: Sequence[Token]) -> tuple[Part, ...]:
    """The parts that tokens make, in order; a `str` is as long as can be."""
    parts: list[Part] = []
    html: list[str] = []
    for piece in _pieces(tokens):
        if isinstance(piece, str):
            html.append(piece)
            continue
        if whole := "".join(html):
            parts.append(whole)
        html = []
        parts.append(piece)
    if whole := "".join(html):
        parts.append(whole)
    return tuple(parts)


def _pieces(tokens: Sequence[Token]) -> Iterator[Part]:
    rules = _RENDERER.rules
    for index, token in enumerate(tokens):
        if token.type == "inline":
            yield from _pieces(token.children or [])
        elif token.type == PART:
            yield token.meta[PART]
        elif token.type in rules:
            yield rules[token.type](tokens, index, _OPTIONS, {})
        else:
            yield _RENDERER.renderToken(tokens, index, _OPTIONS, {})


def html_of(tokens: Sequence[Token]) -> str:
    """The HTML of tokens none of which is a part."""
    return "".join(str(piece) for piece in _pieces(tokens))
