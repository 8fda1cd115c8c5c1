"""What stands behind a number: 300+, 300 ± 20, two in five, 300 people or more."""

import re
from decimal import Decimal

import msgspec

from factbox.problems import Unreadable, shown
from factbox.values.letters import lowered
from factbox.values.quantities.ends import Ends
from factbox.values.quantities.exact import EXACT, ratio
from factbox.values.quantities.numeral import Numeral
from factbox.values.quantities.numerals import plain_words
from factbox.values.quantities.phrase import Phrase, Sort, ends_of, last_letters
from factbox.values.scripts import is_letter


class Behind(Ends):
    """What reads on behind a number."""

    def _tail(self, text: str, phrase: Phrase, is_value: bool) -> Phrase:
        """The phrase with what follows its number."""
        if not self.patterns.margin.match(text, phrase.end):
            # 300 plus or minus 20 is no "300 plus".
            phrase = self._side(text, phrase)
        if phrase.high is None and not phrase.side:
            phrase = self._interval(text, phrase, is_value)
        if phrase.sort == "number" and phrase.around is None:
            phrase = self._ratio(text, phrase, is_value)
            if phrase.sort == "ratio":
                # In Arabic, "at least" stands behind all of "12 per 1,000".
                phrase = self._side(text, phrase)
        if match := self.patterns.so.match(text, phrase.end):
            unit = phrase.unit or match["counter"] or ""
            phrase = _with(phrase, about=True, unit=unit, end=match.end())
        return phrase

    def _side(self, text: str, phrase: Phrase) -> Phrase:
        """The phrase with what says behind it which end it is: 300 or more."""
        match = self.patterns.tail.match(text, phrase.end)
        if match is None or phrase.side or phrase.high is not None:
            return phrase
        word = plain_words(match["plus"] or match["tail"])
        return _with(
            phrase,
            side=self.patterns.tails[word],
            unit=match["counter"] or "",
            end=match.end(),
        )

    def _interval(self, text: str, phrase: Phrase, is_value: bool) -> Phrase:
        """300 ± 20, and 300 (95% CI 250 to 350)."""
        if match := self.patterns.margin.match(text, phrase.end):
            return self._margin(text, phrase, match, is_value)
        return self._between_ends(text, phrase, is_value)

    def _margin(
        self, text: str, phrase: Phrase, match: re.Match[str], is_value: bool
    ) -> Phrase:
        """300 ± 20."""
        best = phrase.low.value
        margin = self._end(text, match.end(), is_value)
        same: set[Sort] = {phrase.sort, "number"}
        if phrase.sort == "number":
            same |= {"percent", "points"}
        elif phrase.sort == "percent":
            same.add("points")
        if margin is None or margin.sort not in same or margin.value < 0:
            return phrase
        closing = self.patterns.closing.match(text, margin.end)
        if bool(match["opening"]) != bool(closing):
            return phrase
        number = margin.value
        if phrase.low.numeral.power and not margin.numeral.power:
            return phrase
        around = (EXACT.subtract(best, number), EXACT.add(best, number))
        sort: Sort = margin.sort if phrase.sort == "number" else phrase.sort
        end = closing.end() if closing else margin.end
        return _with(phrase, around=around, sort=sort, end=end)

    def _between_ends(self, text: str, phrase: Phrase, is_value: bool) -> Phrase:
        """300 (95% CI 250 to 350)."""
        best = phrase.low.value
        match = self.patterns.interval.match(text, phrase.end)
        if match is None or not (match["opening"] or match["name"]):
            return phrase
        is_level = phrase.sort == "percent" and not match["level"]
        if is_value and is_level and match["name"] and not match["opening"]:
            raise Unreadable(
                f"{shown(text)} is an interval without the value in it",
                without_its_value("10 to 14"),
                phrase.start,
            )
        low = self._end(text, match.end(), is_value)
        joint = low and (
            self.patterns.joint.match(text, low.end)
            or self.patterns.comma.match(text, low.end)
        )
        high = self._end(text, joint.end(), is_value) if joint else None
        if low is None or high is None:
            return phrase
        closing = self.patterns.closing.match(text, high.end)
        if match["opening"] and closing is None:
            return phrase
        sorts = {low.sort, high.sort} - {"number", phrase.sort}
        if sorts and (phrase.sort != "number" or sorts != {"percent"}):
            return phrase
        lowest, highest = ends_of(low, high)
        if phrase.low.numeral.power and best > highest:
            # "1.2 million (1.0 to 1.4)" is in millions throughout.
            power = phrase.low.numeral.power
            lowest, highest = (n.scaleb(power, EXACT) for n in (lowest, highest))
        if not lowest <= best <= highest:
            if is_value:
                raise Unreadable(
                    f"{shown(text)} has a value that is outside of its interval",
                    "write the value, then the low and the high end in brackets",
                    low.start,
                )
            return phrase
        level = match["level"] or match["level_behind"] or match["level_glued"]
        found = _with(
            phrase,
            around=(lowest, highest),
            level=Decimal(level.replace(",", ".")) if level else None,
            sort=next(iter(sorts), phrase.sort),
            end=closing.end() if closing and match["opening"] else high.end,
            is_change=phrase.is_change or "+" in (low.sign, high.sign),
        )
        is_plain = found.sort == "number" and not phrase.low.numeral.power
        return self._of_all_three(text, found) if is_plain else found

    def _of_all_three(self, text: str, phrase: Phrase) -> Phrase:
        """The phrase with what all its numbers are: 47 (44 to 50) per cent."""
        is_change = phrase.is_change or bool(phrase.low.sign)
        if points := self.patterns.points.match(text, phrase.end):
            return _with(phrase, sort="points", is_change=is_change, end=points.end())
        if percent := self.patterns.percent.match(text, phrase.end):
            return _with(phrase, sort="percent", is_change=is_change, end=percent.end())
        power, end = self.numerals.scale_after(text, phrase.end)
        if not power or phrase.around is None:
            return phrase
        lowest, highest = (each.scaleb(power, EXACT) for each in phrase.around)
        number = phrase.low.numeral
        numeral = _with(number, value=number.value.scaleb(power, EXACT), power=power)
        low = _with(phrase.low, numeral=numeral)
        return _with(phrase, low=low, around=(lowest, highest), end=end)

    def _ratio(self, text: str, phrase: Phrase, is_value: bool) -> Phrase:
        """81 of 99, two in five, 12.3 per 100,000."""
        if is_value and (rate := self._rate_by_its_sign(text, phrase)):
            return rate
        for name, pattern in (
            ("of", self.patterns.of),
            ("in", self.patterns.in_),
            ("per", self.patterns.per),
        ):
            match = pattern.match(text, phrase.end)
            if match is None:
                continue
            other = self.numerals.read(text, match.end(), is_value=is_value)
            if other is None and name == "per":
                other = self._one(text, match.end())
            if other is None or other.form == "fraction" or other.value <= 0:
                continue
            if name == "per" or (name == "in" and self._is_rate(text, phrase, other)):
                return _with(phrase, per=other.value, sort="ratio", end=other.end)
            if self._is_part(text, phrase, other, name, is_value):
                share = _with(phrase, of=other.value, in_=name == "in", sort="ratio")
                return _with(share, end=other.end)
        return phrase if is_value else self._rate_of_things(text, phrase)

    def _rate_by_its_sign(self, text: str, phrase: Phrase) -> Phrase | None:
        """5‰, 12.3/100,000."""
        if match := re.compile(r"\s?‰").match(text, phrase.end):
            return _with(phrase, per=Decimal(1000), sort="ratio", end=match.end())
        match = re.compile(r"\s?/\s?(?=10)").match(text, phrase.end)
        other = match and self.numerals.read(text, match.end(), is_value=True)
        if not other or not _is_power_of_ten(other):
            return None
        return _with(phrase, per=other.value, sort="ratio", end=other.end)

    def _is_rate(self, text: str, phrase: Phrase, other: Numeral) -> bool:
        """Whether "in" stands for "per": 12.3 in 100,000."""
        if not _is_power_of_ten(other):
            return False
        has_decimals = bool((phrase.high or phrase.low).value % 1)
        is_per = self.patterns.per.match(text, phrase.end) is not None
        return has_decimals or (is_per and other.value >= 1000)

    def _is_part(
        self, text: str, phrase: Phrase, other: Numeral, name: str, is_value: bool
    ) -> bool:
        """Whether a number is a part of another: 81 of 99, and not 300 of 2024."""
        is_part = 0 <= (phrase.high or phrase.low).value <= other.value
        if not is_part or last_letters(text, other.end):
            return False
        if is_value:
            return True
        if re.fullmatch("(19|20)[0-9]{2}", other.bare):
            return False
        # "One in five" is a ratio, "three in 12 days" is none.
        return name != "in" or not self.patterns.measure.match(text, other.end)

    def _rate_of_things(self, text: str, phrase: Phrase) -> Phrase:
        """12.3 deaths per 100,000."""
        match = self.patterns.per_behind_noun.match(text, phrase.end)
        other = match and self.numerals.read(text, match.end())
        if not other or other.value < 1000:
            return phrase
        highest = (phrase.high or phrase.low).value
        if not _is_power_of_ten(other) or not 0 <= highest < other.value:
            return phrase
        return _with(phrase, per=other.value, sort="ratio", end=other.end)

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
        if phrase.low.numeral.form == "words" and phrase.low.value == 1:
            # Um total de 300.
            return None
        for match in self.patterns.behind_unit.finditer(text, phrase.end):
            behind = self._tail(text, _with(phrase, end=match.start()), is_value=True)
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
        if text.endswith("%", 0, match.start("unit")) and is_letter(unit[0]):
            # 5%ig
            return None
        if self.patterns.of_the_number.search(unit):
            return None
        words = lowered(unit).split()
        is_share = phrase.sort in ("percent", "points")
        is_of = is_share and len(words) > 1 and words[0] in self.wording.out_of
        # 300 Euro pro Monat
        is_of |= phrase.sort == "money" and words[0] in self.wording.per
        begins_none = words[0] in self.patterns.not_first_in_units
        # 100s of
        ends_none = len(words) > 1 and words[-1] in self.wording.not_in_units
        is_odd = bool(self.patterns.not_in_units & {*words})
        if is_odd or ends_none or (begins_none and not is_of):
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
        number = Numeral(ratio(*share), low.numeral.start, low.numeral.end)
        if unit and self.patterns.points.fullmatch(f" {unit}"):
            # Half a percentage point.
            low = _with(low, numeral=number, sort="points")
            return _with(phrase, low=low, sort="points", unit="")
        if unit and self.patterns.percent.fullmatch(f" {unit}"):
            # Half a per cent.
            low = _with(low, numeral=number, sort="percent")
            return _with(phrase, low=low, unit="")
        if not unit or not self.unit_of(unit):
            return phrase
        low = _with(low, numeral=number, sort="number")
        return _with(phrase, low=low, sort="number", unit=unit)


def without_its_value(ends: str) -> str:
    """What to write instead of an interval alone, which has these ends."""
    return (
        "write the value in front of it, like '12 (95% CI 10 to 14)', or the range "
        f"alone, like '{ends}'"
    )


def _is_power_of_ten(number: Numeral) -> bool:
    return number.value.normalize(EXACT).as_tuple().digits == (1,)


_with = msgspec.structs.replace
