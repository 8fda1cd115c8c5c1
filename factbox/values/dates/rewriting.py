"""Dates in forms that stand for another: 3-May-2024 for 3 May 2024.

What no order of a language reads is looked at here: each form is put as one that is
read, and says the same.
"""

import re
from collections.abc import Callable, Iterator

from factbox.values.dates.calendar import (
    FIRST_YEAR,
    CalendarDay,
    days_in,
    month_after,
    week_of_year,
    year_text,
)
from factbox.values.dates.grammar import Grammar
from factbox.values.dates.patterns import DASH, one_of
from factbox.values.letters import lowered
from factbox.values.scripts import compiled, is_close


def rewritten(text: str, grammar: Grammar) -> Iterator[str]:
    """The forms that a text may stand for."""
    for form in FORMS:
        other = form(text, grammar)
        if other is not None and other != text:
            yield other


def _without_a_lead(text: str, grammar: Grammar) -> str | None:
    """In 2024, on 3 May, as of May 2024."""
    leads = one_of(grammar.words.leads)
    match = compiled(rf"\s*{leads}:?\s+(?P<rest>.+)").fullmatch(text)
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


def _month_and_year(text: str, _: Grammar) -> str | None:
    """Feb-2025, as tables have it."""
    match = re.fullmatch(r"\s*([^\W\d_]{3,}\.?)[-/]([0-9]{4})\s*", text)
    return f"{match[1]} {match[2]}" if match else None


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
        r"|\s*(?P<number>[1-4])(?P<letter>[QH])[\s-]?(?P<last>[0-9]{4})\s*"
        r"|\s*(?P<first>[QH][1-4])\s?/\s?(?P<behind>[0-9]{4})\s*",
        text,
        re.IGNORECASE,
    )
    if match is None:
        return None
    part = match["part"] or match["first"] or f"{match['letter']}{match['number']}"
    return f"{part} {match['year'] or match['last'] or match['behind']}"


def _week(text: str, grammar: Grammar) -> str | None:
    """2025-W10, as ISO 8601 writes it, W10 2025 and KW 10/2025."""
    week = one_of((*grammar.words.week_number, "kw", "cw", "w"))
    match = compiled(
        rf"\s*([0-9]{{4}})-?W([0-9]{{2}})\s*"
        rf"|\s*{week}\s?([0-9]{{1,2}})(?:[\s,]+|\s?[/-]\s?)([0-9]{{4}})\s*"
        rf"|\s*([0-9]{{4}})\s?[/,-]?\s?{week}\s?([0-9]{{1,2}})\s*"
        rf"|\s*([0-9]{{1,2}})\.\s?{week}[\s/]+([0-9]{{4}})\s*"
    ).fullmatch(text)
    if match is None or not grammar.words.week_number:
        return None
    year = match[1] or match[4] or match[5] or match[8]
    number = match[2] or match[3] or match[6] or match[7]
    return f"{grammar.words.week_number[0]} {number}, {year}"


def _numeric_span(text: str, grammar: Grammar) -> str | None:
    """5.–6.3.2025, 6.2.–12.3.2025."""
    marks = re.escape(grammar.words.numeric_marks)
    if grammar.words.numeric != "dmy" or not marks:
        return None
    match = re.fullmatch(
        rf"\s*(?P<day>[0-9]{{1,2}})[{marks}]?(?:(?P<month>[0-9]{{1,2}})[{marks}]?"
        rf"(?P<year>[0-9]{{4}})?)?\s*(?:{DASH}|/)\s*"
        rf"([0-9]{{1,2}})[{marks}]([0-9]{{1,2}})[{marks}]([0-9]{{4}})\s*",
        text,
    )
    if match is None:
        return None
    last = (int(match[6]), int(match[5]), int(match[4]))
    year, month = int(match["year"] or match[6]), int(match["month"] or match[5])
    first = (year, month, int(match["day"]))
    one, other = (f"{y:04}-{m:02}-{d:02}" for y, m, d in (first, last))
    return f"{one}/{other}"


_DAY_ALONE = re.compile(r"(?<![0-9.])([0-9]{1,2})\.([0-9]{1,2})\.(?!\s?[0-9])")
_DAY_IN_NUMBERS = re.compile(
    r"(?<![0-9./-])([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4})(?![0-9]|[./-][0-9])"
)


def _numbers_within(text: str, grammar: Grammar) -> str | None:
    """Fr., 7.2.2025; seit 07.02.2025, 22 Uhr: where no other reading is meant."""
    words = grammar.words
    if words.numeric != "dmy":
        return None
    dot = "." * ("." in words.day_endings)

    def in_words(match: re.Match[str]) -> str:
        day, month = int(match[1]), int(match[3])
        is_sure = match[2] in words.numeric_marks or day > 12
        if not is_sure or not 1 <= month <= 12:
            return match[0]
        return f"{day}{dot} {words.months[month - 1][0]} {match[4]}"

    def of_that_year(match: re.Match[str]) -> str:
        day, month = int(match[1]), int(match[2])
        known = 1 <= month <= 12
        return f"{day}{dot} {words.months[month - 1][0]}" if known else match[0]

    written = _DAY_IN_NUMBERS.sub(in_words, text)
    # 3.2. bis 7.2.2025
    return written if written == text else _DAY_ALONE.sub(of_that_year, written)


