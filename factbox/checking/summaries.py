"""What the site as a whole is checked by: of each explainer, a summary.

It is made once of an explainer, and the whole site need not be gone through item by
item whenever one of them has changed.
"""

from collections.abc import Collection, Iterable

import msgspec

from factbox.checking.between import Said, said_in
from factbox.kinds.figures.figure import Figure
from factbox.model.items import Item
from factbox.problems import Place


class Summary(msgspec.Struct, frozen=True):
    """What an explainer says of facts that others may tell, too, and its figures.

    `said` is as in `ToldFacts`; `idle` has the figures that it does not name itself, by
    their ids; `figures` is how many it has.
    """

    said: Said
    idle: dict[str, Place]
    figures: int


def summary_of(items: Iterable[Item], named: Collection[str] = ()) -> Summary:
    """The summary of an explainer with these items, which names these facts."""
    every = tuple(items)
    figures = [item for item in every if isinstance(item, Figure)]
    idle = {each.id: each.place for each in figures if each.id not in named}
    return Summary(said_in(every), idle, len(figures))
