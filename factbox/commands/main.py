"""The command `factbox`: arguments in, a report and an exit code out.

Exit codes: 0 built, 1 problems in the content, 2 wrong usage, 130 stopped by Ctrl-C.
Anything else is our own mistake and keeps its traceback.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from factbox import __version__
from factbox.commands import COMMANDS
from factbox.commands.command import counted, say
from factbox.problems import Failed, report
from factbox.reading.files import Files, read_project, texts_with


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command in the current folder and return its exit code."""
    arguments = _parser().parse_args(argv)
    files: Files = {}
    try:
        files = read_project(Path())
        return int(arguments.run(arguments, files))
    except Failed as failed:
        say(report(failed.problems, texts_with(failed.problems, files)))
        say(f"\n{counted(failed.problems, 'problem')}; {arguments.left_alone}")
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
    for command in COMMANDS:
        own = commands.add_parser(command.name, help=command.help)
        command.add_arguments(own)
        own.set_defaults(run=command.run, left_alone=command.left_alone)
    return parser
