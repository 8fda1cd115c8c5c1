"""Names that hold digits or words for numbers, and scores: no quantities.

They are told by what stands right around them: a 9mm pistol, the 100m final, 617
Squadron, a $20 bill, Ocean's Eleven, a 3-1 win.
"""

import re
from functools import cached_property

from factbox.languages.wording import Wording
from factbox.patterns import pattern_of
from factbox.values.quantities.numerals import any_of
from factbox.values.quantities.phrase import Phrase
from factbox.values.scripts import compiled

MEASURED = re.compile(r"\s?-?[^\W\d_]{1,6}[\s-][^\W\d_]")
"""What may be a unit and another word."""
IGNORED = re.IGNORECASE | re.DOTALL


class Names:
    """What tells names of one language."""

    def __init__(self, wording: Wording) -> None:
        self.wording = wording

    # Each pattern is compiled where it is first needed.

    @cached_property
    def sized(self) -> re.Pattern[str]:
        kinds = any_of((*self.wording.calibres, *self.wording.races))
        return compiled(rf"\s?-?[^\W\d_]{{1,6}}(?:\s|-){kinds}")

    @cached_property
    def race(self) -> re.Pattern[str]:
        return compiled(rf"m(?:\s|-){any_of(self.wording.races)}")

    @cached_property
    def cash(self) -> re.Pattern[str]:
        return compiled(rf"[^\W\d_]?\s{any_of(self.wording.cash)}")

    @cached_property
    def troops(self) -> re.Pattern[str]:
        troops = any_of(self.wording.troops)
        return pattern_of(rf"\s(?:[A-Z][^\W\d_]+\s)?{troops}")

    @cached_property
    def majority(self) -> re.Pattern[str]:
        return compiled(rf"\s+{any_of(self.wording.majorities)}")

    @cached_property
    def scored(self) -> re.Pattern[str]:
        scored = any_of(self.wording.scored)
        return compiled(rf"(?:^|.*\s){scored}(?:\s+[\w’'-]+){{0,3}}\s+$", IGNORED)

    @cached_property
    def ten_years(self) -> re.Pattern[str]:
        words = any_of((*self.wording.definite, "mid", "early", "late"))
        return compiled(rf"(?:^|.*\W){words}[\s-]+$", IGNORED)

    def end_of(self, text: str, phrase: Phrase) -> int:
        """Where the name ends that a phrase begins; 0 if it begins none."""
        end = phrase.end
        after = text[end : end + 40]
        match = re.match(r"[-–]([0-9]{1,3})(?![\w%])", after)
        if match and phrase.low.numeral.bare and phrase.high is None:
            # A range would go upwards: this is a score, or a vote.
            return end + match.end()
        return end if self._is_one(text, phrase, after) else 0

    def _is_one(self, text: str, phrase: Phrase, after: str) -> bool:
        before = text[max(phrase.number - 40, 0) : phrase.number]
        numeral = phrase.low.numeral
        if numeral.form == "fraction":
            return self.majority.match(after) is not None
        is_word = phrase.high and phrase.high.numeral.form == "words"
        if numeral.form == "words" or is_word:
            return _is_title(text, phrase)
        if phrase.sort == "money":
            return self.cash.match(after) is not None
        if numeral.power:
            # The 100m final: the letter is no million.
            is_race = self.race.match(text, numeral.end - 1)
            return text[numeral.end - 1] == "m" and is_race is not None
        is_capital = text[numeral.end + 1 : numeral.end + 2].isupper()
        if is_capital and self.troops.match(text, numeral.end):
            return not phrase.qualifier
        if MEASURED.match(after) and self.sized.match(after):
            return phrase.qualifier in ("", *self.wording.prepositions)
        if phrase.high and phrase.joint in "-–" and phrase.high.numeral.bare:
            is_draw = phrase.high.value == phrase.low.value
            return is_draw or (
                phrase.high.value < 100 and self.scored.match(before) is not None
            )
        if re.match(r"\([a-z]\)", after):
            # A 401(k) plan.
            return True
        is_tens = numeral.bare[-1:] == "0" and re.match(r"s(?!\w)", after)
        if is_tens and self.ten_years.match(before):
            return True
        # A .22 rifle.
        return before.endswith(".") and not before[-2:-1].strip()


def _is_title(text: str, phrase: Phrase) -> bool:
    """Whether a word for a number has a capital because a title or a name has it."""
    numeral = phrase.low.numeral
    high = phrase.high.numeral if phrase.high else numeral
    if phrase.high and text[high.start].isupper():
        return not text[numeral.start].islower()
    if numeral.form != "words":
        return False
    if not text[numeral.start].isupper() or text[numeral.start : numeral.end].isupper():
        return False
    word = re.search(r"([^\W\d_][^\s]*)[\s-]+$", text[: numeral.start])
    return bool(word and word[1][0].isupper() and word[1][-1].isalnum())
