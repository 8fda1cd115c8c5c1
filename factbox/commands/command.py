"""What a command is, and what several of them share."""

import argparse
import gc
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import msgspec

from factbox.problems import Problem, Unreadable, report
from factbox.reading.files import Files, told

if TYPE_CHECKING:
    from factbox.build.steps import Occasion
    from factbox.model.addresses import SiteAddress

CACHE = Path(".factbox/cache")
"""Where the cache is kept from one command to the next."""


def say(text: str) -> None:
    """Tell the person at the terminal; standard output is for what was asked for.

    That nobody can be told, as on a full disk, changes nothing of what is done.
    """
    try:
        print(text, file=sys.stderr, flush=True)
    except OSError:
        give_up(sys.stderr)


def give_up(stream: TextIO) -> None:
    """Let what could not be written go nowhere: Python tries once more at its end."""
    with suppress(OSError, ValueError), open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), stream.fileno())


def counted(things: Sequence[object], noun: str) -> str:
    """How many things there are: "1 problem", "2 problems"."""
    return f"{len(things)} {noun}{'' if len(things) == 1 else 's'}"


_ASSIGNED = re.compile(r"([a-z_]+)=(.*)", re.DOTALL)


def assigned(word: str) -> tuple[str, str] | None:
    """The key and the text of an argument `key=text`; None for any other."""
    found = _ASSIGNED.fullmatch(word)
    return (found[1], found[2]) if found else None


def tell_in_words(
    arguments: argparse.Namespace, problems: Sequence[Problem], files: Files
) -> None:
    """Tell a person of problems, and what they kept the command from doing."""
    say(report(*told(problems, files, Path())))
    left_alone = arguments.command.left_alone
    say(f"\n{counted(problems, 'problem')}; {left_alone}")


def always(arguments: argparse.Namespace) -> bool:
    """Whatever the arguments are."""
    return True


class Command(msgspec.Struct, frozen=True):
    """A command: its name, a line on it, its arguments, and what it does.

    `run` is given the arguments and the files of the project, and returns the exit
    code; where it is not called in a project and `needs_project` says that it needs
    none, there are no files. `left_alone` tells what a problem kept it from doing,
    `tell` tells of the problems.
    """

    name: str
    help: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace, Files], int]
    left_alone: str
    needs_project: Callable[[argparse.Namespace], bool] = always
    tell: Callable[[argparse.Namespace, Sequence[Problem], Files], None] = tell_in_words


def add_occasion(parser: argparse.ArgumentParser) -> None:
    """What a site cannot know of itself: where it will stand, and what day it is."""
    parser.add_argument(
        "--address",
        type=_address,
        metavar="URL",
        help="where the site will stand (the address in site.yaml)",
    )
    parser.add_argument(
        "--now",
        type=_today,
        # argparse reads a default that is text as it would read an argument.
        default="",
        metavar="DAY",
        help="the day that decides what is published, such as 2025-02-07, or with a "
        "time, such as 2025-02-07T12:00 ($SOURCE_DATE_EPOCH, or today; UTC)",
    )


def occasion_of(arguments: argparse.Namespace) -> "Occasion":
    """The occasion that the arguments of `add_occasion` name."""
    from factbox.build.steps import Occasion

    return Occasion(arguments.now, arguments.address)


def _address(text: str) -> "SiteAddress":
    from factbox.model.addresses import SiteAddress

    with _as_usage():
        return SiteAddress.parse(text)


def _today(now: str) -> date:
    from factbox.values.dates.days import read_today

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
def precomputing() -> Iterator[None]:
    """Make nothing of the package that a command before has made of it."""
    # Slow to import, and --help needs none of it.
    from factbox.build.compiled import precomputed

    with precomputed():
        yield


NEW = 150_000
"""In objects: after how many new ones garbage is looked for, about six pages' worth.

A build of one explainer makes fewer, and looks for none.
"""


@contextmanager
def collecting_little() -> Iterator[None]:
    """Search for garbage among what is new alone, and in nothing that is left.

    Most of what a build makes lasts until its end. At a thousand explainers, looking
    through all of it again and again took longer than all else in a build with a cache,
    and once more after the end half as long. But each page leaves a third of a megabyte
    of Jinja's contexts behind, which refer to each other.
    """
    thresholds = gc.get_threshold()
    gc.set_threshold(NEW, 1_000_000)
    try:
        yield
    finally:
        gc.freeze()
        gc.set_threshold(*thresholds)
