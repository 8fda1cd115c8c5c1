"""Whether a number, as it is written, agrees with a claim.

"More than 10,000" agrees with 12,300, "about 2,700" with 2,731, "one in five" with 20%.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

import msgspec

from factbox.languages.currencies import MEANINGS
from factbox.values.quantities.exact import EXACT, last_place
from factbox.values.quantities.phrase import Phrase
from factbox.values.quantities.prose import Written
from factbox.values.quantities.quantity import Quantity

Verdict = Literal["right", "low end", "high end", "hedge", "exact", "far", "wrong"]
BEST_FIRST: tuple[Verdict, ...] = (
    *("right", "exact", "far", "hedge", "low end", "high end", "wrong"),
)

NEARBY = Decimal("0.1")
"""How far "nearly" and "just over" reach, as a share of the number."""
POINTS = Decimal(5)
"""The same for shares, in points."""
PLAIN_SHARE = Decimal("0.7")
"""The same for "two thirds", which stand for 66% and for 67%."""
HEDGED_SHARE = Decimal(3)
"""How many points "about a third" may be off."""
FAR = 5
"""How many times smaller the 10 of "more than 10" may be than what it says."""


def verdict_on(
    number: Written,
    claims: Iterable[Quantity],
    ends: tuple[Decimal | None, Decimal | None],
    *,
    is_count: bool = False,
) -> Verdict:
    """The kindest verdict that any claim, or all of them together, allow.

    Of a count, which has no parts, "more than 40" is "at least 41".
    """
    claims = tuple(claims)
    verdicts = [_verdict(number, claim, is_count) for claim in claims]
    low, high = ends
    if low is not None and high is not None and number.phrase and number.phrase.high:
        one, other = number.quantity.low, number.quantity.high
        slack = _slack(number, approximate=False)
        if one is not None and other is not None:
            is_all = abs(one - low) <= slack and abs(other - high) <= slack
            is_dropped = all(_drops_about(number, claim) for claim in claims)
            right: Verdict = "hedge" if is_dropped else "right"
            verdicts.append(right if is_all else "wrong")
    return min(verdicts, key=BEST_FIRST.index)


def are_comparable(stated: Quantity, claim: Quantity) -> bool:
    """Whether the two sorts can be held against each other at all."""
    if "percent" in (stated.sort, claim.sort):
        return stated.sort == claim.sort or stated.of is not None or bool(claim.of)
    if "points" in (stated.sort, claim.sort):
        return stated.sort == claim.sort
    if stated.sort == claim.sort == "money":
        candidates = MEANINGS.get(stated.symbol, (stated.currency,))
        return claim.currency in candidates
    if stated.sort == "ratio":
        is_rate = bool(stated.per or claim.per)
        of_one_kind = bool(stated.per) == bool(claim.per) or is_rate
        return claim.sort == "ratio" and of_one_kind
    # A unit may be left to the reader: 1.5 billion for €1.5bn, four for 4 of 11.
    return stated.sort == "number" or stated.sort == claim.sort


def _on_one_scale(stated: Quantity, claim: Quantity) -> tuple[Quantity, Quantity]:
    """The two as shares where one of them is; else as they are."""
    same = stated.of == claim.of and stated.per == claim.per
    whole, other = claim.per or claim.of, stated.per or stated.of
    if whole and other and (claim.per or stated.per) and not same:
        # 123 per million is 12.3 per 100,000.
        return _times(stated, whole, other), claim
    is_share = stated.percent or stated.of is not None
    if same or not is_share:
        return stated, claim
    return _as_share(stated), _as_share(claim)


def _times(value: Quantity, above: Decimal, below: Decimal) -> Quantity:
    """The numbers of a value, multiplied and divided."""

    def scaled(number: Decimal | None) -> Decimal | None:
        if number is None:
            return None
        return EXACT.divide(EXACT.multiply(number, above), below)

    low, high = scaled(value.low), scaled(value.high)
    return Quantity(low, high, value.approximate, value.exclusive, value.sort)


def _as_share(value: Quantity) -> Quantity:
    if value.of is None:
        return value
    whole = value.of

    def part(number: Decimal | None) -> Decimal | None:
        if number is None:
            return None
        percent = EXACT.divide(EXACT.multiply(number, Decimal(100)), whole)
        return percent.quantize(Decimal("0.1"), context=EXACT)

    low, high = part(value.low), part(value.high)
    return Quantity(low, high, value.approximate, value.exclusive, "percent")


def _verdict(number: Written, claim: Quantity, is_count: bool) -> Verdict:
    if not are_comparable(number.quantity, claim):
        return "wrong"
    stated, claim = _on_one_scale(number.quantity, claim)
    if claim.change and number.phrase and not number.phrase.low.sign:
        # "Fell by [5%](…)" leaves the sign of a change to its verb.
        claim = _negative(claim) if (claim.high or 0) < 0 else claim
    number = msgspec.structs.replace(number, quantity=stated)
    if number.indefinite:
        return _of_dozens(stated, claim)
    if stated.low is None or stated.high is None:
        return _of_a_bound(stated, claim, is_count)
    slack = _slack(number, claim.approximate)
    is_dropped = _drops_about(number, claim)
    if stated.low != stated.high:
        verdict = _of_a_range(stated, claim, slack)
        return "hedge" if is_dropped and verdict == "right" else verdict
    return _of_one_number(
        stated.low, number.phrase, claim, slack, is_dropped=is_dropped
    )


def _drops_about(number: Written, claim: Quantity) -> bool:
    """Whether a claim is "about", and the number that stands for it is not."""
    stated = number.quantity
    if claim.shares:
        # A third is inexact anyway.
        return claim.says_about and not (stated.says_about or stated.hedge)
    return claim.says_about and not stated.approximate


def _of_one_number(
    said: Decimal,
    phrase: Phrase | None,
    claim: Quantity,
    slack: Decimal,
    *,
    is_dropped: bool,
) -> Verdict:
    is_low = claim.low is not None and abs(said - claim.low) <= slack
    is_high = claim.high is not None and abs(said - claim.high) <= slack
    if claim.best is not None and abs(said - claim.best) <= slack:
        return "right"
    if not (is_low or is_high):
        return "wrong"
    if claim.low is None or claim.high is None:
        return "hedge"
    if claim.low == claim.high:
        is_exact = phrase is not None and phrase.side == "exactly"
        if is_exact and claim.approximate:
            return "exact"
        return "hedge" if is_dropped else "right"
    return "low end" if is_low else "high end"


def _of_a_range(stated: Quantity, claim: Quantity, slack: Decimal) -> Verdict:
    low, high = stated.low, stated.high
    assert low is not None
    assert high is not None
    if claim.low is None or claim.high is None:
        return "wrong"
    if claim.low == claim.high:
        return "right" if low < claim.low < high else "wrong"
    fits = abs(low - claim.low) <= slack and abs(high - claim.high) <= slack
    return "right" if fits else "wrong"


def _of_a_bound(stated: Quantity, claim: Quantity, is_count: bool) -> Verdict:
    """More than 10,000 for 12,300; up to 1,000 for 1,000.

    Held in one direction: an upper bound is the lower one of the negative numbers.
    """
    if stated.low is None:
        stated, claim = _negative(stated), _negative(claim)
    said, known = stated.low, claim.low
    assert said is not None
    if known is None:
        return "wrong"
    is_known_from_there = claim.exclusive and claim.high is None
    is_next = said == known + 1 and not (claim.approximate or stated.exclusive)
    if is_count and is_known_from_there and is_next and last_place(said) == 0:
        return "right"
    is_near = abs(known - said) <= _reach(said, stated)
    if known == said:
        if is_known_from_there:
            return "right"
        if not stated.exclusive:
            return "hedge" if claim.approximate and claim.high is not None else "right"
        is_hedged = claim.approximate and claim.high is not None
        return "hedge" if stated.approximate and is_hedged else "wrong"
    if known < said:
        return "wrong"
    if claim.high is None or stated.approximate:
        # A bound is a claim by itself, and may be rounded and no more.
        return "right" if is_near else "wrong"
    is_far = said > 0 and known > FAR * said
    return "far" if is_far or (said < 0 and FAR * known > said) else "right"


def _negative(value: Quantity) -> Quantity:
    low = None if value.high is None else -value.high
    high = None if value.low is None else -value.low
    return Quantity(low, high, value.approximate, value.exclusive, value.sort)


def _of_dozens(stated: Quantity, claim: Quantity) -> Verdict:
    low, high = claim.low, claim.high
    assert stated.low is not None
    assert stated.high is not None
    if low is None or high is None:
        bound = high if low is None else low
        return "right" if bound is not None and stated.covers(bound) else "wrong"
    return "right" if stated.low <= high and low <= stated.high else "wrong"


def _reach(said: Decimal, stated: Quantity) -> Decimal:
    share = EXACT.multiply(abs(said), NEARBY)
    return max(share, POINTS) if stated.percent else share


def _slack(number: Written, approximate: bool) -> Decimal:
    """How far a number may be from the one that it stands for, as it is written."""
    quantity = number.quantity
    said = quantity.low if quantity.high is None else quantity.high
    assert said is not None
    is_hedged = number.phrase is not None and number.phrase.about
    is_share = quantity.shares or number.phrase is None or number.phrase.of
    if quantity.percent and is_share:
        return HEDGED_SHARE if is_hedged else PLAIN_SHARE
    slack = _half_unit(said)
    a_tenth = EXACT.multiply(said.copy_abs(), NEARBY)
    if last_place(said) > 0:
        # A million may stand for 950,000, and not for 510,000.
        slack = min(slack, a_tenth)
    if is_hedged or approximate:
        is_dozen = number.phrase is not None and number.phrase.low.numeral.times > 1
        slack = max(slack, a_tenth if is_dozen else _rounding(said))
    return slack


def _half_unit(number: Decimal) -> Decimal:
    """Half a step of the last digit as written."""
    return Decimal(f"5E{last_place(number) - 1}")


def _rounding(number: Decimal) -> Decimal:
    """How far a round number may be from the one it rounds, at most a tenth of it.

    Half a step of its last digit that is not a zero: 50 for 2,700.
    """
    half = _half_unit(number.normalize(EXACT))
    return min(half, EXACT.multiply(number.copy_abs(), NEARBY))
