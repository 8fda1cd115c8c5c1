from pathlib import Path

import pytest

from factbox.problems import Failed
from factbox.reading.files import legible, read_project, text_of


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

    assert list(files.items()) == [
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
