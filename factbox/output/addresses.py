"""The addresses that may be published, and where a file that is published has them.

What a reader may follow is `WEB_SCHEMES` of model/addresses.py, which Markdown asks,
too; `ALLOWED` adds what a page may load. Here is the last gate, for every finished
file.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from html import unescape
from typing import Literal, TypeAlias

import msgspec

from factbox.model.addresses import (
    LOGIN,
    WEB_SCHEMES,
    as_browsers_read,
    holds_login,
    scheme_of,
)
from factbox.patterns import pattern_of
from factbox.problems import Unreadable

Way: TypeAlias = Literal["link", "load", "run", "name"]

ALLOWED: Mapping[Way, tuple[str, ...]] = {
    "link": tuple(f"{scheme}:" for scheme in WEB_SCHEMES),
    "load": ("http:", "https:", "data:image/", "data:font/"),
    "run": ("http:", "https:"),
}
"""What an address can begin with, by what it is for, unless it is a relative one."""


class Asked(msgspec.Struct, frozen=True, array_like=True):
    """What an element or a style sheet asks for.

    A `link` has an address that a reader can follow; a `load` one that the browser
    fetches by itself and only shows, a picture or a font; a `run` one that becomes a
    part of the page, such as a style sheet or a frame; a `name` is the id of another
    element.
    """

    way: Way
    target: str


_OTHER_HOST = re.compile(r"[/\\]{2}")

_LONGEST = 60


def _shown(address: str) -> str:
    return address if len(address) <= _LONGEST else f"{address[:_LONGEST]}…"


def is_elsewhere(asked: Asked) -> bool:
    """Whether an address is whole, not relative; raises `Unreadable` for a bad one.

    A bad one is what `ALLOWED` does not list: it could run as code on a reader's page.
    """
    address = as_browsers_read(asked.target)
    scheme = scheme_of(address)
    if scheme and not address.lower().startswith(ALLOWED[asked.way]):
        raise Unreadable(
            f"an address cannot begin with '{scheme}:', as '{_shown(address)}' does",
            "write a web address (https://…) or one that is relative to the page",
        )
    if holds_login(address):
        raise Unreadable(*LOGIN)
    if asked.way == "link" and _OTHER_HOST.match(address):
        raise Unreadable(
            f"the address '{_shown(address)}' is neither whole nor relative",
            "write it whole, with https:// in front",
        )
    return bool(scheme or _OTHER_HOST.match(address))


# -------------------------------------------------------------------------- in markup

_FOLLOWED = frozenset(("alternate", "author", "canonical", "license", "next", "prev"))
"""What a `link` element can be to a page without the browser fetching it."""
_ICONS = frozenset(("icon", "apple-touch-icon", "mask-icon"))
_SHOWING = frozenset(("audio", "img", "input", "source", "track", "video"))
_ANIMATING = frozenset(("animate", "animatemotion", "animatetransform", "set"))
_VALUES = frozenset(("by", "from", "to", "values"))
_LINKS = frozenset(("action", "cite", "formaction", "longdesc"))
_LOADS = frozenset(("background", "poster"))
_IN_CSS = frozenset(
    (
        *("clip-path", "cursor", "fill", "filter", "marker", "marker-end"),
        *("marker-mid", "marker-start", "mask", "stroke", "style"),
    )
)
# The first address, what follows it, and so on (HTML Living Standard, 4.8.4.2.1).
_CANDIDATE = r"[\s,]*(\S*[^\s,])(?:,+|\s+[^,]*|$)"
_REFRESH = r"""[\s\d.]*[;,]?\s*(?:url\s*=\s*)?["']?([^"']*)"""


def in_element(element: str, values: Mapping[str, str]) -> Iterator[Asked]:
    """The addresses in the attributes of an element, all names in lower case."""
    for name, value in values.items():
        if name in ("class", "id"):
            continue
        if name == "href" or name.endswith(":href"):
            yield Asked(_way_of_href(element, values), value)
        elif name == "src":
            yield Asked("load" if element in _SHOWING else "run", value)
        elif name in ("srcset", "imagesrcset"):
            for address in re.findall(_CANDIDATE, value) or [""]:
                yield Asked("load", address)
        elif name in _LINKS:
            yield Asked("link", value)
        elif name in _LOADS:
            yield Asked("load", value)
        elif name == "data":
            yield Asked("run", value)
        elif name == "ping":
            for address in value.split():
                yield Asked("link", address)
        elif name in _IN_CSS:
            yield from in_css(value)
        elif name == "content":
            if values.get("http-equiv", "").lower() == "refresh":
                found = re.match(_REFRESH, value, re.IGNORECASE)
                if found and found[1]:
                    yield Asked("link", found[1])
            elif value.startswith(("http://", "https://")):
                yield Asked("link", value)
        elif name in _VALUES and element in _ANIMATING:
            animated = values.get("attributename", "").lower()
            for address in value.split(";") if animated.endswith("href") else ():
                yield Asked("link", address.strip())


def _way_of_href(element: str, values: Mapping[str, str]) -> Way:
    if element == "link":
        relation = values.get("rel", "").lower().split()
        if _FOLLOWED.intersection(relation):
            return "link"
        return "load" if _ICONS.intersection(relation) else "run"
    if element in ("image", "feimage"):
        return "load"
    return "run" if element in ("script", "use") else "link"


# ---------------------------------------------------- in style sheets and in feeds

_QUOTED = r"""\"([^\"]*)\"|'([^']*)'"""
_CSS = (
    rf"/\*.*?(?:\*/|\Z)|@namespace[^;]*|\b(?:url|src)\(\s*(?:{_QUOTED}|([^)\"'\s]*))"
    rf"|@import(?>(?:\s|/\*.*?\*/)*)(?:{_QUOTED})|image-set\(([^;{{}}]*)"
    r"|\"[^\"]*\"|'[^']*'"
)
_ESCAPED = r"\\([0-9a-f]{1,6})[ \t\n\r\f]?|\\([g-z])"


def in_css(text: str) -> Iterator[Asked]:
    """The addresses in a style sheet, or in a value of one (CSS Syntax 3, 4)."""
    if "\\" in text:
        text = re.sub(_ESCAPED, _unescaped, text, flags=re.IGNORECASE)
    for found in pattern_of(_CSS, re.IGNORECASE | re.DOTALL).finditer(text):
        *urls, double, single, images = found.groups()
        if images is not None:
            images = re.sub("image-set", "", images, flags=re.IGNORECASE)
            yield from in_css(images)
            for quoted in re.findall(_QUOTED, images):
                yield Asked("load", "".join(quoted))
        elif double is not None or single is not None:
            yield Asked("run", double or single or "")
        elif address := next(filter(None, urls), ""):
            is_name = address.startswith("#")
            yield Asked("name", address[1:]) if is_name else Asked("load", address)


def _unescaped(found: re.Match[str]) -> str:
    """The letter or digit that an escape stands for; other escapes as they are.

    A quotation mark that is escaped ends no text.
    """
    sign = chr(int(found[1], 16) % 0x110000) if found[1] else found[2]
    return sign if sign.isalnum() or sign in "@:/" else found[0]


_IN_XML = r"<(?:icon|id|link|loc|logo|uri|url)>([^<]*)<"
_IN_JSON = r'"(?:\w*url|icon|id|image)"\s*:\s*("(?:[^"\\]|\\.)*")'


def in_feed(text: str) -> Iterator[Asked]:
    """The addresses that stand between the tags of a feed, or in one that is JSON."""
    for address in re.findall(_IN_XML, text):
        yield Asked("link", unescape(address))
    for quoted in re.findall(_IN_JSON, text):
        with suppress(msgspec.DecodeError):  # What is no JSON leads nowhere.
            yield Asked("link", msgspec.json.decode(quoted, type=str))
