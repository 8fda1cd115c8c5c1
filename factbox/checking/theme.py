"""Copies of the theme's files in a project, and whether the theme went on since."""

import re
from collections.abc import Iterator

from factbox.problems import Place, Problem
from factbox.reading.files import THEME_FOLDERS, Files, legible
from factbox.values.digests import name_of

COMMENTS = {"html": ("{#", "#}"), "css": ("/*", "*/")}
"""How a comment begins and ends in the files that can have one, by their endings."""

EXAMPLES = "examples.yaml"
"""What a component is shown by in its documentation; no build reads it."""

_COPIED = re.compile(r"Copied from the theme of Factbox \S+, version ([0-9a-f]+)\.")


def can_be_overridden(theme: Files) -> list[str]:
    """The files of the theme that a project can have a copy of, in their order."""
    return [path for path in theme if not path.endswith(f"/{EXAMPLES}")]


def copy_of(path: str, theme: Files, release: str) -> bytes:
    """A file of the theme for a project, with a comment that tells what it was."""
    content = theme[path]
    begin, end = COMMENTS.get(path.rpartition(".")[2], ("", ""))
    if not begin:
        return content
    words = f"Copied from the theme of Factbox {release}, version {name_of(content)}."
    return f"{begin} {words} {end}\n".encode() + content


def drifted(files: Files, theme: Files) -> Iterator[Problem]:
    """Advice on each copy whose original is no longer what it was.

    A file without the comment of `copy_of` was written by hand, and follows nothing.
    """
    for path, content in files.items():
        if path.partition("/")[0] not in THEME_FOLDERS or path not in theme:
            continue
        found = _COPIED.search(legible(content).partition("\n")[0])
        now = name_of(theme[path])
        if found and found[1] != now:
            yield Problem(
                Place(path, 1, found.start(1) + 1),
                "the theme's own version of this file has changed since it was copied",
                f"see how they differ: factbox theme --diff {path}; once the copy has "
                f"what you want of it, write 'version {now}.' here",
            )
