"""What is wrong with a text that is no quantity, and what to write instead.

A hint may change how something is written, and never what it means: whoever types what
it offers has said the same, or is told in which case it is right.
"""

import re
from collections.abc import Callable
from decimal import Decimal

from factbox.languages.currencies import CODES_OF_SIGNS
from factbox.languages.language import TAGS
from factbox.languages.typing_files import typed_as, wording_of
from factbox.problems import Unreadable, shown
from factbox.values.letters import lowered
from factbox.values.quantities import change_words, marks, number_words
from factbox.values.quantities.number_words import Told
from factbox.values.quantities.phrases import phrases_of
from factbox.values.quantities.spelling import misspelt, words_of
from factbox.values.quantities.typed import forms, is_quantity


def refusal(text: str, tag: str) -> Unreadable:
    """What is wrong with a text that is no quantity, and what to write."""
    wording = wording_of(tag)
    message = f"{shown(text)} is not a quantity"
    start = len(text) - len(text.lstrip())
    for hint in HINTS:
        if found := hint(text, tag):
            return Unreadable(message, *found)
    return Unreadable(message, forms(wording), start if text.strip() else 0)


# The hints.


def _other_digits(text: str, tag: str) -> Told | None:
    # The number of a note.
    match = re.fullmatch(r"(?P<value>.*[0-9])\s?[¹²³⁰⁴-⁹]+\s*", text)
    if match and is_quantity(match["value"], tag):
        return f"write '{match['value']}'", match.end("value")
    # The letter of a note: 12ᵃ.
    match = re.fullmatch(
        r"(?P<value>.*[0-9%])\s?[\u1d2c-\u1d6a\u1d9c-\u1dbf]+\s*", text
    )
    if match and is_quantity(match["value"], tag):
        return f"write '{match['value']}'", match.end("value")
    for offset, character in enumerate(text):
        if character.isdigit() and not character.isascii():
            return "write numbers with the digits 0 to 9", offset
    return None


def _twice(text: str, tag: str) -> Told | None:
    """At least 300 or more: the same is said in front and behind."""
    phrases = phrases_of(tag)
    start = len(text) - len(text.lstrip())
    phrase = phrases.read(text, start)
    match = phrase and phrases.patterns.tail.fullmatch(text.rstrip(), phrase.end)
    if not phrase or not match or not phrase.side:
        return None
    front, behind = text[start : phrase.end], text[phrase.number :].strip()
    if not (is_quantity(front, tag) and is_quantity(behind, tag)):
        return None
    return f"write either '{front}' or '{behind}'", phrase.end


PARTS = {
    ("year", "month"): 12,
    ("week", "day"): 7,
    ("day", "h"): 24,
    ("h", "min"): 60,
    ("min", "s"): 60,
    ("ft", "inch"): 12,
    ("lb", "oz"): 16,
    ("km", "m"): 1000,
    ("m", "cm"): 100,
    ("t", "kg"): 1000,
    ("kg", "g"): 1000,
}
"""A measure, a smaller one, and how many of these are in it."""


def _two_units(text: str, tag: str) -> Told | None:
    """6ft 2in, 2 h 30 min: to be written in one unit."""
    unit = r"[^\W\d_]+|['’′\"”″]"
    match = re.fullmatch(
        rf"\s*(?P<one>[0-9]+)\s?(?P<unit>{unit})\s?(?:[^\W\d_]+\s|,\s?)?"
        rf"(?P<other>[0-9]+)\s?(?P<part>{unit})?\s*",
        text,
    )
    if match is None:
        return None
    feet = {"'": "ft", "’": "ft", "′": "ft"}
    one = feet.get(match["unit"]) or phrases_of(tag).unit_of(match["unit"])
    for (whole, part), count in PARTS.items():
        typed = match["part"] or part
        is_inch = part == "inch" and (lowered(typed) == "in" or not typed.isalpha())
        is_minute = part == "min" and lowered(typed) == "m"
        is_part = is_inch or is_minute or phrases_of(tag).unit_of(typed) == part
        if one == whole and is_part:
            number = int(match["one"]) * count + int(match["other"])
            offered = typed if typed == match["part"] else part
            if is_inch or is_minute:
                offered = "inches" if is_inch else "min"
            return f"write it in one unit: '{number} {offered}'", match.start("other")
    return None


