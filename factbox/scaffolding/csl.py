"""The items of a library in CSL-JSON, such as Zotero exports, as files of sources.

What an item says is written as an editor would write it. What a source has no key for
is left out and named, so that nobody looks for it.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, get_args

import msgspec

from factbox.model.addresses import WebAddress
from factbox.model.mentions import is_id
from factbox.model.sources import FORMS, Source, SourceKind
from factbox.problems import Failed, Place, Problem, Unreadable
from factbox.reading.fields import fields_of
from factbox.reading.files import text_of
from factbox.scaffolding.entries import MODELINE, scalar
from factbox.scaffolding.schemas import schema_for
from factbox.scaffolding.spreadsheets import id_for
from factbox.values.dates.when import When
from factbox.values.language_tags import LanguageTag

Item = Mapping[str, Any]

CSL_TYPES: Mapping[str, SourceKind] = {
    **{forms.csl: kind for kind, forms in FORMS.items()},
    "article": "article",
    "article-journal": "article",
    "article-magazine": "article",
    "chapter": "book",
    "entry": "web page",
    "hearing": "document",
    "legal_case": "document",
    "legislation": "document",
    "personal_communication": "document",
    "post": "web page",
    "post-weblog": "web page",
    "thesis": "document",
    "treaty": "document",
}
"""What we call a type of CSL; of others nothing is said."""

READ = (
    *("id", "citation-key", "type", "title", "author", "container-title", "publisher"),
    *("issued", "accessed", "URL", "DOI", "language", "page", "archive_location"),
)
"""The keys of an item that become a part of a source, in one way or another."""


class Library(msgspec.Struct, frozen=True):
    """The sources of a library: new files by their paths, and what else to tell.

    `known` are titles with the files that have them already; `left_out` are keys of
    items that no source has; `unread` are lines that are left to an editor.
    """

    files: Mapping[str, bytes]
    known: tuple[tuple[str, str], ...]
    left_out: tuple[str, ...]
    unread: tuple[tuple[str, str], ...]


def library_of(path: str, content: bytes, sources: Mapping[str, Source]) -> Library:
    """The sources that a file of CSL-JSON holds and a project lacks.

    A source is known by its address, or else by its title. Raises `Failed` where the
    file holds no such items.
    """
    items = _items(path, text_of(path, content))
    seen = {
        _identity(str(source.url or ""), source.title): f"seeds/{id}.yaml"
        for id, source in sources.items()
    }
    files: dict[str, bytes] = {}
    known: list[tuple[str, str]] = []
    left_out: dict[str, None] = {}
    unread: list[tuple[str, str]] = []
    taken = set(sources)
    for item in items:
        lines = dict(_lines(item))
        identity = _identity(lines.get("url", ""), str(item["title"]))
        if there := seen.get(identity):
            known.append((str(item["title"]), there))
            continue
        id = _id(item, taken)
        taken.add(id)
        file = f"seeds/{id}.yaml"
        seen[identity] = file
        written: list[str] = []
        comments: list[str] = []
        for key, text in lines.items():
            (written if _can_be(key, text) else comments).append(f"{key}: {text}")
        unread += [(file, line) for line in comments]
        files[file] = _file(file, written, comments).encode()
        left_out.update(dict.fromkeys(key for key in item if key not in READ))
    return Library(files, tuple(known), tuple(left_out), tuple(unread))


_EXPORT = "export the library as 'CSL JSON', which Zotero and others can"


def _items(path: str, text: str) -> Sequence[Item]:
    """The items of a library. Raises `Failed` where something else is in the file."""
    # The one of the standard library tells where a mistake is.
    import json

    try:
        items = json.loads(text)
    except json.JSONDecodeError as error:
        place = Place(path, error.lineno, error.colno)
        message = "this is not JSON from here on"
        raise Failed([Problem(place, message, _EXPORT)]) from error
    if isinstance(items, dict):
        items = items.get("items", [items])
    problems = []
    for number, item in enumerate(items if isinstance(items, list) else [None], 1):
        if not isinstance(item, dict) or "type" not in item:
            message = f"item {number} of this file is not one of a library"
            problems.append(Problem(Place(path, 1), message, _EXPORT))
        elif not str(item.get("title") or "").strip():
            named = item.get("id", number)
            message = f"item '{named}' of this library has no title"
            hint = "give it one in the library, and export it again"
            problems.append(Problem(Place(path, 1), message, hint))
    if not items:
        problems.append(Problem(Place(path, 1), "this library is empty", _EXPORT))
    if problems:
        raise Failed(problems)
    return list(items)


def _identity(url: str, title: str) -> tuple[str, str]:
    """What tells one source from another: its address, or else its title."""
    return ("url", url) if url else ("title", " ".join(title.split()))


def _id(item: Item, taken: Collection[str]) -> str:
    """The key by which the library cites an item, or an id of our own."""
    for name in ("citation-key", "id"):
        key = str(item.get(name, "")).replace("_", "-").lower()
        if is_id(key) and re.search("[a-z]", key) and key not in taken:
            return key
    names = _people(item)
    family = names[0].split()[-1] if names else ""
    year = next((end[0] for end in _ends(item.get("issued"))), "")
    return id_for(f"{family} {year} {item['title']}", taken)


def _lines(item: Item) -> Iterator[tuple[str, str]]:
    """The keys of a source, and the text of each as YAML writes it."""
    yield "title", scalar(str(item["title"]))
    people = [scalar(name) for name in _people(item)]
    if len(people) == 1:
        yield "author", people[0]
    elif people:
        yield "author", "".join(f"\n  - {name}" for name in people)
    appeared = item.get("container-title") or item.get("publisher")
    if isinstance(appeared, list):
        appeared = appeared[0] if appeared else ""
    doi = str(item.get("DOI") or "").removeprefix("https://doi.org/")
    archived = str(item.get("archive_location") or "")
    texts = {
        "publisher": appeared,
        "published": _date(item.get("issued")),
        "url": item.get("URL") or (doi and f"https://doi.org/{doi}"),
        "kind": CSL_TYPES.get(str(item["type"]), ""),
        "language": item.get("language"),
        "pages": str(item.get("page") or "").replace("-", "–"),
        "accessed": _date(item.get("accessed")),
        "archived": archived if archived.startswith("http") else "",
    }
    for key, text in texts.items():
        if text and str(text).strip():
            yield key, scalar(str(text))


def _people(item: Item) -> list[str]:
    """The names of the authors, each as it is said."""
    names = []
    people = item.get("author")
    for name in people if isinstance(people, list) else ():
        if not isinstance(name, dict):
            continue
        parts = (
            *(name.get("given"), name.get("dropping-particle")),
            *(name.get("non-dropping-particle"), name.get("family")),
            *(name.get("suffix"), name.get("literal")),
        )
        names.append(" ".join(str(part) for part in parts if part))
    return [name for name in names if name.strip()]


def _date(date: object) -> str:
    """A date of CSL in EDTF, which means the same in each language; or its words."""
    if not isinstance(date, dict):
        return ""
    if "raw" in date or "literal" in date:
        return str(date.get("raw") or date.get("literal"))
    ends = [
        "-".join(part.zfill(width) for part, width in zip(end, _WIDTHS, strict=False))
        for end in _ends(date)
    ]
    circa = "~" if date.get("circa") else ""
    return "/".join(f"{end}{circa}" for end in ends)


_WIDTHS = (4, 2, 2)
"""How many digits a year, a month and a day have."""


def _ends(date: object) -> Iterator[Sequence[str]]:
    """The numbers of the moments from which to which a date goes, as far as known."""
    moments = date.get("date-parts") if isinstance(date, dict) else None
    for moment in moments if isinstance(moments, list) else ():
        parts = [str(part) for part in moment] if isinstance(moment, list) else []
        if parts and all(part.isdecimal() for part in parts):
            yield parts


_PARSERS: Mapping[str, Callable[[str], object]] = {
    "published": When.parse,
    "accessed": When.parse,
    "url": WebAddress.parse,
    "archived": WebAddress.parse,
    "language": LanguageTag.parse,
}


def _can_be(key: str, text: str) -> bool:
    """Whether a source can have this text at this key."""
    if key == "kind":
        return text in get_args(SourceKind)
    if key not in _PARSERS:
        return True
    try:
        _PARSERS[key](text.strip('"'))
    except Unreadable:
        return False
    return True


def _file(path: str, written: Sequence[str], comments: Sequence[str]) -> str:
    """The text of the file of a source, its keys in the order of those of all."""
    order = list(fields_of(Source))
    lines = sorted(written, key=lambda line: order.index(line.partition(":")[0]))
    known = "".join(f"{line}\n" for line in lines).replace(": \n  - ", ":\n  - ")
    unread = "".join(f"# {line}\n" for line in comments)
    return f"""\
{MODELINE}{schema_for(path)}

{known}{unread}
# What it says, in our own words, each note under a short name that facts can cite.
# notes:
#   a-short-name: What the source says of one thing.
"""
