"""The files of a project as text and as YAML, with what is wrong with them."""

from collections.abc import Mapping, Sequence

from factbox.problems import Failed, Place, Problem
from factbox.reading.encodings import misread
from factbox.reading.files import Files, text_of
from factbox.reading.nodes import Node
from factbox.reading.yaml_reader import read_yaml


def read_text_file(files: Files, path: str) -> tuple[str, list[Problem]]:
    """The text of a file, "" where it is not there or not text, and what is wrong."""
    try:
        text = text_of(path, files.get(path, b""))
    except Failed as failed:
        return "", list(failed.problems)
    return text, misread(text, path)


def read_needed_file(
    files: Files, path: str, strays: Mapping[str, str], needs: str
) -> tuple[Node | None, list[Problem]]:
    """The node of a YAML file that must be there; it `needs` some entries or keys."""
    if path not in files:
        missing = Problem(
            Place(path), "this file is not there", f"make it, with {needs}"
        )
        return None, [] if path in strays.values() else [missing]
    node, problems = read_yaml_file(files, path)
    if node is None and not problems:
        problems = [Problem(Place(path, 1), "this file is empty", f"write {needs}")]
    return node, problems


def read_yaml_file(files: Files, path: str) -> tuple[Node | None, list[Problem]]:
    """The node of a YAML file, None where it is empty or not there."""
    text, problems = read_text_file(files, path)
    node, found = read_yaml(text, path)
    return node, [*problems, *found]


def fences_in(lines: Sequence[str]) -> list[int]:
    """The indexes of the lines '---': an article has its front matter between two."""
    return [index for index, line in enumerate(lines) if line.rstrip() == "---"]
