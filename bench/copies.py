"""How a build grows: the explainer of this repository, many times in one site.

    python -m bench.copies [--count 1 2 4 8 16 32 64]

Seconds of a processor for a first build, for one with nothing changed, and for one
after a word more in one article, each a new process. They are those of all its
processes, so that a machine that does something else besides changes them little.
"""

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
EXPLAINER = ROOT / "content/kursk-withdrawal"
COUNTS = (1, 2, 4, 8, 16, 32, 64)


def make_site(count: int, to: Path) -> None:
    """Put that many copies of the explainer into a project that lists them."""
    shutil.copytree(ROOT / "seeds", to / "seeds")
    for number in range(1, count + 1):
        shutil.copytree(EXPLAINER, to / f"content/kursk-{number}")
    for path in (ROOT / "content").glob("*.yaml"):
        lines = path.read_text("utf-8").splitlines(keepends=True)
        kept = "".join(line for line in lines if not line.startswith("home:"))
        (to / "content" / path.name).write_text(kept, "utf-8")


def build(project: Path) -> float:
    """Seconds of a processor that a build takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-m", "factbox", "build", "--now", "2026-11-30"],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
        capture_output=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measured(count: int, project: Path) -> tuple[float, float, float]:
    """What the three builds of a site with that many copies take."""
    make_site(count, project)
    first, again = build(project), build(project)
    article = project / "content/kursk-1/article.md"
    article.write_text(article.read_text("utf-8") + "\nOne more word.\n", "utf-8")
    return first, again, build(project)


def main(counts: Sequence[int]) -> None:
    """Print a row for each number of explainers."""
    print("| explainers | first | again | changed |\n|---|---|---|---|")
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            told = " | ".join(f"{each:.1f}" for each in measured(count, Path(folder)))
        print(f"| {count} | {told} |", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bench.copies")
    parser.add_argument("--count", type=int, nargs="+", default=COUNTS)
    main(parser.parse_args().count)
