"""Writes what a project is given to begin with; never over what is there."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from factbox.problems import Failed, Place, Problem


def write_new(root: Path, files: Mapping[str, bytes]) -> None:
    """Put these files into the folder `root`, by their paths in it.

    Raises `Failed`, with nothing written, where one of them is there already or a file
    stands where a folder has to be.
    """
    problems = [
        Problem(
            Place(_shown(root, path)),
            "this is there already",
            "nothing was written over it; move it away, or choose another name",
        )
        for path in files
        if os.path.lexists(root / path)
    ]
    if problems:
        raise Failed(problems)
    for path, content in files.items():
        with _told(root, path):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            # "x": whoever makes the same file meanwhile keeps theirs.
            with open(root / path, "xb") as file:
                file.write(content)


def append(root: Path, path: str, added: bytes) -> None:
    """Put these bytes behind the last one of a file, which may be new."""
    with _told(root, path):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        with open(root / path, "ab") as file:
            file.write(added)


def keep(root: Path, files: Mapping[str, bytes]) -> None:
    """Make files that are ours alone hold this; those that do are not touched."""
    for path, content in files.items():
        with _told(root, path):
            try:
                if (root / path).read_bytes() == content:
                    continue
            except FileNotFoundError:
                (root / path).parent.mkdir(parents=True, exist_ok=True)
            # A program that reads it meanwhile gets the old or the new, never a part.
            beside = (root / path).with_suffix(".tmp")
            beside.write_bytes(content)
            os.replace(beside, root / path)


@contextmanager
def _told(root: Path, path: str) -> Iterator[None]:
    """Turn what the system refuses into a problem of the file."""
    try:
        yield
    except OSError as error:
        message = f"this file cannot be written: {error.strerror}"
        hint = "see who may write in its folder, and whether the disk has room"
        problem = Problem(Place(_shown(root, path)), message, hint)
        raise Failed([problem]) from error


def _shown(root: Path, path: str) -> str:
    """A path below a folder, as it is told in the current one."""
    return (root / path).as_posix()
