"""A small project, and its preview running as an editor would run it."""

import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count, pairwise
from pathlib import Path
from string import ascii_lowercase as ALPHABET
from threading import Condition, Thread
from typing import IO, TypeVar

from tests.copies import ROOT, copy_folders

T = TypeVar("T")

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}

# In seconds; longer than any machine is busy. Only what hangs reaches it.
CEILING = 120

SITE = """\
title: Test explainers
language: en-GB
publisher: The test
address: https://paper.example/
home: war
"""
PEOPLE = """\
- id: agency
  name: The agency
  role: counts
"""
SOURCE = """\
title: A report
publisher: A paper
published: 7 February 2025
notes:
  losses: The agency counted the losses.
"""
FIGURES = """\
- id: killed
  label: Soldiers killed
  unit: soldiers
  value: about 300
  by: agency
  source: report#losses
  as_of: undated
"""
QUOTES = """\
- id: warning
  who: agency
  said: The count is not final.
  source: report#losses
  on: undated
"""
TIMELINE = """\
- id: count
  when: January 2025
  title: The agency counts
  by: agency
  source: report#losses
"""
ARTICLE = """\
---
headline: What is known
standfirst: A short text.
as_of: 7 February 2025
published: 7 February 2025
---

The agency says that [](figure:killed) soldiers were killed.

## What follows

Nobody knows what follows from this.
"""
LONG_TEXT = "\n".join(
    f"Line {a}{b} says nothing new.\n" for a in "abcd" for b in ALPHABET
)

# What a reader can open, choose and type in, on every page.
CONTROLS = """\
<details id="fold"><summary>More</summary><p>Folded</p></details>
<button id="opener" popovertarget="pop">Open</button><div id="pop" popover>Popped</div>
<label><input type="checkbox" id="filter"> Filter</label>
<label>Search <input id="search"></label>
</body>"""


def make_project(root: Path) -> Path:
    """A project with one explainer, and with this repository's templates and assets."""
    copy_folders("templates", "assets", to=root)
    for path, text in {
        "content/site.yaml": SITE,
        "content/people.yaml": PEOPLE,
        "seeds/report.yaml": SOURCE,
        "content/war/figures.yaml": FIGURES,
        "content/war/quotes.yaml": QUOTES,
        "content/war/timeline.yaml": TIMELINE,
        "content/war/article.md": ARTICLE + "\n" + LONG_TEXT,
        "assets/css/test.css": "@layer base { body { --tone: red } }\n",
    }.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    replace(root / "templates/page.html", "</body>", CONTROLS)
    return root


def files_below(root: Path) -> dict[Path, bytes]:
    """The content of every file in a folder."""
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def replace(file: Path, old: str, new: str) -> None:
    """Save a file with one thing in it replaced."""
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


class Terminal:
    """What a program says, line by line, and a way to wait for it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.said = ""
        self.is_over = False
        self.news = Condition()
        self.reader = Thread(target=self.read, args=[stream])
        self.reader.start()

    def read(self, stream: IO[bytes]) -> None:
        """Take over each line as it comes, until the program ends."""
        with stream:
            for line in stream:
                with self.news:
                    self.said += line.decode()
                    self.news.notify_all()
        with self.news:
            self.is_over = True
            self.news.notify_all()

    def until(self, look: Callable[[], T | None]) -> T:
        """What `look` finds, tried again whenever something more was said."""
        while True:
            before = self.said
            if found := look():
                return found
            with self.news:
                assert self.news.wait_for(
                    lambda said=before: self.is_over or self.said != said, CEILING
                ), f"nothing more was said after: {before}"
            assert not self.is_over or self.said != before, f"it ended: {before}"


class Served:
    """A preview that runs: its project, its address, and what its terminal says.

    The terminal says something whenever another edition is shown.
    """

    def __init__(self, root: Path, process: "subprocess.Popen[bytes]") -> None:
        assert process.stderr is not None
        self.root = root
        self.process = process
        self.output = Terminal(process.stderr)
        self.url = self.wait(r"http://127\.0\.0\.1:\d+/")
        self.port = int(self.url.rsplit(":", 1)[1].strip("/"))
        self.marks = count(1)

    def restore(self, files: dict[Path, bytes]) -> None:
        """The project holds these files, and no others, and the preview shows them."""
        for path in self.root.rglob("*"):
            if path.is_file() and path not in files:
                path.unlink()
        for path, content in files.items():
            if path.read_bytes() != content:
                path.write_bytes(content)
        self.settle()

    def settle(self) -> None:
        """Everything that was saved until now is shown, and nothing is wrong with it.

        A save is shown with all that came before it, so that two more are waited for.
        Only the first page shows what they change: however long the editor rests
        between them, each is one edition.
        """
        path = "content/war/article.md"
        text = (self.root / path).read_text()
        mark = f"Mark {next(self.marks)}."
        self.save_at_once(path, f"{text}\n{mark}\n")
        self.until(lambda: mark in self.page())
        self.save_at_once(path, text)
        self.until(lambda: mark not in self.page())
        self.until(lambda: self.terminal.endswith(" shown\n"))

    @property
    def terminal(self) -> str:
        return self.output.said

    @property
    def editions(self) -> int:
        """How many different editions were shown, by what the terminal says.

        One that follows a problem may be what was shown before it.
        """
        told = re.findall(r"^\d\d:\d\d:\d\d( shown)?$", self.terminal, re.MULTILINE)
        return 1 + sum(all(pair) for pair in pairwise(told))

    def until(self, look: Callable[[], T | None]) -> T:
        """What `look` finds, once the preview shows it."""
        return self.output.until(look)

    def wait(self, pattern: str) -> str:
        """What the terminal says that matches, once it does."""
        return self.until(lambda: (m := re.search(pattern, self.terminal)) and m[0])

    def save(self, path: str, text: str) -> None:
        (self.root / path).write_text(text)

    def save_at_once(self, path: str, text: str) -> None:
        """Save a file so that nobody ever sees it empty or half written."""
        written = self.root / "aside"
        written.write_text(text)
        written.replace(self.root / path)

    def replace(self, path: str, old: str, new: str) -> None:
        replace(self.root / path, old, new)

    def page(self, path: str = "") -> str:
        """The page at a path of the preview, whatever its status."""
        try:
            with urllib.request.urlopen(self.url + path) as answer:
                return answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.read().decode()


@contextmanager
def serving(root: Path, *options: str) -> Iterator[Served]:
    """The preview of a project, past its first edition."""
    process = subprocess.Popen(
        [sys.executable, "-m", "factbox", "serve", "--port", "0", *options],
        cwd=root,
        env=ENVIRONMENT,
        stderr=subprocess.PIPE,
    )
    served = None
    try:
        served = Served(root, process)
        served.wait(r"\d\d:\d\d:\d\d")
        yield served
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(CEILING)
        if served:
            served.output.reader.join()
