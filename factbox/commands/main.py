"""The command `factbox`: arguments in, a report and an exit code out.

Exit codes: 0 built, 1 problems in the content, 2 wrong usage, 130 stopped by Ctrl-C.
Anything else is our own mistake and keeps its traceback.
"""

import argparse
import gc
import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from factbox import __version__
from factbox.build.cache import load_memo, save_memo
from factbox.problems import Failed, Unreadable, report
from factbox.reading.files import Files, read_project, texts_with

if TYPE_CHECKING:
    from factbox.model.addresses import SiteAddress

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
        say(report(failed.problems, texts_with(failed.problems, files)))
        say(f"\n{count} problem{'s' if count > 1 else ''}; {arguments.left_alone}")
        return 1
    except KeyboardInterrupt:
        say("\nstopped; run the command again to go on")
        return 130


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
    _add_release(build)
    build.set_defaults(run=_build, left_alone="nothing was published")
    check = commands.add_parser(
        "check", help="look for problems and give advice, without building"
    )
    _add_release(check)
    check.set_defaults(run=_check, left_alone="the site was not looked at")
    serve = commands.add_parser(
        "serve", help="preview the site in a browser, which follows every save"
    )
    serve.add_argument(
        "--port", type=int, default=8000, help="the port, 0 being a free one (8000)"
    )
    serve.add_argument(
        "--open", action="store_true", help="open the preview in a browser"
    )
    serve.add_argument(
        "--poll",
        action="store_true",
        help="look at the files every 100 ms, on disks that do not tell of changes",
    )
    serve.add_argument(
        "--editor",
        metavar="ADDRESS",
        default="vscode://file/{path}:{line}:{column}",
        help="the address that opens a source file (%(default)s)",
    )
    _add_release(serve)
    serve.set_defaults(run=_serve, left_alone="nothing is served")
    schema = commands.add_parser(
        "schema", help="print the JSON Schema of a YAML file, for editors that use it"
    )
    schema.add_argument("document", help="figures, quotes, people, site, article …")
    schema.set_defaults(run=_schema, left_alone="")
    return parser


def _add_release(command: argparse.ArgumentParser) -> None:
    """What a site cannot know of itself: where it will stand, and what day it is."""
    command.add_argument(
        "--address",
        type=_address,
        metavar="URL",
        help="where the site will stand (the address in site.yaml)",
    )
    command.add_argument(
        "--now",
        type=_today,
        # argparse reads a default that is text as it would read an argument.
        default="",
        metavar="DAY",
        help="the day that decides what is published, such as 2025-02-07, or with a "
        "time, such as 2025-02-07T12:00 ($SOURCE_DATE_EPOCH, or today; UTC)",
    )


def _address(text: str) -> "SiteAddress":
    from factbox.model.addresses import SiteAddress

    with _as_usage():
        return SiteAddress.parse(text)


def _today(now: str) -> date:
    from factbox.values.days import read_today

    with _as_usage():
        return read_today(now, os.environ)


@contextmanager
def _as_usage() -> Iterator[None]:
    """Turn what cannot be read in an argument into wrong usage."""
    try:
        yield
    except Unreadable as error:
        words = f"{error.message}; {error.hint}" if error.hint else error.message
        raise argparse.ArgumentTypeError(words) from error


@contextmanager
def _without_collecting() -> Iterator[None]:
    """No search for garbage meanwhile, nor in what is left.

    What a build makes lasts until its end. At a thousand explainers, looking through
    all of it again and again took longer than all else in a build with a memo, and once
    more after the end half as long.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()


@_without_collecting()
def _build(arguments: argparse.Namespace, files: Files) -> int:
    """Build the site and say what changed."""
    # Templates, Markdown and publishing are slow to import; `check` needs half of them.
    from factbox.build.steps import build

    start = time.perf_counter()
    memo = load_memo(MEMO)
    site, published = build(
        files,
        memo,
        project=Path(),
        into=arguments.out,
        today=arguments.now,
        address=arguments.address,
        force=arguments.force,
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
    from factbox.build.steps import make

    memo = load_memo(MEMO)
    site, _ = make(files, memo, today=arguments.now, address=arguments.address)
    save_memo(memo, MEMO)
    if site.advice:
        say("Advice, which stops no build:\n")
        say(report(site.advice, texts_with(site.advice, files)))
    count = len(site.explainers)
    say(f"{count} explainer{'s' if count > 1 else ''}, no problems")
    return 0


def _serve(arguments: argparse.Namespace, files: Files) -> int:
    """Preview the site until interrupted."""
    # Slow to import, and of use to nothing else.
    from factbox.preview.serve import listen, serve

    try:
        sockets = listen(arguments.port)
    except (OSError, OverflowError) as error:
        say(f"cannot serve on port {arguments.port}: {error}")
        say("  choose another with --port, or a free one with --port 0")
        return 2
    with suppress(KeyboardInterrupt):
        serve(
            Path(),
            sockets,
            say,
            today=arguments.now,
            address=arguments.address,
            editor=arguments.editor,
            poll=arguments.poll,
            show=arguments.open,
        )
    return 0


def _schema(arguments: argparse.Namespace, files: Files) -> int:
    """Print the schema of one kind of document."""
    from factbox.reading.schemas import DOCUMENTS, json_schema

    if arguments.document not in DOCUMENTS:
        say(f"no document is called '{arguments.document}'")
        say(f"  known: {', '.join(DOCUMENTS)}")
        return 2
    print(json_schema(arguments.document))
    return 0


def say(text: str) -> None:
    """Tell the person at the terminal; standard output is for what was asked for."""
    print(text, file=sys.stderr)
