"""What each part of a build costs: reading, checking, printing, writing.

    python -m bench.parts [--count 10]

A build in which every article has changed is priced in one process, its templates being
compiled already. Calls of functions are counted, which are the same on every machine,
however busy; milliseconds of the processor are told beside them. Both are given an
explainer. What all explainers share, such as the list of them, is in these, too.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple, TypeVar

from factbox.build.cache import Cache
from factbox.build.incremental import Incremental
from factbox.build.steps import Occasion, check_between, read_site, render
from factbox.checking.site import locale_of
from factbox.publishing.publish import publish
from factbox.reading.documents import folders_in
from factbox.reading.files import Files, read_project

T = TypeVar("T")

OCCASION = Occasion(date(2026, 11, 22))


class Price(NamedTuple):
    """What a part of a build costs."""

    calls: int
    milliseconds: float


def priced(do: Callable[[], T]) -> tuple[T, Price]:
    """What a function returns, and what it cost."""
    calls = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    start = time.process_time()
    sys.setprofile(count)
    try:
        returned = do()
    finally:
        sys.setprofile(before)
    return returned, Price(calls, (time.process_time() - start) * 1000)


def prices(files: Files, folder: Path) -> Mapping[str, Price]:
    """What each part of a build costs in which every article has changed.

    The site is built below `folder`.
    """
    cache = Cache()
    _build(files, cache, folder / "before")
    changed = {
        path: content + b"\n\nOne more paragraph.\n" * path.endswith("/article.md")
        for path, content in files.items()
    }
    # Once before, so that no pattern is compiled on anybody's account.
    _build(changed, Cache(cache.kept), folder / "once")
    return _build(changed, Cache(cache.kept), folder / "site")


def _build(files: Files, cache: Cache, into: Path) -> Mapping[str, Price]:
    """Build a site, a part after the other; what each of them cost."""
    steps = Incremental(cache)

    def read() -> None:
        documents = steps.read(files)
        locale = locale_of(documents.settings)
        for folder, own in folders_in(files).items():
            # Kept at hand, so that checking finds what was read.
            steps._explainer_document(folder, own, locale)

    _, reading = priced(read)
    checked, checking = priced(lambda: read_site(files, steps, OCCASION))
    cards = steps.draw_cards(checked)
    rendering, printing = priced(lambda: render(checked, files, steps, cards.by_folder))
    _, linking = priced(lambda: check_between(rendering, cards.files, files, steps))
    rendered = [*rendering.files, *cards.files]
    _, writing = priced(
        lambda: publish(rendered, into, project=into.parent, protect=())
    )
    return {
        "read": reading,
        "check": checking,
        "print": printing,
        "check links": linking,
        "write": writing,
    }


def main() -> None:
    """Price a build, and print a table in Markdown."""
    from bench.generators import Factbox

    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--count", type=int, default=10, help="of explainers, at most 15"
    )
    count = min(parser.parse_args().count, 15)
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder, "project")
        Factbox(Path(folder)).make(project, count)
        found = prices(read_project(project), Path(folder, "out"))
    print("| part | calls an explainer | processor, ms |\n|---|---|---|")
    for part, price in found.items():
        calls, milliseconds = price.calls // count, price.milliseconds / count
        print(f"| {part} | {calls:,} | {milliseconds:.1f} |")


if __name__ == "__main__":
    main()
