"""The patterns of what dates are made of: a day, a month, an era, a time of day.

They are texts, from which `factbox.values.dates.grammar` makes patterns of whole dates.
"""

import re
from collections.abc import Iterable
from functools import cache

from factbox.languages.date_words import DateWords
from factbox.languages.zones import UNCLEAR_ZONES
from factbox.values.scripts import ENDED, LETTER, is_close

LETTERS = r"[^\W\d_]+"
DASH = "[-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}]"

APART = r"(?:\s+|(?<=['’-]))"
"""White space, which an apostrophe and a hyphen do without."""


def one_of(words: Iterable[str]) -> str:
    """A pattern of any of these words; a hyphen in them stands for a space as well."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return (
        "(?:" + "|".join(map(_flexible, longest_first)) + ")"
        if longest_first
        else "(?!)"
    )


def between(words: Iterable[str], joined: Iterable[str] = ()) -> str:
    """Words with white space around them, which those of CJK do not need.

    Those that are `joined` to the word behind them need none there.
    """
    words = list(words)
    close = one_of(word for word in words if is_close(word[0]) or word == "~")
    parted = one_of(word for word in words if not is_close(word[0]))
    if joined := tuple(joined):
        parted = rf"(?:{parted}{APART}|{one_of(joined)})"
        return rf"(?:\s+{parted}|\s*{close}\s*)"
    return rf"(?:\s+{parted}{APART}|\s*{close}\s*)"


def _behind_one_of(phrases: Iterable[str]) -> str:
    """A pattern of the place behind the last word of one of these."""
    last = dict.fromkeys(re.split(r"[\s-]", phrase)[-1] for phrase in phrases)
    return "(?:" + "|".join(rf"(?<=\b{re.escape(word)}\s)" for word in last) + ")"


@cache
def _flexible(word: str) -> str:
    return re.escape(word).replace(r"\-", r"[\s-]+").replace(r"\ ", r"\s+")


def patterns_of_pieces(words: DateWords, *, loose: bool) -> dict[str, str]:
    """The patterns of the pieces of an order.

    A `loose` month is any word, so that a misspelt one can be told of, and a loose year
    any number.
    """
    ended = rf"(?:{one_of(words.day_endings)})?"
    christian = one_of((*words.anno_domini, *words.common_era))
    before_christ = (*words.before_christ, *words.before_common_era)
    every_era = one_of((*words.anno_domini, *words.common_era, *before_christ))
    ordinal = one_of(name for names in words.ordinals for name in names)
    endings = one_of(words.ordinal_endings) if words.ordinal_endings else ""
    counted = rf"(?:{ordinal}|[0-9]{{1,3}}{endings})"
    names = one_of(name for month in words.months for name in month)
    reserved = one_of(
        word
        for several in (
            *("since", "until", "before", "after", "by", "starting", "opening"),
            *("about", "between", "century", "quarter", "week", "at", "on", "of"),
            *("to", "both", "either", "within"),
            *("before_christ", "anno_domini", "before_common_era", "common_era"),
        )
        for word in getattr(words, several)
    )
    heads = one_of(
        head
        for _, phrases in words.parts
        for phrase in phrases
        # "1. Halbjahr" is no day of a month.
        for head in (phrase, *(phrase.split("-")[1:2] if phrase[0].isdigit() else ()))
    )
    reserved = f"(?:{reserved}|{heads})"
    any_month = rf"(?!{reserved}(?!{LETTER})|{one_of(words.joined)}){LETTERS}"
    parts = "|".join(one_of(phrases) for _, phrases in words.parts)
    the = f"(?:{one_of(words.the)}\\s+)?"
    era = rf"(?:\s*(?P<era>{every_era})(?!{LETTER}))"
    in_front = every_era if words.eras_in_front else christian
    century_in_front = rf"(?:(?P<ad>{every_era})\s*)?" if words.eras_in_front else ""
    if is_close(words.months[0][0][-1]):
        # Among signs without spaces, nothing tells where a misspelt month would end.
        any_month = names
    ending = rf"(?:\s*{one_of(words.year_endings)}(?!{LETTER}))?"
    signs, third = one_of(words.quarter_signs), one_of(words.quarter)
    quarter = (
        rf"{signs}\s*[0-9](?:\s*{third})?|{counted}\s*{third}"
        rf"|[1-4]\s?{signs}(?!{LETTER})"
    )
    endings, openings = one_of(words.decade_endings), one_of(words.decade_openings)
    decade = (
        rf"(?=[0-9]{{4}}{endings}|{openings})(?:{openings}\s*)?"
        rf"(?P<decade>[0-9]{{3}}0)(?:{endings})?(?!{LETTER})"
    )
    # A winter has two years: 2023-24. One with an era has none.
    second = rf"(?:\s*(?:{DASH}|/)\s*(?P<next>[0-9]{{4}}|[0-9]{{2}}){ending})"
    season_of = one_of(name for names in words.seasons_of for name in names)
    governing = [
        *(words.since + words.until + words.before + words.after + words.by),
        *(words.starting + words.about),
        *(phrase for _, phrases in words.parts for phrase in phrases),
    ]
    named = one_of(words.century)
    number = counted
    if words.roman:
        behind = one_of(("", *words.ordinal_endings))
        number = rf"(?:{counted}|[IVXLC]+{behind}(?!{LETTER}))"
    century = rf"(?P<century>{number})(?:\s*|-){named}(?!{LETTER})"
    if words.roman or not words.ordinal_endings:
        century = (
            rf"(?:{named}\s*|(?={number}(?:\s*|-){named}))"
            rf"(?P<century>{number}|[0-9]{{1,2}})(?:(?:\s*|-){named})?(?!{LETTER})"
        )
    in_era = rf"(?:{christian}\s*[0-9]{{1,4}}|[0-9]{{1,4}}{unnamed(era)})"
    return {
        "day": rf"(?P<day>[0-9]{{1,2}})(?:{one_of(words.day_endings)})?(?!{LETTER})"
        rf"(?!\s*{every_era}(?!{LETTER})|{ended}[\s-]*{named}|{ended}\s+{third})",
        "month": rf"(?P<month>{any_month}){ENDED}\.?"
        if loose
        else rf"(?:{names}){ENDED}(?:\.(?=\s*[0-9]))?",
        "weekday": rf"(?P<weekday>{one_of(n for d in words.weekdays for n in d)})\.?",
        "year": rf"(?:(?P<ad>{in_front})\s*)?(?P<year>[0-9]+){ending}{era}?"
        if loose
        else rf"(?:{in_era}|[0-9]{{4}})(?![0-9]){ending}",
        "part": rf"(?P<part>{parts})(?:{APART}|{DASH}){the}",
        "part_behind": rf"\s*(?P<part>{parts})",
        "season": rf"(?P<season>{one_of(n for s in words.seasons for n in s)})",
        "season_of": rf"{_behind_one_of(governing)}(?P<season>{season_of})",
        "quarter": rf"(?P<quarter>{quarter})",
        "decade": decade,
        "century": rf"{century_in_front}{century}{era}?",
        "next": rf"(?(era)|{second}?)" if loose else f"{second}?",
    }


def pattern_of_order(order: str, pieces: dict[str, str]) -> str:
    """The pattern of an order."""
    pattern = ""
    for token in re.findall(r"\{\w+\}|.", order):
        if token[0] == "{":
            pattern += pieces[token[1:-1]]
            if token == "{year}" and "{season" in order:
                pattern += pieces["next"]
        else:
            pattern += {"[": "(?:", "]": ")?", "|": "|", " ": r"\s+"}.get(
                token, re.escape(token)
            )
    return pattern


def pattern_of_time(words: DateWords) -> str:
    """The pattern of a time of day, with its parts as groups."""
    names = one_of((*(name for name, _ in words.zones), *UNCLEAR_ZONES))
    # "10:00–12:00" is two times; "10:00 -05:00" is one with its zone.
    ahead = r"[0-9]{1,2}(?::?[0-9]{2})?"
    offset = (
        rf"(?:(?:UTC|GMT)\s*)?\+{ahead}|(?:UTC|GMT)\s*{DASH}{ahead}"
        r"|(?<=\s)[-\u2212][0-9]{2}:[0-9]{2}"
    )
    half = (
        rf"(?P<forenoon>{one_of(words.forenoon)})"
        rf"|(?P<afternoon>{one_of(words.afternoon)})"
    )
    before = (
        rf"(?:(?P<before_forenoon>{one_of(words.before_forenoon)})"
        rf"|(?P<before_afternoon>{one_of(words.before_afternoon)}))"
    )
    minutes = (
        r"[:.](?P<minute>[0-9]{2})(?!\.?[0-9])"
        r"(?::(?P<second>[0-9]{2})(?:\.[0-9]+)?)?"
    )
    marks = (
        rf"\s*{one_of(words.hour_marks)}"
        rf"(?:\s*(?P<minute_behind>[0-9]{{2}})(?:\s*{one_of(words.minute_marks)})?)?"
    )
    return (
        rf"(?:(?P<noon>{one_of(words.noon)})|(?P<midnight>{one_of(words.midnight)})"
        rf"|(?:{before}\s*)?(?P<hour>[0-9]{{1,2}})(?:{minutes}"
        rf"(?:\s*(?:{half}))?|\s*(?:{_unnamed_again(half)})|{marks})"
        rf"(?:\s*{one_of(words.clock)})?)(?!\w(?<![zZ]))"
        rf"(?:\s*\(?(?P<zone>{offset}|{names})(?!\w)\)?"
        rf"|\s+(?P<local>{one_of(words.local_time)}))?"
    )


def _unnamed_again(half: str) -> str:
    """The same halves of the day, behind an hour without minutes."""
    return half.replace("(?P<", "(?P<full_")


def ended_words(words: Iterable[str]) -> str:
    """Words with the space behind them, which may be missing behind a full stop."""
    return rf"{one_of(words)}(?:\s+|(?<=[.~≈])|(?<=\bc)(?=[0-9]))"


def unnamed(pattern: str) -> str:
    """A pattern without its groups."""
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)
