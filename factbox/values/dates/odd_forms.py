"""Texts that are no date because of how they are written, and what to write instead.

Each function knows one kind of text. What it offers means the same, or names each thing
that can be meant.
"""

import re
from collections.abc import Callable

from factbox.languages.british import BRITISH
from factbox.problems import shown
from factbox.values.dates.calendar import CalendarDay
from factbox.values.dates.grammar import Grammar
from factbox.values.dates.patterns import one_of
from factbox.values.scripts import compiled

Told = tuple[str, str, int]
"""A message, a hint, and where in the text the reason stands."""

FIRST_OF_SPREADSHEETS = CalendarDay(1899, 12, 30)
"""The day before the first that spreadsheets count, but for a day that never was."""


def _marks_around(text: str, _: Grammar) -> Told | None:
    """(5 March 2025), "5 March 2025", 5 March 2025*."""
    match = re.fullmatch(
        r"\W*?[(\[\"“”'‘„«]*(?P<date>[^()\[\]\"“”„«»]*[^\W_¹²³⁰⁴-⁹])[)\]\"“”'’»*†‡.,;:!¹²³⁰⁴-⁹]*\s*",
        text,
    )
    date = match["date"].strip() if match else ""
    is_short = date == text.strip() or date.count("'") % 2
    if match is None or is_short or not re.search("[0-9]{4}|[0-9][^0-9]+[0-9]", date):
        return None
    offset = match.start("date")
    return f"{shown(text)} is more than a date", f"write '{date}'", offset


def _century_by_its_letter(text: str, grammar: Grammar) -> Told | None:
    """C19, 19c, late C18th."""
    match = re.fullmatch(
        r"(?P<front>.*?)(?<!\w)(?:[Cc]\.?\s?(?P<one>[0-9]{1,2})(?:th|st|nd|rd)?"
        r"|(?P<other>[0-9]{1,2})(?:th|st|nd|rd)?\s?[Cc])\.?\s*",
        text,
    )
    # Only where "century" itself is written so may the letter stand for it.
    if match is None or "century" not in grammar.words.century:
        return None
    number = int(match["one"] or match["other"])
    if not 1 <= number <= 21:
        return None
    endings = {1: "st", 2: "nd", 3: "rd", 21: "st"}
    written = f"{number}{endings.get(number, 'th')} century"
    hint = f"write '{match['front']}{written}' if that is meant"
    return f"{shown(text)} can be a century", hint, match.end("front")


def _time_of_a_place(text: str, grammar: Grammar) -> Told | None:
    """7 February 2025, 05:05 Kyiv time; 5am Eastern."""
    match = compiled(
        rf"(?P<time>.*?{grammar.clock_unnamed})\s*[,(]?\s*(?P<place>[^\W\d_][^\d:]*)"
    ).fullmatch(text)
    if match is None or not re.search("[0-9].*[0-9]{4}", match["time"]):
        return None
    time, place = match["time"].strip(), match["place"].rstrip(" )")
    local = grammar.words.local_time[:1]
    hint = "write how far its clocks were ahead of UTC then, such as '+02:00'"
    if local:
        words = local[0].replace("-", " ")
        hint += f"; or '{time} {words}', which nothing converts"
    return f"'{place}' is no time zone that Factbox knows", hint, match.start("place")


def _stamp(text: str, _: Grammar) -> Told | None:
    """20250207T050500Z."""
    match = re.fullmatch(
        r"\s*([12][0-9]{3})-?([01][0-9])-?([0-3][0-9])T?\s?([0-2][0-9]):?([0-5][0-9])"
        r"(?::?[0-5][0-9])?(Z|[+-][0-9]{2}:?[0-9]{2})?\s*",
        text,
    )
    if match is None:
        return None
    year, month, day, hour, minute, zone = match.groups()
    offered = f"{year}-{month}-{day}T{hour}:{minute}{zone or ''}"
    return f"{shown(text)} is not how a date is written", f"write '{offered}'", 0


