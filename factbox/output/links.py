"""Nothing broken leaves the house: whatever a page refers to is there.

Each page is read once for what it offers and what it asks for; then every address is
looked up in the site. An address of another site is not looked up, but nothing may be
loaded from one. This is the last gate, too: in any file, an address that no page may
have stops the build, whatever made it.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from html import unescape
from posixpath import dirname, join, normpath
from urllib.parse import unquote

import msgspec

from factbox.model.addresses import scheme_of
from factbox.output.addresses import (
    Asked,
    in_css,
    in_element,
    in_feed,
    is_elsewhere,
)
from factbox.pages.page import NOT_FOUND
from factbox.pages.route import Route
from factbox.problems import Failed, Place, Problem, Unreadable, did_you_mean
from factbox.reading.files import Files


class Outline(msgspec.Struct, frozen=True, array_like=True):
    """What a page offers, its ids in their order, and what it asks for, each once."""

    ids: tuple[str, ...]
    asked: tuple[Asked, ...]


class Fault(msgspec.Struct, frozen=True):
    """What is broken in a page.

    `id` is that of the element that it is about, `address` the one that must not be
    published; "" where there is none.
    """

    message: str
    hint: str
    id: str = ""
    address: str = ""


def check_links(
    outlines: Mapping[str, Outline],
    contents: Mapping[str, bytes],
    routes: Iterable[Route],
    address: str,
    sources: Files,
) -> None:
    """Raise `Failed` where a page asks for what is not there, or has an id twice.

    Likewise where any file has an address that must not be published. `outlines` are
    those of the pages and of the files that `has_addresses`, by their paths; `contents`
    are all files of the site, `routes` lead to its pages, `address` is that of the
    site, or "". `sources` are the files that it was made from.
    """
    by_path = {route.path: route for route in routes}
    pages = {path: outlines[path] for path in outlines if path in by_path}
    others = {path: outlines[path] for path in outlines if path not in by_path}
    problems = [
        problem
        for path, other in others.items()
        for problem in _refused(path, contents[path], other, sources)
    ]
    # This page holds the style sheet, whose mistakes are told where they stand.
    told = {one for other in others.values() for one in other.asked}
    lost = pages[NOT_FOUND]
    asked = tuple(one for one in lost.asked if one not in told)
    pages[NOT_FOUND] = Outline(lost.ids, asked)
    home = address.rstrip("/")
    found = {path: list(faults_of(path, pages, contents, home)) for path in pages}
    problems += _problems(found, by_path, sources)
    if problems:
        raise Failed(problems)


# The endings of what has addresses.
_MARKUP = (".html", ".htm", ".xhtml", ".svg", ".xml")
_FEEDS = (".xml", "feed.json")
_SHEET = ".css"


def has_addresses(path: str) -> bool:
    """Whether a file that is no page of ours can have addresses in it."""
    return path.lower().endswith((*_MARKUP, *_FEEDS, _SHEET))


def read_bad_addresses(path: str, content: bytes) -> Outline:
    """The addresses that a file which is no page of ours must not have."""
    # What lies among the assets can be in any encoding; addresses are in ASCII.
    text = content.decode(errors="replace")
    asked: list[Asked] = []
    if path.lower().endswith(_MARKUP):
        asked += outline(text).asked
    if path.endswith(_FEEDS):
        asked += in_feed(text)
    if path.lower().endswith(_SHEET):
        asked += in_css(text)
    bad = (one for one in asked if _refusal(one, path))
    return Outline((), tuple(dict.fromkeys(bad)))


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


def outline(html: str) -> Outline:
    """What a page offers and asks for (HTML Living Standard; SVG 2 within it)."""
    ids: list[str] = []
    asked: dict[Asked, None] = {}
    # Compiled here, as a build in which no page has changed needs neither.
    elements = re.compile(_ELEMENT, re.DOTALL | re.IGNORECASE)
    attribute = re.compile(_ATTRIBUTE)
    # Most elements are written like others before them, and ask for the same.
    known: set[tuple[str, str]] = set()
    for raw_name, raw_attributes, raw, name, attributes, rest in elements.findall(html):
        if not (attributes or raw_attributes or raw or rest):
            continue
        if not rest and (name, attributes) in known:
            continue
        typed = attribute.findall(attributes or raw_attributes)
        # Of two attributes of one name, browsers take the first.
        values = {
            key.lower(): unescape(double or single or bare)
            for key, double, single, bare in reversed(typed)
        }
        element = (name or raw_name).lower()
        # Browsers drop an element without an end; no address in it passes, though.
        for key, double, single, bare in attribute.findall(rest):
            value = {key.lower(): unescape(double or single or bare)}
            asked |= dict.fromkeys(_asked(element, value))
        if "id" in values:
            ids.append(values["id"])
        elif name:
            known.add((name, attributes))
        for one in _asked(element, values):
            asked[one] = None
        if element == "style":
            asked |= dict.fromkeys(in_css(raw))
    return Outline(tuple(ids), tuple(asked))


def _asked(element: str, values: Mapping[str, str]) -> Iterator[Asked]:
    """What an element with these attributes asks for."""
    yield from in_element(element, values)
    for name in _NAMES.intersection(values):
        for id in values[name].split():
            yield Asked("name", id)
    if "srcdoc" in values:
        whole = outline(values["srcdoc"])
        yield from (one for one in whole.asked if one.way != "name")


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
            yield Fault(error.message, error.hint, address=asked.target)
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


def _resolved(asked: Asked, page: str, home: str) -> tuple[str, str] | None:
    """The path in the site and the fragment that an address leads to (RFC 3986, 5.2).

    None for an address elsewhere. Raises `Unreadable` for one that cannot be right.
    """
    whole, _, fragment = asked.target.partition("#")
    address = unquote(whole.partition("?")[0])
    if home and f"{address}/".startswith(f"{home}/"):
        folder, address = "", address.removeprefix(home).removeprefix("/")
    elif is_elsewhere(asked):
        _refuse_loads(asked, "the page", "asset(…)")
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


def _refuse_loads(asked: Asked, what: str, how: str) -> None:
    """Raise `Unreadable` for what would be fetched from elsewhere by itself."""
    if asked.way != "link" and scheme_of(asked.target) != "data":
        raise Unreadable(
            f"{what} loads '{asked.target}' from another site",
            f"put the file into assets/ and name it by {how}",
        )


def _refusal(asked: Asked, path: str) -> Unreadable | None:
    """What is wrong with an address in a file that is no page of ours."""
    try:
        if (
            asked.way != "name"
            and is_elsewhere(asked)
            and path.lower().endswith(_SHEET)
        ):
            _refuse_loads(asked, "the style sheet", "its path there: url(…)")
    except Unreadable as error:
        return error
    return None


def _refused(
    path: str, content: bytes, outline: Outline, sources: Files
) -> Iterator[Problem]:
    """The addresses that must not be published, of a file that is no page of ours."""
    is_sheet = path.endswith(_SHEET)
    origins = {
        source: original
        for source, original in sources.items()
        if (is_sheet and source.endswith(_SHEET)) or original == content
    }
    for asked in outline.asked:
        if error := _refusal(asked, path):
            place = next(iter(_written(asked.target, origins)), Place(path))
            yield Problem(place, error.message, error.hint)


def _problems(
    found: Mapping[str, Iterable[Fault]], routes: Mapping[str, Route], sources: Files
) -> Iterator[Problem]:
    """Each fault as a problem, once for all pages that have it at one place."""
    seen = set()
    for path, faults in found.items():
        for fault in faults:
            for place in _places(routes[path], fault, sources):
                if (place, fault.message) not in seen:
                    seen.add((place, fault.message))
                    yield Problem(place, f"{fault.message} (in {path})", fault.hint)


def _places(route: Route, fault: Fault, sources: Files) -> tuple[Place, ...]:
    """Where an editor wrote what leads to a fault, or the template that made it."""
    places = route.type.places(route.page, fault.id)
    if not places and fault.address:
        texts = {p: text for p, text in sources.items() if p.endswith((".md", ".yaml"))}
        places = _written(fault.address, texts)
    return places or (Place(f"templates/{route.type.template}"),)


def _written(address: str, sources: Files) -> tuple[Place, ...]:
    """Where an address stands in these sources, at first."""
    for source, content in sources.items():
        if (at := content.find(address.encode())) >= 0:
            return (_place_at(source, content, at),)
    return ()


def _place_at(source: str, content: bytes, at: int) -> Place:
    """The place of a byte of a source."""
    before = content[:at].decode(errors="replace")
    return Place(source, before.count("\n") + 1, len(before) - before.rfind("\n"))
