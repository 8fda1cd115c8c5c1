"""The command `factbox`: arguments in, a report and an exit code out.

Exit codes: 0 built, 1 problems in the content, or what was asked for cannot be written;
2 wrong usage, 130 stopped by Ctrl-C, 143 by the system, 141 where nobody reads on.
Anything else is our own mistake and keeps its traceback.
"""

import argparse
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from factbox import __version__
from factbox.commands import COMMANDS
from factbox.commands.command import Command, give_up, say
from factbox.problems import Failed
from factbox.reading.files import Files, read_project


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command in the current folder and return its exit code."""
    try:
        try:
            return _run(argv)
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        give_up(sys.stdout)
        return 128 + 13  # As of every program that SIGPIPE ends.
    except OSError as error:
        if error.filename is not None:
            raise
        give_up(sys.stdout)
        say(f"what was asked for cannot be written: {error.strerror}")
        return 1


def _run(argv: Sequence[str] | None) -> int:
    typed = list(sys.argv[1:] if argv is None else argv)
    began = argparse.Namespace(typed=typed, started=time.time())
    arguments = command_parser().parse_args(typed, began)
    command: Command = arguments.command
    files: Files = {}
    try:
        if command.needs_project(arguments):
            files = read_project(Path())
        return command.run(arguments, files)
    except Failed as failed:
        command.tell(arguments, failed.problems, files)
        return 1
    except KeyboardInterrupt as stopped:
        say("\nstopped; run the command again to go on")
        number = stopped.args[0] if stopped.args else signal.SIGINT
        return 128 + int(number)


def command_parser() -> argparse.ArgumentParser:
    """What reads the arguments of every command."""
    parser = argparse.ArgumentParser(
        prog="factbox",
        description="Explainer microsites from Markdown and YAML.",
        epilog='Begin with: factbox new my-site "Title of the site"',
    )
    parser.add_argument("--version", action="version", version=f"factbox {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="command", required=True)
    for command in COMMANDS:
        own = commands.add_parser(command.name, help=command.help)
        command.add_arguments(own)
        own.set_defaults(command=command)
    return parser
