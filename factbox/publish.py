"""Makes a folder hold exactly the rendered files; the only writer.

A build can be stopped at any instant, by a full disk or a pulled plug, and leaves
files that are each the old one or the new one, and a folder that the next build sets
right. It goes so:

1. look      compare every file with what is wanted; refuse before anything changes
2. stage     write what is new into `.factbox-staging/`, where a full disk shows
3. license   put a manifest in place that names the old files and the new ones
4. land      rename each new file over the old, assets before the pages that need them
5. clear     delete the old files that are no longer wanted, then the empty folders
6. close     put a manifest in place that names the new files alone

The manifest is the only licence to delete or to overwrite. It is in place before the
first file that it names and goes after the last, so a killed build's files always have
theirs. It keeps the digests of what builds have put at each path, more than one only
while a build is under way: a file that no longer has one of them was edited by hand,
and is not deleted. What lies on the disk is compared byte by byte, never inferred from
the manifest or from times.

Only the two manifests are flushed to the disk itself (fsync). After a power cut a page
may hold nothing on some file systems; the next build sees that and writes it again. A
lost manifest would lose the licence, which no build can restore.

Nothing here is proof against a program that swaps folders for symbolic links while a
build is at work; against links that are there when it begins, it is.
"""

import errno
import hashlib
import os
import stat
import sys
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeAlias

import msgspec

from factbox.problems import Failed, Place, Problem, Unreadable
from factbox.rendered import (
    OWN_PREFIX,
    Rendered,
    folded,
    folders_of,
    path_fault,
    path_problems,
    shown_path,
)

MANIFEST = f"{OWN_PREFIX}manifest.json"
STAGING = f"{OWN_PREFIX}staging"
LOCK = f"{OWN_PREFIX}lock"

# Files that point to others; they land last and go first.
_PAGES = (".html", ".htm", ".xml", ".json", ".webmanifest", ".txt")


class Published(msgspec.Struct, frozen=True):
    """What publishing did: paths relative to the folder, sorted.

    `kept` are files that an earlier build made and this one does not want, which were
    left alone because somebody has edited them. No later build will touch them.
    """

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    kept: tuple[str, ...]


def publish(
    rendered: Sequence[Rendered],
    into: Path,
    *,
    project: Path,
    protect: Collection[Path],
    force: bool = False,
    patience: float = 5.0,
) -> Published:
    """Make `into` hold exactly these files, beside those that no build made.

    Files whose bytes are already right keep their modification time. `into` may lie
    inside `project` but not be it or hold it; of the folders in `protect` it may
    neither be nor hold nor lie in one. `force` builds in a folder that holds other
    files and replaces those that stand in the way of an output; it deletes nothing
    more. `patience` is how many seconds to wait while another build is at work there.

    Raises `Failed` with every problem found, nothing having been replaced; if the disk
    itself fails after that, with the one problem, which says so.
    """
    problems = path_problems(each.path for each in rendered)
    folder = _Folder(os.path.realpath(into), _shown(into, project))
    with _explained(folder, _UNTOUCHED):
        _stop_at([*problems, *_folder_problems(into, folder, project, protect)])
        os.makedirs(folder.root, exist_ok=True)
        with _locked(folder, patience):
            _sweep(folder)
            plan = _plan(rendered, folder, force)
            if not plan.is_fulfilled:
                _fulfil(plan, folder)
    return plan.outcome


def _stop_at(problems: Collection[Problem]) -> None:
    if problems:
        raise Failed(problems)


class _Folder(msgspec.Struct, frozen=True):
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


# ---------------------------------------------------------------- the folder itself


def _shown(path: Path, project: Path) -> str:
    """A path as the author knows it: relative to the project if it lies inside."""
    try:
        inside = Path(os.path.realpath(path)).relative_to(os.path.realpath(project))
    except ValueError:
        return path.as_posix()
    return inside.as_posix()


