"""The theme of the package, and what a project lays over it."""

import re
import shutil
from pathlib import Path

import pytest

from factbox.commands.main import main
from factbox.preview.editions import EditionBuilder
from factbox.reading.files import read_again, read_project, read_theme
from tests.copies import ROOT, copy_folders
from tests.making import TODAY
from tests.small_site import TEXTS


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of nothing but content and sources, in the current folder."""
    desk = tmp_path / "desk"
    for path, text in TEXTS.items():
        write(desk, path, text)
    monkeypatch.chdir(desk)
    return desk


def write(project: Path, path: str, text: str) -> None:
    (project / path).parent.mkdir(parents=True, exist_ok=True)
    (project / path).write_text(text, "utf-8")


# What a build sees.


def test_the_theme_is_the_templates_and_assets_of_this_repository() -> None:
    theme = read_theme()

    assert theme["templates/page.html"] == (ROOT / "templates/page.html").read_bytes()
    assert {path.partition("/")[0] for path in theme} == {"templates", "assets"}


def test_a_project_without_templates_is_built_in_the_theme(project: Path) -> None:
    code = main(["build"])

    assert code == 0
    page = (project / "site/index.html").read_text()
    assert '<header class="masthead"' in page


def test_a_file_of_the_project_takes_the_place_of_the_theme_s(project: Path) -> None:
    write(project, "templates/404.html", "Our own")

    files = read_project(project)

    assert files["templates/404.html"] == b"Our own"
    assert files["templates/page.html"] == read_theme()["templates/page.html"]


def test_the_files_come_in_the_same_order_whose_ever_they_are(tmp_path: Path) -> None:
    copy_folders("content", "seeds", "templates", "assets", to=tmp_path)
    dressed = list(read_project(tmp_path))
    shutil.rmtree(tmp_path / "templates")

    assert list(read_project(tmp_path)) == dressed


def test_this_repository_is_its_own_theme() -> None:
    files = read_project(ROOT)

    assert [path for path in read_theme() if path not in files] == []


def test_an_own_file_that_goes_gives_way_to_the_theme_s_again(project: Path) -> None:
    write(project, "templates/404.html", "Our own")
    files = read_project(project)
    (project / "templates/404.html").unlink()

    files = read_again(project, files, {"templates/404.html"})

    assert files["templates/404.html"] == read_theme()["templates/404.html"]


def test_an_own_file_that_comes_is_read_in_the_preview(project: Path) -> None:
    files = read_project(project)
    write(project, "templates/404.html", "Our own")

    files = read_again(project, files, {"templates", "templates/404.html"})

    assert files["templates/404.html"] == b"Our own"


# What an editor is told.


def test_a_mistake_in_the_theme_leads_to_its_file_and_to_a_copy(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    theme = project.parent / "theme"
    copy_folders("templates", "assets", to=theme)
    (theme / "templates/404.html").write_text("<p>\n{{ page.nothing }}", "utf-8")
    monkeypatch.setattr("factbox.reading.files.theme_folder", lambda: theme)

    code = main(["build"])

    assert code == 1
    told = capsys.readouterr().err
    assert told.startswith("../theme/templates/404.html:2:1: the template cannot be")
    assert "    {{ page.nothing }}\n" in told
    assert "for a copy of your own: factbox theme templates/404.html\n" in told


# The command `factbox theme`.


def test_theme_lists_what_can_be_overridden(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["theme"])

    listed = capsys.readouterr().out.splitlines()
    assert code == 0
    assert "templates/page.html" in listed
    assert "assets/css/tokens.css" in listed
    assert "assets/icon.svg" in listed
    assert not [path for path in listed if path.endswith("examples.yaml")]


@pytest.mark.parametrize("name", ["page.html", "templates/page.html"])
def test_theme_copies_a_file_that_changes_nothing_yet(
    project: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["build"])
    before = (project / "site/index.html").read_bytes()

    code = main(["theme", name])

    assert code == 0
    assert "wrote templates/page.html" in capsys.readouterr().err
    assert "{# Copied from the theme of Factbox " in (
        project / "templates/page.html"
    ).read_text("utf-8")
    assert main(["build"]) == 0
    assert (project / "site/index.html").read_bytes() == before


def test_theme_copies_a_folder(project: Path) -> None:
    code = main(["theme", "assets/css"])

    assert code == 0
    assert (
        (project / "assets/css/tokens.css").read_text("utf-8").startswith("/* Copied")
    )


def test_theme_writes_nothing_over_an_own_file(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(project, "templates/page.html", "Our own")

    code = main(["theme", "page.html", "404.html"])

    assert code == 1
    assert "templates/page.html: this is there already" in capsys.readouterr().err
    assert (project / "templates/page.html").read_text() == "Our own"
    assert not (project / "templates/404.html").exists()


def test_an_unknown_name_is_told_with_the_nearest(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["theme", "templates/pag.html"])

    assert code == 2
    assert "did you mean 'templates/page.html'?" in capsys.readouterr().err


def test_a_copy_that_the_theme_left_behind_is_told_of_until_it_is_settled(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["theme", "404.html"])
    main(["check"])
    assert "has changed since" not in capsys.readouterr().err
    newer = project.parent / "theme"
    copy_folders("templates", "assets", to=newer)
    with open(newer / "templates/404.html", "a") as file:
        file.write("<p>New</p>\n")
    monkeypatch.setattr("factbox.reading.files.theme_folder", lambda: newer)

    main(["check"])
    told = capsys.readouterr().err
    main(["theme", "--diff", "404.html"])
    difference = capsys.readouterr().out
    version = told.partition("write '")[2].partition("'")[0]
    copy = (project / "templates/404.html").read_text()
    old = copy.partition("#}")[0].rpartition(", ")[2].strip()
    (project / "templates/404.html").write_text(copy.replace(old, version, 1))
    main(["check"])

    assert "templates/404.html:1:52: the theme's own version of this file" in told
    assert "\n-<p>New</p>\n" in difference
    assert "has changed since" not in capsys.readouterr().err


def test_a_copy_that_the_theme_left_behind_is_told_of_in_the_preview(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["theme", "404.html"])
    copy = project / "templates/404.html"
    before = EditionBuilder(project, TODAY, None).after(None).advice
    first, _, rest = copy.read_text().partition("\n")
    copy.write_text(
        re.sub("version [0-9a-f]+", "version 0123456789", first) + f"\n{rest}"
    )

    builder = EditionBuilder(project, TODAY, None)
    told = builder.after(None).advice
    copy.write_text(f"{{# Our own. #}}\n{rest}")
    settled = builder.after({"templates/404.html"}, viewed=["index.html"]).advice

    (drift,) = set(told) - set(before)
    assert drift.place == "templates/404.html:1:52"
    assert drift.message.startswith("the theme's own version of this file has changed")
    assert settled == before
