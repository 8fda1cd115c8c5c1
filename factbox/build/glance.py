"""A glance at the disk, which tells that the last build would only be done again.

All that a build reads, makes and is made by is looked at without being opened: names,
sizes, times and inodes, as Git does with its index. Where all of it is as the last
build left it, there is nothing to do. This module imports next to nothing, so that the
answer takes no longer than Python takes to start.

What had changed in the two seconds before that build began, or later, may have been
written after the build had read it, or by another program. When the build ends, such a
file is read and its digest compared with that of what the build read or wrote. What was
written a moment before that could be written again within one tick of the clock: its
digest is compared at the next glance. On Windows, where a file can be changed and keep
all its times, nothing is believed.
"""

import os
import stat
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence

RECORD = ".factbox/glance"
"""Where what the last build left is kept."""

SOURCES = ("content", "seeds", "templates", "assets")
"""The folders of a project that a build reads."""

TICK, FINE_TICK = 2.0, 0.1
"""In seconds: no file system that is in use counts time in larger steps, and none that
tells fractions of a second in steps larger than the second of these.
"""

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_THEMES = [os.path.join(os.path.dirname(_PACKAGE), name) for name in SOURCES[2:]]


class _Doubtful(Exception):
    """What was seen does not tell enough."""


def recall(typed: Sequence[str]) -> str | None:
    """What a build with these arguments would tell, if it would do nothing."""
    try:
        circumstances, into, told, seen, young = _read_record()
        if circumstances != _circumstances(typed):
            return None
        now = time.time()
        there = list(_look(into))
        if seen != _lines(there):
            return None
        if young:
            if not all(_holds(*line.split("\0")) for line in young.split("\n")):
                return None
            if not any(is_young(changed, now) for _, _, changed in there):
                _write(typed, into, told, seen)
    except (OSError, ValueError, _Doubtful):
        return None
    return told


def remember(
    typed: Sequence[str],
    started: float,
    into: str,
    digest_of: Callable[[str], str | None],
    told: str,
) -> None:
    """Keep how a build left the disk, and what the same build would tell next.

    `started` is the time, in seconds since 1970, before which it had read nothing;
    `digest_of` has the SHA-256 of what it read of a file or wrote into it, in
    hexadecimal, or None.
    """
    if os.name == "nt":
        return
    try:
        now = time.time()
        there = list(_look(into))
        lines, doubted = _last()
        young = []
        for seen in there:
            path, _, changed = seen
            if changed > started - TICK:
                if (digest := digest_of(path)) is None:
                    return
                if is_young(changed, now):
                    young.append(f"{path}\0{digest}")
                elif _line(seen) in lines and path not in doubted:
                    continue  # An earlier build has held it against its digest.
                elif not _holds(path, digest):
                    return
        _write(typed, into, told, _lines(there), "\n".join(young))
    except (OSError, _Doubtful):
        pass


def is_young(changed: float, now: float) -> bool:
    """Whether a file could change now and keep its time."""
    return changed > now - (FINE_TICK if changed % 1 else TICK)


def as_left(into: str) -> Callable[[str, os.stat_result], bool]:
    """Whether a file of the site in a folder is as the last build left it.

    What it returns takes the path of a file in the site, and what stands there. A file
    that was in doubt is read.
    """
    lines, doubted = _last()
    folder = os.path.join(into, "")

    def is_as_left(path: str, there: os.stat_result) -> bool:
        path = folder + path
        return _line(_seen(path, there)) in lines and (
            path not in doubted or _holds(path, doubted[path])
        )

    return is_as_left


def _last() -> tuple[set[str], dict[str, str]]:
    """The lines of the last record, and the digests of what was in doubt, by paths."""
    try:
        *_, seen, young = _read_record()
        doubted = dict(line.split("\0") for line in young.split("\n") if line)
    except (OSError, ValueError):
        return set(), {}
    return set(seen.split("\n")), doubted


def _read_record() -> list[str]:
    """The circumstances, the output's folder, what was told, seen, and young.

    Raises `OSError`, and `ValueError` where there is no record.
    """
    # To read from a pipe, or from a device, could take for ever.
    if not stat.S_ISREG(os.stat(RECORD).st_mode):
        raise ValueError(RECORD)
    with open(RECORD, encoding="utf-8", errors="surrogateescape") as file:
        return file.read().split("\0\0")


def _write(
    typed: Sequence[str], into: str, told: str, seen: str, young: str = ""
) -> None:
    record = "\0\0".join((_circumstances(typed), into, told, seen, young))
    if os.path.lexists(RECORD) and not stat.S_ISREG(os.lstat(RECORD).st_mode):
        os.unlink(RECORD)
    with open(RECORD, "w", encoding="utf-8", errors="surrogateescape") as file:
        file.write(record)


def _holds(path: str, digest: str) -> bool:
    """Whether a file has the content of this digest."""
    from hashlib import sha256  # Of no use where all was written long ago.

    with open(path, "rb") as file:
        return sha256(file.read()).hexdigest() == digest


def _circumstances(typed: Sequence[str]) -> str:
    """What a build depends on beside the disk: what was typed, the day, this Python."""
    day = time.strftime("%Y-%m-%d", time.gmtime())
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    libraries = sorted(os.listdir(_libraries())) if _libraries() else []
    return ascii((list(typed), day, epoch, sys.version, _PACKAGE, libraries))


def _libraries() -> str:
    """The folder of the packages that are installed beside msgspec; "" for none."""
    for folder in sys.path:
        if os.path.isdir(os.path.join(folder, "msgspec")):
            return folder
    return ""


_Seen = tuple[str, str, float]
"""A path, what the disk tells of it, and when that last changed, in seconds."""


def _lines(seen: Iterable[_Seen]) -> str:
    return "\n".join(map(_line, seen))


def _line(seen: _Seen) -> str:
    path, status, _ = seen
    return f"{path}\0{status}"


def _look(into: str) -> Iterator[_Seen]:
    """All that is seen in the folders of a build.

    Raises `_Doubtful` where a link leads elsewhere.
    """
    for folder in (*SOURCES, _PACKAGE, *_THEMES, into):
        if os.path.lexists(folder):
            yield _seen(folder, os.lstat(folder))
            yield from _below(folder)


def _below(folder: str) -> Iterator[_Seen]:
    """What is seen below a folder, in an order of its own."""
    waiting = [folder]
    while waiting:
        folder = waiting.pop()
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
        for entry in found:
            if entry.name == "__pycache__":
                continue
            yield _seen(entry.path, entry.stat(follow_symlinks=False))
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)


def _seen(path: str, there: os.stat_result) -> _Seen:
    if stat.S_ISLNK(there.st_mode):
        raise _Doubtful(path)
    # Of a folder, what is in it tells all: its time changes with each build's lock.
    if stat.S_ISDIR(there.st_mode):
        return path, f"{there.st_mode}", 0.0
    status = (
        f"{there.st_mode} {there.st_size} {there.st_ino} "
        f"{there.st_mtime_ns} {there.st_ctime_ns}"
    )
    return path, status, max(there.st_mtime_ns, there.st_ctime_ns) / 1e9
