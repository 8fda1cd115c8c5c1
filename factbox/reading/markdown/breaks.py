"""Ends of lines in languages that write without spaces.

An author may end a line of the source anywhere. Where Chinese or Japanese stands on
both sides, a browser would make a space of it, which nobody wrote. Korean has spaces.
"""

from collections.abc import Iterable, Sequence
from unicodedata import east_asian_width, name

from markdown_it.token import Token

from factbox.reading.markdown.reading import Reading

JOINS = "joins"
"""What the `meta` of the end of a line has that parts nothing."""


def breaks(inline: Token, reading: Reading) -> None:
    """Note where a line ends beside a reference, in a language without spaces.

    What the reference will say is not known yet, but it has no space beside it either.
    """
    if reading.tag != "ja":
        return
    children = inline.children or []
    for index in range(1, len(children) - 1):
        if children[index].type == "softbreak":
            beside = (children[index - 1], children[index + 1])
            if any("part" in token.meta for token in beside):
                children[index].meta = {JOINS: True}


def is_within_words(tokens: Sequence[Token], index: int) -> bool:
    """Whether the end of a line, the token at `index`, parts what has no space."""
    if JOINS in tokens[index].meta:
        return True
    before = _nearest(tokens[each] for each in range(index - 1, -1, -1))
    after = _nearest(tokens[each] for each in range(index + 1, len(tokens)))
    return _is_unspaced(before[-1:]) and _is_unspaced(after[:1])


def _nearest(tokens: Iterable[Token]) -> str:
    """The words beside the end of a line; "" where they are those of a reference."""
    for token in tokens:
        # What begins or ends emphasis stands between words, beside empty texts.
        if token.content or not (token.nesting or token.type == "text"):
            return token.content
    return ""


def _is_unspaced(character: str) -> bool:
    if not character or east_asian_width(character) not in ("W", "F"):
        return False
    return not name(character, "").startswith("HANGUL")
