"""The headline of several claims: from the lowest to the highest, in their own words.

Nothing is averaged, and nothing is said that nobody said. "About" and "up to" stay with
the number of which they were said.
"""

from collections.abc import Sequence
from decimal import Decimal

import msgspec

from factbox.languages.british import BRITISH
from factbox.languages.language import Language
from factbox.values.quantities.phrase import Sort
from factbox.values.quantities.quantity import Quantity


class Span(msgspec.Struct, frozen=True, tag="span"):
    """From one quantity to another, each of which keeps its words: about 300 – up to
    1,000. Both are of one sort.
    """

    first: Quantity
    last: Quantity

    @property
    def low(self) -> Decimal | None:
        return self.first.low

    @property
    def high(self) -> Decimal | None:
        return self.last.high

    @property
    def approximate(self) -> bool:
        return self.first.approximate or self.last.approximate

    @property
    def exclusive(self) -> bool:
        return self.first.exclusive or self.last.exclusive

    @property
    def sort(self) -> Sort:
        return self.first.sort

    @property
    def percent(self) -> bool:
        return self.first.percent

    def covers(self, number: Decimal) -> bool:
        """Whether a number lies between what the two ends say."""
        above = self.first.low is not None and (
            number > self.first.low or self.first.covers(number)
        )
        below = self.last.high is None or (
            number < self.last.high or self.last.covers(number)
        )
        return above and below

    def __str__(self) -> str:
        return self.in_language(BRITISH)

    def in_language(self, language: Language) -> str:
        ends = (self.first.in_language(language), self.last.in_language(language))
        return language.dash.format(*ends)


Headline = Quantity | Span
"""What leads where several claim a figure."""


def span(values: Sequence[Quantity]) -> Headline | None:
    """What these claims say together; None where no span of theirs is honest.

    "Up to 1,000" states 1,000 and no lower number, so that with "about 300" it makes
    "about 300 – up to 1,000". With 2,000 it makes nothing: where the low end would be
    is unknown. So do claims of two sorts.
    """
    values = [msgspec.structs.replace(value, unit="") for value in values]
    if all(value == values[0] for value in values):
        return values[0]
    if len({(v.sort, v.currency, v.of, v.per, v.in_) for v in values}) > 1:
        return None
    bounds_above = [value for value in values if value.low is None]
    bounds_below = [value for value in values if value.high is None]
    if len(bounds_above) == len(values):
        return max(
            values, key=lambda v: (_highest(v), not v.exclusive, v.approximate, str(v))
        )
    if len(bounds_below) == len(values):
        return max(
            values, key=lambda v: (-_lowest(v), not v.exclusive, v.approximate, str(v))
        )
    # An end that is left out is weaker than one that is not, "about" than neither.
    lowest = max(
        (value for value in values if value.low is not None),
        key=lambda v: (
            -_lowest(v),
            not v.exclusive,
            v.high is not None,
            v.approximate and not v.only_high,
            str(v),
        ),
    )
    highest = max(
        values,
        key=lambda v: (
            _highest(v),
            v.high is None,
            not v.exclusive,
            v.low is None,
            v.approximate,
            str(v),
        ),
    )
    if any(_highest(bound) <= _lowest(lowest) for bound in bounds_above):
        return _one_bound(values, bounds_above)
    first, last = _low_end(lowest), _high_end(highest)
    return _together(first, last)


def _lowest(value: Quantity) -> Decimal:
    """The lowest number that a quantity states."""
    low = value.high if value.low is None else value.low
    assert low is not None
    return low


def _highest(value: Quantity) -> Decimal:
    """The highest number that a quantity states."""
    high = value.low if value.high is None else value.high
    assert high is not None
    return high


def _one_bound(
    values: Sequence[Quantity], bounds: Sequence[Quantity]
) -> Quantity | None:
    """An upper bound that allows all that the others claim: "up to 12" beside 12."""
    widest_first = sorted(
        bounds,
        key=lambda v: (_highest(v), not v.exclusive, v.approximate, str(v)),
        reverse=True,
    )
    for bound in widest_first:
        ends = [end for value in values for end in (value.low, value.high)]
        if any(value.high is None for value in values):
            return None
        if all(end is None or bound.covers(end) for end in ends):
            return bound
    return None


def _low_end(value: Quantity) -> Quantity:
    if value.high is None:
        return value
    about = value.approximate and not value.only_high
    return _alone(value, value.low, about, value.shares[:1])


def _high_end(value: Quantity) -> Quantity:
    if value.low is None or value.high is None:
        return value
    return _alone(value, value.high, value.approximate, value.shares[-1:])


def _alone(
    value: Quantity,
    end: Decimal | None,
    about: bool,
    shares: tuple[tuple[int, int], ...],
) -> Quantity:
    """One end of a quantity as a quantity of its own."""
    return msgspec.structs.replace(
        value,
        low=end,
        high=end,
        approximate=about,
        best=None,
        level=None,
        only_high=False,
        shares=shares,
    )


def _together(first: Quantity, last: Quantity) -> Headline:
    """The two ends as one quantity where their words allow it."""
    if first == last:
        return first
    is_single = first.low == first.high and last.low == last.high
    if first.low == last.high and is_single:
        # 12 and about 12.
        return first if first.approximate else last
    if first.low is not None and first.low == last.low and last.covers(first.low):
        # At least 12 says all that 12 does.
        return last
    same_words = first.form == last.form and first.hedge == last.hedge
    slides = first.approximate and not last.approximate
    if not (is_single and same_words) or slides:
        return Span(first, last)
    if first.symbol != last.symbol:
        return Span(first, last)
    only_high = last.approximate and not first.approximate
    if only_high and first.form == "fraction":
        return Span(first, last)
    return msgspec.structs.replace(
        last,
        low=first.low,
        approximate=last.approximate,
        only_high=only_high,
        shares=first.shares + last.shares if first.shares else (),
    )
