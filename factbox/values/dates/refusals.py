"""What is wrong with a text that is no date, and what to write instead.

Each function knows one kind of text. What it offers means the same, or names each thing
that can be meant.
"""

import re
from collections.abc import Callable

from factbox.languages.british import BRITISH
from factbox.problems import Unreadable, shown
from factbox.values.dates import odd_forms
from factbox.values.dates.calendar import CalendarDay
from factbox.values.dates.grammar import Grammar
from factbox.values.dates.numbers import read_numbers
from factbox.values.dates.odd_forms import Told
from factbox.values.dates.patterns import one_of
from factbox.values.letters import lowered
from factbox.values.scripts import compiled

DAYS = "write its first and its last day, like '3 to 9 March 2025'"


def refusal(text: str, grammar: Grammar) -> Unreadable | None:
    """What is wrong with a text, where it is of a kind that is known."""
    for kind in FAULTS:
        if told := kind(text, grammar):
            return Unreadable(*told)
    return None


def _word_of(words: tuple[str, ...], text: str) -> re.Match[str] | None:
    return compiled(rf"(?<!\w){one_of(words)}(?!\w)").search(text)


def _financial_year(text: str, grammar: Grammar) -> Told | None:
    """FY2024-25, the 2024-25 season."""
    match = compiled(
        rf"(?<!\w){one_of(grammar.words.other_years)}(?=[\s0-9]|$)"
    ).search(text)
    if match is None or not re.search("[0-9]", text):
        return None
    return (
        f"{shown(text)} begins in other months from place to place",
        "write its months, like 'April 2024 to March 2025'",
        match.start(),
    )


def _two_digits(text: str, grammar: Grammar) -> Told | None:
    """May '24, 1Q24, 3-May-24, the 90s."""
    endings = one_of(("s", *grammar.words.decade_endings))
    match = compiled(
        rf"(?:(?P<sign>['’])|(?<![0-9]))(?P<year>[0-9]{{2}})(?P<decade>{endings})?\s*$"
    ).search(text)
    openings = one_of(grammar.words.decade_openings)
    named = compiled(rf"\s*{openings}\s+['’]?[0-9]0\s*").fullmatch(text)
    is_short = named or re.fullmatch(
        r"\s*(?:[1-4][QHTS]|[QHTS][1-4]|[0-9]{1,2}[-\s][^\W\d_]{3,}\.?[-\s])[0-9]{2}\s*",
        text,
        re.IGNORECASE,
    )
    if match is None or not (match["sign"] or match["decade"] or is_short):
        return None
    front, behind = text[: match.start()], f"{match['year']}{match['decade'] or ''}"
    gap = " " * front[-1:].isdigit()
    # Most of the decades of this century are still to come.
    is_over = not (match["decade"] or named) or match["year"] <= "20"
    one, other = ("20", "19") if is_over else ("19", "18")
    return (
        f"{shown(text)} does not say which century",
        f"write '{front}{gap}{one}{behind}' or '{front}{gap}{other}{behind}'",
        match.start("year"),
    )


def _decade_in_words(text: str, grammar: Grammar) -> Told | None:
    """The nineties."""
    names = grammar.words.decade_names
    match = _word_of(names, text)
    if match is None or re.search("[0-9]{4}", text):
        return None
    name = "-".join(re.split(r"[\s-]+", lowered(match[0])))
    digits = 10 * names.index(name) + 20
    opening = "".join(f"{word} " for word in grammar.words.decade_openings[:1])
    endings = sorted(grammar.words.decade_endings, key=len)
    ending = "" if opening else "".join(endings[:1])
    front, behind = text[: match.start()], text[match.end() :]
    one, other = (
        f"{front}{opening}{century}{digits}{ending}{behind}"
        for century in ((20, 19) if digits == 20 else (19, 18))
    )
    return (
        f"{shown(text)} does not say which century",
        f"write '{one}' or '{other}'",
        match.start(),
    )


def day_or_year(text: str, grammar: Grammar) -> Told | None:
    """Jan-24, as spreadsheets have it, and Jan 24."""
    months = one_of(name for names in grammar.words.months for name in names)
    pattern = rf"\s*(?P<month>{months})\.?[\s-](?P<number>[0-9]{{2}})\s*"
    match = compiled(pattern).fullmatch(text)
    if match is None or not 1 <= int(match["number"]) <= 31:
        return None
    month, number = match["month"], match["number"]
    return (
        f"{shown(text)} can be a day, or a month of the year 20{number}",
        f"write '{month} 20{number}', or the day with its year, like "
        f"'{int(number)} {month} 2025'",
        match.start("number"),
    )


