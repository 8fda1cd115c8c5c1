"""What an editor typed as a value: one phrase from end to end, or what is wrong.

A hint may change the spelling of a word, and never what it means.
"""

import re
from decimal import Decimal

import msgspec

from factbox.languages.typing_files import ENGLISH, typed_as, wording_of
from factbox.languages.wording import Wording
from factbox.patterns import pattern_of
from factbox.problems import Unreadable, shown
from factbox.values.digits import in_ascii
from factbox.values.letters import lowered
from factbox.values.quantities.exact import last_place
from factbox.values.quantities.malformed import Malformed
from factbox.values.quantities.numerals import any_of, plain_words
from factbox.values.quantities.phrase import End, Phrase, ends_of
from factbox.values.quantities.phrases import phrases_of
from factbox.values.quantities.spelling import misspelt
from factbox.values.quantities.typed_numbers import written_in
from factbox.values.quantities.typed_units import refuse_unit

LONGEST_TEXT = 200

RAISED_POINT = re.compile(r"(?<=[0-9])·(?=[0-9])(?!10[\^⁰¹²³⁴-⁹⁻])")
"""0·75, and not 1.2·10⁶."""
UNSEEN = dict.fromkeys(
    map(ord, "\u200b\u200e\u200f\u061c\u2060\u2066\u2067\u2068\u2069\ufeff")
)
"""Signs of direction, which a page prints around numbers, and spaces without width."""
NO_CENTS = re.compile(r"(?<=[0-9])[.,](?:-{1,2}|[–—])(?!\s?[0-9])")
"""The dash for cents that are none: 12,- €."""
DASHED = re.compile("[^\\w\\s]")
"""What joins two numbers without a space."""
SHORT = pattern_of(r"[.,’'][0-9]{3}(?![0-9])|llion|[0-9]\s?[kmb](?!\w)", re.IGNORECASE)
"""What may be another number in English: 12,345, eine Billion, 3m."""


def understood(text: str, tag: str) -> Phrase | None:
    """The phrase that a text is; None if it is none, for whatever reason.

    Raises `Unreadable` for what is nearly one, or could be read in two ways.
    """
    wording = wording_of(tag)
    if len(text) > LONGEST_TEXT:
        message = f"{shown(text)} is too long for a quantity"
        raise Unreadable(message, forms(wording))
    text = in_ascii(text, tag).translate(UNSEEN)
    # As some journals of medicine print it.
    text = RAISED_POINT.sub(wording.decimal, text)
    is_english = typed_as(tag) == ENGLISH
    malformed: Malformed | None = None
    try:
        phrase = whole_phrase(text, tag)
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
    if not malformed and (phrase is None or phrase.unit):
        # 5%増 has no unit 増.
        phrase = _changed(text, tag) or phrase
    if malformed:
        raise malformed
    if phrase is None:
        return None
    _refuse(text, phrase, wording, tag)
    if not is_english and SHORT.search(text):
        _refuse_two_languages(text, phrase, wording)
    return phrase


def forms(wording: Wording) -> str:
    """How a quantity is written in a language."""
    return f"a quantity is written like {wording.forms}"


def whole_phrase(text: str, tag: str) -> Phrase | None:
    """The phrase that a text is, whatever white space is around it.

    Raises `Unreadable` for what could be read in two ways.
    """
    end = len(text.rstrip())
    start = len(text) - len(text.lstrip())
    phrase = phrases_of(tag).read(text[:end], start, is_value=True)
    if phrase and phrase.end == end:
        return phrase
    if NO_CENTS.search(text):
        amount = whole_phrase(NO_CENTS.sub("", text), tag)
        return amount if amount and amount.sort == "money" else None
    return None


