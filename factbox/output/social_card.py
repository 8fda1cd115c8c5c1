"""The picture of an explainer that chats and timelines show beside a link to it.

A card has the headline, the leading figures with those who claim them, and the day of
what is known. It is drawn in the page's own inks; a text with a letter that the
typefaces lack is left out.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from factbox.kinds.figures.figure import Figure
from factbox.model.explainers import Explainer
from factbox.model.site import Settings
from factbox.output.rendered import Rendered
from factbox.output.typefaces import (
    CLAIM,
    INK,
    LINE,
    PAPER,
    SANS,
    SERIF,
    SOFT,
    Typeface,
    composed,
    lacking,
    png_of,
    settable,
)
from factbox.pages.page import Card
from factbox.problems import NO_CARD, Place, Problem
from factbox.values.digests import name_of

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

WIDTH, HEIGHT = 1200, 630
"""In pixels; what Open Graph's largest readers ask for, 1.91 to 1."""
SHOWN = 2
"""How many figures a card has room for."""


class CardNumber(msgspec.Struct, frozen=True):
    """A leading figure: what is counted, the value, and who claims it."""

    label: str
    value: str
    claimants: str


class Sketch(msgspec.Struct, frozen=True):
    """What is on a card, in letters that the typefaces have; "" where it cannot be."""

    title: str
    as_of: str
    headline: str
    numbers: tuple[CardNumber, ...]


class PlannedCard(msgspec.Struct, frozen=True):
    """A card to be drawn, its words, and the letters of the headline it must leave."""

    sketch: Sketch
    alt: str
    lacking: tuple[str, ...]


def plan_card(explainer: Explainer, settings: Settings) -> PlannedCard:
    """What the card of an explainer shows, and its words."""
    return PlannedCard(
        sketch_of(explainer, settings),
        _in_words(explainer, settings),
        tuple(lacking(str(explainer.front.headline))),
    )


def card_of(planned: PlannedCard, folder: str, picture: bytes) -> tuple[Card, Rendered]:
    """The card of an explainer and its file, whose name tells its content."""
    path = f"assets/cards/{folder}.{name_of(picture)}.png"
    return Card(path, planned.alt, WIDTH, HEIGHT), Rendered(path, picture)


def without_headline(place: Place, letter: str) -> Problem:
    """Advice on a card that leaves out its headline, which has such a letter."""
    shown = letter if letter.isprintable() else ascii(letter)[1:-1]
    return Problem(
        place,
        f"the card for chats has no headline: its typeface lacks '{shown}'",
        "chats show the headline beside the card; nothing else is different",
        NO_CARD,
    )


def not_drawn(place: Place, error: Exception) -> Problem:
    """Advice on a card that is missing."""
    return Problem(
        place,
        f"the card for chats cannot be drawn: {error}",
        "chats show a link to this page without a picture; is Pillow installed?",
        NO_CARD,
    )


def sketch_of(explainer: Explainer, settings: Settings) -> Sketch:
    """What the card of an explainer shows, of what its typefaces can set."""
    front, language = explainer.front, settings.language
    return Sketch(
        settable(settings.title),
        settable(front.as_of.in_language(language)),
        settable(str(front.headline)),
        # A value without its label or its claimant would say something else.
        tuple(
            CardNumber(*map(composed, msgspec.structs.astuple(number)))
            for number in _numbers(explainer, settings)
            if not any(map(lacking, msgspec.structs.astuple(number)))
        ),
    )


def _in_words(explainer: Explainer, settings: Settings) -> str:
    """What a card shows, for those who do not see it."""
    numbers = settings.language.semicolon.join(
        f"{number.label}: {number.value}"
        + (f" ({number.claimants})" if number.claimants else "")
        for number in _numbers(explainer, settings)
    )
    return " – ".join(filter(None, (str(explainer.front.headline), numbers)))


def _numbers(explainer: Explainer, settings: Settings) -> list[CardNumber]:
    """The figures that lead, in the order of their file."""
    figures = [item for item in explainer.items if isinstance(item, Figure)]
    return [
        CardNumber(
            figure.label,
            figure.words("", settings.language),
            settings.language.comma.join(person.label for person in figure.claimants),
        )
        for figure in figures[:SHOWN]
    ]


# Drawn in twice the size, so that letters stand where they should between pixels, too.
SCALE = 2
EDGE = 72
GAP = 48


