"""Links: those to entries become references, those to ids of the page are noted."""

from urllib.parse import unquote

from markdown_it.token import Token

from factbox.model.mentions import Mention
from factbox.model.prose import Reference
from factbox.problems import Place
from factbox.reading.markdown.addresses import address_of, is_entry, scheme_and_rest
from factbox.reading.markdown.entries import entry_at
from factbox.reading.markdown.reading import Reading
from factbox.reading.markdown.rendering import html_of, part_token, plain


def links(inline: Token, reading: Reading) -> None:
    """Put a reference where a link leads to an entry; report what leads nowhere."""
    children = inline.children or []
    kept: list[Token] = []
    index = 0
    while index < len(children):
        token = children[index]
        end = index + 1
        if token.type == "link_open":
            while not _closes(children[end], token):
                end += 1
            kept += _link(inline, children[index : end + 1], reading)
            end += 1
        else:
            kept.append(token)
        index = end
    inline.children = kept


def _closes(token: Token, opening: Token) -> bool:
    return token.type == "link_close" and token.level == opening.level


def _link(inline: Token, tokens: list[Token], reading: Reading) -> list[Token]:
    """What becomes of a link, from its opening token to its closing one."""
    opening, closing = tokens[0], tokens[-1]
    place = reading.place(inline, opening.meta["address"])
    words = _words(inline, tokens[1:-1], reading)
    if words is None:
        reading.problem(
            place,
            "a card, an image or a footnote stands in the text of a link",
            "put it beside the link",
        )
        return [t for t in tokens[1:-1] if t.type.startswith("text")]
    href = address_of(opening, "href")
    scheme, rest = scheme_and_rest(href)
    if is_entry(scheme):
        named = entry_at(scheme, rest, place, opening, reading)
        # <figure:cost> has no words of its own either.
        words = words if opening.info != "auto" else []
        reference = Reference(named, html_of(words), plain(words))
        return [part_token(reference, opening.level)]
    if not scheme and not _leads_to_this_page(href, place, reading):
        return words
    if not plain(words):
        reading.problem(
            place,
            "this link has no text",
            "write it between the brackets: [text](…)",
        )
    return [opening, *words, closing]


def _words(inline: Token, inner: list[Token], reading: Reading) -> list[Token] | None:
    """The tokens in a link, without links; None where some are not words."""
    words = []
    for token in inner:
        if token.type == "link_open":
            reading.problem(
                reading.place(inline, token.meta["address"]),
                "a link stands in the text of a link",
                "put it beside the link, or write its address without '<' and '>'",
            )
        elif token.type in ("image", "part"):
            return None
        elif token.type != "link_close":
            words.append(token)
    return words


def _leads_to_this_page(href: str, place: Place, reading: Reading) -> bool:
    """Whether a link without a scheme leads to an id of the page, as it must."""
    if href.startswith("#") and len(href) > 1:
        target = Mention("fragment", unquote(href[1:]), "", place)
        reading.fragments.append(target)
        return True
    reading.problem(
        place,
        f"'{href}' is not an address that works everywhere"
        if href
        else "this link leads nowhere",
        "write a whole address (https://…), an id of this page (#…) "
        "or an entry (figure:…)",
    )
    return False
