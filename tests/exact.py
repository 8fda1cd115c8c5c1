"""Claims as a slow and exact reference sees them, which shares no code with the package.

A claim is a text that an editor types, and what it means: two bounds, each a fraction,
in or out, with the words that stand at it. `said` reads what the package prints, in
English, by a grammar of its own. Formulas are trees, which are worked out with every
choice of the ends of their claims, and of numbers between them.
"""

import operator
import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import pairwise, product
from random import Random
from typing import NamedTuple

FAR = Fraction(10) ** 40
"""Stands for what has no end."""


class Bound(NamedTuple):
    """A number, the words that stand at it, and whether it is itself left out."""

    number: Fraction
    words: str
    is_out: bool = False


class Claim(NamedTuple):
    """What somebody claims; a bound is None where the claim has no end there.

    `measure` tells what is counted: claims of two measures have no headline. `digit` is
    a step of the last digit that its numbers tell, 0 where they are whole and exact.
    """

    text: str
    measure: str
    low: Bound | None
    high: Bound | None
    digit: Fraction = Fraction(0)

    @property
    def is_hedged(self) -> bool:
        bounds = (self.low, self.high)
        return any(b is not None and b.words in HEDGED for b in bounds)

    def allows(self, number: Fraction) -> bool:
        if self.low and (number < self.low.number or number == _out(self.low)):
            return False
        return not (
            self.high and (number > self.high.number or number == _out(self.high))
        )

    @property
    def numbers(self) -> list[Fraction]:
        """The numbers that it states."""
        return [bound.number for bound in (self.low, self.high) if bound]


def _out(bound: Bound) -> Fraction | None:
    return bound.number if bound.is_out else None


HEDGED = ("about", "nearly", "just under", "just over")
BELOW = {"up to": False, "fewer than": True, "less than": True} | dict.fromkeys(
    ("nearly", "just under"), True
)
ABOVE = {"at least": False, "more than": True, "just over": True}
"""The words of a claim with one end, and whether its number is itself left out."""

SAME = {"less than": "fewer than"}
"""Words that say the same of counts and of what is measured."""


# What editors type.


class Measure(NamedTuple):
    """How a number of one measure is typed, and how a range of them is."""

    name: str
    form: str
    scale: Fraction = Fraction(1)
    numbers: tuple[str, ...] = ()


WHOLE = ("0", "1", "8", "9", "10", "12", "20", "40", "60", "120", "300", "1,000")
NUMBERS = (*WHOLE, "12,300", "1.5", "2.25", "-6", "-12", "-30")
SHARES = ("0.4", "5", "20", "33", "38", "50", "60", "100", "-3")
MEASURES = (
    Measure("number", "{}", numbers=NUMBERS),
    Measure("number", "{}", numbers=NUMBERS),
    Measure("percent", "{}%", Fraction(1, 100), SHARES),
    Measure("points", "{} points", Fraction(1, 100), ("1", "3", "4", "6", "12")),
    Measure("£", "£{}", numbers=("20", "300", "1,200", "2,000")),
    Measure("£", "£{}m", Fraction(10**6), ("1.2", "2", "3")),
    Measure("€", "€{}", numbers=("20", "300", "2,000")),
    Measure("in 5", "{} in 5", Fraction(1, 5), ("1", "2", "3")),
    Measure("of 16", "{} of 16", Fraction(1, 16), ("4", "9", "12")),
    Measure("per 1,000", "{} per 1,000", Fraction(1, 1000), ("9", "12", "40")),
)


FORMS = ("plain", "plain", "plain", "range", "range", "interval", "below", "above")


def claim_of(random: Random, measure: Measure) -> Claim:
    """A claim as somebody may type it."""
    one, other = sorted(random.choices(measure.numbers, k=2), key=_number)
    low, high = (_number(each) * measure.scale for each in (one, other))
    form = random.choice(FORMS)
    hedge = random.choice(("", "", "about"))
    if form in ("below", "above") and not measure.name.startswith("in"):
        sides = BELOW if form == "below" else ABOVE
        words = random.choice([*sides])
        bound = Bound(low, SAME.get(words, words), sides[words])
        ends = (None, bound) if form == "below" else (bound, None)
        return _claim(f"{words} {measure.form.format(one)}", measure, *ends, (one,))
    if form == "interval" and low != high and measure.name == "number":
        middle = f"{float((low + high) / 2):g}"
        text = f"{middle} ({one} to {other})"
        ends = (Bound(low, ""), Bound(high, ""))
        return _claim(text, measure, *ends, (one, other))
    if form == "range" and low != high and not one.startswith("-"):
        is_about_high = not hedge and measure.name == "number" and random.random() < 0.3
        joint = " to about " if is_about_high else " to "
        each = "{}" if measure.form.startswith("{} ") else measure.form
        text = f"{hedge} {each.format(one)}{joint}{measure.form.format(other)}".strip()
        ends = (Bound(low, hedge), Bound(high, "about" if is_about_high else hedge))
        return _claim(text, measure, *ends, (one, other))
    bound = Bound(low, hedge)
    text = f"{hedge} {measure.form.format(one)}".strip()
    return _claim(text, measure, bound, bound, (one,))


