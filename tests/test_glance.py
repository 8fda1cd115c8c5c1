"""A build that would change nothing ends at a glance; any other one is done."""

import hashlib
import os
import shutil
import subprocess
import sys
import time

import pytest

from factbox.build import glance
from factbox.build.glance import (
    FINE_TICK,
    RECORD,
    SOURCES,
    TICK,
    as_left,
    is_young,
    recall,
    remember,
)
from factbox.reading.files import FOLDERS
from tests.copies import ROOT, copy_small_project

pytestmark = pytest.mark.skipif(os.name == "nt", reason="times tell nothing there")

TYPED = ["build"]
PAGE = "site/index.html"
ARTICLE = "content/flood/article.md"


def build(*typed, cwd):
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "factbox", "build", *typed],
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return done.stderr


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A project that is built."""
    project = tmp_path_factory.mktemp("glance") / "built"
    copy_small_project(project)
    build(cwd=project)
    return project


@pytest.fixture
def project(built, tmp_path, monkeypatch):
    """A built project in the current folder, which the last build found as it was."""
    project = tmp_path / "project"
    shutil.copytree(built, project)
    monkeypatch.chdir(project)
    remember(TYPED, long_after(), "site", unknown, "as it was")
    assert recall(TYPED) == "as it was"
    return project


def read(path):
    with open(path, "rb") as file:
        return file.read()


def just_after(path):
    """The time at which a file was written."""
    return os.stat(path).st_ctime


def unknown(path):
    """Nothing is known of what a build read or wrote."""


def as_it_is(path):
    """A build read or wrote what stands there now."""
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def long_after():
    """A time at which all that was written here was written long ago."""
    return time.time() + TICK + 1


def test_the_command_says_again_what_it_said_and_imports_next_to_nothing(project):
    told = build(cwd=project)

    assert told.endswith("\nas it was\n")
    assert "factbox.build.glance" in told
    assert not [name for name in ("msgspec", "argparse", "json") if name in told]


def test_it_looks_at_every_folder_that_is_read():
    assert SOURCES == FOLDERS


def rewrite_in_the_same_size(path):
    """Change a file and give it back its size and time, as a careless tool does."""
    with open(path, "r+b") as file:
        there = os.fstat(file.fileno())
        first = file.read(1)
        file.seek(0)
        file.write(b"x" if first != b"x" else b"y")
    os.utime(path, ns=(there.st_atime_ns, there.st_mtime_ns))


@pytest.mark.parametrize("path", [ARTICLE, PAGE, "templates/page.html"])
@pytest.mark.parametrize(
    "change",
    [
        rewrite_in_the_same_size,
        os.utime,
        os.remove,
        lambda path: os.rename(path, f"{path}.md"),
        lambda path: os.chmod(path, 0o600),
    ],
    ids=["rewritten", "touched", "deleted", "renamed", "closed"],
)
def test_whatever_happens_to_a_file_is_seen(project, path, change):
    change(path)

    assert recall(TYPED) is None


@pytest.mark.parametrize(
    "change",
    [rewrite_in_the_same_size, os.utime, lambda path: os.chmod(path, 0o600)],
    ids=["rewritten", "touched", "closed"],
)
def test_a_file_of_the_site_is_as_it_was_left_until_it_changes(project, change):
    path = PAGE.removeprefix("site/")
    assert as_left("site")(path, os.lstat(PAGE))

    change(PAGE)

    assert not as_left("site")(path, os.lstat(PAGE))


@pytest.mark.parametrize("is_as_it_was", [True, False])
def test_a_file_of_the_site_that_is_in_doubt_is_read(project, is_as_it_was):
    digest = as_it_is(PAGE)
    with open(RECORD, encoding="utf-8") as file:
        record = file.read()
    with open(RECORD, "w", encoding="utf-8") as file:
        file.write(f"{record}{PAGE}\0{digest if is_as_it_was else 'another'}")

    found = as_left("site")(PAGE.removeprefix("site/"), os.lstat(PAGE))

    assert found == is_as_it_was


def test_without_a_record_nothing_is_known(project):
    os.remove(RECORD)

    assert not as_left("site")(PAGE.removeprefix("site/"), os.lstat(PAGE))


def test_a_page_that_was_edited_is_built_again_beside_another_change(project):
    page = "site/404.html"  # Of no explainer.
    before = read(page)
    rewrite_in_the_same_size(page)
    with open(ARTICLE, "ab") as file:
        file.write(b"\nOne word more.\n")

    build(cwd=project)

    assert read(page) == before


@pytest.mark.parametrize("folder", ["content/flood", "site", "assets"])
def test_a_new_file_and_a_new_folder_are_seen(project, folder):
    os.mkdir(f"{folder}/new")

    assert recall(TYPED) is None


def test_another_command_line_is_another_build(project):
    assert recall([*TYPED, "--out", "public"]) is None


def test_another_day_is_another_build(project, monkeypatch):
    monkeypatch.setattr(time, "gmtime", lambda: time.struct_time((2030,) + (1,) * 8))

    assert recall(TYPED) is None


def test_a_day_that_is_given_is_another_build(project, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")

    assert recall(TYPED) is None


def test_another_python_is_another_build(project, monkeypatch):
    monkeypatch.setattr(sys, "version", "4.0")

    assert recall(TYPED) is None


def test_what_was_written_a_moment_before_the_build_is_not_believed(project):
    os.remove(RECORD)
    os.utime(ARTICLE)

    remember(TYPED, time.time(), "site", unknown, "as it was")

    assert recall(TYPED) is None


@pytest.fixture
def write_and_wait(monkeypatch):
    """Writes a file, and stops the clock so many seconds after that."""

    def write(path, seconds):
        os.utime(path)
        written = just_after(path)
        monkeypatch.setattr(time, "time", lambda: written + seconds)

    return write


def other(path):
    """A build read or wrote what no file has."""
    return "0" * 64


@pytest.mark.parametrize("seconds", [0, 1])
@pytest.mark.parametrize("path", [ARTICLE, PAGE])
def test_what_was_written_during_the_build_is_read(
    project, write_and_wait, path, seconds
):
    write_and_wait(path, seconds)
    content = read(path)

    remember(TYPED, just_after(path), "site", as_it_is, "told")
    assert recall(TYPED) == "told"

    write_and_wait(path, seconds)
    remember(TYPED, just_after(path), "site", other, "told")
    assert recall(TYPED) is None
    assert read(path) == content


def test_what_was_written_a_second_ago_is_not_read_at_the_next_glance(
    project, write_and_wait, monkeypatch
):
    write_and_wait(PAGE, 1)
    remember(TYPED, just_after(PAGE), "site", as_it_is, "told")

    monkeypatch.setattr(glance, "_holds", None)

    assert recall(TYPED) == "told"


def test_what_an_earlier_build_held_against_its_digest_is_believed(
    project, write_and_wait, monkeypatch
):
    write_and_wait(PAGE, 1)
    remember(TYPED, just_after(PAGE), "site", as_it_is, "told")

    monkeypatch.setattr(glance, "_holds", None)
    remember(TYPED, just_after(PAGE), "site", as_it_is, "told again")

    assert recall(TYPED) == "told again"


def test_what_no_glance_has_read_yet_is_not_believed(
    project, write_and_wait, monkeypatch
):
    write_and_wait(PAGE, 0)
    remember(TYPED, just_after(PAGE), "site", other, "told")

    later = time.time() + 1
    monkeypatch.setattr(time, "time", lambda: later)
    remember(TYPED, just_after(PAGE), "site", other, "told again")

    assert recall(TYPED) is None


@pytest.mark.parametrize(
    ("changed", "now", "young"),
    [
        (100.25, 100.25 + FINE_TICK / 2, True),
        (100.25, 100.25 + FINE_TICK * 2, False),
        (100.0, 100.0 + FINE_TICK * 2, True),
        (100.0, 100.0 + TICK * 2, False),
    ],
)
def test_a_file_system_that_counts_whole_seconds_is_believed_later(changed, now, young):
    assert is_young(changed, now) is young


def test_what_has_been_read_once_is_not_read_for_ever(
    project, write_and_wait, monkeypatch
):
    write_and_wait(ARTICLE, 0)
    remember(TYPED, just_after(ARTICLE), "site", as_it_is, "told")
    later = time.time() + TICK + 1
    monkeypatch.setattr(time, "time", lambda: later)
    assert recall(TYPED) == "told"

    assert read(RECORD).endswith(b"\0\0")
    assert recall(TYPED) == "told"


def test_nothing_is_believed_where_a_link_leads_elsewhere(project):
    os.remove(RECORD)
    os.symlink("article.md", "content/flood/linked.md")

    remember(TYPED, long_after(), "site", unknown, "as it was")

    assert recall(TYPED) is None


@pytest.mark.parametrize("record", [b"", b"\0\0", b"\0\0\0\0\0\0", b"\xff" * 100])
def test_a_damaged_record_is_none(project, record):
    with open(RECORD, "wb") as file:
        file.write(record)

    assert recall(TYPED) is None


@pytest.mark.parametrize("record", [b"", b"\0\0", b"a\0\0b\0\0c\0\0d\0\0e"])
def test_by_a_damaged_record_nothing_is_as_it_was_left(project, record):
    assert as_left("site")("index.html", os.lstat(PAGE))

    with open(RECORD, "wb") as file:
        file.write(record)

    assert not as_left("site")("index.html", os.lstat(PAGE))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_a_pipe_in_place_of_the_record_is_not_waited_for(project):
    os.remove(RECORD)
    os.mkfifo(RECORD)

    assert recall(TYPED) is None

    remember(TYPED, long_after(), "site", as_it_is, "as it was")

    assert recall(TYPED) == "as it was"


def test_half_a_record_is_none(project):
    os.truncate(RECORD, os.path.getsize(RECORD) // 2)

    assert recall(TYPED) is None


def test_a_build_that_wrote_need_not_be_done_again(project):
    os.remove(RECORD)
    os.remove(PAGE)
    with open(ARTICLE, "a") as file:
        file.write("\nA word.\n")

    written = build(cwd=project)
    again = build(cwd=project)

    assert "1 of " in written or "2 of " in written
    assert "is up to date: 0 of " in again
    assert "msgspec" not in again


def test_a_page_that_was_altered_at_once_is_made_again(project):
    os.remove(PAGE)
    build(cwd=project)
    right = read(PAGE)
    rewrite_in_the_same_size(PAGE)

    build(cwd=project)

    assert read(PAGE) == right
