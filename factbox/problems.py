"""What an author is told: where a mistake is, what it is, and what to do about it.

    Exception
    ├── Failed        a step found problems; it carries all of them
    └── Unreadable    a piece of text is not what it should be; it has no place yet

A value type raises `Unreadable`; `decode` knows where the text stood and turns it
into a `Problem`; a step collects its problems and raises `Failed` once.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from posixpath import commonprefix
from typing import Protocol
from unicodedata import category, east_asian_width

import msgspec


class Place(msgspec.Struct, frozen=True, order=True):
    """Where something stands in a source file.

    `file` is relative to the project, with "/" on every system. `line` and `column`
    count from 1, the column in characters; a place in no file's text has line 0.
    """

    file: str
    line: int = 0
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


class Located(Protocol):
    """A text that knows where each of its characters stands in a source file."""

    @property
    def text(self) -> str: ...

    @property
    def place(self) -> Place: ...

    def at(self, offset: int) -> Place:
        """The place of the character at `offset`, from 0."""


class Problem(msgspec.Struct, frozen=True, order=True):
    """One mistake: its place, what is wrong in plain words, and the next step.

    Advice has a name, by which it can be waived where it stands.
    """

    place: Place
    message: str
    hint: str = ""
    name: str = ""


NO_ADDRESS, NO_DAY, NO_CARD = "no-address", "no-day", "no-card"
FUTURE_AS_OF = "future-as-of"
"""Advice on a site without an address, an explainer without a day, a poorer card."""

UNTRANSLATED, UNCHECKED_TRANSLATION = "untranslated", "unchecked-translation"
STALE_TRANSLATION = "stale-translation"
"""Advice on translations that show parts of the original, that nobody has checked, and
whose original has changed."""


class Unreadable(ValueError):
    """A text is not what its type asks for.

    `offset` is the index in the text, in characters from 0, at which it goes wrong.
    """

    def __init__(self, message: str, hint: str = "", offset: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.offset = offset


class Failed(Exception):
    """A step found these problems, sorted by place, and did not do what it is for.

    The site is as it was, unless the disk failed while it was being written: then the
    problem says so.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        super().__init__("\n".join(f"{p.place}: {p.message}" for p in self.problems))


WIDEST = 100
"""How many characters of a line a report shows."""


def report(problems: Iterable[Problem], texts: Mapping[str, str]) -> str:
    """The problems as an author reads them: place, words, line, caret and next step.

    `texts` maps a file's path to its text; a file that is not in it is reported
    without its line. Of a long line the part around the caret is shown, and characters
    that cannot be seen, or that would change how a terminal writes, are shown as "�".
    """
    return "\n\n".join(paragraphs(problems, texts))


def paragraphs(problems: Iterable[Problem], texts: Mapping[str, str]) -> Iterator[str]:
    """The report of each problem by itself."""
    lines = _Lines(texts)
    return (_paragraph(problem, lines) for problem in problems)


def shown_place(place: Place) -> str:
    """A place as a terminal can show it, whatever the names of files hold."""
    return _seen(str(place))


