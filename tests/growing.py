"""Projects, each of which grows in another way."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

FEW = 1
"""How many there are of all that does not grow."""


def grown(what: str, count: int) -> Mapping[str, bytes]:
    """The files of a project with `count` of what is in `GROWING`, and few of the rest."""
    many = {each: count if each == what else FEW for each in GROWING}
    files = {
        "content/site.yaml": "title: Valley\npublisher: Gazette\nlanguage: en-GB\n",
        "content/people.yaml": _entries("people", many),
    }
    for number in range(many["explainers"]):
        folder = f"content/flood-{number}"
        files[f"{folder}/article.md"] = _article(many)
        for kind in ("figures", "quotes", "timeline", "updates"):
            files[f"{folder}/{kind}.yaml"] = _entries(kind, many)
    for number in range(many["sources"]):
        notes = _each(many["notes"], lambda n: f"  n{n}: Of this, {_name(n)}.\n")
        files[f"seeds/s{number}.yaml"] = (
            f"title: Report {_name(number)}\npublisher: Council\n"
            f"published: 2024-02-02\nnotes:\n{notes}"
        )
    return {path: text.encode() for path, text in files.items()}


def _person(number: int, many: Mapping[str, int]) -> str:
    return f"- {{id: p{number}, name: {_name(number)}, role: Mayor}}\n"


def _figure(number: int, many: Mapping[str, int]) -> str:
    claims = _each(many["claims"] if number == 0 else 1, _claim)
    label = f"Homes of {_name(number)}"
    return f"- id: f{number}\n  label: {label}\n  unit: homes\n  estimates:\n{claims}"


def _claim(number: int) -> str:
    day = date(2000, 1, 1) + timedelta(days=number)
    return f"  - {{value: {100 + number}, by: p0, as_of: {day}, source: s0#n0}}\n"


def _quote(number: int, many: Mapping[str, int]) -> str:
    who = number % many["people"]
    return f"- id: q{number}\n  who: p{who}\n  said: On this.\n  source: s0#n0\n"


def _event(number: int, many: Mapping[str, int]) -> str:
    day = date(1990, 1, 1) + timedelta(days=40 * number)
    title = f"The river rose in {_name(number)}"
    return (
        f"- id: e{number}\n  title: {title}\n  when: {day}\n  by: p0\n  source: s0#n0\n"
    )


def _update(number: int, many: Mapping[str, int]) -> str:
    day = date(2025, 2, 8) + timedelta(days=number)
    what = f"We say more on {_name(number)}."
    return f"- {{id: u{number}, kind: update, when: {day}, what: {what}}}\n"


def _article(many: Mapping[str, int]) -> str:
    return (
        "---\nheadline: The flood\nstandfirst: Of the river.\n"
        "as_of: 2025-02-07\npublished: 2025-02-07\n---\n"
        + _each(many["paragraphs"], lambda number: _paragraph(number, many))
        + _each(many["headings"], lambda number: "## The river\n\nIt rose.\n\n")
        + _each(many["footnotes"], lambda number: f"It rose.[^a{number}]\n\n")
        + _each(many["footnotes"], lambda number: f"[^a{number}]: At night.\n")
    )


def _paragraph(number: int, many: Mapping[str, int]) -> str:
    return (
        f"In [](event:e{number % many['timeline']}), says "
        f"[](person:p{number % many['people']}), it took "
        f"[](figure:f{number % many['figures']}) "
        f"homes.[](source:s{number % many['sources']}#n{number % many['notes']})\n\n"
    )


def _name(number: int) -> str:
    """A name of two words without digits, another one for each number."""
    first, last = divmod(number, 26)
    return f"{chr(97 + first).upper()}orin {chr(97 + last).upper()}alden"


def _each(count: int, entry: Callable[[int], str]) -> str:
    return "".join(entry(number) for number in range(count))


def _entries(kind: str, many: Mapping[str, int]) -> str:
    return _each(many[kind], lambda number: _ENTRY[kind](number, many))


_ENTRY = {
    "people": _person,
    "figures": _figure,
    "quotes": _quote,
    "timeline": _event,
    "updates": _update,
}
GROWING = {
    "explainers": 12,
    "people": 100,
    "figures": 50,
    "quotes": 100,
    "timeline": 100,
    "updates": 100,
    "claims": 100,
    "sources": 100,
    "notes": 100,
    "paragraphs": 50,
    "headings": 100,
    "footnotes": 100,
}
"""What there may be many of in a project, and a number of it that shows how it grows."""
