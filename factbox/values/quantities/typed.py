"""What an editor typed as a value: one phrase from end to end, or what is wrong.

A hint may change the spelling of a word, and never what it means.
"""

import re
from collections.abc import Iterable
from decimal import Decimal

from factbox.languages.typing_files import ENGLISH, typed_as, wording_of
from factbox.languages.wording import Wording
from factbox.problems import Unreadable, shown
from factbox.values.digits import in_ascii
from factbox.values.letters import lowered
from factbox.values.quantities.numerals import (
    Malformed,
    any_of,
    last_place,
    plain_words,
)
from factbox.values.quantities.phrases import Phrase, ends_of, phrases_of

LONGEST_TEXT = 200

SHORT = re.compile(r"[.,’'][0-9]{3}(?![0-9])|llion|[0-9]\s?[kmb](?!\w)", re.IGNORECASE)
"""What may be another number in English: 12,345, eine Billion, 3m."""


def typed_phrase(text: str, tag: str) -> Phrase:
    """The phrase that a text is, in the language of a tag or in English.

    Raises `Unreadable` if it is none, or two.
    """
    wording = wording_of(tag)
    if len(text) > LONGEST_TEXT:
        message = f"{shown(text)} is too long for a quantity"
        raise Unreadable(message, _forms(wording))
    text = in_ascii(text, tag)
    is_english = typed_as(tag) == ENGLISH
    malformed: Malformed | None = None
    try:
        phrase = _whole_phrase(text, tag)
    except Malformed as error:
        phrase, malformed = None, error
    if not is_english and (phrase is None or phrase.unit):
        english = _in_english(text)
        # What English has a word for is no unit, but for a measure: 300 or more, 3m.
        is_known = phrase and phrases_of(tag).unit_of(phrase.unit)
        is_whole = english and (
            not english.unit or (phrase is None and english.qualifier)
        )
        if english and is_whole and not is_known:
            return english
    if phrase is None:
        raise malformed or _refusal(text, tag)
    _refuse(text, phrase, wording)
    if not is_english and SHORT.search(text):
        _refuse_two_languages(text, phrase, wording)
    return phrase


def _forms(wording: Wording) -> str:
    return f"a quantity is written like {wording.forms}"


def _whole_phrase(text: str, tag: str) -> Phrase | None:
    """The phrase that a text is, whatever white space is around it.

    Raises `Unreadable` for what could be read in two ways.
    """
    end = len(text.rstrip())
    start = len(text) - len(text.lstrip())
    phrase = phrases_of(tag).read(text[:end], start, whole=True)
    return phrase if phrase and phrase.end == end else None


def _in_english(text: str) -> Phrase | None:
    """The phrase that a text is in English, None if it is none there."""
    try:
        phrase = _whole_phrase(text, ENGLISH)
        if phrase:
            _refuse(text, phrase, wording_of(ENGLISH))
    except Unreadable:
        return None
    return phrase


def _refuse_two_languages(text: str, phrase: Phrase, wording: Wording) -> None:
    """Raise `Unreadable` for a number that is another one in English."""
    english = _in_english(text)
    if english is None or phrase.sort in ("percent", "points"):
        return
    for own, other in ((phrase.low, english.low), (phrase.high, english.high)):
        if own and other and own.value != other.value:
            said = text[own.start : phrase.end]
            one, two = (_written(each.value, wording) for each in (other, own))
            two += f" {phrase.unit}" * bool(phrase.unit)
            raise Unreadable(
                f"'{said}' could be {one}, as in English, or {two}",
                f"write '{one}' or '{_longer(two, own.value, wording)}'",
                own.start,
            )


def _written(number: Decimal, wording: Wording) -> str:
    """A number with the marks of a language."""
    table = {",": wording.group[0], ".": wording.decimal}
    return "".join(table.get(each, each) for each in f"{number:,f}")


def _longer(written: str, number: Decimal, wording: Wording) -> str:
    """The same with a zero more, where its three decimals could be thousands."""
    return f"{written}0" if last_place(number) == -3 else written


