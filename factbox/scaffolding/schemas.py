"""The JSON Schemas of a project, which know the ids in it, for editors to complete."""

import os
from collections.abc import Mapping

from factbox.kinds import KINDS
from factbox.model.items import Kind
from factbox.reading.documents import (
    PEOPLE,
    folders_in,
    read_people,
    read_sidebar,
    read_source,
    source_paths,
)
from factbox.reading.files import Files
from factbox.reading.schemas import Ids, json_schema

FOLDER = ".factbox/schemas"
"""Where they are kept; no build reads it, and no git keeps it."""


def schema_of(path: str) -> str:
    """Where the schema of a YAML file of a project is."""
    top, *inner = path.split("/")
    if top == "seeds":
        return f"{FOLDER}/source.json"
    return f"{FOLDER}/{'/'.join(inner).removesuffix('.yaml')}.json"


def schema_for(path: str) -> str:
    """The same, as the file itself names it."""
    return os.path.relpath(schema_of(path), os.path.dirname(path)).replace(os.sep, "/")


def schemas_of(files: Files) -> dict[str, bytes]:
    """The schemas of a project, by their paths.

    Each explainer has its own, with the ids of its facts; those at the top, which fit
    every explainer, have all of them.
    """
    explainers = folders_in(files)
    facts = {folder: _facts(folder, own) for folder, own in explainers.items()}
    ids = Ids(
        people=tuple(read_people(files, {}).places or ()) if PEOPLE in files else (),
        sources=_sources(files),
        explainers=tuple(explainers),
        facts=tuple(dict.fromkeys(id for own in facts.values() for id in own)),
    )
    schemas = {
        f"{FOLDER}/{document}.json": json_schema(document, ids)
        for document in ("site", "people", "source", *(kind.name for kind in KINDS))
    }
    for folder, own in facts.items():
        among = Ids(ids.people, ids.sources, ids.explainers, own)
        for kind in KINDS:
            path = schema_of(f"content/{folder}/{kind.file}")
            schemas[path] = json_schema(kind.name, among)
    return {path: text.encode() for path, text in schemas.items()}


def _facts(folder: str, own: Mapping[str, bytes]) -> tuple[str, ...]:
    """The ids of the facts of an explainer."""

    def ids(kind: Kind) -> tuple[str, ...]:
        return tuple(read_sidebar(own, f"content/{folder}/{kind.file}", kind).ids)

    return tuple(id for kind in KINDS for id in ids(kind))


def _sources(files: Files) -> tuple[str, ...]:
    """The sources, each with its notes below it, as facts cite them."""
    paths, _ = source_paths(files)
    named = []
    for id, path in paths.items():
        named.append(id)
        named += [f"{id}#{note}" for note in read_source(files, path).notes or ()]
    return tuple(named)
