import errno
import os
import socket
from pathlib import Path

import pytest

from factbox.problems import Failed
from factbox.reading.files import (
    LARGEST,
    LARGEST_TEXT,
    legible,
    read_again,
    read_project,
    read_theme,
    text_of,
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "content/dam").mkdir(parents=True)
    (tmp_path / "content/dam/article.md").write_text("The dam.")
    (tmp_path / "content/site.yaml").write_text("title: Dam")
    return tmp_path


def problems(project: Path) -> list[str]:
    with pytest.raises(Failed) as failure:
        read_project(project)
    return [f"{p.place}: {p.message}" for p in failure.value.problems]


# Reading a project.


def test_the_files_of_the_source_folders_are_read_in_order(project: Path) -> None:
    (project / "seeds").mkdir()
    (project / "seeds/gazette.yaml").write_bytes(b"\xff")
    (project / "README.md").write_text("Not a source.")

    files = read_project(project)

    own = [file for file in files.items() if file not in read_theme().items()]
    assert own == [
        ("content/dam/article.md", b"The dam."),
        ("content/site.yaml", b"title: Dam"),
        ("seeds/gazette.yaml", b"\xff"),
    ]


@pytest.mark.parametrize(
    "name",
    [
        *(".DS_Store", ".site.yaml.swp", "site.yaml~", "#site.yaml#", "site.yaml.tmp"),
        *(
            "Thumbs.db",
            "Desktop.ini",
            "site.yaml.bak",
            "~$people.docx",
            "site.yaml.orig",
        ),
    ],
)
def test_hidden_files_and_backups_are_left_out(project: Path, name: str) -> None:
    (project / "content" / name).write_text("title: Old")

    assert f"content/{name}" not in read_project(project)


def test_a_folder_without_content_is_no_project(tmp_path: Path) -> None:
    assert problems(tmp_path) == ["content: this folder is not there"]


def test_a_link_within_the_project_is_read(project: Path) -> None:
    (project / "content/dam/figures.yaml").symlink_to("../site.yaml")

    assert read_project(project)["content/dam/figures.yaml"] == b"title: Dam"


def test_links_that_lead_out_of_the_project_are_problems(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret.yaml").write_text("password: 1234")
    (project / "content/secret.yaml").symlink_to(outside / "secret.yaml")
    (project / "content/secrets").symlink_to(outside)

    assert problems(project) == [
        "content/secret.yaml: this link leads out of the project",
        "content/secrets: this link leads out of the project",
    ]


def test_what_cannot_be_read_is_a_problem(project: Path) -> None:
    (project / "content/old.yaml").symlink_to("new.yaml")
    (project / "content/loop.yaml").symlink_to("loop.yaml")
    (project / "content/dams").symlink_to("dam")

    assert [problem.partition(": ")[0] for problem in problems(project)] == [
        "content/dams",
        "content/loop.yaml",
        "content/old.yaml",
    ]


# Text.


@pytest.mark.parametrize(
    "content", [b"a\nb\n", b"a\r\nb\r\n", b"a\rb\r", b"\xef\xbb\xbfa\nb\n"]
)
def test_text_has_one_kind_of_line_end_and_no_byte_order_mark(content: bytes) -> None:
    assert text_of("a.md", content) == "a\nb\n"
    assert legible(content) == "a\nb\n"


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"\xff", "a.md:1:1"),
        (b"one\ntwo \xe4", "a.md:2:5"),
        ("one\n日本".encode() + b"\xe4", "a.md:2:3"),
        (b"one\r\ntwo\xe4", "a.md:2:4"),
    ],
)
def test_a_letter_that_is_not_utf_8_is_reported_where_it_stands(
    content: bytes, place: str
) -> None:
    with pytest.raises(Failed) as failure:
        text_of("a.md", content)

    assert [str(problem.place) for problem in failure.value.problems] == [place]


def test_what_is_not_utf_8_is_shown_as_such() -> None:
    assert legible(b"M\xe4rz") == "M�rz"


def test_letters_are_read_in_one_form() -> None:
    content = "Cafe\u0301\r\n".encode()

    assert text_of("a.md", content) == "Caf\u00e9\n"
    assert legible(content) == "Caf\u00e9\n"


# What is not to be read.