def _day_of_a_week(text: str, _: Grammar) -> str | None:
    """2025-W10-2, as ISO 8601 writes a day."""
    match = re.fullmatch(r"\s*([0-9]{4})-?W([0-9]{2})-?([1-7])\s*", text)
    if match is None:
        return None
    year, week = int(match[1]), int(match[2])
    monday = week_of_year(year, week)
    if not week or monday.later(3).year != year:
        return None
    return str(monday.later(int(match[3]) - 1))


def _open_dash(text: str, grammar: Grammar) -> str | None:
    """2014–, and –2014."""
    if match := re.fullmatch(rf"\s*(.*[^\W_])\s*{DASH}\s*", text):
        return f"{grammar.words.since[0]} {match[1]}" if grammar.words.since else None
    # "-2014" is another year in EDTF.
    if match := re.fullmatch(rf"\s*(?!-\S){DASH}\s*([^\W_].*)", text):
        return f"{grammar.words.until[0]} {match[1]}" if grammar.words.until else None
    return None


def _without_digits(text: str, _: Grammar) -> str | None:
    """2024-01-XX and 19XX, of which EDTF leaves out what is not known."""
    if match := re.fullmatch(r"\s*([0-9]{2})(?:XX|uu)\s*", text):
        return f"[{match[1]}00..{match[1]}99]"
    match = re.fullmatch(r"\s*([0-9]{4}(?:-[0-9]{2})?)(?:-(?:XX|uu)){1,2}\s*", text)
    return match[1] if match else None


def _both_of_two(text: str, grammar: Grammar) -> str | None:
    """5 & 6 May 2024."""
    if "&" not in text or not grammar.words.both:
        return None
    return re.sub(r"\s*&\s*", f" {grammar.words.both[0]} ", text)


def _about_in_brackets(text: str, grammar: Grammar) -> str | None:
    """2024 (approx.)."""
    about = one_of(grammar.words.about)
    match = compiled(rf"\s*(?P<date>[^()]+?)\s*\(\s*{about}\s*\)\s*").fullmatch(text)
    return f"{grammar.words.about[0]} {match['date']}" if match else None


def _weekday_in_brackets(text: str, grammar: Grammar) -> str | None:
    """3 May 2024 (Friday), 2025年2月7日(金)."""
    match = re.fullmatch(
        r"\s*([^()（）]*[^()（）\s])\s*[(（]([^\W\d_]+)\.?[)）]\s*", text
    )
    name = lowered(match[2]) if match else ""
    for names in grammar.words.weekdays:
        # 金 stands for 金曜日, and 금 for 금요일.
        if match and (name in names or (is_close(name[0]) and names[0][0] == name)):
            if is_close(name[0]):
                return f"{match[1]}({names[0]})"
            return f"{names[0]} {match[1]}"
    return None


def _months_until(text: str, grammar: Grammar) -> str | None:
    """The year to March 2024, three months ending 30 June 2024."""
    words = grammar.words
    long = "|".join(f"(?P<m{count}>{one_of(names)})" for count, names in words.lasting)
    months = one_of(name for names in words.months for name in names)
    the, ending = grammar.the, one_of(words.ending)
    of = rf"\s+(?:{one_of(words.of)}\s+)?"
    match = compiled(
        rf"\s*{the}(?:{long or '(?!)'})\s+{ending}\s+{the}"
        rf"(?:(?P<day>[0-9]{{1,2}})\.?{of})?(?P<month>{months})\.?"
        rf"(?:\s+(?P<last>[0-9]{{1,2}}),)?{of}(?P<year>[0-9]{{4}})\s*"
    ).fullmatch(text)
    if match is None:
        return None
    count = next(
        int(name[1:])
        for name, text in match.groupdict().items()
        if text and name[1:].isdigit()
    )
    name = lowered(match["month"])
    month = 1 + next(i for i, names in enumerate(words.months) if name in names)
    year, day = int(match["year"]), match["day"] or match["last"]
    first = month_after(year, month, -count)
    if day is None or int(day) == days_in(year, month):
        first = month_after(year, month, 1 - count)
        return f"{first[0]:04}-{first[1]:02}/{year:04}-{month:02}"
    if int(day) > min(days_in(*first), days_in(year, month)):
        return None
    begin = CalendarDay(*first, int(day)).later(1)
    return f"{begin}/{year:04}-{month:02}-{int(day):02}"


