"""How long after a save a preview serves it, and how long until it is on screen.

    python bench/preview.py [--count 1 1000] [--saves 50] [--only factbox hugo eleventy]

Each generator's preview runs on a site of its own. A value in a YAML file, the last
words of the article and a style sheet are saved in turn, in place. `served` runs from
the closing of the file to the answer that has it, asked for every two milliseconds;
`painted`, in other saves, until Chromium has put it on screen: a frame begins after it
is in the document, and ends. Generators take turns, so that what else the machine does
meets them alike. Packages come from PyPI and npm; needs Playwright, Chromium and npm.
"""

import argparse
import contextlib
import http.client
import itertools
import os
import random
import re
import shutil
import socket
import statistics
import subprocess
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from urllib.parse import urljoin

from generators import GENERATORS, REPOSITORY, STYLE, VALUE, WORDS, Generator
from playwright.sync_api import Browser, Error, Page, sync_playwright

SWITCHES = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")

# Runs in every page: once it shows what is expected, the end of that frame is noted.
# What must outlive a reload is kept in the session.
OBSERVER = """
(() => {
  const paint = () => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      sessionStorage.painted ??= performance.timeOrigin + performance.now();
    };
    channel.port2.postMessage(0);
  };
  const look = () => {
    const { text, style } = sessionStorage;
    const root = document.documentElement;
    const isThere = text
      ? document.body?.textContent.includes(text)
      : style && getComputedStyle(root).getPropertyValue("--edition").trim() === style;
    if (isThere && !sessionStorage.painted) requestAnimationFrame(paint);
  };
  new MutationObserver(look).observe(document, {
    subtree: true, childList: true, characterData: true, attributes: true,
  });
  document.addEventListener("load", look, { capture: true });
  addEventListener("load", look);
})();
"""


class Edit:
    """A kind of save: a file, and the text in it that names an edition."""

    def __init__(self, name: str, file: Path, first: str, pattern: str) -> None:
        self.name = name
        self.file = file
        self.text = first
        self.pattern = pattern

    def save(self, edition: str) -> float:
        """Replace the text in place; return when the file was closed, in seconds."""
        content = self.file.read_text()
        assert content.count(self.text) == 1, f"{self.file} lacks {self.text!r}"
        text = self.pattern.format(edition)
        content = content.replace(self.text, text)
        with open(self.file, "w") as file:
            file.write(content)
        self.text = text
        return time.time()


