"""Every text of an explainer in which references may stand.

Whatever reads texts (checks, pages, release, links) asks here, so a new field with
Markdown is seen everywhere: fields are found by their types.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec

from factbox.model.fields import found_in
from factbox.model.lines import Line, lines_in, prose_of
from factbox.model.prose import Prose

if TYPE_CHECKING:
    from factbox.model.articles import FrontMatter
    from factbox.model.items import Item


class Text(msgspec.Struct, frozen=True):
    """A text and whose it is: an item's or, where that is None, the article's.

    `section` is the id of the part of the page in which the article shows it. A `line`
    is printed as words, so that no link of it stands on the page.
    """

    prose: Prose
    section: str = ""
    item: "Item | None" = None
    is_line: bool = False


def texts_of(
    front: "FrontMatter | None", body: Prose, items: "Iterable[Item]"
) -> Iterator[Text]:
    """The texts of the front matter, of the article, and of each item, in this order.

    Those of one owner come in the order of its fields.
    """
    for line in lines_in(front):
        yield Text(prose_of(line), "top", is_line=True)
    for prose in texts_in(front):
        yield Text(prose, "summary")
    yield Text(body, "story")
    for item in items:
        for line in lines_in(item):
            yield Text(prose_of(line), item=item, is_line=True)
        for prose in texts_in(item):
            yield Text(prose, item=item)


def texts_in(value: object) -> list[Prose]:
    """The Markdown in a value of the model, in the order of its fields; no lines."""
    return found_in(value, Prose, Line)
