"""The work of a large build, shared among processes.

Each process fills its own copy of the cache, and this one takes over what is in it. As
a cache never decides what a page says, it matters neither which process made something
nor whether one of them failed: what is missing is made where it is asked for.
"""

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec

from factbox.build.cache import Cache

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Job = Callable[[], object]
"""Something whose results the cache keeps."""

FEWEST = 3
"""How many jobs are worth a process: starting it takes as long as a few of them."""


def fill(cache: Cache, jobs: Sequence[Job]) -> None:
    """Do these jobs beforehand, as many at once as there are processors.

    Nothing is done where the jobs are so few that this gains nothing; none of them
    should be done already. A job that raises will do so again for whoever asks for its
    results.
    """
    # Elsewhere a process cannot safely be copied with all that it has in hand.
    if sys.platform != "linux":
        return
    count = min(len(os.sched_getaffinity(0)), len(jobs) // FEWEST)
    if count > 1:
        _share(cache, [jobs[number::count] for number in range(count)])


def fill_after_one(cache: Cache, jobs: Sequence[Job]) -> None:
    """As `fill`, where all jobs need something that is slow to make, such as templates.

    This process makes it in the first of them, before it is copied.
    """
    if len(jobs) >= 2 * FEWEST:
        _try(jobs[0])
        jobs = jobs[1:]
    fill(cache, jobs)


def _share(cache: Cache, parts: Sequence[Sequence[Job]]) -> None:
    """Do the first part here and the others in processes of their own."""
    # Slow to import, and of no use to a small build.
    import threading
    from multiprocessing import get_context

    # A copy has no other thread than this, but whatever locks they hold.
    if threading.active_count() > 1:
        return
    context = get_context("fork")
    cache.kept.before_copies()
    mine, *others = parts
    workers = []
    ends: list[Connection] = []
    for part in others:
        here, there = context.Pipe(duplex=False)
        ends.append(here)
        given = (cache, part, there, tuple(ends), os.getpid())
        worker = context.Process(target=_work, args=given, daemon=True)
        worker.start()
        there.close()
        workers.append((worker, here))
    for job in mine:
        _try(job)
    for worker, end in workers:
        with end, suppress(EOFError, OSError, msgspec.DecodeError):
            while True:
                cache.kept.take(end.recv_bytes())
        worker.join()
        if worker.exitcode:
            cache.kept.after_a_crash()


def _work(
    cache: Cache,
    jobs: Sequence[Job],
    end: "Connection",
    parents: "Sequence[Connection]",
    parent: int,
) -> None:
    """Do jobs in a process of their own, and send its parent what the cache gained.

    `parents` are the ends of pipes that only the parent reads. While this process held
    one, it would wait for ever for a parent that was killed to read from it.
    """
    for each in parents:
        each.close()
    had = set(cache.kept)
    with suppress(KeyboardInterrupt, OSError):
        for job in jobs:
            # Nobody waits any more where the parent was killed.
            if os.getppid() != parent:
                return
            _try(job)
        for parcel in cache.kept.parcels(had):
            end.send_bytes(parcel)


def _try(job: Job) -> None:
    with suppress(Exception):
        job()
