"""How numbers and dates are written in a language, and the words around them.

A language is one constant below. Authors type English whatever the site's language
is; a `Language` says only how a value prints.
"""

import msgspec

from factbox.languages.catalogue import ENGLISH_WORDS, Catalogue
from factbox.problems import Unreadable

NO_BREAK = "\N{NO-BREAK SPACE}"


class Language(msgspec.Struct, frozen=True, kw_only=True):
    """The marks, names and phrases of one language.

    Each phrase has a "{}" where the number or date goes, two where it joins two.
    """

    tag: str
    """The BCP 47 tag, as in `<html lang>`."""

    # Numbers.
    group: str
    decimal: str
    minus: str
    plus: str
    """Before a change upwards."""
    percent: str
    points: str
    """Percentage points."""
    scales: tuple[tuple[int, str, str], ...]
    """(power of ten, phrase for exactly one, phrase for any other), largest first."""

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
    currency: str = ""
    """The site's own, by its code; "" where nothing is said."""

    quoted: str
    """Someone's exact words."""

    # Claims that do not stand: "{value}" is what was said, "{when}" its date.
    earlier: str
    """A later one took its place."""
    withdrawn: str
    withdrawn_earlier: str
    corrected: str
    corrected_away: str

    # Dates: "{day}", "{month}" and "{year}" stand for their parts.
    months: tuple[str, ...]
    months_short: tuple[str, ...]
    weekdays: tuple[str, ...]
    """From Monday on."""
    weekday_date: str
    day_month_year: str
    day_month: str
    day: str
    """The first of two days of one month, before "to 7 February 2025"."""
    month_year: str
    parts: tuple[tuple[str, str], ...]
    """The phrase of each part of a time; "{of}" is the time in the case after "of",
    "{the}" is `the` behind a preposition and "" elsewhere."""
    the: str
    seasons: tuple[str, ...]
    """Spring, summer, autumn, winter."""
    season_year: str
    two_years: str
    """The two years of a winter, of the second often only its last two digits."""
    quarter: str
    week: str
    """Before its Monday."""
    week_beginning: str
    """Before its first day, where that is another."""
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

    # Times of day.
    date_time: str
    time: str
    """"{half}" is one of `halves_of_day`."""
    halves_of_day: tuple[str, ...]
    """Those of a clock of twelve hours; () for one of twenty-four."""

    # What is known of a date.
    about_date: str
    since: str
    until: str
    before: str
    after: str
    by: str
    starting: str
    """From October 2024, without an end."""
    to_present: str
    from_to: str
    between: str
    either: str
    night: str
    """From the evening of one day to the morning of the next."""

    # Words of the page.
    catalogue: Catalogue = ENGLISH_WORDS

    @classmethod
    def parse(cls, tag: str) -> "Language":
        """The language with this BCP 47 tag, in any case; plain "en" is British.

        Raises `Unreadable` for a tag that is not known.
        """
        known = {language.tag.lower(): language for language in LANGUAGES}
        try:
            return (known | {"en": BRITISH})[tag.lower()]
        except KeyError:
            tags = ", ".join(sorted(language.tag for language in LANGUAGES))
            raise Unreadable(
                f"'{tag}' is not a language that Factbox writes", f"known: {tags}"
            ) from None


