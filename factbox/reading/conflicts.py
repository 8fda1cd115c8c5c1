"""What a merge of two versions leaves in a file where they do not agree."""

import re
from collections.abc import Sequence

from factbox.problems import Place, Problem

# Git marks them so, with a name behind; "|||||||" begins what both were made from.
_MARK = re.compile(r"^([<|=>])\1{6}(?: .*)?$", re.MULTILINE)


def without_conflicts(
    text: str, file: str, first_line: int, *, has_underlines: bool = False
) -> tuple[str, list[Problem]]:
    """The text with the first version of what does not agree, and each conflict.

    Lines keep their numbers: what is left out of the text is empty lines. Where a text
    `has_underlines`, a line of "=" by itself may be one.
    """
    if not _MARK.search(text):
        return text, []
    problems: list[Problem] = []
    lines = text.split("\n")
    signs = [mark[1] if (mark := _MARK.match(line)) else "" for line in lines]
    index = 0
    while index < len(lines):
        sign, end = signs[index], index
        if sign == "<":
            end = _end(signs, index)
            marks = (i for i in range(index + 1, end + 1) if signs[i])
            second = next(marks, end + 1)
            lines[second : end + 1] = [""] * (end + 1 - second)
        if sign in ("<", ">") or (sign == "=" and not has_underlines):
            problems.append(_conflict(Place(file, index + first_line)))
            lines[index] = ""
        index = end + 1
    return "\n".join(lines), problems


def _end(signs: Sequence[str], begin: int) -> int:
    """The index of the line that ends a conflict; of its first where none does."""
    for index in range(begin + 1, len(signs)):
        if signs[index] == "<":
            break
        if signs[index] == ">":
            return index
    return begin


def _conflict(place: Place) -> Problem:
    return Problem(
        place,
        "here two versions of this file do not agree (a merge conflict)",
        "keep the right lines, and delete the others and the lines "
        "'<<<<<<<', '=======' and '>>>>>>>'",
    )
