"""What Windows and macOS do to a project's files: nothing that a site would show.

Simulated here as far as Linux can; CI runs all tests on the three systems.
"""

import ntpath
import unicodedata
from pathlib import Path

import pytest

from factbox.output.rendered import path_problems
from factbox.problems import Failed
from factbox.reading.files import read_project
from factbox.scaffolding.schemas import schema_for
from tests.making import made
from tests.small_site import TEXTS, small_project
from tests.stress import png

TEXT_FILES = (".yaml", ".md", ".html", ".css")


def test_a_checkout_with_line_ends_of_windows_gives_the_same_site() -> None:
    plain = small_project()
    windows = {
        path: content.replace(b"\n", b"\r\n") if path.endswith(TEXT_FILES) else content
        for path, content in plain.items()
    }

    assert windows != plain
    assert made(windows)[1] == made(plain)[1]


def test_texts_with_a_byte_order_mark_give_the_same_site() -> None:
    plain = small_project()
    marked = {
        path: b"\xef\xbb\xbf" + content if path.endswith((".yaml", ".md")) else content
        for path, content in plain.items()
    }

    assert made(marked)[1] == made(plain)[1]


@pytest.mark.parametrize("of_name", ["NFC", "NFD"])
@pytest.mark.parametrize("of_text", ["NFC", "NFD"])
def test_a_name_is_found_in_whatever_form_its_letters_are(
    tmp_path: Path, of_name: str, of_text: str
) -> None:
    for path, text in TEXTS.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        if path == "content/bridge/article.md":
            text += "\n![The bridge](images/brücke.png)\n"
            text = unicodedata.normalize(of_text, text)
        (tmp_path / path).write_text(text, "utf-8")
    images = tmp_path / "content/bridge/images"
    images.mkdir()
    (images / unicodedata.normalize(of_name, "brücke.png")).write_bytes(png(3, 2))

    _, files = made(read_project(tmp_path))

    (shown,) = [file.path for file in files if "images/" in file.path]
    assert shown.startswith("bridge/images/br-cke.")
    assert shown.endswith(".png")


def test_one_name_in_two_forms_is_told(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    (tmp_path / "content").mkdir()
    seeds.mkdir()
    for form in ("NFC", "NFD"):
        (seeds / unicodedata.normalize(form, "brücke.yaml")).write_text("title: A\n")

    with pytest.raises(Failed) as failure:
        read_project(tmp_path)

    assert str(failure.value) == (
        "seeds/brücke.yaml: two files have this name, in two forms of its letters"
    )


def test_paths_that_are_one_on_other_systems_are_told() -> None:
    paths = [
        "a/Map.png",
        "a/map.png",
        "a/caf\u00e9.png",
        "a/cafe\u0301.png",
        "b/map.png",
    ]

    told = {problem.place.file for problem in path_problems(paths)}

    assert told == {"a/map.png", "a/cafe\u0301.png"} or len(told) == 2


def test_a_file_names_its_schema_with_the_slashes_of_the_web(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("factbox.scaffolding.schemas.os.path", ntpath)
    monkeypatch.setattr("factbox.scaffolding.schemas.os.sep", "\\")

    named = schema_for("content/bridge/figures.yaml")

    assert named == "../../.factbox/schemas/bridge/figures.json"
