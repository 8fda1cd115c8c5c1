"""A page read once: what it offers, where it leads, and what is wrong with it alone.

An address is looked at where it stands, in the page that was printed, whatever made it.
One of another site is not looked up, but nothing may be loaded from there.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from html import unescape
from posixpath import dirname, join, normpath
from urllib.parse import unquote

import msgspec

from factbox.model.addresses import scheme_of
from factbox.output.addresses import Asked, in_css, in_element, is_elsewhere
from factbox.pages.page import NOT_FOUND
from factbox.patterns import pattern_of
from factbox.problems import Unreadable, did_you_mean


class Found(msgspec.Struct, frozen=True):
    """The ids of a page in their order, and what it asks for, each once."""

    ids: tuple[str, ...]
    asked: tuple[Asked, ...]


class Fault(msgspec.Struct, frozen=True, array_like=True):
    """What is broken in a page.

    `id` is that of the element that it is about, `address` the one that must not be
    published; "" where there is none.
    """

    message: str
    hint: str
    id: str = ""
    address: str = ""


class Lead(msgspec.Struct, frozen=True, array_like=True):
    """Where an address of a page leads: a path in the site, and an id there or "".

    `address` is how the page writes it.
    """

    path: str
    id: str
    address: str


class Outline(msgspec.Struct, frozen=True, array_like=True):
    """What a page offers, its ids, where it leads, and what is wrong with it by itself.

    Whether its leads are right is to be seen in the site.
    """

    ids: tuple[str, ...]
    leads: tuple[Lead, ...]
    faults: tuple[Fault, ...]


def read_outline(html: str, path: str, home: str) -> Outline:
    """The outline of the page at `path`.

    `home` is the address of the site without a slash at the end, or "" where none is
    known.
    """
    found = found_in(html)
    ids = frozenset(found.ids)
    leads: dict[tuple[str, str], Lead] = {}
    faults: list[Fault] = []
    if len(ids) < len(found.ids):
        for id in sorted({id for id in ids if found.ids.count(id) > 1}):
            message = f"two elements have the id '{id}'"
            faults.append(Fault(message, "give one another id", id))
    for asked in found.asked:
        if asked.way == "name":
            if asked.target not in ids:
                faults.append(no_element(asked.target, ids))
            continue
        try:
            lead = _lead(asked, path, home)
        except Unreadable as error:
            faults.append(Fault(error.message, error.hint, address=asked.target))
            continue
        if lead is None:
            continue
        if lead.path != path:
            leads.setdefault((lead.path, lead.id), lead)
        elif not is_there(lead.id, ids):
            faults.append(no_element(lead.id, ids))
    return Outline(found.ids, tuple(leads.values()), tuple(faults))


def is_there(id: str, ids: Collection[str]) -> bool:
    """Whether a fragment leads somewhere in a page that has these ids.

    Browsers know "top" in every page, and "#:~:" leads to words, not ids.
    """
    return not id or id in ids or id == "top" or id.startswith(":~:")


def no_element(id: str, known: Collection[str]) -> Fault:
    """The fault of a page that leads to an id which is not among the `known`."""
    return Fault(f"this page has no element '#{id}'", did_you_mean(id, known), id)


_FRAGMENT = re.compile(r"#([\w.:-]+)")


def _lead(asked: Asked, page: str, home: str) -> Lead | None:
    """Where in the site an address leads (RFC 3986, 5.2).

    None for an address elsewhere. Raises `Unreadable` for one that cannot be right.
    """
    # Most links of a page lead to another place in it.
    if (found := _FRAGMENT.fullmatch(asked.target)) and asked.way == "link":
        return Lead(page, found[1], asked.target)
    whole, _, fragment = asked.target.partition("#")
    address = unquote(whole.partition("?")[0])
    if home and f"{address}/".startswith(f"{home}/"):
        folder, address = "", address.removeprefix(home).removeprefix("/")
    elif is_elsewhere(asked):
        refuse_loads(asked, "the page", "asset(…)")
        return None
    elif not asked.target:
        raise Unreadable("a link leads nowhere", "write where it leads")
    elif not address:
        return Lead(page, unquote(fragment), asked.target)
    elif address.startswith("/") or page == NOT_FOUND:
        raise Unreadable(
            f"'{asked.target}' is not right wherever this page may stand",
            "write an address relative to the page, or a whole one with https://",
        )
    else:
        folder = dirname(page)
    path = join(folder, address)
    if path.rpartition("/")[2] in ("", ".", ".."):
        path = join(path, "index.html")
    return Lead(normpath(path), unquote(fragment), asked.target)


def refuse_loads(asked: Asked, what: str, how: str) -> None:
    """Raise `Unreadable` for what would be fetched from elsewhere by itself."""
    if asked.way != "link" and scheme_of(asked.target) != "data":
        raise Unreadable(
            f"{what} loads '{asked.target}' from another site",
            f"put the file into assets/ and name it by {how}",
        )


# Elements and attributes as templates and the Markdown parser write them: well-formed.
# What stands in a script or a style is no markup. Nothing is gone through twice: parts
# are possessive, and what has no end goes on to the end of the text.
_ATTRIBUTES = r"""[^"'>]*+(?:(?:"[^"]*"|'[^']*')[^"'>]*+)*+"""
_ELEMENT = (
    r"<!--(?:-?>|.*?(?:--!?>|\Z))"
    rf"|<(script|style)\b({_ATTRIBUTES})>(.*?)(?:</\1\s*+>|\Z)"
    rf"|<([a-z][^\s/>]*+)({_ATTRIBUTES})(?:>|(.*))"
)
_ATTRIBUTE = (
    r"""(?<![^\s"'<>/=])([^\s"'<>/=]++)\s*+=\s*+"""
    r"""(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]++))"""
)
_NAMES = frozenset(
    (
        *("aria-activedescendant", "aria-controls", "aria-describedby"),
        *("aria-details", "aria-errormessage", "aria-flowto", "aria-labelledby"),
        *("aria-owns", "commandfor", "for", "form", "headers", "itemref", "list"),
        "popovertarget",
    )
)


def found_in(html: str) -> Found:
    """The ids and addresses of a page (HTML Living Standard; SVG 2 within it)."""
    ids: list[str] = []
    asked: dict[Asked, None] = {}
    # Compiled here, as a build in which no page has changed does not need it.
    elements = pattern_of(_ELEMENT, re.DOTALL | re.IGNORECASE)
    for raw_name, raw_attributes, raw, name, attributes, rest in elements.findall(html):
        if attributes or raw_attributes:
            id, asked_here = _read_attributes(
                name or raw_name, attributes or raw_attributes
            )
            if id is not None:
                ids.append(id)
            for one in asked_here:
                asked[one] = None
        if rest:
            # Browsers drop an element without an end; no address in it passes, though.
            for key, value in _attributes(rest):
                asked |= dict.fromkeys(_asked(name.lower(), {key: value}))
        if raw and raw_name.lower() == "style":
            asked |= dict.fromkeys(in_css(raw))
    return Found(tuple(ids), tuple(asked))


@lru_cache(maxsize=4096)  # Most elements are written like others before them.
def _read_attributes(name: str, text: str) -> tuple[str | None, tuple[Asked, ...]]:
    """The id of an element, None where it has none, and what it asks for."""
    # Of two attributes of one name, browsers take the first.
    values = dict(reversed(_attributes(text)))
    return values.get("id"), tuple(_asked(name.lower(), values))


def _attributes(text: str) -> list[tuple[str, str]]:
    """The attributes that are typed in an element, by their names in lower case."""
    return [
        (key.lower(), unescape(double or single or bare))
        for key, double, single, bare in re.findall(_ATTRIBUTE, text)
    ]


def _asked(element: str, values: Mapping[str, str]) -> Iterator[Asked]:
    """What an element with these attributes asks for."""
    yield from in_element(element, values)
    for name in _NAMES.intersection(values):
        for id in values[name].split():
            yield Asked("name", id)
    if "srcdoc" in values:
        whole = found_in(values["srcdoc"])
        yield from (one for one in whole.asked if one.way != "name")
