"""How much room words take, before a browser sets them, and what of them has room.

Widths are in letters of a Latin script; a sign that fills a square is as wide as two.
"""

from functools import cache
from unicodedata import category, east_asian_width

from factbox.values.scripts import is_close


def width_of(text: str) -> int:
    """How wide a text is."""
    if text.isascii():
        return len(text)
    return sum(map(_width, text))


@cache
def _width(sign: str) -> int:
    if category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(sign) in ("W", "F") else 1


def shortened(text: str, width: int) -> str:
    """A text in one line, cut so that it and an ellipsis are no wider than this.

    It is cut between words, and in a script without spaces, or in a word that has no
    room by itself, between signs.
    """
    text = " ".join(text.split())
    if width_of(text) <= width:
        return text
    room, end = width - width_of(" …"), 0
    while room >= _width(text[end]):
        room -= _width(text[end])
        end += 1
    kept = text[:end]
    if not (text[end].isspace() or is_close(text[end])):
        space = kept.rfind(" ")
        close = max((i for i, sign in enumerate(kept, 1) if is_close(sign)), default=0)
        kept = kept[: max(space, close)] or kept
    kept = kept.rstrip()
    return f"{kept}…" if is_close(kept[-1:] or " ") else f"{kept} …"