def _folder_problems(
    into: Path, folder: _Folder, project: Path, protect: Collection[Path]
) -> Iterator[Problem]:
    hint = "build into a folder of its own, such as site"
    if os.path.islink(into):
        # Its target would be shown, which is not what the author typed.
        place = Place(into.as_posix())
        yield Problem(place, "this is a symbolic link, not a folder", hint)
    elif os.path.lexists(into) and not os.path.isdir(into):
        yield Problem(folder.place(), "this is a file, not a folder", hint)
    if ".git" in folded(folder.root).replace(os.sep, "/").split("/"):
        yield Problem(folder.place(), "this folder is Git's own", hint)
    home = Path(os.path.expanduser("~"))
    for name, whole in (("the project", project), ("your home folder", home)):
        if _holds(into, whole):
            yield Problem(folder.place(), f"this folder is or holds {name}", hint)
    for source in protect:
        if _holds(into, source) or _holds(source, into):
            message = f"this folder is, holds or lies in {_shown(source, project)}"
            yield Problem(folder.place(), f"{message}, which no build writes to", hint)


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
    there = _stat(str(outer))
    above = (_stat(str(parent)) for parent in (inner, *inner.parents))
    return there is not None and _identity(there) in {_identity(s) for s in above if s}


def _stat(path: str) -> os.stat_result | None:
    """What stands at a path, a symbolic link not followed; None if nothing does."""
    try:
        return os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None


def _identity(there: os.stat_result) -> tuple[int, int]:
    return there.st_dev, there.st_ino


def _is_folder(there: os.stat_result | None) -> bool:
    return there is not None and stat.S_ISDIR(there.st_mode)


def _is_file(there: os.stat_result | None) -> bool:
    return there is not None and stat.S_ISREG(there.st_mode)


# ------------------------------------------------------------------- one at a time


@contextmanager
def _locked(folder: _Folder, patience: float) -> Iterator[None]:
    """No other build is at work in the folder meanwhile.

    The system holds the lock for the process and drops it when the process ends, so a
    killed build blocks nobody.
    """
    path = folder.at(LOCK)
    deadline = time.monotonic() + patience
    while (lock := _lock(path)) is None:
        if time.monotonic() > deadline:
            message = "another build is at work in this folder"
            hint = "wait until it has ended, then build again"
            raise Failed([Problem(folder.place(), message, hint)])
        time.sleep(0.01)
    # Closing the file gives up the lock, however the build ends.
    with os.fdopen(lock):
        try:
            yield
        finally:
            # Windows does not remove an open file: the empty file stays, unlocked.
            with suppress(OSError):
                os.unlink(path)


def _lock(path: str) -> int | None:
    """The descriptor that holds the lock, or None while another build does."""
    no_follow: int = getattr(os, "O_NOFOLLOW", 0)
    lock = os.open(path, os.O_RDWR | os.O_CREAT | no_follow, 0o666)
    # The build that held it may have removed the file since it was opened here; then
    # the lock is on a file that nobody else can find.
    if (
        _hold(lock)
        and (there := _stat(path))
        and _identity(there) == _identity(os.fstat(lock))
    ):
        return lock
    os.close(lock)
    return None