class Preview:
    """A generator's preview that runs on a site of its own, and a tab that shows it."""

    def __init__(self, generator: Generator, site: Path) -> None:
        self.name = generator.name
        self.page = generator.page
        self.edits = [
            Edit("value", site / generator.value, VALUE, "about {}"),
            Edit("article", site / generator.article, WORDS, "Edition {}."),
            Edit("style", site / generator.style, STYLE, ":root {{ --edition: {} }}\n"),
        ]
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}{generator.page}"
        self.connection = http.client.HTTPConnection("127.0.0.1", port)
        self.process = subprocess.Popen(
            generator.command(port),
            cwd=site,
            env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def get(self, path: str) -> str:
        """What is served at a path; "" while nothing is."""
        try:
            self.connection.request("GET", path)
            return self.connection.getresponse().read().decode()
        except (OSError, http.client.HTTPException):
            self.connection.close()
            return ""

    def serves(self, edit: Edit) -> bool:
        page = self.get(self.page)
        if edit.name != "style":
            return edit.text in page
        links = re.findall(r'rel="stylesheet" href="([^"]+)"', page)
        return any(edit.text in self.get(urljoin(self.page, href)) for href in links)

    def served(self, edit: Edit, edition: str) -> float:
        """Save; return the milliseconds until it is served."""
        start = edit.save(edition)
        wait(lambda: self.serves(edit), every=0.002)
        return (time.time() - start) * 1000

    def painted(self, edit: Edit, edition: str, tab: Page) -> float:
        """Save; return the milliseconds until it is on screen."""
        text = "" if edit.name == "style" else edit.pattern.format(edition)
        expected = {"text": text, "style": edition}
        tab.evaluate("expected => Object.assign(sessionStorage, expected)", expected)
        tab.evaluate("delete sessionStorage.painted")
        start = edit.save(edition)
        wait(lambda: noted(tab), every=0.03)
        return noted(tab) - start * 1000

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(30)


def noted(tab: Page) -> float:
    """When the expected was painted, in milliseconds since 1970; 0 if not yet."""
    # The page may be about to load again.
    with contextlib.suppress(Error):
        return float(tab.evaluate("Number(sessionStorage.painted ?? 0)"))
    return 0


def wait(is_so: Callable[[], object], every: float, seconds: float = 300) -> None:
    """It is so; raises `TimeoutError` if it takes too long."""
    enough = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > enough:
            raise TimeoutError("no preview should take so long")
        time.sleep(every)


def names(edit: str) -> Iterator[str]:
    """Names for the editions of one kind: numbers for a value, else letters."""
    if edit == "value":
        yield from map(str, itertools.cycle(range(301, 1000)))
    yield from map("".join, itertools.product("bcdefgh", repeat=4))


def measure(
    generators: list[Generator], count: int, saves: int, browser: Browser, sites: Path
) -> dict[tuple[str, str, str], list[float]]:
    """The times of every save by edit, generator, and what was waited for."""
    times: dict[tuple[str, str, str], list[float]] = defaultdict(list)
    with contextlib.ExitStack() as stack:
        shown = []
        for generator in generators:
            site = sites / f"{generator.name}-{count}"
            generator.make(site, count)
            preview = Preview(generator, site)
            stack.callback(preview.stop)
            wait(lambda preview=preview: preview.serves(preview.edits[0]), every=0.1)
            tab = browser.new_page()
            tab.add_init_script(OBSERVER)
            tab.goto(preview.address)
            shown.append((preview, tab))
        editions = {name: names(name) for name in ("value", "article", "style")}
        # The first saves warm everything up, and do not count.
        for number in range(saves + 2):
            for preview, tab in shown:
                tab.bring_to_front()
                for edit in preview.edits:
                    edition = editions[edit.name]
                    served = preview.served(edit, next(edition))
                    time.sleep(random.uniform(0.1, 0.3))
                    painted = preview.painted(edit, next(edition), tab)
                    time.sleep(random.uniform(0.1, 0.3))
                    if number > 1:
                        times[edit.name, preview.name, "served"].append(served)
                        times[edit.name, preview.name, "painted"].append(painted)
        for _, tab in shown:
            tab.close()
    return times


def rows(
    times: dict[tuple[str, str, str], list[float]], count: int
) -> Iterator[Sequence[object]]:
    """The lines of the table: medians and 95th percentiles."""
    for edit, name in dict.fromkeys((edit, name) for edit, name, _ in times):
        cells = []
        for what in ("served", "painted"):
            values = times[edit, name, what]
            cells += [statistics.median(values), statistics.quantiles(values, n=20)[18]]
        yield count, edit, name, *(f"{cell:.0f}" for cell in cells)


def main() -> None:
    """Measure what the command line asks for, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, nargs="+", default=[1, 1000])
    parser.add_argument("--saves", type=int, default=50)
    parser.add_argument("--only", nargs="+", choices=GENERATORS, default=GENERATORS)
    arguments = parser.parse_args()
    installed = REPOSITORY / ".factbox" / "bench"
    generators = [GENERATORS[name](installed) for name in arguments.only]
    for generator in generators:
        if not generator.installed.exists():
            generator.install()
    print("| explainers | saved | generator | served | 95 % | painted | 95 % |")
    print("|---|---|---|---|---|---|---|", flush=True)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as sites:
        program = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=program, args=SWITCHES)
        for count in arguments.count:
            times = measure(generators, count, arguments.saves, browser, Path(sites))
            for row in rows(times, count):
                print("|", " | ".join(map(str, row)), "|", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
