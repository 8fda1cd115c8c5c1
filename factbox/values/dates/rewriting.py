"""Dates in forms that stand for another: 3-May-2024 for 3 May 2024.

What no order of a language reads is looked at here: each form is put as one that is
read, and says the same.
"""

import re
from collections.abc import Callable, Iterator

from factbox.values.dates.grammar import Grammar
from factbox.values.dates.patterns import DASH, one_of
from factbox.values.scripts import compiled


def rewritten(text: str, grammar: Grammar) -> Iterator[str]:
    """The forms that a text may stand for."""
    for form in FORMS:
        other = form(text, grammar)
        if other is not None and other != text:
            yield other


def _without_a_lead(text: str, grammar: Grammar) -> str | None:
    """In 2024, on 3 May, as of May 2024."""
    match = compiled(rf"\s*{one_of(grammar.words.leads)}\s+(?P<rest>.+)").fullmatch(
        text
    )
    return match["rest"] if match else None


def _hyphenated(text: str, _: Grammar) -> str | None:
    """3-May-2024, 3. May 2024."""
    match = re.fullmatch(
        rf"\s*([0-9]{{1,2}})(?:{DASH}([^\W\d_]+\.?){DASH}|\.\s*([^\W\d_]+)\s+)([0-9]+)\s*",
        text,
    )
    if match is None:
        return None
    return f"{match[1]} {match[2] or match[3]} {match[4]}"


def _year_in_front(text: str, _: Grammar) -> str | None:
    """2024 May 3."""
    match = re.fullmatch(
        r"\s*([0-9]{4}),?\s+([^\W\d_]{3,}\.?)(?:\s+([0-9]{1,2}))?\s*", text
    )
    if match is None:
        return None
    day = f"{match[3]} " if match[3] else ""
    return f"{day}{match[2]} {match[1]}"


def _part_of_a_year(text: str, _: Grammar) -> str | None:
    """2024Q1, 2024-H1, 1Q 2024."""
    match = re.fullmatch(
        r"\s*(?P<year>[0-9]{4})[\s-]?(?P<part>[QH][1-4])\s*"
        r"|\s*(?P<number>[1-4])(?P<letter>[QH])[\s-]?(?P<last>[0-9]{4})\s*",
        text,
        re.IGNORECASE,
    )
    if match is None:
        return None
    part = match["part"] or f"{match['letter']}{match['number']}"
    return f"{part} {match['year'] or match['last']}"


def _week(text: str, grammar: Grammar) -> str | None:
    """2025-W10, as ISO 8601 writes it, and W10 2025."""
    match = re.fullmatch(
        r"\s*([0-9]{4})-?W([0-9]{2})\s*|\s*W([0-9]{1,2})[\s,]+([0-9]{4})\s*", text
    )
    if match is None or not grammar.words.week_number:
        return None
    year, number = match[1] or match[4], match[2] or match[3]
    return f"{grammar.words.week_number[0]} {number}, {year}"


def _two_centuries(text: str, grammar: Grammar) -> str | None:
    """5th to 6th century."""
    words = grammar.words
    ordinals = one_of(name for names in words.ordinals for name in names)
    endings = one_of(words.ordinal_endings or ("",))
    number = rf"(?:{ordinals}|[0-9]{{1,2}}{endings})"
    match = compiled(
        rf"\s*{grammar.the}(?P<one>{number})(?P<joint>{grammar.to})(?P<other>{number})"
        rf"(?P<rest>(?:\s*|-){one_of(words.century)}.*)"
    ).fullmatch(text)
    if match is None:
        return None
    joint = match["joint"].strip()
    return f"{match['one']}{match['rest']} {joint} {match['other']}{match['rest']}"


def _word_before_the_hour(text: str, grammar: Grammar) -> str | None:
    """3 May 2024, around 21:00: the word is the whole date's."""
    words = grammar.words
    names = (*words.about, *words.before, *words.after, *words.by, *words.until)
    at = one_of(words.at)
    match = compiled(
        rf"(?P<date>.+?)(?:\s*,\s*|\s+)(?:{at}\s+)?(?P<word>{one_of(names)})\s+"
        rf"(?P<time>{grammar.clock_unnamed})\s*"
    ).fullmatch(text)
    return f"{match['word']} {match['time']}, {match['date']}" if match else None


def _night_behind(text: str, grammar: Grammar) -> str | None:
    """3-4 May 2024, overnight."""
    words = one_of(grammar.words.overnight)
    match = compiled(rf"\s*(?P<date>.+?),?\s+(?P<night>{words})\s*").fullmatch(text)
    return f"{match['night']} {match['date']}" if match else None


FORMS: tuple[Callable[[str, Grammar], str | None], ...] = (
    _without_a_lead,
    _hyphenated,
    _year_in_front,
    _part_of_a_year,
    _week,
    _two_centuries,
    _word_before_the_hour,
    _night_behind,
)
