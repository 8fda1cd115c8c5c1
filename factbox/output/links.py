"""Nothing broken leaves the house: whatever a page refers to is there.

Where each page leads is read once, in `outlines.py`, and looked up in the site here.
This is the last gate, too: in any file, an address that no page may have stops the
build, whatever made it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping

from factbox.output.addresses import Asked, in_css, in_feed, is_elsewhere
from factbox.output.outlines import (
    Fault,
    Outline,
    found_in,
    is_there,
    no_element,
    refuse_loads,
)
from factbox.output.rendered import Output
from factbox.pages.page import NOT_FOUND
from factbox.pages.route import Route
from factbox.problems import Failed, Place, Problem, Unreadable, did_you_mean
from factbox.reading.files import Files


def check_links(
    outlines: Mapping[str, Outline],
    refused: Mapping[str, Collection[Asked]],
    files: Mapping[str, Output],
    routes: Iterable[Route],
    sources: Files,
) -> None:
    """Raise `Failed` where a page asks for what is not there, or has an id twice.

    Likewise where any file has an address that must not be published. `outlines` are
    those of the pages, and `refused` the addresses of what else `has_addresses`, by
    their paths; `files` are all files of the site, `routes` lead to its pages, and
    `sources` are what it was made from.
    """
    by_path = {route.path: route for route in routes}
    problems = [
        problem
        for path, asked in refused.items()
        if asked
        for problem in _refused(path, files[path].content, asked, sources)
    ]
    ids = ids_of(outlines)
    found = {path: list(faults_of(path, outlines, ids, files)) for path in outlines}
    # This page holds the style sheet, whose mistakes are told where they stand.
    told = {one.target for asked in refused.values() for one in asked}
    found[NOT_FOUND] = [each for each in found[NOT_FOUND] if each.address not in told]
    problems += _problems(found, by_path, sources)
    if problems:
        raise Failed(problems)


def ids_of(outlines: Mapping[str, Outline]) -> Mapping[str, frozenset[str]]:
    """The ids of each page, and "", to which a lead without one leads."""
    return {path: frozenset(("", *each.ids)) for path, each in outlines.items()}


def faults_of(
    path: str,
    outlines: Mapping[str, Outline],
    ids: Mapping[str, Collection[str]],
    files: Collection[str],
) -> Iterator[Fault]:
    """What is broken in the page at `path`.

    `ids` are as by `ids_of`; `files` are the paths of the site.
    """
    yield from outlines[path].faults
    for lead in outlines[path].leads:
        if lead.path not in files:
            message = f"'{lead.address}' is not in the site"
            yield Fault(message, did_you_mean(lead.path, files))
        # Of the many leads nearly all are found, so nothing is called for each.
        elif lead.path in ids and lead.id not in ids[lead.path]:
            known = outlines[lead.path].ids
            if not is_there(lead.id, known):
                yield no_element(lead.id, known)


# The endings of what has addresses.
_MARKUP = (".html", ".htm", ".xhtml", ".svg", ".xml")
_FEEDS = (".xml", "feed.json")
_SHEET = ".css"


def has_addresses(path: str) -> bool:
    """Whether a file that is no page of ours can have addresses in it."""
    return path.lower().endswith((*_MARKUP, *_FEEDS, _SHEET))


def read_bad_addresses(path: str, content: bytes) -> tuple[Asked, ...]:
    """The addresses that a file which is no page of ours must not have."""
    # What lies among the assets can be in any encoding; addresses are in ASCII.
    text = content.decode(errors="replace")
    asked: list[Asked] = []
    if path.lower().endswith(_MARKUP):
        asked += found_in(text).asked
    if path.endswith(_FEEDS):
        asked += in_feed(text)
    if path.lower().endswith(_SHEET):
        asked += in_css(text)
    bad = (one for one in asked if _refusal(one, path))
    return tuple(dict.fromkeys(bad))


def _refusal(asked: Asked, path: str) -> Unreadable | None:
    """What is wrong with an address in a file that is no page of ours."""
    try:
        if (
            asked.way != "name"
            and is_elsewhere(asked)
            and path.lower().endswith(_SHEET)
        ):
            refuse_loads(asked, "the style sheet", "its path there: url(…)")
    except Unreadable as error:
        return error
    return None


def _refused(
    path: str, content: bytes, refused: Iterable[Asked], sources: Files
) -> Iterator[Problem]:
    """The addresses that must not be published, of a file that is no page of ours."""
    is_sheet = path.endswith(_SHEET)
    origins = {
        source: original
        for source, original in sources.items()
        if (is_sheet and source.endswith(_SHEET)) or original == content
    }
    for asked in refused:
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