if sys.platform == "win32":
    import msvcrt

    def _hold(lock: int) -> bool:
        try:
            msvcrt.locking(lock, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

else:
    import fcntl

    def _hold(lock: int) -> bool:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


# ---------------------------------------------------------------------- the manifest


class _Version(msgspec.Struct, frozen=True):
    version: int


class _Manifest(msgspec.Struct, frozen=True):
    """What builds have put in the folder: at each path, the SHA-256 of each content."""

    about: str
    files: dict[str, list[str]]
    version: int


_VERSION = 1
_ABOUT = (
    "The files that Factbox made in this folder, with the SHA-256 of their content."
    " It deletes and overwrites only these. Leave this file where it is."
)


def _manifest(files: Mapping[str, Iterable[str]]) -> bytes:
    """A manifest's bytes, the same for the same files."""
    listed = {path: sorted(digests) for path, digests in files.items()}
    manifest = _Manifest(about=_ABOUT, files=listed, version=_VERSION)
    text = msgspec.json.encode(manifest, order="sorted")
    return msgspec.json.format(text, indent=1) + b"\n"


def _read_manifest(folder: _Folder) -> bytes | None:
    path = folder.at(MANIFEST)
    there = _stat(path)
    if there is None:
        return None
    if not _is_file(there):
        raise Unreadable("this is not a file")
    return Path(path).read_bytes()


def _licensed(text: bytes) -> dict[str, set[str]]:
    """The paths that a manifest gives licence for, with their digests."""
    try:
        version = msgspec.json.decode(text, type=_Version).version
        if version != _VERSION:
            raise Unreadable(f"this was written by another Factbox (format {version})")
        files = msgspec.json.decode(text, type=_Manifest).files
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Unreadable("this is not a manifest that a build wrote") from error
    for path in files:
        if fault := path_fault(path):
            raise Unreadable(f"this names '{shown_path(path)}', which {fault}")
    return {path: set(digests) for path, digests in files.items()}


class _Licence(msgspec.Struct, frozen=True):
    """What a build may delete or overwrite, and the manifest's bytes that say so."""

    files: dict[str, set[str]]
    text: bytes | None


def _licence(folder: _Folder, force: bool) -> _Licence:
    """What earlier builds left here; with `force`, nothing if that cannot be told."""
    adopt = "build with --force to go on without it; no old file is deleted then"
    try:
        text = _read_manifest(folder)
        if text is not None:
            return _Licence(_licensed(text), text)
    except Unreadable as error:
        if not force:
            place = folder.place(MANIFEST)
            raise Failed([Problem(place, error.message, adopt)]) from error
    strangers = [n for n in sorted(os.listdir(folder.root)) if not n.startswith(".")]
    if strangers and not force:
        message = f"no build made this folder, and it holds {_few(strangers)}"
        hint = "build into an empty folder, or with --force to keep those files beside"
        raise Failed([Problem(folder.place(), message, hint)])
    return _Licence({}, None)


def _few(names: Sequence[str]) -> str:
    shown = ", ".join(shown_path(name) for name in names[:3])
    return shown + (" …" if len(names) > 3 else "")


# -------------------------------------------------------------------------- looking


class _Plan(msgspec.Struct, frozen=True):
    """What to do to the folder; every path relative to it.

    Stale files that stand `in_the_way` of an output go before it lands: they are
    files where it needs a folder or the reverse, or its own name in another case.
    """

    writes: tuple[Rendered, ...]  # in the order in which they land
    in_the_way: tuple[str, ...]  # in the order in which they go, as are:
    stale: tuple[str, ...]
    emptied: tuple[str, ...]  # folders that may become empty
    union: bytes  # the manifest while the build is under way
    final: bytes  # the manifest once it is complete
    is_fulfilled: bool
    outcome: Published


def _plan(rendered: Sequence[Rendered], folder: _Folder, force: bool) -> _Plan:
    """What is to be done, found by looking only; raises `Failed` if it must not be."""
    licence = _licence(folder, force)
    wanted = {each.path: _digest(each.content) for each in rendered}
    needed = {above for path in wanted for above in folders_of(path)}
    old = licence.files.keys() - wanted.keys()
    ground = _look(folder, wanted.keys() | old)
    left = {path for path in old if path in ground and not _is_folder(ground[path])}
    stale = {p for p in left if _is_as_built(folder.at(p), ground[p], licence.files[p])}
    above_old = {above for path in old for above in folders_of(path)}
    emptied = {path for path in above_old if _is_folder(ground.get(path))}
    in_the_way = _in_the_way(stale, wanted, needed)

    ground = _cleared(ground, folder, in_the_way, emptied)
    writes = [e for e in rendered if not _stands(e, folder, ground.get(e.path))]
    written = {each.path for each in writes}
    free = written if force else licence.files.keys()
    _stop_at(
        [
            *_obstacles(folder, ground, needed, written, free),
            *_barriers(folder, ground, written | stale),
        ]
    )
    known = {p: licence.files.get(p, set()) | {wanted[p]} for p in wanted}
    final = _manifest({path: {digest} for path, digest in wanted.items()})
    return _Plan(
        writes=tuple(sorted(writes, key=lambda each: _landing(each.path))),
        in_the_way=tuple(sorted(in_the_way, key=_landing, reverse=True)),
        stale=tuple(sorted(stale - in_the_way, key=_landing, reverse=True)),
        emptied=tuple(sorted(emptied, reverse=True)),
        union=_manifest(licence.files | known),
        final=final,
        is_fulfilled=not (writes or stale) and licence.text == final,
        outcome=Published(
            written=tuple(sorted(written)),
            unchanged=tuple(sorted(wanted.keys() - written)),
            removed=tuple(sorted(stale)),
            kept=tuple(sorted(left - stale)),
        ),
    )


_Ground: TypeAlias = Mapping[str, os.stat_result]


def _look(folder: _Folder, paths: Iterable[str]) -> _Ground:
    """What stands at these paths and at the folders on the way, "" being the folder.

    A symbolic link stands for itself; nothing is looked for beyond it.
    """
    paths = list(paths)
    ground = {"": os.lstat(folder.root)}
    folders = {above for path in paths for above in folders_of(path)}
    # Sorted, a folder comes before the folders in it.
    for path in (*sorted(folders), *paths):
        above = path.rpartition("/")[0]
        if _is_folder(ground.get(above)) and (there := _stat(folder.at(path))):
            ground[path] = there
    return ground


def _is_as_built(file: str, there: os.stat_result, digests: Set[str]) -> bool:
    return _is_file(there) and _digest(Path(file).read_bytes()) in digests


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _stands(each: Rendered, folder: _Folder, there: os.stat_result | None) -> bool:
    """Whether the file is there already, byte for byte."""
    if there is None or not _is_file(there) or there.st_size != len(each.content):
        return False
    with open(folder.at(each.path), "rb", buffering=0) as file:
        return file.read() == each.content


def _in_the_way(
    stale: Iterable[str], wanted: Iterable[str], needed: Iterable[str]
) -> set[str]:
    """The stale files that an output's file or folder cannot stand beside."""
    files = {folded(path) for path in wanted}
    both = files | {folded(path) for path in needed}
    return {
        path
        for path in stale
        if folded(path) in both or not files.isdisjoint(map(folded, folders_of(path)))
    }


def _cleared(
    ground: _Ground, folder: _Folder, files: Set[str], folders: Set[str]
) -> _Ground:
    """The ground once these files are gone, and those of the folders left empty.

    Where case is ignored a file stands at two paths, so it goes by its identity.
    """
    empty = {path for path in folders if _empties(path, folder, files, folders)}
    gone = {_identity(ground[path]) for path in files | empty}
    return {p: there for p, there in ground.items() if _identity(there) not in gone}


def _empties(path: str, folder: _Folder, files: Set[str], folders: Set[str]) -> bool:
    """Whether a folder holds nothing but these files, and these folders likewise."""
    return all(
        inner in files or (inner in folders and _empties(inner, folder, files, folders))
        for inner in (f"{path}/{name}" for name in os.listdir(folder.at(path)))
    )


def _obstacles(
    folder: _Folder,
    ground: _Ground,
    needed: Iterable[str],
    written: Iterable[str],
    free: Set[str],
) -> Iterator[Problem]:
    """What stands where an output belongs and is not `free` to be replaced."""
    for path in needed:
        if path in ground and not _is_folder(ground[path]):
            message = "an output needs a folder here, where a file or a link stands"
            yield Problem(folder.place(path), message, _ASIDE)
    for path in written:
        if _is_folder(ground.get(path)):
            message = "an output belongs here, where a folder stands"
            yield Problem(folder.place(path), message, _ASIDE)
        elif path in ground and path not in free:
            message = "an output belongs here, where a file stands that no build made"
            hint = "move it away, or build with --force to replace it"
            yield Problem(folder.place(path), message, hint)


def _barriers(
    folder: _Folder, ground: _Ground, paths: Iterable[str]
) -> Iterator[Problem]:
    """The folders in which these files cannot be renamed or deleted."""
    touched = {
        next(
            above
            for above in (*folders_of(path)[::-1], "")
            if _is_folder(ground.get(above))
        )
        for path in paths
    }
    for path in touched:
        if ground[path].st_dev != ground[""].st_dev:
            message = "this folder is on another disk than the one around it"
            hint = "put a plain folder in its place, then build again"
            yield Problem(folder.place(path), message, hint)
        elif not os.access(folder.at(path), os.W_OK | os.X_OK):
            message, hint = _WORDS[errno.EACCES]
            yield Problem(folder.place(path), f"{message}; {_UNTOUCHED}", hint)


def _landing(path: str) -> tuple[bool, int, str]:
    """A sort key: assets before pages, and what lies deep before what leads to it."""
    return path.endswith(_PAGES), -path.count("/"), path


# -------------------------------------------------------------------------- writing


def _fulfil(plan: _Plan, folder: _Folder) -> None:
    """The folder is as planned; nothing staged is left, however this ends.

    Until the first rename of an output, an `OSError` is the caller's to explain.
    """
    try:
        union, final, *pages = _stage(plan, folder)
        os.replace(union, folder.at(MANIFEST))
        _remove(folder, plan.in_the_way, plan.emptied)
        for each in plan.writes:
            os.makedirs(os.path.dirname(folder.at(each.path)), exist_ok=True)
        with _explained(folder, _HALFWAY):
            for staged, each in zip(pages, plan.writes, strict=True):
                os.replace(staged, folder.at(each.path))
            _remove(folder, plan.stale, plan.emptied)
            os.replace(final, folder.at(MANIFEST))
    finally:
        # What cannot be swept now, the next build sweeps; it must not hide the cause.
        with suppress(OSError):
            _sweep(folder)


def _stage(plan: _Plan, folder: _Folder) -> list[str]:
    """The names of the staged files: the two manifests, then what is to be written."""
    staging = folder.at(STAGING)
    os.makedirs(staging, exist_ok=True)
    manifests = (plan.union, plan.final)
    contents = (*manifests, *(each.content for each in plan.writes))
    staged = [f"{staging}/{number}" for number in range(len(contents))]
    for name, content in zip(staged, contents, strict=True):
        with open(name, "xb") as file:
            file.write(content)
            if content in manifests:
                file.flush()
                os.fsync(file.fileno())
    return staged


def _sweep(folder: _Folder) -> None:
    """Nothing staged is left, of this build or of one that was killed."""
    staging = folder.at(STAGING)
    there = _stat(staging)
    if there is None:
        return
    if not _is_folder(there):
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), staging)
    for name in os.listdir(staging):
        if name.isdecimal():
            os.unlink(f"{staging}/{name}")
    # Somebody else's file keeps the folder, and does not hinder the next build.
    with suppress(OSError):
        os.rmdir(staging)


