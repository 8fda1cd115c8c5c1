"""The source folders, read into memory; the only module that reads them.

A project is `content/`, `seeds/`, `templates/` and `assets/`. Its own templates and
assets lie over those of the theme, file by file: a build sees what the theme has, but
for the files that the project has itself. Everything after this module works on the
bytes that are read here, so that a build sees one state of them.
"""

import os
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from unicodedata import normalize

import msgspec

from factbox.problems import Failed, Place, Problem
from factbox.values.names import is_device

FOLDERS = ("content", "seeds", "templates", "assets")

THEME_FOLDERS = ("templates", "assets")
"""The folders of a theme."""
OWN_WORDS = "templates/languages/"
"""Where a project has words of the page, and languages, of its own."""
LARGEST_TEXT, LARGEST = 2_000_000, 100_000_000
"""In bytes: a text with more is no text of an author; Git hosts take no file with more.

Reading YAML takes some eighty times its size in memory.
"""
_TEXTS = (".css", ".html", ".md", ".po", ".toml", ".yaml", ".yml")

Files = Mapping[str, bytes]
"""Path to bytes; a path is relative to the project, in NFC, with "/" everywhere."""


def theme_folder() -> Path:
    """The folder that holds the templates and assets of the theme.

    It lies in the installed package; a checkout of the sources has them beside it.
    """
    package = Path(__file__).parents[1]
    inside = package / "theme"
    return inside if inside.is_dir() else package.parent


def read_theme() -> Files:
    """Every file of the theme, in the order of their paths."""
    theme = theme_folder()
    # Some installers put links into the package, which lead to their own cache.
    return _read_below(theme, THEME_FOLDERS, follows_links=True)


def is_project(root: Path) -> bool:
    """Whether a folder is that of a project."""
    return os.path.isdir(root / "content")


def theme_file(path: str) -> bytes | None:
    """What a file of the theme holds; None where there is none."""
    try:
        return (theme_folder() / path).read_bytes()
    except OSError:
        return None


def read_project(root: Path) -> Files:
    """Every file of the source folders of `root`, over the theme's, in their order.

    Hidden files, backups and what systems leave in folders are not read. A link that
    leads to what is no source and a file that cannot be read are problems; the folder
    `content` must be there.
    """
    if not is_project(root):
        raise Failed(
            [
                Problem(
                    Place("content"),
                    "this folder is not there",
                    f"'{root}' is not a Factbox project; run the command in the folder "
                    'that holds content/, or make one: factbox new my-site "Title"',
                )
            ]
        )
    own = _read_below(root, FOLDERS)
    if os.path.realpath(root) == os.path.realpath(theme_folder()):
        return own
    files = {**read_theme(), **own}
    return dict(sorted(files.items(), key=lambda file: _order_of(file[0])))


def read_again(
    root: Path,
    files: Files,
    saved: Collection[str],
    links: Collection[str] | None = None,
) -> Files:
    """Every file of the source folders of `root`, of which `files` were read before.

    `saved` holds every path at which something was written, made, moved or deleted
    since; nothing else is looked at. `links` are the files that are links, where that
    is known. Raises `Failed` as `read_project` does.
    """
    shown = seen(saved)
    if not all(_is_what_it_was(root / path, path, files) for path in shown):
        return read_project(root)
    # A link says what the file says that it leads to, which may be among the saved.
    if links is None:
        links = links_in(root, files)
    return {**files, **_read(root, files.keys() & {*shown, *links})}


def links_in(root: Path, paths: Iterable[str]) -> set[str]:
    """Those of the paths of a project at which there is a link."""
    return {path for path in paths if os.path.islink(os.path.join(root, path))}


def seen(paths: Iterable[str]) -> list[str]:
    """The paths but for hidden files, backups and the like, which nobody reads."""
    return [path for path in paths if not any(map(_is_left_out, path.split("/")))]


