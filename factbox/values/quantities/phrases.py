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

from factbox.languages.currencies import CODES, SIGNS
from factbox.languages.wording import Wording
from factbox.problems import Unreadable, shown
from factbox.values.letters import lowered
from factbox.values.quantities.numerals import (
    EXACT,
    SPACES,
    VULGAR,
    Numeral,
    any_of,
    numerals_of,
    plain_words,
)

Sort = Literal["number", "percent", "points", "money", "ratio"]
Side = Literal[
    "",
    "about",
    "at_most",
    "at_least",
    "below",
    "above",
    "nearly",
    "just_below",
    "just_above",
    "exactly",
]
MINUS = "-\N{MINUS SIGN}"
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

    def __init__(self, wording: Wording) -> None:
        self.wording = wording
        self.numerals = numerals_of(wording)
        self.sides: dict[str, Side] = {
            phrase: side  # type: ignore[misc]
            for side, phrases in wording.qualifiers
            for phrase in phrases
        }
        self.qualifier = _compiled(rf"{any_of(self.sides)}\s*")
        self.range_word = _compiled(rf"{any_of([wording.between, wording.from_])}\s+")
        dashes = "".join(mark for mark in wording.to if not mark.isalpha())
        words = any_of(word for word in wording.to if word.isalpha())
        self.joint = _compiled(
            rf"\s*[{re.escape(dashes)}]\s*|\s+{words}\s+"
            rf"|\s+{any_of([wording.and_])}\s+|\s+{any_of([wording.or_])}\s+"
        )
        changes = any_of((*wording.minus, *wording.rise, *wording.fall))
        self.sign = _compiled(rf"[{MINUS}+]\s?|{changes}\s+")
        # Digits may follow a sign, and letters may not: 200 kr, kr200.
        signs = "|".join(
            re.escape(sign) + r"(?![^\W\d_])" * sign.isalpha()
            for sign, _ in sorted(SIGNS, key=lambda each: -len(each[0]))
        )
        signs = f"(?:{signs})"
        codes = "|".join(sorted(CODES))
        # Codes are in capitals: "all" is no lek.
        self.money_before = re.compile(
            rf"(?P<sign>{signs})\s?|(?P<code>{codes})[\s{SPACES}]?(?=[0-9{MINUS}+])"
        )
        self.money_behind = re.compile(
            rf"[\s{SPACES}]*(?P<sign>{signs})|[\s{SPACES}]*(?P<code>{codes})(?!\w)"
            rf"|(?i:\s+(?P<name>{any_of(name for name, _ in wording.money)}))"
        )
        self.names = dict(wording.money)
        self.points = _compiled(rf"[\s{SPACES}]*{any_of(wording.points)}")
        self.percent = _compiled(rf"[\s{SPACES}]*{any_of(wording.percent)}")
        self.more = _compiled(rf"\+(?![\w/-])|\s*{any_of(wording.or_more)}")
        self.fewer = _compiled(rf"\s+{any_of(wording.or_fewer)}")
        self.so = _compiled(rf"\s*{any_of(wording.or_so)}")
        self.margin = _compiled(rf"\s*{any_of(wording.margin)}\s*")
        interval = any_of(wording.interval)
        self.interval = _compiled(
            rf"\s*,?\s*(?P<opening>[(\[])?\s*"
            rf"(?:(?:(?P<level>[0-9]{{1,2}}(?:\.[0-9]+)?)\s*%\s*(?:-\s*)?)?"
            rf"(?P<name>{interval})\s*[:,=]?\s*)?"
        )
        self.comma = _compiled(r"\s*[,;]\s*")
        self.closing = _compiled(r"\s*[)\]]")
        self.of = _compiled(rf"\s+{any_of(wording.out_of)}\s+")
        self.in_ = _compiled(rf"\s+{any_of(wording.in_)}\s+")
        self.per = _compiled(rf"\s+{any_of(wording.per)}\s+")
        unit_word = r"[^\W\d_][^\s\d,;:()\[\]/%]*[²³]?(?:/[^\W\d_]+[²³]?)?"
        measured = any_of(name for names in wording.measures for name in names)
        self.unit = _compiled(
            rf"\s*(?P<unit>{measured}|°\s?[^\W\d_]|[µμ]?{unit_word}(?:[\s-]+{unit_word}){{0,7}})"
            rf"\s*"
        )
        self.measure = _compiled(rf"\s*(?P<unit>{measured})")
        # Right behind digits the case tells 5g from 5G.
        self.glued_measure = re.compile(measured)
        self.units = {
            written: names[0]
            for names in wording.measures
            for name in names
            for written in (name, lowered(name) if len(name) > 3 else name)
        }
        # Searched in lower case, as letters of one case are found the quickest.
        cores = {
            *self.numerals.cardinals,
            *self.numerals.multiples,
            *(phrase.split()[-1] for phrase in wording.half),
            *self.numerals.denominators,
        }
        vulgar = "".join(VULGAR)
        self.core = re.compile(rf"[0-9{vulgar}]|{'|'.join(sorted(cores))}")
        qualifier = rf"(?:{any_of(self.sides)}\s*)"
        hedges = (*self.sides, wording.between, wording.from_, *wording.minus)
        monies = (*CODES, *(sign for sign, _ in SIGNS))
        self.last_words = {
            phrase.split()[-1] for phrase in (*hedges, *wording.articles, *monies)
        }
        self.last_word = re.compile(r"[^\W\d_.]+\.?(?=[\s-]+$)")
        self.before_core = _compiled(
            rf"(?<!\w){qualifier}{{0,2}}"
            rf"(?:{any_of([wording.between, wording.from_])}\s+)?{qualifier}?"
            rf"(?:[{MINUS}+]\s?|{any_of(wording.minus)}\s+)?"
            rf"(?:{signs}\s?|(?-i:{codes})[\s{SPACES}]?)?[{MINUS}+]?"
            rf"(?:{any_of(wording.articles)}[\s-]+)?$"
        )

    def unit_of(self, text: str) -> str:
        """The shortest name of the measure with which a text begins; "" if none."""
        match = self.measure.match(text)
        if match is None:
            return ""
        name = " ".join(match["unit"].split())
        return self.units.get(name) or self.units.get(lowered(name), "")

    # Reading.

    def read(self, text: str, start: int, *, whole: bool = False) -> Phrase | None:
        """The phrase that begins at `start`, as long as it can be; None if none does.

        A `whole` text must be a value as an editor types it: what is nearly one, and
        what could be read in two ways, raises `Unreadable`.
        """
        side, qualifier, about, position = self._qualifiers(text, start)
        opening = self.range_word.match(text, position)
        word = plain_words(opening[0]) if opening else ""
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
        lower = lowered(text)
        if len(lower) != len(text):
            lower = text
        position = 0
        while match := self.core.search(lower, position):
            core, end = match.span()
            if match[0].isdigit() and (
                digits := self.numerals.digits.match(text, core)
            ):
                end = digits.end()
            is_inside = core and (text[core - 1].isalnum() or text[core - 1] == "_")
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
            word = self.last_word.search(text, max(core - 20, start), core)
            # Most words before a number say nothing of it.
            if word and not {word[0], lowered(word[0])} & self.last_words:
                return core
        match = self.before_core.search(text[start:core])
        return start + match.start() if match else core

    def _qualifiers(self, text: str, start: int) -> tuple[Side, str, bool, int]:
        """The side from which a number is known, the words for it, "about", the end."""
        side: Side = ""
        words: list[str] = []
        about, position = False, start
        for _ in range(2):
            match = self.qualifier.match(text, position)
            if match is None:
                break
            phrase = plain_words(match[0])
            found = self.sides[phrase]
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
        qualifier = self.qualifier.match(text, position)
        if qualifier and self.sides[plain_words(qualifier[0])] == "about":
            about, position = True, qualifier.end()
        begin = position
        match = self.sign.match(text, position)
        if match and (whole or not match[0].strip().isalpha() or self._is_minus(match)):
            sign, position = self._sign(match), match.end()
        else:
            match = None
        if money := self.money_before.match(text, position):
            currency, position = money["sign"] or money["code"], money.end()
            if match is None and (match := self.sign.match(text, position)):
                sign, position = self._sign(match), match.end()
        numeral = self.numerals.read(text, position, whole=whole)
        if numeral is None:
            return None
        end = numeral.end
        unit: Sort = "money" if currency else "number"
        if numeral.form == "fraction":
            unit = "percent"
        elif currency == "":
            if points := self.points.match(text, end):
                unit, end = "points", points.end()
            elif percent := self.percent.match(text, end):
                unit, end = "percent", percent.end()
            elif money := self.money_behind.match(text, end):
                name = plain_words(money["name"] or "")
                if name in self.wording.weights and not numeral.power:
                    if whole:
                        raise Unreadable(
                            f"'{name}' could be money or a weight",
                            "write £ in front of the number, or lb behind it",
                            money.start("name"),
                        )
                else:
                    currency = money["sign"] or money["code"] or self.names[name]
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
        match = self.joint.match(text, low.end)
        if match is None:
            return "", None
        joint = plain_words(match[0])
        is_and, is_or = joint == self.wording.and_, joint == self.wording.or_
        between = opening == self.wording.between
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
        number = text[high.end : high.end + 1]
        agree = high.unit == low.unit or low.unit == "number"
        agree &= not (low.currency and high.currency not in ("", low.currency))
        money = low.unit == "money" and high.unit == "number"
        if not (agree or money) or number.isalpha():
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
        for pattern, side in ((self.more, "at_least"), (self.fewer, "at_most")):
            match = pattern.match(text, phrase.end)
            if match and not phrase.side and phrase.high is None:
                phrase = _with(phrase, side=side, end=match.end())
        if phrase.high is None and not phrase.side:
            phrase = self._interval(text, phrase, whole)
        if phrase.sort == "number" and phrase.around is None:
            phrase = self._ratio(text, phrase, whole)
        if match := self.so.match(text, phrase.end):
            phrase = _with(phrase, about=True, end=match.end())
        return phrase

    def _interval(self, text: str, phrase: Phrase, whole: bool) -> Phrase:
        """300 ± 20, and 300 (95% CI 250 to 350)."""
        best = phrase.low.value
        if match := self.margin.match(text, phrase.end):
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
        match = self.interval.match(text, phrase.end)
        if match is None or not (match["opening"] or match["name"]):
            return phrase
        low = self._end(text, match.end(), whole)
        joint = low and (
            self.joint.match(text, low.end) or self.comma.match(text, low.end)
        )
        high = self._end(text, joint.end(), whole) if joint else None
        if low is None or high is None:
            return phrase
        closing = self.closing.match(text, high.end)
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
        return _with(
            phrase,
            around=(lowest, highest),
            level=Decimal(match["level"]) if match["level"] else None,
            sort=next(iter(units), phrase.sort),
            end=closing.end() if closing and match["opening"] else high.end,
        )

    def _ratio(self, text: str, phrase: Phrase, whole: bool) -> Phrase:
        """81 of 99, two in five, 12.3 per 100,000."""
        highest = phrase.high or phrase.low
        for name, pattern in (("of", self.of), ("in", self.in_), ("per", self.per)):
            match = pattern.match(text, phrase.end)
            if match is None:
                continue
            other = self.numerals.read(text, match.end(), whole=whole)
            if other is None and name == "per":
                other = self._one(text, match.end())
            if other is None or other.form == "fraction" or other.value <= 0:
                continue
            if name == "per":
                return _with(phrase, per=other.value, sort="ratio", end=other.end)
            is_year = len(other.bare) == 4 and other.bare[:2] in ("19", "20")
            is_part = 0 <= highest.value <= other.value
            if is_year or not is_part or last_letters(text, other.end):
                continue
            # "One in five" is a ratio, "three in 12 days" is none.
            if name == "in" and not whole and self.measure.match(text, other.end):
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
        match = self.unit.fullmatch(text, phrase.end)
        if match is None:
            return phrase
        unit = " ".join(match["unit"].split())
        words = lowered(unit).split()
        known = {*self.wording.not_in_units, *self.numerals.cardinals, *self.sides}
        scales = {word for word, _ in self.wording.indefinite}
        if words[0] in known or {*words} & {*self.sides, *scales, self.wording.or_}:
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
def phrases_of(wording: Wording) -> Phrases:
    """The reader of a language's phrases; its patterns are compiled at first use."""
    return Phrases(wording)


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_with = msgspec.structs.replace
