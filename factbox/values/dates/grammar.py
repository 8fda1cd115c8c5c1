"""The patterns of dates in a language, from its words; compiled at first use."""

import re
from functools import cache, cached_property

from factbox.languages.date_words import DateWords
from factbox.languages.typing_files import date_words_of
from factbox.values.dates.patterns import (
    APART,
    DASH,
    between,
    ended_words,
    one_of,
    pattern_of_order,
    pattern_of_time,
    patterns_of_pieces,
    unnamed,
)
from factbox.values.scripts import BEHIND_CLOSE, LETTER, compiled

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


class Grammar:
    """The patterns of one language, each compiled when it is first asked for."""

    def __init__(self, words: DateWords) -> None:
        self.words = words
        self.the = f"(?:{one_of(words.the)}\\s+)?"
        self.to = rf"(?:{between(words.to)}|\s*{DASH}\s*)"
        self.clock = pattern_of_time(words)

    def _named(self, *names: str) -> str:
        """Words of several fields, each in a group that has the name of its field."""
        groups = (f"(?P<{name}>{one_of(getattr(self.words, name))})" for name in names)
        return f"(?:{'|'.join(groups)})"

    @cached_property
    def moments(self) -> tuple[re.Pattern[str], ...]:
        """One date without its time, in the orders of the language.

        The groups are its pieces.
        """
        pieces = patterns_of_pieces(self.words, loose=True)
        return tuple(
            compiled(
                rf"\s*{'' if '{season_of}' in order else self.the}"
                rf"{pattern_of_order(order, pieces)}\s*"
            )
            for order in self.words.orders
        )

    @cached_property
    def short_end(self) -> re.Pattern[str]:
        """The end of "February 6-12, 2023"."""
        day = patterns_of_pieces(self.words, loose=True)["day"]
        return compiled(rf"\s*{day}(?:,?\s+(?P<year>[0-9]+))?\s*")

    @cached_property
    def about(self) -> re.Pattern[str]:
        return compiled(rf"\s*{self.the}(?P<about>{ended_words(self.words.about)})")

    @cached_property
    def ends_in_about(self) -> re.Pattern[str]:
        return compiled(rf"(?<!{LETTER}){ended_words(self.words.about)}\s*$")

    @cached_property
    def about_behind(self) -> re.Pattern[str] | None:
        """The same behind a `date`; None where nothing says it there."""
        words = dict(self.words.behind).get("about")
        if words is None:
            return None
        return compiled(rf"(?P<date>.+?)\s*(?P<about>{one_of(words)})\s*")

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
        return unnamed(self.clock)

    @cached_property
    def half(self) -> re.Pattern[str]:
        """The half of the day that ends a time: 9 pm."""
        halves = one_of((*self.words.forenoon, *self.words.afternoon))
        return compiled(rf"{halves}(?=\s|$)")

    @cached_property
    def hours(self) -> tuple[re.Pattern[str], ...]:
        """A `date` with two times of day, behind it or in front of it."""
        at, on = one_of(self.words.at), one_of(self.words.on)
        both = between(self.words.both, self.words.joined)
        # Before another time, an hour may do without its half of the day.
        short = r"[0-9]{1,2}(?:[:.][0-9]{2})?"
        times = (
            rf"(?:{one_of(self.words.opening)}\s+|(?P<between>{one_of(self.words.between)})\s+)?"
            rf"(?:{at}\s+)?(?P<one>{self.clock_unnamed}|{short})(?:{self.to}|{both})"
            rf"(?:{at}\s+)?(?P<other>{self.clock_unnamed})"
        )
        return (
            compiled(rf"(?P<date>.+?)(?:\s*,\s*|\s+)(?:{at}\s+)?{times}\s*"),
            compiled(rf"\s*{times}(?:\s*,\s*|\s+)(?:{on}\s+)?(?P<date>.+)"),
        )

    @cached_property
    def week(self) -> re.Pattern[str]:
        """The week of a `date`, in a group that says which of its days this is."""
        behind = dict(self.words.behind)
        if "week" in behind:
            weeks = "|".join(
                f"(?P<{name}>{one_of(behind.get(name, ()))})"
                for name in ("week_of", "week")
            )
            return compiled(rf"(?P<date>.+?)\s*(?:{weeks})\s*")
        weeks = self._named("week_ending", "week_of", "week")
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
            rf"\s*{self._named('night_to', 'overnight', 'night')}\s+{self.the}"
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
            f"(?P<{name}>{one_of(words)})"
            for name, words in self.words.behind
            if name not in ("week", "week_of", "about")
        )
        return compiled(rf"(?P<date>.+?)\s*(?:{groups})\s*")

    @cached_property
    def exclusive(self) -> re.Pattern[str] | None:
        """What leaves out the end behind which it stands; None where nothing does."""
        if not self.words.exclusive:
            return None
        return compiled(rf"(?P<date>.+?)\s*,?\s*{one_of(self.words.exclusive)}\s*")

    @cached_property
    def opening(self) -> re.Pattern[str]:
        """What stands before two dates."""
        names = self._named("opening", "between", "within")
        return compiled(rf"\s*{names}{APART}")

    @cached_property
    def onwards(self) -> re.Pattern[str]:
        opening = rf"\s*(?:{one_of(self.words.opening)}{APART})?"
        return compiled(rf"{opening}(?P<date>.+?)\s+{one_of(self.words.onwards)}\s*")

    @cached_property
    def present(self) -> re.Pattern[str]:
        return compiled(
            rf"\s*(?:{one_of(self.words.opening)}{APART})?(?P<date>.+?){self.to}"
            rf"{one_of(self.words.present)}\s*"
        )

    @cached_property
    def joint(self) -> re.Pattern[str]:
        """What stands between two dates."""
        words = self.words
        joints = between((*words.to, *words.both, *words.either), words.joined)
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
        pieces = patterns_of_pieces(self.words, loose=False)
        orders = "|".join(
            unnamed(pattern_of_order(order, pieces)) for order in self.words.orders
        )
        time = unnamed(self.clock)
        words = self.words
        weeks = one_of((*words.week, *words.week_of, *words.week_ending))
        iso = rf"{unnamed(TIME_IN_ISO)}|[0-9]{{4}}-[0-9]{{2}}(?:-[0-9]{{2}})?(?![-0-9])"
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
            *("opening", "within", "overnight", "night_to", "night"),
        ]
        words = one_of(word for name in names for word in getattr(self.words, name))
        about = ended_words(self.words.about)
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