def draw(sketch: Sketch) -> bytes:
    """The card as PNG, of `WIDTH` by `HEIGHT`. Raises `ImportError` without Pillow."""
    # Slow to import, and only a changed headline or figure needs it.
    from PIL import Image, ImageDraw

    large = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), PAPER)
    pen = _Pen(ImageDraw.Draw(large))
    _draw_masthead(pen, sketch)
    _draw_headline(pen, sketch.headline, 124, _draw_numbers(pen, sketch.numbers))
    return png_of(large.reduce(SCALE))


def _type(face: str, size: int, ink: str) -> Typeface:
    return Typeface(face, size, ink, SCALE)


class _Pen:
    """Draws in the pixels of the finished card, from its upper left corner."""

    def __init__(self, canvas: "ImageDraw") -> None:
        self.canvas = canvas

    def box(self, left: int, top: int, right: int, bottom: int, ink: str) -> None:
        corners = (left * SCALE, top * SCALE, right * SCALE - 1, bottom * SCALE - 1)
        self.canvas.rectangle(corners, fill=ink)

    def mark(self, left: int, top: int, size: int, ink: str) -> None:
        """The site's mark, a card with a heavy upper edge; `size` is its height."""
        right, bottom = left + size * 4 // 5, top + size
        inner = max(2, size // 8)
        self.box(left, top, right, bottom, ink)
        upper = top + size * 7 // 20
        self.box(left + inner, upper, right - inner, bottom - inner, PAPER)

    def write(self, left: int, baseline: int, text: str, type: Typeface) -> None:
        self.canvas.text(
            (left * SCALE, baseline * SCALE), text, type.ink, type.font, anchor="ls"
        )


def _draw_masthead(pen: _Pen, sketch: Sketch) -> None:
    """The site's mark and title, and the day of what is known."""
    type = _type(SANS, 27, SOFT)
    pen.mark(EDGE, 64, 30, CLAIM)
    day = WIDTH - EDGE - round(type.width(sketch.as_of))
    pen.write(day, 90, sketch.as_of, type)
    room = day - GAP - (EDGE + 40)
    pen.write(EDGE + 40, 90, type.cut(sketch.title, room), type)


def _draw_numbers(pen: _Pen, numbers: Sequence[CardNumber]) -> int:
    """Draw the figures side by side, and return where the room above them ends."""
    if not numbers:
        return HEIGHT - EDGE
    label, claim = _type(SANS, 25, SOFT), _type(SANS, 25, CLAIM)
    width = (WIDTH - 2 * EDGE - GAP * (len(numbers) - 1)) // len(numbers)
    labels = [label.fitted(number.label, width, 2) for number in numbers]
    rule = 398 - 32 * (max(map(len, labels)) - 1)
    pen.box(EDGE, rule, WIDTH - EDGE, rule + 2, LINE)
    for size in range(58, 10, -2):
        value = _type(SERIF, size, INK)
        if value.fits([number.value for number in numbers], width):
            break
    for index, (number, lines) in enumerate(zip(numbers, labels, strict=True)):
        left = EDGE + index * (width + GAP)
        for row, line in enumerate(reversed(lines)):
            pen.write(left, 450 - 32 * row, line, label)
        pen.write(left, 516, number.value, value)
        if number.claimants:
            pen.mark(left, 548, 20, CLAIM)
            pen.write(left + 26, 567, claim.cut(number.claimants, width - 26), claim)
    return rule


def _draw_headline(pen: _Pen, headline: str, top: int, bottom: int) -> None:
    """Draw the headline in the middle of its room, as large as that allows.

    The site's mark stands for one that cannot be set.
    """
    if not headline:
        pen.mark(EDGE, (top + bottom - 160) // 2, 160, CLAIM)
        return
    width = WIDTH - 2 * EDGE
    for size in range(92, 36, -2):
        type = _type(SERIF, size, INK)
        leading = round(size * 1.17)
        count = (bottom - top - 40) // leading
        lines = type.lines(headline, width)
        if len(lines) <= count and type.fits(lines, width):
            break
    lines = type.fitted(headline, width, count)
    slack = bottom - top - leading * len(lines)
    baseline = top + slack // 2 + round(size * 0.86)
    for index, line in enumerate(lines):
        pen.write(EDGE, baseline + index * leading, line, type)