def _with_colons(text: str, tag: str) -> Told | None:
    """2:05:12, a time that something took; 2:1, a ratio of two things."""
    match = re.fullmatch(r"\s*(?:([0-9]+):)?([0-9]+):([0-9]{2}(?:\.[0-9]+)?)\s*", text)
    if match and (match[1] or "." in match[3]):
        hours, minutes, seconds = match.groups()
        taken = 3600 * int(hours or 0) + 60 * int(minutes) + Decimal(seconds)
        return f"write it in one unit: '{taken} seconds'", match.start()
    if match := re.fullmatch(r"\s*([0-9][0-9,]*)\s?:\s?([0-9][0-9,]*)\s*", text):
        hint = "a value is one number: make a figure of each"
        if match[1] == "1":
            hint += f", or write '1 in {match[2]}' if it is a part of a whole"
        return hint, match.start(2) - 1
    return None


def _letters_of_money(text: str, tag: str) -> Told | None:
    """R40bn, Ft 40: letters that are not taken for money unasked."""
    match = re.fullmatch(
        r"(?P<front>.*?)(?P<sign>[^\W\d_]+)\.?\s?(?P<rest>[0-9].*)", text
    )
    code = CODES_OF_SIGNS.get(match["sign"]) if match else None
    if match is None or code is None:
        return None
    offered = f"{match['front']}{code} {match['rest']}"
    if not is_quantity(offered, tag):
        return None
    return f"write '{offered}' if that is the currency", match.start("sign")


def _margin_alone(text: str, tag: str) -> Told | None:
    match = phrases_of(tag).patterns.margin.match(text)
    if match is None or not is_quantity(text[match.end() :], tag):
        return None
    return "write the value in front of it, like '300 ± 20'", match.start()


def _two_values(text: str, tag: str) -> Told | None:
    """300 killed, 1,200 wounded."""
    found = [*phrases_of(tag).search(text)]
    if len(found) < 2 or phrases_of(tag).patterns.margin.search(text):
        return None
    # What stands in front of brackets is one value, and what is in them belongs to it.
    if re.search(r"[(\[]", text[found[0].end : found[1].start]):
        return None
    hint = "a value is one quantity: make a figure of each, or a claim of each"
    return hint, found[1].start


def _named_in_front(text: str, tag: str) -> Told | None:
    """Magnitude 7.8, HR 0.75, n = 300: what is measured belongs to the label."""
    wording = wording_of(tag)
    match = re.fullmatch(
        r"\s*(?P<name>[^\W\d_]+(?:\s[^\W\d_]+)?)\s?[:=]?\s?(?P<rest>[^\w\s]*\s?[0-9].*)",
        text,
    )
    if match is None or not is_quantity(match["rest"], tag):
        return None
    is_glued = match.end("name") == match.start("rest")
    if is_glued and not (match["name"].isupper() and match["rest"][0].isdigit()):
        return None
    words = {*lowered(match["name"]).split()}
    if lowered(match["name"].split()[-1]) in wording.out_of:
        # Gusts of 90 mph.
        words -= {*wording.out_of}
    if match["name"].islower() and _is_hedge_elsewhere(match["name"]):
        return None
    known = {*wording.function_words, *wording.doubts, *wording.not_in_units}
    known |= {word for side in phrases_of(tag).patterns.sides for word in side.split()}
    is_word = "=" not in text and not match["name"].isupper()
    if (words & known and is_word) or _misspelt_in(match["name"], tag):
        return None
    amount = f"{match['rest']} {match['name']}"
    if lowered(match["name"]) in dict(wording.money) and is_quantity(amount, tag):
        # Euro 300
        return f"write '{amount}'", match.start("name")
    hint = f"write '{match['rest']}', and '{match['name']}' in the label of the figure"
    return hint, match.start("name")


