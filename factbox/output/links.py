"""Nothing broken leaves the house: whatever a page refers to is there.

Each page is read once for what it offers and what it asks for; then every address is
looked up in the site. An address of another site is not looked up, but nothing may be
loaded from one.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from html import unescape
from posixpath import dirname, join, normpath
from typing import Literal
from urllib.parse import unquote

import msgspec

from factbox.pages.page import NOT_FOUND, Route
from factbox.problems import Failed, Place, Problem, Unreadable, did_you_mean


class Asked(msgspec.Struct, frozen=True, array_like=True):
    """What an element asks for.

    A `link` has an address that a reader can follow, a `load` one that the browser
    fetches by itself; a `name` is the id of another element.
    """

    way: Literal["link", "load", "name"]
    target: str


class Outline(msgspec.Struct, frozen=True, array_like=True):
    """What a page offers, its ids in their order, and what it asks for, each once."""

    ids: tuple[str, ...]
    asked: tuple[Asked, ...]


class Fault(msgspec.Struct, frozen=True):
    """What is broken in a page; `id` is that of the element that it is about, or ""."""

    message: str
    hint: str
    id: str = ""


def check_links(
    outlines: Mapping[str, Outline],
    paths: Collection[str],
    routes: Iterable[Route],
    address: str,
) -> None:
    """Raise `Failed` where a page asks for what is not there, or has an id twice.

    `outlines` are those of the pages by their paths, `paths` all that the site has,
    `routes` lead to the pages, and `address` is that of the site, or "".
    """
    home = address.rstrip("/")
    found = {path: list(faults_of(path, outlines, paths, home)) for path in outlines}
    if any(found.values()):
        raise Failed(_problems(found, {route.path: route for route in routes}))


def read_outline(html: str) -> Outline:
    """The outline of a page, without what it asks of itself and has."""
    page = outline(html)
    ids = frozenset(page.ids)
    has = {("name", id) for id in ids}
    asked = (
        one
        for one in page.asked
        if (one.way, one.target) not in has
        and not (one.target.startswith("#") and unquote(one.target[1:]) in ids)
    )
    return Outline(page.ids, tuple(asked))


# Elements and attributes as templates and the Markdown parser write them: well-formed.
# What stands in a script or a style is no markup.
_ATTRIBUTES = r"""[^"'>]*(?:"[^"]*"[^"'>]*|'[^']*'[^"'>]*)*"""
_ELEMENT = (
    rf"<!--.*?-->|<(script|style)\b({_ATTRIBUTES})>.*?</\1\s*>"
    rf"|<([a-z][^\s/>]*)({_ATTRIBUTES})>"
)
_ATTRIBUTE = r"""([^\s"'<>/=]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))"""
_LOADS = frozenset(("src", "srcset", "imagesrcset", "poster", "data"))
_NAMES = frozenset(
    (
        *("aria-activedescendant", "aria-controls", "aria-describedby"),
        *("aria-details", "aria-errormessage", "aria-flowto", "aria-labelledby"),
        *("aria-owns", "commandfor", "for", "form", "headers", "itemref", "list"),
        "popovertarget",
    )
)
_FOLLOWED = frozenset(("alternate", "author", "canonical", "license", "next", "prev"))
"""What a `link` element can be to a page without the browser fetching it."""


def outline(html: str) -> Outline:
    """What a page offers and asks for (HTML Living Standard; SVG 2 within it)."""
    ids: list[str] = []
    asked: dict[Asked, None] = {}
    # Compiled here, as a build in which no page has changed needs neither.
    elements = re.compile(_ELEMENT, re.DOTALL | re.IGNORECASE)
    attribute = re.compile(_ATTRIBUTE)
    for raw_name, raw_attributes, name, attributes in elements.findall(html):
        typed = attribute.findall(attributes or raw_attributes)
        values = {
            key.lower(): unescape(double or single or bare)
            for key, double, single, bare in typed
        }
        if "id" in values:
            ids.append(values["id"])
        for one in _asked((name or raw_name).lower(), values):
            asked[one] = None
    return Outline(tuple(ids), tuple(asked))


def _asked(element: str, values: Mapping[str, str]) -> Iterator[Asked]:
    """What an element with these attributes asks for."""
    for name, value in values.items():
        if name in ("href", "xlink:href"):
            relation = values.get("rel", "").lower().split()
            loads = element in ("link", "use", "image") and not (
                _FOLLOWED.intersection(relation)
            )
            yield Asked("load" if loads else "link", value)
        elif name in _LOADS:
            several = value.split(",") if name.endswith("srcset") else [value]
            for address in several:
                yield Asked("load", address.split()[0] if address.split() else "")
        elif name in _NAMES:
            for id in value.split():
                yield Asked("name", id)
        elif value.startswith("url(#"):
            yield Asked("name", value[len("url(#") :].partition(")")[0])
        elif name == "content" and value.startswith(("http://", "https://")):
            yield Asked("link", value)


def faults_of(
    path: str, outlines: Mapping[str, Outline], files: Collection[str], home: str
) -> Iterator[Fault]:
    """What is broken in the page at `path`.

    `files` are the paths of the site, and `home` is its address without a slash at the
    end, or "" where none is known.
    """
    page = outlines[path]
    ids = frozenset(page.ids)
    if len(ids) < len(page.ids):
        for id in sorted({id for id in ids if page.ids.count(id) > 1}):
            yield Fault(f"two elements have the id '{id}'", "give one another id", id)
    for asked in page.asked:
        if asked.way == "name":
            if asked.target not in ids:
                yield _no_element(asked.target, ids)
            continue
        try:
            found = _resolved(asked, path, home)
        except Unreadable as error:
            yield Fault(error.message, error.hint)
            continue
        if found is None:
            continue
        there, fragment = found
        if there not in files:
            message = f"'{asked.target}' is not in the site"
            yield Fault(message, did_you_mean(there, files))
        elif fragment and there in outlines:
            known = ids if there == path else outlines[there].ids
            # Browsers know "top" in every page, and "#:~:" leads to words, not ids.
            if fragment not in known and fragment != "top" and fragment[:3] != ":~:":
                yield _no_element(fragment, known)


def _no_element(id: str, known: Collection[str]) -> Fault:
    return Fault(f"this page has no element '#{id}'", did_you_mean(id, known), id)


_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def _resolved(asked: Asked, page: str, home: str) -> tuple[str, str] | None:
    """The path in the site and the fragment that an address leads to (RFC 3986, 5.2).

    None for an address elsewhere. Raises `Unreadable` for one that cannot be right.
    """
    whole, _, fragment = asked.target.partition("#")
    address = unquote(whole.partition("?")[0])
    if home and f"{address}/".startswith(f"{home}/"):
        folder, address = "", address.removeprefix(home).removeprefix("/")
    elif _ELSEWHERE.match(address):
        if asked.way == "load" and not address.startswith("data:"):
            raise Unreadable(
                f"the page loads '{asked.target}' from another site",
                "put the file into assets/ and name it by asset(…)",
            )
        return None
    elif not asked.target:
        raise Unreadable("a link leads nowhere", "write where it leads")
    elif not address:
        return page, unquote(fragment)
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
    return normpath(path), unquote(fragment)


def _problems(
    found: Mapping[str, Iterable[Fault]], routes: Mapping[str, Route]
) -> Iterator[Problem]:
    """Each fault as a problem, once for all pages that have it at one place."""
    seen = set()
    for path, faults in found.items():
        for fault in faults:
            for place in _places(routes[path], fault.id):
                if (place, fault.message) not in seen:
                    seen.add((place, fault.message))
                    yield Problem(place, f"{fault.message} (in {path})", fault.hint)


def _places(route: Route, id: str) -> tuple[Place, ...]:
    """Where an editor wrote what leads to an element, or the template that made it."""
    places = route.type.places(route.page, id)
    return places or (Place(f"templates/{route.type.template}"),)
