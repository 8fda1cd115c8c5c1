"""How much memory a first build takes, of all its processes together.

    python bench/memory.py [--count 1 100 1000]

Megabytes at the peak, looked at every fifth of a second: of all processes, and of the
one that has most. A page of memory that several processes share is counted once (PSS of
Linux, proc(5)). What else the machine does changes nothing in this.
"""

import argparse
import re
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from generators import GENERATORS, started

LOOK_EVERY = 0.2


def processes(root: int) -> Iterator[int]:
    """A process, those that it started, and so on."""
    yield root
    for task in Path(f"/proc/{root}/task").glob("*/children"):
        for child in task.read_text().split():
            yield from processes(int(child))


def held(process: int) -> int:
    """The memory of a process in kilobytes; 0 of one that has just ended."""
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0
    found = re.search(r"(?m)^Pss:\s+([0-9]+) kB", text)
    return int(found[1]) if found else 0


def peaks(build: "subprocess.Popen[bytes]") -> tuple[int, int]:
    """The most that all processes of a build hold, and that one does, in kilobytes."""
    together, alone = 0, Counter[int]()
    while build.poll() is None:
        try:
            now = {each: held(each) for each in processes(build.pid)}
        except OSError:
            continue  # One ended while it was looked at.
        together = max(together, sum(now.values()))
        alone |= Counter(now)
        time.sleep(LOOK_EVERY)
    return together, max(alone.values(), default=0)


def main() -> None:
    """Print a row for each number of explainers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, nargs="+", default=(1, 100, 1000))
    print("| explainers | all processes | the largest |\n|---|---|---|", flush=True)
    for count in parser.parse_args().count:
        with tempfile.TemporaryDirectory() as folder:
            site = Path(folder) / "site"
            generator = GENERATORS["factbox"](Path(folder))
            generator.make(site, count)
            together, alone = peaks(started(generator.build(), site))
        print(f"| {count:,} | {together // 1000:,} | {alone // 1000:,} |", flush=True)


if __name__ == "__main__":
    main()
