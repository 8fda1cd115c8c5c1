import json
from typing import Any, Literal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbox.kinds import KINDS
from factbox.kinds.figures import FigureEntry
from factbox.model.articles import FrontMatter
from factbox.model.mentions import Entry, FactId, PersonId
from factbox.model.people import Names, Person, PersonEntry, person_of
from factbox.model.prose import Prose
from factbox.model.site import Settings
from factbox.model.sources import Source
from factbox.reading.decoding import decode, decode_entries
from factbox.reading.fields import fields_of
from factbox.reading.yaml_reader import read_yaml


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A mapping within an entry."""

    size: str


class Dam(Entry, frozen=True, kw_only=True):
    """An entry with a field of every sort."""

    name: str
    kind: Literal["earth", "stone"] = "earth"
    is_old: bool = False
    owner: PersonId | None = None
    about: tuple[FactId, ...] = ()
    text: Prose | None = None
    notes: dict[str, str] | None = None
    parts: tuple[Part, ...] = ()


def dams(text: str) -> Any:
    node, problems = read_yaml(text, "a.yaml")
    assert problems == []
    return decode_entries(node, Dam, "dam")


def problems(text: str) -> list[str]:
    return [f"{problem.place}: {problem.message}" for problem in dams(text).problems]


# What is read.


def test_an_entry_is_read_by_the_types_of_its_fields() -> None:
    text = """
- id: upper
  name: Upper
    Dam
  kind: stone
  is_old: true
  about: [homes, breach]
  notes: {count: one, other: two}
  parts: [{size: '1'}, {size: 2}]
