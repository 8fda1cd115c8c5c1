"""Quantities as they are phrased: up to about £2.3m, 300 ± 20, two in five, 300+.

The one recogniser of numbers: a value must be one phrase from end to end, and prose is
searched for them. A phrase says what stands where; what it means is for `quantities`.

It is long because all that can stand around a number is read in one walk, whose parts
share the patterns of a language.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from typing import Literal

import msgspec

from factbox.languages.typing_files import ENGLISH
from factbox.problems import Unreadable, shown
from factbox.values.digits import in_ascii
from factbox.values.letters import lowered
from factbox.values.quantities.numerals import EXACT, Numeral, plain_words
from factbox.values.quantities.patterns import Patterns, Side
from factbox.values.scripts import is_letter

Sort = Literal["number", "percent", "points", "money", "ratio"]
LONGEST_HEDGE = 60
"""In characters, with a sign and a currency."""


class End(msgspec.Struct, frozen=True):
    """A number with what belongs to it alone; `sign` is "+" or "-", "" if none.

    `unit` is the sort that its unit gives: "number" where there is none.
    """

    numeral: Numeral
    sign: str
    start: int
    end: int
    about: bool = False
    unit: Sort = "number"
    currency: str = ""

    @property
    def value(self) -> Decimal:
        value = self.numeral.value
        return value.copy_negate() if self.sign == "-" and value else value


class Phrase(msgspec.Struct, frozen=True):
    """A quantity as it stands in a text, from its hedge at `start` to its `end`.

    `number` is where the hedge is over. A `high` end is there for a range, which
    `joint` joins. `side` says from where the number is known, `about` whether all of it
    is approximate. `of` and `per` make a ratio, `in_` that of two in five; `around` are
    the ends of an interval, `level` its level of confidence.
    """

    start: int
    number: int
    end: int
    low: End
    high: End | None = None
    joint: str = ""
    side: Side = ""
    qualifier: str = ""
    about: bool = False
    sort: Sort = "number"
    currency: str = ""
    is_change: bool = False
    of: Decimal | None = None
    in_: bool = False
    per: Decimal | None = None
    around: tuple[Decimal, Decimal] | None = None
    level: Decimal | None = None
    unit: str = ""
    unit_start: int = 0


class Phrases:
    """What reads the phrases of one language."""

    def __init__(self, tag: str) -> None:
        self.tag = tag
        self.patterns = Patterns(tag)
        self.wording = self.patterns.wording
        self.numerals = self.patterns.numerals

    def unit_of(self, text: str) -> str:
        """The shortest name of the measure with which a text begins; "" if none."""
        return self.patterns.unit_of(text)

    # Reading.

    def read(self, text: str, start: int, *, whole: bool = False) -> Phrase | None:
        """The phrase that begins at `start`, as long as it can be; None if none does.

        A `whole` text must be a value as an editor types it: what is nearly one, and
        what could be read in two ways, raises `Unreadable`.
        """
        side, qualifier, about, position = self._qualifiers(text, start)
        opening = self.patterns.range_word.match(text, position)
        word = self.patterns.named(opening)
        low = self._end(text, opening.end() if opening else position, whole)
        if low is None:
            return None
        phrase = Phrase(start, low.start, low.end, low, side=side, qualifier=qualifier)
        joint, high = self._high(text, low, word, whole)
        if high is None and word and whole:
            raise Unreadable(
                f"{shown(text)} has only one number",
                "write it like 'between 300 and 400'",
                low.end,
            )
        if high:
            phrase = _with(phrase, high=high, joint=joint, end=high.end)
        ends = [low] if high is None else [low, high]
        sorts: set[Sort] = {end.unit for end in ends if end.unit != "number"}
        currencies = [end.currency for end in ends if end.currency]
        phrase = _with(
            phrase,
            about=about or low.about,
            sort=next(iter(sorts), "number"),
            currency=currencies[0] if currencies else "",
            is_change=self._is_change(text, ends, sorts),
        )
        phrase = self._tail(text, phrase, whole)
        return self._with_unit(text, phrase) if whole else phrase

    def search(self, text: str) -> Iterator[Phrase]:
        """The phrases in a text, in their order; none overlaps another."""
        text = in_ascii(text, self.tag)
        lower = lowered(text)
        if len(lower) != len(text):
            lower = text
        position = 0
        while match := self.patterns.core.search(lower, position):
            core, end = match.span()
            if match[0].isdigit() and (
                digits := self.numerals.digits.match(text, core)
            ):
                end = digits.end()
            is_inside = core and is_letter(text[core - 1])
            begin = core if is_inside else self._begin(text, core, position)
            phrase = None if is_inside else self.read(text, begin)
            if phrase is None and begin < core:
                phrase = self.read(text, core)
            if phrase:
                yield phrase
            position = max(phrase.end if phrase else end, end)

    def _begin(self, text: str, core: int, after: int) -> int:
        """Where the hedges and signs in front of a number begin."""
        start = max(core - LONGEST_HEDGE, after)
        last = text[core - 1 : core]
        if last.isspace():
            word = self.patterns.last_word.search(text, max(core - 20, start), core)
            # Most words before a number say nothing of it.
            if word and not {word[0], lowered(word[0])} & self.patterns.last_words:
                return core
        match = self.patterns.before_core.search(text[start:core])
        return start + match.start() if match else core

    def _qualifiers(self, text: str, start: int) -> tuple[Side, str, bool, int]:
        """The side from which a number is known, the words for it, "about", the end."""
        side: Side = ""
        words: list[str] = []
        about, position = False, start
        for _ in range(2):
            match = self.patterns.qualifier.match(text, position)
            if match is None:
                break
            phrase = self.patterns.named(match)
            found = self.patterns.sides[phrase]
            if found == "about" and not about:
                about = True
            elif found != "about" and not side and not about:
                side = found
            else:
                break
            words.append(phrase)
            position = match.end()
        return side, " ".join(words), about, position

    def _end(self, text: str, start: int, whole: bool) -> End | None:
        position, about, sign, currency = start, False, "", ""
        qualifier = self.patterns.qualifier.match(text, position)
        if qualifier and self.patterns.sides[self.patterns.named(qualifier)] == "about":
            about, position = True, qualifier.end()
        begin = position
        match = self.patterns.sign.match(text, position)
        if match and (whole or not match[0].strip().isalpha() or self._is_minus(match)):
            sign, position = self._sign(match), match.end()
        else:
            match = None
        if money := self.patterns.money_before.match(text, position):
            currency, position = money["sign"] or money["code"], money.end()
            if match is None and (match := self.patterns.sign.match(text, position)):
                sign, position = self._sign(match), match.end()
        numeral = self.numerals.read(text, position, whole=whole)
        if numeral is None:
            return None
        end = numeral.end
        unit: Sort = "money" if currency else "number"
        if numeral.form == "fraction":
            unit = "percent"
        elif currency == "":
            if points := self.patterns.points.match(text, end):
                unit, end = "points", points.end()
            elif percent := self.patterns.percent.match(text, end):
                unit, end = "percent", percent.end()
            elif money := self.patterns.money_behind.match(text, end):
                name = plain_words(money["name"] or "")
                if name in self.wording.weights and not numeral.power:
                    if whole:
                        raise Unreadable(
                            f"'{name}' could be money or a weight",
                            "write £ in front of the number, or lb behind it",
                            money.start("name"),
                        )
                else:
                    currency = (
                        money["sign"] or money["code"] or self.patterns.names[name]
                    )
                    unit, end = "money", money.end()
        return End(numeral, sign, begin, end, about, unit, currency)

    def _sign(self, match: re.Match[str]) -> str:
        written = plain_words(match[0])
        is_up = written == "+" or written in self.wording.rise
        return "+" if is_up else "-"

    def _is_minus(self, match: re.Match[str]) -> bool:
        return plain_words(match[0]) in self.wording.minus

    def _is_change(self, text: str, ends: list[End], sorts: Iterable[Sort]) -> bool:
        """Whether the sign is part of the number: +5%, and any sign of a share."""
        signed = [end for end in ends if end.sign]
        if any(end.sign == "+" for end in signed):
            return True
        fell = any(
            lowered(text[end.start : end.numeral.start]).startswith(self.wording.fall)
            for end in signed
        )
        return fell or (bool(signed) and bool({"percent", "points"} & set(sorts)))

    def _high(
        self, text: str, low: End, opening: str, whole: bool
    ) -> tuple[str, End | None]:
        """The other end of a range, and what joins it; None where there is none."""
        match = self.patterns.joint.match(text, low.end)
        if match is None:
            return "", None
        joint = self.patterns.named(match)
        is_and, is_or = joint in self.wording.and_, joint in self.wording.or_
        between = opening in self.wording.between
        if not whole and (is_and != between or (is_or and opening)):
            return "", None
        if not whole and is_or and low.numeral.form != "digits":
            # "One or two" is rather a few than a range.
            return "", None
        high = self._end(text, match.end(), whole)
        if high is None:
            return "", None
        if whole:
            self._refuse_mixture(text, low, high, match, is_and, between)
            return joint, high
        behind = text[high.end : high.end + 1]
        agree = high.unit == low.unit or low.unit == "number"
        agree &= not (low.currency and high.currency not in ("", low.currency))
        money = low.unit == "money" and high.unit == "number"
        if not (agree or money) or (behind.isalpha() and is_letter(behind)):
            return "", None
        low_value, high_value = ends_of(low, high)
        return (joint, high) if low_value <= high_value else ("", None)

    def _refuse_mixture(
        self,
        text: str,
        low: End,
        high: End,
        joint: re.Match[str],
        is_and: bool,
        between: bool,
    ) -> None:
        if is_and != between:
            raise Unreadable(
                f"{shown(text)} mixes two ways to write a range",
                "write either '300 to 400' or 'between 300 and 400'",
                joint.start(),
            )
        names = {"percent": "a percentage", "points": "in percentage points"}
        for unit, name in names.items():
            if (low.unit == unit) > (high.unit == unit):
                raise Unreadable(
                    f"only one end of {shown(text)} is {name}",
                    "write it like '33% to 50%'",
                    high.start,
                )
        if "money" in (low.unit, high.unit):
            both = {end.currency for end in (low, high) if end.currency}
            if len(both) > 1 or {low.unit, high.unit} - {"money", "number"}:
                raise Unreadable(
                    f"the ends of {shown(text)} are in two currencies or units",
                    "write both in one",
                    high.start,
                )
        elif high.unit != low.unit and "number" not in (low.unit, high.unit):
            raise Unreadable(
                f"the ends of {shown(text)} are in two units",
                "write both in one",
                high.start,
            )

    def _tail(self, text: str, phrase: Phrase, whole: bool) -> Phrase:
        """The phrase with what follows its number."""
        match = self.patterns.tail.match(text, phrase.end)
        if match and not phrase.side and phrase.high is None:
            word = plain_words(match["plus"] or match["tail"])
            phrase = _with(
                phrase,
                side=self.patterns.tails[word],
                unit=match["counter"] or "",
                end=match.end(),
            )
        if phrase.high is None and not phrase.side:
            phrase = self._interval(text, phrase, whole)
        if phrase.sort == "number" and phrase.around is None:
            phrase = self._ratio(text, phrase, whole)
        if match := self.patterns.so.match(text, phrase.end):
            unit = phrase.unit or match["counter"] or ""
            phrase = _with(phrase, about=True, unit=unit, end=match.end())
        return phrase

    def _interval(self, text: str, phrase: Phrase, whole: bool) -> Phrase:
        """300 ± 20, and 300 (95% CI 250 to 350)."""
        best = phrase.low.value
        if match := self.patterns.margin.match(text, phrase.end):
            margin = self._end(text, match.end(), whole)
            plain = phrase.sort == "number"
            same = (phrase.sort, "number", "percent" if plain else phrase.sort)
            if margin is None or margin.unit not in same or margin.value < 0:
                return phrase
            number = margin.value
            if phrase.low.numeral.power and not margin.numeral.power:
                return phrase
            around = (EXACT.subtract(best, number), EXACT.add(best, number))
            sort: Sort = margin.unit if phrase.sort == "number" else phrase.sort
            return _with(phrase, around=around, sort=sort, end=margin.end)
        match = self.patterns.interval.match(text, phrase.end)
        if match is None or not (match["opening"] or match["name"]):
            return phrase
        low = self._end(text, match.end(), whole)
        joint = low and (
            self.patterns.joint.match(text, low.end)
            or self.patterns.comma.match(text, low.end)
        )
        high = self._end(text, joint.end(), whole) if joint else None
        if low is None or high is None:
            return phrase
        closing = self.patterns.closing.match(text, high.end)
        if match["opening"] and closing is None:
            return phrase
        units = {low.unit, high.unit} - {"number", phrase.sort}
        if units and (phrase.sort != "number" or units != {"percent"}):
            return phrase
        lowest, highest = ends_of(low, high)
        if phrase.low.numeral.power and best > highest:
            # "1.2 million (1.0 to 1.4)" is in millions throughout.
            power = phrase.low.numeral.power
            lowest, highest = (n.scaleb(power, EXACT) for n in (lowest, highest))
        if not lowest <= best <= highest:
            if whole:
                raise Unreadable(
                    f"{shown(text)} has a value that is outside of its interval",
                    "write the value, then the low and the high end in brackets",
                    low.start,
                )
            return phrase
        level = match["level"] or match["level_behind"]
        return _with(
            phrase,
            around=(lowest, highest),
            level=Decimal(level.replace(",", ".")) if level else None,
            sort=next(iter(units), phrase.sort),
            end=closing.end() if closing and match["opening"] else high.end,
        )

    def _ratio(self, text: str, phrase: Phrase, whole: bool) -> Phrase:
        """81 of 99, two in five, 12.3 per 100,000."""
        highest = phrase.high or phrase.low
        for name, pattern in (
            ("of", self.patterns.of),
            ("in", self.patterns.in_),
            ("per", self.patterns.per),
        ):
            match = pattern.match(text, phrase.end)
            if match is None:
                continue
            other = self.numerals.read(text, match.end(), whole=whole)
            if other is None and name == "per":
                other = self._one(text, match.end())
            if other is None or other.form == "fraction" or other.value <= 0:
                continue
            is_rate = highest.value % 1 or other.value >= 1000
            if name == "in" and is_rate and self.patterns.per.match(text, phrase.end):
                name = "per"
            if name == "per":
                return _with(phrase, per=other.value, sort="ratio", end=other.end)
            is_year = len(other.bare) == 4 and other.bare[:2] in ("19", "20")
            is_part = 0 <= highest.value <= other.value
            if is_year or not is_part or last_letters(text, other.end):
                continue
            # "One in five" is a ratio, "three in 12 days" is none.
            if (
                name == "in"
                and not whole
                and self.patterns.measure.match(text, other.end)
            ):
                continue
            return _with(
                phrase, of=other.value, in_=name == "in", sort="ratio", end=other.end
            )
        return phrase

    def _one(self, text: str, start: int) -> Numeral | None:
        """One of a scale, the million of "per million"."""
        match = self.numerals.word.match(text, start)
        if match is None or lowered(match[0]) not in self.numerals.multiples:
            return None
        value = Decimal(self.numerals.multiples[lowered(match[0])])
        return Numeral(value, start, match.end(), "words")

    def _with_unit(self, text: str, phrase: Phrase) -> Phrase:
        """The phrase with the unit that ends its text, where one does."""
        match = self.patterns.unit.fullmatch(text, phrase.end)
        if match is None or phrase.unit:
            return phrase
        unit = " ".join(match["unit"].split())
        words = lowered(unit).split()
        known = {
            *self.wording.not_in_units,
            *self.numerals.cardinals,
            *self.patterns.sides,
        }
        scales = {word for word, _ in self.wording.indefinite}
        if words[0] in known or {*words} & {
            *self.patterns.sides,
            *scales,
            *self.wording.or_,
        }:
            return phrase
        return _with(phrase, unit=unit, unit_start=match.start("unit"), end=match.end())


def ends_of(low: End, high: End) -> tuple[Decimal, Decimal]:
    """The two values of a range: in 1.5 to 2 million, the scale is that of both.

    In 500,000 to 1 million the first number is written in full.
    """
    one, other = low.value, high.value
    power = high.numeral.power
    if power and not low.numeral.power and low.numeral.form != "fraction":
        mantissa = other.scaleb(-power, EXACT)
        if one < mantissa or (one == mantissa and abs(one) < 1000):
            one = one.scaleb(power, EXACT)
    elif low.numeral.power and not power and other < one:
        power = low.numeral.power
        if low.currency and one <= other.scaleb(power, EXACT):
            # "£2m-3" is as rare as it is clear.
            other = other.scaleb(power, EXACT)
    return one, other


def last_letters(text: str, end: int) -> bool:
    """Whether letters go on where a number ends: 21st, 24-hour."""
    return bool(re.compile(r"[^\W\d_]|-[^\W\d_]").match(text, end))


@cache
def phrases_of(tag: str = ENGLISH) -> Phrases:
    """The reader of a language's phrases; its patterns are compiled at first use."""
    return Phrases(tag)


_with = msgspec.structs.replace
