"""`factbox translated`: note that a translation says what the original says now."""

import argparse
from pathlib import Path

from factbox.commands.command import Command, say
from factbox.reading.files import Files


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Note, in translated.<tag>.yaml, that the words in a language say what the "
        "original says now. From then on, check tells what has changed since."
    )
    parser.add_argument("language", help="the tag in the names of its files, as in pt")
    parser.add_argument(
        "explainers",
        nargs="*",
        metavar="explainer",
        help="whose translation it is; all, where none is named",
    )


def _run(arguments: argparse.Namespace, files: Files) -> int:
    """Write the notes of a translation."""
    # Slow to import; --help needs none of it.
    from factbox.problems import did_you_mean
    from factbox.reading.apart import ARTICLE, apart, translated_path
    from factbox.reading.documents import folders_in
    from factbox.scaffolding.translations import notes_of
    from factbox.scaffolding.writing import keep

    tag, named = arguments.language, tuple(arguments.explainers)
    every = apart(files)
    if tag not in every.translations:
        tags = [*every.translations]
        say(f"no file has the tag '{tag}' in its name")
        say(f"  {did_you_mean(tag, tags) or 'begin with: factbox new translation …'}")
        return 2
    own = every.translations[tag]
    folders = [
        folder
        for folder in folders_in(every.original)
        if translated_path(f"content/{folder}/{ARTICLE}", tag) in own
    ]
    for each in named:
        if each not in folders:
            say(f"'{each}' is not translated into '{tag}'")
            say(f"  {did_you_mean(each, folders)}")
            return 2
    notes = notes_of(tag, named, files)
    keep(Path(), notes)
    for path in notes:
        say(f"noted in {path}")
    return 0


TRANSLATED = Command(
    name="translated",
    help="note that a translation says what the original says now",
    add_arguments=_add_arguments,
    run=_run,
    left_alone="nothing was noted",
)
