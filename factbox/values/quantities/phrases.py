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
from factbox.values.quantities.exact import EXACT, ratio
from factbox.values.quantities.numerals import Numeral, plain_words
from factbox.values.quantities.patterns import Patterns, Side
from factbox.values.scripts import is_letter

Sort = Literal["number", "percent", "points", "money", "ratio"]
ABOUT_AS_WELL = ("≲", "≳")
"""Signs for less, or more, or about as much."""
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
            about |= phrase in ABOUT_AS_WELL
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
        if match and match[0][0] == "-" and last_letters(text[:position][::-1], 0):
            # Under-18s.
            match = None
        if match and (whole or not match[0].strip().isalpha() or self._is_minus(match)):
            sign, position = self._sign(match), match.end()
            qualifier = None if about else self.patterns.qualifier.match(text, position)
            if (
                qualifier
                and self.patterns.sides[self.patterns.named(qualifier)] == "about"
            ):
                about, position = True, qualifier.end()
        else:
            match = None
        if money := self.patterns.money_before.match(text, position):
            currency, position = _sign_of(money), money.end()
            if match is None and (match := self.patterns.sign.match(text, position)):
                sign, position = self._sign(match), match.end()
        numeral = self.numerals.read(text, position, whole=whole)
        if numeral is None or (currency and numeral.form == "fraction"):
            return None
        if whole:
            numeral = self._in_trillions(text, numeral) if currency else numeral
            if not currency:
                self._refuse_glued(text, numeral)
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
                    currency = _sign_of(money) or self.patterns.names[name]
                    unit, end = "money", money.end()
        return End(numeral, sign, begin, end, about, unit, currency)

    def _in_trillions(self, text: str, numeral: Numeral) -> Numeral:
        """The number of $1.2T, in which the letter can be no tonne."""
        end = numeral.end
        if numeral.power or not re.compile(r"T(?!\w)").match(text, end):
            return numeral
        return _with(
            numeral, value=numeral.value.scaleb(12, EXACT), end=end + 1, power=12
        )

    def _refuse_glued(self, text: str, numeral: Numeral) -> None:
        """Raise `Unreadable` for 8,848m: nobody counts thousands of millions so."""
        letter = text[numeral.end - 1 : numeral.end]
        if letter not in self.wording.ambiguous_glued or numeral.form != "digits":
            return
        written = text[numeral.start : numeral.end - 1].strip()
        if numeral.value >= Decimal(1000).scaleb(numeral.power) and numeral.power:
            word = next(w for w, p in self.wording.scales if p == numeral.power)
            raise Unreadable(
                f"'{written}{letter}' could be {written} {word} or a measure",
                f"write '{written} {word}', or leave the unit to 'unit: {letter}'",
                numeral.end - 1,
            )

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
            return self._high_behind_units(text, low) if whole else ("", None)
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

    def _high_behind_units(self, text: str, low: End) -> tuple[str, End | None]:
        """The other end of a range of which each has the unit: 300 km to 400 km."""
        match = self.patterns.unit_and_joint.match(text, low.end)
        high = self._end(text, match.end(), True) if match else None
        if match is None or high is None:
            return "", None
        behind = self.patterns.unit.fullmatch(text, high.end)
        if behind is None or plain_words(behind["unit"]) != plain_words(match["unit"]):
            return "", None
        return self.patterns.named(match)[
            match.end("unit") - match.start() :
        ].strip(), high

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
            same: set[Sort] = {phrase.sort, "number"}
            if phrase.sort in ("number", "percent"):
                same.add("percent" if phrase.sort == "number" else "points")
            if margin is None or margin.unit not in same or margin.value < 0:
                return phrase
            closing = self.patterns.closing.match(text, margin.end)
            if bool(match["opening"]) != bool(closing):
                return phrase
            number = margin.value
            if phrase.low.numeral.power and not margin.numeral.power:
                return phrase
            around = (EXACT.subtract(best, number), EXACT.add(best, number))
            sort: Sort = margin.unit if phrase.sort == "number" else phrase.sort
            end = closing.end() if closing else margin.end
            return _with(phrase, around=around, sort=sort, end=end)
        match = self.patterns.interval.match(text, phrase.end)
        if match is None or not (match["opening"] or match["name"]):
            return phrase
        is_level = phrase.sort == "percent" and not match["level"]
        if whole and is_level and match["name"] and not match["opening"]:
            raise Unreadable(
                f"{shown(text)} is an interval without the value in it",
                "write the value in front of it, like '12 (95% CI 10 to 14)', or the "
                "range alone, like '10 to 14'",
                phrase.start,
            )
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
        if whole and (match := re.compile(r"\s?‰").match(text, phrase.end)):
            return _with(phrase, per=Decimal(1000), sort="ratio", end=match.end())
        if whole and (match := re.compile(r"\s?/\s?(?=10)").match(text, phrase.end)):
            other = self.numerals.read(text, match.end(), whole=True)
            if other and other.value.normalize(EXACT).as_tuple().digits == (1,):
                return _with(phrase, per=other.value, sort="ratio", end=other.end)
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
            if name == "in" and highest.value % 1:
                # 12.3 in 100,000
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
        if phrase.unit or not text[phrase.end :].strip():
            return phrase
        found = self._unit(text, phrase, len(text))
        if found is None and not phrase.side and phrase.high is None:
            found = self._unit_within(text, phrase)
        return self._in_parts(found) if found else phrase

    def _unit_within(self, text: str, phrase: Phrase) -> Phrase | None:
        """The phrase with a unit behind which it goes on: 300 people or more."""
        for match in self.patterns.behind_unit.finditer(text, phrase.end):
            behind = self._tail(text, _with(phrase, end=match.start()), whole=True)
            if behind.end == len(text) and behind.end > match.start():
                found = self._unit(text, phrase, match.start())
                return found and _with(
                    behind, unit=found.unit, unit_start=found.unit_start
                )
        return None

    def _unit(self, text: str, phrase: Phrase, stop: int) -> Phrase | None:
        """The phrase with the unit from its end to `stop`; None if this is none."""
        if match := self.patterns.rate.fullmatch(text, phrase.end, stop):
            # £12/hour
            unit = f"{self.wording.per[0]} {match['rate']}"
            return _with(phrase, unit=unit, unit_start=match.start(), end=match.end())
        match = self.patterns.unit.fullmatch(text, phrase.end, stop)
        if match is None:
            return None
        unit = " ".join(match["unit"].split())
        words = lowered(unit).split()
        known = {
            *self.wording.not_in_units,
            *self.numerals.cardinals,
            *self.patterns.sides,
        }
        scales = {word for word, _ in self.wording.indefinite}
        is_share = phrase.sort in ("percent", "points")
        is_of = is_share and len(words) > 1 and words[0] in self.wording.out_of
        joints = {*self.patterns.sides, *scales, *self.wording.or_}
        if (words[0] in known and not is_of) or joints & {*words}:
            return None
        return _with(phrase, unit=unit, unit_start=match.start("unit"), end=match.end())

    def _in_parts(self, phrase: Phrase) -> Phrase:
        """Half a mile as half of one: of a measure a fraction is a number."""
        low, share = phrase.low, phrase.low.numeral.share
        if share is None or phrase.high or phrase.around:
            return phrase
        words = phrase.unit.split()
        if words[0] in self.wording.articles:
            words = words[1:]
        unit = " ".join(words)
        if not unit or not self.unit_of(unit):
            return phrase
        number = Numeral(ratio(*share), low.numeral.start, low.numeral.end)
        low = _with(low, numeral=number, unit="number")
        return _with(phrase, low=low, sort="number", unit=unit)


def _sign_of(money: re.Match[str]) -> str:
    """The sign or the code of a currency as it is in lists: US $ as US$, usd as USD."""
    code = money["code"]
    return re.sub(r"\s", "", money["sign"] or "") or (code.upper() if code else "")


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
    elif high.numeral.times > low.numeral.times == 1:
        # One to two dozen.
        times = Decimal(high.numeral.times)
        one = EXACT.multiply(one, times) if EXACT.multiply(one, times) < other else one
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
