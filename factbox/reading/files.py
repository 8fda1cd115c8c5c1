"""The source folders, read into memory; the only module that reads them.

A project is `content/`, `seeds/`, `templates/` and `assets/`. Everything after this
module works on the bytes that are read here, so that a build sees one state of them.
"""

import os
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from unicodedata import normalize

from factbox.problems import Failed, Place, Problem
from factbox.values.names import is_device

FOLDERS = ("content", "seeds", "templates", "assets")

LARGEST_TEXT, LARGEST = 2_000_000, 100_000_000
"""In bytes: a text with more is no text of an author; Git hosts take no file with more.

Reading YAML takes some eighty times its size in memory.
"""
_TEXTS = (".css", ".html", ".md", ".yaml", ".yml")

Files = Mapping[str, bytes]
"""Path to bytes; a path is relative to the project, with "/" on every system."""


def read_project(root: Path) -> Files:
    """Every file of the source folders of `root`, in the order of their paths.

    Hidden files, backups and what systems leave in folders are not read. A link that
    leads to what is no source and a file that cannot be read are problems; the folder
    `content` must be there.
    """
    if not os.path.isdir(root / "content"):
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
    problems: list[Problem] = []
    paths = [
        path
        for folder in FOLDERS
        for path in sorted(_paths(os.path.join(root, folder), folder, problems))
    ]
    return _read(root, paths, problems)


def read_again(root: Path, files: Files, saved: Collection[str]) -> Files:
    """Every file of the source folders of `root`, of which `files` were read before.

    `saved` holds every path at which something was written, made, moved or deleted
    since; nothing else is looked at. Raises `Failed` as `read_project` does.
    """
    shown = [p for p in saved if not any(map(_is_left_out, p.split("/")))]
    if not all(_is_what_it_was(root / path, path, files) for path in shown):
        return read_project(root)
    # A link says what the file says that it leads to, which may be among the saved.
    links = {path for path in files if os.path.islink(os.path.join(root, path))}
    return {**files, **_read(root, files.keys() & set(shown) | links)}


def are_whole(root: Path, paths: Iterable[str]) -> bool:
    """Whether none of these files is gone or empty, as one is while it is rewritten."""
    return all(map(_is_whole, (os.path.join(root, path) for path in paths)))


def _is_whole(full: str) -> bool:
    try:
        there = os.stat(full)
    except OSError:
        return False
    return bool(stat.S_ISREG(there.st_mode) and there.st_size)


def _is_what_it_was(full: Path, path: str, files: Files) -> bool:
    """Whether a path still leads to a file, or still to nothing."""
    if path in files:
        return os.path.isfile(full)
    held_files = any(known.startswith(f"{path}/") for known in files)
    return not (held_files or os.path.lexists(full))


def _read(
    root: Path, paths: Iterable[str], problems: Iterable[Problem] = ()
) -> dict[str, bytes]:
    """The bytes of these files of a project. Raises `Failed` for all that is wrong."""
    sources = _Sources(root)
    files: dict[str, bytes] = {}
    found = list(problems)
    for path in paths:
        full = os.path.join(root, path)
        if fault := _name_fault(path) or sources.fault(full):
            found.append(Problem(Place(path), *fault))
            continue
        try:
            if fault := _fault(os.stat(full), path):
                found.append(Problem(Place(path), *fault))
                continue
            with open(full, "rb") as file:
                files[path] = file.read()
        except OSError as error:
            message = f"this file cannot be read: {error.strerror}"
            hint = "see whether it exists and who may read it"
            found.append(Problem(Place(path), message, hint))
    if found:
        raise Failed(found)
    return files


class _Sources:
    """The source folders of a project, as links lead to them."""

    def __init__(self, root: Path) -> None:
        self.inside = os.path.realpath(root) + os.sep
        folders = (os.path.realpath(root / folder) for folder in FOLDERS)
        self.folders = tuple(f"{folder}{os.sep}" for folder in folders)

    def fault(self, full: str) -> tuple[str, str] | None:
        """What is wrong where a path leads."""
        copy = "put a copy of the file here instead"
        real = os.path.realpath(full)
        if not real.startswith(self.inside):
            return "this link leads out of the project", copy
        parts = real.removeprefix(self.inside).split(os.sep)
        if not real.startswith(self.folders) or any(map(_is_left_out, parts)):
            return "this link leads to what is no source of the site", copy
        return None


def _fault(there: os.stat_result, path: str) -> tuple[str, str] | None:
    """What is wrong with what stands at a path, other than that it cannot be read."""
    if not (stat.S_ISREG(there.st_mode) or stat.S_ISDIR(there.st_mode)):
        # To open a pipe is to wait for somebody who writes into it.
        return "this is a pipe or a device, not a file", "move it away"
    most = LARGEST_TEXT if path.endswith(_TEXTS) else LARGEST
    if there.st_size > most:
        return (
            f"this file has {there.st_size / 1e6:.1f} million bytes",
            f"{most // 1_000_000} million are most; see whether it is the right one",
        )
    return None


def _name_fault(path: str) -> tuple[str, str] | None:
    """What is wrong with the names that a path is made of."""
    if not path.isascii():
        try:
            path.encode()
        except UnicodeEncodeError:
            return "this name is not in UTF-8", "give it another name"
    for name in path.split("/"):
        if is_device(name):
            return f"Windows cannot have a file called '{name}'", "give it another name"
    return None


def _paths(folder: str, shown: str, problems: list[Problem]) -> Iterator[str]:
    """The files below `folder`, each as `shown` and the way to it.

    `problems` gets the folders that cannot be read.
    """
    waiting = [(folder, shown)]
    while waiting:
        folder, shown = waiting.pop()
        try:
            with os.scandir(folder) as found:
                entries = list(found)
        except FileNotFoundError:
            continue
        except OSError as error:
            message = f"this folder cannot be read: {error.strerror}"
            hint = "see that it is a folder, and who may read it"
            problems.append(Problem(Place(shown), message, hint))
            continue
        for entry in entries:
            if _is_left_out(entry.name):
                continue
            path = f"{shown}/{entry.name}"
            # A linked folder could lead in a circle; its files would have two paths.
            if entry.is_dir(follow_symlinks=False):
                waiting.append((entry.path, path))
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