def read_given(path: Path) -> bytes:
    """The bytes of a file that somebody names, wherever it lies.

    Raises `Failed` where it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        message = f"this file cannot be read: {error.strerror}"
        hint = "see whether it exists and who may read it"
        raise Failed([Problem(Place(path.as_posix()), message, hint)]) from error


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


def _read_below(
    root: Path, folders: Iterable[str], *, follows_links: bool = False
) -> dict[str, bytes]:
    """The bytes of every file in these folders of `root`, in order."""
    problems: list[Problem] = []
    paths = [
        path
        for folder in folders
        for path in sorted(_paths(os.path.join(root, folder), folder, problems))
    ]
    return _read(root, paths, problems, follows_links=follows_links)


def _order_of(path: str) -> tuple[int, str]:
    """What sorts the files of a project as they are read."""
    return FOLDERS.index(path.partition("/")[0]), path


def _read(
    root: Path,
    paths: Iterable[str],
    problems: Iterable[Problem] = (),
    *,
    follows_links: bool = False,
) -> dict[str, bytes]:
    """The bytes of these files. Raises `Failed` for all that is wrong."""
    sources = _Sources(root)
    files: dict[str, bytes] = {}
    found = list(problems)
    for path in paths:
        full = os.path.join(root, path)
        led = None if follows_links else sources.fault(full)
        if fault := _name_fault(path) or led:
            found.append(Problem(Place(path), *fault))
            continue
        try:
            if fault := _fault(os.stat(full), path):
                found.append(Problem(Place(path), *fault))
                continue
            # As texts are: a name may come from a Mac, or from an archive of one.
            name = path if path.isascii() else normalize("NFC", path)
            if name in files:
                message = "two files have this name, in two forms of its letters"
                found.append(Problem(Place(name), message, "delete one of them"))
                continue
            with open(full, "rb") as file:
                files[name] = file.read()
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
        self.known: dict[str, tuple[str, str] | None] = {}

    def fault(self, full: str) -> tuple[str, str] | None:
        """What is wrong where the path of a file leads."""
        if os.path.islink(full):
            return self._fault_at(os.path.realpath(full))
        # It is where its folder is, which need not be looked up for each file in it.
        folder = os.path.dirname(full)
        if folder not in self.known:
            within = os.path.join(os.path.realpath(folder), "")
            self.known[folder] = self._fault_at(within)
        return self.known[folder]

    def _fault_at(self, real: str) -> tuple[str, str] | None:
        """What is wrong with what has a path without links."""
        copy = "put a copy of the file here instead"
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
        before = legible(content[: error.start])
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


def told(
    problems: Iterable[Problem], files: Files, root: Path
) -> tuple[list[Problem], dict[str, str]]:
    """The problems as a report shows them, and the text of each file that has one.

    What the project in `root` has not written itself stands in the theme: the place
    leads there, and the hint says how to change it in the project.
    """
    found: list[Problem] = []
    texts: dict[str, str] = {}
    for problem in problems:
        path = problem.place.file
        if _is_themes(path, root):
            problem = _in_theme(problem, root)
        found.append(problem)
        if path in files:
            texts[problem.place.file] = legible(files[path])
    return found, texts


def _is_themes(path: str, root: Path) -> bool:
    """Whether a project has a file from the theme alone."""
    if path.partition("/")[0] not in THEME_FOLDERS or os.path.lexists(root / path):
        return False
    return (theme_folder() / path).is_file()


def _in_theme(problem: Problem, root: Path) -> Problem:
    """The problem where the file of the theme stands."""
    path = problem.place.file
    file = (theme_folder() / path).as_posix()
    with suppress(ValueError):  # On Windows, the theme may be on another drive.
        file = Path(os.path.relpath(file, root)).as_posix()
    own = f"the theme has this file; for a copy of your own: factbox theme {path}"
    return msgspec.structs.replace(
        problem,
        place=msgspec.structs.replace(problem.place, file=file),
        hint=f"{problem.hint}; {own}" if problem.hint else own,
    )
