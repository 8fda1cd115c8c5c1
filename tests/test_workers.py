"""The work of a large first build, shared among processes.

Each test runs in a process of its own: other tests leave threads behind, and no process
with threads is copied.
"""

import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from functools import partial, wraps
from multiprocessing import active_children
from threading import Event, Thread

import pytest

from factbox.build.cache import BYTES, Cache
from factbox.build.incremental import Incremental
from factbox.build.steps import Occasion, make
from factbox.build.workers import FEWEST, fill
from factbox.model.addresses import SiteAddress
from tests.copies import ROOT
from tests.small_site import small_project

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2,
    reason="one process does it all here",
)

OCCASION = Occasion(date(2026, 11, 22), SiteAddress.parse("https://example.org/"))
MANY = [b"%d" % number for number in range(8 * FEWEST)]


def alone(test: Callable[[], None]) -> Callable[[], None]:
    """The test, run by a Python that has run nothing else."""

    @wraps(test)
    def run() -> None:
        name = test.__name__
        code = f"import tests.test_workers as all; all.{name}.__wrapped__()"
        command = [sys.executable, "-W", "error", "-c", code]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr

    return run


def here() -> bytes:
    return b"%d" % os.getpid()


def jobs_for(cache: Cache, do=here, keys=MANY):
    """Jobs that do something for each of these keys."""
    return [partial(cache.lookup, key, BYTES, do) for key in keys]


@alone
def test_several_processes_do_the_jobs_of_a_first_build():
    cache = Cache()

    fill(cache, jobs_for(cache))

    assert cache.kept.keys() == set(MANY)
    assert len(set(cache.kept.values())) > 1
    assert active_children() == []


@alone
def test_results_that_are_sent_in_parts_all_arrive():
    import factbox.build.store

    factbox.build.store.PART = 1
    cache = Cache()
    fill(cache, jobs_for(cache))

    assert sorted(cache.kept) == sorted(MANY)
    assert len({*cache.kept.values()}) > 1


@alone
def test_few_jobs_are_left_to_whoever_asks():
    cache = Cache()

    fill(cache, jobs_for(cache, keys=MANY[:FEWEST]))

    assert cache.kept == {}


@alone
def test_a_process_that_is_killed_loses_nothing_but_time():
    cache = Cache()
    this = os.getpid()

    def do() -> bytes:
        if os.getpid() != this:
            os.kill(os.getpid(), signal.SIGKILL)
        return here()

    fill(cache, jobs_for(cache, do))
    for job in jobs_for(cache, do):
        job()

    assert cache.kept == dict.fromkeys(MANY, here())
    assert active_children() == []


@alone
def test_nothing_goes_on_once_the_build_was_killed():
    counting, counted = os.pipe()
    build = os.fork()
    if not build:
        os.close(counting)
        begun, begins = os.pipe()
        parent = os.getpid()

        def do() -> bytes:
            if os.getpid() == parent:
                # Once some other process has begun.
                os.read(begun, 1)
                os.kill(parent, signal.SIGKILL)
            os.write(counted, b".")
            os.write(begins, b".")
            while os.getppid() == parent:
                os.sched_yield()
            return b""

        cache = Cache()
        fill(cache, jobs_for(cache, do))
    os.close(counted)
    os.waitpid(build, 0)

    # The pipe ends once every process that could write to it has ended. Each of them
    # was at one job when the build was killed, or had yet to begin.
    with open(counting, "rb") as done:
        assert 1 <= len(done.read()) < len(os.sched_getaffinity(0))


@alone
def test_no_process_waits_for_a_build_that_was_killed_to_read_its_results():
    counting, counted = os.pipe()
    build = os.fork()
    if not build:
        os.close(counting)
        waiting, done = os.pipe()
        parent = os.getpid()

        def last_of_another() -> None:
            os.write(done, b".")

        def last_of_this() -> None:
            os.read(waiting, 1)
            os.kill(parent, signal.SIGKILL)

        # More than a pipe holds unread.
        cache = Cache()
        jobs = jobs_for(cache, lambda: bytes(200_000))
        count = min(len(os.sched_getaffinity(0)), len(jobs) // FEWEST)
        jobs = jobs[: len(jobs) // count * count]
        jobs[-count:] = [last_of_this] + [last_of_another] * (count - 1)
        fill(cache, jobs)
    os.close(counted)
    os.waitpid(build, 0)

    # The pipe ends once every process that holds it has ended.
    ended, _, _ = select.select([counting], [], [], 10)
    assert ended, "a process outlived the build"
    assert os.read(counting, 1) == b""


@alone
def test_a_job_that_fails_keeps_no_other_from_being_done():
    cache = Cache()
    failing = [partial(divmod, 1, 0)] * len(MANY)

    fill(cache, [*failing, *jobs_for(cache)])

    assert cache.kept.keys() == set(MANY)


def many_explainers() -> dict[str, bytes]:
    """The small project, one of its explainers often enough to be shared."""
    files = dict(small_project())
    first = "content/bridge/"
    for path in [path for path in files if path.startswith(first)]:
        for number in range(2 * FEWEST):
            copy = f"content/copy-{number}/{path.removeprefix(first)}"
            files[copy] = files[path]
    return files


def made_alone(files, cache):
    """What one process makes: as long as another thread runs, none is copied."""
    is_over = Event()
    thread = Thread(target=is_over.wait)
    thread.start()
    try:
        return make(files, Incremental(cache), OCCASION)
    finally:
        is_over.set()
        thread.join()


@alone
def test_a_shared_build_equals_one_of_a_single_process():
    files = many_explainers()
    shared, alone = Cache(), Cache()

    by_one = made_alone(files, alone)
    by_several = make(files, Incremental(shared), OCCASION)

    assert by_several == by_one
    assert shared.kept == alone.kept


@alone
def test_pages_that_a_template_changes_are_shared_and_none_where_nothing_changed():
    files = many_explainers()
    template = "templates/page.html"
    changed = {**files, template: files[template] + b"<!-- changed -->"}
    shared, alone = Cache(), Cache()
    copies = []
    made_alone(files, alone)
    make(files, Incremental(shared), OCCASION)
    os.register_at_fork(before=lambda: copies.append(1))

    make(files, Incremental(shared), OCCASION)
    copies_of_the_same = len(copies)
    by_several = make(changed, Incremental(shared), OCCASION)

    assert copies_of_the_same == 0
    assert len(copies) > 0
    assert by_several == made_alone(changed, alone)
    assert shared.kept == alone.kept
