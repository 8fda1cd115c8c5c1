"""Dates as precise as they are known, and no more: 7 February 2025, mid-January 2025.

Authors type English or ISO 8601-2 (EDTF); `When` prints in the site's language, as
EDTF for other programs, and as HTML's `datetime`. Patterns are compiled at first use.

Early, mid and late
    of a month   the 1st to 10th, the 11th to 20th, the 21st to the last day
    of a year    January to April, May to August, September to December, which are
                 the quadrimesters that ISO 8601-2 writes 2024-37, 2024-38 and 2024-39
"""

import re
from datetime import date
from typing import Literal

import msgspec

from factbox.languages.language import BRITISH, Language
from factbox.problems import Unreadable, shown, suggestion

Part = Literal["early", "mid", "late"]
Precision = Literal["day", "part of a month", "month", "part of a year", "year"]

DAYS: dict[Part, tuple[int, int]] = {
    "early": (1, 10),
    "mid": (11, 20),
    "late": (21, 31),
}
MONTHS: dict[Part, tuple[int, int]] = {
    "early": (1, 4),
    "mid": (5, 8),
    "late": (9, 12),
}
QUADRIMESTERS: dict[int, Part] = {37: "early", 38: "mid", 39: "late"}

FINEST_FIRST: tuple[Precision, ...] = (
    "day",
    "part of a month",
    "month",
    "part of a year",
    "year",
)

LONGEST_TEXT = 100

SEASONS = ("spring", "summer", "autumn", "fall", "winter")

FORMS = (
    "a date is written like '7 February 2025', 'August 2024', 'mid-January 2025', "
    "'about 8 January 2025', 'October 2024 to December 2024', 'since October 2024' "
    "or '2025-02-07'"
)


class Moment(msgspec.Struct, frozen=True):
    """A day, a month or a year, or the early, middle or late part of the latter two.

    `month` and `day` count from 1 and are 0 where nobody reported them. `approximate`
    ("about 8 January") moves neither `earliest` nor `latest`: nobody said how far.
    """

    year: int
    month: int = 0
    day: int = 0
    part: Part | None = None
    approximate: bool = False

    @property
    def earliest(self) -> date:
        """The first day that it can mean."""
        if self.day:
            return date(self.year, self.month, self.day)
        if self.month:
            return date(self.year, self.month, DAYS[self.part][0] if self.part else 1)
        return date(self.year, MONTHS[self.part][0] if self.part else 1, 1)

    @property
    def latest(self) -> date:
        """The last day that it can mean."""
        if self.day:
            return self.earliest
        month = self.month or (MONTHS[self.part][1] if self.part else 12)
        last = days_in(self.year, month)
        if self.month and self.part:
            last = min(last, DAYS[self.part][1])
        return date(self.year, month, last)

    @property
    def precision(self) -> Precision:
        if self.day:
            return "day"
        if self.month:
            return "part of a month" if self.part else "month"
        return "part of a year" if self.part else "year"

    @property
    def iso(self) -> str:
        """A date, month or year that is valid in HTML's `datetime` and surely right.

        Mid-January 2025 gives "2025-01". An approximate date gives "": about 1 January
        may lie in another month and another year.
        """
        if self.approximate:
            return ""
        year, month, day = f"{self.year:04}", f"-{self.month:02}", f"-{self.day:02}"
        return year + (month if self.month else "") + (day if self.day else "")

    @property
    def edtf(self) -> str:
        """The moment in EDTF; for a part of a month, which EDTF lacks, the month."""
        if self.part and not self.month:
            [code] = (code for code, part in QUADRIMESTERS.items() if part == self.part)
            return f"{self.year:04}-{code}"
        exact = msgspec.structs.replace(self, approximate=False)
        return exact.iso + ("~" if self.approximate else "")

    def in_language(self, language: Language, later: "Moment | None" = None) -> str:
        """The moment in a reader's words, such as "Mitte Januar 2025".

        Before a `later` one it leaves out what that one says too: "3" for 3 February
        2025, if 7 February 2025 follows.
        """
        shared = "" if later is None else self._shared(later)
        if self.day:
            pattern = {
                "": language.day_month_year,
                "year": language.day_month,
                "month": language.day,
            }[shared]
        elif self.month:
            pattern = "{month}" if shared else language.month_year
        else:
            pattern = "{year}"
        month = language.months[self.month - 1]
        words = pattern.format(day=self.day, month=month, year=self.year)
        if self.part:
            phrases: dict[Part, str] = {
                "early": language.early,
                "mid": language.mid,
                "late": language.late,
            }
            words = phrases[self.part].format(words)
        return language.about_date.format(words) if self.approximate else words

    def _shared(self, later: "Moment") -> Literal["", "year", "month"]:
        """What need not be said twice: the year, or both the month and the year."""
        # "About 7 January to 3 February 2025" would sound approximate throughout.
        if self.approximate or later.approximate or self.year != later.year:
            return ""
        if self.day and later.day and self.month == later.month:
            return "month"
        return "year" if self.month and later.month else ""


