"""Text that was read in the wrong encoding before it came here."""

from factbox.patterns import pattern_of
from factbox.problems import Place, Problem

_REPLACED = "\N{REPLACEMENT CHARACTER}"
# Bytes of UTF-8 that were taken for Windows-1252: a letter of the first kind has one of
# the second behind it. Capitals before a quotation mark or a dash can be meant.
_MANGLED = pattern_of(
    r"[\u00c2\u00c3][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6"
    r"\u02dc\u20ac\u2020\u2021\u2026\u2030\u2122]"
    r"|[\u00c3][\u2013\u2014\u2018-\u201e\u2022\u2039\u203a](?=[^\W\d_])"
    r"|\u00e2(?:\u20ac.|\u201a\u00ac|\u2020.|\u2022.|\u20ac)"
    r"|[\u00d0\u00d1\u00ce\u00cf][\u0080-\u00bf\u2018-\u201e\u2020-\u2026\u2030\u0160-\u017e]{1}"
    r"(?:[\u00d0\u00d1\u00ce\u00cf].)+"
)


def misread(text: str, file: str) -> list[Problem]:
    """What was read in a wrong encoding, and lost letters, each told of once a file."""
    if text.isascii():
        return []
    found = []
    if _REPLACED in text:
        found.append(
            Problem(
                _place(text, text.index(_REPLACED), file),
                f"a letter was lost here{_more(text.count(_REPLACED))}: "
                f"'{_REPLACED}' stands in its place",
                "write the letter, or take the text from where it came from once more",
            )
        )
    for mangled in _MANGLED.finditer(text):
        if meant := _decoded(mangled[0]):
            every = sum(bool(_decoded(each[0])) for each in _MANGLED.finditer(text))
            found.append(
                Problem(
                    _place(text, mangled.start(), file),
                    f"this text was read in a wrong encoding{_more(every)}: "
                    f"'{mangled[0]}' may be '{meant}'",
                    "correct it, or take the text from where it came from once more, "
                    "as UTF-8",
                )
            )
            break
    return found


def _decoded(mangled: str) -> str:
    """What was meant by some letters; "" where they may well be meant as they are."""
    taken = b"".join(
        each.encode("latin-1" if "\x80" <= each < "\xa0" else "cp1252", "replace")
        for each in mangled
    )
    try:
        return taken.decode()
    except UnicodeDecodeError:
        return ""


def _more(count: int) -> str:
    return f", and {count - 1} more in this file" if count > 1 else ""


def _place(text: str, index: int, file: str) -> Place:
    line = text.count("\n", 0, index)
    return Place(file, line + 1, index - text.rfind("\n", 0, index))