def _is_hedge_elsewhere(word: str) -> bool:
    """Whether it says something of a number in another language: etwa 300."""
    tags = {typed_as(tag) for tag in TAGS}
    return any(
        lowered(word) in phrases
        for tag in tags
        for _, phrases in wording_of(tag).qualifiers
    )


def _unit_between(text: str, tag: str) -> Told | None:
    """5 cases per 100,000 people."""
    phrases = phrases_of(tag)
    for match in phrases.patterns.per.finditer(text):
        first = phrases.read(text, len(text) - len(text.lstrip()))
        other = phrases.numerals.read(text, match.end())
        end = (first.high or first.low).end if first else len(text)
        if other is None or end > match.start():
            return None
        rate = f"{text[:end].strip()}{text[match.start() : other.end]}"
        if is_quantity(rate, tag):
            hint = f"write '{rate}', and what is counted in the label of the figure"
            return hint, end
    return None


def _hedge_of_the_high_end(text: str, tag: str) -> Told | None:
    """300 to nearly 400: of two ends, each is a number, or about one."""
    phrases = phrases_of(tag)
    start = len(text) - len(text.lstrip())
    low = phrases.read(text, start)
    joint = low and phrases.patterns.joint.match(text, low.end)
    if not low or not joint:
        return None
    high = phrases.read(text, joint.end())
    if not high or not high.side or high.side == "exactly":
        return None
    plain = f"{text[start : joint.end()]}{text[high.number :].rstrip()}"
    if not is_quantity(plain, tag):
        return None
    word = high.qualifier
    return f"write '{plain}', and the '{word}' in 'text:'", joint.end()


def _spelling(text: str, tag: str) -> Told | None:
    for match in re.finditer(r"[^\W\d_]+", text):
        if hint := _respelt(text, match, tag):
            return hint, match.start()
    return None


HINTS: tuple[Callable[[str, str], Told | None], ...] = (
    _other_digits,
    number_words.unknown,
    change_words.below_zero,
    change_words.half_behind,
    change_words.half_in_front,
    number_words.collective,
    number_words.every,
    change_words.part_in_brackets,
    _two_units,
    _with_colons,
    _twice,
    marks.in_brackets,
    marks.marks,
    marks.inches,
    marks.interval_alone,
    _margin_alone,
    _letters_of_money,
    number_words.factor,
    number_words.scores,
    number_words.about_some_tens,
    number_words.filled,
    number_words.indefinite,
    marks.no_cents,
    marks.glued_to_a_share,
    _hedge_of_the_high_end,
    _spelling,
    number_words.article_left_out,
    marks.hyphenated,
    marks.hyphens_for_spaces,
    _unit_between,
    marks.powers,
    marks.degrees,
    change_words.changed_to,
    change_words.so_many_more,
    _named_in_front,
    _two_values,
)
"""Each yields a hint where it knows one; the first that does is told."""


# Words that are misspelt.


def _respelt(text: str, match: re.Match[str], tag: str) -> str:
    """The hint at a misspelt word, if the text is a quantity with it put right."""
    near = _misspelt_in(match[0], tag)
    corrected = text[: match.start()] + near + text[match.end() :]
    # What stands in brackets is told of once the word is right.
    bare = re.sub(r"\s*\([^()]*\)\s*$", "", corrected)
    if not near or not (is_quantity(corrected, tag) or is_quantity(bare, tag)):
        return ""
    if match[0][0].isupper():
        near = near.capitalize()
    return f"did you mean '{near}'?"


def _misspelt_in(word: str, tag: str) -> str:
    known = words_of(wording_of(tag))
    return "" if lowered(word) in known else misspelt(lowered(word), known)
