from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from factbox.problems import Place, Problem
from factbox.reading.nodes import Broken, Items, Mapping, Node, Scalar
from factbox.reading.yaml_reader import read_yaml


def read(text: str) -> Node:
    node, problems = read_yaml(text, "a.yaml")
    assert problems == []
    assert node is not None
    return node


def problems(text: str) -> list[str]:
    _, problems = read_yaml(text, "a.yaml")
    return [f"{problem.place}: {problem.message}" for problem in problems]


def plain(node: Node) -> Any:
    """A node as PyYAML gives it, None for what cannot be read."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Broken):
        return None
    if isinstance(node, Items):
        return [plain(item) for item in node.items]
    return {key.text: plain(value) for key, value in node.entries}


def stands_in(place: Place, text: str) -> bool:
    """Whether a place is one of a text, or just behind a line of it."""
    lines = text.split("\n")
    is_line = 1 <= place.line <= len(lines)
    return is_line and 1 <= place.column <= len(lines[place.line - 1]) + 1


def scalars(node: Node) -> list[Scalar]:
    if isinstance(node, Broken):
        return []
    if isinstance(node, Scalar):
        return [node]
    if isinstance(node, Items):
        return [scalar for item in node.items for scalar in scalars(item)]
    return [
        scalar for pair in node.entries for each in pair for scalar in scalars(each)
    ]


# What is read.


@pytest.mark.parametrize(
    "text", ["no", "12:30", "011", "1.10", "2025-01-15", "null", "~", "1e3", "0x1F"]
)
def test_a_scalar_stays_the_text_that_was_typed(text: str) -> None:
    assert plain(read(f"- {text}")) == [text]


def test_lists_and_mappings_keep_their_order_and_their_places() -> None:
    node = read("title: A\nnotes:\n  - one\n  - two\n")

    assert isinstance(node, Mapping)
    assert plain(node) == {"title": "A", "notes": ["one", "two"]}
    assert [str(scalar.place) for scalar in scalars(node)] == [
        "a.yaml:1:1",
        "a.yaml:1:8",
        "a.yaml:2:1",
        "a.yaml:3:5",
        "a.yaml:4:5",
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "# A remark.\n", "---\n"])
def test_a_file_without_a_word_has_no_node(text: str) -> None:
    assert read_yaml(text, "a.yaml") == (None, [])


def test_places_count_from_the_line_on_which_the_text_begins() -> None:
    _, found = read_yaml("a: 1\na: 2", "a.md", first_line=2)

    assert str(found[0].place) == "a.md:3:1"


def test_characters_beyond_the_basic_plane_count_as_one() -> None:
    node = read("🙂: [🙂, b]")

    assert [scalar.place.column for scalar in scalars(node)] == [1, 5, 8]


def test_of_a_key_that_is_there_twice_the_first_stands() -> None:
    node, found = read_yaml("a: 1\nb: 2\na: 3\n", "a.yaml")

    assert node is not None
    assert plain(node) == {"a": "1", "b": "2"}
    assert [str(problem.place) for problem in found] == ["a.yaml:3:1"]


@pytest.mark.parametrize(("levels", "count"), [(20, 0), (21, 1), (5000, 1)])
def test_nesting_has_an_end(levels: int, count: int) -> None:
    assert len(problems("[" * levels + "]" * levels)) == count


@pytest.mark.parametrize(
    "text",
    ["a: &b 1", "a: *b", "a: !!str b", "<<: {}", "? [a]\n: b"],
)
def test_what_would_make_a_file_mean_something_else_is_refused(text: str) -> None:
    node, found = read_yaml(text, "a.yaml")

    assert node is None or is_broken(node)
    assert len(found) == 1


def is_broken(node: Node) -> bool:
    """Whether something in a node could not be read."""
    if isinstance(node, Items):
        return any(map(is_broken, node.items))
    if isinstance(node, Mapping):
        return any(is_broken(value) for _, value in node.entries)
    return isinstance(node, Broken)


def test_a_second_document_is_refused_and_read_all_the_same() -> None:
    node, found = read_yaml("- a\n---\n- b", "a.yaml")

    assert node is not None
    assert plain(node) == ["a", "b"]
    assert [str(problem.place) for problem in found] == ["a.yaml:2:1"]


@pytest.mark.parametrize(
    ("text", "read", "places"),
    [
        # The comment stands for what is lost.
        ('- id: a\n  b: "c\n- id: d', [{"id": "a", "b": None}, {"id": "d"}], ["2:6"]),
        (
            "- id: a\n- b: [\n- c: }",
            [{"id": "a"}, {"b": None}, {"c": None}],
            ["2", "3"],
        ),
        ("a: [b\nc: d\ne: *f\n", {"a": None, "c": "d", "e": None}, ["1:4", "3:4"]),
        ("a:\n  b: c\n  d: 'e\nf: g", {"a": {"b": "c", "d": None}, "f": "g"}, ["3:6"]),
        (
            "- a:\n    - b: 1\n    - c: 'd\n    - e: 2\n- f: 3",
            [{"a": [{"b": "1"}, {"c": None}, {"e": "2"}]}, {"f": "3"}],
            ["3:10"],
        ),
        ("- a: 1\n-b: 2\n- c: 3", [{"a": "1"}, None, {"c": "3"}], ["2:1"]),
        ("- a: 1\nid: 2\n- c: 3", [{"a": "1"}, {"id": "2"}, {"c": "3"}], ["2:1"]),
        ("- a: 1\nb: 2\nc: 3\n- d: 4", [{"a": None}, {"d": "4"}], ["2:1"]),
        ("- a: 1\n\tb: 2\n- c: 'd", [{"a": None}, {"c": None}], ["2:1", "3:6"]),
        ("- a: 1\n  b 2\n- c: d: e", [{"a": None}, {"c": None}], ["2:3", "3:7"]),
        ("a: x #1\nb: #2\nc: 3 # 4", {"a": "x", "b": None, "c": "3"}, ["1:6", "2:4"]),
    ],
)
def test_one_mistake_hides_no_other(text: str, read: object, places: list[str]) -> None:
    node, found = read_yaml(text, "a.yaml")

    assert node is not None
    assert plain(node) == read
    told = [str(problem.place).removeprefix("a.yaml:") for problem in sorted(found)]
    assert len(told) == len(places)
    assert all(map(str.startswith, told, places))


def test_an_entry_without_its_dash_is_told_once_and_read_as_an_entry() -> None:
    text = "- id: a\n  b: 1\n  id: c\n  b: 2\n  id: d\n  b: 3\n"

    node, found = read_yaml(text, "a.yaml")

    assert node is not None
    assert [each["id"] for each in plain(node)] == ["a", "c", "d"]
    assert [str(problem.place) for problem in found] == ["a.yaml:3:3", "a.yaml:5:3"]


@pytest.mark.parametrize(
    ("text", "read", "lines"),
    [
        ("- a\n=======\n- b", "ab", [2]),
        ("- a\n<<<<<<< HEAD\n- b", "ab", [2]),
        ("- a\n>>>>>>> x\n- b", "ab", [2]),
        ("- a\n<<<<<<< x\n- b\n<<<<<<< y\n- c\n=======\n>>>>>>> z", "abc", [2, 4]),
    ],
)
def test_what_is_left_of_a_merge_is_told_of_and_the_rest_is_read(
    text: str, read: str, lines: list[int]
) -> None:
    node, found = read_yaml(text, "a.yaml")

    assert isinstance(node, Items)
    assert plain(node) == [*read, None]
    assert [problem.place.line for problem in found] == lines


def test_of_versions_that_do_not_agree_the_first_is_read() -> None:
    text = "- a\n<<<<<<< HEAD\n- b\n||||||| old\n- c\n=======\n- d\n>>>>>>> e\n- f\n"

    node, found = read_yaml(text, "a.yaml")

    assert node is not None
    assert plain(node) == ["a", "b", "f", None]
    assert [str(problem.place) for problem in found] == ["a.yaml:2:1"]


@pytest.mark.parametrize(
    "character", ["\0", "\x07", "\x85", "\u2028", "\ufeff", "\ufffe", "\ud800"]
)
def test_an_invisible_character_is_reported_where_it_stands(character: str) -> None:
    found = problems(f"- a\n- b{character}c\n")

    assert found == [
        f"a.yaml:2:4: the invisible character U+{ord(character):04X} stands here"
    ]


# Where the characters of a scalar stand.


@pytest.mark.parametrize(
    ("written", "word", "line", "column"),
    [
        ("one two", "two", 1, 8),
        ("one\n  two", "two", 2, 3),
        ("'one ''two'", "two", 1, 11),
        ("'one\n\n  two'", "two", 3, 3),
        ('"one \\u2014 two"', "two", 1, 16),
        ('"one \\"two"', "two", 1, 11),
        ('"one \\\n  two"', "two", 2, 3),
        ('"one\\n\\ttwo"', "two", 1, 12),
        ('"\\x41\\_\\L\\U00000020two"', "two", 1, 23),
        ("|\n  one\n\n   two\n", "two", 4, 4),
        (">- # folded\n  one\n  two\n", "two", 3, 3),
    ],
)
def test_a_character_is_found_where_it_was_written(
    written: str, word: str, line: int, column: int
) -> None:
    node = read(f"a: {written}")
    scalar = scalars(node)[1]

    place = scalar.at(scalar.text.index(word))

    assert (place.line, place.column) == (line, column)


def test_the_end_of_a_text_is_behind_its_last_character() -> None:
    scalar = scalars(read("- 'one two'"))[0]

    assert str(scalar.at(7)) == "a.yaml:1:11"


# YAML refuses these, or takes them for ends of lines.
NOT_IN_YAML = "\x85\u2028\u2029\ufeff\ufffe\uffff"
texts = st.text(
    st.one_of(
        st.sampled_from(" \n'\"\\:#-[]{}|>&*!%@`\t🙂日é\xa0"),
        st.characters(exclude_categories=["Cs", "Cc"], exclude_characters=NOT_IN_YAML),
    )
)


@given(texts, st.sampled_from(["", "'", '"', "|", ">"]), st.integers(10, 60))
def test_every_character_of_every_scalar_is_found(
    text: str, style: str, width: int
) -> None:
    written = yaml.dump(
        {"a": [text, "end"]}, default_style=style, width=width, allow_unicode=True
    )
    lines = written.split("\n")

    for scalar in scalars(read(written)):
        for offset, character in enumerate(scalar.text):
            if not character.isspace():
                place = scalar.at(offset)
                found = lines[place.line - 1][place.column - 1]
                is_escaped = found == "\\" and scalar.raw.startswith('"')
                assert found == character or is_escaped


# Whatever is typed.

yamlish = st.text(
    st.sampled_from("ab \n\t-:?,[]{}#&*!|>'\"%@`<~\\0é🙂\x00\x07\x85\u2028")
)


@given(st.one_of(yamlish, st.text()))
def test_any_text_gives_a_node_or_problems_that_stand_in_it(text: str) -> None:
    node, found = read_yaml(text, "a.yaml")

    assert all(isinstance(problem, Problem) for problem in found)
    assert all(stands_in(problem.place, text) for problem in found)
    if node is not None:
        assert all(stands_in(scalar.place, text) for scalar in scalars(node))


@given(yamlish)
def test_what_is_read_without_a_problem_is_what_yaml_says(text: str) -> None:
    node, found = read_yaml(text, "a.yaml")

    if node is not None and not found:
        assert plain(node) == yaml.load(text, yaml.CBaseLoader)


@pytest.mark.parametrize(
    "raw",
    [
        "one two\n  three",
        "'one two\n  three'",
        "'it''s one\n  or two'",
        '"one two\n  three"',
        '"one \\"two\\"\n  three"',
    ],
)
def test_each_character_of_a_text_over_several_lines_has_its_place(raw: str) -> None:
    node = read(f"key: {raw}\n")
    assert not isinstance(node, Scalar | Items | Broken)
    ((_, scalar),) = node.entries
    assert isinstance(scalar, Scalar)

    lines = f"key: {raw}".split("\n")
    found = [
        lines[place.line - 1][place.column - 1]
        for offset, letter in enumerate(scalar.text)
        if not letter.isspace()
        for place in [scalar.at(offset)]
    ]

    typed = "".join(scalar.text.split())
    escaped = {"'": "'", '"': "\\"}
    assert [escaped.get(letter, letter) for letter in typed] == found
