"""A drawing of a few plain forms, and how it becomes an SVG or a PNG file.

Both show the same: a form is told once, in pixels from the upper left corner.
"""

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Literal

import msgspec

from factbox.languages.direction import isolated
from factbox.languages.language import Language
from factbox.output.typefaces import PAPER, SANS, SERIF, SMOOTH, Typeface, png_of

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

Anchor = Literal["start", "middle", "end"]
Side = Literal["", "left", "right"]


class DrawnText(msgspec.Struct, frozen=True):
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
    fades: Side = ""


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


Form = DrawnText | Box | Dot | Diamond


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


def svg_of(drawing: Drawing, title: str, description: str, language: Language) -> bytes:
    """The drawing as SVG 2 that says in words what it shows.

    It runs as its language does: from right to left all but the words is mirrored.
    """
    width, height = drawing.width, drawing.height
    direction = ""
    if language.direction == "rtl":
        drawing, direction = _mirrored(drawing), ' direction="rtl"'
    inks = {form.ink for form in drawing.forms if isinstance(form, Box) and form.fades}
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" xml:lang="{language.tag}"{direction} '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        'role="img" aria-labelledby="title words">',
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="words">{escape(description)}</desc>',
        *_fades(inks),
        f'<rect width="{width}" height="{height}" fill="{PAPER}"/>',
        *(_element(form, language) for form in drawing.forms),
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


def _mirrored(drawing: Drawing) -> Drawing:
    """The drawing from right to left; a text begins where its anchor is, as before."""
    sides: dict[str, Side] = {"": "", "left": "right", "right": "left"}
    forms: list[Form] = []
    for form in drawing.forms:
        x = drawing.width - form.x
        if isinstance(form, Box):
            fades = sides[form.fades]
            form = msgspec.structs.replace(form, x=x - form.width, fades=fades)
        else:
            form = msgspec.structs.replace(form, x=x)
        forms.append(form)
    return msgspec.structs.replace(drawing, forms=tuple(forms))


def _element(form: Form, language: Language) -> str:
    if isinstance(form, DrawnText):
        text = escape(isolated(form.text, language))
        return (
            f'<text x="{form.x:g}" y="{form.y:g}" fill="{form.ink}" '
            f'font-family="{_FAMILIES[form.face]}" font-size="{form.size}"'
            f"{_bold(form)}{_anchored(form)}>{text}</text>"
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
    corners = _corners(form.x, form.y, form.radius)
    points = " ".join(f"{x:g},{y:g}" for x, y in corners)
    return f'<polygon points="{points}" fill="{form.ink}"/>'


def _bold(words: DrawnText) -> str:
    # The serif is a semi-bold one.
    return ' font-weight="600"' if words.face == SERIF else ""


def _anchored(words: DrawnText) -> str:
    return f' text-anchor="{words.anchor}"' if words.anchor != "start" else ""


def _corners(x: float, y: float, radius: float) -> tuple[tuple[float, float], ...]:
    """The corners of a diamond around a point."""
    return (x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)


# --------------------------------------------------------------------------------- PNG

DENSITY = 2
"""How many pixels of the PNG file a pixel of the drawing is wide, for dense screens."""

_FINER = 4
"""In how many times that size what is round or slanted is drawn, for smooth edges."""


def png(drawing: Drawing) -> bytes:
    """The drawing as PNG. Raises `ImportError` without Pillow."""
    # Slow to import, and only a changed figure needs it.
    from PIL import Image, ImageDraw

    size = (drawing.width * DENSITY, drawing.height * DENSITY)
    image = Image.new("RGB", size, PAPER)
    pen = ImageDraw.Draw(image)
    for form in drawing.forms:
        if isinstance(form, DrawnText):
            type = Typeface(form.face, form.size, form.ink, DENSITY)
            at = (form.x * DENSITY, form.y * DENSITY)
            anchor = {"start": "ls", "middle": "ms", "end": "rs"}[form.anchor]
            pen.text(at, form.text, form.ink, type.font, anchor=anchor)
        elif isinstance(form, Box):
            _draw_box(form, pen)
        else:
            _draw_smooth(form, image)
    return png_of(image, SMOOTH)


def _draw_box(box: Box, pen: "ImageDraw") -> None:
    """Draw a rectangle that begins and ends at whole pixels, and has one at least."""
    from PIL.ImageColor import getrgb

    left, top = round(box.x * DENSITY), round(box.y * DENSITY)
    right = max(left + 1, round((box.x + box.width) * DENSITY))
    bottom = max(top + 1, round((box.y + box.height) * DENSITY)) - 1
    if not box.fades:
        pen.rectangle((left, top, right - 1, bottom), fill=box.ink)
        return
    paper, ink = getrgb(PAPER), getrgb(box.ink)
    for column in range(left, right):
        share = (column - left) / (right - left)
        share = share if box.fades == "left" else 1 - share
        shade = tuple(
            round(p + (i - p) * share) for p, i in zip(paper, ink, strict=True)
        )
        pen.line((column, top, column, bottom), fill=shade)


def _draw_smooth(form: Dot | Diamond, image: "Image") -> None:
    """Draw a form in a larger size, on what is there, and put it back in its own."""
    from PIL import ImageDraw

    scale = DENSITY * _FINER
    left, top = (int((at - form.radius) * DENSITY) - 1 for at in (form.x, form.y))
    side = int(2 * form.radius * DENSITY) + 4
    there = image.crop((left, top, left + side, top + side))
    large = there.resize((side * _FINER, side * _FINER), 0)  # Each pixel many times.
    pen = ImageDraw.Draw(large)
    x, y = form.x * scale - left * _FINER, form.y * scale - top * _FINER
    radius = form.radius * scale
    around = (x - radius, y - radius, x + radius, y + radius)
    if isinstance(form, Diamond):
        pen.polygon(_corners(x, y, radius), fill=form.ink)
    elif form.hollow:
        pen.ellipse(around, fill=PAPER, outline=form.ink, width=RING * scale)
    else:
        pen.ellipse(around, fill=form.ink)
    image.paste(large.reduce(_FINER), (left, top))
