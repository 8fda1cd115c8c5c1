"""The editions that a preview makes of a project, one save after another."""

from datetime import date
from pathlib import Path

import pytest

from factbox.preview.editions import Edition, EditionBuilder
from tests.serving import make_project, replace

HOME = "index.html"
OTHER = "peace/index.html"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with two explainers."""
    root = make_project(tmp_path / "project")
    folder = root / "content/peace"
    folder.mkdir()
    text = (root / "content/war/article.md").read_text()
    text = text.replace("What is known", "What is hoped").replace(
        "](figure:killed)", ""
    )
    (folder / "article.md").write_text(text.replace("that [ soldiers", "that soldiers"))
    return root


@pytest.fixture
def builder(root: Path) -> EditionBuilder:
    builder = EditionBuilder(root, date(2026, 11, 22), None)
    assert builder.after(None).problems == ()
    return builder


def text(edition: Edition, path: str) -> str:
    return edition.files[path].decode()


def test_a_save_prints_the_page_that_is_looked_at_and_rest_the_others(
    root: Path, builder: EditionBuilder
) -> None:
    replace(root / "content/people.yaml", "The agency", "The bureau")

    part = builder.after({"content/people.yaml"}, viewed=[HOME])
    whole = builder.completed()

    assert "The bureau" in text(part, HOME)
    assert "The bureau" in text(whole, HOME)
    assert "The bureau" not in text(part, "data.json")
    assert "The bureau" in text(whole, "data.json")


def test_an_edition_that_lacks_nothing_stays_the_same(builder: EditionBuilder) -> None:
    assert builder.completed() is builder.last


def test_a_save_that_changes_nothing_makes_no_edition(
    root: Path, builder: EditionBuilder
) -> None:
    before = builder.last
    (root / "content/people.yaml").touch()

    assert builder.after({"content/people.yaml"}) is before


def test_the_rest_of_an_edition_whose_pages_are_all_there_keeps_its_name(
    root: Path, builder: EditionBuilder
) -> None:
    replace(root / "content/war/figures.yaml", "about 300", "about 400")

    part = builder.after({"content/war/figures.yaml"}, viewed=[HOME])

    assert builder.completed().name == part.name


def test_a_page_that_is_no_more_goes_once_the_editor_rests(
    root: Path, builder: EditionBuilder
) -> None:
    (root / "content/peace/article.md").unlink()
    (root / "content/peace").rmdir()

    part = builder.after({"content/peace"}, viewed=[HOME])
    whole = builder.completed()

    assert OTHER in part.files
    assert OTHER not in whole.files


def test_what_is_broken_in_a_page_that_nobody_looks_at_is_told_at_rest(
    root: Path, builder: EditionBuilder
) -> None:
    template = root / "templates/list.html"
    replace(root / "content/site.yaml", "home: war\n", "")
    builder.after({"content/site.yaml"})
    builder.completed()
    template.write_text("{{ page.nothing }}")

    part = builder.after({"templates/list.html"}, viewed=["war/index.html"])
    whole = builder.completed()

    assert part.problems == ()
    assert [told.place for told in whole.problems] == ["templates/list.html:1:1"]
    assert not whole.is_current


def test_a_link_to_nothing_is_told_and_the_page_is_shown_all_the_same(
    root: Path, builder: EditionBuilder
) -> None:
    replace(root / "templates/page.html", "<main", '<a href="#gone">x</a><main')

    part = builder.after({"templates/page.html"}, viewed=[HOME])
    whole = builder.completed()
    replace(root / "content/war/figures.yaml", "about 300", "about 400")
    later = builder.after({"content/war/figures.yaml"}, viewed=[HOME])

    assert part.problems == ()
    assert "#gone" in whole.problems[0].message
    assert whole.is_current
    assert later.problems == whole.problems
    assert "about 400" in text(later, HOME)


def test_drafts_are_in_and_are_marked(root: Path, builder: EditionBuilder) -> None:
    replace(root / "content/peace/article.md", "as_of:", "draft: true\nas_of:")

    builder.after({"content/peace/article.md"})
    page = text(builder.completed(), OTHER)

    assert "What is hoped" in page
    assert "draft" in page.lower()


def test_a_mistake_of_our_own_is_told_and_the_next_save_goes_on(
    root: Path, builder: EditionBuilder, capsys: pytest.CaptureFixture[str]
) -> None:
    def mistaken(files: object) -> Edition:
        raise ZeroDivisionError

    told = builder.tried(mistaken, builder.files or {})
    replace(root / "content/war/figures.yaml", "about 300", "about 400")
    mended = builder.after({"content/war/figures.yaml"}, viewed=[HOME])

    assert told.problems[0].place == "factbox"
    assert "ZeroDivisionError" in capsys.readouterr().err
    assert mended.problems == ()
    assert "about 400" in text(mended, HOME)