def _remove(folder: _Folder, files: Iterable[str], folders: Iterable[str]) -> None:
    """The files are gone, and those of the folders, innermost first, that are empty."""
    for path in files:
        os.unlink(folder.at(path))
    for path in folders:
        # It is not empty: it holds what no build made, or is gone already.
        with suppress(OSError):
            os.rmdir(folder.at(path))


# ------------------------------------------------------------------ what goes wrong

_UNTOUCHED = "nothing was replaced"
_HALFWAY = "every file is whole, but some are new and some old: the next build goes on"

_SPACE = "free some space, then build again"
_RIGHTS = "allow it, or build into another folder"
_ASIDE = "move it away, then build again"
_WORDS = {
    errno.ENOSPC: ("the disk is full", _SPACE),
    errno.EDQUOT: ("your share of the disk is used up", _SPACE),
    errno.EROFS: ("the disk can only be read", _RIGHTS),
    errno.EACCES: ("there is no permission to read or write here", _RIGHTS),
    errno.EPERM: ("there is no permission to read or write here", _RIGHTS),
    errno.ELOOP: ("a symbolic link stands here", _ASIDE),
    errno.ENOTDIR: ("a file or a link stands where a folder is needed", _ASIDE),
    errno.EEXIST: ("a file or a link stands where a folder is needed", _ASIDE),
    errno.EISDIR: ("a folder stands where a file is needed", _ASIDE),
}


@contextmanager
def _explained(folder: _Folder, outcome: str) -> Iterator[None]:
    """What the system refuses is told in the author's words, with the outcome."""
    try:
        yield
    except OSError as error:
        unknown = (str(error.strerror or error), "put that right, then build again")
        message, hint = _WORDS.get(error.errno or 0, unknown)
        place = folder.place_of(error.filename2 or error.filename)
        raise Failed([Problem(place, f"{message}; {outcome}", hint)]) from error
