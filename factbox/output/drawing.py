"""A drawing of a few plain forms, and how it becomes an SVG or a PNG file.

Both show the same: a form is told once, in pixels from the upper left corner.
"""

from collections.abc import Iterator
from html import escape
from typing import Literal

import msgspec

from factbox.output.typefaces import PAPER, SANS, SERIF, SMOOTH, Typeface, png_of

Anchor = Literal["start", "middle", "end"]


class Words(msgspec.Struct, frozen=True):
    """A line of text; `y` is its baseline, `anchor` what of it stands at `x`."""

    x: float
    y: float
    text: str
    face: str
    size: int
    ink: str
    anchor: Anchor = "start"


class Box(msgspec.Struct, frozen=True):
    """A rectangle; where it `fades`, it has no ink at that end."""

    x: float
    y: float
    width: float
    height: float
    ink: str
    fades: Literal["", "left", "right"] = ""


class Dot(msgspec.Struct, frozen=True):
    """A disc around a point, or a ring where it is `hollow`."""

    x: float
    y: float
    radius: float
    ink: str
    hollow: bool = False


class Diamond(msgspec.Struct, frozen=True):
    """A square that stands on its corner, around a point."""

    x: float
    y: float
    radius: float
    ink: str


Form = Words | Box | Dot | Diamond


class Drawing(msgspec.Struct, frozen=True):
    """Forms on paper; a later one lies on those before it."""

    width: int
    height: int
    forms: tuple[Form, ...]


RING = 3
"""How thick the line of a ring is."""


# --------------------------------------------------------------------------------- SVG

_FAMILIES = {
    SERIF: "Literata, Georgia, 'Noto Serif', 'Liberation Serif', serif",
    SANS: "'Noto Sans', 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif",
}


def svg_of(drawing: Drawing, title: str, description: str, language: str) -> bytes:
    """The drawing as SVG 2 that says in words what it shows."""
    width, height = drawing.width, drawing.height
    inks = {form.ink for form in drawing.forms if isinstance(form, Box) and form.fades}
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" xml:lang="{escape(language)}" '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        'role="img" aria-labelledby="title words">',
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="words">{escape(description)}</desc>',
        *_fades(inks),
        f'<rect width="{width}" height="{height}" fill="{PAPER}"/>',
        *map(_element, drawing.forms),
        "</svg>",
    ]
    return "".join(f"{line}\n" for line in lines).encode()


def _fades(inks: set[str]) -> Iterator[str]:
    for ink in sorted(inks):
        for side, (first, last) in (("left", (0, 1)), ("right", (1, 0))):
            yield (
                f'<linearGradient id="{side}-{ink[1:]}">'
                f'<stop offset="0" stop-color="{ink}" stop-opacity="{first}"/>'
                f'<stop offset="1" stop-color="{ink}" stop-opacity="{last}"/>'
                "</linearGradient>"
            )


def _element(form: Form) -> str:
    if isinstance(form, Words):
        return (
            f'<text x="{form.x:g}" y="{form.y:g}" fill="{form.ink}" '
            f'font-family="{_FAMILIES[form.face]}" font-size="{form.size}"'
            f"{_bold(form)}{_anchored(form)}>{escape(form.text)}</text>"
        )
    if isinstance(form, Box):
        ink = f"url(#{form.fades}-{form.ink[1:]})" if form.fades else form.ink
        return (
            f'<rect x="{form.x:g}" y="{form.y:g}" width="{form.width:g}" '
            f'height="{form.height:g}" fill="{ink}"/>'
        )
    if isinstance(form, Dot):
        at = f'cx="{form.x:g}" cy="{form.y:g}"'
        if form.hollow:
            return (
                f'<circle {at} r="{form.radius - RING / 2:g}" fill="{PAPER}" '
                f'stroke="{form.ink}" stroke-width="{RING}"/>'
            )
        return f'<circle {at} r="{form.radius:g}" fill="{form.ink}"/>'
    points = " ".join(f"{x:g},{y:g}" for x, y in _corners(form))
    return f'<polygon points="{points}" fill="{form.ink}"/>'


def _bold(words: Words) -> str:
    # The serif is a semi-bold one.
    return ' font-weight="600"' if words.face == SERIF else ""


def _anchored(words: Words) -> str:
    return f' text-anchor="{words.anchor}"' if words.anchor != "start" else ""


def _corners(diamond: Diamond) -> tuple[tuple[float, float], ...]:
    x, y, radius = diamond.x, diamond.y, diamond.radius
    return (x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)


# --------------------------------------------------------------------------------- PNG

DENSITY = 2
"""How many pixels of the PNG file a pixel of the drawing is wide, for dense screens."""

_FINER = 2
"""In how many times that size it is drawn, so that edges are smooth."""


def png(drawing: Drawing) -> bytes:
    """The drawing as PNG. Raises `ImportError` without Pillow."""
    # Slow to import, and only a changed figure needs it.
    from PIL import Image, ImageColor, ImageDraw

    scale = DENSITY * _FINER
    size = (drawing.width * scale, drawing.height * scale)
    image = Image.new("RGB", size, PAPER)
    pen = ImageDraw.Draw(image)
    for form in drawing.forms:
        x, y = form.x * scale, form.y * scale
        if isinstance(form, Words):
            type = Typeface(form.face, form.size, form.ink, scale)
            anchor = {"start": "ls", "middle": "ms", "end": "rs"}[form.anchor]
            pen.text((x, y), form.text, form.ink, type.font, anchor=anchor)
        elif isinstance(form, Box):
            width, height = form.width * scale, form.height * scale
            if not form.fades:
                pen.rectangle((x, y, x + width - 1, y + height - 1), fill=form.ink)
                continue
            paper, ink = ImageColor.getrgb(PAPER), ImageColor.getrgb(form.ink)
            columns = max(1, round(width))
            for column in range(columns):
                share = column / columns
                share = share if form.fades == "left" else 1 - share
                shade = tuple(
                    round(p + (i - p) * share) for p, i in zip(paper, ink, strict=True)
                )
                pen.line((x + column, y, x + column, y + height - 1), fill=shade)
        elif isinstance(form, Dot):
            radius = form.radius * scale
            around = (x - radius, y - radius, x + radius, y + radius)
            if form.hollow:
                pen.ellipse(around, fill=PAPER, outline=form.ink, width=RING * scale)
            else:
                pen.ellipse(around, fill=form.ink)
        else:
            corners = [(cx * scale, cy * scale) for cx, cy in _corners(form)]
            pen.polygon(corners, fill=form.ink)
    return png_of(image.reduce(_FINER), SMOOTH)