def _claim(
    text: str,
    measure: Measure,
    low: Bound | None,
    high: Bound | None,
    typed: Sequence[str],
) -> Claim:
    claim = Claim(text, measure.name, low, high)
    # "£2m" tells nothing below the millions.
    least = measure.scale if measure.scale > 1 else Fraction(0)
    digits = (_digit(each, claim.is_hedged) * measure.scale for each in typed)
    return claim._replace(digit=max(digit or least for digit in digits))


def _number(text: str) -> Fraction:
    return Fraction(text.replace(",", ""))


def _digit(text: str, is_hedged: bool) -> Fraction:
    """A step of the last digit that a number tells; the zeros of "about 300" do not."""
    bare = text.replace(",", "").lstrip("-")
    if "." in bare:
        return Fraction(1, 10 ** len(bare.partition(".")[2]))
    if not is_hedged:
        return Fraction(0)
    return Fraction(10) ** (len(bare) - len(bare.rstrip("0") or "0"))


def claims_of(random: Random) -> list[Claim]:
    """One to four claims, mostly of one measure."""
    measure = random.choice(MEASURES)
    claims = [claim_of(random, measure) for _ in range(random.randint(1, 4))]
    if random.random() < 0.1:
        claims.append(claim_of(random, random.choice(MEASURES)))
    return claims


# What is printed.

_NUMBER = r"\u2212?[£€]?[\d,]+(?:\.\d+)?(?: (?:thousand|million|billion|trillion))?%?"
_PARTS = re.compile(
    r"(?P<sign>\u2212)?(?P<currency>[£€])?(?P<digits>[\d,.]+)(?: (?P<scale>\w+))?"
    r"(?P<percent>%)?"
)
_PRINTED = re.compile(
    rf"(?:(?P<side>{'|'.join((*BELOW, *ABOVE))}) )?(?:(?P<hedge>about) )?"
    rf"(?:{_NUMBER} \((?P<least>{_NUMBER}) to (?P<most>{_NUMBER})\)"
    rf"|(?P<one>{_NUMBER})(?: to (?:(?P<about>about) )?(?P<other>{_NUMBER}))?)"
    r"(?P<measure> percentage points?| in 5| of 16| per 1,000)?"
)
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_OF_MEASURE = {
    " percentage point": ("points", Fraction(1, 100)),
    " percentage points": ("points", Fraction(1, 100)),
    " in 5": ("in 5", Fraction(1, 5)),
    " of 16": ("of 16", Fraction(1, 16)),
    " per 1,000": ("per 1,000", Fraction(1, 1000)),
}


def said(printed: str) -> Claim:
    """What a headline says: from the low end of its first part to the last's high."""
    parts = [_part(each) for each in printed.replace("\u00a0", " ").split(" – ")]
    assert len({part.measure for part in parts}) == 1, printed
    return Claim(printed, parts[0].measure, parts[0].low, parts[-1].high)


def _part(text: str) -> Claim:
    found = _PRINTED.fullmatch(text)
    assert found, f"nobody can read {text!r}"
    measure, scale = _OF_MEASURE.get(found["measure"] or "", ("", Fraction(1)))
    numbers = []
    ends = (found["least"], found["most"], found["one"], found["other"])
    for each in filter(None, ends):
        number = _PARTS.fullmatch(each)
        assert number
        value = _number(number["digits"]) * _SCALES.get(number["scale"] or "", 1)
        value *= Fraction(1, 100) if number["percent"] else 1
        numbers.append(-value if number["sign"] else value)
        measure = (
            measure or number["currency"] or ("percent" if number["percent"] else "")
        )
    measure = measure or "number"
    low, high = numbers[0] * scale, numbers[-1] * scale
    side, hedge = found["side"], found["hedge"] or ""
    if side:
        words = " ".join(filter(None, (SAME.get(side, side), hedge)))
        bound = Bound(low, words, {**BELOW, **ABOVE}[side])
        ends = (None, bound) if side in BELOW else (bound, None)
        return Claim(text, measure, *ends)
    return Claim(
        text, measure, Bound(low, hedge), Bound(high, hedge or found["about"] or "")
    )