class When(msgspec.Struct, frozen=True):
    """When something happened, as far as it is known.

    A single moment has `start` equal to `end`; otherwise it went on from one to the
    other, and an end that is None is open ("since", "until"). `once` says instead that
    it happened on one day somewhere from `start` to `end`, both of which are given.
    """

    start: Moment | None
    end: Moment | None
    once: bool = False

    def __post_init__(self) -> None:
        if self.start is None and self.end is None:
            raise ValueError("a date needs a start or an end")
        if self.earliest > self.latest:
            raise ValueError(f"no time lies from {self.start} to {self.end}")
        if self.once and (None in (self.start, self.end) or self.start == self.end):
            raise ValueError("what happened once between two moments needs two moments")

    @classmethod
    def parse(cls, text: str) -> "When":
        """The date that an English or EDTF text states, also as `str` prints it.

        "About" belongs to the one moment that it precedes. Raises `Unreadable` for
        anything else, for days that do not exist, for years outside 1000 to 9999, and
        for dates that could be read in two ways, such as 07/02/2025.
        """
        if len(text) > LONGEST_TEXT:
            raise Unreadable(f"{shown(text)} is too long for a date", FORMS)
        if match := re.fullmatch(_NUMERIC, text):
            raise _ambiguous(match)
        if match := re.fullmatch(_SET, text):
            return _spanning(
                _edtf_moment(text, *match.span("start")),
                _edtf_moment(text, *match.span("end")),
                match,
                once=True,
            )
        if match := re.fullmatch(_INTERVAL, text):
            return _interval(match)
        if match := re.fullmatch(_OPEN, text, re.IGNORECASE):
            return _open(match)
        if match := re.fullmatch(_JOINED, text, re.IGNORECASE):
            return _joined(match)
        moment = _moment(text, 0, len(text))
        return cls(moment, moment)

    def __str__(self) -> str:
        return self.in_language(BRITISH)

    def in_language(self, language: Language) -> str:
        """The date in a reader's words, such as "seit Oktober 2024"."""
        end = self.end.in_language(language) if self.end else ""
        if self.start is None:
            return language.until.format(end)
        if self.end is None:
            return language.since.format(self.start.in_language(language))
        if self.start == self.end:
            return end
        start = self.start.in_language(language, later=self.end)
        return (language.between if self.once else language.from_to).format(start, end)

    @property
    def earliest(self) -> date:
        """The first day that it can mean; `date.min` if the start is open."""
        return self.start.earliest if self.start else date.min

    @property
    def latest(self) -> date:
        """The last day that it can mean; `date.max` if the end is open."""
        return self.end.latest if self.end else date.max

    @property
    def sort_key(self) -> tuple[date, date]:
        """For a stable sort by what may come first, then by what is over first.

        So 1 January 2025 comes before January 2025, that before 2025, and that before
        "since January 2025"; "until January 2025" comes before them all.
        """
        return (self.earliest, self.latest)

    @property
    def approximate(self) -> bool:
        """Whether a moment of it is "about"."""
        return any(moment.approximate for moment in self._moments)

    @property
    def precision(self) -> Precision:
        """The precision of its moment, or of the rougher of two."""
        return max(
            (moment.precision for moment in self._moments), key=FINEST_FIRST.index
        )

    @property
    def iso(self) -> str:
        """What HTML's `datetime` may say of it, or "" where HTML has no form.

        HTML has none for two moments, open ends and "about".
        """
        return self.start.iso if self.start and self.start == self.end else ""

    @property
    def edtf(self) -> str:
        """The date as ISO 8601-2 (EDTF, level 2) text, which parses to an equal value.

        EDTF lacks the parts of a month: mid-January 2025 is the set of its days,
        [2025-01-11..2025-01-20], and its whole month at an end of an interval or set.
        """
        start, end = (
            moment.edtf if moment else ".." for moment in (self.start, self.end)
        )
        if self.start != self.end:
            return f"[{start}..{end}]" if self.once else f"{start}/{end}"
        if self.precision == "part of a month":
            return f"[{self.earliest}..{self.latest}]"
        return start

    @property
    def _moments(self) -> list[Moment]:
        return [moment for moment in (self.start, self.end) if moment]


