"""Publishing when things go wrong: killed, interrupted, out of space, twice at once.

Calls to the system are watched through Python's audit events, which come before each
call, so that a build can be stopped at every one of them in turn.
"""

import errno
import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import get_ident

import pytest

from factbox.output.rendered import Rendered
from factbox.problems import Failed
from factbox.publishing.manifest import MANIFEST
from factbox.publishing.plan import Published
from factbox.publishing.publish import STAGING, publish
from tests.serving import CEILING

Files = dict[str, str]
Watcher = Callable[[str, str], None]

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs os.fork")


def build(site: Path, files: Files, *, patience: float = 5.0) -> Published:
    rendered = [Rendered(path, text.encode()) for path, text in files.items()]
    return publish(rendered, site, project=site.parent, protect=[], patience=patience)


def held(folder: Path) -> Files:
    """Every file below a folder but what publishing keeps for itself."""
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in folder.rglob("*")
        if path.is_file() and ".factbox-" not in str(path)
    }


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "site"


# ------------------------------------------------------------------ watching calls

CALLS = ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "fcntl.flock")
watchers: list[Watcher] = []


@pytest.fixture(scope="module", autouse=True)
def _audit() -> None:
    def hook(event: str, args: tuple[object, ...]) -> None:
        if event not in CALLS:
            return
        if event == "open" and not (isinstance(args[2], int) and args[2] & os.O_CREAT):
            return
        # What a rename changes is its target.
        name = args[1] if event == "os.rename" else args[0]
        for watcher in watchers:
            watcher(event, str(name))

    sys.addaudithook(hook)


@contextmanager
def watched(watcher: Watcher) -> Iterator[None]:
    """Every call that locks or changes anything is told to the watcher beforehand.

    What other threads of the tests do meanwhile is no part of a build.
    """
    thread = get_ident()

    def ours(event: str, name: str) -> None:
        if get_ident() == thread:
            watcher(event, name)

    watchers.append(ours)
    try:
        yield
    finally:
        watchers.remove(ours)


def calls_of(site: Path, files: Files) -> list[tuple[str, str]]:
    """The calls of a build that nothing stops, each with what it changes."""
    calls: list[tuple[str, str]] = []
    with watched(lambda event, name: calls.append((event, Path(name).name))):
        build(site, files)
    return calls


class Killed(BaseException):
    """Stands in for a kill: no later call of the build changes anything either."""


def kill_at(call: int) -> Watcher:
    left = iter(range(call))

    def watcher(event: str, name: str) -> None:
        if next(left, None) is None:
            raise Killed

    return watcher


def killed_at(call: int, site: Path, files: Files) -> bool:
    """Whether a build of these files was killed at that call, rather than ended."""
    try:
        with watched(kill_at(call)):
            build(site, files)
    except Killed:
        return True
    return False


# ------------------------------------------------------------- the order of calls


def test_assets_land_before_pages_and_old_files_go_last(site: Path) -> None:
    build(site, {"index.html": "1", "old/page.html": "1", "css/1.css": "1"})
    calls = []

    with watched(
        lambda event, name: calls.append((event, os.path.relpath(name, site)))
    ):
        build(site, {"index.html": "2", "new/page.html": "2", "css/2.css": "2"})

    landed = calls[calls.index(("os.rename", MANIFEST)) :]
    assert [call for call in landed if call[0] in ("os.rename", "os.remove")] == [
        ("os.rename", MANIFEST),
        ("os.rename", "css/2.css"),
        ("os.rename", "new/page.html"),
        ("os.rename", "index.html"),
        ("os.remove", "old/page.html"),
        ("os.remove", "css/1.css"),
        ("os.rename", MANIFEST),
        ("os.remove", ".factbox-lock"),
    ]


