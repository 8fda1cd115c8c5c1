"""The documentation does what it says: each of its code blocks is run, in order.

The word behind the fence says what a block is, and what stands behind it, for which file:

    sh              commands, which must succeed; `sh fails`: the last must not
    text            what the commands above have said
    diff            lines of the file that its first line names, taken away and put there
    python          a program, run as it is
    yaml, css, csv, json  what is put behind the text of a file
"""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from docs.reference import PAGES
from factbox.checking import NAMES
from factbox.commands.main import command_parser
from tests.copies import ROOT

BLOCK = re.compile(r"^```(\w+) ?([^\n]*)\n(.*?)^```\n", re.MULTILINE | re.DOTALL)
BEGUN = {"tutorial.md": False, "themes.md": True, "spreadsheets.md": True}
"""The pages, and whether a project was begun where they start."""

# Needs a network, or never ends.
NOT_RUN = ("python3 -m venv", ". newsroom", "pip ", "factbox serve")


class Desk:
    """Someone at a terminal who follows a page."""

    def __init__(self, root: Path) -> None:
        self.here = root
        self.said = ""
        program = root.parent / "bin/factbox"
        program.parent.mkdir()
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m factbox "$@"\n')
        program.chmod(0o755)
        git = {
            f"GIT_{who}_{what}": f"{who}@desk.example".lower()
            for who in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        }
        self.environment = (
            os.environ
            | git
            | {
                "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
                "PYTHONPATH": str(ROOT),
                "SOURCE_DATE_EPOCH": "1741046400",  # 4 March 2025
            }
        )

    def sh(self, which: str, text: str) -> None:
        codes = [self.command(line) for line in text.splitlines()]
        wanted = [0] * (len(codes) - 1) + [1 if which == "fails" else 0]
        assert codes == wanted, self.said

    def command(self, line: str) -> int:
        if line.startswith("cd "):
            self.here /= line.removeprefix("cd ")
            return 0
        if line.startswith(NOT_RUN):
            if line.startswith("factbox"):
                command_parser().parse_args(shlex.split(line)[1:])
            return 0
        return self.run("sh", "-c", line)

    def run(self, *command: str) -> int:
        done = subprocess.run(
            command,
            cwd=self.here,
            env=self.environment,
            capture_output=True,
            encoding="utf-8",
        )
        self.said = done.stdout + done.stderr
        return done.returncode

    def text(self, which: str, text: str) -> None:
        assert text in self.said

    def python(self, which: str, text: str) -> None:
        assert self.run(sys.executable, "-c", text) == 0, self.said

    def diff(self, which: str, text: str) -> None:
        first, *lines = text.splitlines()
        file = self.here / first.removeprefix("--- ")
        content = file.read_text("utf-8")
        for change in re.findall(
            r"(?:^-.*\n)+(?:^\+.*\n?)*", "\n".join([*lines, ""]), re.MULTILINE
        ):
            old = "".join(
                f"{line[1:]}\n" for line in change.splitlines() if line[0] == "-"
            )
            new = "".join(
                f"{line[1:]}\n" for line in change.splitlines() if line[0] == "+"
            )
            assert content.count(old) == 1, f"{file} has no {old!r}"
            content = content.replace(old, new)
        file.write_text(content, "utf-8")

    def behind(self, path: str, text: str) -> None:
        file = self.here / path
        file.parent.mkdir(parents=True, exist_ok=True)
        before = file.read_text("utf-8") if file.exists() else ""
        file.write_text(before + text, "utf-8")

    yaml = css = csv = json = behind


@pytest.mark.skipif(sys.platform == "win32", reason="the pages speak to a Unix shell")
@pytest.mark.parametrize("page", BEGUN)
def test_every_block_of_a_page_does_what_it_says(page: str, tmp_path: Path) -> None:
    text = (ROOT / "docs" / page).read_text("utf-8")
    blocks = BLOCK.findall(text)
    root = tmp_path / "home"
    root.mkdir()
    desk = Desk(root)
    if BEGUN[page]:
        desk.sh("", 'factbox new my-site "City desk"\ncd my-site\n')
        if "logo.svg" in text:
            desk.behind("assets/logo.svg", "<svg/>")

    for kind, about, block in blocks:
        getattr(desk, kind)(about, block)

    assert text.count("```") == 2 * len(blocks) > 0
    assert desk.run("factbox", "build") == 0, desk.said


@pytest.mark.parametrize("page", PAGES)
def test_a_page_that_is_made_from_the_code_is_what_the_code_makes(page: str) -> None:
    assert (ROOT / "docs" / page).read_text("utf-8") == PAGES[page](), (
        "make it anew: python -m docs.reference"
    )


def test_every_name_that_templates_are_given_is_documented() -> None:
    said = (ROOT / "factbox/output/printing.py").read_text("utf-8").split('"""')[1]
    names = re.findall(r"`(\w+)(?:\([a-z]+\))?`[,:;]", said)

    page = (ROOT / "docs/themes.md").read_text("utf-8")

    assert {"head", "prose", "asset", "say"} <= set(names)
    assert [name for name in names if f"`{name}" not in page] == []


def test_every_token_is_documented() -> None:
    sheet = (ROOT / "assets/css/tokens.css").read_text("utf-8").split("@media")[0]
    page = (ROOT / "docs/themes.md").read_text("utf-8")

    tokens = re.findall(r"^\s*--([\w-]+):", sheet, re.MULTILINE)

    assert [token for token in tokens if f"`{token}`" not in page] == []


def test_every_piece_of_advice_is_documented() -> None:
    page = (ROOT / "docs/advice.md").read_text()

    assert re.findall(r"^\| `([\w-]+)` \|", page, re.MULTILINE) == sorted(NAMES)
