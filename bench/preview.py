"""How long after a save a preview serves it, and how long until it is on screen.

    python bench/preview.py [--count 1 1000] [--saves 50] [--only factbox hugo eleventy]

Each generator's preview runs on a site of its own. A value in a YAML file, the last
words of the article and a style sheet are saved in turn, in place. `served` runs from
the closing of the file to the answer that has it, asked for every two milliseconds;
`painted`, in other saves, until Chromium has put it on screen: a frame begins after it
is in the document, and ends. What is not painted within ten seconds is lost.

Generators take turns of a few saves, so that what else the machine does meets them
alike. Packages come from PyPI and npm; needs Playwright, Chromium and npm.
"""

import argparse
import contextlib
import http.client
import math
import os
import random
import re
import shutil
import socket
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from urllib.parse import urljoin

from edits import Edit, edits_of
from generators import Generator, ready, started
from playwright.sync_api import Browser, Error, Page, sync_playwright

Times = dict[tuple[str, str, str], list[float]]
"""Milliseconds by edit, generator, and what was waited for."""

PREVIEWED = ("factbox", "hugo", "eleventy")

# How many saves of each kind a generator gets in one turn.
TURN = 5

# Seconds between saves; a page that loads itself again needs them.
PAUSE = (0.8, 1.2)

# The time of what is not painted within ten seconds.
LOST = math.inf

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


class Preview:
    """A generator's preview that runs on a site of its own, and a tab that shows it."""

    def __init__(self, generator: Generator, site: Path) -> None:
        self.name = generator.name
        self.page = generator.page
        self.edits = edits_of(generator, site)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}{generator.page}"
        self.connection = http.client.HTTPConnection("127.0.0.1", port)
        self.process = started(generator.serve(port), site)

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

    def served(self, edit: Edit) -> float:
        """Save; return the milliseconds until it is served."""
        edit.prepare()
        start = edit.save()
        wait(lambda: self.serves(edit), f"{self.name} to serve", every=0.002)
        return (time.time() - start) * 1000

    def painted(self, edit: Edit, tab: Page) -> float:
        """Save; return the milliseconds until it is on screen."""
        edit.prepare()
        text = "" if edit.name == "style" else edit.text
        expected = {"text": text, "style": edit.edition}
        tab.evaluate("expected => Object.assign(sessionStorage, expected)", expected)
        tab.evaluate("delete sessionStorage.painted")
        start = edit.save()
        try:
            wait(lambda: noted(tab), f"{self.name} to paint", every=0.03, patience=10)
        except TimeoutError:
            return LOST
        return noted(tab) - start * 1000

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(30)


def noted(tab: Page) -> float:
    """When the expected was painted, in milliseconds since 1970; 0 before that."""
    # The page may be about to load again.
    with contextlib.suppress(Error):
        return float(tab.evaluate("Number(sessionStorage.painted ?? 0)"))
    return 0


def wait(
    is_so: Callable[[], object], what: str, every: float, patience: float = 60
) -> None:
    """Look again and again, so many seconds apart, until it is so."""
    enough = time.monotonic() + patience
    while not is_so():
        if time.monotonic() > enough:
            raise TimeoutError(f"waited {patience} s for {what}")
        time.sleep(every)


def measure(
    generators: list[Generator], count: int, saves: int, browser: Browser, sites: Path
) -> Times:
    """The times of every save."""
    times: Times = defaultdict(list)
    with contextlib.ExitStack() as stack:
        previews = []
        for generator in generators:
            site = sites / f"{generator.name}-{count}"
            generator.make(site, count)
            preview = Preview(generator, site)
            stack.callback(preview.stop)
            first = preview.edits[0]
            wait(partial(preview.serves, first), f"{preview.name} to start", every=0.1)
            previews.append(preview)
        for _ in range(math.ceil(saves / TURN)):
            for preview in previews:
                take_turn(preview, browser, times)
    return times


def take_turn(preview: Preview, browser: Browser, times: Times) -> None:
    """Save a few times with one tab open; the first saves warm up and do not count."""
    tab = browser.new_page()
    tab.add_init_script(OBSERVER)
    tab.goto(preview.address)
    for number in range(TURN + 1):
        for edit in preview.edits:
            time.sleep(random.uniform(*PAUSE))
            served = preview.served(edit)
            time.sleep(random.uniform(*PAUSE))
            painted = preview.painted(edit, tab)
            if number:
                times[edit.name, preview.name, "served"].append(served)
                times[edit.name, preview.name, "painted"].append(painted)
            if painted == LOST:
                tab.reload()
    tab.close()


def rows(times: Times, count: int) -> Iterator[Sequence[object]]:
    """The lines of the table: medians and 95th percentiles."""
    for edit, name in dict.fromkeys((edit, name) for edit, name, _ in times):
        cells = []
        for what in ("served", "painted"):
            values = sorted(times[edit, name, what])
            late = values[math.ceil(0.95 * len(values)) - 1]
            cells += [statistics.median(values), late]
        lost = times[edit, name, "painted"].count(LOST)
        yield count, edit, name, *(f"{cell:.0f}" for cell in cells), lost


def main() -> None:
    """Measure, and print a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, nargs="+", default=[1, 1000])
    parser.add_argument("--saves", type=int, default=50)
    parser.add_argument("--only", nargs="+", choices=PREVIEWED, default=PREVIEWED)
    arguments = parser.parse_args()
    generators = ready(arguments.only)
    print("| explainers | saved | generator | served | 95 % | painted | 95 % | lost |")
    print("|---|---|---|---|---|---|---|---|", flush=True)
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
