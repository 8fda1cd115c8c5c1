"""What a build makes: the files of the site, and the rules that their paths keep.

A path that breaks no rule here can be a file on Linux, macOS and Windows alike, and
no two of a site's paths are one file on any of them.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TypeAlias
from unicodedata import is_normalized, normalize

import msgspec

from factbox.problems import Place, Problem
from factbox.values.digests import sha256_of
from factbox.values.names import is_device

# The names that publishing keeps for itself at the top of the site begin so.
OWN_PREFIX = ".factbox-"

_NOT_ON_WINDOWS = frozenset('<>:"|?*\\')
# Git trusts what lies in its folder, and runs some of it. The second is the short
# name that Windows gives to the first.
_GIT = frozenset((".git", "git~1"))
# In bytes of UTF-8. File systems allow 255 a name; macOS allows 1,024 a whole path,
# of which the folder that the site stands in needs its share.
_LONGEST_NAME = 255
_LONGEST_PATH = 900


class Rendered(msgspec.Struct, frozen=True):
    """One file of the site: where it stands and its bytes.

    `path` is relative to the site, with "/" on every system, in Unicode's NFC.
    """

    path: str
    content: bytes

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return len(self.content)

    @property
    def digest(self) -> str:
        """The SHA-256 of its bytes, in hexadecimal."""
        return sha256_of(self.content)


class Imprint(msgspec.Struct, frozen=True, array_like=True):
    """What is known of a file without its bytes; its digest is as of `Rendered`."""

    path: str
    size: int
    digest: str


class Deferred(msgspec.Struct, frozen=True, eq=False):
    """One file of the site, of which the bytes are read whenever they are asked for."""

    path: str
    size: int
    digest: str
    read: Callable[[], bytes]

    @property
    def content(self) -> bytes:
        """Its bytes."""
        return self.read()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Deferred | Rendered):
            return NotImplemented
        return (self.path, self.content) == (other.path, other.content)

    __hash__ = None  # type: ignore[assignment]


Output: TypeAlias = Rendered | Deferred
"""A file of the site, with its bytes or without."""


def imprint_of(file: Output) -> Imprint:
    """What is known of a file without its bytes."""
    return Imprint(file.path, file.size, file.digest)


def path_problems(paths: Iterable[str]) -> list[Problem]:
    """What is wrong with these paths, alone and together; empty if nothing is."""
    paths = sorted(paths)
    faults = {path: path_fault(path) for path in paths}
    alone = [
        Problem(Place(shown_path(path)), f"this output path {fault}", _RENAME)
        for path, fault in faults.items()
        if fault
    ]
    return alone + _clashes([path for path in paths if not faults[path]])


_RENAME = "rename the file, folder or id that it comes from"


@lru_cache(maxsize=2**15)  # A publication asks of each path, and so does its manifest.
def path_fault(path: str) -> str:
    """Why a path cannot be a file of a site, to follow "this path"; "" if it can."""
    if not path:
        return "is empty"
    if path.startswith("/"):
        return "begins with '/'"
    # Beside control characters these are the invisible ones, which some file systems
    # drop, so that ".g\u200dit" would be ".git", and halves of surrogate pairs.
    if not path.isprintable():
        return "holds a character that cannot be seen"
    if not is_normalized("NFC", path):
        return "is not in Unicode's composed form (NFC)"
    if barred := _NOT_ON_WINDOWS.intersection(path):
        return f"holds {min(barred)} which Windows does not allow"
    if len(path.encode()) > _LONGEST_PATH:
        return f"is longer than {_LONGEST_PATH} bytes"
    if path.casefold().startswith(OWN_PREFIX):
        return f"begins with {OWN_PREFIX} which Factbox keeps for itself"
    faults = (_name_fault(name) for name in path.split("/"))
    return next((fault for fault in faults if fault), "")


@lru_cache(maxsize=2**12)  # Each folder of a site has files of the same names.
def _name_fault(name: str) -> str:
    if name in ("", ".", ".."):
        return f"has the part '{name}'"
    if name[-1] in ". ":
        return f"has the part '{name}', which ends in a dot or a space"
    if is_device(name):
        return f"has the part '{name}', which is a device on Windows"
    if name.casefold() in _GIT:
        return f"has the part '{name}', which is Git's own"
    if len(name.encode()) > _LONGEST_NAME:
        return f"has a part that is longer than {_LONGEST_NAME} bytes"
    return ""


def _clashes(paths: Iterable[str]) -> list[Problem]:
    problems = []
    files: dict[str, str] = {}
    folders: dict[str, str] = {}
    for path in paths:
        key = folded(path)
        if key in files:
            problems.append(_clash(path, files[key]))
        files[key] = path
        for folder in folders_of(path):
            twin = folders.setdefault(folded(folder), folder)
            if twin != folder:
                problems.append(_clash(folder, twin))
    for key in files.keys() & folders.keys():
        message = "this output is a file, but other outputs need a folder there"
        problems.append(Problem(Place(files[key]), message, _RENAME))
    return problems


def _clash(path: str, twin: str) -> Problem:
    if path == twin:
        message = "two outputs have this path"
    else:
        message = f"some systems cannot tell this output path from '{twin}'"
    return Problem(Place(path), message, _RENAME)


@lru_cache(maxsize=2**15)  # As of `path_fault`.
def folders_of(path: str) -> tuple[str, ...]:
    """The folders that a path leads through, outermost first: a/b/c gives a, a/b."""
    above, slash, _ = path.rpartition("/")
    return (*folders_of(above), above) if slash else ()


def folded(path: str) -> str:
    """What equal paths share on systems that ignore case and Unicode's forms.

    This is Unicode's canonical caseless matching (The Unicode Standard, 3.13, D145).
    """
    if path.isascii():
        return path.lower()
    return normalize("NFD", normalize("NFD", path).casefold())


def shown_path(path: str) -> str:
    """A path as a report can print it, whatever it holds."""
    return path if path.isprintable() else ascii(path)[1:-1]
