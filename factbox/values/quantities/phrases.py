"""Quantities as they are phrased: up to about £2.3m, 300 ± 20, two in five, 300+.

The one recogniser of numbers: a value must be one phrase from end to end, and prose is
searched for them. A phrase says what stands where; what it means is for `quantity`.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache

import msgspec

from factbox.languages.typing_files import ENGLISH
from factbox.problems import Unreadable, shown
from factbox.values.digits import in_ascii
from factbox.values.letters import lowered
from factbox.values.quantities.behind import Behind
from factbox.values.quantities.numerals import plain_words
from factbox.values.quantities.phrase import End, Phrase, Sort, ends_of
from factbox.values.quantities.typed_numbers import written_in
from factbox.values.scripts import is_letter

LONGEST_HEDGE = 60
"""In characters, with a sign and a currency."""


class Phrases(Behind):
    """What reads the phrases of one language."""

    def read(self, text: str, start: int, *, is_value: bool = False) -> Phrase | None:
        """The phrase that begins at `start`, as long as it can be; None if none does.

        In a text that `is_value`, as an editor types one, what is nearly a quantity and
        what could be read in two ways, raises `Unreadable`.
        """
        side, qualifier, about, position = self._qualifiers(text, start)
        if front := self._whole_in_front(text, position):
            return self._of_whole(text, start, *front, is_value=is_value)
        opening = self.patterns.range_word.match(text, position)
        sign = None
        if (
            is_value
            and not opening
            and (sign := self.patterns.sign.match(text, position))
        ):
            # Down by between 3% and 5%; up from 200 to 300 is another thing.
            opening = self.patterns.range_word.match(text, sign.end())
            if self.patterns.named(opening) not in self.wording.between:
                opening = None
        word = self.patterns.named(opening)
        low = self._end(text, opening.end() if opening else position, is_value)
        if low and sign and opening and not low.sign:
            low = _with(low, sign=self._sign(sign), start=sign.start())
        if low is None:
            return None
        phrase = Phrase(start, low.start, low.end, low, side=side, qualifier=qualifier)
        joint, high = self._high(text, low, word, is_value)
        if high is None and word and is_value:
            has_more = self.numerals.digits.search(text, low.end)
            if has_more and word in self.wording.between:
                # Between 300 and just over 400.
                return None
            if self.numerals.digits.search(text, low.end):
                # Von 200 auf 300.
                raise Unreadable(
                    f"{shown(text)} is two numbers",
                    "a value is one: what it was before is a claim with an earlier day",
                    low.end,
                )
            raise Unreadable(
                f"{shown(text)} has only one number",
                "write it like 'between 300 and 400'",
                low.end,
            )
        if high:
            phrase = _with(phrase, joint=joint, end=high.end)
            if self._fell(text, low) and not high.sign:
                low, high = _falling(low, high)
            phrase = _with(phrase, low=low, high=high)
        ends = [low] if high is None else [low, high]
        sorts: set[Sort] = {end.sort for end in ends if end.sort != "number"}
        currencies = [end.currency for end in ends if end.currency]
        phrase = _with(
            phrase,
            about=about or low.about or any(end.numeral.is_rounded for end in ends),
            sort=next(iter(sorts), "number"),
            currency=currencies[0] if currencies else "",
            is_change=self._is_change(text, ends, sorts),
        )
        phrase = self._tail(text, phrase, is_value)
        return self._with_unit(text, phrase) if is_value else phrase

    def _whole_in_front(
        self, text: str, start: int
    ) -> tuple[Decimal, re.Match[str]] | None:
        """The whole of a ratio where it comes first: 1,000あたり; and what follows."""
        if self.patterns.whole_behind is None:
            return None
        numeral = self.numerals.read(text, start)
        match = numeral and self.patterns.whole_behind.match(text, numeral.end)
        return (numeral.value, match) if numeral and match else None

    def _of_whole(
        self,
        text: str,
        start: int,
        other: Decimal,
        match: re.Match[str],
        *,
        is_value: bool,
    ) -> Phrase | None:
        """The ratio whose other number begins behind its whole."""
        found = self.read(text, match.end(), is_value=is_value)
        if found is None or found.sort != "number" or found.around:
            return None
        side, qualifier, about, _ = self._qualifiers(text, start)
        if side and (found.side or found.high):
            return None
        found = _with(
            found,
            start=start,
            side=side or found.side,
            qualifier=qualifier or found.qualifier,
            about=about or found.about,
            sort="ratio",
        )
        if match["per"]:
            return _with(found, per=other)
        highest = (found.high or found.low).value
        return _with(found, of=other) if 0 <= highest <= other else None

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

    def _is_change(self, text: str, ends: list[End], sorts: Iterable[Sort]) -> bool:
        """Whether the sign is part of the number: +5%, and any sign of a share."""
        signed = [end for end in ends if end.sign]
        if any(end.sign == "+" for end in signed):
            return True
        fell = any(self._fell(text, end) for end in signed)
        return fell or (bool(signed) and bool({"percent", "points"} & set(sorts)))

    def _fell(self, text: str, end: End) -> bool:
        """Whether a word says that something fell by this number."""
        start = min(end.start, end.numeral.start)
        before = lowered(text[start : end.numeral.start])
        return bool(end.sign) and before.startswith(self.wording.fall)

    def _high(
        self, text: str, low: End, opening: str, is_value: bool
    ) -> tuple[str, End | None]:
        """The other end of a range, and what joins it; None where there is none."""
        match = self.patterns.joint.match(text, low.end)
        if match is None:
            return self._high_behind_units(text, low) if is_value else ("", None)
        joint = self.patterns.named(match)
        is_and, is_or = joint in self.wording.and_, joint in self.wording.or_
        between = opening in self.wording.between
        if not is_value and (is_and != between or (is_or and opening)):
            return "", None
        if not is_value and is_or and low.numeral.form != "digits":
            # "One or two" is rather a few than a range.
            return "", None
        high = self._end(text, match.end(), is_value)
        if high is None:
            return "", None
        if is_value and low.sign and not high.sign:
            if low.sort not in ("number", high.sort):
                # Up 5% to 300.
                return "", None
            self._refuse_a_change_and_a_level(text, low, high, joint)
        if is_value:
            self._refuse_mixture(text, low, high, match, is_and, between)
            return joint, high
        behind = text[high.end : high.end + 1]
        agree = high.sort == low.sort or low.sort == "number"
        agree &= not (low.currency and high.currency not in ("", low.currency))
        money = low.sort == "money" and high.sort == "number"
        if not (agree or money) or (behind.isalpha() and is_letter(behind)):
            return "", None
        low_value, high_value = ends_of(low, high)
        return (joint, high) if low_value <= high_value else ("", None)

    def _refuse_a_change_and_a_level(
        self, text: str, low: End, high: End, joint: str
    ) -> None:
        """Raise `Unreadable` for up 5 to 300, which may have been 295 before."""
        word = plain_words(text[low.start : low.numeral.start])
        is_told = word in (*self.wording.rise, *self.wording.fall) and word[0].isalpha()
        if not is_told or joint not in self.wording.changed_to:
            return
        is_shared = high.numeral.power and not low.numeral.power
        if low.sort != high.sort or high.sort == "points" or is_shared:
            # Down 3 to 5%, down 3 to 5 points, down 3 to 5 million.
            return
        if " " in word and high.value < 5 * low.numeral.value:
            # A rise of 5 to 10.
            return
        number = text[low.numeral.start : low.end]
        reached = text[high.start : high.end]
        one, other = (number, reached) if low.sign == "+" else (reached, number)
        raise Unreadable(
            f"{shown(text)} could be a change to {reached}, or by {number} {joint} "
            f"{reached}",
            f"write '{reached}', with what it was before as a claim of an earlier day; "
            f"or '{low.sign}{one} {joint} {low.sign}{other}'",
            low.start,
        )

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
        one, other = low.numeral.power, high.numeral.power
        if is_and and not between and one > other and low.value > high.value > 0:
            total = written_in(self.wording, low.value + high.value)
            raise Unreadable(
                f"{shown(text)} is two numbers",
                f"write '{total}' if they are parts of one",
                joint.start(),
            )
        if is_and != between:
            raise Unreadable(
                f"{shown(text)} mixes two ways to write a range",
                "write either '300 to 400' or 'between 300 and 400'",
                joint.start(),
            )
        names = {"percent": "a percentage", "points": "in percentage points"}
        for sort, name in names.items():
            if (low.sort == sort) > (high.sort == sort):
                raise Unreadable(
                    f"only one end of {shown(text)} is {name}",
                    "write it like '33% to 50%'",
                    high.start,
                )
        if "money" in (low.sort, high.sort):
            both = {end.currency for end in (low, high) if end.currency}
            if len(both) > 1 or {low.sort, high.sort} - {"money", "number"}:
                raise Unreadable(
                    f"the ends of {shown(text)} are in two currencies or units",
                    "write both in one",
                    high.start,
                )
        elif high.sort != low.sort and "number" not in (low.sort, high.sort):
            raise Unreadable(
                f"the ends of {shown(text)} are in two units",
                "write both in one",
                high.start,
            )


def _falling(low: End, high: End) -> tuple[End, End]:
    """The ends of a fall by 3 to 5, which is from -5 to -3."""
    one, other = ends_of(_with(low, sign=""), high)
    power = max(low.numeral.power, high.numeral.power)
    about = low.about or high.about
    fallen = _with(high.numeral, value=other, power=power)
    at_least = _with(low.numeral, value=one, power=power)
    return (
        _with(high, sign="-", numeral=fallen, about=about),
        _with(low, numeral=at_least, about=False),
    )


@cache
def phrases_of(tag: str = ENGLISH) -> Phrases:
    """The reader of a language's phrases; its patterns are compiled at first use."""
    return Phrases(tag)


_with = msgspec.structs.replace
