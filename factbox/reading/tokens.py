"""The tokens of a theme: the custom properties that its first style sheet declares."""

import re
from collections.abc import Iterator, Mapping

import msgspec

from factbox.model.look import Token

TOKENS = "assets/css/tokens.css"
"""The style sheet that declares them."""

_DECLARATION = re.compile(r"--([a-z][a-z0-9-]*):\s*([^;]*?)\s*;")
_DARK = re.compile(r"prefers-color-scheme:\s*dark")


class Declaration(msgspec.Struct, frozen=True):
    """A token as the style sheet declares it: its value, and where that stands.

    `is_dark` are those for dark screens; `start` and `end` are indexes in the text.
    """

    name: str
    value: str
    is_dark: bool
    start: int
    end: int


def declarations(text: str) -> Iterator[Declaration]:
    """The tokens for light and for dark screens; other media have values of their own.

    Those before the first `@media` are for light screens and for paper.
    """
    start = 0
    for number, piece in enumerate(text.split("@media")):
        is_dark = number > 0 and bool(_DARK.search(piece.partition("{")[0]))
        if number == 0 or is_dark:
            for found in _DECLARATION.finditer(piece):
                span = (start + found.start(2), start + found.end(2))
                yield Declaration(found[1], found[2], is_dark, *span)
        start += len(piece) + len("@media")


def with_tokens(text: str, tokens: Mapping[str, Token]) -> str:
    """The style sheet with these values of tokens; what they do not name stays."""
    for each in reversed(list(declarations(text))):
        if token := tokens.get(each.name):
            value = token.dark if each.is_dark else token.light
            if value:
                text = text[: each.start] + value + text[each.end :]
    return text
