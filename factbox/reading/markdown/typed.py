"""A text as its author typed it, without what is markup."""

import re
from collections.abc import Iterator

import msgspec
from markdown_it.token import Token

from factbox.reading.markdown.addresses import address_of, is_entry, scheme_and_rest

_NO_TEXT = "\0"


class Piece(msgspec.Struct, frozen=True):
    """Words in the content of an inline token, from `start` to `end`.

    What `is_meant` was written with a backslash or as an entity; what `is_linked` is in
    the text of a link to an entry: on the web, nothing holds words against a fact.
    """

    words: str
    start: int
    end: int
    is_meant: bool
    is_linked: bool


def typed_text(inline: Token) -> str:
    """The content of an inline token, with a NUL for each character that is no text.

    Markup, code, addresses, and what was written with a backslash or as an entity are
    no text: their author means them. So an offset in it is one in the content.
    """
    typed: list[str] = []
    end = 0
    for piece in pieces(inline):
        if not piece.is_meant:
            typed += (_NO_TEXT * (piece.start - end), piece.words)
            end = piece.end
    typed.append(_NO_TEXT * (len(inline.content) - end))
    return "".join(typed)


def pieces(inline: Token) -> Iterator[Piece]:
    """The words of an inline token whose links and images are still there."""
    content = inline.content
    cursor = 0
    links: list[Token] = []
    for token in inline.children or []:
        if token.type == "link_open":
            links.append(token)
        elif token.type == "link_close":
            cursor = links.pop().meta["end"]
        elif token.type in ("image", "foreign_close"):
            cursor = token.meta["end"]
        elif links and links[-1].info == "auto":
            continue
        elif token.type == "code_inline":
            cursor = _behind_code(content, token, cursor)
        elif written := _written(token):
            start = content.find(written, cursor)
            if start < 0:
                continue
            cursor = start + len(written)
            is_meant = token.type == "text_special"
            if token.type in ("text", "softbreak") or is_meant:
                words = token.content if is_meant else written
                in_entry = bool(links) and any(map(_names_entry, links))
                yield Piece(words, start, cursor, is_meant, in_entry)


def _names_entry(link: Token) -> bool:
    """Whether a link leads to an entry, so that its words are held against that."""
    return is_entry(scheme_and_rest(address_of(link, "href"))[0])


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
