"""Whether the explainers of a site agree with one another.

The same fact in two explainers has the same id. That two facts with one id are one is
sure where more agrees: who says it, and of which day; or what the event is called.
Of an explainer with mistakes, the facts that are right are held against the others.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

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


Said = frozenset[tuple[bytes, bytes]]
"""What is said of facts, as pairs: a digest of what tells that a fact is the same, and
one of what is said of it.
"""


class ToldFacts(msgspec.Struct, frozen=True):
    """The facts of an explainer, and what it says of each that others may tell as well.

    `items` returns them; they are asked for where two explainers may disagree.
    """

    items: Callable[[], tuple[Item, ...]]
    said: Said


def said_in(items: tuple[Item, ...]) -> Said:
    """What these items say of facts."""
    every = chain.from_iterable(map(_told, items))
    return frozenset((digest(each.named), digest(each.said)) for each in every)


def contradictions_between(explainers: Iterable[ToldFacts]) -> Iterator[Problem]:
    """Facts with the same id of which two explainers say two things."""
    every = list(explainers)
    said: Said = frozenset()
    said = said.union(*(each.said for each in every))
    # Nearly always, all say the same of each fact, and nothing need be looked into.
    if len({fact for fact, _ in said}) == len(said):
        return
    versions = Counter(fact for fact, _ in said)
    doubtful = {fact for fact, count in versions.items() if count > 1}
    first: dict[Named, _Telling] = {}
    for told in every:
        if doubtful.isdisjoint(fact for fact, _ in told.said):
            continue
        for each in chain.from_iterable(map(_told, told.items())):
            other = first.setdefault(each.named, each)
            # An id that is given twice in one file is told there.
            is_beside = other.item.place.file == each.item.place.file
            if other.said != each.said and not is_beside:
                yield from _COMPARED[each.item.NOUN].apart(each, other)


class _Telling(msgspec.Struct, frozen=True):
    """What an item says of a fact, and what tells the same fact elsewhere."""

    named: Named
    said: object
    item: Any
    claim: Claim | None = None


def _told(item: Item) -> Iterator[_Telling]:
    compared = _COMPARED.get(item.NOUN)
    return compared.told(item) if compared else iter(())


def _claims(figure: Figure) -> Iterator[_Telling]:
    for claim in figure.claims:
        if claim.day:
            named = (figure.NOUN, figure.id, claim.by.id, claim.day)
            yield _Telling(named, (figure.unit, claim.value), figure, claim)


def _two_values(here: _Telling, there: _Telling) -> Iterator[Problem]:
    """Two values that one claimant claims, for one day, of figures with the same id."""
    claim, other = here.claim, there.claim
    if claim and other:
        yield Problem(
            claim.place,
            f"'{claim.by.id}' claims {_amount(claim, here.item)} as of {claim.as_of} "
            f"here, and {_amount(other, there.item)} in {_where(other.place)}",
            "correct one of them; if two things are counted, give the figures ids of "
            "their own",
        )


def _dates(event: Event) -> Iterator[_Telling]:
    named = (event.NOUN, event.id, event.title.casefold())
    yield _Telling(named, event.when, event)


def _two_dates(here: _Telling, there: _Telling) -> Iterator[Problem]:
    """Two dates of events with the same id and the same title."""
    event, other = here.item, there.item
    when, then = event.when, other.when
    if then.earliest > when.latest or when.earliest > then.latest:
        yield Problem(
            event.place,
            f"'{event.title}' is dated {when} here, and {then} in "
            f"{_where(other.place)}",
            APART,
        )


def _words(quote: Quote) -> Iterator[_Telling]:
    if quote.quoted:
        yield _Telling((quote.NOUN, quote.id, quote.who.id), quote.quoted, quote)


def _two_wordings(here: _Telling, there: _Telling) -> Iterator[Problem]:
    """Exact words of quotes with the same id and speaker, neither part of the other."""
    quote, other = here.item, there.item
    if not is_said(quote.quoted, other.quoted) and not is_said(
        other.quoted, quote.quoted
    ):
        yield Problem(
            quote.place,
            f"'{quote.who.id}' is quoted as “{quote.quoted}” here, and as "
            f"“{other.quoted}” in {_where(other.place)}",
            APART,
        )


class _Compared(msgspec.Struct, frozen=True):
    """How the facts of a kind are held against each other.

    `told` has what an item says; `apart` the problem of two that say different things
    of one fact, where both cannot be right.
    """

    told: Callable[[Any], Iterator[_Telling]]
    apart: Callable[[_Telling, _Telling], Iterator[Problem]]


_COMPARED: Mapping[str, _Compared] = {
    Figure.NOUN: _Compared(_claims, _two_values),
    Event.NOUN: _Compared(_dates, _two_dates),
    Quote.NOUN: _Compared(_words, _two_wordings),
}


def _where(place: Place) -> str:
    return f"{place.file}:{place.line}"


def _amount(claim: Claim, figure: Figure) -> str:
    return f"{claim.value} {figure.unit}".strip()
