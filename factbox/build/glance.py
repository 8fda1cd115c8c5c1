"""A glance at the disk, which tells that the last build would only be done again.

All that a build reads, makes and is made by is looked at without being opened: names,
sizes, times and inodes, as Git does with its index. Where all of it is as the last
build left it, there is nothing to do. This module imports next to nothing, so that the
answer takes no longer than Python takes to start.

A glance is believed only where nothing had changed for two seconds when that build
began. What was written later may have been written twice within one tick of the clock,
or after it was read. On Windows, where a file can be changed and keep all its times,
nothing is believed.
"""

import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence

RECORD = ".factbox/glance"
"""Where what the last build left is kept."""

SOURCES = ("content", "seeds", "templates", "assets")
"""The folders of a project that a build reads."""

TICK = 2.0
"""In seconds: no file system that is in use counts time in larger steps."""

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_THEMES = [os.path.join(os.path.dirname(_PACKAGE), name) for name in SOURCES[2:]]


class _Doubtful(Exception):
    """What was seen does not tell enough."""


def recall(typed: Sequence[str]) -> str | None:
    """What the last build told, if a build with these arguments would do nothing."""
    try:
        with open(RECORD, encoding="utf-8", errors="surrogateescape") as file:
            circumstances, into, told, seen = file.read().split("\0\0")
        if circumstances == _circumstances(typed) and seen == _look(into):
            return told
    except (OSError, ValueError, _Doubtful):
        pass
    return None


def remember(
    typed: Sequence[str], started: float, into: str, files: Iterable[str], told: str
) -> None:
    """Keep what a build that changed nothing has left, and what it told.

    `started` is the time, in seconds since 1970, before which it had read nothing;
    `files` are the paths below `into` that it found as they should be.
    """
    if os.name == "nt":
        return
    try:
        seen = _look(into, before=started - TICK)
        paths = {line.partition("\0")[0] for line in seen.split("\n")}
        if not paths.issuperset(os.path.join(into, path) for path in files):
            return
        record = "\0\0".join((_circumstances(typed), into, told, seen))
        with open(RECORD, "w", encoding="utf-8", errors="surrogateescape") as file:
            file.write(record)
    except (OSError, _Doubtful):
        pass


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


def _look(into: str, before: float | None = None) -> str:
    """All that is seen in the folders of a build, a line each.

    Raises `_Doubtful` where a link leads elsewhere, or something is not older than
    `before`.
    """
    limit = None if before is None else int(before * 1e9)
    folders = [*SOURCES, _PACKAGE, *_THEMES]
    lines = [line for folder in folders for line in _seen(folder, limit)]
    # Each build writes a lock into the folder of the site, and takes it away again.
    lines += _below(into, limit)
    return "\n".join(lines)


def _seen(folder: str, limit: int | None) -> Iterator[str]:
    """A line on a folder, and on each thing below it."""
    if os.path.lexists(folder):
        yield _line(folder, os.lstat(folder), limit)
        yield from _below(folder, limit)


def _below(folder: str, limit: int | None) -> Iterator[str]:
    """A line on each thing below a folder, in an order of their own."""
    waiting = [folder]
    while waiting:
        folder = waiting.pop()
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
        for entry in found:
            if entry.name == "__pycache__":
                continue
            yield _line(entry.path, entry.stat(follow_symlinks=False), limit)
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)


def _line(path: str, there: os.stat_result, limit: int | None) -> str:
    if there.st_mode & 0o170000 == 0o120000:
        raise _Doubtful(path)
    changed = max(there.st_mtime_ns, there.st_ctime_ns)
    if limit is not None and changed > limit:
        raise _Doubtful(path)
    return (
        f"{path}\0{there.st_mode} {there.st_size} {there.st_ino} "
        f"{there.st_mtime_ns} {there.st_ctime_ns}"
    )
