"""Help while typing, by the language server that Visual Studio Code and others run."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from factbox.commands.main import main
from tests.language_server import NAME, Editor, editor, server

FIGURES = "content/closed-bridge/figures.yaml"


@pytest.fixture(scope="module")
def typing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """An editor in a new project."""
    if not server():
        pytest.skip(f"no {NAME}: npm install --prefix .factbox/npm {NAME}")
    root = tmp_path_factory.mktemp("typing")
    before = Path.cwd()
    os.chdir(root)
    try:
        assert main(["new", "desk", "City desk"]) == 0
        os.chdir(root / "desk")
        assert main(["schema", "--write"]) == 0
    finally:
        os.chdir(before)
    with editor(root / "desk") as opened:
        yield opened


def text_of(typing: Editor, path: str) -> str:
    return (typing.project / path).read_text("utf-8")


@pytest.mark.parametrize(
    "path",
    [
        "content/site.yaml",
        "content/people.yaml",
        "seeds/council-minutes.yaml",
        *(
            f"content/closed-bridge/{kind}.yaml"
            for kind in ("figures", "quotes", "timeline", "updates")
        ),
    ],
)
def test_nothing_is_underlined_in_a_new_project(typing: Editor, path: str) -> None:
    opened = typing.open(path, text_of(typing, path))

    assert typing.underlined(opened) == []


def test_an_unknown_person_is_underlined(typing: Editor) -> None:
    text = text_of(typing, FIGURES).replace("by: council\n", "by: concil\n", 1)
    opened = typing.open(FIGURES, text)

    [(line, message)] = typing.underlined(opened)

    assert text.split("\n")[line].strip() == "by: concil"
    assert "ada-engineer" in message


@pytest.mark.parametrize(
    ("key", "offered"),
    [
        ("by: ", ["council", "ada-engineer", "gazette"]),
        (
            "source: ",
            ["council-minutes", "council-minutes#cost", "council-minutes#budget"],
        ),
    ],
)
def test_the_ids_of_the_project_are_offered(
    typing: Editor, key: str, offered: list[str]
) -> None:
    text = f"{text_of(typing, FIGURES)}\n- id: length\n  label: Length\n  value: 300\n  {key}"
    opened = typing.open(FIGURES, text)

    found = typing.completions(opened, text.count("\n"), len(key) + 2)

    assert set(offered) <= set(found)


def test_the_facts_of_this_explainer_are_offered(typing: Editor) -> None:
    path = "content/closed-bridge/quotes.yaml"
    text = f"{text_of(typing, path)}\n- id: safe\n  about:\n    - "
    opened = typing.open(path, text)

    found = typing.completions(opened, text.count("\n"), 6)

    assert set(found) >= {"cost", "budget", "share", "rust", "closed", "first-version"}


def test_the_keys_are_offered(typing: Editor) -> None:
    path = "content/closed-bridge/timeline.yaml"
    text = f"{text_of(typing, path)}\n- id: opened\n  t"
    opened = typing.open(path, text)

    found = typing.completions(opened, text.count("\n"), 3)

    assert {"when", "title", "text", "by", "via", "source"} <= set(found)


def test_a_key_tells_what_it_is_where_one_points_at_it(typing: Editor) -> None:
    opened = typing.open(FIGURES, text_of(typing, FIGURES))
    lines = text_of(typing, FIGURES).split("\n")
    line = next(n for n, each in enumerate(lines) if each.strip() == "by: council")

    said = typing.hover(opened, line, lines[line].index("by") + 1)

    assert "who claims it: an id in people" in said