BRITISH = Language(
    tag="en-GB",
    group=",",
    decimal=".",
    minus="\N{MINUS SIGN}",
    plus="+",
    percent="{}%",
    points=f"{{}}{NO_BREAK}percentage points",
    scales=(
        (12, f"{{}}{NO_BREAK}trillion", f"{{}}{NO_BREAK}trillion"),
        (9, f"{{}}{NO_BREAK}billion", f"{{}}{NO_BREAK}billion"),
        (6, f"{{}}{NO_BREAK}million", f"{{}}{NO_BREAK}million"),
    ),
    about="about {}",
    up_to="up to {}",
    at_least="at least {}",
    more_than="more than {}",
    fewer_than="fewer than {}",
    less_than="less than {}",
    to="{} to {}",
    dash="{} – {}",
    nearly="nearly {}",
    just_under="just under {}",
    just_over="just over {}",
    or_between="{best} ({low} to {high})",
    or_at_level="{best} ({level}% CI {low} to {high})",
    out_of="{} of {}",
    in_="{} in {}",
    per="{} per {}",
    half="half",
    fractions=(
        (3, "a third", "{} thirds"),
        (4, "a quarter", "{} quarters"),
        (5, "a fifth", "{} fifths"),
        (6, "a sixth", "{} sixths"),
        (7, "a seventh", "{} sevenths"),
        (8, "an eighth", "{} eighths"),
        (9, "a ninth", "{} ninths"),
        (10, "a tenth", "{} tenths"),
    ),
    cardinals=(
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    ),
    money="{sign}{}",
    money_by_code=f"{{code}}{NO_BREAK}{{}}",
    quoted="“{}”",
    earlier="{value} (as of {when})",
    withdrawn="{value} (withdrawn)",
    withdrawn_earlier="{value} (as of {when}, withdrawn)",
    corrected="Before: {old}. Now: {new}.",
    corrected_away="Before: {old}.",
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    months_short=(
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "May",
        "Jun",
        "Jul",
        "Aug",
        "Sep",
        "Oct",
        "Nov",
        "Dec",
    ),
    day_month_year="{day} {month} {year}",
    day_month="{day} {month}",
    day="{day}",
    month_year="{month} {year}",
    weekdays=(
        *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"),
        *("Saturday", "Sunday"),
    ),
    weekday_date="{weekday} {date}",
    parts=(
        ("early", "early {}"),
        ("mid", "mid-{}"),
        ("late", "late {}"),
        ("early to mid", "early-to-mid {}"),
        ("mid to late", "mid-to-late {}"),
        ("beginning", "{the}beginning of {of}"),
        ("middle", "{the}middle of {of}"),
        ("end", "{the}end of {of}"),
        ("first half", "{the}first half of {of}"),
        ("second half", "{the}second half of {of}"),
    ),
    the="the ",
    seasons=("spring", "summer", "autumn", "winter"),
    season_year="{season} {year}",
    two_years="{}–{}",
    quarter="Q{} {year}",
    week="{the}week of {}",
    week_beginning="{the}week beginning {}",
    decade="{}s",
    of_decade="the {}s",
    in_decade="the {}s",
    century="{} century",
    of_century="the {} century",
    in_century="the {} century",
    ordinal_endings=(
        *(("11", "th"), ("12", "th"), ("13", "th")),
        *(("1", "st"), ("2", "nd"), ("3", "rd"), ("", "th")),
    ),
    ad="AD {}",
    bc="{} BC",
    common_era="{} CE",
    before_common_era="{} BCE",
    date_time="{date}, {time}",
    time="{}",
    halves_of_day=(),
    about_date="about {}",
    since="since {}",
    until="until {}",
    before="before {}",
    after="after {}",
    by="by {}",
    starting="from {}",
    to_present="{} to present",
    from_to="{} to {}",
    between="between {} and {}",
    either="{} or {}",
    night="overnight {} to {}",
)

AMERICAN = msgspec.structs.replace(
    BRITISH,
    tag="en-US",
    quoted="“{}”",
    day_month_year="{month} {day}, {year}",
    day_month="{month} {day}",
    # "February 3 to February 7, 2025"
    day="{month} {day}",
    weekday_date="{weekday}, {date}",
    seasons=("spring", "summer", "fall", "winter"),
    time="{} {half}",
    halves_of_day=("a.m.", "p.m."),
)

