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
and is not deleted. What lies on the disk is read and compared by its digest, unless it
is known to be as the last build left it.

Only the two manifests are flushed to the disk itself (fsync). After a power cut a page
may hold nothing on some file systems; the next build sees that and writes it again. A
lost manifest would lose the licence, which no build can restore.

Nothing here is proof against a program that swaps folders for symbolic links while a
build is at work; against links that are there when it begins, it is.
"""

import errno
import os
import sys
import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path

from factbox.output.rendered import OWN_PREFIX, Output, path_problems
from factbox.problems import Failed, Problem
from factbox.publishing.folder import (
    HALFWAY,
    UNTOUCHED,
    Folder,
    explained,
    folder_problems,
    identity,
    is_folder,
    shown_folder,
    standing_at,
)
from factbox.publishing.manifest import MANIFEST
from factbox.publishing.plan import AsLeft, Plan, Published, is_unknown, plan_of

STAGING = f"{OWN_PREFIX}staging"
LOCK = f"{OWN_PREFIX}lock"


def publish(
    rendered: Sequence[Output],
    into: Path,
    *,
    project: Path,
    protect: Collection[Path],
    force: bool = False,
    is_as_left: AsLeft = is_unknown,
    patience: float = 5.0,
) -> Published:
    """Make `into` hold exactly these files, beside those that no build made.

    Files whose bytes are already right keep their modification time. A server may read
    all of them, whatever the mask of the process that builds (umask). `into` may lie
    inside `project` but not be it or hold it; of the folders in `protect` it may
    neither be nor hold nor lie in one. `force` builds in a folder that holds other
    files and replaces those that stand in the way of an output; it deletes nothing
    more. What `is_as_left` need not be read again. `patience` is how many seconds to
    wait while another build is at work there.

    Raises `Failed` with every problem found, nothing having been replaced; if the disk
    itself fails after that, with the one problem, which says so.
    """
    problems = path_problems(each.path for each in rendered)
    folder = Folder(os.path.realpath(into), shown_folder(into, project))
    with explained(folder, UNTOUCHED):
        problems += folder_problems(into, folder, project, protect)
        if problems:
            raise Failed(problems)
        _make_folders(folder.root)
        with _locked(folder, patience):
            _sweep(folder)
            plan = plan_of(rendered, folder, force, is_as_left)
            if not plan.is_fulfilled:
                _fulfil(plan, folder)
            for path in plan.closed:
                _allow(folder.at(path), FILE)
    return plan.outcome


@contextmanager
def _locked(folder: Folder, patience: float) -> Iterator[None]:
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
        and (there := standing_at(path))
        and identity(there) == identity(os.fstat(lock))
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


def _fulfil(plan: Plan, folder: Folder) -> None:
    """The folder is as planned; nothing staged is left, however this ends.

    Until the first rename of an output, an `OSError` is the caller's to explain.
    """
    try:
        union, final, *pages = _stage(plan, folder)
        os.replace(union, folder.at(MANIFEST))
        _remove(folder, plan.in_the_way, plan.emptied)
        for each in plan.writes:
            _make_folders(os.path.dirname(folder.at(each.path)))
        with explained(folder, HALFWAY):
            for staged, each in zip(pages, plan.writes, strict=True):
                os.replace(staged, folder.at(each.path))
            _remove(folder, plan.stale, plan.emptied)
            os.replace(final, folder.at(MANIFEST))
    finally:
        # What cannot be swept now, the next build sweeps; it must not hide the cause.
        with suppress(OSError):
            _sweep(folder)


def _stage(plan: Plan, folder: Folder) -> list[str]:
    """The names of the staged files: the two manifests, then what is to be written."""
    staging = folder.at(STAGING)
    os.makedirs(staging, exist_ok=True)
    manifests = (plan.union, plan.final)
    contents = chain(manifests, (each.content for each in plan.writes))
    count = len(manifests) + len(plan.writes)
    staged = [f"{staging}/{number}" for number in range(count)]
    for name, content in zip(staged, contents, strict=True):
        with open(name, "xb") as file:
            file.write(content)
            _allow(name, FILE)
            if content in manifests:
                file.flush()
                os.fsync(file.fileno())
    return staged


FILE, FOLDER = 0o644, 0o755
"""The rights of what a server reads: everybody's to read, their owner's to write."""


def _make_folders(path: str) -> None:
    """The folder is there, and those above it; those that were not can be read."""
    above = os.path.dirname(path)
    if not os.path.isdir(path):
        _make_folders(above)
        os.makedirs(path, exist_ok=True)
        _allow(path, FOLDER)


def _allow(path: str, rights: int) -> None:
    """A file or folder has these rights, on a disk that knows rights."""
    with suppress(OSError):
        os.chmod(path, rights)


def _sweep(folder: Folder) -> None:
    """Nothing staged is left, of this build or of one that was killed."""
    staging = folder.at(STAGING)
    there = standing_at(staging)
    if there is None:
        return
    if not is_folder(there):
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), staging)
    for name in os.listdir(staging):
        if name.isdecimal():
            os.unlink(f"{staging}/{name}")
    # Somebody else's file keeps the folder, and does not hinder the next build.
    with suppress(OSError):
        os.rmdir(staging)


def _remove(folder: Folder, files: Iterable[str], folders: Iterable[str]) -> None:
    """The files are gone, and those of the folders, innermost first, that are empty."""
    for path in files:
        os.unlink(folder.at(path))
    for path in folders:
        # It is not empty: it holds what no build made, or is gone already.
        with suppress(OSError):
            os.rmdir(folder.at(path))
