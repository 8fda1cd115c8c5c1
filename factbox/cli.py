"""The command `factbox`: arguments in, a report and an exit code out.

Exit codes: 0 built, 1 problems in the content, 2 wrong usage. Anything else is our own
mistake and keeps its traceback.
"""

import argparse
import gc
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from factbox import __version__
from factbox.files import Files, legible, read_project
from factbox.memo import load_memo, save_memo
from factbox.problems import Failed, Problem, report

MEMO = Path(".factbox/memo")
"""Where the memo is kept from one command to the next."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command in the current folder and return its exit code."""
    arguments = _parser().parse_args(argv)
    files: Files = {}
    try:
        files = read_project(Path())
        return int(arguments.run(arguments, files))
    except Failed as failed:
        count = len(failed.problems)
        say(report(failed.problems, _texts(files, failed.problems)))
        say(f"\n{count} problem{'s' if count > 1 else ''}; {arguments.left_alone}")
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="factbox",
        description="Explainer microsites from Markdown and YAML.",
    )
    parser.add_argument("--version", action="version", version=f"factbox {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="command", required=True)
    build = commands.add_parser("build", help="build the site")
    build.add_argument(
        "--out", type=Path, default=Path("site"), help="the folder to build in (site)"
    )
    build.add_argument(
        "--force", action="store_true", help="build in a folder that holds other files"
    )
    build.set_defaults(run=_build, left_alone="nothing was published")
    check = commands.add_parser(
        "check", help="look for problems and give advice, without building"
    )
    check.set_defaults(run=_check, left_alone="the site was not looked at")
    schema = commands.add_parser(
        "schema", help="print the JSON Schema of a YAML file, for editors that use it"
    )
    schema.add_argument("document", help="figures, quotes, people, site, article …")
    schema.set_defaults(run=_schema, left_alone="")
    return parser


@contextmanager
def _without_collecting() -> Iterator[None]:
    """No search for garbage meanwhile.

    What a build makes lasts until its end. At a thousand explainers, looking through
    all of it again and again took longer than all else in a build with a memo.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@_without_collecting()
def _build(arguments: argparse.Namespace, files: Files) -> int:
    """Build the site and say what changed."""
    # Templates, Markdown and publishing are slow to import; `check` needs half of them.
    from factbox.pipeline import build

    start = time.perf_counter()
    memo = load_memo(MEMO)
    site, published = build(
        files, memo, project=Path(), into=arguments.out, force=arguments.force
    )
    save_memo(memo, MEMO)
    seconds = time.perf_counter() - start
    count = len(published.written) + len(published.unchanged)
    changes = f"{len(published.written)} of {count} files written"
    if published.removed:
        changes += f", {len(published.removed)} removed"
    say(f"built {arguments.out}/ in {seconds:.2f} s: {changes}")
    for path in published.kept:
        say(f"  left {arguments.out}/{path}: a build made it, but it was edited since")
    if site.advice:
        count = len(site.advice)
        say(f"  {count} piece{'s' if count > 1 else ''} of advice; see: build.py check")
    return 0


@_without_collecting()
def _check(arguments: argparse.Namespace, files: Files) -> int:
    """Look for problems in everything a build reads, and print advice."""
    from factbox.pipeline import make

    memo = load_memo(MEMO)
    site, _ = make(files, memo)
    save_memo(memo, MEMO)
    if site.advice:
        say("Advice, which stops no build:\n")
        say(report(site.advice, _texts(files, site.advice)))
    say(f"{len(site.explainers)} explainers, no problems")
    return 0


def _schema(arguments: argparse.Namespace, files: Files) -> int:
    """Print the schema of one kind of document."""
    from factbox.schema import DOCUMENTS, json_schema

    if arguments.document not in DOCUMENTS:
        say(f"no document is called '{arguments.document}'")
        say(f"  known: {', '.join(DOCUMENTS)}")
        return 2
    print(json_schema(arguments.document))
    return 0


def _texts(files: Files, problems: Iterable[Problem]) -> dict[str, str]:
    """The text of each file in which there is a problem."""
    paths = {problem.place.file for problem in problems} & files.keys()
    return {path: legible(files[path]) for path in paths}


def say(text: str) -> None:
    """Tell the person at the terminal; standard output is for what was asked for."""
    print(text, file=sys.stderr)
