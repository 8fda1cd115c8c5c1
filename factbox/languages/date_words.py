"""How authors write dates in a language: its words, and the order in which they stand.

A language is one file, `<language>/typing.toml`; the grammar that reads it is the same
for all of them, in factbox/values/dates/patterns.py and grammar.py.
"""

import msgspec

Words = tuple[str, ...]
"""Ways to write one thing, in lower case. A hyphen stands for a space as well."""


class DateWords(msgspec.Struct, frozen=True, kw_only=True):
    """The words of dates and times in one language.

    An order has "{…}" where a piece stands, and in brackets what may be left out. The
    pieces are day, month, year, weekday, part, season, quarter, decade and century;
    "part_behind" where a part stands behind what it divides, "season_of" for a season
    behind one.
    """

    months: tuple[Words, ...]
    """From January on, of each first its name and then its short forms."""

    weekdays: tuple[Words, ...]
    """From Monday on."""

    seasons: tuple[Words, ...]
    """Spring, summer, autumn, winter."""

    seasons_of: tuple[Words, ...] = ()
    """The same where they are this behind a part alone: początek lata 2025."""

    parts: tuple[tuple[str, Words], ...]
    """The parts of a month or a year, as they stand before what they divide."""

    orders: tuple[str, ...]
    """Every order of one date, those with the most pieces first."""

    day_endings: Words = ()
    """What may stand behind the number of a day: 7th."""

    the: Words = ()
    """Articles, which mean nothing here."""

    ordinals: tuple[Words, ...] = ()
    """First, second, …, as far as centuries go."""

    ordinal_endings: Words = ()
    quarter: Words = ()
    """What stands behind an ordinal: third quarter."""

    quarter_signs: Words = ("q",)
    """What stands before the number of a quarter: Q1."""

    century: Words
    """Behind the number of a century, or before it."""

    decade_endings: Words = ()
    """What stands behind the first year of a decade: 1990s."""

    decade_openings: Words = ()
    """What stands before it: anos 1990."""

    roman: bool = False
    """Whether centuries have Roman numerals."""

    year_endings: Words = ()
    """What may stand behind a year: 2025 году."""

    eras_in_front: bool = False
    """Whether any era may stand before its year, and not only AD."""

    before_christ: Words = ()
    anno_domini: Words = ()
    before_common_era: Words = ()
    common_era: Words = ()

    about: Words = ()
    since: Words = ()
    until: Words = ()
    before: Words = ()
    after: Words = ()
    by: Words = ()
    starting: Words = ()
    """Before what has no end: from October 2024."""

    onwards: Words = ()
    """Behind what has no end: October 2024 onwards."""

    opening: Words = ()
    """Before two dates: from 3 to 7 May."""

    to: Words
    present: Words = ()
    """Behind `to`, where a time still goes on."""

    between: Words = ()
    both: Words = ()
    """The joint after `between`: and."""

    joined: Words = ()
    """Those joints that are written together with the word behind them: و."""

    within: Words = ()
    """Before two dates with `to` between, for some time from one to the other."""

    either: Words = ()
    """The joint of two dates of which one is right: or."""

    night: Words = ()
    """Before the two days of a night, or before the first of them."""

    night_to: Words = ()
    """Before the second of the two days alone: in der Nacht zum 6. März."""

    overnight: Words = ()
    """Before the two days of a night."""

    week: Words = ()
    """Before the first day of a week."""

    week_of: Words = ()
    """Before any of its days."""

    week_ending: Words = ()
    """Before the last day of a week."""

    weekend: Words = ()
    """Before its two days, or one of them."""

    week_number: Words = ()
    of: Words = ()

    at: Words = ()
    """Between a date and a time."""

    on: Words = ()
    """Between a time and a date."""

    forenoon: Words = ()
    afternoon: Words = ()
    """Behind the hours of a clock of twelve hours."""
    before_forenoon: Words = ()
    before_afternoon: Words = ()
    """The same in front of them: 午後5時."""

    noon: Words = ()
    midnight: Words = ()
    clock: Words = ()
    """Behind the hours of a clock of twenty-four: Uhr."""

    behind: tuple[tuple[str, Words], ...] = ()
    """What stands behind a date and says of it what since, until, before, after, by,
    starting, about, week and week_of say before one: 2024年10月以降; and between
    and night, behind two."""

    exclusive: Words = ()
    """Behind a date with one end, which it leaves out: od 2024, bez tej daty."""

    leads: Words = ()
    """What may stand before a date and says nothing of it: in 2024."""

    lasting: tuple[tuple[str, Words], ...] = ()
    """Names of stretches of months, by how many these are: year, three months."""

    ending: Words = ()
    """Between one of them and its end: the year to March 2024."""

    last: Words = ()
    """The ordinal of the fourth quarter: last."""

    shortly: Words = ()
    """Before `before` and `after`: shortly before 9pm."""

    # What is no date, and can be told of.
    decade_names: Words = ()
    """Decades without their century, from the twenties on: nineties."""

    hundreds: tuple[tuple[str, Words], ...] = ()
    """What stands before them and says it: nineteen."""

    turns: Words = ()
    """What ends a time and begins another: turn of the century."""

    at_least: Words = ()
    """Before or behind "since": since at least 2014."""

    other_years: Words = ()
    """Years that begin in other months: financial year."""

    day_parts: Words = ()
    some_days: Words = ()
    """Days that are not told one by one: weekend."""

    feasts: Words = ()
    calendars: Words = ()
    """Words of other calendars."""

    relative: Words = ()
    not_known: Words = ()
    doubts: Words = ()
    millennium: Words = ()

    numeric: str = ""
    """The order of days in numbers, "dmy" or "ymd"; "" where nothing settles it."""

    numeric_marks: str = ""
    """The marks between such numbers that nobody takes for another order."""

    hour_marks: Words = ()
    """Between an hour and its minutes, or behind a full hour: 22h30, 22 Uhr."""

    minute_marks: Words = ()
    """Behind such minutes: 22時30分."""

    local_time: Words = ()
    """Behind a time of wherever it happened."""

    zones: tuple[tuple[str, int], ...]
    """Short names of zones, in capitals, and how many minutes each is ahead of UTC."""

    capital_months: bool
    """Whether the names of months begin with a capital in a sentence."""

    common_words: Words = ()
    """Names of months that are other words as well, even with a capital."""

    forms: str
    """How a date is written, for who wrote none."""

    cues: Words = ()
    """Words after which four digits, or one of `common_words`, are a date."""
