"""`factbox serve`: preview the site in a browser, which follows every save."""

import argparse
import os
from contextlib import suppress
from pathlib import Path

from factbox.commands.command import Command, add_occasion, precomputing, say
from factbox.problems import Failed
from factbox.reading.files import Files

MOST_PORTS = 65_535


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--port", type=_port, default=8000, help="the port, 0 being a free one (8000)"
    )
    parser.add_argument(
        "--open", action="store_true", help="open the preview in a browser"
    )
    parser.add_argument(
        "--poll",
        action="store_true",
        help="look at the files every 100 ms, on disks that do not tell of changes",
    )
    parser.add_argument(
        "--editor",
        metavar="ADDRESS",
        default="vscode://file/{path}:{line}:{column}",
        help="the address that opens a source file (%(default)s)",
    )
    add_occasion(parser)


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= MOST_PORTS:
        raise argparse.ArgumentTypeError(f"{port} is no port: they go to {MOST_PORTS}")
    return port


@precomputing()
def _run(arguments: argparse.Namespace, files: Files) -> int:
    """Preview the site until interrupted."""
    # Slow to import, and of use to nothing else.
    from factbox.preview.serve import listen, serve
    from factbox.scaffolding.schemas import Schemas
    from factbox.scaffolding.writing import keep

    schemas = Schemas()

    def keep_schemas(files: Files) -> None:
        # An editor completes the worse for it, but goes on. What is for an editor's
        # folder is written where there is one.
        kept = {
            path: content
            for path, content in schemas.of(files).items()
            if not path.startswith(".vscode/") or os.path.isdir(".vscode")
        }
        with suppress(Failed):
            keep(Path(), kept)

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
            keep=keep_schemas,
        )
    return 0


SERVE = Command(
    name="serve",
    help="preview the site in a browser, which follows every save",
    add_arguments=_add_arguments,
    run=_run,
    left_alone="nothing is served",
)
