"""The schemas of a project: what they know, and that they are kept current."""

import json
import time
from pathlib import Path

from factbox.commands.main import main
from factbox.model.articles import FrontMatter
from factbox.reading.fields import keys_of
from factbox.reading.schemas import Ids
from factbox.scaffolding.schemas import Schemas, schema_for
from factbox.scaffolding.snippets import snippets
from factbox.schemes import SCHEMES
from tests.serving import CEILING, make_project, serving
from tests.small_site import small_project

FOLDER = ".factbox/schemas"

TOLD_TWICE = {
    "content/tunnel/figures.yaml": """\
- id: toll
  label: Toll of the tunnel
  unit: euros
  estimates:
    - {value: 3, by: council, as_of: 8 February 2025, source: minutes#cost}
    - {value: 4, by: council, as_of: 10 February 2025, source: minutes#cost}
"""
}


def enums(schema: bytes, *keys: str) -> list[str]:
    """What can stand after the last of these keys of an entry."""
    value = json.loads(schema)["items"]
    for key in keys:
        value = value["properties"][key]
    # What can be one or several is the same for each of them, and so is what can stand
    # in the same explainer or in another one.
    while "anyOf" in value:
        value = value["anyOf"][0]
    found = value.get("enum") or value["items"]["enum"]
    assert isinstance(found, list)
    return found


def test_an_explainer_has_the_ids_of_its_own_facts() -> None:
    schemas = Schemas().of(small_project())

    own = enums(schemas[f"{FOLDER}/bridge/quotes.json"], "about")
    others = enums(schemas[f"{FOLDER}/quotes.json"], "about")

    assert own == [
        *("cost", "share", "rust", "safe", "closed", "found", "cost-rises"),
        *("wrong-day", "cost@council", "cost@engineer"),
    ]
    assert others == own


def test_the_facts_of_all_explainers_have_a_schema_to_which_those_of_each_lead() -> (
    None
):
    schemas = Schemas().of(small_project(TOLD_TWICE))

    about = json.loads(schemas[f"{FOLDER}/bridge/quotes.json"])
    one, several = about["items"]["properties"]["about"]["anyOf"]
    everywhere = json.loads(schemas[f"{FOLDER}/facts.json"])["enum"]
    assert one["anyOf"][1] == several["items"]["anyOf"][1] == {"$ref": "../facts.json"}
    assert {"bridge/cost", "bridge/cost@council", "tunnel/toll@council"} <= {
        *everywhere
    }
    assert "bridge/cost-rises" in everywhere


def test_a_correction_is_offered_the_claims_with_their_days() -> None:
    schemas = Schemas().of(small_project(TOLD_TWICE))

    dated = enums(schemas[f"{FOLDER}/tunnel/updates.json"], "corrects")

    assert dated == ["toll@council@2025-02-08", "toll@council@2025-02-10"]


def test_an_article_is_offered_the_facts_of_other_explainers() -> None:
    made = Schemas().of(small_project(TOLD_TWICE))

    offered = json.loads(made[".vscode/factbox.code-snippets"])
    (body,) = offered["reference: figure"]["body"]
    assert "tunnel/toll,tunnel/toll@council" in body
    assert "bridge/cost@engineer" in body


def test_sources_are_named_with_their_notes() -> None:
    schemas = Schemas().of(small_project())

    sources = enums(schemas[f"{FOLDER}/figures.json"], "source")

    assert sources == ["minutes", "minutes#cost", "minutes#closing"]


def test_a_broken_entry_is_known_by_its_id() -> None:
    people = "- id: council\n  nmae: City Council\n- id: [\n"
    files = small_project({"content/people.yaml": people.replace("- id: [\n", "")})

    schemas = Schemas().of(files)

    assert enums(schemas[f"{FOLDER}/bridge/timeline.json"], "by") == ["council"]


def test_an_article_is_offered_the_keys_of_its_front_matter_and_what_it_can_name() -> (
    None
):
    made = Schemas().of(small_project())

    offered = json.loads(made[".vscode/factbox.code-snippets"])
    bodies = {name: "\n".join(each["body"]) for name, each in offered.items()}
    assert {each["scope"] for each in offered.values()} == {"markdown"}
    assert bodies["front matter: as_of"] == "as_of: ${1:7 February 2025}"
    assert bodies["front matter: weave"] == "weave: ${1|figures,quotes|}"
    assert bodies["front matter: lead"].startswith("lead: ${1|cost,share,rust,")
    assert bodies["reference: figure"] == (
        "[](figure:${1|cost,share,cost@council,cost@engineer,"
        "bridge/cost,bridge/share,bridge/cost@council,bridge/cost@engineer|})"
    )
    assert bodies["reference: source"].endswith(
        "${1|minutes,minutes#cost,minutes#closing|})"
    )
    assert bodies["reference: explainer"] == "[](explainer:${1|bridge,tunnel|})"


def test_every_key_of_the_front_matter_and_every_scheme_is_offered() -> None:
    offered = json.loads(Schemas().of(small_project())[".vscode/factbox.code-snippets"])

    assert {name.partition(": ")[2] for name in offered} == {
        *keys_of(FrontMatter),
        *(scheme.name for scheme in SCHEMES),
    }
    assert all(each["description"] for each in offered.values())


def test_what_an_example_says_is_no_sign_of_the_snippets() -> None:
    made = snippets(Ids(people=("a",)), {"figure": ("a,b", "c|d", "e$f", "g\\h")})

    body = json.loads(made)["reference: figure"]["body"]
    assert body == ["[](figure:${1|a\\,b,c\\|d,e\\$f,g\\\\h|})"]


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
