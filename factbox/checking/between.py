"""Whether the explainers of a site agree with one another.

The same fact in two explainers has the same id. That two facts with one id are one is
sure where more agrees: who says it, and of which day; or what the event is called.
Of an explainer with mistakes, the facts that are right are held against the others.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

import msgspec

from factbox.kinds.figures.claims import Claim
from factbox.kinds.figures.figure import Figure
from factbox.kinds.quotes import Quote
from factbox.kinds.timeline import Event
from factbox.model.items import Item
from factbox.problems import Place, Problem
from factbox.values.digests import digest
from factbox.values.quotations import is_said

APART = "correct one of them; if they are two things, give them ids of their own"


Named = tuple[str, ...]
"""What tells that two facts are the same."""


class ToldFacts(msgspec.Struct, frozen=True):
    """The facts of an explainer, and what it says of each that others may tell as well.

    `said` are pairs: a digest of what tells that a fact is the same, and one of what is
    said of it.
    """

    items: tuple[Item, ...]
    said: frozenset[tuple[bytes, bytes]]


def told_facts(items: tuple[Item, ...]) -> ToldFacts:
    """The facts among these items."""
    said = {
        (digest(fact), digest(what)) for item in items for fact, what in _said(item)
    }
    return ToldFacts(items, frozenset(said))


def contradictions_between(explainers: Iterable[ToldFacts]) -> Iterator[Problem]:
    """Facts with the same id of which two explainers say two things."""
    every = list(explainers)
    said: frozenset[tuple[bytes, bytes]] = frozenset()
    said = said.union(*(each.said for each in every))
    # Nearly always, all say the same of each fact, and nothing need be looked into.
    if len({fact for fact, _ in said}) == len(said):
        return
    versions = Counter(fact for fact, _ in said)
    doubtful = {fact for fact, count in versions.items() if count > 1}
    first: First = {}
    for told in every:
        if doubtful.isdisjoint(fact for fact, _ in told.said):
            continue
        for item in told.items:
            compare = _COMPARED.get(item.NOUN)
            if compare:
                yield from compare(item, first)


def _said(item: Item) -> Iterator[tuple[Named, object]]:
    """What an item says, by what tells the same fact elsewhere."""
    if isinstance(item, Figure):
        for claim in item.claims:
            if claim.day:
                yield _of_claim(item, claim), (item.unit, claim.value)
    elif isinstance(item, Event):
        yield _of_event(item), item.when
    elif isinstance(item, Quote) and item.quoted:
        yield _of_quote(item), item.quoted


def _of_claim(figure: Figure, claim: Claim) -> Named:
    return (figure.NOUN, figure.id, claim.by.id, claim.day)


def _of_event(event: Event) -> Named:
    return (event.NOUN, event.id, event.title.casefold())


def _of_quote(quote: Quote) -> Named:
    return (quote.NOUN, quote.id, quote.who.id)


First = dict[Named, tuple[Item, Claim | None]]
"""What was found first of each fact, by what tells that it is the same."""


def _figures(item: Item, first: First) -> Iterator[Problem]:
    """Two values that one claimant claims, for one day, of figures with the same id."""
    if not isinstance(item, Figure):
        return
    for claim in item.claims:
        if not claim.day:
            continue
        named = _of_claim(item, claim)
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
    named = _of_event(item)
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
    named = _of_quote(item)
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
