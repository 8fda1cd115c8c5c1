"""How authors write dates in a language: its words, and the order in which they stand.

A language is one constant of this type, in a file of its own; the grammar that reads
it is the same for all of them, in factbox/values/dates/reading.py.
"""

import msgspec

Words = tuple[str, ...]
"""Ways to write one thing, in lower case. A hyphen stands for a space as well."""


class DateWords(msgspec.Struct, frozen=True, kw_only=True):
    """The words of dates and times in one language.

    An order has "{…}" where a piece stands, and in brackets what may be left out. The
    pieces are day, month, year, weekday, part, season, quarter, decade and century.
    """

    months: tuple[Words, ...]
    """From January on, of each first its name and then its short forms."""

    weekdays: tuple[Words, ...]
    """From Monday on."""

    seasons: tuple[Words, ...]
    """Spring, summer, autumn, winter."""

    parts: tuple[tuple[str, Words], ...]
    """The parts of a month or a year, as they stand before what they divide."""

    orders: tuple[str, ...]
    """Every order of one date, those with the most pieces first."""

    day_endings: Words
    """What may stand behind the number of a day: 7th."""

    the: Words
    """Articles, which mean nothing here."""

    ordinals: Words
    """First, second, …, as far as centuries go."""

    ordinal_endings: Words
    quarter: Words
    """What stands behind an ordinal: third quarter."""

    century: Words
    decade_endings: Words
    """What stands behind the first year of a decade: 1990s."""

    before_christ: Words
    anno_domini: Words
    before_common_era: Words
    common_era: Words

    about: Words
    since: Words
    until: Words
    before: Words
    after: Words
    by: Words
    starting: Words
    """Before what has no end: from October 2024."""

    onwards: Words
    """Behind what has no end: October 2024 onwards."""

    opening: Words
    """Before two dates: from 3 to 7 May."""

    to: Words
    present: Words
    """Behind `to`, where a time still goes on."""

    between: Words
    both: Words
    """The joint after `between`: and."""

    either: Words
    """The joint of two dates of which one is right: or."""

    night: Words
    """Before the two days of a night, or before the first of them."""

    overnight: Words
    """Before the two days of a night."""

    week: Words
    """Before a day of a week."""

    week_ending: Words
    """Before the last day of a week."""

    week_number: Words
    of: Words

    at: Words
    """Between a date and a time."""

    on: Words
    """Between a time and a date."""

    forenoon: Words
    afternoon: Words
    """Behind the hours of a clock of twelve hours."""

    noon: Words
    midnight: Words
    clock: Words
    """Behind the hours of a clock of twenty-four: Uhr."""

    local_time: Words
    """Behind a time of wherever it happened."""

    zones: tuple[tuple[str, int], ...]
    """Short names of zones, in capitals, and how many minutes each is ahead of UTC."""

    unclear_zones: tuple[tuple[str, str], ...]
    """Short names that several zones have, and whose they are."""

    capital_months: bool
    """Whether the names of months begin with a capital in a sentence."""

    common_words: Words
    """Names of months that are other words as well, even with a capital."""

    cues: Words
    """Words after which four digits, or one of `common_words`, are a date."""
