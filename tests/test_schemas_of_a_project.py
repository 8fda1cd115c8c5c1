"""The schemas of a project: what they know, and that they are kept current."""

import json
import time
from pathlib import Path

from factbox.commands.main import main
from factbox.scaffolding.schemas import Schemas, schema_for
from tests.serving import CEILING, make_project, serving
from tests.small_site import small_project

FOLDER = ".factbox/schemas"


def enums(schema: bytes, *keys: str) -> list[str]:
    """What can stand after the last of these keys of an entry."""
    value = json.loads(schema)["items"]
    for key in keys:
        value = value["properties"][key]
    # What can be one or several is the same for each of them.
    value = value.get("anyOf", [value])[0]
    found = value.get("enum") or value["items"]["enum"]
    assert isinstance(found, list)
    return found


def test_an_explainer_has_the_ids_of_its_own_facts() -> None:
    schemas = Schemas().of(small_project())

    own = enums(schemas[f"{FOLDER}/bridge/quotes.json"], "about")
    others = enums(schemas[f"{FOLDER}/quotes.json"], "about")

    assert own == [
        *("cost", "share", "rust", "safe", "closed", "found", "cost-rises", "wrong-day")
    ]
    assert others == own


def test_sources_are_named_with_their_notes() -> None:
    schemas = Schemas().of(small_project())

    sources = enums(schemas[f"{FOLDER}/figures.json"], "source")

    assert sources == ["minutes", "minutes#cost", "minutes#closing"]


def test_a_broken_entry_is_known_by_its_id() -> None:
    people = "- id: council\n  nmae: City Council\n- id: [\n"
    files = small_project({"content/people.yaml": people.replace("- id: [\n", "")})

    schemas = Schemas().of(files)

    assert enums(schemas[f"{FOLDER}/bridge/timeline.json"], "by") == ["council"]


def test_nothing_is_made_anew_where_no_id_is_another() -> None:
    schemas = Schemas()
    schemas.of(small_project())
    figures = small_project()["content/bridge/figures.yaml"].decode()

    other_text = {"content/bridge/figures.yaml": figures.replace("Cost of", "Price of")}
    other_id = {"content/bridge/figures.yaml": figures.replace("id: share", "id: part")}

    assert schemas.of(small_project(other_text)) == {}
    assert f"{FOLDER}/bridge/quotes.json" in schemas.of(small_project(other_id))


def test_a_file_names_its_schema_from_where_it_stands() -> None:
    assert schema_for("content/people.yaml") == "../.factbox/schemas/people.json"
    assert schema_for("seeds/minutes.yaml") == "../.factbox/schemas/source.json"
    assert (
        schema_for("content/bridge/figures.yaml")
        == "../../.factbox/schemas/bridge/figures.json"
    )


def test_schemas_are_written_by_a_command(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(make_project(tmp_path))

    code = main(["schema", "--write"])

    assert code == 0
    written = (tmp_path / FOLDER / "war/timeline.json").read_bytes()
    assert "agency" in enums(written, "by")


def test_the_preview_keeps_them_current(tmp_path: Path) -> None:
    with serving(make_project(tmp_path / "project")) as served:
        written = served.root / FOLDER / "war/timeline.json"
        first = enums(written.read_bytes(), "by")
        served.replace(
            "content/people.yaml",
            "- id: agency",
            "- id: other\n  name: O\n- id: agency",
        )

        ends = time.monotonic() + CEILING
        while enums(written.read_bytes(), "by") == first and time.monotonic() < ends:
            time.sleep(0.02)

    assert "other" in enums(written.read_bytes(), "by")
