"""Whether the explainers of a site agree with one another.

The same fact in two explainers has the same id. That two facts with one id are one is
sure where more agrees: who says it, and of which day; or what the event is called.
Of an explainer with mistakes, the facts that are right are held against the others.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from factbox.kinds.figures.claims import Claim
from factbox.kinds.figures.figure import Figure
from factbox.kinds.quotes import Quote
from factbox.kinds.timeline import Event
from factbox.model.items import Item
from factbox.problems import Place, Problem
from factbox.values.quotations import is_said

APART = "correct one of them; if they are two things, give them ids of their own"


def contradictions_between(explainers: Iterable[Iterable[Item]]) -> Iterator[Problem]:
    """Facts with the same id of which two explainers say two things.

    Of each explainer, the facts are given.
    """
    first: First = {}
    for items in explainers:
        for item in items:
            compare = _COMPARED.get(item.NOUN)
            if compare:
                yield from compare(item, first)


First = dict[tuple[str, ...], tuple[Item, Claim | None]]
"""What was found first of each fact, by what tells that it is the same."""


def _figures(item: Item, first: First) -> Iterator[Problem]:
    """Two values that one claimant claims, for one day, of figures with the same id."""
    if not isinstance(item, Figure):
        return
    for claim in item.claims:
        if not claim.day:
            continue
        named = (item.NOUN, item.id, claim.by.id, claim.day)
        other, stated = first.setdefault(named, (item, claim))
        if not isinstance(other, Figure) or stated is None or _beside(item, other):
            continue
        if other.unit == item.unit and stated.value == claim.value:
            continue
        yield Problem(
            claim.place,
            f"'{claim.by.id}' claims {_amount(claim, item)} as of {claim.as_of} here, "
            f"and {_amount(stated, other)} in {_where(stated.place)}",
            "correct one of them; if two things are counted, give the figures ids of "
            "their own",
        )


def _events(item: Item, first: First) -> Iterator[Problem]:
    """Two dates of events with the same id and the same title."""
    if not isinstance(item, Event):
        return
    named = (item.NOUN, item.id, item.title.casefold())
    other, _ = first.setdefault(named, (item, None))
    if not isinstance(other, Event) or _beside(item, other):
        return
    if other.when.earliest > item.when.latest or item.when.earliest > other.when.latest:
        yield Problem(
            item.place,
            f"'{item.title}' is dated {item.when} here, and {other.when} in "
            f"{_where(other.place)}",
            APART,
        )


def _quotes(item: Item, first: First) -> Iterator[Problem]:
    """Exact words of quotes with the same id and speaker, neither part of the other."""
    if not isinstance(item, Quote) or not item.quoted:
        return
    named = (item.NOUN, item.id, item.who.id)
    other, _ = first.setdefault(named, (item, None))
    if not isinstance(other, Quote) or _beside(item, other):
        return
    if not (is_said(item.quoted, other.quoted) or is_said(other.quoted, item.quoted)):
        yield Problem(
            item.place,
            f"'{item.who.id}' is quoted as “{item.quoted}” here, and as "
            f"“{other.quoted}” in {_where(other.place)}",
            APART,
        )


_COMPARED: Mapping[str, Callable[[Item, First], Iterator[Problem]]] = {
    Figure.NOUN: _figures,
    Event.NOUN: _events,
    Quote.NOUN: _quotes,
}


def _beside(item: Item, other: Item) -> bool:
    """Whether two facts stand in one file, where an id that is given twice is told."""
    return item.place.file == other.place.file


def _where(place: Place) -> str:
    return f"{place.file}:{place.line}"


def _amount(claim: Claim, figure: Figure) -> str:
    return f"{claim.value} {figure.unit}".strip()