def _refuse(text: str, phrase: Phrase, wording: Wording) -> None:
    """Raise `Unreadable` for a whole phrase that makes no sense."""
    low, high = phrase.low, phrase.high
    if high is None:
        if phrase.unit:
            first = lowered(phrase.unit.split()[0])
            scales = [word for word, _ in wording.scales if len(word) > 3]
            scales += [word for word in wording.percent if len(word) > 3]
            if near := _misspelt(first, scales):
                near = near.capitalize() if phrase.unit[0].isupper() else near
                raise Unreadable(
                    f"{shown(text)} is not a quantity",
                    f"did you mean '{near}'?",
                    phrase.unit_start,
                )
        return
    if phrase.side and phrase.side != "exactly":
        joint = text[low.end : high.start].strip()
        one, other = text[low.start : low.end], text[high.start : high.end]
        raise Unreadable(
            f"{shown(text)} gives two numbers after '{phrase.qualifier}'",
            f"write either '{one} {joint} {other}' or '{phrase.qualifier} {other}'",
            low.end,
        )
    one_value, other_value = ends_of(low, high)
    shares_a_scale = high.numeral.power and not low.numeral.power
    in_full = one_value == low.value and low.value >= 1000
    is_unclear = shares_a_scale and one_value == low.value and not in_full
    if one_value > other_value or (is_unclear and low.value > 0):
        raise Unreadable(
            f"the range {shown(text)} runs backwards",
            "write both numbers in full"
            if shares_a_scale
            else "write the lower number first",
            low.start,
        )


def _refusal(text: str, tag: str) -> Unreadable:
    """What is wrong with a text that is no quantity, and what to write."""
    wording = wording_of(tag)
    message = f"{shown(text)} is not a quantity"
    for offset, character in enumerate(text):
        if character.isdigit() and not character.isascii():
            return Unreadable(message, "write numbers with the digits 0 to 9", offset)
    said = plain_words(text)
    start = len(text) - len(text.lstrip())
    if said in wording.unknown:
        hint = (
            "leave the claim out, or say in the article, under 'unknown', "
            "what is not known"
        )
        return Unreadable(message, hint, start)
    if said in wording.nobody:
        hint = "write '0' if somebody counted, else leave the claim out"
        return Unreadable(message, hint, start)
    for word, least in wording.indefinite:
        if match := re.search(rf"\b{re.escape(word)}\b", said):
            number = f"{least:,}".replace(",", wording.group[0])
            hint = f"write a number, or 'at least {number}' if that is what is meant"
            offset = lowered(text).find(match[0].split()[0])
            return Unreadable(message, hint, max(offset, 0))
    multiples = dict(wording.multiples)
    vague = rf"(?<!\w){any_of(wording.vague)}(?:\s+(?P<multiple>{any_of(multiples)}))?"
    if match := re.search(vague, text, re.IGNORECASE):
        least = 2 * multiples[lowered(match["multiple"])] if match["multiple"] else 3
        number = f"{least:,}".replace(",", wording.group[0])
        hint = (
            f"write a number, like '300' or 'at least {number}', or leave the claim out"
        )
        return Unreadable(message, hint, match.start())
    for match in re.finditer(r"[^\W\d_]+", text):
        if hint := _spelling(text, match, tag):
            return Unreadable(message, hint, match.start())
    return Unreadable(message, _forms(wording), start if said else 0)


def _spelling(text: str, match: re.Match[str], tag: str) -> str:
    """The hint at a misspelt word, if the text is a quantity with it put right."""
    known = _words_of(wording_of(tag))
    near = "" if lowered(match[0]) in known else _misspelt(lowered(match[0]), known)
    corrected = text[: match.start()] + near + text[match.end() :]
    try:
        is_right = bool(near and _whole_phrase(corrected, tag))
    except Unreadable:
        is_right = False
    if match[0][0].isupper():
        near = near.capitalize()
    return f"did you mean '{near}'?" if is_right else ""


def _misspelt(word: str, known: Iterable[str]) -> str:
    """The known word of which this is surely a misspelling; "" if there is none."""
    # difflib is slow to import and needed only once something is odd.
    from difflib import get_close_matches

    alike = {each for each in known if each[0] == word[0] and each != word}
    return next(iter(get_close_matches(word, alike, n=1, cutoff=0.8)), "")


def _words_of(wording: Wording) -> list[str]:
    phrases = [phrase for _, side in wording.qualifiers for phrase in side]
    phrases += [
        *wording.to,
        *wording.between,
        *wording.from_,
        *wording.and_,
        *wording.half,
    ]
    phrases += [*wording.percent, *wording.points, *(name for name, _ in wording.money)]
    for valued in (wording.cardinals, wording.multiples, wording.fractions):
        phrases += [word for word, _ in valued]
    words = {word for phrase in phrases for word in phrase.split()}
    return sorted(word for word in words if len(word) > 3 and word.isalpha())
