"""Units behind values that are none: the th of 300th, the OO of 3OO, 3 USD bn."""

import re

from factbox.languages.currencies import CODES
from factbox.languages.typing_files import wording_of
from factbox.languages.wording import Wording
from factbox.problems import Unreadable, shown
from factbox.values.letters import lowered
from factbox.values.quantities.numerals import plain_words
from factbox.values.quantities.phrase import Phrase
from factbox.values.quantities.phrases import phrases_of

LIKE_ZEROS = re.compile(r"[OoО]+")


def refuse_unit(text: str, phrase: Phrase, tag: str) -> None:
    """Raise `Unreadable` for a value whose unit is none, or is a scale."""
    wording = wording_of(tag)
    unit, start = phrase.unit, phrase.unit_start
    number, message = text[:start].rstrip(), f"{shown(text)} is not a quantity"
    first, _, rest = unit.partition(" ")
    is_glued = text[start - 1 : start].isdigit()
    if is_glued and LIKE_ZEROS.fullmatch(first):
        zeros = "0" * len(first)
        hint = f"write '{number}{zeros}' if these letters are zeros"
        raise Unreadable(message, hint, start)
    if is_glued and first in wording.rank_endings:
        hint = f"write '{number}' if so many are counted; a rank belongs in a text"
        raise Unreadable(message, hint, start)
    # 32C is degrees.
    is_letter = is_glued and re.fullmatch("[ABDEG-Za-z]", first)
    if is_letter and not phrases_of(tag).unit_of(first):
        raise Unreadable(message, _of_a_letter(number, first, wording), start)
    scales, doubtful = dict(wording.scales), dict(wording.doubtful_scales)
    if power := doubtful.get(lowered(first)):
        word = next(each for each in scales if scales[each] == power)
        hint = f"write '{number} {' '.join([word, rest]).strip()}' if that is meant"
        raise Unreadable(message, hint, start)
    if phrase.sort != "money":
        return
    if lowered(first) in scales:
        hint = f"write the '{first}' right behind the number"
        raise Unreadable(message, hint, start)
    names = {name for name, _ in wording.money}
    if first in CODES or plain_words(unit) in names:
        hint = f"write the currency once: '{number}'"
        raise Unreadable(message, hint, start)
    if text[start - 1 : start] == "€" and text[start].isalpha():
        raise Unreadable(message, f"write '{number}'", start)


def _of_a_letter(number: str, letter: str, wording: Wording) -> str:
    """What to write for 300p, 300r and 3x."""
    if letter in "xX" and wording.times_unit:
        return f"write '{number} {wording.times_unit}' if it is a factor"
    return f"write '{number}', and what the letter says in 'text:'; or the unit in full"
