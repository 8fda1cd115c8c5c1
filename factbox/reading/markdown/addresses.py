"""The addresses of links and images: which are the web's, and where they stand."""

import re
from collections.abc import Callable
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, autolink, image, link
from markdown_it.token import Token

from factbox.model.addresses import WEB_SCHEMES, scheme_of

# What marks the address of an entry while a text is read: no browser follows it.
ENTRY = "entry:"
# An entry as authors write it, of which no letter needs another form in an address.
_ENTRY_AS_IT_IS = re.compile(r"([a-z]+):[a-z0-9-]+(?:/[a-z0-9-]+)?(?:[@#][a-z0-9-]*)?")
_UNSEEN = re.compile(r"[\0-\x1f\x7f-\x9f]")


def mark_addresses(parser: MarkdownIt) -> None:
    """Have links and images know where they stand, and what is not the web's marked.

    The parser drops a link that its own `validateLink` refuses, and is silent. So
    marked, an unsafe scheme leads nowhere, and becomes a mention of a kind that does
    not exist, which the author is told of.
    """
    normalize, in_words = parser.normalizeLink, parser.normalizeLinkText

    def marked_or_web(url: str) -> str:
        """The address as the parser writes it; what is not the web's is marked."""
        as_it_is = _ENTRY_AS_IT_IS.fullmatch(url)
        if as_it_is and as_it_is[1] not in WEB_SCHEMES:
            return ENTRY + url
        address = normalize(url)
        is_web = scheme_of(address) in ("", *WEB_SCHEMES)
        return address if is_web else ENTRY + address

    def visible(link: str) -> str:
        """The words of an address, in which the parser writes %00 as NUL, and so on."""
        return _UNSEEN.sub("\N{REPLACEMENT CHARACTER}", in_words(link))

    parser.normalizeLink = marked_or_web  # type: ignore[method-assign]
    parser.normalizeLinkText = visible  # type: ignore[method-assign]
    parser.inline.ruler.at("link", _noting_where(link, "link_open"))
    parser.inline.ruler.at("autolink", _noting_where(autolink, "link_open"))
    parser.inline.ruler.at("image", _noting_where(image, "image"))


def _noting_where(
    rule: Callable[[StateInline, bool], bool], token_type: str
) -> Callable[[StateInline, bool], bool]:
    """The rule, its token having the offsets of its address and its end in `meta`."""

    def rule_noting_where(state: StateInline, silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        matched = rule(state, silent)
        if matched and not silent:
            token = next(t for t in state.tokens[count:] if t.type == token_type)
            address = _address(state, start, token)
            token.meta = {"address": address, "end": state.pos}
        return matched

    return rule_noting_where


def _address(state: StateInline, start: int, token: Token) -> int:
    """The offset of the address of a link or an image that begins at `start`.

    A link by reference, [text][name], has its address elsewhere: this is its own.
    """
    if token.info == "auto":
        return start + 1
    src, end = state.src, state.pos
    if src[end - 1] != ")":
        return start
    if src.count("](", start, end) == 1:
        closing = src.find("](", start, end)
    else:
        is_image = token.type == "image"
        closing = state.md.helpers.parseLinkLabel(state, start + is_image, not is_image)
    if not src.startswith("](", closing, end):
        return start
    between = src[closing + 2 : end]
    return closing + 2 + len(between) - len(between.lstrip())


def address_of(token: Token, attribute: str) -> str:
    """The address of a link or an image, without the mark."""
    return str(token.attrGet(attribute)).removeprefix(ENTRY)


_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*")


def scheme_and_rest(address: str) -> tuple[str, str]:
    """An address at its first ":", decoded behind it; scheme "" if it has none."""
    scheme, _, rest = address.partition(":")
    is_scheme = rest and _SCHEME.fullmatch(scheme)
    return (scheme, unquote(rest)) if is_scheme else ("", address)


def is_entry(scheme: str) -> bool:
    """Whether a scheme is that of an entry, or meant to be."""
    return bool(scheme) and scheme.lower() not in WEB_SCHEMES
