"""The folder that a site is published to: where it may be, and what stands in it.

Nothing here writes. What the system refuses is told in the author's words.
"""

import errno
import os
import stat
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from factbox.output.rendered import folded
from factbox.problems import Failed, Place, Problem


class Folder(msgspec.Struct, frozen=True):
    """The folder that is published to: its real path, and how a report names it."""

    root: str
    shown: str

    def at(self, path: str) -> str:
        return f"{self.root}/{path}"

    def place(self, path: str = "") -> Place:
        return Place(f"{self.shown}/{path}" if path else self.shown)

    def place_of(self, name: str | None) -> Place:
        """Where the file of this real path is, or else the folder it would be in."""
        name = name or self.root
        while not os.path.lexists(name) and name != os.path.dirname(name):
            name = os.path.dirname(name)
        if not name.startswith(self.root):
            return self.place()
        return self.place(name[len(self.root) + 1 :].replace(os.sep, "/"))


def shown_folder(path: Path, project: Path) -> str:
    """A path as the author knows it: relative to the project if it lies inside."""
    try:
        inside = Path(os.path.realpath(path)).relative_to(os.path.realpath(project))
    except ValueError:
        return path.as_posix()
    return inside.as_posix()


def folder_problems(
    into: Path, folder: Folder, project: Path, protect: Collection[Path]
) -> Iterator[Problem]:
    """Why no site may be built in `into`: what it is, holds or lies in."""
    hint = "build into a folder of its own, such as site"
    if os.path.islink(into):
        # Its target would be shown, which is not what the author typed.
        place = Place(into.as_posix())
        yield Problem(place, "this is a symbolic link, not a folder", hint)
    elif os.path.lexists(into) and not os.path.isdir(into):
        yield Problem(folder.place(), "this is a file, not a folder", hint)
    if ".git" in folded(folder.root).replace(os.sep, "/").split("/"):
        yield Problem(folder.place(), "this folder is Git's own", hint)
    if _is_of_python(folder.root, os.path.realpath(project)):
        yield Problem(folder.place(), "this folder is Python's own", hint)
    home = Path(os.path.expanduser("~"))
    for name, whole in (("the project", project), ("your home folder", home)):
        if _holds(into, whole):
            yield Problem(folder.place(), f"this folder is or holds {name}", hint)
    for source in protect:
        if _holds(into, source) or _holds(source, into):
            protected = f"{shown_folder(source, project)}, which no build writes to"
            message = f"this folder is, holds or lies in {protected}"
            yield Problem(folder.place(), message, hint)


def _is_of_python(root: str, project: str) -> bool:
    """Whether a folder is a virtual environment, or lies in one within the project."""
    while root not in (project, os.path.dirname(root)):
        if os.path.lexists(f"{root}/pyvenv.cfg"):
            return True
        root = os.path.dirname(root)
    return False


def _holds(outer: Path, inner: Path) -> bool:
    """Whether `inner` is `outer` or lies in it, by any name and through any link.

    Names that differ in case alone count as one, whatever the file system thinks of
    them: the project may be checked out on another.
    """
    outer, inner = Path(os.path.realpath(outer)), Path(os.path.realpath(inner))
    within = [folded(part) for part in outer.parts]
    if within == [folded(part) for part in inner.parts[: len(within)]]:
        return True
    # One folder can be mounted in two places, and Windows gives short names.
    there = standing_at(str(outer))
    above = (standing_at(str(parent)) for parent in (inner, *inner.parents))
    return there is not None and identity(there) in {identity(s) for s in above if s}


def standing_at(path: str) -> os.stat_result | None:
    """What stands at a path, a symbolic link not followed; None if nothing does."""
    try:
        return os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None


def identity(there: os.stat_result) -> tuple[int, int]:
    """The same for one file or folder, by whichever path it is found."""
    return there.st_dev, there.st_ino


def is_folder(there: os.stat_result | None) -> bool:
    """Whether it is a folder, and not a symbolic link to one."""
    return there is not None and stat.S_ISDIR(there.st_mode)


def is_file(there: os.stat_result | None) -> bool:
    """Whether it is a plain file, and not a symbolic link to one."""
    return there is not None and stat.S_ISREG(there.st_mode)


UNTOUCHED = "nothing was replaced"
HALFWAY = "every file is whole, but some are new and some old: the next build goes on"

_SPACE = "free some space, then build again"
_RIGHTS = "allow it, or build into another folder"
ASIDE = "move it away, then build again"
WORDS = {
    errno.ENOSPC: ("the disk is full", _SPACE),
    errno.EDQUOT: ("your share of the disk is used up", _SPACE),
    errno.EROFS: ("the disk can only be read", _RIGHTS),
    errno.EACCES: ("there is no permission to read or write here", _RIGHTS),
    errno.EPERM: ("there is no permission to read or write here", _RIGHTS),
    errno.ELOOP: ("a symbolic link stands here", ASIDE),
    errno.ENOTDIR: ("a file or a link stands where a folder is needed", ASIDE),
    errno.EEXIST: ("a file or a link stands where a folder is needed", ASIDE),
    errno.EISDIR: ("a folder stands where a file is needed", ASIDE),
}


@contextmanager
def explained(folder: Folder, outcome: str) -> Iterator[None]:
    """What the system refuses is told in the author's words, with the outcome."""
    try:
        yield
    except OSError as error:
        unknown = (str(error.strerror or error), "put that right, then build again")
        message, hint = WORDS.get(error.errno or 0, unknown)
        place = folder.place_of(error.filename2 or error.filename)
        raise Failed([Problem(place, f"{message}; {outcome}", hint)]) from error
