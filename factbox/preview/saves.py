"""What an editor saves, told within milliseconds."""

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Condition, Event, Thread

from factbox.reading.files import FOLDERS

# In milliseconds. A save is told once nothing else was saved for one step, so that a
# burst is told as one; a stream of saves that never rests is told in pieces.
STEP = 1
LONGEST = 40
REST = 250

# In seconds.
POLL_EVERY = 0.1


def saves(root: Path, stop: Event, *, poll: bool = False) -> Iterator[set[str] | None]:
    """The paths, relative to `root`, at which something was saved, until `stop` is set.

    None says that anything may have changed: at first, and whenever a source folder
    came, went or was replaced. While nothing is saved, no path is told every 250 ms.
    With `poll`, files are looked at every 100 ms, on disks that tell of no changes.
    """
    if poll:
        yield from _polled(root, stop)
        return
    # Slow to import, and not needed by a build.
    from watchfiles import watch
    from watchfiles._rust_notify import WatchfilesRustInternalError

    while not stop.is_set():
        folders = _folders(root)
        is_first = True
        try:
            for changes in watch(
                *folders,
                watch_filter=None,
                debounce=LONGEST,
                step=STEP,
                stop_event=stop,
                rust_timeout=REST,
                yield_on_timeout=True,
                raise_interrupt=False,
            ):
                if _folders(root) != folders:
                    break
                # What was saved before the watch began is told only so.
                told = {_relative(path, root) for _, path in changes}
                yield None if is_first else told
                is_first = False
        except (OSError, WatchfilesRustInternalError):
            # A folder went between the look and the watch, as in a restore.
            stop.wait(POLL_EVERY)


class Inbox:
    """Saves that are listened to while others are followed.

    Those that come meanwhile are told together, and a rest once there are none.
    """

    def __init__(self, told: Iterable[set[str] | None]) -> None:
        """Listen to what is told, in a thread of its own, until that ends."""
        self._told = told
        self._news = Condition()
        self._saved: list[set[str] | None] = []
        self._is_at_rest = False
        self._is_over = False
        Thread(target=self._listen, daemon=True).start()

    def __iter__(self) -> Iterator[set[str] | None]:
        """What was saved since it was last asked for: nothing once all is at rest."""
        while True:
            with self._news:
                self._news.wait_for(
                    lambda: self._saved or self._is_at_rest or self._is_over
                )
                saved, self._saved = self._saved, []
                self._is_at_rest = False
            if not saved and self._is_over:
                return
            paths = [each for each in saved if each is not None]
            yield None if len(paths) < len(saved) else set().union(*paths)

    def is_waiting(self) -> bool:
        """Whether something was saved that was not asked for yet."""
        return bool(self._saved)

    def _listen(self) -> None:
        try:
            for saved in self._told:
                with self._news:
                    if saved == set():
                        self._is_at_rest = True
                    else:
                        self._saved.append(saved)
                    self._news.notify()
        finally:
            with self._news:
                self._is_over = True
                self._news.notify()


def _polled(root: Path, stop: Event) -> Iterator[set[str] | None]:
    """The same, from looking at every file again and again.

    What watchfiles has for this takes two saves within one second for one.
    """
    before = _looked_at(root)
    yield None
    while not stop.wait(POLL_EVERY):
        now = _looked_at(root)
        yield {path for path, _ in before.items() ^ now.items()}
        before = now


def _looked_at(root: Path) -> dict[str, tuple[int, int, int]]:
    """What tells each file of the source folders from its next version."""
    found = {}
    for folder in FOLDERS:
        for above, _, names in os.walk(root / folder):
            for name in names:
                path = os.path.join(above, name)
                # It may be gone by now, or never have led anywhere.
                with suppress(OSError):
                    there = os.stat(path)
                    state = (there.st_mtime_ns, there.st_size, there.st_ino)
                    found[_relative(path, root)] = state
    return found


def _folders(root: Path) -> dict[Path, tuple[int, int]]:
    """The source folders that are there, and what tells each from a later namesake."""
    folders = {}
    for name in FOLDERS:
        folder = root / name
        with suppress(OSError):
            there = folder.stat()
            if stat.S_ISDIR(there.st_mode):
                folders[folder] = (there.st_dev, there.st_ino)
    return folders


def _relative(path: str, root: Path) -> str:
    return os.path.relpath(path, root).replace(os.sep, "/")
