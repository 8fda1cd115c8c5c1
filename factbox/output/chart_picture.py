"""A figure as a picture for others: the claims, whose they are, and their sources.

It is as wide as asked for and as tall as it needs to be.
"""

from collections.abc import Iterator

from factbox.output.drawing import Box, Diamond, Dot, Drawing, DrawnText, Form
from factbox.output.typefaces import CLAIM, INK, LINE, SANS, SERIF, SOFT, Typeface
from factbox.pages.excerpt import Excerpt, ExcerptClaim
from factbox.values.charts import Mark, Tick

WIDTH = 640
"""Of the files, in pixels."""

EDGE = 24
STRIP = 20
"""How tall the row of a mark is."""


def draw(excerpt: Excerpt, width: int = WIDTH) -> Drawing:
    """The picture of a figure. Raises `ImportError` without Pillow, which measures."""
    sheet = _Sheet(width)
    sheet.put(Box(0, 0, width, 6, CLAIM))
    sheet.down(EDGE)
    sheet.write(excerpt.label, SANS, 17, INK)
    if excerpt.value:
        sheet.write(excerpt.value, SERIF, 34, CLAIM if excerpt.claimed else INK)
    if excerpt.basis:
        sheet.write(excerpt.basis, SANS, 14, SOFT)
    for index, claim in enumerate(excerpt.claims):
        sheet.down(14 if index or excerpt.value else 6)
        sheet.claim(claim, excerpt.ticks)
    if excerpt.ticks:
        sheet.axis(excerpt.ticks)
    sheet.down(18)
    sheet.put(Box(EDGE, sheet.y, sheet.inner, 1, LINE))
    sheet.down(8)
    for line in told_below(excerpt):
        sheet.write(line, SANS, 13, SOFT)
    sheet.down(EDGE - 6)
    return Drawing(width, round(sheet.y), tuple(sheet.forms))


def told_below(excerpt: Excerpt) -> Iterator[str]:
    """What stands below a chart: day, sources, licence, and where it is from."""
    yield excerpt.known
    if excerpt.sourced:
        yield excerpt.sourced
    if excerpt.licensed:
        yield excerpt.licensed
    yield f"{excerpt.site} – {excerpt.origin}"
    if excerpt.address:
        yield excerpt.address


class _Sheet:
    """A picture that is filled from top to bottom; `y` is where it goes on."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.inner = width - 2 * EDGE
        self.y = 0.0
        self.forms: list[Form] = []

    def put(self, form: Form) -> None:
        self.forms.append(form)

    def down(self, height: float) -> None:
        self.y += height

    def write(
        self, text: str, face: str, size: int, ink: str, room: float | None = None
    ) -> None:
        """Write a text in as many lines as it needs, one below the other."""
        for line in wrapped(text, face, size, room or self.inner):
            self.down(round(size * 1.35))
            self.put(DrawnText(EDGE, self.y - round(size * 0.3), line, face, size, ink))

    def claim(self, claim: ExcerptClaim, ticks: tuple[Tick, ...]) -> None:
        """A claim: whose it is and the value in a line, more below, and its mark."""
        top, value, size = self.y, claim.value, 17
        lines = wrapped(value, SERIF, size, self.inner * 0.5) if value else []
        for row, line in enumerate(lines):
            baseline = top + 18 + row * 22
            right = self.width - EDGE
            self.put(DrawnText(right, baseline, line, SERIF, size, CLAIM, "end"))
        room = self.inner * 0.48 if value else self.inner
        self.write(claim.who, SANS, 16, INK, room)
        self.y = max(self.y, top + 22 * len(lines))
        if claim.basis:
            self.write(" · ".join(claim.basis), SANS, 13, SOFT)
        if claim.mark:
            self.down(4)
            self.strip(claim.mark, ticks)

    def at(self, x: float) -> float:
        """Where a place of the axis, in per cent, is in the picture."""
        return round(EDGE + self.inner * x / 100, 2)

    def strip(self, mark: Mark, ticks: tuple[Tick, ...]) -> None:
        """What stands for a value, on the lines of the scale."""
        top = self.y
        for tick in ticks:
            self.put(Box(self.at(tick.x) - 0.5, top, 1, STRIP, LINE))
        self.put(Box(EDGE, top + STRIP, self.inner, 1, LINE))
        for form in self.mark(mark, top + STRIP / 2):
            self.put(form)
        self.down(STRIP + 1)

    def mark(self, mark: Mark, middle: float) -> Iterator[Form]:
        low, high = self.at(mark.low), self.at(mark.high)
        span = round(high - low, 2)
        if mark.shape == "derived" and not span:
            yield Diamond(high, middle, 8, INK)
        elif mark.shape in ("derived", "range"):
            ink = INK if mark.shape == "derived" else CLAIM
            yield Box(low, middle - 6, span, 12, ink)
        elif mark.shape == "point":
            yield Dot(high, middle, 6, CLAIM)
        elif mark.shape == "about":
            yield Dot(high, middle, 6.5, CLAIM, hollow=True)
        elif mark.shape == "interval":
            yield Box(low, middle - 1, span, 2, CLAIM)
            yield Box(low - 1, middle - 5, 2, 10, CLAIM)
            yield Box(high - 1, middle - 5, 2, 10, CLAIM)
            yield Dot(self.at(mark.best or mark.low), middle, 5, CLAIM)
        elif mark.shape == "up-to":
            yield Box(EDGE, middle - 6, high - EDGE, 12, CLAIM, fades="left")
            yield Box(high - 1.5, middle - 9, 3, 18, CLAIM)
        else:
            yield Box(low, middle - 6, span, 12, CLAIM, fades="right")
            yield Box(low - 1.5, middle - 9, 3, 18, CLAIM)

    def axis(self, ticks: tuple[Tick, ...]) -> None:
        """The numbers of the scale, below its last strip."""
        self.down(15)
        for tick in ticks:
            if tick.label:
                x = self.at(tick.x)
                self.put(DrawnText(x, self.y, tick.label, SANS, 12, SOFT, tick.anchor))


def wrapped(text: str, face: str, size: int, room: float) -> list[str]:
    """The text in lines that have room; a word that has none is broken, too.

    A tenth is left, for other typefaces are wider.
    """
    type, room = Typeface(face, size, INK, 1), room * 0.9
    lines = []
    for line in type.lines(text, room):
        while type.width(line) > room and len(line) > 1:
            end = next(
                n for n in range(len(line), 0, -1) if _has_room(type, line, n, room)
            )
            lines.append(line[:end])
            line = line[end:]
        lines.append(line)
    return lines


def _has_room(type: Typeface, line: str, end: int, room: float) -> bool:
    return end == 1 or type.width(line[:end]) <= room