def _turn_of_a_time(text: str, grammar: Grammar) -> Told | None:
    """The turn of the century."""
    match = _word_of(grammar.words.turns, text)
    if match is None:
        return None
    return (
        f"{shown(text)} does not say which years",
        "write years, like 'about 1900' or '1890 to 1910'",
        match.start(),
    )


def _at_least_since(text: str, grammar: Grammar) -> Told | None:
    """Since at least 2014."""
    match = _word_of(grammar.words.at_least, text)
    rest = match and " ".join((text[: match.start()] + text[match.end() :]).split())
    if match is None or not rest or not re.search("[0-9]", rest):
        return None
    return (
        f"{shown(text)} does not say how long before or after",
        f"write '{rest}', and say in the text that it can be longer",
        match.start(),
    )


def compact(text: str, _: Grammar | None = None) -> Told | None:
    """20240503, 2025-062, 05/2024."""
    message = f"{shown(text)} is not how a date is written"
    if match := re.fullmatch(r"\s*([12][0-9]{3})([01][0-9])([0-3][0-9])\s*", text):
        year, month, day = match.groups()
        if 1 <= int(month) <= 12 and 1 <= int(day) <= 31:
            return message, f"write '{year}-{month}-{day}'", match.start(1)
    if match := re.fullmatch(r"\s*([12][0-9]{3})-([0-3][0-9]{2})\s*", text):
        number = int(match[2])
        day_of_year = CalendarDay(int(match[1])).later(number - 1)
        if 1 <= number <= 366 and day_of_year.year == int(match[1]):
            name = BRITISH.months[day_of_year.month - 1]
            hint = f"write '{day_of_year.day} {name} {match[1]}' for day {number}"
            return message, f"{hint} of the year", match.start(2)
    if match := re.fullmatch(
        r"\s*(?:([12][0-9]{3})[\s-]?M(0[1-9]|1[0-2])|M(0[1-9]|1[0-2])[\s/-]?([12][0-9]{3}))\s*",
        text,
    ):
        # As Eurostat writes it.
        name = BRITISH.months[int(match[2] or match[3]) - 1]
        return message, f"write '{name} {match[1] or match[4]}'", 0
    if match := re.fullmatch(r"\s*(0?[1-9]|1[0-2])[-/.]([0-9]{4})\s*", text):
        name = BRITISH.months[int(match[1]) - 1]
        return message, f"write '{name} {match[2]}'", match.start(1)
    match = re.fullmatch(
        r"(?P<front>[^()]+[,\s])([0-2][0-9])([0-5][0-9])(?:\s*\D*)", text
    )
    if match and re.search("[0-9].*[0-9]{4}", match["front"]):
        time = f"{match[2]}:{match[3]}"
        return (
            f"{shown(text)} is not a date",
            f"write the time as '{time}'",
            match.start(2),
        )
    return None


def _numbers_behind_words(text: str, grammar: Grammar) -> Told | None:
    """As at 31/12/2024."""
    match = re.fullmatch(
        r"\s*[^\d]*[^\W\d_][^\d]*\s(?P<date>[0-9]{1,4}(?P<mark>[./-])[0-9]{1,2}"
        r"(?P=mark)[0-9]{1,4})\s*",
        text,
    )
    try:
        if match:
            read_numbers(match["date"], grammar.words)
    except Unreadable as error:
        return error.message, error.hint, match.start("date") if match else 0
    return None


def _near_an_hour(text: str, grammar: Grammar) -> Told | None:
    """Shortly before 9pm on 3 May 2024."""
    words = grammar.words
    match = compiled(
        rf"(?P<front>.*?)(?P<near>{one_of(words.shortly)})\s+"
        rf"(?P<side>{one_of((*words.before, *words.after))})\s+(?P<rest>.*)"
    ).fullmatch(text)
    if match is None:
        return None
    front, rest = match["front"].strip(" ,"), match["rest"]
    whole = f"{rest}, {front}" if front else rest
    return (
        f"{shown(text)} does not say how long",
        f"write '{lowered(match['side'])} {whole}', or '{words.about[0]} {whole}'",
        match.start("near"),
    )


def _part_of_a_day(text: str, grammar: Grammar) -> Told | None:
    """The evening of 3 May 2024."""
    match = _word_of(grammar.words.day_parts, text)
    if match is None:
        return None
    return (
        f"{shown(text)} names a part of a day",
        "write the day alone, and the part of it in the text; or its hours, like "
        "'3 May 2024, 18:00 to 22:00'",
        match.start(),
    )


