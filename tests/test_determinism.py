"""The same inputs give the same bytes, on any machine, at any time."""

import os
import shutil
import subprocess
import sys

import pytest

from tests.copies import ROOT
from tests.small_site import TEXTS, WITH_HOME

FOLDERS = ("assets", "factbox", "requirements", "templates")


def write_project(to, *, backwards, modified):
    """Write a project and the package file by file, in one order or the other, with these times."""
    paths = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*")]
    paths = [
        path for path in paths if path.is_file() and "__pycache__" not in str(path)
    ]
    contents = {
        path.relative_to(ROOT).as_posix(): path.read_bytes()
        for path in [*paths, ROOT / "build.py"]
    }
    contents |= {path: text.encode() for path, text in {**TEXTS, **WITH_HOME}.items()}
    for path in sorted(contents, reverse=backwards):
        copy = to / path
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(contents[path])
        os.utime(copy, (modified, modified))


def tree(folder):
    """The files of a folder with their bytes, but for the time of our own manifest."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def run(*command, cwd, umask=0o022, **environment):
    done = subprocess.run(
        [sys.executable, *map(str, command)],
        cwd=cwd,
        umask=umask,
        env=os.environ | environment,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture
def here(tmp_path):
    """A site as it is built in one place."""
    project = tmp_path / "here"
    write_project(project, backwards=False, modified=1_000_000_000)
    run(
        *("-m", "factbox", "build"),
        cwd=project,
        PYTHONPATH=str(project),
        PYTHONHASHSEED="1",
        TZ="Pacific/Kiritimati",
        LC_ALL="C",
    )
    return tree(project / "site")


def test_another_machine_builds_the_same_bytes(here, tmp_path):
    project = tmp_path / "elsewhere" / "ünder way"
    write_project(project, backwards=True, modified=1_700_000_000)

    run(
        *(project / "build.py", "build"),
        cwd=tmp_path,
        umask=0o077,
        PYTHONHASHSEED="2",
        TZ="America/Adak",
        LC_ALL="tr_TR.UTF-8",
        LANG="de_DE.UTF-8",
        SOURCE_DATE_EPOCH="1800000000",
    )

    assert len(here) > 2
    assert tree(project / "site") == here


def test_another_order_of_hashes_builds_the_same_bytes(here, tmp_path):
    project = tmp_path / "here"
    shutil.rmtree(project / ".factbox")

    run(
        *("-m", "factbox", "build", "--out", "again"),
        cwd=project,
        PYTHONPATH=str(project),
        PYTHONHASHSEED="12345",
        PYTHONOPTIMIZE="2",
    )

    assert tree(project / "again") == here
