"""Fuzzing by hand, for minutes or hours, until nothing is found any more.

    python -m tests.fuzz 3600                    an hour, all entrances and whole sites
    python -m tests.fuzz 600 figures article     ten minutes, these alone
    python -m tests.fuzz 600 headlines formulas  claims, against a reference
    python -m tests.fuzz 600 article --coverage  led by what the code does with an input

What breaks a rule is written to `fuzz-found/<entrance>/`, once for each place in the
code that it breaks, and the counts are printed at the end. Move what was found to
`tests/found/` with the change that mends it. `--seed N` goes other ways; the same seed
goes the same. `--coverage` takes one entrance at a time, and needs

    pip install atheris
"""

import argparse
import random
import signal
import subprocess
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

PATIENCE = 20
"""In seconds of the processor: an input that takes longer is found, too."""
SITES, WALKS = "sites", "walks"
HEADLINES, FORMULAS = "headlines", "formulas"
FOUND = Path("fuzz-found")


class Slow(Exception):
    """An input took too much of the processor."""


@contextmanager
def patience() -> Iterator[None]:
    """Raise `Slow` in what takes longer than it may."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise Slow

    signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


class Findings:
    """What was found, each kind once: an exception, and the line that it came from."""

    def __init__(self) -> None:
        self.tried: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        self.kinds: set[tuple[str, str]] = set()

    def attempt(self, name: str, act: Callable[[], object], content: bytes) -> None:
        """Do it, and keep the content where that breaks a rule."""
        self.tried[name] += 1
        try:
            with patience():
                act()
        except Exception as error:
            frames = traceback.extract_tb(error.__traceback__)
            place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}"
            kind = type(error).__name__, place
            if kind in self.kinds:
                return
            self.kinds.add(kind)
            self.found[name] += 1
            file = FOUND / name / sha256(content).hexdigest()[:12]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
            words = "".join(traceback.format_exception(error)[-6:])
            print(f"{file}: {kind[0]} at {place}\n{words}", flush=True)

    def __str__(self) -> str:
        return "\n".join(
            f"{name}: {count} inputs, {self.found[name]} findings"
            for name, count in self.tried.items()
        )


def fuzz(names: list[str], seconds: float, seed: int) -> Findings:
    """Go through the entrances in turn, a share of the time for each, again and again."""
    from tests.against import hold_headline, hold_value
    from tests.desk import Desk
    from tests.fuzzing import ENTRANCES, inputs
    from tests.walking import Walk

    held = {HEADLINES: hold_headline, FORMULAS: hold_value}
    findings = Findings()
    streams = {
        name: inputs(name, random.Random(f"{name} {seed}"))
        for name in names
        if name in ENTRANCES
    }
    end = time.monotonic() + seconds
    turn = 0
    while time.monotonic() < end:
        turn += 1
        for name in names:
            stop = time.monotonic() + 5
            if name == SITES:
                desk = Desk(random.Random(f"{seed} {turn}"), of_templates=turn % 2 == 0)
                while time.monotonic() < min(stop, end):
                    desk.suffer()
                    content = desk.written()
                    findings.attempt(name, desk.build, content)
                continue
            if name == WALKS:
                with TemporaryDirectory() as folder:
                    way = f"{seed} {turn}"
                    walk = Walk(Path(folder, "project"), random.Random(way))
                    while time.monotonic() < min(stop, end):
                        findings.attempt(name, walk.go_on, way.encode())
                continue
            if name in held:
                way = f"{seed} {turn}"
                ways = random.Random(way)
                while time.monotonic() < min(stop, end):
                    act = partial(held[name], ways)
                    findings.attempt(name, act, way.encode())
                continue
            act = ENTRANCES[name].act
            for content in streams[name]:
                findings.attempt(name, lambda act=act, it=content: act(it), content)
                if time.monotonic() >= min(stop, end):
                    break
    return findings


def follow_coverage(name: str, seconds: int, seed: int) -> None:
    """Have libFuzzer choose the inputs. Does not return."""
    import atheris

    with atheris.instrument_imports(include=["factbox", "markdown_it", "yaml"]):
        from tests.fuzzing import ENTRANCES
        from tests.mutating import WORDS

    entrance = ENTRANCES[name]
    findings = Findings()
    corpus = FOUND / f"{name}-corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, content in enumerate(entrance.seeds):
        (corpus / str(number)).write_bytes(content)
    words = FOUND / f"{name}.dict"
    quoted = ("".join(f"\\x{byte:02x}" for byte in word) for word in WORDS)
    words.write_text("".join(f'"{word}"\n' for word in quoted))

    def attempt(content: bytes) -> None:
        findings.attempt(name, lambda: entrance.act(content), content)

    options = [f"-max_total_time={seconds}", f"-seed={seed}", f"-dict={words}"]
    quiet = ["-max_len=4000", "-timeout=60", "-verbosity=0", "-print_final_stats=1"]
    atheris.Setup([sys.argv[0], *options, *quiet, str(corpus)], attempt)
    atheris.Fuzz()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("seconds", type=int)
    parser.add_argument("names", nargs="*", metavar="entrance")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--coverage", action="store_true")
    given = parser.parse_args()
    if given.coverage and len(given.names) == 1:
        # Before anything of the package is imported: only what comes after is followed.
        follow_coverage(given.names[0], given.seconds, given.seed)
    from tests.fuzzing import ENTRANCES

    known = (*ENTRANCES, SITES, WALKS, HEADLINES, FORMULAS)
    names = given.names or [*known]
    if wrong := set(names) - set(known):
        parser.error(f"no entrance is {', '.join(sorted(wrong))}: {', '.join(known)}")
    if not given.coverage:
        findings = fuzz(names, given.seconds, given.seed)
        print(findings)
        return bool(findings.kinds)
    for name in ENTRANCES.keys() & set(names):
        command = [sys.executable, "-m", "tests.fuzz", str(given.seconds), name]
        seed = f"--seed={given.seed}"
        subprocess.run([*command, "--coverage", seed], check=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
