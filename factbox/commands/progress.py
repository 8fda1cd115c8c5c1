"""How far a build is, for whoever waits at a terminal."""

import os
import time
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import TextIO

PATIENCE = 1.0
"""In seconds: what is done sooner is not worth a word."""

PAUSE = 0.1
"""In seconds: more often nobody can read."""

_WIDTH = 40


class Progress:
    """A line on a terminal that tells how far a build is, and is gone at its end.

    Nothing is told elsewhere, such as in a log, nor by the copies of this process that
    share its work.
    """

    def __init__(
        self, stream: TextIO, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.stream = stream
        self.clock = clock
        self.process = os.getpid()
        self.due = clock() + PATIENCE
        self.furthest = ("", 0)

    def __enter__(self) -> "Progress":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Leave an empty line, if anything was told."""
        if self.furthest[0]:
            self._write("")

    def __call__(self, doing: str, number: int, count: int) -> None:
        """Tell that this number of that many is being done, never going back."""
        if self.clock() < self.due or os.getpid() != self.process:
            return
        last, furthest = self.furthest
        if not self.stream.isatty() or (doing == last and number <= furthest):
            return
        self.furthest = doing, number
        self._write(f"{doing} {number:,} of {count:,}")
        self.due = self.clock() + PAUSE

    def _write(self, text: str) -> None:
        # That nobody can be told changes nothing of what is done.
        with suppress(OSError):
            self.stream.write(f"\r{text:<{_WIDTH}}\r{text}")
            self.stream.flush()