def _changed(text: str, tag: str) -> Phrase | None:
    """The change that a text tells with a word behind it: 3% higher, a 2-point fall."""
    wording = wording_of(tag)
    words = any_of((*wording.risen, *wording.fallen))
    pattern = (
        rf"\s*(?:(?P<by>{any_of(wording.changed_by)})\s+|{any_of(wording.articles)}\s+)?"
        rf"(?P<share>\S.*?)\s*(?P<word>{words})\s*"
    )
    match = re.fullmatch(pattern, text, re.IGNORECASE)
    phrase = match and whole_phrase(match["share"], tag)
    if match is None or phrase is None:
        return None
    if phrase.sort not in ("percent", "points") and (
        not match["by"] or phrase.sort == "ratio"
    ):
        return None
    ends = [phrase.low, phrase.high] if phrase.high else [phrase.low]
    if phrase.side or phrase.around or phrase.unit or any(end.sign for end in ends):
        return None
    is_up = plain_words(match["word"]) in wording.risen
    signed = [msgspec.structs.replace(end, sign="+" if is_up else "-") for end in ends]
    low, high = signed[0], signed[1] if phrase.high else None
    if high and not is_up:
        low, high = high, low
    return msgspec.structs.replace(phrase, low=low, high=high, is_change=True)


def _in_english(text: str) -> Phrase | None:
    """The phrase that a text is in English, None if it is none there."""
    try:
        phrase = whole_phrase(text, ENGLISH)
        if phrase:
            _refuse(text, phrase, wording_of(ENGLISH), ENGLISH)
    except Unreadable:
        return None
    return phrase


def _refuse_two_languages(text: str, phrase: Phrase, wording: Wording) -> None:
    """Raise `Unreadable` for a number that is another one in English."""
    english = _in_english(text)
    if english is None or phrase.sort in ("percent", "points"):
        return
    for own, other in ((phrase.low, english.low), (phrase.high, english.high)):
        if own and other and own.numeral.power and not other.numeral.power:
            # The word for millions is the language's own.
            continue
        if own and other and last_place(other.value) == -3 != last_place(own.value):
            # 12.345 is how the language itself parts thousands.
            continue
        if own and other and own.value != other.value:
            said = text[own.start : phrase.end]
            one, two = (written_in(wording, each.value) for each in (other, own))
            two += f" {phrase.unit}" * bool(phrase.unit)
            raise Unreadable(
                f"'{said}' could be {one}, as in English, or {two}",
                f"write '{one}' or '{_longer(two, own.value)}'",
                own.start,
            )


def is_quantity(text: str, tag: str) -> bool:
    """Whether a text is a quantity, so that a hint can offer it."""
    try:
        return understood(text, tag) is not None
    except Unreadable:
        return False


def _longer(written: str, number: Decimal) -> str:
    """The same with a zero more, where its three decimals could be thousands."""
    return f"{written}0" if last_place(number) == -3 else written


def _refuse(text: str, phrase: Phrase, wording: Wording, tag: str) -> None:
    """Raise `Unreadable` for a whole phrase that makes no sense."""
    low, high = phrase.low, phrase.high
    tens = re.fullmatch(r"\s*([1-9][0-9,]*00)s\s*", text)
    if tens and phrase.unit in wording.plural_of_tens:
        raise Unreadable(
            f"{shown(text)} could be seconds, or a number that nobody knows",
            f"write '{tens[1]} seconds'; or 'at least {tens[1]}', if that is meant",
        )
    if phrase.unit:
        refuse_unit(text, phrase, tag)
    if high is None:
        if phrase.unit:
            first = lowered(phrase.unit.split()[0])
            scales = [word for word, _ in wording.scales if len(word) > 3]
            scales += [word for word in wording.percent if len(word) > 3]
            near = "" if first in scales else misspelt(first, scales)
            if near:
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
            else "write the lower number first if it is a range; a score, or a change "
            "from one to the other, is two values",
            low.start,
        )
    is_dashed = DASHED.fullmatch(text, low.end, high.start) and high.sort == low.sort
    if is_dashed and wording.group_at == 1000:
        _refuse_short(text, low, high)


def _refuse_short(text: str, low: End, high: End) -> None:
    """Raise `Unreadable` for 11-12,000, which may mean 11,000 to 12,000."""
    one, other = text[low.start : low.end], text[high.start : high.end]
    match = re.fullmatch(r"\D*?([0-9]{1,3})([.,’'\s][0-9]{3})+\D*", other)
    is_short = one.isdigit() and match and int(one) < int(match[1])
    if not match or not is_short or high.numeral.power or low.numeral.power:
        return
    zeros = re.sub("[0-9]", "0", other[match.end(1) : high.numeral.end - high.start])
    raise Unreadable(
        f"{shown(text)} could be {one}{zeros} to {other}, or {one} to {other}",
        "write the one that is meant",
        low.start,
    )
