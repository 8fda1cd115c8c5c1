from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from factbox.problems import Place, Problem
from factbox.reading.nodes import Items, Mapping, Node, Scalar, read_yaml


def read(text: str) -> Node:
    node, problems = read_yaml(text, "a.yaml")
    assert problems == []
    assert node is not None
    return node


def problems(text: str) -> list[str]:
    _, problems = read_yaml(text, "a.yaml")
    return [f"{problem.place}: {problem.message}" for problem in problems]


def plain(node: Node) -> Any:
    """A node as PyYAML gives it."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Items):
        return [plain(item) for item in node.items]
    return {key.text: plain(value) for key, value in node.entries}


def stands_in(place: Place, text: str) -> bool:
    """Whether a place is one of a text, or just behind a line of it."""
    lines = text.split("\n")
    is_line = 1 <= place.line <= len(lines)
    return is_line and 1 <= place.column <= len(lines[place.line - 1]) + 1


def scalars(node: Node) -> list[Scalar]:
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
    ["a: &b 1", "a: *b", "a: !!str b", "<<: {}", "- a\n---\n- b", "? [a]\n: b"],
)
def test_what_would_make_a_file_mean_something_else_is_refused(text: str) -> None:
    node, found = read_yaml(text, "a.yaml")

    assert node is None
    assert len(found) == 1


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
