"""Print what each given line of Python costs a process, in milliseconds.

    python docs/decisions/measure.py "import yaml" "import jinja2"

The cost is processor time over that of a bare Python: the median of 25 rounds, in each
of which every line has its turn, so that a busy moment falls on all alike. A first,
unmeasured round fills the caches.
"""

import os
import statistics
import sys

ROUNDS = 25


def cost(line: str) -> float:
    """Return the processor time, in ms, of a new Python that runs this line."""
    child = os.spawnv(os.P_NOWAIT, sys.executable, [sys.executable, "-c", line])
    _, status, usage = os.wait4(child, 0)
    if status:
        sys.exit(f"this line fails: {line}")
    return (usage.ru_utime + usage.ru_stime) * 1000


def main(lines: list[str]) -> None:
    """Measure the lines side by side and print a table."""
    rounds = [[cost(line) for line in ["pass", *lines]] for _ in range(ROUNDS + 1)]
    bare, *costs = map(statistics.median, zip(*rounds[1:], strict=True))
    print(f"{bare:6.1f}  bare")
    for line, spent in zip(lines, costs, strict=True):
        print(f"{spent - bare:+6.1f}  {line}")


if __name__ == "__main__":
    main(sys.argv[1:])
