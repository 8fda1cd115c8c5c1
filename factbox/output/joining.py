"""The pieces of a text, put together so that no line begins with a mark.

A browser may break a line on either side of a button. So the mark that follows a number
and the button of its card is kept with them.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from factbox.patterns import pattern_of

if TYPE_CHECKING:
    from markupsafe import Markup

_MARKS = pattern_of(r"(?:&quot;|[.,;:!?…%)\]’”»›。、，；：！？」』）])+")


def joined(
    pieces: "Iterable[tuple[str, bool]]",
    kept: "Callable[[Markup, Markup], Markup]",
) -> "Markup":
    """The HTML of pieces, each with whether it is a number with its button.

    `kept` puts marks behind such a number.
    """
    from markupsafe import Markup

    html: list[str] = []
    is_number = False
    for piece, is_next_number in pieces:
        marks = _MARKS.match(piece) if is_number else None
        if marks:
            html[-1] = kept(Markup(html[-1]), Markup(marks[0]))
        html.append(piece[marks.end() :] if marks else piece)
        is_number = is_next_number
    return Markup("".join(html))
