"""Advice that a desk has looked at and lets stand, with a reason, where it stands.

A remark on the line of the advice, or on the line above it, waives it by its name.
Several may stand above one another:

    # waive loose-number: a figure of speech            in YAML
    <!-- waive loose-number: a figure of speech -->     in an article

Where a text of YAML runs over several lines, the remark stands at its key. What is told
of an article as a whole, at its first line, is waived below that, in its front matter.
"""

import re
from collections.abc import Collection, Iterable, Iterator

import msgspec

from factbox.problems import Place, Problem, did_you_mean
from factbox.reading.files import Files, legible

_REMARK = {
    "yaml": re.compile(r"(?:^|\s)#\s*waive\s+([\w-]*)\s*:?[ \t]*(.*?)\s*$"),
    "md": re.compile(r"<!--\s*waive\s+([\w-]*)\s*:?[ \t]*(.*?)\s*-->"),
}
_IS_REMARK = re.compile(r"#\s*waive\s.*|<!--\s*waive\s.*-->")
_KEY = re.compile(r"\s*(?:- )?[\w-]+:")
_FRONT_MATTER = re.compile(r"---\r?\n.*?\n---", re.DOTALL)


IDLE = "idle-waiver"
"""What advice on a waiver is called, which no waiver can waive."""


class Waiver(msgspec.Struct, frozen=True):
    """A remark that waives advice of one name; `reason` is "" where it gives none."""

    name: str
    reason: str
    place: Place


class Considered(msgspec.Struct, frozen=True):
    """The advice that is left, and that which is waived."""

    advice: tuple[Problem, ...]
    waived: tuple[Problem, ...]


def can_waive(path: str) -> bool:
    """Whether advice can be waived in a file."""
    return path.rpartition(".")[2] in _REMARK


def consider(
    advice: Iterable[Problem], files: Files, names: Collection[str]
) -> Considered:
    """The advice without what is waived, and with the waivers that waive nothing.

    `names` are those of all advice that there is.
    """
    # Few files have any: so much of each is seen without a call.
    waivers = [
        waiver
        for path, content in files.items()
        if b"waive" in content
        for waiver in _waivers_in(path, content)
    ]
    lines = {waiver.place.file: _lines(waiver.place.file, files) for waiver in waivers}
    by_line = {
        (waiver.place.file, waiver.place.line, waiver.name): waiver
        for waiver in waivers
        if waiver.reason
    }
    used: set[Waiver] = set()
    left, waived = [], []
    for piece in advice:
        file = piece.place.file
        if file not in lines:
            left.append(piece)
            continue
        candidates = (
            by_line.get((file, line, piece.name))
            for line in _lines_of(piece.place, lines[file])
        )
        waiver = next((each for each in candidates if each), None)
        if waiver:
            used.add(waiver)
            waived.append(piece)
        else:
            left.append(piece)
    left += (_idle(waiver, names) for waiver in waivers if waiver not in used)
    return Considered(tuple(sorted(left)), tuple(sorted(waived)))


def _waivers_in(path: str, content: bytes) -> Iterator[Waiver]:
    ending = path.rpartition(".")[2]
    if ending not in _REMARK:
        return
    text = legible(content)
    front = _FRONT_MATTER.match(text) if ending == "md" else None
    after = text[: front.end()].count("\n") if front else -1
    for index, line in enumerate(text.split("\n")):
        remark = _REMARK["yaml" if index <= after else ending].search(line)
        if remark:
            yield Waiver(
                remark[1], remark[2], Place(path, index + 1, remark.start(1) + 1)
            )


def _lines(path: str, files: Files) -> tuple[str, ...]:
    return tuple(legible(files[path]).split("\n")) if path in files else ()


def _lines_of(place: Place, lines: tuple[str, ...]) -> Iterator[int]:
    """The lines, from 1, on which a remark waives what stands at a place."""
    yield from _at(place.line, lines)
    if place.line <= 1 and lines[:1] and lines[0].rstrip() == "---":
        for number in range(2, len(lines) + 1):
            if not _IS_REMARK.fullmatch(lines[number - 1].strip()):
                break
            yield number
    if not place.file.endswith(".yaml") or not 0 < place.line <= len(lines):
        return
    if _KEY.match(lines[place.line - 1]):
        return
    # The key of a text that runs over lines stands less far in than they do.
    depth = _depth(lines[place.line - 1])
    for number in range(place.line - 1, 0, -1):
        line = lines[number - 1]
        if _KEY.match(line) and _depth(line) < depth:
            yield from _at(number, lines)
            return


def _at(number: int, lines: tuple[str, ...]) -> Iterator[int]:
    """A line, the one above it, and further ones above remarks that stand alone."""
    yield from (number, number - 1)
    above = number - 1
    while 1 < above <= len(lines) and _IS_REMARK.fullmatch(lines[above - 1].strip()):
        above -= 1
        yield above


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _idle(waiver: Waiver, names: Collection[str]) -> Problem:
    """Advice on a waiver that waives nothing."""
    if waiver.name not in names:
        message = f"there is no advice called '{waiver.name}'"
        return Problem(waiver.place, message, did_you_mean(waiver.name, names), IDLE)
    if not waiver.reason:
        message = f"this waives '{waiver.name}' without a reason"
        hint = f"write it behind a colon: waive {waiver.name}: …"
        return Problem(waiver.place, message, hint, IDLE)
    return Problem(
        waiver.place,
        f"this waives '{waiver.name}', and there is none here",
        "delete it; it belongs on the line of the advice, or on the line above",
        IDLE,
    )
