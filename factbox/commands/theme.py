"""`factbox theme`: list what a project can override, and copy a file to start from."""

import argparse
from pathlib import Path

from factbox import __version__
from factbox.commands.command import Command, say
from factbox.problems import did_you_mean
from factbox.reading.files import THEME_FOLDERS, Files, legible, read_theme
from factbox.scaffolding.writing import write_new


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "names",
        nargs="*",
        metavar="name",
        help="a file or a folder of the theme, to copy into the project",
    )
    parser.add_argument(
        "--diff",
        action="store_true",
        help="show how the project's own files differ from the theme's; copy nothing",
    )


def _run(arguments: argparse.Namespace, files: Files) -> int:
    """List the files of the theme, copy some, or compare them."""
    # Slow to import; --help needs none of it.
    from factbox.checking.theme import can_be_overridden, copy_of

    theme = read_theme()
    known = can_be_overridden(theme)
    if not arguments.names and not arguments.diff:
        print("\n".join(known))
        return 0
    chosen: list[str] = []
    for name in arguments.names:
        found = paths_named(name, known)
        if not found:
            say(f"the theme has no '{name}'")
            say(f"  {did_you_mean(name, known)}; factbox theme lists them all")
            return 2
        chosen += found
    if arguments.diff:
        own = [path for path in chosen or known if path in files]
        print("".join(_difference(path, theme, files) for path in own), end="")
        return 0
    write_new(Path(), {path: copy_of(path, theme, __version__) for path in chosen})
    for path in chosen:
        say(f"wrote {path}, which now takes the place of the theme's")
    return 0


def paths_named(name: str, known: list[str]) -> list[str]:
    """The files that a name means: one of them, or all in a folder.

    The first folder, `templates` or `assets`, can be left out.
    """
    name = name.replace("\\", "/").strip("/")
    for whole in (name, *(f"{folder}/{name}" for folder in THEME_FOLDERS)):
        if whole in THEME_FOLDERS:
            continue
        found = [p for p in known if p == whole or p.startswith(f"{whole}/")]
        if found:
            return found
    return []


def _difference(path: str, theme: Files, files: Files) -> str:
    """What leads from the theme's file to the project's, as a unified diff."""
    from difflib import unified_diff  # Slow to import.

    lines = unified_diff(
        legible(theme[path]).splitlines(keepends=True),
        legible(files[path]).splitlines(keepends=True),
        f"theme/{path}",
        path,
    )
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


THEME = Command(
    name="theme",
    help="list what a project can override of the theme, and copy it to start from",
    add_arguments=_add_arguments,
    run=_run,
    left_alone="nothing was copied",
    needs_project=lambda arguments: bool(arguments.names or arguments.diff),
)
