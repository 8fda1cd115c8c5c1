"""How long a build takes: from nothing, once more, and after one value has changed.

    python bench/build.py [--count 1 100 1000] [--rounds 5] [--only factbox hugo …]

Each generator builds a site of its own with that many explainers, as a new process:
`cold` without its output and its caches, `again` with nothing changed, `changed` after
a save of one value in one file. Wall and processor time are medians, in milliseconds;
the processor time is that of all its processes. After each build the page is read: it
must show the value.

Generators take turns, so that what else the machine does meets them alike; the first
round warms up and does not count. Packages come from PyPI and npm; needs npm.
"""

import argparse
import os
import shutil
import statistics
import tempfile
import time
from collections import defaultdict
from pathlib import Path

import msgspec
from edits import edits_of
from generators import GENERATORS, Generator, ready, started

RUNS = ("cold", "again", "changed")


class Spent(msgspec.Struct, frozen=True):
    """What a build took: milliseconds on the wall and of the processors."""

    wall: float
    processor: float


class Desk:
    """A generator's site, and what is edited in it."""

    def __init__(self, generator: Generator, site: Path, count: int) -> None:
        self.generator = generator
        self.site = site
        generator.make(site, count)
        [self.edit, *_] = edits_of(generator, site)

    def run(self, kind: str) -> Spent:
        """Build once, and see that the page shows the value."""
        if kind == "cold":
            for name in (self.generator.output, *self.generator.caches):
                path = self.site / name
                path.unlink() if path.is_file() else shutil.rmtree(path, True)
        if kind == "changed":
            self.edit.prepare()
            self.edit.save()
        spent = self.build()
        output = self.site / self.generator.output
        page = output / self.generator.page.lstrip("/") / "index.html"
        assert self.edit.text in page.read_text(), f"{page} lacks {self.edit.text!r}"
        return spent

    def build(self) -> Spent:
        start = time.perf_counter()
        process = started(self.generator.build(), self.site)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0, f"{self.generator.name} failed in {self.site}"
        return Spent(wall * 1000, (used.ru_utime + used.ru_stime) * 1000)


def measure(desks: list[Desk], rounds: int) -> dict[tuple[str, str], list[Spent]]:
    """What every build took, by run and generator."""
    spent = defaultdict(list)
    for number in range(rounds + 1):
        for desk in desks:
            for kind in RUNS:
                build = desk.run(kind)
                if number:
                    spent[kind, desk.generator.name].append(build)
    return spent


def main() -> None:
    """Measure, and print a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, nargs="+", default=[1, 100, 1000])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", nargs="+", choices=GENERATORS, default=GENERATORS)
    arguments = parser.parse_args()
    generators = ready(arguments.only)
    columns = " | ".join(f"{run} | processor" for run in RUNS)
    print(f"| explainers | generator | {columns} |")
    print("|" + "---|" * (2 + 2 * len(RUNS)), flush=True)
    for count in arguments.count:
        with tempfile.TemporaryDirectory() as sites:
            desks = [
                Desk(generator, Path(sites) / generator.name, count)
                for generator in generators
            ]
            spent = measure(desks, arguments.rounds)
        for generator in generators:
            cells = []
            for run in RUNS:
                builds = spent[run, generator.name]
                for values in (
                    [build.wall for build in builds],
                    [build.processor for build in builds],
                ):
                    cells.append(f"{statistics.median(values):,.0f}")
            print(f"| {count:,} | {generator.name} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
