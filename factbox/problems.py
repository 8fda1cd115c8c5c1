"""What an author is told: where a mistake is, what it is, and what to do about it.

    Exception
    ├── Failed        a step found problems; it carries all of them
    └── Unreadable    a piece of text is not what it should be; it has no place yet

A value type raises `Unreadable`; `decode` knows where the text stood and turns it
into a `Problem`; a step collects its problems and raises `Failed` once.
"""

from collections.abc import Iterable, Mapping

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


class Problem(msgspec.Struct, frozen=True, order=True):
    """One mistake: its place, what is wrong in plain words, and the next step."""

    place: Place
    message: str
    hint: str = ""


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
    """A step found these problems, sorted by place; nothing was written."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        super().__init__("\n".join(f"{p.place}: {p.message}" for p in self.problems))


def report(problems: Iterable[Problem], texts: Mapping[str, str]) -> str:
    """The problems as an author reads them: place, words, line, caret and next step.

    `texts` maps a file's path to its text; a file that is not in it is reported
    without its line.
    """
    return "\n\n".join(_paragraph(problem, texts) for problem in problems)


def _paragraph(problem: Problem, texts: Mapping[str, str]) -> str:
    place = problem.place
    paragraph = [f"{place}: {problem.message}"]
    lines = texts.get(place.file, "").splitlines()
    if 1 <= place.line <= len(lines):
        line = lines[place.line - 1]
        shown = line.lstrip()
        before = line[: place.column - 1].lstrip()
        # A tab keeps its width, so that the caret stands under its letter.
        gap = "".join(c if c == "\t" else " " for c in before)
        paragraph += [f"    {shown}".rstrip(), f"    {gap}^"]
    if problem.hint:
        paragraph.append(f"  {problem.hint}")
    return "\n".join(paragraph)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known word, or else the known words; "" if none."""
    # difflib is slow to import and needed only once something is wrong.
    from difflib import get_close_matches

    words = sorted(set(known))
    if near := get_close_matches(word, words, n=1):
        return f"did you mean '{near[0]}'?"
    if not words:
        return ""
    shown = ", ".join(words[:12])
    return f"known: {shown}" + (" …" if len(words) > 12 else "")
