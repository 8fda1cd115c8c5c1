"""The JSON Schemas of a project, which know the ids in it, for editors to complete."""

import os
from collections.abc import Callable, Iterable
from functools import partial

import msgspec

from factbox.checking.site import locale_of
from factbox.kinds import KINDS
from factbox.kinds.figures.claims import day_key
from factbox.kinds.figures.figure import Figure
from factbox.problems import Unreadable
from factbox.reading.apart import original_of
from factbox.reading.documents import (
    PEOPLE,
    SETTINGS,
    folders_in,
    read_settings,
    source_paths,
)
from factbox.reading.files import Files, legible
from factbox.reading.nodes import Items, Node, Scalar
from factbox.reading.nodes import Mapping as MappingNode
from factbox.reading.schemas import (
    LISTS,
    MAPPINGS,
    OF_WORDS,
    Ids,
    json_schema,
    one_of,
)
from factbox.reading.yaml_reader import read_yaml
from factbox.scaffolding.snippets import FILE as SNIPPETS
from factbox.scaffolding.snippets import snippets
from factbox.values.dates.locales import Locale
from factbox.values.dates.when import When

FOLDER = ".factbox/schemas"
"""Where they are kept; no build reads it, and no git keeps it."""

_ALL_FACTS = "facts.json"


def schema_of(path: str) -> str:
    """Where the schema of a YAML file of a project is."""
    if original := original_of(path)[0]:
        name = original.rpartition("/")[2].removesuffix(".yaml")
        name = "source" if original.startswith("seeds/") else name
        return f"{FOLDER}/{name}{OF_WORDS}.json"
    top, *inner = path.split("/")
    if top == "seeds":
        return f"{FOLDER}/source.json"
    return f"{FOLDER}/{'/'.join(inner).removesuffix('.yaml')}.json"


def schema_for(path: str) -> str:
    """The same, as the file itself names it."""
    return os.path.relpath(schema_of(path), os.path.dirname(path)).replace(os.sep, "/")


class Schemas:
    """Makes the schemas of a project, again and again, as little as need be."""

    def __init__(self) -> None:
        self._read: dict[
            tuple[str, int], tuple[tuple[bytes, ...], tuple[str, ...]]
        ] = {}
        self._locale: tuple[bytes, Locale] | None = None
        self._last: object = None

    def of(self, files: Files) -> dict[str, bytes]:
        """The schemas and snippets of a project by path; none where no id is new.

        Each explainer has its own, with the ids of its facts; those at the top, which
        fit every explainer, have all of them. The facts of all, with the folders in
        front, stand in a file of their own, to which the others lead.
        """
        by_kind = {
            folder: {
                kind.noun: self._ids(files, f"content/{folder}/{kind.file}", ids_in)
                for kind in KINDS
            }
            for folder in folders_in(files)
        }
        dated = self._claims(files)
        claims = {
            folder: _each_once([map(_without_day, own)])
            for folder, own in dated.items()
        }
        facts = {
            folder: tuple(id for ids in own.values() for id in ids)
            for folder, own in by_kind.items()
        }
        ids = Ids(
            people=self._ids(files, PEOPLE, ids_in),
            sources=self._sources(files),
            explainers=tuple(facts),
            facts=_each_once(facts.values()),
            claims=_each_once(claims.values()),
            dated=_each_once(dated.values()),
            elsewhere=_ALL_FACTS,
        )
        if (ids, facts, dated) == self._last:
            return {}
        self._last = ids, facts, dated
        schemas = {
            f"{FOLDER}/{document}.json": json_schema(document, ids)
            for document in (
                *(d for d in MAPPINGS if not d.startswith("article")),
                *LISTS,
            )
        }
        for folder, named in facts.items():
            among = msgspec.structs.replace(
                ids,
                facts=named,
                claims=claims[folder],
                dated=dated[folder],
                elsewhere=f"../{_ALL_FACTS}",
            )
            for kind in KINDS:
                path = schema_of(f"content/{folder}/{kind.file}")
                schemas[path] = json_schema(kind.name, among)
            own = by_kind[folder]
            own[Figure.NOUN] = (*own[Figure.NOUN], *claims[folder])
        every = (_in_folder(folder, own.values()) for folder, own in by_kind.items())
        schemas[f"{FOLDER}/{_ALL_FACTS}"] = one_of(_each_once(every))
        offered = {
            "person": ids.people,
            "source": ids.sources,
            "explainer": ids.explainers,
            **{
                kind.noun: _each_once(
                    [
                        *(own[kind.noun] for own in by_kind.values()),
                        *(
                            _in_folder(folder, [own[kind.noun]])
                            for folder, own in by_kind.items()
                            if len(by_kind) > 1
                        ),
                    ]
                )
                for kind in KINDS
            },
        }
        return {
            **{path: text.encode() for path, text in schemas.items()},
            SNIPPETS: snippets(ids, offered),
        }

    def _claims(self, files: Files) -> dict[str, tuple[str, ...]]:
        """The claims of each explainer as a correction names them, with their days."""
        settings = files.get(SETTINGS, b"")
        if self._locale is None or self._locale[0] != settings:
            self._locale = settings, locale_of(read_settings(files, {}))
        locale = self._locale[1]
        return {
            folder: self._ids(
                files,
                f"content/{folder}/figures.yaml",
                partial(claims_in, locale=locale),
                (settings,),
            )
            for folder in folders_in(files)
        }

    def _sources(self, files: Files) -> tuple[str, ...]:
        """The sources, each with its notes below it, as facts cite them."""
        named = []
        for id, path in source_paths(files)[0].items():
            notes = self._ids(files, path, notes_in)
            named += [id, *(f"{id}#{note}" for note in notes)]
        return tuple(named)

    def _ids(
        self,
        files: Files,
        path: str,
        read: Callable[[Node | None], tuple[str, ...]],
        around: tuple[bytes, ...] = (),
    ) -> tuple[str, ...]:
        """What a file says, read again where that, or what is around it, changed."""
        content = (files.get(path, b""), *around)
        key = path, len(content)
        if key not in self._read or self._read[key][0] != content:
            node, _ = read_yaml(legible(content[0]), path)
            self._read[key] = content, read(node)
        return self._read[key][1]


