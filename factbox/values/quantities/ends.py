"""One number with what belongs to it alone: hedges, a sign, a currency, a scale."""

import re
from decimal import Decimal

import msgspec

from factbox.languages.currencies import MILLIONS
from factbox.problems import Unreadable
from factbox.values.quantities.exact import EXACT
from factbox.values.quantities.numeral import Numeral
from factbox.values.quantities.numerals import plain_words
from factbox.values.quantities.patterns import Patterns, Side
from factbox.values.quantities.phrase import End, Sort, last_letters

ABOUT_AS_WELL = ("≲", "≳")
"""Signs for less, or more, or about as much."""


class Ends:
    """What reads single numbers of one language."""

    def __init__(self, tag: str) -> None:
        self.tag = tag
        self.patterns = Patterns(tag)
        self.wording = self.patterns.wording
        self.numerals = self.patterns.numerals

    def unit_of(self, text: str) -> str:
        """The shortest name of the measure with which a text begins; "" if none."""
        return self.patterns.unit_of(text)

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

    def _end(self, text: str, start: int, is_value: bool) -> End | None:
        sign, currency = "", ""
        about, position = self._about(text, start)
        begin = position
        match = self.patterns.sign.match(text, position)
        if match and match[0][0] == "-" and last_letters(text[:position][::-1], 0):
            # Under-18s.
            match = None
        if match and (
            is_value or not match[0].strip().isalpha() or self._is_minus(match)
        ):
            sign, position = self._sign(match), match.end()
            if not about:
                about, position = self._about(text, position)
        else:
            match = None
        if money := self.patterns.money_before.match(text, position):
            currency, position = _sign_of(money), money.end()
            if match is None and (match := self.patterns.sign.match(text, position)):
                sign, position = self._sign(match), match.end()
        numeral = self.numerals.read(text, position, is_value=is_value)
        if numeral is None or (currency and numeral.form == "fraction"):
            return None
        if is_value:
            numeral = self._in_trillions(text, numeral) if currency else numeral
            if not currency:
                numeral = self._in_millions(text, numeral)
                self._refuse_glued(text, numeral)
        end = numeral.end
        sort: Sort = "money" if currency else "number"
        if numeral.form == "fraction":
            sort = "percent"
        elif currency == "":
            if points := self.patterns.points.match(text, end):
                sort, end = "points", points.end()
            elif percent := self.patterns.percent.match(text, end):
                sort, end = "percent", percent.end()
            elif money := self.patterns.money_behind.match(text, end):
                name = plain_words(money["name"] or "")
                if millions := MILLIONS.get(money["millions"]):
                    value = numeral.value.scaleb(6, EXACT)
                    power = numeral.power + 6
                    numeral = _with(numeral, value=value, end=money.end(), power=power)
                    sort, end, currency = "money", money.end(), millions
                elif name in self.wording.weights and not numeral.power:
                    if is_value:
                        raise Unreadable(
                            f"'{name}' could be money or a weight",
                            "write £ in front of the number, or lb behind it",
                            money.start("name"),
                        )
                else:
                    currency = _sign_of(money) or self.patterns.names[name]
                    sort, end = "money", money.end()
        return End(numeral, sign, begin, end, about, sort, currency)

    def _about(self, text: str, start: int) -> tuple[bool, int]:
        """Whether a word for "about" stands here, and where what it precedes begins."""
        match = self.patterns.qualifier.match(text, start)
        if match and self.patterns.sides[self.patterns.named(match)] == "about":
            return True, match.end()
        return False, start

    def _in_trillions(self, text: str, numeral: Numeral) -> Numeral:
        """The number of $1.2T, in which the letter can be no tonne."""
        end = numeral.end
        if numeral.power or not re.compile(r"T(?!\w)").match(text, end):
            return numeral
        return _with(
            numeral, value=numeral.value.scaleb(12, EXACT), end=end + 1, power=12
        )

    def _in_millions(self, text: str, numeral: Numeral) -> Numeral:
        """The number of 1,5 M€ and 300 k€, in which the letter can be no measure."""
        match = re.compile(r"\s?([kKM])(?=[€$£])").match(text, numeral.end)
        if numeral.power or match is None:
            return numeral
        power = 6 if match[1] == "M" else 3
        value = numeral.value.scaleb(power, EXACT)
        return _with(numeral, value=value, end=match.end(), power=power)

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


def _sign_of(money: re.Match[str]) -> str:
    """The sign or the code of a currency as it is in lists: US $ as US$, usd as USD."""
    code = money["code"]
    return re.sub(r"\s", "", money["sign"] or "") or (code.upper() if code else "")


_with = msgspec.structs.replace
