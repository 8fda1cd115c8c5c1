"""How numbers and dates are written in a language, and the words around them.

A `Language` says how a value prints. It is read from language.json in the folder of its
tag, which `tools/languages.py` makes: of what the Unicode CLDR knows, and of
phrases.toml and messages.po beside it.
"""

from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from factbox.languages.catalogue import ENGLISH_WORDS, Catalogue, Translations
from factbox.problems import Unreadable

TAGS = (
    *("ar", "de", "en-GB", "en-US", "es", "fr", "he", "it", "ja", "ko", "nl", "pl"),
    *("pt-BR", "pt-PT", "ru", "uk"),
)
"""The languages that there are, by their BCP 47 tags."""

PLAIN = {"en": "en-GB", "pt": "pt-BR"}
"""What a tag without a territory means, where there are several."""


Pair = tuple[str, str]
"""A phrase around a day, and around a month, a year or what is longer."""


class Language(msgspec.Struct, frozen=True, kw_only=True):
    """The marks, names and phrases of one language.

    Each phrase has a "{}" where the number or date goes, two where it joins two.
    """

    tag: str
    """The BCP 47 tag, as in `<html lang>`."""
    name: str
    """What it calls itself: Português."""
    full_name: str
    """The same with its territory, where there are several: Português (Brasil)."""

    # Numbers.
    group: str
    least_grouped: int
    """How many digits stand before the last three at least, where these are a group."""
    decimal: str
    minus: str
    plus: str
    """Before a change upwards."""
    percent: str
    points: str
    """Percentage points."""
    scales: tuple[tuple[int, tuple[str, ...], tuple[str, str]], ...]
    """(power of ten, its phrases by the plural forms of the catalogue, those of numbers
    with decimals, below two and from two), the largest first."""

    # What is known of a number.
    about: str
    up_to: str
    at_least: str
    more_than: str
    fewer_than: str
    """Of things that are counted: fewer than 40."""
    less_than: str
    """Of what is measured: less than 4.5, less than 40%."""
    to: str
    dash: str
    """From one value to another, each with words of its own."""
    nearly: str
    just_under: str
    just_over: str
    or_between: str
    """The best value, and the two ends of the interval around it."""
    or_at_level: str
    """The same at a level of confidence: "{level}" is a number."""

    # Ratios, and words for numbers.
    out_of: str
    """81 of 99."""
    in_: str
    """Two in five."""
    per: str
    """12.3 per 100,000."""
    half: str
    fractions: tuple[tuple[int, str, str], ...]
    """(denominator, phrase for one, phrase for several with "{}" for how many)."""
    cardinals: tuple[str, ...]
    """The words from zero on."""

    # Money.
    money: str
    """An amount with a "{sign}" such as €."""
    money_by_code: str
    """An amount with a "{code}" of ISO 4217, where there is no sign."""
    quoted: str
    """Someone's exact words."""
    comma: str
    """Between the names of a list."""
    semicolon: str
    """Between values that have commas themselves."""

    # Claims that do not stand: "{value}" is what was said, "{when}" its date.
    earlier: str
    """A later one took its place."""
    withdrawn: str
    withdrawn_earlier: str

    # Dates: "{day}", "{month}" and "{year}" stand for their parts.
    months: tuple[str, ...]
    months_alone: tuple[str, ...]
    """As they stand without a day."""
    months_short: tuple[str, ...]
    months_short_alone: tuple[str, ...]
    weekdays: tuple[str, ...]
    """From Monday on."""
    weekday_date: str
    first_day: str
    """The number of the first day of a month."""
    day_month_year: str
    day_month: str
    """The first of two days of one year, before "to 7 February 2025"."""
    day: str
    """The first of two days of one month."""
    month_year: str
    of_month_year: str
    """Behind a preposition, with the month in the case that stands at a day."""
    month: str
    """The first of two months of one year."""
    year: str
    of_year: str
    short_day_month: str
    short_month_year: str
    """On an axis."""
    parts: tuple[tuple[str, str], ...]
    """The phrase of each part of a time; "{of}" is the time in the case after "of",
    "{the}" is `the` behind a preposition and "" elsewhere."""
    the: str
    seasons: tuple[str, ...]
    """Spring, summer, autumn, winter."""
    of_seasons: tuple[str, ...]
    """The same behind a preposition."""
    season_year: str
    two_years: str
    """The two years of a winter, of the second often only its last two digits."""
    quarter: str
    of_quarter: str
    """Behind a preposition."""
    week: str
    """Before its Monday."""
    week_beginning: str
    """Before its first day, where that is another."""
    roman_centuries: bool
    decade: str
    of_decade: str
    in_decade: str
    century: str
    of_century: str
    in_century: str
    """By themselves, after "the end of", and behind a preposition."""
    ordinal_endings: tuple[tuple[str, str], ...]
    """What stands behind the digits of an ordinal that end so; the first that fits."""

    # Years before 1000.
    ad: str
    bc: str
    common_era: str
    before_common_era: str
    year_of_era: str
    """A year beside one of them."""

    # Times of day.
    date_time: str
    time: str
    """"{half}" is one of `halves_of_day`."""
    hours: str
    """From one time of a day to another."""
    between_hours: str
    halves_of_day: tuple[str, ...]
    """Those of a clock of twelve hours; () for one of twenty-four."""

    # What is known of a date: with a day, and with a month or a year.
    about_date: Pair
    since: Pair
    until: Pair
    before: Pair
    after: Pair
    by: Pair
    starting: Pair
    """From October 2024, without an end."""
    to_present: Pair
    from_to: Pair
    between: Pair
    either: str
    contractions: tuple[tuple[str, str], ...]
    """What words become that follow each other: finales de el siglo, del siglo."""
    night: str
    """From the evening of one day to the morning of the next."""

    # Words of the page.
    direction: Literal["ltr", "rtl"]
    checked_by: str
    """Whoever speaks the language and has read all that is written in it; "" where
    nobody has."""
    catalogue: Catalogue = ENGLISH_WORDS
    borrowed: int = 0
    """How many of its words and phrases are of another language: a project adds it."""

    # The site's own.
    currency: str = ""
    """By its code; "" where nothing is said."""

    @classmethod
    def parse(cls, tag: str) -> "Language":
        """The language with this BCP 47 tag, in any case; plain "en" is British.

        Raises `Unreadable` for a tag that is not known.
        """
        known = {each.lower(): each for each in TAGS} | PLAIN
        try:
            return language_of(known[tag.lower()])
        except KeyError:
            raise Unreadable(
                f"'{tag}' is not a language that Factbox writes",
                f"known: {', '.join(TAGS)}; a project can add one",
            ) from None


class Kept(msgspec.Struct, frozen=True):
    """What language.json holds: a language, and its catalogue apart."""

    language: Language
    plural: str
    messages: Translations


@cache
def language_of(tag: str) -> Language:
    """The language of one of `TAGS`."""
    path = Path(__file__).parent / tag / "language.json"
    kept = msgspec.json.decode(path.read_bytes(), type=Kept)
    if not kept.messages:
        return kept.language
    # Its tag will do for a stamp: what is in the package is in no key.
    catalogue = Catalogue(kept.messages, kept.plural, tag)
    return msgspec.structs.replace(kept.language, catalogue=catalogue)


def messages_template() -> str:
    """The catalogue with every message of the page, none of them translated."""
    return (Path(__file__).parent / "messages.pot").read_text("utf-8")
