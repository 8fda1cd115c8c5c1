"""Where dates stand in the midst of a text."""

import re
from collections.abc import Iterator

import msgspec

from factbox.problems import Unreadable
from factbox.values.dates.calendar import FIRST_DAY
from factbox.values.dates.grammar import Grammar, grammar_of
from factbox.values.dates.locales import Locale
from factbox.values.dates.pieces import Pieces
from factbox.values.dates.reading import read_date
from factbox.values.dates.times import Clock
from factbox.values.digits import in_ascii
from factbox.values.letters import lowered


class Stretch(msgspec.Struct, frozen=True):
    """A stretch of a text that writes a date or a time of day.

    `is_certain` is false for what may well be something else: a number of four digits
    that stands alone, "May"; `is_time` is true for a time of day alone.
    """

    start: int
    end: int
    text: str
    is_certain: bool
    is_time: bool


LONGEST_LEAD = 40
"""In characters: how far before a date it is looked for what belongs to it."""


_NAME_BEFORE = re.compile(r"[\w-]-\Z|/\Z")


def stretches(text: str, locale: Locale) -> Iterator[Stretch]:
    """Where dates stand in a text, also those without a year, from left to right."""
    grammar = grammar_of(locale.tag)
    original, text = text, in_ascii(text, locale.tag)
    spans = [match.span() for match in grammar.found.finditer(text)]
    index = 0
    while index < len(spans):
        start, end = spans[index]
        following = spans[index + 1 : index + 2]
        index += 1
        for begin, stop in following:
            is_joined = grammar.joint_found.fullmatch(text, end, begin)
            if is_joined and _is_joined(text, start, stop, locale, grammar):
                end = stop
                index += 1
        # Not the end of a longer name, such as that of a file.
        is_whole = not _NAME_BEFORE.search(text[max(0, start - 2) : start])
        if not is_whole or not _is_joined(text, start, end, locale, grammar):
            continue
        whole = _with_its_words(text, start, end, locale, grammar)
        yield Stretch(
            *whole,
            text=original[slice(*whole)],
            is_certain=_is_certain(text, start, end, locale),
            is_time=grammar.time.fullmatch(text[start:end]) is not None,
        )


def _is_joined(
    text: str, start: int, end: int, locale: Locale, grammar: Grammar
) -> bool:
    """Whether this is a date, if need be with what stands before it: between … and."""
    if _is_date(text[start:end], locale, grammar):
        return True
    begin, stop = _with_its_words(text, start, end, locale, grammar)
    return begin < start and _is_date(text[begin:stop], locale, grammar)


def _with_its_words(
    text: str, start: int, end: int, locale: Locale, grammar: Grammar
) -> tuple[int, int]:
    """The date with what stands before it and behind it and belongs to it."""
    lead = max(0, start - LONGEST_LEAD)
    match = grammar.before.search(text[lead:start])
    begins = [lead + match.start(), start] if match else [start]
    match = grammar.behind.match(text, end)
    ends = [match.end(), end] if match else [end]
    spans = ((begin, stop) for begin in begins for stop in ends)
    longer = (span for span in spans if span != (start, end))
    read = (span for span in longer if _is_read(text[slice(*span)], locale))
    return next(read, (start, end))


def _is_date(found: str, locale: Locale, grammar: Grammar) -> bool:
    """Whether what looks like a date is one, or a time of day."""
    # By itself a number is only a year of the last thousand years, or the next.
    if found.isdigit() and not re.fullmatch(r"[12][0-9]{3}", found):
        return False
    if not re.search(r"[^\W\d_]|[0-9]{4}|[:.][0-9]{2}", found):
        return False
    names = grammar.names.findall(found)
    if locale.words.capital_months and not all(name[0].isupper() for name in names):
        return False
    if _is_read(found, locale):
        return True
    # "12.05" alone is a number.
    is_time = grammar.time.fullmatch(found) is not None
    return is_time and bool(re.search(r"[^\W\d_]|:", found))


def _is_read(found: str, locale: Locale) -> bool:
    try:
        read_date(found, locale, year=2000, any_weekday=True, is_found=True)
    except Unreadable:
        return False
    return True


def time_in(found: str, locale: Locale) -> Clock | None:
    """The time of day that a stretch of a text writes; None where no clock shows it."""
    match = grammar_of(locale.tag).time.fullmatch(in_ascii(found, locale.tag))
    try:
        return Pieces(locale, None).clock(match, FIRST_DAY) if match else None
    except Unreadable:
        return None


def _is_certain(text: str, start: int, end: int, locale: Locale) -> bool:
    words = locale.words
    bare = lowered(text[start:end].strip()).removesuffix(".")
    if not bare.isdigit() and bare not in words.common_words:
        return True
    before = re.findall(r"\w+", text[max(0, start - LONGEST_LEAD) : start])[-1:]
    is_whole = text[start:end].strip() == text.strip()
    return is_whole or bool(before and lowered(before[0]) in words.cues)