class _Lines:
    """The lines of texts, each text split and each line stripped only once."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts
        self.split: dict[str, list[str]] = {}
        self.stripped: dict[tuple[str, int], tuple[int, str]] = {}

    def at(self, place: Place) -> tuple[int, str]:
        """How far the line of a place is indented, and the rest of it, or ""."""
        key = place.file, place.line
        if key not in self.stripped:
            if place.file not in self.split:
                self.split[place.file] = self.texts.get(place.file, "").split("\n")
            lines = self.split[place.file]
            line = lines[place.line - 1] if 1 <= place.line <= len(lines) else ""
            self.stripped[key] = len(line) - len(line.lstrip()), line.strip()
        return self.stripped[key]


def _paragraph(problem: Problem, lines: _Lines) -> str:
    place = problem.place
    name = f" ({problem.name})" if problem.name else ""
    paragraph = [f"{shown_place(place)}: {_legible(problem.message)}{name}"]
    indentation, line = lines.at(place)
    if line:
        paragraph += _excerpt(line, place.column - indentation)
    if problem.hint:
        paragraph.append(f"  {_legible(problem.hint)}")
    return "\n".join(paragraph)


def _excerpt(line: str, column: int) -> tuple[str, str]:
    """What a report shows of a line, and a caret under the character at `column`."""
    offset = min(max(column - 1, 0), len(line))
    start = max(0, min(offset - WIDEST // 2, len(line) - WIDEST))
    stop = start + WIDEST
    before = ("…" if start else "") + _seen(line[start:offset])
    after = _seen(line[offset:stop]) + "…" * (stop < len(line))
    is_plain = before.isascii() and before.isprintable()
    gap = " " * len(before) if is_plain else "".join(map(_blank, before))
    return f"    {before}{after}", f"    {gap}^"


def _legible(text: str) -> str:
    """A text on one line; the middle of one without end is left out."""
    if len(text) > 4 * WIDEST:
        text = f"{text[: 2 * WIDEST]} … {text[-WIDEST:]}"
    return _seen(text)


def _seen(text: str) -> str:
    """A text whose every character can be seen."""
    # Nearly every one has only such.
    return text if text.isprintable() else "".join(map(_visible, text))


def _visible(character: str) -> str:
    is_mark = category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp")
    return "\N{REPLACEMENT CHARACTER}" if is_mark and character != "\t" else character


def _blank(character: str) -> str:
    """White space as wide as a character is in a terminal."""
    if character == "\t":
        return "\t"
    if category(character) in ("Mn", "Me"):
        return ""
    return "  " if east_asian_width(character) in "WF" else " "


def shown(text: str) -> str:
    """A text in quotation marks, cut to what fits in a message."""
    text = " ".join(text.split())
    return f"'{text}'" if len(text) <= 40 else f"'{text[:39]}…'"


MOST_COMPARED = 48
"""With how many known words a misspelt one is compared, letter by letter."""


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that `word` resembles most; "" if it resembles none.

    Whoever misspells a word begins it well: another first letter needs more likeness.
    A word that takes more than a slip or two to become another means something else,
    unless it is how that one begins. Among many known words those are looked at that
    begin or end most like it.
    """
    # difflib is slow to import and needed only once something is wrong.
    from difflib import get_close_matches

    every = frozenset(known)
    lower = word.lower()
    if same := sorted(each for each in every if each.lower() == lower):
        # NIS for nis.
        return same[0]
    words = _alike(word, every)
    begun_alike = [each for each in words if each[:1] == word[:1]]
    close = [
        *get_close_matches(word, words, cutoff=0.75),
        *get_close_matches(word, begun_alike),
    ]
    return next(
        (each for each in close if _is_slip(word, each) or _begins(word, each)), ""
    )


def _begins(typed: str, meant: str) -> bool:
    return len(typed) > 2 and meant.startswith(typed)


def _is_slip(typed: str, meant: str) -> bool:
    """Whether one word becomes another by slips in two letters of five, or fewer.

    A slip is a letter too many, too few, wrong, or in its neighbour's place (Damerau).
    Of two files in one folder, the names tell.
    """
    folder = "".join(commonprefix([typed, meant]).rpartition("/")[:2])
    typed, meant = typed.removeprefix(folder), meant.removeprefix(folder)
    before: list[int] = []
    row = list(range(len(meant) + 1))
    for i, letter in enumerate(typed):
        above, row = row, [i + 1]
        for j, other in enumerate(meant):
            slips = min(above[j] + (letter != other), above[j + 1] + 1, row[j] + 1)
            if i and j and letter == meant[j - 1] and typed[i - 1] == other:
                slips = min(slips, before[j - 1] + 1)
            row.append(slips)
        before = above
    return row[-1] <= max(1, max(len(typed), len(meant)) * 2 // 5)


def _alike(word: str, known: frozenset[str]) -> list[str]:
    """Of the known words those that stand by `word` in the order of letters."""
    words, backwards = _in_order(known)
    if len(words) <= MOST_COMPARED:
        return words
    turned = _beside(word[::-1], backwards)
    return sorted({*_beside(word, words), *(each[::-1] for each in turned)})


def _beside(word: str, words: list[str]) -> list[str]:
    at, few = bisect_left(words, word), MOST_COMPARED // 4
    return words[max(0, at - few) : at + few]


@lru_cache(maxsize=8)
def _in_order(known: frozenset[str]) -> tuple[list[str], list[str]]:
    """The known words in the order of their letters, and of their letters backwards."""
    return sorted(known), sorted(word[::-1] for word in known)


def suggestion(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known word; "" if there is none."""
    near = nearest(word, known)
    return f"did you mean '{near}'?" if near else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known word, or else the known words; "" if none."""
    words, _ = _in_order(frozenset(known))
    if hint := suggestion(word, words):
        return hint
    if not words:
        return ""
    shown = ", ".join(words[:12])
    return f"known: {shown}" + (" …" if len(words) > 12 else "")