"""

    (dam,) = dams(text).values

    assert (dam.id, dam.name, dam.kind, dam.is_old) == (
        "upper",
        "Upper Dam",
        "stone",
        True,
    )
    assert [str(fact) for fact in dam.about] == ["homes", "breach"]
    assert dam.notes == {"count": "one", "other": "two"}
    assert dam.parts == (Part(size="1"), Part(size="2"))
    assert str(dam.place) == "a.yaml:2:3"


def test_what_an_entry_leaves_out_has_its_default() -> None:
    (dam,) = dams("- {id: upper, name: Upper}").values

    assert (dam.kind, dam.owner, dam.about, dam.text) == ("earth", None, (), None)


@pytest.mark.parametrize("text", ["", "# None yet.", "[]"])
def test_a_file_may_have_no_entries(text: str) -> None:
    entries = dams(text)

    assert (entries.values, entries.ids, entries.problems) == ((), {}, ())
    assert entries.is_whole


def test_mentions_are_gathered_with_their_places() -> None:
    text = (
        "- id: upper\n  name: Upper\n  owner: 'mayor'\n  text: '[](event:breach@x)'\n"
    )

    mentions = dams(text).mentions

    assert [(m.scheme, str(m), str(m.place)) for m in mentions] == [
        ("person", "mayor", "a.yaml:3:11"),
        ("event", "breach@x", "a.yaml:4:13"),
    ]


def test_mentions_are_gathered_from_an_entry_that_is_broken() -> None:
    entries = dams("- {id: upper, owner: mayor, about: [homes, []]}")

    assert entries.values == ()
    assert [str(mention) for mention in entries.mentions] == ["mayor", "homes"]


def test_several_can_have_written_something() -> None:
    node, _ = read_yaml("title: A\nauthor: [Ana  Ruiz, Bo Marsh]\n", "a.yaml")
    assert node is not None

    source = decode(node, Source, "source").value

    assert source is not None
    assert source.author == Names(("Ana Ruiz", "Bo Marsh"))
    assert str(source.author) == "Ana Ruiz, Bo Marsh"


@pytest.mark.parametrize("kind", ["group", "organisation", "organization"])
def test_who_is_no_person_is_an_organisation_to_programs(kind: str) -> None:
    node, _ = read_yaml(f"- {{id: a, name: A, kind: {kind}}}", "a.yaml")

    (entry,) = decode_entries(node, PersonEntry, "person").values

    assert person_of(entry).schema_org["@type"] == "Organization"


@pytest.mark.parametrize(
    ("written", "paragraphs"),
    [
        ("|\n    One\n    a.\n\n    Two.", ["One\na.", "Two."]),
        (">\n    One\n    a.\n\n    Two.", ["One a.", "Two."]),
        ("One\n    a.\n\n    Two.", ["One a.", "Two."]),
        ("'One\n    a.\n\n    [](event:b)'", ["One a.", ""]),
    ],
)
def test_texts_keep_their_paragraphs(written: str, paragraphs: list[str]) -> None:
    (dam,) = dams(f"- id: a\n  name: A\n  text: {written}\n").values

    read = [Prose((block,)).in_words(str).strip() for block in dam.text.blocks]
    assert read == [each or str(dam.text.references[0]) for each in paragraphs]
    if dam.text.mentions:
        assert str(dam.text.mentions[0].place) == "a.yaml:6:8"


# What is wrong.


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("{id: a}", "a.yaml:1:3: this dam has no 'name'"),
        ("{id: a, name: A, wet: yes}", "a.yaml:1:20: unknown key 'wet'"),
        ("{id: a, name: }", "a.yaml:1:17: 'name' is empty"),
        ("{id: a, name: ' '}", "a.yaml:1:17: 'name' is empty"),
        ("{id: a, name: [A]}", "a.yaml:1:17: 'name' is a text, and this is a list"),
        (
            "{id: a, name: {b: c}}",
            "a.yaml:1:17: 'name' is a text, and this is lines of 'key: text'",
        ),
        ("{id: a, name: A, kind: mud}", "a.yaml:1:26: 'kind' cannot be 'mud'"),
        (
            "{id: a, name: A, is_old: very}",
            "a.yaml:1:28: 'is_old' is true or false, not 'very'",
        ),
        ("{id: a b, name: A}", "a.yaml:1:8: 'a b' cannot be an id"),
        ("{id: '-a', name: A}", "a.yaml:1:9: '-a' cannot be an id"),
        (
            "{id: a, name: A, about: b}",
            "a.yaml:1:27: 'about' is a list, and this is not",
        ),
        (
            "{id: a, name: A, notes: [b]}",
            "a.yaml:1:27: 'notes' is written in lines of 'id: text', this is not",
        ),
        (
            "{id: a, name: A, parts: [b]}",
            "a.yaml:1:28: a part is written in lines of 'key: text', this is not",
        ),
        ("{id: a, name: A, parts: [{}]}", "a.yaml:1:28: this part has no 'size'"),
        ("{id: a, name: A, about: [b, '']}", "a.yaml:1:31: 'about' is empty"),
        ("a", "a.yaml:1:3: a dam is written in lines of 'key: text', this is not"),
    ],
)
def test_a_mistake_is_reported_where_it_stands(entry: str, problem: str) -> None:
    assert problems(f"- {entry}") == [problem]


def test_every_mistake_of_every_entry_is_reported() -> None:
    text = "- {id: A, kind: mud}\n- {id: b, name: }\n- c\n"

    assert problems(text) == [
        "a.yaml:1:8: 'A' cannot be an id",
        "a.yaml:1:3: this dam has no 'name'",
        "a.yaml:1:17: 'kind' cannot be 'mud'",
        "a.yaml:2:17: 'name' is empty",
        "a.yaml:3:3: a dam is written in lines of 'key: text', this is not",
    ]


def test_a_misspelt_key_is_not_missing_as_well() -> None:
    assert problems("- {idd: a, nmae: A}") == [
        "a.yaml:1:4: unknown key 'idd'",
        "a.yaml:1:12: unknown key 'nmae'",
    ]


def test_what_stands_behind_a_misspelt_key_is_read() -> None:
    entries = dams("- {idd: upper, name: A, ownr: mayor}")

    assert list(entries.ids) == ["upper"]
    assert [str(mention) for mention in entries.mentions] == ["mayor"]


def test_an_id_is_taken_once() -> None:
    text = "- {id: a, name: A}\n- {id: b, name: B}\n- {id: a, name: C}\n"

    assert problems(text) == ["a.yaml:3:8: the id 'a' is taken by the dam on line 1"]


@pytest.mark.parametrize("entry", ["{name: A}", "{id: , name: A}", "{id: [a]}", "a"])
def test_entries_are_not_whole_while_one_has_no_id(entry: str) -> None:
    entries = dams(f"- {{id: b, name: B}}\n- {entry}\n")

    assert list(entries.ids) == ["b"]
    assert not entries.is_whole


def test_the_ids_of_broken_entries_are_known() -> None:
    entries = dams("- {id: a}\n- {id: B, name: B}\n")

    assert list(entries.ids) == ["a", "B"]
    assert entries.is_whole


# Whatever is typed, in every field of every type.

TYPES = (Person, Source, Settings, FrontMatter, *(kind.entry for kind in KINDS))
FIELDS = [(each, name) for each in TYPES for name in fields_of(each)]
written = st.one_of(
    st.text(max_size=40),
    st.text(st.sampled_from("0123456789 ,.%abcdefor@#*()[]/-+:!_\n"), max_size=40),
).filter(str.isprintable)
values = st.recursive(
    written.map(lambda text: json.dumps(text, ensure_ascii=False)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        st.dictionaries(
            st.sampled_from(["id", "by", "value", "source", "x"]), inner, max_size=3
        ).map(lambda d: "{" + ", ".join(f"{k}: {v}" for k, v in d.items()) + "}"),
    ),
    max_leaves=5,
)


@given(st.sampled_from(FIELDS), values)
def test_any_value_is_read_or_reported_where_it_stands(
    field: tuple[type[Any], str], value: str
) -> None:
    entry, name = field
    text = f"id: a\n{name}: {value}\n" if name != "id" else f"id: {value}\n"
    node, found = read_yaml(text, "a.yaml")
    assert node is not None
    assert found == []

    decoded = decode(node, entry, "entry")

    places = [problem.place for problem in decoded.problems]
    places += [mention.place for mention in decoded.mentions]
    lines = text.split("\n")
    assert all(place.file == "a.yaml" for place in places)
    assert all(place.column <= len(lines[place.line - 1]) + 1 for place in places)
    assert decoded.value is not None or decoded.problems != ()


def test_a_mistake_in_a_formula_is_reported_where_it_stands() -> None:
    text = "id: a\nlabel: A\nderived: '  homes /\n  * 2'\n"
    node, _ = read_yaml(text, "a.yaml")
    assert node is not None

    decoded = decode(node, FigureEntry, "figure")

    assert [str(problem.place) for problem in decoded.problems] == ["a.yaml:4:3"]