def _some_days(text: str, grammar: Grammar) -> Told | None:
    """The weekend of 4 May, the first week of March, a fortnight."""
    match = _word_of(grammar.words.some_days, text)
    if match is None:
        return None
    return f"{shown(text)} does not say which days", DAYS, match.start()


def _feast(text: str, grammar: Grammar) -> Told | None:
    """Ramadan 2024."""
    match = _word_of(grammar.words.feasts, text)
    if match is None:
        return None
    message = f"'{match[0]}' falls on other days from year to year, or place to place"
    return message, DAYS, match.start()


def _another_calendar(text: str, grammar: Grammar) -> Told | None:
    """12 Rajab 1445, Reiwa 6."""
    match = _word_of(grammar.words.calendars, text)
    if match is None:
        return None
    return (
        f"{shown(text)} is of another calendar",
        "write the date in the Gregorian calendar, like '24 January 2024'",
        match.start(),
    )


def _from_today(text: str, grammar: Grammar) -> Told | None:
    """Yesterday, last Friday."""
    words = grammar.words
    match = _word_of(words.relative, text)
    if match is None:
        # A day of the week alone; in Portuguese "segunda" is "second" as well.
        days = one_of(name for day in words.weekdays for name in day)
        match = compiled(rf"\s*(?:\w+\s+)?{days}\.?\s*").fullmatch(text)
    if match is None or re.search("[0-9]", text):
        return None
    return (
        f"{shown(text)} is another day for who reads it later",
        "write the day itself, like '7 February 2025'",
        match.start(),
    )


def _not_known(text: str, grammar: Grammar) -> Told | None:
    """Undated, TBC."""
    match = compiled(rf"\s*{one_of(grammar.words.not_known)}\s*").fullmatch(text)
    if match is None:
        return None
    return (
        f"{shown(text)} is not a date",
        "leave it out where that is allowed, or say how far it is known, like "
        "'before March 2025' or 'since 2024'",
        len(text) - len(text.lstrip()),
    )


def _doubtful(text: str, grammar: Grammar) -> Told | None:
    """Probably May 2024, 1450?"""
    words = one_of(grammar.words.doubts)
    match = compiled(
        rf"\s*(?:{words}\s+(?P<rest>.+)|(?P<front>.+?)\s*\(?\?\)?)\s*"
    ).fullmatch(text)
    date = match and (match["rest"] or match["front"])
    if match is None or not date or not re.search("[0-9]{3}", date):
        return None
    about = grammar.words.about[0]
    return (
        f"{shown(text)} does not say how sure it is",
        f"write '{date}', and how sure it is in the text; or '{about} {date}'",
        match.start(),
    )


def _long_ago(text: str, grammar: Grammar) -> Told | None:
    """BC 44, 10,000 BC, 500s BC, the second millennium."""
    words = grammar.words
    eras = one_of((*words.before_christ, *words.before_common_era))
    if match := compiled(rf"\s*({eras})\s*([0-9]{{1,4}})\s*").fullmatch(text):
        return f"{shown(text)} is not a date", f"write '{match[2]} {match[1]}'", 0
    match = compiled(rf"[0-9]{{2}},?[0-9]{{3}}\s*{eras}").search(text)
    match = match or _word_of(words.millennium, text)
    match = match or compiled(rf"[0-9]+s\s*{eras}").search(text)
    if match is None:
        return None
    return (
        f"{shown(text)} is not a date",
        "write years that are known, like '2000 BC to 1001 BC'; the first is 9999 BC",
        match.start(),
    )


def _in_brackets(text: str, _: Grammar) -> Told | None:
    """3 May 2024 (evening)."""
    match = re.fullmatch(r"\s*(?P<date>[^()\[\]]*[0-9])\s*[(\[].*[)\]]\s*", text)
    if match is None:
        return None
    return (
        f"{shown(text)} is not a date alone",
        f"write '{match['date']}', and what stands in brackets in the text",
        match.end("date"),
    )


FAULTS: tuple[Callable[[str, Grammar], Told | None], ...] = (
    _not_known,
    compact,
    _numbers_behind_words,
    _financial_year,
    *odd_forms.FAULTS,
    _two_digits,
    _decade_in_words,
    _turn_of_a_time,
    _at_least_since,
    _near_an_hour,
    _in_brackets,
    _part_of_a_day,
    _some_days,
    _feast,
    _another_calendar,
    _long_ago,
    _doubtful,
    _from_today,
)
