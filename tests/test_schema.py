import json
import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatch
from typing import Any

import pytest
import yaml

from factbox.reading.schemas import DOCUMENTS, Ids, json_schema
from tests.small_site import TEXTS
from tests.translated_site import WORDS


def schema(document: str) -> Any:
    return json.loads(json_schema(document))


def faults(schema: Any, value: Any) -> Iterator[str]:
    """What in a value, all of whose scalars are texts, breaks a schema of ours."""
    if "anyOf" in schema:
        yield from min((list(faults(one, value)) for one in schema["anyOf"]), key=len)
    elif isinstance(value, str):
        if schema.get("type") in ("array", "object"):
            yield f"{value} is no {schema['type']}"
        if value not in schema.get("enum", [value]):
            yield f"{value} is not in {schema['enum']}"
        if not re.search(schema.get("pattern", ""), value):
            yield f"{value} does not match {schema['pattern']}"
    elif isinstance(value, list) and "items" not in schema:
        yield f"{value} is no {schema['type']}"
    elif isinstance(value, list):
        for item in value:
            yield from faults(schema["items"], item)
    else:
        for key in schema.get("required", ()):
            if key not in value:
                yield f"{key} is missing"
        for key, child in value.items():
            inner = schema.get("properties", {}).get(
                key, schema["additionalProperties"]
            )
            yield from faults(inner, child) if inner else [f"{key} is unknown"]


def front_matter(article: str) -> str:
    return article.split("---\n")[1]


def values_of(document: str, texts: Mapping[str, str]) -> list[Any]:
    """What stands in every file of this kind in a project, scalars as they are."""
    kind, _, words = document.partition("-")
    name = {"source": "seeds/*.yaml", "article": "content/*/article.md"}.get(kind)
    name = name or f"content*/{kind}.yaml"
    if words:
        stem, _, ending = name.rpartition(".")
        name = f"{stem}.*.{ending}"
    found = [
        text
        for path, text in texts.items()
        if fnmatch(path, name) and (path.count(".") == 1 or words)
    ]
    if kind == "article":
        found = [front_matter(text) for text in found]
    return [yaml.load(text, yaml.BaseLoader) for text in found]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_what_a_project_is_made_of_keeps_the_schema(document: str) -> None:
    values = values_of(document, {**TEXTS, **WORDS})

    assert values
    assert [fault for each in values for fault in faults(schema(document), each)] == []


@pytest.mark.parametrize(
    ("document", "written", "fault"),
    [
        ("people", "- {id: nis}", "name is missing"),
        ("people", "- {id: nis, name: NIS, kind: spy}", "spy is not in"),
        ("people", "- {id: N I S, name: NIS}", "N I S does not match"),
        ("people", "- {id: nis, name: NIS, nmae: NIS}", "nmae is unknown"),
        ("figures", "- {id: killed, label: Killed, estimates: 300}", "300 is no array"),
        (
            "figures",
            "- {id: a, label: A, estimates: [{value: 1, by: b}]}",
            "source is missing",
        ),
    ],
)
def test_a_mistake_breaks_the_schema(document: str, written: str, fault: str) -> None:
    value = yaml.load(written, yaml.BaseLoader)

    found = list(faults(schema(document), value))

    assert len(found) == 1
    assert found[0].startswith(fault)


def test_a_key_comes_with_what_it_is_and_an_example() -> None:
    key = schema("timeline")["items"]["properties"]["when"]

    assert key == {
        "type": ["string", "number", "boolean"],
        "description": "when it happened",
        "examples": ["mid-January 2025"],
    }


def described(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """What stands after every key in a schema, with the way to it."""
    for name, child in value.get("properties", {}).items():
        yield f"{path}.{name}", child
        yield from described(child, f"{path}.{name}")
    if isinstance(value.get("items"), dict):
        yield from described(value["items"], path)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_key_says_what_it_is_and_gives_an_example(document: str) -> None:
    # What holds keys of its own has its examples there.
    shown = {"examples", "enum", "properties"}
    lacking = [
        key
        for key, value in described(schema(document))
        if not value.get("description") or not value.keys() & shown
    ]

    assert lacking == []


def test_the_ids_of_a_project_are_all_that_can_be_named() -> None:
    ids = Ids(people=("council",), sources=("minutes", "minutes#cost"), facts=("cost",))

    figure = json.loads(json_schema("figures", ids))["items"]["properties"]
    quote = json.loads(json_schema("quotes", ids))["items"]["properties"]

    assert figure["by"]["enum"] == ["council"]
    one, several = figure["source"]["anyOf"]
    assert one["enum"] == several["items"]["enum"] == ["minutes", "minutes#cost"]
    assert figure["headline"]["enum"] == ["range", "council"]
    one, several = quote["about"]["anyOf"]
    assert one["enum"] == several["items"]["enum"] == ["cost"]
    assert "examples" not in figure["by"]


def test_an_editor_may_take_a_text_for_a_number() -> None:
    label = schema("figures")["items"]["properties"]["value"]

    assert "number" in label["type"]
    assert "string" in label["type"]


def test_the_ids_of_notes_are_ids() -> None:
    notes = schema("source")["properties"]["notes"]

    assert notes["propertyNames"]["pattern"] == "^[a-z0-9]+(-[a-z0-9]+)*$"
