"""The patterns of dates in a language, from its words; compiled at first use."""

import re
from collections.abc import Iterable
from functools import cache, cached_property

from factbox.languages.date_words import DateWords
from factbox.languages.typing_files import date_words_of
from factbox.languages.zones import UNCLEAR_ZONES
from factbox.values.scripts import BEHIND_CLOSE, ENDED, LETTER, compiled, is_close

LETTERS = r"[^\W\d_]+"
DASH = "[-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}]"

EDTF = (
    r"(?P<year>-?[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?(?P<about>~)?"
)
TIME_IN_ISO = (
    r"(?P<date>-?[0-9]{4}-[0-9]{2}-[0-9]{2})T(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})"
    r"(?::(?P<second>[0-9]{2})(?:\.[0-9]+)?)?(?P<zone>Z|[+-][0-9]{2}:?[0-9]{2})?"
)
NUMERIC = (
    r"\s*(?![0-9]{4}-[0-9]{2}-[0-9]{2}\s*$)"
    r"([0-9]{1,4})([/.-])([0-9]{1,2})\2([0-9]{1,4})\s*"
)
"""Nearly a date: three numbers, however they are parted."""


APART = r"(?:\s+|(?<=['’]))"
"""White space, which an apostrophe does without."""


def one_of(words: Iterable[str]) -> str:
    """A pattern of any of these words; a hyphen in them stands for a space as well."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return (
        "(?:" + "|".join(map(_flexible, longest_first)) + ")"
        if longest_first
        else "(?!)"
    )


def _between(words: Iterable[str]) -> str:
    """Words with white space around them, which those of CJK do not need."""
    words = list(words)
    close = one_of(word for word in words if is_close(word[0]) or word == "~")
    parted = one_of(word for word in words if not is_close(word[0]))
    return rf"(?:\s+{parted}\s+|\s*{close}\s*)"


def _flexible(word: str) -> str:
    return re.escape(word).replace(r"\-", r"[\s-]+").replace(r"\ ", r"\s+")


class Grammar:
    """The patterns of one language, each compiled when it is first asked for."""

    def __init__(self, words: DateWords) -> None:
        self.words = words
        self.the = f"(?:{one_of(words.the)}\\s+)?"
        self.to = rf"(?:{_between(words.to)}|\s*{DASH}\s*)"
        self.clock = _time(words)

    def _named(self, *names: str) -> str:
        """Words of several fields, each in a group that has the name of its field."""
        groups = (f"(?P<{name}>{one_of(getattr(self.words, name))})" for name in names)
        return f"(?:{'|'.join(groups)})"

    @cached_property
    def moments(self) -> tuple[re.Pattern[str], ...]:
        """One date without its time, in the orders of the language.

        The groups are its pieces.
        """
        pieces = _pieces(self.words, loose=True)
        orders = (_order(order, pieces) for order in self.words.orders)
        return tuple(compiled(rf"\s*{self.the}{order}\s*") for order in orders)

    @cached_property
    def short_end(self) -> re.Pattern[str]:
        """The end of "February 6-12, 2023"."""
        day = _pieces(self.words, loose=True)["day"]
        return compiled(rf"\s*{day}(?:,?\s+(?P<year>[0-9]+))?\s*")

    @cached_property
    def about(self) -> re.Pattern[str]:
        return compiled(rf"\s*{self.the}(?P<about>{_ended(self.words.about)})")

    @cached_property
    def time(self) -> re.Pattern[str]:
        """A time of day."""
        return compiled(rf"\s*{self.clock}\s*")

    @cached_property
    def timed(self) -> tuple[re.Pattern[str], ...]:
        """A `date` with a time of day in it, in front of it or behind it."""
        at, on = one_of(self.words.at), one_of(self.words.on)
        return (
            compiled(rf"\s*{TIME_IN_ISO}\s*"),
            compiled(
                rf"(?P<date>.+?)(?:\s*,\s*|\s+|{BEHIND_CLOSE})(?:{at}\s+)?{self.clock}\s*"
            ),
            compiled(
                rf"\s*(?:{at}\s+)?{self.clock}(?:\s*,\s*|\s+)(?:{on}\s+)?(?P<date>.+)"
            ),
        )

    @property
    def clock_unnamed(self) -> str:
        """The pattern of a time of day without its groups."""
        return _unnamed(self.clock)

    @cached_property
    def half(self) -> re.Pattern[str]:
        """The half of the day that ends a time: 9 pm."""
        halves = one_of((*self.words.forenoon, *self.words.afternoon))
        return compiled(rf"{halves}(?=\s|$)")

    @cached_property
    def hours(self) -> tuple[re.Pattern[str], ...]:
        """A `date` with two times of day, behind it or in front of it."""
        at, on = one_of(self.words.at), one_of(self.words.on)
        both = one_of(self.words.both)
        # Before another time, an hour may do without its half of the day.
        short = r"[0-9]{1,2}(?:[:.][0-9]{2})?"
        times = (
            rf"(?:{one_of(self.words.opening)}\s+|(?P<between>{one_of(self.words.between)})\s+)?"
            rf"(?P<one>{self.clock_unnamed}|{short})(?:{self.to}|\s+{both}\s+)"
            rf"(?P<other>{self.clock_unnamed})"
        )
        return (
            compiled(rf"(?P<date>.+?)(?:\s*,\s*|\s+)(?:{at}\s+)?{times}\s*"),
            compiled(rf"\s*{times}(?:\s*,\s*|\s+)(?:{on}\s+)?(?P<date>.+)"),
        )

    @cached_property
    def week(self) -> re.Pattern[str]:
        weeks = self._named("week_ending", "week")
        return compiled(rf"\s*{self.the}{weeks}\s+(?P<date>.+)")

    @cached_property
    def week_number(self) -> re.Pattern[str]:
        week, of = one_of(self.words.week_number), one_of(self.words.of)
        return compiled(
            rf"\s*{self.the}{week}\s+(?P<number>[0-9]{{1,2}})"
            rf"(?:,?\s+(?:{of}\s+)?)(?P<year>[0-9]{{4}})\s*"
        )

    @cached_property
    def night(self) -> re.Pattern[str]:
        return compiled(
            rf"\s*{self._named('overnight', 'night_to', 'night')}\s+{self.the}"
        )

    @cached_property
    def opener(self) -> re.Pattern[str]:
        """What stands before a date with one end."""
        names = ("since", "until", "before", "after", "by", "starting")
        return compiled(rf"\s*{self._named(*names)}{APART}")

    @cached_property
    def closer(self) -> re.Pattern[str] | None:
        """What stands behind a date with one end; None where nothing does."""
        if not self.words.behind:
            return None
        groups = "|".join(
            f"(?P<{name}>{one_of(words)})" for name, words in self.words.behind
        )
        return compiled(rf"(?P<date>.+?)\s*(?:{groups})\s*")

    @cached_property
    def opening(self) -> re.Pattern[str]:
        """What stands before two dates."""
        return compiled(rf"\s*{self._named('opening', 'between')}\s+")

    @cached_property
    def onwards(self) -> re.Pattern[str]:
        opening = rf"\s*(?:{one_of(self.words.opening)}\s+)?"
        return compiled(rf"{opening}(?P<date>.+?)\s+{one_of(self.words.onwards)}\s*")

    @cached_property
    def present(self) -> re.Pattern[str]:
        return compiled(
            rf"\s*(?:{one_of(self.words.opening)}\s+)?(?P<date>.+?){self.to}"
            rf"{one_of(self.words.present)}\s*"
        )

    @cached_property
    def joint(self) -> re.Pattern[str]:
        """What stands between two dates."""
        words = self.words
        joints = _between((*words.to, *words.both, *words.either))
        return compiled(rf"{joints}|\s*{DASH}\s*|\s*/\s*")

    @cached_property
    def joint_found(self) -> re.Pattern[str]:
        """What stands between two dates, or a time and its date, in a text."""
        on = one_of(self.words.on)
        return compiled(rf"{self.joint.pattern}|\s*,\s*|\s+(?:{on}\s+)?")

    @cached_property
    def decade_short(self) -> re.Pattern[str]:
        return compiled(rf"\s*{self.the}['’]?(?P<decade>[0-9]0)['’]?s\s*")

    @cached_property
    def found(self) -> re.Pattern[str]:
        """A date in a text, or a time of day, or a number that may be a day."""
        pieces = _pieces(self.words, loose=False)
        orders = "|".join(
            _unnamed(_order(order, pieces)) for order in self.words.orders
        )
        time = _unnamed(self.clock)
        weeks = one_of((*self.words.week, *self.words.week_ending))
        iso = (
            rf"{_unnamed(TIME_IN_ISO)}|[0-9]{{4}}-[0-9]{{2}}(?:-[0-9]{{2}})?(?![-0-9])"
        )
        return compiled(
            rf"(?<!{LETTER})(?<![0-9][.,])(?:"
            rf"(?:{weeks}\s+{self.the})?(?:{iso}|{time}|{orders})"
            rf"(?:(?:\s*,\s*|\s+|{BEHIND_CLOSE})"
            rf"(?:{one_of(self.words.at)}\s+)?{time})?"
            rf")(?!{LETTER}|%)(?![.,][0-9])"
        )

    @cached_property
    def before(self) -> re.Pattern[str]:
        """What may stand before a date that was found, and belongs to it."""
        names = [
            *("since", "until", "before", "after", "by", "starting", "between"),
            *("opening", "overnight", "night_to", "night"),
        ]
        words = one_of(word for name in names for word in getattr(self.words, name))
        about = _ended(self.words.about)
        return compiled(
            rf"(?<!{LETTER})(?:{words}{APART})?(?:{self.the}{about})?{self.the}\Z"
        )

    @cached_property
    def behind(self) -> re.Pattern[str]:
        """What may stand behind one."""
        present, onwards = one_of(self.words.present), one_of(self.words.onwards)
        return compiled(rf"(?:{self.to}{present}|\s+{onwards})(?!{LETTER})")

    @cached_property
    def names(self) -> re.Pattern[str]:
        """The names of months and of days of the week."""
        several = (*self.words.months, *self.words.weekdays)
        return compiled(rf"\b{one_of(name for names in several for name in names)}\b")


@cache
def grammar_of(tag: str) -> Grammar:
    """The patterns of a language."""
    return Grammar(date_words_of(tag))


def _pieces(words: DateWords, *, loose: bool) -> dict[str, str]:
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
            *("before_christ", "anno_domini", "before_common_era", "common_era"),
        )
        for word in getattr(words, several)
    )
    heads = one_of(phrase for _, phrases in words.parts for phrase in phrases)
    reserved = f"(?:{reserved}|{heads})"
    any_month = rf"(?!{reserved}(?!{LETTER})){LETTERS}"
    parts = "|".join(one_of(phrases) for _, phrases in words.parts)
    the = f"(?:{one_of(words.the)}\\s+)?"
    era = rf"(?:\s*(?P<era>{every_era})(?!{LETTER}))"
    in_front = every_era if words.eras_in_front else christian
    if is_close(words.months[0][0][-1]):
        # Among signs without spaces, nothing tells where a misspelt month would end.
        any_month = names
    ending = rf"(?:\s*{one_of(words.year_endings)}(?!{LETTER}))?"
    signs, third = one_of(words.quarter_signs), one_of(words.quarter)
    quarter = rf"{signs}\s*[0-9](?:\s*{third})?|{counted}\s*{third}"
    endings, openings = one_of(words.decade_endings), one_of(words.decade_openings)
    decade = (
        rf"(?=[0-9]{{4}}{endings}|{openings})(?:{openings}\s*)?"
        rf"(?P<decade>[0-9]{{3}}0)(?:{endings})?(?!{LETTER})"
    )
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
    in_era = rf"(?:{christian}\s*[0-9]{{1,4}}|[0-9]{{1,4}}{_unnamed(era)})"
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
        "quarter": rf"(?P<quarter>{quarter})",
        "decade": decade,
        "century": rf"{century}{era}?",
    }


def _order(order: str, pieces: dict[str, str]) -> str:
    """The pattern of an order."""
    pattern = ""
    for token in re.findall(r"\{\w+\}|.", order):
        if token[0] == "{":
            pattern += pieces[token[1:-1]]
            if token == "{year}" and "{season}" in order:
                # A winter has two years: 2023-24.
                pattern += rf"(?:\s*(?:{DASH}|/)\s*(?P<next>[0-9]{{4}}|[0-9]{{2}}))?"
        else:
            pattern += {"[": "(?:", "]": ")?", "|": "|", " ": r"\s+"}.get(
                token, re.escape(token)
            )
    return pattern


def _time(words: DateWords) -> str:
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
        rf"|(?P<hour>[0-9]{{1,2}})(?:{minutes}"
        rf"(?:\s*(?:{half}))?|\s*(?:{_unnamed_again(half)})|{marks})"
        rf"(?:\s*{one_of(words.clock)})?)(?!\w(?<![zZ]))"
        rf"(?:\s*\(?(?P<zone>{offset}|{names})(?!\w)\)?"
        rf"|\s+(?P<local>{one_of(words.local_time)}))?"
    )


def _unnamed_again(half: str) -> str:
    """The same halves of the day, behind an hour without minutes."""
    return half.replace("(?P<", "(?P<full_")


def _ended(words: Iterable[str]) -> str:
    """Words with the space behind them, which may be missing behind a full stop."""
    return rf"{one_of(words)}(?:\s+|(?<=[.~≈])|(?<=\bc)(?=[0-9]))"


def _unnamed(pattern: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)
