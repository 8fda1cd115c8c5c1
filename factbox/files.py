"""The source folders, read into memory; the only module that reads them.

A project is `content/`, `seeds/`, `templates/` and `assets/`. Everything after this
module works on the bytes that are read here, so that a build sees one state of them.
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from factbox.problems import Failed, Place, Problem

FOLDERS = ("content", "seeds", "templates", "assets")

Files = Mapping[str, bytes]
"""Path to bytes; a path is relative to the project, with "/" on every system."""


def read_project(root: Path) -> Files:
    """Every file of the source folders of `root`, in the order of their paths.

    Hidden files and editors' backups are left out. A link that leads out of the
    project and a file that cannot be read are problems; the folder `content` must be
    there.
    """
    if not (root / "content").is_dir():
        raise Failed(
            [
                Problem(
                    Place("content"),
                    "this folder is not there",
                    f"'{root}' is not a Factbox project; run the command in the folder "
                    "that holds content/",
                )
            ]
        )
    inside = os.path.realpath(root)
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for folder in FOLDERS:
        for path in sorted(_paths(os.path.join(root, folder), folder)):
            full = os.path.join(root, path)
            if not os.path.realpath(full).startswith(inside + os.sep):
                problems.append(
                    Problem(
                        Place(path),
                        "this link leads out of the project",
                        "put a copy of the file here instead",
                    )
                )
                continue
            try:
                with open(full, "rb") as file:
                    files[path] = file.read()
            except OSError as error:
                problems.append(
                    Problem(
                        Place(path),
                        f"this file cannot be read: {error.strerror}",
                        "see whether it exists and who may read it",
                    )
                )
    if problems:
        raise Failed(problems)
    return files


def _paths(folder: str, shown: str) -> Iterator[str]:
    """The files below `folder`, each as `shown` and the way to it."""
    try:
        entries = list(os.scandir(folder))
    except FileNotFoundError:
        return
    for entry in entries:
        if entry.name.startswith((".", "#")) or entry.name.endswith(
            ("~", ".swp", ".tmp")
        ):
            continue
        path = f"{shown}/{entry.name}"
        # A linked folder could lead in a circle; its files would have two paths.
        if entry.is_dir(follow_symlinks=False):
            yield from _paths(entry.path, path)
        else:
            yield path


def text_of(path: str, content: bytes) -> str:
    """The text of a file, its line ends as "\\n" and without a byte order mark.

    Raises `Failed` where it is not UTF-8.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8", "replace")
        place = Place(path, before.count("\n") + 1, len(before) - before.rfind("\n"))
        raise Failed(
            [
                Problem(
                    place,
                    "a letter here is not in UTF-8",
                    "save the file with the encoding UTF-8",
                )
            ]
        ) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def legible(content: bytes) -> str:
    """The lines of a file as a report shows them, with "�" for what is not UTF-8."""
    text = content.decode("utf-8-sig", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")