def days_in(year: int, month: int) -> int:
    """The number of days of a month in the Gregorian calendar."""
    if month == 2:
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        return 29 if leap else 28
    return 30 if month in (4, 6, 9, 11) else 31


# Reading.

_LETTERS = r"[^\W\d_]+"
_JOINT = r"\s+(?:to|and|until|till)\s+|\s*[\N{EN DASH}\N{EM DASH}]\s*|\s+-\s+"

_SET = r"\s*\[(?P<start>.+)\.\.(?P<joint>)(?P<end>.+)\]\s*"
_INTERVAL = r"\s*(?P<start>[^/]*?)(?P<joint>/)(?P<end>[^/]*?)\s*"
_OPEN = r"\s*(?P<side>since|until|till)\s+(?P<moment>.+?)\s*"
_JOINED = (
    r"\s*(?:(?P<opening>from|between)\s+)?"
    rf"(?P<start>.+?)(?P<joint>{_JOINT})(?P<end>.+?)\s*"
)

_EDTF = (
    r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?(?P<about>~)?"
)
_ABOUT = r"(?P<about>(?:about|around|roughly|approximately|circa)\s+|c\.\s*)?"
_PART = r"(?:(?P<part>early|mid|late)(?:\s+|-))?"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?\b"
_DAY_FIRST = (
    rf"\s*{_ABOUT}{_DAY}(?:\s+(?:of\s+)?(?P<month>{_LETTERS})\.?"
    r"(?:,?\s+(?P<year>[0-9]+))?)?\s*"
)
_MONTH_FIRST = (
    rf"\s*{_ABOUT}{_PART}(?P<month>{_LETTERS})\.?(?:\s+{_DAY})?"
    r"(?:,?\s+(?P<year>[0-9]+))?\s*"
)
_YEAR = rf"\s*{_ABOUT}{_PART}(?P<year>[0-9]{{4}})\s*"

# Nearly a date: three numbers, however they are parted.
_NUMERIC = (
    r"\s*(?![0-9]{4}-[0-9]{2}-[0-9]{2}\s*$)"
    r"([0-9]{1,4})([/.-])([0-9]{1,2})\2([0-9]{1,4})\s*"
)


def _spanning(
    start: Moment | None, end: Moment | None, match: re.Match[str], once: bool = False
) -> When:
    """From one moment to the other; one of the two may be open, neither if `once`."""
    if start and end and start.earliest > end.latest:
        raise Unreadable(
            f"{shown(match.string)} ends before it starts",
            "write the earlier date first",
            match.start("end"),
        )
    return When(start, end, once and start != end)


def _interval(match: re.Match[str]) -> When:
    """An EDTF interval, of which one end may be ".."."""
    start, end = (
        None if match[side] == ".." else _edtf_moment(match.string, *match.span(side))
        for side in ("start", "end")
    )
    if start is None and end is None:
        raise Unreadable(f"{shown(match.string)} names no date", FORMS)
    return _spanning(start, end, match)


def _open(match: re.Match[str]) -> When:
    """What has a start or an end only: since October 2024."""
    text, side = match.string, match["side"].lower()
    if joint := re.search(_JOINT, match["moment"], re.IGNORECASE):
        raise Unreadable(
            f"{shown(text)} gives two dates after '{side}'",
            "write it like 'October 2024 to December 2024'",
            match.start("moment") + joint.start(),
        )
    moment = _moment(text, *match.span("moment"))
    return When(moment, None) if side == "since" else When(None, moment)


def _joined(match: re.Match[str]) -> When:
    """Two moments with a word or dash between them."""
    text = match.string
    opening = (match["opening"] or "").lower()
    if (match["joint"].strip().lower() == "and") != (opening == "between"):
        raise Unreadable(
            f"{shown(text)} mixes two ways to write a span of time",
            "write 'October 2024 to December 2024' for all of it, or 'between October "
            "2024 and December 2024' for one day in it",
            match.start("joint"),
        )
    end = _moment(text, *match.span("end"))
    start = _moment(text, *match.span("start"), end)
    return _spanning(start, end, match, once=opening == "between")