# What a headline must hold.


def fault_of_headline(claims: Sequence[Claim], printed: str | None) -> str:
    """What is wrong with the headline of some claims; "" where nothing is."""
    is_one = len({claim.measure for claim in claims}) == 1
    if printed is None:
        return "an honest span is refused" if is_one and has_span(claims) else ""
    if not is_one:
        return "claims of two measures have one headline"
    if not has_span(claims):
        return "nobody knows where this begins or ends"
    found = said(printed)
    for bound, side in ((found.low, 0), (found.high, 1)):
        ends = [claim[2 + side] for claim in claims]
        if bound is None:
            if None not in ends:
                return "it is open where every claim has an end"
            continue
        words = {(end.number, end.words) for end in ends if end}
        if (bound.number, bound.words) not in words:
            return f"nobody said '{bound.words} {bound.number}' of this end"
        if not bound.is_out and not any(c.allows(bound.number) for c in claims):
            return "an end is said to be reached that every claim leaves out"
    for claim in claims:
        for number in claim.numbers:
            is_out = not found.allows(number)
            is_at_an_end = number in found.numbers
            if is_out and (claim.allows(number) or not is_at_an_end):
                return f"it leaves out {number}"
    # Between its ends, no number lies outside of all that the claims allow.
    reach = grid(claims)
    allowed = [number for number in reach if any(c.allows(number) for c in claims)]
    beyond = [
        number
        for number in reach
        if found.allows(number) and not min(allowed) <= number <= max(allowed)
    ]
    return f"it implies {beyond[0]}, which every claim excludes" if beyond else ""


def has_span(claims: Sequence[Claim]) -> bool:
    """Whether it is known from where to where claims of one measure go.

    "Up to 9" has no number from which it goes: beside higher claims, the low end is
    unknown, but where it allows all that they say.
    """
    bounds = [claim.high for claim in claims if claim.low is None and claim.high]
    others = [claim for claim in claims if claim.low]
    if not others or not bounds:
        return True
    lowest = min(claim.low.number for claim in others if claim.low)
    if all(bound.number > lowest for bound in bounds):
        return True
    return all(claim.high for claim in others) and any(
        all(claim.allows(number) for each in claims for number in each.numbers)
        for claim in claims
        if claim.low is None
    )


def grid(claims: Sequence[Claim]) -> list[Fraction]:
    """Numbers at, between and around all that are stated, and far from them."""
    stated = sorted({number for claim in claims for number in claim.numbers})
    between = [(one + other) / 2 for one, other in pairwise(stated)]
    near = [n + step for n in stated for step in (Fraction(-1, 999), Fraction(1, 999))]
    return sorted({-FAR, *stated, *between, *near, FAR})


# Formulas.


class Tree(NamedTuple):
    """A formula: an operation on two others, or a claim, or a number alone."""

    text: str
    claims: tuple[Claim, ...]
    sign: str = ""
    parts: "tuple[Tree, ...]" = ()
    number: Fraction = Fraction(0)

    def at(self, numbers: Sequence[Fraction]) -> Fraction:
        """Its value where its claims are these numbers, in their order."""
        if self.sign:
            left, right = self.parts
            one = left.at(numbers[: len(left.claims)])
            other = right.at(numbers[len(left.claims) :])
            return _OPERATIONS[self.sign](one, other)
        return numbers[0] if self.claims else self.number


_OPERATIONS: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}


GIVES = {
    "number": (
        ("number", "+-*/", "number"),
        ("number", "*", "percent"),
        ("£", "/", "£"),
    ),
    "percent": (("percent", "+-*", "percent"), ("whole", "-", "percent")),
    "share": (("number", "/", "number"),),
    "£": (("£", "+-", "£"), ("£", "*/", "number"), ("£", "*", "percent")),
    "points": (("points", "+-", "points"),),
}
"""What makes a value of each measure: two others, and the operations between them."""


def tree_of(random: Random, measure: str, depth: int = 2) -> Tree:
    """A formula whose value is of this measure; a claim in it is `{}` in its text."""
    if measure in GIVES and depth and (random.random() < 0.8 or measure == "share"):
        one, signs, other = random.choice(GIVES[measure])
        left = tree_of(random, one, depth - 1)
        while other == "percent" and not left.claims and one == "number":
            # Twice a share is a share.
            left = tree_of(random, one, depth - 1)
        right = tree_of(random, other, 0)
        sign = random.choice(signs)
        text = f"({left.text} {sign} {right.text})"
        return Tree(text, left.claims + right.claims, sign, (left, right))
    if measure == "whole" or (measure == "number" and random.random() < 0.2):
        number = "1" if measure == "whole" else random.choice(("2", "7", "0.5", "1000"))
        return Tree(number, (), number=Fraction(number))
    kinds = [
        each for each in MEASURES if each.name == measure.replace("share", "number")
    ]
    claim = claim_of(random, random.choice(kinds))
    return Tree("{}", (claim,))


