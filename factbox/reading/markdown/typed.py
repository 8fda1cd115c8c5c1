"""A text as its author typed it, without what is markup."""

import re
from collections.abc import Iterator

from markdown_it.token import Token

_NOT_TEXT = "\0"


def typed_text(inline: Token, *, with_links: bool = True) -> str:
    """The content of an inline token, with a NUL for each character that is no text.

    Markup, code, addresses, and what was written with a backslash or as an entity are
    no text: their author means them. So an offset in it is one in the content.
    """
    content = inline.content
    pieces: list[str] = []
    end = 0
    for start, text in _texts(content, inline.children or [], with_links):
        pieces.append(_NOT_TEXT * (start - end))
        pieces.append(text)
        end = start + len(text)
    pieces.append(_NOT_TEXT * (len(content) - end))
    return "".join(pieces)


def _texts(
    content: str, children: list[Token], with_links: bool
) -> Iterator[tuple[int, str]]:
    """The pieces that are text, each with its offset."""
    cursor = 0
    links: list[Token] = []
    for token in children:
        if token.type == "link_open":
            links.append(token)
        elif token.type == "link_close":
            cursor = links.pop().meta["end"]
        elif token.type == "image":
            cursor = token.meta["end"]
        elif links and links[-1].info == "auto":
            continue
        elif token.type == "code_inline":
            cursor = _behind_code(content, token, cursor)
        elif written := _written(token):
            found = content.find(written, cursor)
            if found >= 0:
                cursor = found + len(written)
                if token.type in ("text", "softbreak") and (with_links or not links):
                    yield found, written


def _written(token: Token) -> str:
    """How a token stands in the source; "" for what is not looked for."""
    if token.type == "text":
        return token.content
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    return token.markup if token.type in ("text_special", "comment") else ""


def _behind_code(content: str, code: Token, cursor: int) -> int:
    """The offset behind a piece of code."""
    fence = re.compile(f"(?<!`){code.markup}(?!`)")
    opening = fence.search(content, cursor)
    closing = fence.search(content, opening.end()) if opening else None
    return closing.end() if closing else cursor
