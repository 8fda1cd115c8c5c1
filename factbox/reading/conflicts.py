"""What a merge of two versions leaves in a file where they do not agree."""

import re

from factbox.problems import Place, Problem

# Git marks them so, with a name behind; "|||||||" begins what both were made from.
_MARK = re.compile(r"^([<|=>])\1{6}(?: .*)?$", re.MULTILINE)


def without_conflicts(
    text: str, file: str, first_line: int
) -> tuple[str, list[Problem]]:
    """The text with the first version of what does not agree, and each conflict.

    Lines keep their numbers: what is left out of the text is empty lines.
    """
    if not _MARK.search(text):
        return text, []
    problems: list[Problem] = []
    lines = text.split("\n")
    state = ""
    for index, line in enumerate(lines):
        mark = _MARK.match(line)
        sign = mark[1] if mark else ""
        # A line of "=" alone underlines a heading, too.
        if sign and (sign in "<>" or state):
            if sign == "<" or not state:
                problems.append(_conflict(Place(file, index + first_line)))
            state = "" if sign == ">" else sign
            lines[index] = ""
        elif state in ("|", "="):
            lines[index] = ""
    return "\n".join(lines), problems


def _conflict(place: Place) -> Problem:
    return Problem(
        place,
        "here two versions of this file do not agree (a merge conflict)",
        "keep the right lines, and delete the others and the lines "
        "'<<<<<<<', '=======' and '>>>>>>>'",
    )
