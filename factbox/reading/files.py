"""The source folders, read into memory; the only module that reads them.

A project is `content/`, `seeds/`, `templates/` and `assets/`. Its own templates and
assets lie over those of the theme, file by file: a build sees what the theme has, but
for the files that the project has itself. Everything after this module works on the
bytes that are read here, so that a build sees one state of them.
"""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from factbox.problems import Failed, Place, Problem

FOLDERS = ("content", "seeds", "templates", "assets")

THEME_FOLDERS = ("templates", "assets")
"""The folders of a theme."""

Files = Mapping[str, bytes]
"""Path to bytes; a path is relative to the project, with "/" on every system."""


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
    return _read(theme, _paths_below(theme, THEME_FOLDERS), follows_links=True)


def read_project(root: Path) -> Files:
    """Every file of the source folders of `root`, over the theme's, in their order.

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
                    'that holds content/, or make one: factbox new my-site "Title"',
                )
            ]
        )
    own = _read(root, _paths_below(root, FOLDERS))
    if os.path.realpath(root) == os.path.realpath(theme_folder()):
        return own
    files = {**read_theme(), **own}
    return dict(sorted(files.items(), key=lambda file: _order_of(file[0])))


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


def _paths_below(root: Path, folders: Iterable[str]) -> Iterator[str]:
    """The files in these folders of `root`, in order."""
    for folder in folders:
        yield from sorted(_paths(os.path.join(root, folder), folder))


def _order_of(path: str) -> tuple[int, str]:
    """What sorts the files of a project as they are read."""
    return FOLDERS.index(path.partition("/")[0]), path


def _read(
    root: Path, paths: Iterable[str], *, follows_links: bool = False
) -> dict[str, bytes]:
    """The bytes of these files of a project, or of the theme."""
    inside = os.path.realpath(root)
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for path in paths:
        full = os.path.join(root, path)
        is_inside = os.path.realpath(full).startswith(inside + os.sep)
        if not is_inside and not follows_links:
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
    """Whether a name is that of a hidden file or of an editor's backup."""
    return name.startswith((".", "#")) or name.endswith(("~", ".swp", ".tmp"))


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