def _last_quarter(text: str, grammar: Grammar) -> str | None:
    """The last quarter of 2024."""
    words = grammar.words
    match = compiled(
        rf"\s*{grammar.the}{one_of(words.last)}\s+(?P<rest>{one_of(words.quarter)}\s.+)"
    ).fullmatch(text)
    if match is None or len(words.ordinals) < 4:
        return None
    return f"{words.ordinals[3][0]} {match['rest']}"


def _quarter_of_a_century(text: str, grammar: Grammar) -> str | None:
    """The first quarter of the 20th century."""
    words = grammar.words
    ordinal = "|".join(
        f"(?P<q{i}>{one_of(words.ordinals[i])})"
        for i in range(4)
        if i < len(words.ordinals)
    )
    century = "|".join(
        f"(?P<c{i + 1}>{one_of(names)})" for i, names in enumerate(words.ordinals)
    )
    eras = one_of((*words.before_christ, *words.before_common_era))
    match = compiled(
        rf"\s*{grammar.the}(?:{ordinal or '(?!)'})\s+{one_of(words.quarter)}\s+"
        rf"{one_of(words.of)}\s+{grammar.the}"
        rf"(?:{century}|(?P<number>[0-9]{{1,2}}){one_of(words.ordinal_endings)})"
        rf"[\s-]+{one_of(words.century)}(?P<era>\s*{eras})?\s*"
    ).fullmatch(text)
    if match is None:
        return None
    found = {name: text for name, text in match.groupdict().items() if text}
    quarter = next(int(name[1:]) for name in found if re.fullmatch("q[0-9]", name))
    named = (int(name[1:]) for name in found if re.fullmatch("c[0-9]+", name))
    number = int(found["number"]) if "number" in found else next(named)
    begin = -100 * number + 1 if "era" in found else 100 * number - 99
    first = begin + 25 * quarter
    if first < FIRST_YEAR:
        return None
    return f"{year_text(first)}/{year_text(first + 24)}"


def _decade_in_words(text: str, grammar: Grammar) -> str | None:
    """The nineteen-nineties."""
    words = grammar.words
    for century, names in words.hundreds:
        for index, name in enumerate(words.decade_names):
            pattern = rf"(?P<front>.*?){one_of(names)}[\s-]+{re.escape(name)}\s*"
            if match := compiled(pattern).fullmatch(text):
                year = f"{century}{10 * index + 20}"
                return f"{match['front']}{year}{words.decade_endings[0]}"
    return None


def _two_decades(text: str, grammar: Grammar) -> str | None:
    """1960s–70s."""
    endings = one_of(grammar.words.decade_endings)
    match = compiled(
        rf"(?P<front>.*?)(?P<century>[0-9]{{2}})(?P<one>[0-9]0)(?P<ending>{endings})?"
        rf"(?P<joint>\s*(?:{DASH}|/)\s*|{grammar.to})['’]?(?P<other>[0-9]0){endings}\s*"
    ).fullmatch(text)
    if match is None or match["other"] <= match["one"] or not match["ending"]:
        return None
    century, ending = match["century"], match["ending"]
    one = f"{match['front']}{century}{match['one']}{ending}"
    return f"{one}–{century}{match['other']}{ending}"


def _two_centuries(text: str, grammar: Grammar) -> str | None:
    """5th to 6th century."""
    words = grammar.words
    ordinals = one_of(name for names in words.ordinals for name in names)
    endings = one_of(words.ordinal_endings or ("",))
    number = rf"(?:{ordinals}|[0-9]{{1,2}}{endings})"
    parts = "|".join(one_of(phrases) for _, phrases in words.parts)
    number = rf"(?:(?:{parts})[\s-]+{grammar.the})?{number}"
    both = one_of(words.both)
    match = compiled(
        rf"\s*(?P<opening>{one_of(words.between)}\s+)?{grammar.the}(?P<one>{number})-?"
        rf"(?P<joint>{grammar.to}|\s+{both}\s+){grammar.the}(?P<other>{number})"
        rf"(?P<rest>(?:\s*|-){one_of(words.century)}.*)"
    ).fullmatch(text)
    if match is None:
        return None
    joint = match["joint"].strip()
    one, other = (f"{match[name]}{match['rest']}" for name in ("one", "other"))
    return f"{match['opening'] or ''}{one} {joint} {other}"


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
    _month_and_year,
    _year_in_front,
    _part_of_a_year,
    _week,
    _numeric_span,
    _numbers_within,
    _day_of_a_week,
    _open_dash,
    _without_digits,
    _both_of_two,
    _about_in_brackets,
    _weekday_in_brackets,
    _months_until,
    _last_quarter,
    _quarter_of_a_century,
    _decade_in_words,
    _two_decades,
    _two_centuries,
    _word_before_the_hour,
    _night_behind,
)