def ids_in(node: Node | None) -> tuple[str, ...]:
    """The ids of the entries of a list, also of those that are broken."""
    entries = node.items if isinstance(node, Items) else ()
    ids = [entry.get("id") for entry in entries if isinstance(entry, MappingNode)]
    return tuple(id.text.strip() for id in ids if isinstance(id, Scalar))


def claims_in(node: Node | None, locale: Locale) -> tuple[str, ...]:
    """The claims of the figures of a list: `cost@council`, with the day where one is.

    A claim without an id or a claimant has no name.
    """
    entries = node.items if isinstance(node, Items) else ()
    named = []
    for entry in (each for each in entries if isinstance(each, MappingNode)):
        estimates = entry.get("estimates")
        claims = estimates.items if isinstance(estimates, Items) else (entry,)
        for claim in (each for each in claims if isinstance(each, MappingNode)):
            texts = [_text(entry.get("id")), _text(claim.get("by"))]
            if all(texts):
                day = _day(_text(claim.get("as_of")), locale)
                named.append("@".join((*texts, day) if day else texts))
    return tuple(named)


def _text(node: Node | None) -> str:
    return node.text.strip() if isinstance(node, Scalar) else ""


def _day(text: str, locale: Locale) -> str:
    """A date as a mention writes it; "" where there is none, or none can be read."""
    try:
        return day_key(When.parse(text, locale)) if text else ""
    except Unreadable:
        return ""


def _without_day(claim: str) -> str:
    return "@".join(claim.split("@")[:2])


def _each_once(several: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for ids in several for each in ids))


def _in_folder(folder: str, several: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """The facts of an explainer as other explainers name them."""
    return tuple(f"{folder}/{id}" for id in _each_once(several))


def notes_in(node: Node | None) -> tuple[str, ...]:
    """The ids of the notes of a source."""
    notes = node.get("notes") if isinstance(node, MappingNode) else None
    if not isinstance(notes, MappingNode):
        return ()
    return tuple(key.text for key, _ in notes.entries)
