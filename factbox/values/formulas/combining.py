"""What comes of two operands of a formula, if they go together at all.

What they are, counts, shares or money, decides what can be done with them.
"""

from typing import Literal

import msgspec

from factbox.problems import Unreadable
from factbox.values.formulas.intervals import (
    Interval,
    inverted,
    multiplied,
    negated,
    summed,
)
from factbox.values.quantities.phrase import Sort

NAMES = {
    "number": "a number",
    "percent": "a share",
    "points": "in percentage points",
    "money": "money",
    "": "a plain number",
}
"""What a message calls an operand of each sort; "" is that of a plain number."""


def combined(left: Interval, symbol: str, right: Interval, offset: int) -> Interval:
    """What + - * or /, at this offset in its formula, makes of two intervals."""
    sort, money, measure = _sorted(left, symbol, right)
    if symbol == "+":
        made = summed(left, right)
    elif symbol == "-":
        made = summed(left, negated(right))
    elif symbol == "*":
        made = multiplied(left, right)
    elif right.low <= 0 <= right.high:
        raise Unreadable(
            "this divides by what may be zero",
            "divide by a figure whose low end is known and above zero",
            offset,
        )
    else:
        made = multiplied(left, inverted(right))
    return msgspec.structs.replace(
        made,
        sort=sort,
        money=money,
        measure=measure,
        name=left.name or right.name,
        offset=left.offset if left.name else right.offset,
    )


def _sorted(
    left: Interval, symbol: str, right: Interval
) -> tuple[Sort | Literal[""], tuple[str, str], str]:
    """The sort, the money and the measure that come of two intervals."""
    sorts = (left.sort, right.sort)
    money = left.money if left.sort == "money" else right.money
    if left.sort == right.sort == "money" and left.money[0] != right.money[0]:
        raise _mixed(
            left,
            right,
            f"in {left.money[0]}",
            f"in {right.money[0]}",
            "give one of them in the currency of the other",
        )
    if symbol in "+-":
        sort = _of_a_sum(left, right)
        if left.measure != right.measure and "" not in sorts:
            one, other = (
                f"in {each.measure}" if each.measure else NAMES[each.sort]
                for each in (left, right)
            )
            raise _mixed(left, right, one, other, "give both in one unit")
        return sort, money, left.measure or right.measure
    if "points" in sorts and "" not in sorts:
        raise _mixed(
            left,
            right,
            NAMES[left.sort],
            NAMES[right.sort],
            "percentage points are only added, or multiplied by a number",
        )
    shares_only = {*sorts} <= {"", "percent"}
    if symbol == "*":
        if left.sort == right.sort == "money":
            raise _mixed(
                left, right, "money", "money", "multiply money by a number or a share"
            )
        one = next((s for s in ("money", "points", "number") if s in sorts), "")
        product: Sort | Literal[""] = one  # type: ignore[assignment]
        if shares_only and "percent" in sorts:
            product = "percent"
        return product, money, _kept(left, right)
    if right.sort == "money" and left.sort != "money":
        raise _mixed(
            left,
            right,
            NAMES[left.sort],
            "money",
            "divide money by a number, or by money",
        )
    if left.sort == right.sort:
        return ("" if left.sort == "" else "number"), ("", ""), ""
    sort = left.sort or "number"
    if left.sort == "percent" and right.sort == "number":
        sort = "number"
    return sort, money, left.measure if right.sort in ("", "percent") else ""


def _of_a_sum(left: Interval, right: Interval) -> Sort | Literal[""]:
    sorts = {left.sort, right.sort}
    if len(sorts) == 1:
        return left.sort
    # 1 is the whole of which a share is taken, 5 more people are people.
    for sort in ("percent", "number", "points"):
        if sorts == {"", sort}:
            return sort
    if sorts == {"percent", "points"}:
        return "percent"
    raise _mixed(
        left,
        right,
        NAMES[left.sort],
        NAMES[right.sort],
        "add and subtract what is of one sort",
    )


def _kept(left: Interval, right: Interval) -> str:
    """The measure of a product with a plain number or a share."""
    if right.sort in ("", "percent"):
        return left.measure
    return right.measure if left.sort in ("", "percent") else ""


def _mixed(
    left: Interval, right: Interval, one: str, other: str, hint: str
) -> Unreadable:
    """The refusal of two operands that do not go together, at the later one."""
    former, latter = left.name or "the number", right.name or "the number"
    place = right if right.name else left
    return Unreadable(
        f"'{former}' is {one}, and '{latter}' is {other}", hint, place.offset
    )