def test_a_lock_on_a_file_that_is_gone_locks_nothing(site: Path) -> None:
    pytest.importorskip("fcntl")
    build(site, {"index.html": "old"})
    lock = site / ".factbox-lock"
    attempts = []
    held_meanwhile = []

    def watcher(event: str, name: str) -> None:
        if event == "fcntl.flock":
            attempts.append(name)
            if len(attempts) == 1:
                # The build that held it until now ends, and another begins.
                lock.unlink()
                lock.touch()
        if event == "os.rename":
            held_meanwhile.append(lock.exists())

    with watched(watcher):
        build(site, {"index.html": "new"})

    assert len(attempts) == 2
    assert held_meanwhile == [True, True, True]


def test_a_build_waits_for_another_to_end(site: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    build(site, {"index.html": "home"})
    path = site / ".factbox-lock"
    lock = os.open(path, os.O_RDWR | os.O_CREAT)
    fcntl.flock(lock, fcntl.LOCK_EX)
    held_meanwhile = []

    def watcher(event: str, name: str) -> None:
        if event == "fcntl.flock":
            held_meanwhile.append(held(site))
            if len(held_meanwhile) == 3:
                path.unlink()
                os.close(lock)

    with watched(watcher):
        build(site, {"index.html": "new"}, patience=CEILING)

    # The third attempt is on the file that was taken away.
    assert held_meanwhile == [{"index.html": "home"}] * 4
    assert held(site) == {"index.html": "new"}


# ------------------------------------------------------- stopped at every call in turn

# Between them these change, keep, add and drop files, and make a file of a folder, a
# folder of a file, and another spelling of a name.
OLD = {
    "index.html": "old home needs css/old.css",
    "css/old.css": "old",
    "kept.svg": "kept",
    "changed.html": "old",
    "gone/deep/page.html": "old",
    "turns": "old",
    "turned/a.html": "old",
    "turned/b/c.html": "old",
    "Case.html": "old",
}
NEW = {
    "index.html": "new home needs css/new.css",
    "css/new.css": "new",
    "kept.svg": "kept",
    "changed.html": "new",
    "added/deep/page.html": "new",
    "turns/page.html": "new",
    "turned": "new",
    "case.html": "new",
}
LAST = {"index.html": "last", "css/new.css": "new", "turns": "last"}
OURS = {"CNAME": "facts.example", "gone/notes.txt": "mine"}


def laid_out(site: Path) -> None:
    """An old site, with two files beside it that no build made."""
    build(site, OLD)
    for path, text in OURS.items():
        (site / path).write_text(text)


def assert_whole(site: Path) -> None:
    """Every file is the old or the new one, and a page has what it needs."""
    files = held(site)
    for path, text in files.items():
        assert text in (OLD.get(path), NEW.get(path), OURS.get(path)), path
    assert files.items() >= OURS.items()
    assert files["index.html"].rpartition(" ")[2] in files


def assert_exact(site: Path, files: Files) -> None:
    """The folder holds these files, what no build made, and no more."""
    assert held(site) == files | OURS
    own = {name for name in os.listdir(site) if name.startswith(".factbox-")}
    assert own == {MANIFEST}
    folders = {path for path in site.rglob("*") if path.is_dir()}
    assert folders == {path.parent for path in site.rglob("*/*")}


def assert_all_sorts(calls: list[tuple[str, str]]) -> None:
    """Among the calls are those that lock, stage each new file, land it, and tidy up.

    However many they are: a build that asks less of the disk is none the worse.
    """
    assert calls[-1] == ("os.remove", ".factbox-lock")
    assert {event for event, _ in calls} == set(CALLS)
    staged = [name for event, name in calls if event == "open"]
    assert staged == [".factbox-lock", *map(str, range(len(staged) - 1))]
    landed = [name for event, name in calls if event == "os.rename"]
    assert {Path(path).name for path in NEW} - {"kept.svg"} <= {*landed}
    assert landed.count(MANIFEST) == 2


def test_a_build_killed_at_any_call_leaves_whole_files(tmp_path: Path) -> None:
    laid_out(tmp_path / "site")
    calls = calls_of(tmp_path / "site", NEW)

    for call in range(len(calls)):
        site = tmp_path / f"site-{call}"
        laid_out(site)

        assert killed_at(call, site, NEW)
        assert_whole(site)
        build(site, LAST)
        assert_exact(site, LAST)

    assert_all_sorts(calls)
    assert ("os.remove", "page.html") in calls  # It was gone/deep/page.html.


def test_a_first_build_killed_at_any_call_is_completed(tmp_path: Path) -> None:
    calls = calls_of(tmp_path / "site", NEW)

    for call in range(len(calls)):
        site = tmp_path / f"site-{call}"

        assert killed_at(call, site, NEW)
        with suppress(FileNotFoundError):
            build(site, LAST)
            assert held(site) == LAST

    assert_all_sorts(calls)


def test_a_build_killed_after_a_killed_build_is_completed(tmp_path: Path) -> None:
    site = tmp_path / "site"
    kills = 0

    for first in range(3, 50, 6):
        for second in range(1, 50, 7):
            laid_out(site)
            kills += killed_at(first, site, NEW) and killed_at(second, site, OLD)
            assert_whole(site)
            build(site, LAST)
            assert_exact(site, LAST)

    assert kills > 20


@pytest.mark.parametrize("stop", [KeyboardInterrupt(), OSError(errno.ENOSPC, "full")])
def test_a_build_stopped_while_staging_leaves_the_old_site(
    site: Path, stop: BaseException
) -> None:
    laid_out(site)
    for number in range(8):

        def watcher(event: str, name: str, last: str = f"/{number}") -> None:
            if event == "open" and name.endswith(last):
                raise stop

        with pytest.raises((KeyboardInterrupt, Failed)), watched(watcher):
            build(site, NEW)

        assert_exact(site, OLD)


@pytest.mark.parametrize("stop", [KeyboardInterrupt(), OSError(errno.EIO, "broken")])
def test_a_build_stopped_while_landing_is_completed(
    site: Path, stop: BaseException
) -> None:
    for path in ("css/new.css", "turns/page.html", "index.html"):
        laid_out(site)

        def watcher(event: str, name: str, last: str = path) -> None:
            if event == "os.rename" and name.endswith(last):
                raise stop

        with pytest.raises((KeyboardInterrupt, Failed)), watched(watcher):
            build(site, NEW)

        assert_whole(site)
        assert not (site / STAGING).exists()
        build(site, LAST)
        assert_exact(site, LAST)


def test_a_disk_that_fails_half_way_is_told_as_such(site: Path) -> None:
    build(site, {"a.html": "old", "b.html": "old"})

    def watcher(event: str, name: str) -> None:
        if event == "os.rename" and name.endswith("b.html"):
            raise OSError(errno.EIO, "Input/output error", "staged", None, name)

    with pytest.raises(Failed) as failure, watched(watcher):
        build(site, {"a.html": "new", "b.html": "new"})

    assert str(failure.value) == (
        "site/b.html: Input/output error; every file is whole, but some are new and"
        " some old: the next build goes on"
    )
    assert held(site) == {"a.html": "new", "b.html": "old"}


# --------------------------------------------------------------------- real processes


def version(name: str) -> Files:
    """A hundred pages of 8 to 20 kB: two thirds in every version, a third in this."""
    return {
        f"{name if number % 3 == 0 else 'all'}/{number}/index.html": (
            f"{name} {number}\n" * (1000 + number * 10)
        )
        for number in range(100)
    }


ONE, TWO = version("one"), version("two")


def exit_code(site: Path, files: Files, begin: Callable[[], object]) -> int | None:
    """How a build of these files ends in a process of its own, which begins so."""

    def run() -> None:
        begin()
        build(site, files)

    builder = multiprocessing.get_context("fork").Process(target=run)
    builder.start()
    builder.join()
    return builder.exitcode


def kill_for_good_at(call: int) -> Watcher:
    """The system ends the process at that call, and nothing is tidied up."""
    left = iter(range(call))

    def watcher(event: str, name: str) -> None:
        if next(left, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    return watcher


@needs_fork
def test_a_build_that_the_system_kills_leaves_whole_files(tmp_path: Path) -> None:
    laid_out(tmp_path / "site")
    calls = calls_of(tmp_path / "site", NEW)

    for call in range(len(calls)):
        site = tmp_path / f"site-{call}"
        laid_out(site)
        watcher = kill_for_good_at(call)
        code = exit_code(site, NEW, lambda each=watcher: watchers.append(each))

        assert code == -signal.SIGKILL
        assert_whole(site)
        build(site, LAST)
        assert_exact(site, LAST)

    assert_all_sorts(calls)


@needs_fork
def test_a_build_killed_within_a_write_leaves_the_old_site(site: Path) -> None:
    resource = pytest.importorskip("resource")
    build(site, ONE)
    largest = max(len(text) for path, text in TWO.items() if path not in ONE)

    for most in range(1, largest, 999):

        def begin(most: int = most) -> None:
            # Python would make an error of it.
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

        code = exit_code(site, TWO, begin)

        assert code == -signal.SIGXFSZ
        assert (site / STAGING).exists()
        assert held(site) == ONE

    build(site, TWO)
    assert held(site) == TWO
    assert sorted(os.listdir(site)) == [MANIFEST, "all", "two"]


def build_often(site: Path, files: Files) -> None:
    for _ in range(25):
        build(site, files, patience=CEILING)


@needs_fork
def test_two_builds_at_once_do_not_harm_each_other(site: Path) -> None:
    build(site, ONE)
    fork = multiprocessing.get_context("fork")
    builders = [fork.Process(target=build_often, args=(site, v)) for v in (ONE, TWO)]

    for builder in builders:
        builder.start()
    while any(builder.is_alive() for builder in builders):
        for path in (path for path in ONE if path.startswith("all/")):
            assert (site / path).read_text() in (ONE[path], TWO[path])
    for builder in builders:
        builder.join()

    assert [builder.exitcode for builder in builders] == [0, 0]
    assert held(site) in (ONE, TWO)
    assert len(os.listdir(site)) == 3


# --------------------------------------------------------------------- real disks


@contextmanager
def mounted(folder: Path, options: str) -> Iterator[None]:
    """A small disk in memory stands at the folder; skips where that is not allowed."""
    folder.mkdir(exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root can mount a disk")
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this machine does not allow a disk to be mounted")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("options", ["size=400k", "size=10m,nr_inodes=30"])
def test_a_full_disk_leaves_the_old_site(site: Path, options: str) -> None:
    old = {"index.html": "old" * 1000, "a.html": "old", "css/a.css": "a"}
    new = {f"{n}/index.html": "new" * 5000 for n in range(30)} | {"index.html": "new"}

    with mounted(site, options):
        build(site, old)
        with pytest.raises(Failed) as failure:
            build(site, new)

        assert str(failure.value) == "site: the disk is full; nothing was replaced"
        assert held(site) == old
        assert sorted(os.listdir(site)) == [MANIFEST, "a.html", "css", "index.html"]
        build(site, {"index.html": "less"})
        assert held(site) == {"index.html": "less"}


def test_a_disk_that_can_only_be_read_keeps_the_old_site(site: Path) -> None:
    with mounted(site, "size=1m"):
        build(site, {"index.html": "old"})
        subprocess.run(["mount", "-o", "remount,ro", str(site)], check=True)
        with pytest.raises(Failed) as failure:
            build(site, {"index.html": "new"})

        problem = failure.value.problems[0]
        assert str(failure.value) == (
            "site: the disk can only be read; nothing was replaced"
        )
        assert problem.hint == "allow it, or build into another folder"
        assert held(site) == {"index.html": "old"}


def test_a_folder_on_another_disk_is_refused(site: Path) -> None:
    build(site, {"index.html": "old"})

    with mounted(site / "a", "size=1m"):
        with pytest.raises(Failed) as failure:
            build(site, {"index.html": "new", "a/page.html": "new"})

        assert str(failure.value) == (
            "site/a: this folder is on another disk than the one around it"
        )
        assert held(site) == {"index.html": "old"}


def test_a_source_is_known_where_it_is_mounted_again(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()

    with mounted(tmp_path / "again", "size=1m"):
        bind = ["mount", "--bind", str(seeds), str(tmp_path / "again")]
        subprocess.run(bind, check=True)
        try:
            into = tmp_path / "again" / "site"
            with pytest.raises(Failed) as failure:
                publish([], into, project=tmp_path / "project", protect=[seeds])
        finally:
            subprocess.run(["umount", str(tmp_path / "again")], check=True)

        assert "this folder is, holds or lies in" in str(failure.value)
        assert os.listdir(seeds) == []


# ---------------------------------------------------------------------- permissions


def as_nobody(act: Callable[[], object]) -> str:
    """What `Failed` says of an act by somebody whom permissions bind; "" if nothing."""
    fork = multiprocessing.get_context("fork")
    receiver, sender = fork.Pipe(duplex=False)

    def run() -> None:
        if os.geteuid() == 0:
            os.setuid(65534)
        try:
            act()
            sender.send("")
        except Failed as failure:
            sender.send(str(failure))

    child = fork.Process(target=run)
    child.start()
    child.join()
    return str(receiver.recv()) if receiver.poll() else f"exit code {child.exitcode}"


@pytest.fixture
def public_site() -> Iterator[Path]:
    """A folder that somebody other than root can reach; pytest's own is private."""
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        site = Path(folder) / "site"
        site.mkdir()
        if os.geteuid() == 0:
            os.chown(site, 65534, -1)
        yield site
        for path in (site, *site.rglob("*")):
            path.chmod(0o755)


@needs_fork
def test_a_folder_without_permission_is_left_alone(public_site: Path) -> None:
    site = public_site
    as_nobody(lambda: build(site, {"index.html": "old"}))
    site.chmod(0o555)

    message = as_nobody(lambda: build(site, {"index.html": "new"}))

    assert (
        message
        == "site: there is no permission to read or write here; nothing was replaced"
    )
    assert held(site) == {"index.html": "old"}


@needs_fork
def test_folders_without_permission_are_found_before_anything_is_replaced(
    public_site: Path,
) -> None:
    site = public_site
    old = {"index.html": "old", "a/a.css": "old", "b/b.css": "old", "c/c.css": "old"}
    as_nobody(lambda: build(site, old))
    for name in ("a", "b", "c"):
        (site / name).chmod(0o555)
    new = {"index.html": "new", "a/a.css": "new", "c/c.css": "old"}

    message = as_nobody(lambda: build(site, new))

    assert message == (
        "site/a: there is no permission to read or write here; nothing was replaced\n"
        "site/b: there is no permission to read or write here; nothing was replaced"
    )
    assert held(site) == old


@needs_fork
def test_a_file_that_cannot_be_read_is_told(public_site: Path) -> None:
    site = public_site
    as_nobody(lambda: build(site, {"index.html": "old", "a.html": "old"}))
    (site / "index.html").chmod(0)

    message = as_nobody(lambda: build(site, {"index.html": "new", "a.html": "new"}))

    assert message == (
        "site/index.html: there is no permission to read or write here;"
        " nothing was replaced"
    )


@needs_fork
def test_a_folder_that_cannot_be_made_is_told(public_site: Path) -> None:
    public_site.chmod(0o555)

    message = as_nobody(lambda: build(public_site / "new" / "site", {"a": "a"}))

    assert message == (
        "site: there is no permission to read or write here; nothing was replaced"
    )