def fault_of_value(tree: Tree, measure: str, printed: str | None) -> str:
    """What is wrong with the value of a formula; "" where nothing is.

    It holds what every choice of numbers gives, and is wider than that by no more than
    its roughest number warrants. None stands for a refusal.
    """
    ends = [_ends(claim) for claim in tree.claims]
    try:
        corners = [tree.at(each) for each in product(*ends)]
        inner = [tree.at(each) for each in product(*map(_inside, tree.claims))]
    except ZeroDivisionError:
        return "" if printed is None else "it divides by zero"
    low, high = (_or_zero(each) for each in (min(corners), max(corners)))
    if printed is None:
        return "" if _is_refused_well(tree, low, high) else "it is refused"
    found = said(printed)
    if any(not found.allows(value) for value in inner) and low != high:
        return f"it does not hold {next(v for v in inner if not found.allows(v))}"
    off = _warranted(tree, measure)
    for bound, end in ((found.low, low), (found.high, high)):
        if bound is None and abs(end) < NEAR:
            return f"it is open, and {float(end)} is its end"
        if bound is not None and abs(end) >= NEAR:
            return "it has an end, and there is none"
        if bound is not None and abs(bound.number - end) > off(end):
            return f"{float(end)} is rounded to {float(bound.number)}"
        is_alone = None in (found.low, found.high)
        is_reached = bound and bound.number == end and not bound.is_out
        if is_reached and is_alone and end not in inner:
            return f"no choice of numbers gives {end}"
    is_hedged = any(claim.is_hedged for claim in tree.claims)
    has_hedge = any(b and "about" in b.words for b in (found.low, found.high))
    return "" if is_hedged == has_hedge else "a hedge is lost, or made up"


NEAR = Fraction(10) ** 20
"""What is larger comes of what has no end."""


def _or_zero(number: Fraction) -> Fraction:
    """Zero for what comes near to it only at the far end of something."""
    return number if abs(number) > 1 / NEAR else Fraction(0)


def _ends(claim: Claim) -> tuple[Fraction, ...]:
    low = claim.low.number if claim.low else -FAR
    high = claim.high.number if claim.high else FAR
    return tuple(dict.fromkeys((low, high)))


def _inside(claim: Claim) -> list[Fraction]:
    """Numbers that a claim allows: its ends, close to them, and between."""
    low, high = min(_ends(claim)), max(_ends(claim))
    close = Fraction(1, 10**6)
    between = (low, low + close, (low + high) / 2, high - close, high)
    return [number for number in dict.fromkeys(between) if claim.allows(number)]


def _is_refused_well(tree: Tree, low: Fraction, high: Fraction) -> bool:
    """Whether neither end is known, or something is divided by what may be zero."""
    if low <= -NEAR and high >= NEAR:
        return True
    if tree.sign == "/":
        divisor = tree.parts[1]
        every = [divisor.at(each) for each in product(*map(_ends, divisor.claims))]
        if min(every) <= 0 <= max(every):
            return True
    return any(_is_refused_well(each, *_span(each)) for each in tree.parts)


def _span(tree: Tree) -> tuple[Fraction, Fraction]:
    every = [tree.at(each) for each in product(*map(_ends, tree.claims))]
    return min(every), max(every)


def _warranted(tree: Tree, measure: str) -> Callable[[Fraction], Fraction]:
    """By how much an end may be off for being rounded.

    A share by one per cent, else what the last digits of the claims leave open; what is
    whole and exact by nothing, and a quotient of such by one of three digits.
    """
    error = _error(tree)

    def off(end: Fraction) -> Fraction:
        if measure in ("percent", "share"):
            return Fraction(1, 100)
        if error:
            return error
        scaled = end * 100 if measure == "points" else end
        return Fraction(0) if scaled.denominator == 1 else abs(end) / 100

    return off


def _error(tree: Tree) -> Fraction:
    """By how much the value may be off where one number is off in its last digit."""
    most = Fraction(0)
    for corner in product(*(claim.numbers for claim in tree.claims)):
        for place, claim in enumerate(tree.claims):
            for step in (claim.digit, -claim.digit):
                moved = (*corner[:place], corner[place] + step, *corner[place + 1 :])
                try:
                    most = max(most, abs(tree.at(moved) - tree.at(corner)))
                except ZeroDivisionError:
                    return FAR
    return most