def _moment(text: str, start: int, stop: int, later: Moment | None = None) -> Moment:
    """The moment in a stretch of a text.

    In "3 to 7 February 2025" and "October to December 2024" the first takes what it
    lacks from the `later` one.
    """
    if re.compile(rf"\s*{_EDTF}\s*").fullmatch(text, start, stop):
        return _edtf_moment(text, start, stop)
    for pattern in (_DAY_FIRST, _YEAR, _MONTH_FIRST):
        match = re.compile(pattern, re.IGNORECASE).fullmatch(text, start, stop)
        if match:
            return _worded_moment(match, later)
    raise Unreadable(f"{shown(text[start:stop])} is not a date", FORMS, start)


def _edtf_moment(text: str, start: int, stop: int) -> Moment:
    match = re.compile(rf"\s*{_EDTF}\s*").fullmatch(text, start, stop)
    if match is None:
        raise Unreadable(
            f"{shown(text[start:stop])} is not an EDTF date",
            "beside '/' and '..' stand dates like '2024', '2024-10' and '2024-10-07~'",
            start,
        )
    year, month, day = _year(match), int(match["month"] or 0), int(match["day"] or 0)
    if month in QUADRIMESTERS and not match["day"]:
        part = QUADRIMESTERS[month]
        _check_about(match, part)
        return Moment(year, part=part)
    if match["month"] and not 1 <= month <= 12:
        raise Unreadable(
            f"there is no month {match['month']}",
            "months go from 01 to 12",
            match.start("month"),
        )
    if match["day"]:
        _check_day(match, year, month)
    return Moment(year, month, day, approximate=match["about"] is not None)


def _worded_moment(match: re.Match[str], later: Moment | None) -> Moment:
    found = match.groupdict()
    text = shown(match[0])
    part = _part(found.get("part"))
    if part:
        _check_about(match, part)
    if part and found.get("day"):
        raise Unreadable(
            f"{text} has a day, and so is not just '{part}'",
            f"leave out '{part}', or the day",
            match.start("part"),
        )
    month = 0
    if word := found.get("month"):
        month = _month(word)
        if not month and found["year"]:
            raise Unreadable(
                f"'{word}' is not a month",
                _hint_at(word),
                match.start("month"),
            )
    elif found.get("day") and later and later.day:
        month = later.month
    if found["year"]:
        year = _year(match)
    elif month and later and later.month:
        year = later.year
    else:
        fault = "has no year" if month else "is not a date"
        raise Unreadable(f"{text} {fault}", FORMS, match.start())
    if found.get("day"):
        _check_day(match, year, month)
    day = int(found.get("day") or 0)
    return Moment(year, month, day, part, found["about"] is not None)


def _hint_at(word: str) -> str:
    """What to write in the place of a word that is no month."""
    if word.lower() in SEASONS:
        # It is another time of year on the other side of the Earth.
        return "write the months, like 'September to November 2024', or 'late 2024'"
    return suggestion(word.capitalize(), BRITISH.months) or FORMS


def _part(word: str | None) -> Part | None:
    parts: dict[str, Part] = {part: part for part in DAYS}
    return parts[word.lower()] if word else None


def _month(word: str) -> int:
    """The number of a month by its English name or a short form of it, 0 if none."""
    word = word.lower()
    for number, name in enumerate(BRITISH.months, 1):
        if word in (name.lower(), name[:3].lower()) or (word, number) == ("sept", 9):
            return number
    return 0


def _year(match: re.Match[str]) -> int:
    digits = match["year"]
    if len(digits) != 4 or digits < "1000":
        raise Unreadable(
            f"'{digits}' is not a year from 1000 to 9999",
            "write all four digits of the year, like 2025",
            match.start("year"),
        )
    return int(digits)


def _check_day(match: re.Match[str], year: int, month: int) -> None:
    last = days_in(year, month)
    if not 1 <= int(match["day"]) <= last:
        name = f"{BRITISH.months[month - 1]} {year}"
        raise Unreadable(
            f"there is no day {match['day']} in {name}",
            f"{name} has {last} days; leave the day out if it is not known",
            match.start("day"),
        )


def _check_about(match: re.Match[str], part: Part) -> None:
    if match["about"]:
        raise Unreadable(
            f"{shown(match[0])} is approximate twice",
            f"leave out '{match['about'].strip()}': '{part}' is approximate already",
            match.start("about"),
        )


def _ambiguous(match: re.Match[str]) -> Unreadable:
    """A date of three numbers that is not EDTF."""
    first, _, second, third = match.groups()
    text = shown(match[0])
    if len(first) == 4:
        iso = f"{first}-{int(second):02}-{int(third):02}"
        return Unreadable(f"{text} is not how a date is written", f"write '{iso}'")
    return Unreadable(
        f"{text} is ambiguous: day and month could be either way round",
        "write the month as a word, like '7 February 2025', or '2025-02-07'",
    )
