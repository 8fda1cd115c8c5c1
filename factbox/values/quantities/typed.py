"""What an editor typed as a value: one phrase from end to end, or what is wrong.

A hint may change the spelling of a word, and never what it means.
"""

import re
from collections.abc import Iterable

from factbox.languages.wording import Wording
from factbox.problems import Unreadable, shown
from factbox.values.letters import lowered
from factbox.values.quantities.numerals import any_of, plain_words
from factbox.values.quantities.phrases import Phrase, ends_of, phrases_of

LONGEST_TEXT = 200

FORMS = (
    "a quantity is written like '300', 'about 300', '11,000 to 12,000', '33% to 50%', "
    "'up to 1,000', 'at least 40', 'more than 40', '1.2 million', '£1.5bn', '1 in 5' "
    "or '300 (250 to 350)'"
)


def typed_phrase(text: str, wording: Wording) -> Phrase:
    """The phrase that a text is. Raises `Unreadable` if it is none, or two."""
    if len(text) > LONGEST_TEXT:
        raise Unreadable(f"{shown(text)} is too long for a quantity", FORMS)
    phrase = _whole_phrase(text, wording)
    if phrase is None:
        raise _refusal(text, wording)
    return phrase


def _whole_phrase(text: str, wording: Wording) -> Phrase | None:
    """The phrase that a text is, whatever white space is around it.

    Raises `Unreadable` for what is nearly one.
    """
    end = len(text.rstrip())
    start = len(text) - len(text.lstrip())
    phrase = phrases_of(wording).read(text[:end], start, whole=True)
    if phrase is None or phrase.end < end:
        return None
    _refuse(text, phrase, wording)
    return phrase


def _refuse(text: str, phrase: Phrase, wording: Wording) -> None:
    """Raise `Unreadable` for a whole phrase that makes no sense."""
    low, high = phrase.low, phrase.high
    if high is None:
        if phrase.unit:
            first = lowered(phrase.unit.split()[0])
            scales = [word for word, _ in wording.scales if len(word) > 3]
            scales += [word for word in wording.percent if len(word) > 3]
            if near := _misspelt(first, scales):
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


def _refusal(text: str, wording: Wording) -> Unreadable:
    """What is wrong with a text that is no quantity, and what to write."""
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
            number = f"{least:,}".replace(",", wording.group)
            hint = f"write a number, or 'at least {number}' if that is what is meant"
            offset = lowered(text).find(match[0].split()[0])
            return Unreadable(message, hint, max(offset, 0))
    multiples = dict(wording.multiples)
    vague = rf"(?<!\w){any_of(wording.vague)}(?:\s+(?P<multiple>{any_of(multiples)}))?"
    if match := re.search(vague, text, re.IGNORECASE):
        least = 2 * multiples[lowered(match["multiple"])] if match["multiple"] else 3
        number = f"{least:,}".replace(",", wording.group)
        hint = (
            f"write a number, like '300' or 'at least {number}', or leave the claim out"
        )
        return Unreadable(message, hint, match.start())
    for match in re.finditer(r"[^\W\d_]+", text):
        if hint := _spelling(text, match, wording):
            return Unreadable(message, hint, match.start())
    return Unreadable(message, FORMS, start if said else 0)


def _spelling(text: str, match: re.Match[str], wording: Wording) -> str:
    """The hint at a misspelt word, if the text is a quantity with it put right."""
    known = _words_of(wording)
    near = "" if lowered(match[0]) in known else _misspelt(lowered(match[0]), known)
    corrected = text[: match.start()] + near + text[match.end() :]
    try:
        is_right = bool(near and _whole_phrase(corrected, wording))
    except Unreadable:
        is_right = False
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
        wording.between,
        wording.from_,
        wording.and_,
        *wording.half,
    ]
    phrases += [*wording.percent, *wording.points, *(name for name, _ in wording.money)]
    for valued in (wording.cardinals, wording.multiples, wording.fractions):
        phrases += [word for word, _ in valued]
    words = {word for phrase in phrases for word in phrase.split()}
    return sorted(word for word in words if len(word) > 3 and word.isalpha())
