"""Every text of an explainer in which references may stand.

Whatever reads texts (checks, pages, release, links) asks here, so a new field with
Markdown is seen everywhere: fields are found by their types.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

import msgspec

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
    found: list[Prose] = []
    _gather(value, found)
    return found


def _gather(value: object, found: list[Prose]) -> None:
    if isinstance(value, Prose):
        found.append(value)
    elif isinstance(value, tuple):
        for each in value:
            _gather(each, found)
    elif isinstance(value, msgspec.Struct):
        for name in _fields_with_text(type(value)):
            _gather(getattr(value, name), found)


@cache
def _fields_with_text(owner: Any) -> tuple[str, ...]:
    """The names of the fields of a struct in which Markdown can stand."""
    return tuple(
        name for name in owner.__struct_fields__ if _holds_text(_hints(owner)[name])
    )


@cache
def _hints(owner: Any) -> dict[str, Any]:
    return get_type_hints(owner)


def _holds_text(annotation: Any) -> bool:
    if annotation is Prose:
        return True
    if inner := get_args(annotation):
        return any(_holds_text(each) for each in inner)
    is_struct = isinstance(annotation, type) and issubclass(annotation, msgspec.Struct)
    return is_struct and annotation is not Line and bool(_fields_with_text(annotation))
