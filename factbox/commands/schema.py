"""`factbox schema`: the JSON Schemas of the YAML files, for editors that use them."""

import argparse
from pathlib import Path

from factbox.commands.command import Command, say
from factbox.reading.files import Files


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "document", nargs="?", help="figures, quotes, people, site, article …"
    )
    parser.add_argument(
        "--write",
        action="store_true",
        help="write the schemas of all files, with the ids of this project, into "
        ".factbox/schemas",
    )


def _run(arguments: argparse.Namespace, files: Files) -> int:
    """Print the schema of one kind of document, or write those of a project."""
    # Slow to import; --help needs none of it.
    from factbox.reading.schemas import DOCUMENTS, json_schema

    if arguments.write:
        return _write(files)
    if arguments.document not in DOCUMENTS:
        wrong = f"no document is called '{arguments.document}'"
        say(wrong if arguments.document else "which document? Or all of them: --write")
        say(f"  known: {', '.join(DOCUMENTS)}")
        return 2
    print(json_schema(arguments.document))
    return 0


def _write(files: Files) -> int:
    from factbox.scaffolding.schemas import FOLDER, Schemas
    from factbox.scaffolding.snippets import FILE as SNIPPETS
    from factbox.scaffolding.writing import keep

    schemas = Schemas().of(files)
    keep(Path(), schemas)
    say(f"{FOLDER}/ holds {len(schemas) - 1} schemas, {SNIPPETS} what articles can say")
    return 0


SCHEMA = Command(
    name="schema",
    help="print the JSON Schema of a YAML file, or write those of the project",
    add_arguments=_add_arguments,
    run=_run,
    left_alone="no schema was written",
    needs_project=lambda arguments: bool(arguments.write),
)
