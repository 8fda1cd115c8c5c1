"""`factbox import`: sources from a library, facts and people from a spreadsheet."""

import argparse
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from factbox.commands.command import Command, assigned, counted, say, tell_in_words
from factbox.problems import Failed, Problem, did_you_mean
from factbox.reading.files import Files, read_given

if TYPE_CHECKING:
    from factbox.scaffolding.entries import Sort


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Take in what others keep: a library in CSL-JSON (as Zotero exports it) into "
        "seeds/, or a spreadsheet saved as CSV, each row of which becomes an entry: "
        "factbox import toll.csv figure by=police. Nothing that is there is changed."
    )
    parser.add_argument("file", help="a file that ends in .json or .csv")
    parser.add_argument(
        "words",
        nargs="*",
        metavar="word",
        help="of a spreadsheet: what a row is (figure, quote, event, update, person; "
        "explainer/figure where there are several explainers), and texts that all rows "
        "have, as key=text",
    )


def _run(arguments: argparse.Namespace, files: Files) -> int:
    """Take in a file."""
    content = read_given(Path(arguments.file))
    if arguments.file.lower().endswith(".json"):
        return _take_library(arguments, content, files)
    if arguments.file.lower().endswith((".csv", ".tsv")):
        return _take_sheet(arguments, content, files)
    say(f"'{arguments.file}' is neither a library nor a spreadsheet")
    say("  export a library as CSL JSON (.json), and save a spreadsheet as CSV (.csv)")
    return 2


def _take_library(arguments: argparse.Namespace, content: bytes, files: Files) -> int:
    """Write a file in seeds/ for each item of a library that is not there yet."""
    from factbox.build.cache import Cache
    from factbox.build.incremental import Incremental
    from factbox.scaffolding.csl import library_of
    from factbox.scaffolding.writing import write_new

    if arguments.words:
        say(f"a library goes into seeds/ as it is, without '{arguments.words[0]}'")
        return 2
    documents = Incremental(Cache()).read(files).sources
    sources = {id: each.source for id, each in documents.items() if each.source}
    library = library_of(arguments.file, content, sources)
    write_new(Path(), library.files)
    for path in library.files:
        say(f"wrote {path}")
    for title, path in library.known:
        say(f"there already: {path} ({title})")
    for path, line in library.unread:
        say(f"still to write: {path}: {line}")
    if library.left_out:
        say(f"left out, as no source has it: {', '.join(sorted(library.left_out))}")
    return 0


def _take_sheet(arguments: argparse.Namespace, content: bytes, files: Files) -> int:
    """Put an entry for each row of a spreadsheet behind those of a list."""
    from factbox.checking.site import locale_of
    from factbox.reading.documents import read_settings
    from factbox.reading.fields import keys_of
    from factbox.scaffolding.entries import SORTS, entries_added, taken_ids
    from factbox.scaffolding.schemas import schema_for
    from factbox.scaffolding.spreadsheets import entries_of
    from factbox.scaffolding.writing import append

    given = {}
    named = []
    for word in arguments.words:
        if pair := assigned(word):
            given[pair[0]] = pair[1]
        else:
            named.append(word)
    folder, _, noun = named[0].rpartition("/") if named else ("", "", "")
    if len(named) != 1 or noun not in SORTS:
        say("what is a row of it? Write one of: " + ", ".join(SORTS))
        say(f"  as in: factbox import {arguments.file} figure")
        return 2
    sort = SORTS[noun]
    for key in given:
        if key not in keys_of(sort.entry):
            say(f"'{key}' is no key of this: {did_you_mean(key, keys_of(sort.entry))}")
            return 2
    path = _path(folder, sort, files)
    if not path:
        return 2
    locale = locale_of(read_settings(files, {}))
    taken = taken_ids(path, files, sort)
    entries = entries_of(arguments.file, content, sort, given, taken, locale)
    append(Path(), path, entries_added(files, path, sort, entries, schema_for(path)))
    say(f"{path}: added {_counted(entries, sort)} behind what was there")
    say("  factbox check tells what is still missing, such as people and sources")
    return 0


def _counted(entries: Sequence[object], sort: "Sort") -> str:
    return (
        counted(entries, sort.noun)
        if sort.noun != "person"
        else ("1 person" if len(entries) == 1 else f"{len(entries)} people")
    )


def _path(folder: str, sort: "Sort", files: Files) -> str:
    """The file of the list; "" where the explainer is not clear, which is told."""
    from factbox.reading.documents import folders_in

    if not sort.is_fact:
        return sort.file
    folders = tuple(folders_in(files))
    if not folder and len(folders) == 1:
        [folder] = folders
    if folder not in folders:
        say(f"which explainer do they belong to? Write explainer/{sort.noun}")
        say(f"  {did_you_mean(folder, folders)}")
        return ""
    return f"content/{folder}/{sort.file}"


def _tell(
    arguments: argparse.Namespace, problems: Sequence[Problem], files: Files
) -> None:
    """Tell of problems with their lines, also of those in the file that is taken in."""
    known = dict(files)
    with suppress(Failed):
        known[arguments.file] = read_given(Path(arguments.file))
    tell_in_words(arguments, problems, known)


IMPORT = Command(
    name="import",
    help="take in sources from a library, or facts from a spreadsheet",
    add_arguments=_add_arguments,
    run=_run,
    left_alone="nothing was written",
    tell=_tell,
)
