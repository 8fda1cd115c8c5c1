"""What is wrong with words for changes that are no quantity, and what to write.

Each function yields a hint where it knows one.
"""

import re
from decimal import Decimal

from factbox.languages.typing_files import wording_of
from factbox.values.quantities.number_words import Told
from factbox.values.quantities.numerals import any_of
from factbox.values.quantities.phrases import phrases_of
from factbox.values.quantities.typed import is_quantity, whole_phrase
from factbox.values.quantities.typed_numbers import written_in


def changed_to(text: str, tag: str) -> Told | None:
    """Doubled to 300, up 5% to 300, halved: what it was is a claim of its own."""
    wording = wording_of(tag)
    to = any_of(wording.changed_to)
    changed = any_of((*wording.changed, *wording.rise, *wording.fall))
    match = re.fullmatch(
        rf"\s*{changed}(?:\s(?:.*\s)?{to}\s+(?P<value>\S.*?))?\s*"
        # Auf 300 gestiegen.
        rf"|\s*(?:.*\s)?{to}\s+(?P<reached>\S.*?)\s+{changed}\s*",
        text,
        re.IGNORECASE,
    )
    if match is None or is_quantity(text, tag):
        return None
    value = match["value"] or match["reached"]
    if value is None:
        return "write the number that it is now", match.start()
    if not is_quantity(value, tag):
        return None
    hint = f"write '{value}'; what it was before is a claim with an earlier day"
    return hint, text.rindex(value)


def so_many_more(text: str, tag: str) -> Told | None:
    """12 more, another 12: beside what was counted before."""
    wording = wording_of(tag)
    behind = any_of((*wording.risen, *wording.fallen))
    front = any_of(wording.another)
    match = re.fullmatch(
        rf"\s*(?:(?P<value>.*[^\W_])\s+(?P<behind>{behind})|{front}\s+(?P<other>\S.*?))\s*",
        text,
        re.IGNORECASE,
    )
    value = match and (match["value"] or match["other"])
    if match is None or not value or not is_quantity(value, tag):
        return None
    sign = "-" if match["behind"] and match["behind"].lower() in wording.fallen else "+"
    offered = f", or '{sign}{value}' for a change" * is_quantity(f"{sign}{value}", tag)
    hint = f"write '{value}' if so many are counted{offered}"
    return hint, match.start("value") if match["value"] else match.start("other")


def half_in_front(text: str, tag: str) -> Told | None:
    """Ein halbes Prozent: half a percent."""
    wording, patterns = wording_of(tag), phrases_of(tag).patterns
    match = re.fullmatch(
        rf"\s*(?:{any_of(wording.articles)}\s+)?{any_of(patterns.halves)}[\s-]+"
        r"(?P<rest>\S.*?)\s*",
        text,
        re.IGNORECASE,
    )
    if match is None:
        return None
    offered = f"{written_in(wording, Decimal('0.5'))} {match['rest']}"
    return (f"write '{offered}'", match.start()) if is_quantity(offered, tag) else None


def half_behind(text: str, tag: str) -> Told | None:
    """Duas horas e meia: two hours and a half."""
    wording = wording_of(tag)
    match = re.fullmatch(
        rf"(?P<value>.*\S)\s+{any_of(wording.and_a_half)}\s*", text, re.IGNORECASE
    )
    phrase = (
        match and is_quantity(match["value"], tag) and whole_phrase(match["value"], tag)
    )
    if not match or not phrase or not phrase.unit or phrase.high:
        return None
    number = written_in(wording, phrase.low.value + Decimal("0.5"))
    return f"write '{number} {phrase.unit}'", match.end("value")


def below_zero(text: str, tag: str) -> Told | None:
    """5 degrees below zero; –5, with a dash for a minus."""
    # 12.5-, as programs of accountants print it.
    match = re.fullmatch(r"\s*[–—]\s?(?P<value>[0-9].*?)\s*", text) or re.fullmatch(
        r"\s*(?P<value>[0-9.,]*[0-9])\s?[-−]\s*", text
    )
    if match and is_quantity(f"-{match['value']}", tag):
        return f"write '-{match['value']}' if it is below zero", match.start()
    below = any_of(wording_of(tag).below_zero)
    match = re.fullmatch(rf"\s*(?P<value>\S.*?)\s+{below}\s*", text, re.IGNORECASE)
    if match is None or not is_quantity(f"-{match['value']}", tag):
        return None
    return f"write '-{match['value']}'", match.start("value")


def part_in_brackets(text: str, tag: str) -> Told | None:
    """81 (of 99)."""
    match = re.fullmatch(
        r"\s*(?P<part>[^()\[\]]*\S)\s*[(\[](?P<whole>[^()\[\]]*)[)\]]\s*", text
    )
    of = phrases_of(tag).patterns.of
    if match is None or not of.match(f" {match['whole']}"):
        return None
    offered = f"{match['part']} {match['whole']}"
    return (
        (f"write '{offered}'", match.end("part")) if is_quantity(offered, tag) else None
    )
