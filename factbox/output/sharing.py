"""The files by which others show a figure: its pictures, and what oEmbed tells."""

import re
from html import escape

import msgspec

from factbox.languages.language import Language
from factbox.model.records import Record, indented, json_text, known
from factbox.output.chart_picture import WIDTH, draw, told_below, wrapped
from factbox.output.drawing import DENSITY, Drawing, DrawnText, png, svg_of
from factbox.output.rendered import Rendered
from factbox.output.typefaces import SANS, lacking
from factbox.pages.excerpt import Excerpt, in_sentences
from factbox.pages.page import INDEX
from factbox.problems import Place, Problem

NARROW = 290
"""The width of the words in a frame on a small phone, in pixels."""

BESIDES = 120
"""What the links below, rules and room around take, in pixels."""

OEMBED = "oembed.json"


class Sharing(msgspec.Struct, frozen=True):
    """What stands beside the page of a figure, and how others show that page.

    `svg`, `png` and `oembed` are names of files, `code` is the HTML that shows the page
    within another. `png` is "" where the typefaces lack a letter, `code` and `oembed`
    are "" where no address of the site is known.
    """

    svg: str
    png: str
    oembed: str
    code: str


def sharing_of(excerpt: Excerpt) -> Sharing:
    """How others can show a figure."""
    picture = draw(excerpt)
    return Sharing(
        f"{excerpt.id}.svg",
        f"{excerpt.id}.png" if _can_be_png(picture) else "",
        OEMBED if excerpt.address else "",
        _frame(excerpt) if excerpt.address else "",
    )


def excerpt_files(
    path: str, excerpt: Excerpt, language: Language
) -> tuple[Rendered, ...]:
    """The files beside the page at `path` of a figure. Raises as `draw` does."""
    folder = path.removesuffix(INDEX)
    picture = draw(excerpt)
    *told, last = (excerpt.in_words, *told_below(excerpt))
    words = f"{in_sentences(*told)} {last}"
    svg = svg_of(picture, excerpt.label, words, language)
    files = [Rendered(f"{folder}{excerpt.id}.svg", svg)]
    if _can_be_png(picture):
        files.append(Rendered(f"{folder}{excerpt.id}.png", png(picture)))
    if excerpt.address:
        record = json_text(_oembed(excerpt, picture))
        files.append(Rendered(folder + OEMBED, indented(record)))
    return tuple(files)


def not_shared(file: str, text: str, error: ImportError) -> Problem:
    """A problem with a site that wants such files: the line of its settings.

    `text` is what stands in their `file`.
    """
    before = re.split(r"^['\"]?embeds\b", text, maxsplit=1, flags=re.MULTILINE)[0]
    return Problem(
        Place(file, before.count("\n") + 1),
        f"the key figures cannot be drawn for others: {error}",
        "install Pillow ('pip install pillow'), or write 'embeds: false'",
    )


def _can_be_png(picture: Drawing) -> bool:
    """Whether the typefaces of pictures have every letter in it."""
    texts = (form.text for form in picture.forms if isinstance(form, DrawnText))
    return not any(map(lacking, texts))


def height_of(excerpt: Excerpt) -> int:
    """A height in which the page has room, however narrow its frame, in pixels.

    It is that of the lines of its texts in their sizes, as the style sheet has them.
    """
    rows = [(excerpt.label, 16, 22), (excerpt.value, 22, 26), (excerpt.basis, 13, 19)]
    for claim in excerpt.claims:
        rows.append((f"{claim.who} {claim.value}", 15, 22))
        rows.append((" · ".join(claim.basis), 13, 19))
    below = (excerpt.known, excerpt.sourced, excerpt.licensed)
    rows += [(text, 13, 19) for text in (*below, f"{excerpt.origin}, {excerpt.site}")]
    lines = sum(
        leading * len(wrapped(text, SANS, size, NARROW))
        for text, size, leading in rows
        if text
    )
    charts = sum(28 if claim.mark else 8 for claim in excerpt.claims)
    return lines + charts + (20 if excerpt.ticks else 0) + BESIDES


def _frame(excerpt: Excerpt) -> str:
    """The frame that shows the page: as tall as it where a browser asks it, or tall
    enough for a phone.
    """
    height = height_of(excerpt)
    sizing = "frame-sizing:content-height"
    return (
        f'<iframe src="{escape(excerpt.address)}" title="{escape(excerpt.label)}" '
        f'width="{WIDTH}" height="{height}" loading="lazy" style="max-width:100%;'
        f"border:0;height:auto;min-height:{height}px;{sizing};"
        f'min-height:if(supports({sizing}):0px;else:{height}px)"></iframe>'
    )


def _oembed(excerpt: Excerpt, picture: Drawing) -> Record:
    """What oEmbed 1.0 tells of the page."""
    record: Record = {
        "version": "1.0",
        "type": "rich",
        "title": excerpt.label,
        "provider_name": excerpt.site,
        "provider_url": excerpt.home,
        "html": _frame(excerpt),
        "width": WIDTH,
        "height": height_of(excerpt),
    }
    if _can_be_png(picture):
        record = {
            **record,
            "thumbnail_url": f"{excerpt.address}{excerpt.id}.png",
            "thumbnail_width": picture.width * DENSITY,
            "thumbnail_height": picture.height * DENSITY,
        }
    return known(record)