def number_of_a_day(text: str, _: Grammar | None = None) -> Told | None:
    """45715, which a spreadsheet shows as a day; 1741323600, seconds since 1970."""
    number = int(text) if re.fullmatch(r"\s*(?:[0-9]{5}|[0-9]{10})\s*", text) else 0
    if 20_000 <= number <= 60_000:
        day, whose = FIRST_OF_SPREADSHEETS.later(number), "of a spreadsheet"
    elif number >= 10**9:
        day, whose = CalendarDay(1970, 1, 1).later(number // 86_400), "of a computer"
    else:
        return None
    hint = f"write '{day}' if that day is meant"
    return f"{shown(text)} may be a day as the number {whose}", hint, 0


def _two_short_decades(text: str, _: Grammar) -> Told | None:
    """1920-30s."""
    match = re.fullmatch(
        r"(?P<front>.*?)(?P<century>[0-9]{2})(?P<one>[0-9]0)\s*[-–/]\s*['’]?"
        r"(?P<other>[0-9]0)['’]?s\s*",
        text,
    )
    if match is None or match["one"] >= match["other"]:
        return None
    front, century, one, other = match.groups()
    return (
        f"{shown(text)} is not how two decades are written",
        f"write '{front}{century}{one}s to {century}{other}s'",
        match.start("century"),
    )


def _hour_without_a_colon(text: str, _: Grammar) -> Told | None:
    """5 March 2025 22h30, 2230 on 5 March 2025."""
    match = re.fullmatch(
        r"(?P<front>.*[0-9].*[0-9]{4},?\s+(?:\S+\s+)?)?"
        r"(?P<hour>[01]?[0-9]|2[0-3])[hH]?(?P<minute>[0-5][0-9])(?:\s?hrs)?"
        r"(?P<behind>\s.*[0-9].*[0-9]{4}\s*)?",
        text,
    )
    if match is None or bool(match["front"]) == bool(match["behind"]):
        return None
    hour = f"{int(match['hour']):02}:{match['minute']}"
    return f"{shown(text)} is not a date", f"write the time as '{hour}'", match.start(2)


def _ish(text: str, grammar: Grammar) -> Told | None:
    """2024ish."""
    match = re.fullmatch(r"\s*([12][0-9]{3}s?)-?ish\s*", text)
    if match is None:
        return None
    return (
        f"{shown(text)} is not a date",
        f"write '{grammar.words.about[0]} {match[1]}'",
        0,
    )


def _days_ago(text: str, grammar: Grammar) -> Told | None:
    """5 days ago."""
    match = compiled(rf"\s*\S+\s+\w+\s+{one_of(grammar.words.relative)}\s*").fullmatch(
        text
    )
    if match is None or re.search("[0-9]{4}", text):
        return None
    return (
        f"{shown(text)} is another day for who reads it later",
        "write the day itself, like '7 February 2025'",
        0,
    )


def _two_years(text: str, grammar: Grammar) -> Told | None:
    """2024, 2025: two dates."""
    match = re.fullmatch(r"\s*([12][0-9]{3})\s*[,;]\s*([12][0-9]{3})\s*", text)
    if match is None:
        return None
    hint = f"write '{match[1]} {grammar.words.to[0]} {match[2]}', or an event of each"
    return f"{shown(text)} is two dates", hint, match.start(2)


def _up_to(text: str, grammar: Grammar) -> Told | None:
    """To 2020."""
    words = grammar.words
    to = (word for word in words.to if word.isalpha() and word not in words.until)
    match = compiled(rf"\s*{one_of(to)}\s+(?P<date>.*[0-9]{{4}})\s*").fullmatch(text)
    if match is None or not words.until:
        return None
    hint = f"write '{words.until[0]} {match['date']}'"
    return f"{shown(text)} does not say from when", hint, 0


def _quarter_to_a_month(text: str, grammar: Grammar) -> Told | None:
    """June quarter 2025: the three months that end with June."""
    months = "|".join(
        f"(?P<m{i}>{one_of(n)})" for i, n in enumerate(grammar.words.months)
    )
    match = compiled(
        rf"\s*{grammar.the}(?:{months})\s+{one_of(grammar.words.quarter)},?\s+"
        r"(?:\w+\s+)?(?P<year>[0-9]{4})\s*"
    ).fullmatch(text)
    if match is None:
        return None
    month = next(int(k[1:]) for k, v in match.groupdict().items() if v and k[0] == "m")
    first = BRITISH.months[(month - 2) % 12]
    year = int(match["year"]) - (month < 2)
    offered = f"{first} {year} to {BRITISH.months[month]} {match['year']}"
    return (
        f"{shown(text)} can be read in several ways",
        f"write its months: '{offered}' if it ends with that month",
        0,
    )


FAULTS: tuple[Callable[[str, Grammar], Told | None], ...] = (
    _marks_around,
    _century_by_its_letter,
    _stamp,
    _two_short_decades,
    _hour_without_a_colon,
    _time_of_a_place,
    _ish,
    _days_ago,
    _two_years,
    _up_to,
    _quarter_to_a_month,
)
