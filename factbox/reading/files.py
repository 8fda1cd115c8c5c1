"""The source folders, read into memory; the only module that reads them.

A project is `content/`, `seeds/`, `templates/` and `assets/`. Everything after this
module works on the bytes that are read here, so that a build sees one state of them.
"""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from unicodedata import normalize

from factbox.problems import Failed, Place, Problem

FOLDERS = ("content", "seeds", "templates", "assets")

Files = Mapping[str, bytes]
"""Path to bytes; a path is relative to the project, with "/" on every system."""


def read_project(root: Path) -> Files:
    """Every file of the source folders of `root`, in the order of their paths.

    Hidden files, backups and what systems leave in folders are not read. A link that
    leads out of the project and a file that cannot be read are problems; the folder
    `content` must be there.
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
    paths = (
        path
        for folder in FOLDERS
        for path in sorted(_paths(os.path.join(root, folder), folder))
    )
    return _read(root, paths)


def read_again(root: Path, files: Files, saved: Collection[str]) -> Files:
    """Every file of the source folders of `root`, of which `files` were read before.

    `saved` holds every path at which something was written, made, moved or deleted
    since; nothing else is looked at. Raises `Failed` as `read_project` does.
    """
    shown = [p for p in saved if not any(map(_is_left_out, p.split("/")))]
    if not all(_is_what_it_was(root / path, path, files) for path in shown):
        return read_project(root)
    return {**files, **_read(root, files.keys() & set(shown))}


def are_whole(root: Path, paths: Iterable[str]) -> bool:
    """Whether none of these files is gone or empty, as one is while it is rewritten."""
    files = [root / path for path in paths]
    return all(file.is_file() and file.stat().st_size for file in files)


def _is_what_it_was(full: Path, path: str, files: Files) -> bool:
    """Whether a path still leads to a file, or still to nothing."""
    if path in files:
        return full.is_file()
    held_files = any(known.startswith(f"{path}/") for known in files)
    return not (held_files or os.path.lexists(full))


def _read(root: Path, paths: Iterable[str]) -> dict[str, bytes]:
    """The bytes of these files of a project."""
    inside = os.path.realpath(root)
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for path in paths:
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
        if _is_left_out(entry.name):
            continue
        path = f"{shown}/{entry.name}"
        # A linked folder could lead in a circle; its files would have two paths.
        if entry.is_dir(follow_symlinks=False):
            yield from _paths(entry.path, path)
        else:
            yield path


def _is_left_out(name: str) -> bool:
    """Whether a name is that of a hidden file, a backup, or a system's own file."""
    name = name.lower()
    # Office programs put "~$" before the name of what is open in them.
    return (
        name in ("thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r", "__macosx")
        or name.startswith((".", "#", "~$"))
        or name.endswith(("~", ".swp", ".tmp", ".bak", ".orig", ".rej"))
    )


def text_of(path: str, content: bytes) -> str:
    """The text of a file in NFC, line ends as "\\n" and without a byte order mark.

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
    return _in_one_form(text)


def legible(content: bytes) -> str:
    """The lines of a file as a report shows them, with "�" for what is not UTF-8."""
    return _in_one_form(content.decode("utf-8-sig", "replace"))


def _in_one_form(text: str) -> str:
    """The text with line ends as "\\n", and each letter in one form (Unicode's NFC)."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.isascii() else normalize("NFC", text)


def texts_with(problems: Iterable[Problem], files: Files) -> dict[str, str]:
    """The text of each file in which there is a problem, as a report shows it."""
    paths = {problem.place.file for problem in problems} & files.keys()
    return {path: legible(files[path]) for path in paths}
