"""The JSON Schemas of a project, which know the ids in it, for editors to complete."""

import os
from collections.abc import Callable

import msgspec

from factbox.kinds import KINDS
from factbox.reading.documents import PEOPLE, folders_in, source_paths
from factbox.reading.files import Files, legible
from factbox.reading.nodes import Items, Node, Scalar
from factbox.reading.nodes import Mapping as MappingNode
from factbox.reading.schemas import Ids, json_schema
from factbox.reading.yaml_reader import read_yaml
from factbox.scaffolding.snippets import FILE as SNIPPETS
from factbox.scaffolding.snippets import snippets

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


class Schemas:
    """Makes the schemas of a project, again and again, as little as need be."""

    def __init__(self) -> None:
        self._read: dict[str, tuple[bytes, tuple[str, ...]]] = {}
        self._last: object = None

    def of(self, files: Files) -> dict[str, bytes]:
        """The schemas and snippets of a project by path; none where no id is new.

        Each explainer has its own, with the ids of its facts; those at the top, which
        fit every explainer, have all of them.
        """
        by_kind = {
            folder: {
                kind.noun: self._ids(files, f"content/{folder}/{kind.file}", ids_in)
                for kind in KINDS
            }
            for folder in folders_in(files)
        }
        facts = {
            folder: tuple(id for ids in own.values() for id in ids)
            for folder, own in by_kind.items()
        }
        ids = Ids(
            people=self._ids(files, PEOPLE, ids_in),
            sources=self._sources(files),
            explainers=tuple(facts),
            facts=tuple(dict.fromkeys(id for own in facts.values() for id in own)),
        )
        if (ids, facts) == self._last:
            return {}
        self._last = ids, facts
        schemas = {
            f"{FOLDER}/{document}.json": json_schema(document, ids)
            for document in ("site", "people", "source", *(kind.name for kind in KINDS))
        }
        for folder, own in facts.items():
            among = msgspec.structs.replace(ids, facts=own)
            for kind in KINDS:
                path = schema_of(f"content/{folder}/{kind.file}")
                schemas[path] = json_schema(kind.name, among)
        named = {
            "person": ids.people,
            "source": ids.sources,
            "explainer": ids.explainers,
            **{
                kind.noun: tuple(
                    dict.fromkeys(
                        id for own in by_kind.values() for id in own[kind.noun]
                    )
                )
                for kind in KINDS
            },
        }
        return {
            **{path: text.encode() for path, text in schemas.items()},
            SNIPPETS: snippets(ids, named),
        }

    def _sources(self, files: Files) -> tuple[str, ...]:
        """The sources, each with its notes below it, as facts cite them."""
        named = []
        for id, path in source_paths(files)[0].items():
            notes = self._ids(files, path, notes_in)
            named += [id, *(f"{id}#{note}" for note in notes)]
        return tuple(named)

    def _ids(
        self, files: Files, path: str, read: Callable[[Node | None], tuple[str, ...]]
    ) -> tuple[str, ...]:
        """What a file says, read again where it is not what it was."""
        content = files.get(path, b"")
        if path not in self._read or self._read[path][0] != content:
            node, _ = read_yaml(legible(content), path)
            self._read[path] = content, read(node)
        return self._read[path][1]


def ids_in(node: Node | None) -> tuple[str, ...]:
    """The ids of the entries of a list, also of those that are broken."""
    entries = node.items if isinstance(node, Items) else ()
    ids = [entry.get("id") for entry in entries if isinstance(entry, MappingNode)]
    return tuple(id.text.strip() for id in ids if isinstance(id, Scalar))


def notes_in(node: Node | None) -> tuple[str, ...]:
    """The ids of the notes of a source."""
    notes = node.get("notes") if isinstance(node, MappingNode) else None
    if not isinstance(notes, MappingNode):
        return ()
    return tuple(key.text for key, _ in notes.entries)
