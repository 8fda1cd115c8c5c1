"""What templates write behind "|": a value or a text in the language of the page."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from factbox.languages.direction import isolated as standing_apart
from factbox.languages.direction import runs_left, runs_otherwise
from factbox.languages.language import Language
from factbox.model.lines import Line
from factbox.values.dates.when import When
from factbox.values.quantities.quantity import Quantity
from factbox.values.quantities.spans import Span

if TYPE_CHECKING:
    from markupsafe import Markup


def say(value: Quantity | When, language: Language) -> str:
    """A value in the words of a language."""
    return value.in_language(language)


def parted(value: Quantity | Span, language: Language) -> "Markup":
    """The same, of a span each end in one piece: a line breaks between them first."""
    from markupsafe import Markup, escape

    if isinstance(value, Quantity):
        return escape(value.in_language(language))
    first, last = (end.in_language(language) for end in (value.first, value.last))
    before, joint, after = language.dash.split("{}")
    # The dash stays with the first: on a line's begin it would be a minus sign.
    dash = joint.rstrip()
    ends = (f"{before}{first}{dash}", f"{last}{after}")
    pieces = (Markup('<span class="figure-end">{}</span>').format(end) for end in ends)
    return Markup(joint.removeprefix(dash)).join(pieces)


def bdi(text: object, language: Language) -> "Markup":
    """A text that stands apart from the words beside it."""
    import markupsafe  # Names are not looked up in it once for each text.

    html = markupsafe.escape(text)
    if not runs_otherwise(str(text), language):
        return html
    return markupsafe.Markup("<bdi>{}</bdi>").format(html)


def isolated(text: object, language: Language) -> str:
    """The same by characters: for attributes and drawings."""
    return standing_apart(str(text), language)


def line(line: Line | str, language: Language) -> "Markup":
    """A headline, a label or a title among words, in its language."""
    if tag := _lang_of(line):
        return in_language(line, tag, language)
    return bdi(line, language)


def lang(line: Line | str, language: Language) -> "Markup":
    """The attribute of an element whose words are a line in another language."""
    from markupsafe import Markup

    tag = _lang_of(line)
    is_other = tag not in ("", language.tag)
    return Markup(' lang="{}"').format(tag) if is_other else Markup("")


def _lang_of(line: Line | str) -> str:
    return line.lang if isinstance(line, Line) else ""


def in_language(text: object, tag: str, language: Language) -> "Markup":
    """The HTML of words in the language of a tag, "" being that of the page."""
    import markupsafe

    html = markupsafe.escape(text)
    if not tag:
        return html
    # What runs the other way keeps its order, and its marks at its own end.
    name = "span" if runs_left(tag) == (language.direction == "rtl") else "bdi"
    element = markupsafe.Markup(f'<{name} lang="{{}}">{{}}</{name}>')
    return element.format(tag, html)


def quoted(text: object, language: Language) -> "Markup":
    """A text in the quotation marks of the page, which run as the page does."""
    from markupsafe import Markup

    return Markup(language.quoted).format(bdi(text, language))


OF_THE_PAGE: dict[str, Callable[..., object]] = {
    "bdi": bdi,
    "isolated": isolated,
    "lang": lang,
    "line": line,
    "parted": parted,
    "quoted": quoted,
}
"""Those that are given the language of the page, by their names."""