def test_links_to_what_is_no_source_are_problems(project: Path) -> None:
    (project / "assets").mkdir()
    (project / ".env").write_text("PASSWORD=1234")
    (project / "notes.txt").write_text("Call the mayor.")
    (project / "content/.draft.md").write_text("Not yet.")
    (project / "assets/x.txt").symlink_to("../.env")
    (project / "assets/y.txt").symlink_to("../notes.txt")
    (project / "assets/z.txt").symlink_to("../content/.draft.md")

    message = "this link leads to what is no source of the site"
    assert problems(project) == [f"assets/{name}.txt: {message}" for name in "xyz"]


def test_a_source_folder_may_be_a_link_within_the_project(project: Path) -> None:
    (project / "content").rename(project / "texts")
    (project / "content").symlink_to("texts")

    assert read_project(project)["content/site.yaml"] == b"title: Dam"


def test_a_hidden_folder_is_no_source_by_whatever_link(project: Path) -> None:
    (project / ".git").mkdir()
    (project / ".git/config").write_text("[remote]")
    (project / "assets").symlink_to(".git")

    assert problems(project) == [
        "assets/config: this link leads to what is no source of the site"
    ]


def test_names_that_are_not_utf_8_are_problems(project: Path) -> None:
    folder = os.fsencode(project / "content/dam")
    Path(os.fsdecode(folder + b"/m\xe4rz.md")).write_text("")
    Path(os.fsdecode(folder + b"/\xe4")).mkdir()
    Path(os.fsdecode(folder + b"/\xe4/a.md")).write_text("")

    assert problems(project) == [
        "content/dam/m\udce4rz.md: this name is not in UTF-8",
        "content/dam/\udce4/a.md: this name is not in UTF-8",
    ]


def test_pipes_and_devices_are_problems_and_nothing_waits_for_them(
    project: Path,
) -> None:
    os.mkfifo(project / "content/dam/quotes.yaml")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(project / "content/dam/socket"))

        assert problems(project) == [
            "content/dam/quotes.yaml: this is a pipe or a device, not a file",
            "content/dam/socket: this is a pipe or a device, not a file",
        ]


def test_a_file_where_a_folder_belongs_is_a_problem(project: Path) -> None:
    (project / "seeds").write_text("")

    assert problems(project) == ["seeds: this folder cannot be read: Not a directory"]


def test_a_folder_that_nobody_may_read_is_a_problem(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan = os.scandir

    def refusing(folder: str) -> object:
        if folder.endswith("dam"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), folder)
        return scan(folder)

    monkeypatch.setattr(os, "scandir", refusing)

    assert problems(project) == [
        "content/dam: this folder cannot be read: Permission denied"
    ]


@pytest.mark.parametrize("name", ["con", "AUX.svg", "lpt1"])
def test_what_windows_cannot_have_is_told_at_its_source(
    project: Path, name: str
) -> None:
    (project / "content" / name).mkdir()
    (project / "content" / name / "article.md").write_text("")

    assert problems(project) == [
        f"content/{name}/article.md: Windows cannot have a file called '{name}'"
    ]


@pytest.mark.parametrize(
    ("path", "size", "told"),
    [
        ("content/dam/figures.yaml", LARGEST_TEXT, []),
        ("content/dam/figures.yaml", LARGEST_TEXT + 1, ["2.0"]),
        ("content/dam/images/dam.png", LARGEST_TEXT + 1, []),
        ("content/dam/images/dam.png", LARGEST + 1, ["100.0"]),
    ],
)
def test_what_is_larger_than_any_source_is_refused_unread(
    project: Path, path: str, size: int, told: list[str]
) -> None:
    file = project / path
    file.parent.mkdir(exist_ok=True)
    file.touch()
    os.truncate(file, size)

    try:
        read_project(project)
        found = []
    except Failed as failed:
        found = [problem.message for problem in failed.problems]

    assert found == [f"this file has {number} million bytes" for number in told]


def test_a_file_behind_a_link_is_read_again_when_it_changes(project: Path) -> None:
    (project / "content/dam/figures.yaml").symlink_to("../site.yaml")
    files = read_project(project)
    (project / "content/site.yaml").write_text("title: Weir")

    again = read_again(project, files, {"content/site.yaml"})

    assert again["content/dam/figures.yaml"] == b"title: Weir"
