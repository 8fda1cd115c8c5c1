"""The rows of tables, as they are typed, and what fails to be a table."""

import re
from itertools import pairwise

from markdown_it.token import Token

from factbox.reading.markdown.reading import Reading
from factbox.reading.markdown.typed import typed_text

_BAR = re.compile(r"(?<!\\)\|")
# The line of dashes under the heads of a table.
_RULE = re.compile(r" *\|?(?: *:?-+:? *\|)* *:?-*:? *\|? *")


def cells_of(line: str) -> int:
    """How many cells a row of a table has."""
    row = re.sub(r"^[ >]+", "", line).strip()
    bars = len(_BAR.findall(row))
    return bars + 1 - row.startswith("|") - bool(re.search(r"(?<!\\)\|$", row))


def failed_tables(inline: Token, reading: Reading) -> None:
    """Report what was meant for a table and is none: readers would see its bars."""
    if "|" not in inline.content or inline.meta.get("in") == "th_open":
        return
    lines = typed_text(inline).split("\n")
    start = 0
    for above, line in pairwise(lines):
        start += len(above) + 1
        if "|" not in above:
            continue
        offset = start + len(line) - len(line.lstrip())
        place = reading.place(inline, offset)
        if "-" in line and "|" in line and _RULE.fullmatch(line):
            reading.problem(
                place,
                f"this line has columns for {cells_of(line)} of the "
                f"{cells_of(above)} heads above it, so this is no table",
                "write '---' under each head, with '|' between them",
            )
            return
        if above.lstrip().startswith("|") and line.lstrip().startswith("|"):
            reading.problem(
                place,
                "this table has no line of dashes below its heads",
                "write one here: '---' under each head, with '|' between them",
            )
            return
