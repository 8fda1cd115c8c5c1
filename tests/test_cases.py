"""The mistakes of editors, each with the whole report that it must give.

A case is a text file in tests/cases/. Its first line says what is wrong. Then come the
files that differ from tests/cases/base/, each under a line of its own:

    --- content/flood/quotes.yaml                        the file's text follows
    --- content/flood/quotes.yaml in cp1252              the same, in another encoding
    --- content/flood/quotes.yaml is not there
    --- content/flood/quotes.yaml is a link to /etc/hosts

and last, under "--- report", what the editor reads. A character that cannot be seen
is written by its number: {U+0009} is a tab.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from factbox.commands.main import main
from tests.copies import ROOT, copy_small_project

CASES = sorted((ROOT / "tests/cases").glob("*.txt"))

HEADER = re.compile(r"(.+?)(?: is a link to (.+)| in (\S+)|( is not there))?")


def change_file(root: Path, header: str, text: str) -> None:
    """Make one file of the project as its header in the case says."""
    name, target, encoding, is_gone = HEADER.fullmatch(header).groups()
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    if target:
        path.symlink_to(target)
    elif not is_gone:
        path.write_bytes(text.encode(encoding or "utf-8"))


def read_case(path: Path) -> tuple[list[tuple[str, str]], str]:
    """The changed files, each with its header, and the report of a case."""
    text = path.read_text("utf-8")
    text = re.sub(r"\{U\+(\w+)\}", lambda number: chr(int(number[1], 16)), text)
    pieces = re.split(r"^--- (.+)\n", text, flags=re.MULTILINE)
    sections = list(zip(pieces[1::2], pieces[2::2], strict=True))
    assert sections[-1][0] == "report"
    return sections[:-1], sections[-1][1].strip("\n")


def contents(folder: Path) -> dict[str, tuple[bytes, int]]:
    """The bytes and the time of every file in a folder."""
    return {
        str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def good_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The base project, built."""
    root = tmp_path_factory.mktemp("base")
    copy_small_project(root)
    before = Path.cwd()
    os.chdir(root)
    try:
        assert main(["build"]) == 0
    finally:
        os.chdir(before)
    return root


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_a_mistake_is_reported_in_whole_and_publishes_nothing(
    case: Path,
    good_project: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    changes, expected = read_case(case)
    # A case puts new files in the place of others, and changes none.
    shutil.copytree(good_project, tmp_path, dirs_exist_ok=True, copy_function=os.link)
    for header, text in changes:
        change_file(tmp_path, header, text)
    last_good_site = contents(tmp_path / "site")
    monkeypatch.chdir(tmp_path)

    exit_code = main(["build"])

    said, _, last_line = capsys.readouterr().err.rpartition("\n\n")
    assert said == expected
    assert last_line.endswith("nothing was published\n")
    assert exit_code == 1
    assert contents(tmp_path / "site") == last_good_site


def test_the_command_says_so_where_errors_are_said(
    good_project: Path, tmp_path: Path
) -> None:
    shutil.copytree(good_project, tmp_path, dirs_exist_ok=True)
    (tmp_path / "content/site.yaml").write_text("titel: Explainers\n")
    last_good_site = contents(tmp_path / "site")

    done = subprocess.run(
        [sys.executable, "-m", "factbox", "build"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith(
        "content/site.yaml:1:1: this site has no 'language'\n"
    )
    assert done.stderr.endswith("\n\n3 problems; nothing was published\n")
    assert contents(tmp_path / "site") == last_good_site
