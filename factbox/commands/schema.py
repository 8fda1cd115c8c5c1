"""`factbox schema`: print the JSON Schema of a YAML file, for editors that use it."""

import argparse

from factbox.commands.command import Command, say
from factbox.reading.files import Files


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("document", help="figures, quotes, people, site, article …")


def _run(arguments: argparse.Namespace, files: Files) -> int:
    """Print the schema of one kind of document."""
    # Slow to import; --help needs none of it.
    from factbox.reading.schemas import DOCUMENTS, json_schema

    if arguments.document not in DOCUMENTS:
        say(f"no document is called '{arguments.document}'")
        say(f"  known: {', '.join(DOCUMENTS)}")
        return 2
    print(json_schema(arguments.document))
    return 0


SCHEMA = Command(
    name="schema",
    help="print the JSON Schema of a YAML file, for editors that use it",
    add_arguments=_add_arguments,
    run=_run,
    left_alone="",
)
