"""The words of a link, held against the claims that it leads to.

What cannot be true of any claim is a problem. What is true and may still mislead, such
as one end of a range, is advice. A number fits as it is written: "more than 10,000"
fits 12,300, "about 2,700" fits 2,731, and 640 does not fit "about 300" beside "up to
1,000", because nobody claimed it. There is a function a kind of mistake, in `CHECKS`.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal

import msgspec

from factbox.languages.typing_files import ENGLISH
from factbox.patterns import pattern_of
from factbox.values.letters import lowered
from factbox.values.quantities.agreement import Verdict, are_comparable, verdict_on
from factbox.values.quantities.conversions import factor
from factbox.values.quantities.exact import EXACT
from factbox.values.quantities.linking import (
    CORRECT,
    Disagreement,
    LinkedClaims,
    LinkText,
)
from factbox.values.quantities.numerals import any_of, plain_words
from factbox.values.quantities.phrases import phrases_of
from factbox.values.quantities.prose import Written, numbers_in
from factbox.values.quantities.quantity import Quantity
from factbox.values.quantities.things import another_thing, is_count, words_in
from factbox.values.scripts import LETTER, compiled

HINTS: dict[Verdict, str] = {
    "low end": "say both ends, or say 'at least' if this is the low one",
    "high end": "say both ends, or say 'up to' if this is the high one",
    "hedge": "keep the words of the claim; empty brackets print them",
    "exact": "leave 'exactly' out: the claim is approximate",
    "far": "say a number that is nearer",
    "wrong": CORRECT,
}


def disagreements(
    link: LinkText, named: LinkedClaims, tag: str = ENGLISH
) -> tuple[Disagreement, ...]:
    """What each of `CHECKS` finds in a link."""
    return tuple(
        found for check in CHECKS for found in check(link, named, tag) if found
    )


def another_unit(
    link: LinkText, named: LinkedClaims, tag: str
) -> tuple[Disagreement, ...]:
    """What is wrong with the unit of a link, whatever its number."""
    if link.words.strip():
        return tuple(another_measure(link, named, tag))
    return tuple(_other_measure(link.after, named, tag))


# The checks.


def hedge_before_a_printed_value(
    link: LinkText, named: LinkedClaims, tag: str
) -> Iterator[Disagreement]:
    """More than [](figure:killed): the value has words of its own, or none."""
    if link.words.strip():
        return
    phrase, side = _qualifier_before(link.before, tag)
    if not side or side == "exactly" or phrase in phrases_of(tag).wording.verbal:
        return
    is_preposition = phrase in phrases_of(tag).wording.prepositions
    is_plain = all(
        value.low == value.high and not value.approximate for value in named.values
    )
    if is_preposition and is_plain and side == "about":
        return
    yield Disagreement(
        f"'{phrase}' stands before a value that prints as '{named.printed}'",
        "leave it out, or write it into the claim if the source says so",
        certain=not is_preposition,
    )


def bound_behind_a_printed_value(
    link: LinkText, named: LinkedClaims, tag: str
) -> Iterator[Disagreement]:
    """[](figure:killed) or more: the value has words of its own, or none."""
    patterns = phrases_of(tag).patterns
    match = patterns.tail.match(link.after)
    if link.words.strip() or match is None:
        return
    rest = link.after.lstrip()
    joint = next((w for w in patterns.wording.and_ if rest.startswith(f"{w} ")), "")
    if joint and _begins_with_a_qualifier(rest[len(joint) :].lstrip(), tag):
        # [](figure:a) and more than [](figure:b)
        return
    yield Disagreement(
        f"'{match[0].strip()}' stands behind a value that prints as '{named.printed}'",
        "leave it out, or write it into the claim if the source says so",
    )


def unit_behind_a_printed_value(
    link: LinkText, named: LinkedClaims, tag: str
) -> Iterator[Disagreement]:
    """[](figure:rain) cm, where the figure is in millimetres."""
    if link.words.strip():
        return
    unit = plain_words(named.unit)
    if unit and plain_words(link.after).startswith(unit):
        return
    phrases = phrases_of(tag)
    sort = named.values[0].sort if named.values else "number"
    for name, pattern in (
        ("scale", phrases.numerals.scale),
        ("points", phrases.patterns.points),
        ("percent", phrases.patterns.percent),
        ("money", phrases.patterns.money_behind),
    ):
        match = pattern.match(link.after)
        if match is None:
            continue
        written = match[0].strip()
        if name == "money" and not link.after[:1].isspace() and written.isalpha():
            continue
        if name != "points" or sort in ("points", "percent"):
            yield Disagreement(
                f"'{written}' stands behind a value that prints as '{named.printed}'",
                "leave it out: the value is printed whole",
            )
        return
    yield from _other_measure(link.after, named, tag)


def numbers(link: LinkText, named: LinkedClaims, tag: str) -> Iterator[Disagreement]:
    """Numbers that no claim allows, or that say more or less than one does."""
    if not link.words.strip() or not named.values:
        return
    phrase, side = _qualifier_before(link.before, tag)
    # What stands around the link belongs to its number: over [300] thousand.
    front = f"{phrase} " if side else ""
    behind = _unit_behind(link.after, tag)
    text = front + link.words.rstrip() + behind
    written = [
        number
        for number in numbers_in(text, tag, linked=True)
        if number.offset < len(front) + len(link.words)
    ]
    whole = front + link.words + link.after
    converted = [*_in_said_unit(whole, written, named, tag)]
    claims = converted or [
        each for value in named.values for each in _in_its_unit(value, named, tag)
    ]
    comparable = [
        number
        for number in written
        if any(are_comparable(number.quantity, claim) for claim in claims)
    ]
    for number in comparable or written:
        verdict = verdict_on(number, claims, named.ends, is_count=is_count(named, tag))
        if verdict == "right":
            continue
        if converted and verdict == "wrong" and number.phrase:
            yield from _other_measure(whole[number.phrase.end :], named, tag)
            return
        is_doubtful = bool(front) and phrase in phrases_of(tag).wording.prepositions
        is_doubtful &= number is written[0]
        yield _disagreement(number, verdict, named, is_doubtful)
        return


def another_direction(
    link: LinkText, named: LinkedClaims, tag: str
) -> Iterator[Disagreement]:
    """Rose by [3%], where the figure fell by it."""
    if not all(value.change for value in named.values):
        return
    signs = {(end or 0) < 0 for v in named.values for end in (v.low, v.high) if end}
    if len(signs) != 1:
        return
    fell = signs.pop()
    wording = phrases_of(tag).wording
    text = link.before[-60:] + link.words + link.after[:40]
    start = len(link.before[-60:])
    for number in numbers_in(link.words, tag, linked=True):
        if number.phrase is None or number.phrase.low.sign:
            continue
        begin, end = start + number.phrase.start, start + number.end
        front = any_of((*wording.fall, *wording.rise))
        # עלה ב-5%
        prefix = f"{any_of(wording.prefixes, whole=False)}?"
        found = compiled(rf"(?:^|(?s:.*)\W)(?P<word>{front})\s+{prefix}$").match(
            text[:begin]
        )
        behind = any_of((*wording.fallen, *wording.risen))
        found = found or compiled(rf"\s*(?P<word>{behind})").match(text, end)
        word = plain_words(found["word"]) if found else ""
        if word and (word in (*wording.fall, *wording.fallen)) != fell:
            yield Disagreement(
                f"the text says '{word}', but {named.name} is {named.printed}", CORRECT
            )
        return


def another_measure(
    link: LinkText, named: LinkedClaims, tag: str
) -> Iterator[Disagreement]:
    """[310 metres] for a figure in millimetres."""
    if not link.words.strip():
        return
    for number in numbers_in(link.words, tag, linked=True):
        if number.phrase is None or number.quantity.sort != "number":
            continue
        behind = link.words[number.phrase.end :] or link.after
        yield from _other_measure(behind, named, tag, is_typed=True)
        return


CHECKS: tuple[Callable[[LinkText, LinkedClaims, str], Iterator[Disagreement]], ...] = (
    hedge_before_a_printed_value,
    bound_behind_a_printed_value,
    unit_behind_a_printed_value,
    numbers,
    another_direction,
    another_measure,
    another_thing,
)


def _disagreement(
    number: Written, verdict: Verdict, named: LinkedClaims, is_doubtful: bool
) -> Disagreement:
    claimed = " or ".join(
        dict.fromkeys(value.in_language(named.language) for value in named.values)
    )
    said = number.text
    side = number.phrase.side if number.phrase else ""
    if number.phrase and number.phrase.qualifier and (side or verdict != "wrong"):
        said = f"{number.phrase.qualifier} {said}"
    joint = "but" if verdict == "wrong" else "and"
    hint = HINTS[verdict]
    if verdict == "wrong":
        value = named.values[0]
        if value.percent and number.quantity.sort == "number":
            hint = "write it as a share, with '%', or correct one of them"
        elif not value.percent and number.quantity.percent:
            hint = "a share is no count: link to the figure of the share"
    return Disagreement(
        f"the text says '{said}', {joint} {named.name} is {claimed}",
        hint,
        certain=verdict == "wrong" and not is_doubtful,
        end=verdict if verdict in ("low end", "high end") else "",
    )


# What stands around a link.


def _qualifier_before(before: str, tag: str) -> tuple[str, str]:
    """The phrase for what is known of a number that ends a text, and its side."""
    phrases = phrases_of(tag)
    tail = before[-40:]
    for match in pattern_of(rf"(?<!{LETTER})(?=\S)").finditer(tail):
        found = phrases.patterns.qualifier.match(tail, match.start())
        if found and found.end() == len(tail):
            phrase = phrases.patterns.named(found)
            return phrase, phrases.patterns.sides[phrase]
    return "", ""


def _begins_with_a_qualifier(text: str, tag: str) -> bool:
    """Whether a text begins with words for what is known of a number behind them."""
    return bool(phrases_of(tag).patterns.qualifier.match(text))


def _unit_behind(after: str, tag: str) -> str:
    """What belongs to a number that ends right before this text."""
    phrases = phrases_of(tag)
    for pattern in (
        phrases.numerals.scale,
        phrases.patterns.points,
        phrases.patterns.percent,
        phrases.patterns.tail,
        phrases.patterns.so,
    ):
        if match := pattern.match(after):
            return match[0]
    return ""


def _in_said_unit(
    text: str, written: list[Written], named: LinkedClaims, tag: str
) -> Iterator[Quantity]:
    """The values in the measure that the words name, if it is another of their kind."""
    phrases = phrases_of(tag)
    phrase = written[0].phrase if written else None
    own = phrases.unit_of(named.unit)
    if phrase is None or not own:
        return
    said = phrases.unit_of(text[phrase.end :])
    change = factor(own, said) if said != own else None
    if change is None:
        return
    above, below = change
    for value in named.values:
        yield _with_numbers(
            value, lambda number: EXACT.divide(EXACT.multiply(number, above), below)
        )


def _other_measure(
    behind: str, named: LinkedClaims, tag: str, *, is_typed: bool = False
) -> Iterator[Disagreement]:
    """A measure that is not that of the figure.

    Behind a number that is `is_typed` it may be another one of its kind: `numbers`
    holds 31 cm against 310 mm.
    """
    phrases = phrases_of(tag)
    own, said = phrases.unit_of(named.unit), phrases.unit_of(behind)
    if not said or own == said or (is_typed and own and factor(own, said)):
        return
    match = phrases.patterns.measure.match(behind)
    written = match["unit"] if match else said
    if not own:
        # 300 s’y trouvent: a letter may be a word of its own.
        is_named = {*lowered(written).split()} <= words_in(
            f"{named.label} {named.unit}"
        )
        if len(written) < 2 or is_named:
            return
    unit = f"is in '{named.unit}'" if named.unit else "has no unit"
    yield Disagreement(
        f"the text says '{written}', but {named.name} {unit}",
        "write the unit of the figure",
        certain=bool(own),
    )


def _in_its_unit(value: Quantity, named: LinkedClaims, tag: str) -> Iterator[Quantity]:
    """The value as it is, and, in "million euros", in euros."""
    yield value
    first, _, rest = named.unit.partition(" ")
    power = dict(phrases_of(tag).wording.scales).get(lowered(first), 0)
    behind = f" {rest}" if power else f" {named.unit}"
    money = phrases_of(tag).patterns.money_behind.match(behind)
    if not (power or money) or value.sort != "number":
        return
    scaled = _with_numbers(value, lambda number: number.scaleb(power, EXACT))
    yield scaled
    if money and (amount := _amount(scaled, behind, tag)):
        yield amount


def _with_numbers(value: Quantity, change: Callable[[Decimal], Decimal]) -> Quantity:
    """The value with each of its numbers changed so."""
    numbers = (value.low, value.high, value.best)
    low, high, best = (None if each is None else change(each) for each in numbers)
    return msgspec.structs.replace(value, low=low, high=high, best=best)


def _amount(value: Quantity, behind: str, tag: str) -> Quantity | None:
    """The value as money, its unit being the name of a currency."""
    phrase = phrases_of(tag).read(f"1{behind}", 0)
    if phrase is None or phrase.sort != "money":
        return None
    one = Quantity.of_phrase(phrase)
    return msgspec.structs.replace(
        value, sort="money", currency=one.currency, symbol=one.symbol
    )