GERMAN = Language(
    tag="de",
    group=".",
    decimal=",",
    minus="\N{MINUS SIGN}",
    plus="+",
    percent=f"{{}}{NO_BREAK}%",
    points=f"{{}}{NO_BREAK}Prozentpunkte",
    scales=(
        (12, f"{{}}{NO_BREAK}Billion", f"{{}}{NO_BREAK}Billionen"),
        (9, f"{{}}{NO_BREAK}Milliarde", f"{{}}{NO_BREAK}Milliarden"),
        (6, f"{{}}{NO_BREAK}Million", f"{{}}{NO_BREAK}Millionen"),
    ),
    about="etwa {}",
    up_to="bis zu {}",
    at_least="mindestens {}",
    more_than="mehr als {}",
    fewer_than="weniger als {}",
    less_than="weniger als {}",
    to="{} bis {}",
    dash="{} – {}",
    nearly="fast {}",
    just_under="knapp {}",
    just_over="etwas mehr als {}",
    or_between="{best} ({low} bis {high})",
    or_at_level="{best} ({level}-%-KI {low} bis {high})",
    out_of="{} von {}",
    in_="{} von {}",
    per="{} je {}",
    half="die Hälfte",
    fractions=(
        (3, "ein Drittel", "{} Drittel"),
        (4, "ein Viertel", "{} Viertel"),
        (5, "ein Fünftel", "{} Fünftel"),
        (6, "ein Sechstel", "{} Sechstel"),
        (7, "ein Siebtel", "{} Siebtel"),
        (8, "ein Achtel", "{} Achtel"),
        (9, "ein Neuntel", "{} Neuntel"),
        (10, "ein Zehntel", "{} Zehntel"),
    ),
    cardinals=(
        "null",
        "eins",
        "zwei",
        "drei",
        "vier",
        "fünf",
        "sechs",
        "sieben",
        "acht",
        "neun",
        "zehn",
        "elf",
        "zwölf",
    ),
    money=f"{{}}{NO_BREAK}{{sign}}",
    money_by_code=f"{{}}{NO_BREAK}{{code}}",
    quoted="„{}“",
    earlier="{value} (Stand: {when})",
    withdrawn="{value} (zurückgezogen)",
    withdrawn_earlier="{value} (Stand: {when}, zurückgezogen)",
    corrected="Vorher: {old}. Jetzt: {new}.",
    corrected_away="Vorher: {old}.",
    months=(
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ),
    months_short=(
        "Jan",
        "Feb",
        "Mär",
        "Apr",
        "Mai",
        "Jun",
        "Jul",
        "Aug",
        "Sep",
        "Okt",
        "Nov",
        "Dez",
    ),
    day_month_year="{day}. {month} {year}",
    day_month="{day}. {month}",
    day="{day}.",
    month_year="{month} {year}",
    weekdays=(
        *("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag"),
        *("Samstag", "Sonntag"),
    ),
    weekday_date="{weekday}, {date}",
    parts=(
        ("early", "Anfang {of}"),
        ("mid", "Mitte {of}"),
        ("late", "Ende {of}"),
        ("early to mid", "Anfang bis Mitte {of}"),
        ("mid to late", "Mitte bis Ende {of}"),
        ("beginning", "Anfang {of}"),
        ("middle", "Mitte {of}"),
        ("end", "Ende {of}"),
        ("first half", "erste Hälfte {of}"),
        ("second half", "zweite Hälfte {of}"),
    ),
    the="",
    seasons=("Frühjahr", "Sommer", "Herbst", "Winter"),
    season_year="{season} {year}",
    two_years="{}/{}",
    quarter="{}. Quartal {year}",
    week="{the}Woche ab {}",
    week_beginning="{the}Woche ab {}",
    decade="{}er-Jahre",
    of_decade="der {}er-Jahre",
    in_decade="den {}er-Jahren",
    century="{} Jahrhundert",
    of_century="des {} Jahrhunderts",
    in_century="dem {} Jahrhundert",
    ordinal_endings=(("", "."),),
    ad="{} n. Chr.",
    bc="{} v. Chr.",
    common_era="{} u. Z.",
    before_common_era="{} v. u. Z.",
    date_time="{date}, {time}",
    time="{} Uhr",
    halves_of_day=(),
    # "um den 8. Januar", but "um Januar": "ca." is right before a day, month and year.
    about_date=f"ca.{NO_BREAK}{{}}",
    since="seit {}",
    until="bis {}",
    before="vor {}",
    after="nach {}",
    by="bis {}",
    starting="ab {}",
    to_present="{} bis heute",
    from_to="{} bis {}",
    between="zwischen {} und {}",
    either="{} oder {}",
    night="Nacht vom {} auf den {}",
)

LANGUAGES = (AMERICAN, BRITISH, GERMAN)
