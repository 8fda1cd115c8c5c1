"""The typefaces and the inks of the pictures that are drawn.

The typefaces are in fonts/, made by tools/fonts.py; a text with a letter that
they lack cannot be set.
"""

from bisect import bisect
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import normalize

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

# The light inks of assets/css/tokens.css.
PAPER, INK, SOFT, LINE, CLAIM = "#f8f9f5", "#161d1b", "#515b57", "#cdd2ca", "#ad3414"

FONTS = Path(__file__).parent / "fonts"
SERIF, SANS = "Literata-SemiBold.ttf", "NotoSans-Regular.ttf"

Shades = tuple[tuple[str, int], ...]
"""Inks, and how many steps lead from the paper to each: 256 in all at most."""

EVEN: Shades = ((INK, 32), (SOFT, 32), (LINE, 32), (CLAIM, 32))
SMOOTH: Shades = ((INK, 40), (SOFT, 40), (LINE, 8), (CLAIM, 168))
"""For what fades into the paper: a step of it cannot be seen."""


@cache
def _letters() -> frozenset[str]:
    """The letters that both typefaces have."""
    return frozenset((FONTS / "letters.txt").read_text(encoding="utf-8"))


def composed(text: str) -> str:
    """The text in one line, in letters that need no marks put on them."""
    return normalize("NFC", text.replace("\n", " "))


def lacking(text: str) -> list[str]:
    """The letters of a text that the typefaces lack, in its order."""
    return [letter for letter in composed(text) if letter not in _letters()]


def settable(text: str) -> str:
    """The text in one line; "" where the typefaces lack a letter of it."""
    return "" if lacking(text) else composed(text)


@cache
def _font(face: str, size: int) -> "FreeTypeFont":
    from PIL import ImageFont

    # Basic layout is the same everywhere; the other one is not in every Pillow.
    basic = ImageFont.Layout.BASIC
    return ImageFont.truetype(str(FONTS / face), size, layout_engine=basic)


@lru_cache(maxsize=4096)
def _length(font: "FreeTypeFont", text: str) -> float:
    """The length of a text in pixels; the same words come again and again."""
    return font.getlength(text)


class Typeface:
    """A typeface in a size, in pixels, and an ink.

    What is measured is in pixels, too; it is drawn in `scale` times their size.
    """

    def __init__(self, face: str, size: int, ink: str, scale: int) -> None:
        self.size = size
        self.scale = scale
        self.ink = ink
        self.font = _font(face, size * scale)

    def width(self, text: str) -> float:
        return _length(self.font, text) / self.scale

    def lines(self, text: str, width: float) -> list[str]:
        """The text broken at its spaces; a single word may be wider than `width`."""
        lines: list[str] = []
        space, taken = self.width(" "), 0.0
        for word in text.split(" "):
            needed = self.width(word)
            if lines and taken + space + needed <= width:
                lines[-1] += f" {word}"
                taken += space + needed
            else:
                lines.append(word)
                taken = needed
        return lines

    def fits(self, lines: Sequence[str], width: float) -> bool:
        return all(self.width(line) <= width for line in lines)

    def fitted(self, text: str, width: int, count: int) -> list[str]:
        """The text in at most `count` lines, as even as their number allows.

        What does not fit is cut, and an ellipsis stands for it.
        """
        lines = self.lines(text, width)
        if len(lines) > count:
            lines = [*lines[: count - 1], " ".join(lines[count - 1 :])]
        if not self.fits(lines, width):
            return [self.cut(line, width) for line in lines]
        narrow = width // 2
        while narrow < width:
            middle = (narrow + width) // 2
            tried = self.lines(text, middle)
            if len(tried) == len(lines) and self.fits(tried, middle):
                lines, width = tried, middle
            else:
                narrow = middle + 1
        return lines

    def cut(self, text: str, width: float) -> str:
        """The text, or as much of it as there is room for and an ellipsis."""
        if self.width(text) <= width:
            return text
        ends = range(len(text))
        end = bisect(ends, width, key=lambda end: self.width(f"{text[:end]}…"))
        text = text[:end].rstrip()
        # Kerning can make a longer text the narrower one.
        while text and self.width(f"{text}…") > width:
            text = text[:-1].rstrip()
        return f"{text}…"


def png_of(image: "Image", shades: Shades = EVEN) -> bytes:
    """A picture in these inks as PNG, the same bytes on every machine."""
    from io import BytesIO
    from zlib import Z_RLE

    from PIL import Image

    file = BytesIO()
    few = image.quantize(palette=_palette(shades), dither=Image.Dither.NONE)
    # Runs alone are packed: libraries differ in how they search for repeats.
    few.save(file, "PNG", compress_type=Z_RLE)
    return file.getvalue()


def _palette(shades: Shades) -> "Image":
    """A palette of what lies between the paper and each ink."""
    from PIL import Image, ImageColor

    paper = ImageColor.getrgb(PAPER)
    palette = [
        channel + (inked - channel) * step // (steps - 1)
        for ink, steps in shades
        for step in range(steps)
        for channel, inked in zip(paper, ImageColor.getrgb(ink), strict=True)
    ]
    image = Image.new("P", (1, 1))
    image.putpalette(palette)
    return image
