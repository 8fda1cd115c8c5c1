"""Where a link leads, as CommonMark reads it (0.31, 6.3), in one piece where it can be.

The parser goes through it character by character. Nearly every address has only such
as mean nothing by themselves.
"""

import re
from types import SimpleNamespace
from typing import Any

import msgspec
from markdown_it import MarkdownIt, helpers

_PLAIN = re.compile(r"[^\x00-\x20\x7f()<\\&]+(?=[\x00-\x20\x7f)]|\Z)")


class _Destination(msgspec.Struct, frozen=True):
    """What the parser is told: whether there is one, where it ends, and what it is."""

    ok: bool
    pos: int
    str: str


def _destination(text: str, start: int, stop: int) -> Any:
    """The destination that begins at `start` and ends before `stop`."""
    found = _PLAIN.match(text, start, stop)
    if found is None:
        return helpers.parseLinkDestination(text, start, stop)
    return _Destination(True, found.end(), found[0])


def read_destinations(parser: MarkdownIt) -> None:
    """Let a parser read destinations in one piece."""
    own = {name: getattr(helpers, name) for name in helpers.__all__}
    own["parseLinkDestination"] = _destination
    # What the parser has there is a module; it asks for these functions alone.
    vars(parser)["helpers"] = SimpleNamespace(**own)
