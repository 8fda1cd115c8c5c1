"""`factbox new`: begin a project, an explainer, a source, a language, or an entry."""

import argparse
import os
from pathlib import Path

from factbox import __version__
from factbox.commands.command import Command, assigned, say
from factbox.model.mentions import with_article
from factbox.problems import did_you_mean
from factbox.reading.files import Files, is_project

FILES = ("explainer", "source", "translation", "language")
"""What has files of its own."""


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        'Begin a project: factbox new my-site "Title of the site". In a project, add '
        "to it: factbox new explainer, source, person, figure, quote, event or update, "
        "with an id, as in: "
        'factbox new figure killed "Soldiers killed" value="about 300". What begins a '
        "translation is the tag of its language, and the explainer: factbox new "
        "translation pt closed-bridge. factbox new language sv Svenska adds a language "
        "that Factbox does not have"
    )
    parser.add_argument("what", help="a folder for a project, or what to add to one")
    parser.add_argument(
        "words",
        nargs="*",
        metavar="word",
        help="the title of the project; or an id (explainer/id where there are several "
        "explainers), a title, and texts as key=text",
    )


def _is_in_project(arguments: argparse.Namespace) -> bool:
    """Whether something is added to a project."""
    return arguments.what in _nouns()


def _nouns() -> tuple[str, ...]:
    from factbox.scaffolding.entries import SORTS

    return (*FILES, *SORTS)


def _run(arguments: argparse.Namespace, files: Files) -> int:
    """Begin a project, or add to the one in the current folder."""
    if not _is_in_project(arguments):
        return _begin(arguments)
    if not arguments.words or assigned(arguments.words[0]):
        noun = with_article(arguments.what)
        say(f"{noun} needs an id, such as: factbox new {arguments.what} a-short-name")
        return 2
    if arguments.what == "translation":
        return _add_translation(arguments, files)
    if arguments.what in FILES:
        return _add_file(arguments)
    return _add_entry(arguments, files)


def _begin(arguments: argparse.Namespace) -> int:
    """Make the folder of a new project."""
    from factbox.scaffolding.project import new_project
    from factbox.scaffolding.writing import write_new
    from factbox.values.dates.days import read_today

    root = Path(arguments.what)
    is_within = is_project(Path()) and root.name == arguments.what
    if len(arguments.words) > 1 or is_within:
        say(f"'{arguments.what}' is nothing that a project has: {', '.join(_nouns())}")
        beside = "../" if is_within else ""
        say(f'  to begin a project: factbox new {beside}my-site "Title of the site"')
        return 2
    title = arguments.words[0] if arguments.words else root.resolve().name
    files = new_project(title, __version__, read_today("", os.environ))
    write_new(root, files)
    say(f"made {root.as_posix()}/ with {len(files)} files; look at it:")
    say(f"  cd {root.as_posix()}")
    say("  factbox serve --open")
    return 0


def _add_file(arguments: argparse.Namespace) -> int:
    """Make the files of a new explainer, of a new source, or of a new language."""
    from factbox.scaffolding.languages import new_language
    from factbox.scaffolding.project import new_explainer, new_source
    from factbox.scaffolding.writing import write_new
    from factbox.values.dates.days import read_today

    id, *words = arguments.words
    title = " ".join(words)
    if arguments.what == "explainer":
        files = new_explainer(id, title, read_today("", os.environ))
    elif arguments.what == "language":
        files = new_language(id, title)
    else:
        files = new_source(id, title)
    write_new(Path(), files)
    for path in files:
        say(f"wrote {path}")
    return 0


def _add_translation(arguments: argparse.Namespace, files: Files) -> int:
    """Make the files of a new translation of an explainer."""
    from factbox.reading.documents import folders_in
    from factbox.scaffolding.translations import new_translation
    from factbox.scaffolding.writing import write_new

    tag, *named = arguments.words
    folders = tuple(folders_in(files))
    folder = named[0] if named else folders[0] if len(folders) == 1 else ""
    if folder not in folders:
        say(f"which explainer is translated? factbox new translation {tag} explainer")
        say(f"  {did_you_mean(folder, folders)}")
        return 2
    written = new_translation(tag, folder, files)
    write_new(Path(), written)
    for path in written:
        say(f"wrote {path}")
    return 0


def _add_entry(arguments: argparse.Namespace, files: Files) -> int:
    """Add an entry to the list that it belongs to."""
    from factbox.reading.documents import folders_in
    from factbox.reading.fields import keys_of
    from factbox.scaffolding.entries import SORTS, entry_added, entry_lines
    from factbox.scaffolding.schemas import schema_for
    from factbox.scaffolding.writing import append

    sort = SORTS[arguments.what]
    named, *words = arguments.words
    folder, _, id = named.rpartition("/")
    values = {"id": id}
    for word in words:
        key, text = assigned(word) or (sort.title, word)
        if key not in keys_of(sort.entry):
            say(f"{with_article(sort.noun)} has no key '{key}'")
            say(f"  {did_you_mean(key, keys_of(sort.entry))}")
            return 2
        values[key] = text
    path = sort.file
    if sort.is_fact:
        folders = tuple(folders_in(files))
        if not folder and len(folders) == 1:
            [folder] = folders
        if folder not in folders:
            say(f"which explainer does the {sort.noun} belong to? Write explainer/{id}")
            say(f"  {did_you_mean(folder, folders)}")
            return 2
        path = f"content/{folder}/{sort.file}"
    added = entry_added(files, path, sort, values, schema_for(path))
    append(Path(), path, added)
    line = files.get(path, b"").count(b"\n") + added.count(b"\n")
    empty = [each for each in entry_lines(sort, values) if ":  # " in each]
    say(f"{path}:{line - len(list(entry_lines(sort, values))) + 1}: added '{id}'")
    for each in empty:
        say(f"  still to write: {each.strip('- ')}")
    return 0


NEW = Command(
    name="new",
    help="begin a project, or add an explainer, a source or an entry to one",
    add_arguments=_add_arguments,
    run=_run,
    left_alone="nothing was written",
    needs_project=_is_in_project,
)
