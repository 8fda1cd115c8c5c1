"""What the pieces of a date make: its day, its year, its hour.

A match of `factbox.values.dates.grammar` has the pieces as its groups.
"""

import re
from collections.abc import Sequence
from typing import get_args

import msgspec

from factbox.languages.british import BRITISH
from factbox.languages.date_words import DateWords
from factbox.languages.zones import UNCLEAR_ZONES
from factbox.problems import Unreadable, shown, suggestion
from factbox.values.dates.calendar import LAST_YEAR, CalendarDay, week_of_year
from factbox.values.dates.edtf import check_day
from factbox.values.dates.locales import Locale
from factbox.values.dates.moments import NORTHERN, QUARTERS, SOUTHERN, Moment, Part
from factbox.values.dates.times import Clock, offset_text
from factbox.values.dates.wording import roman
from factbox.values.letters import lowered


class WrongWeekday(Unreadable):
    """A date whose day of the week is another one."""


def forms_in(words: DateWords) -> str:
    """How dates are written in a language, for who wrote none."""
    return f"a date is written like {words.forms}"


class Pieces:
    """The moments that pieces make at a site; `year` is that of dates without one.

    With `any_weekday`, nobody is told that a day of the week is wrong.
    """

    def __init__(
        self, locale: Locale, year: int | None, any_weekday: bool = False
    ) -> None:
        self.locale = locale
        self.year = year
        self.any_weekday = any_weekday

    def worded(self, match: re.Match[str], later: Moment | None) -> Moment:
        """The date that the pieces of an order make."""
        found = match.groupdict()
        text = shown(match[0])
        part = self.part(found.get("part"))
        if part and found.get("day"):
            raise Unreadable(
                f"{text} has a day, and so is not just '{part}'",
                f"leave out '{part}', or the day",
                match.start("part"),
            )
        moment: Moment
        if found.get("decade"):
            moment = self.decade(match, part)
        elif found.get("century"):
            moment = self.century(match, part)
        else:
            moment = self.dated(match, part, later)
        if moment.latest.year > LAST_YEAR:
            raise Unreadable(
                f"{text} goes on beyond the year {LAST_YEAR}",
                f"Factbox knows no later year than {LAST_YEAR}",
                match.start(),
            )
        return moment

    def dated(
        self, match: re.Match[str], part: Part | None, later: Moment | None
    ) -> Moment:
        """A day, month, season, quarter or year."""
        found = match.groupdict()
        text = shown(match[0])
        month = self.month(match)
        if found.get("day") and not found.get("month") and later and later.day:
            month = later.month
        common_era = False
        if found.get("year"):
            year = self.checked_year(match)
            common_era = self.is_common_era(match)
        elif month and later and (later.month or not self.year):
            year, common_era = later.year, later.common_era
        elif month and self.year is not None:
            year = self.year
        elif month:
            raise Unreadable(
                f"{text} has no year",
                "add the year, as in '7 February 2025' and 'August 2024'",
                match.start(),
            )
        else:
            raise Unreadable(
                f"{text} is not a date", forms_in(self.locale.words), match.start()
            )
        if found.get("season"):
            year = self.year_of_season(match, month, year)
        if part and month > 12 and part.endswith("half"):
            raise Unreadable(
                f"{text}: no month begins in the middle of three",
                "write the days, like '1 July to 15 August 2024'",
                match.start("part"),
            )
        day = int(found.get("day") or 0)
        if day or found.get("day"):
            check_day(day, year, month, match.start("day"))
        moment = Moment(year, month, day, part, common_era=common_era)
        if found.get("weekday"):
            self.check_weekday(match, moment)
            moment = msgspec.structs.replace(moment, weekday=True)
        return moment

    def month(self, match: re.Match[str]) -> int:
        """The number of the month, season or quarter of an order, 0 if it has none."""
        words = self.locale.words
        found = match.groupdict()
        if season := found.get("season"):
            index = max(
                _index(season, several) for several in (words.seasons, words.seasons_of)
            )
            return (SOUTHERN if self.locale.is_southern else NORTHERN) + index
        if quarter := found.get("quarter"):
            number = re.search(r"[0-9]+", quarter)
            first = "-".join(re.split(r"[\s-]+", lowered(quarter))[:-1])
            index = int(number[0]) - 1 if number else _index(first, words.ordinals)
            if not 0 <= index <= 3:
                raise Unreadable(
                    f"a year has no {shown(quarter)}",
                    "a year has four quarters",
                    match.start("quarter"),
                )
            return QUARTERS + index
        word = found.get("month")
        if not word:
            return 0
        month = _index(word, words.months) + 1
        if not month and (found.get("year") or found.get("day")):
            cased = str.capitalize if words.capital_months else str.lower
            names = [cased(name) for name, *_ in words.months]
            raise Unreadable(
                f"'{word}' is not a month",
                suggestion(cased(word), names) or forms_in(words),
                match.start("month"),
            )
        return month

    def is_season_and_year(self, match: re.Match[str]) -> bool:
        """Whether a season with two years is two dates: autumn 2024 – 2025."""
        following = match.groupdict().get("next")
        if following is None or len(following) == 2 or match["era"]:
            return False
        begins = Moment(int(match["year"]), self.month(match))
        is_parted = match.string[match.start("next") - 1].isspace()
        return is_parted and begins.latest.year == begins.year

    def year_of_season(self, match: re.Match[str], month: int, year: int) -> int:
        """The year in which a season begins that has two: winter 2023-24."""
        following = match["next"]
        if following is None:
            return year
        whole = int(following)
        if len(following) == 2:
            whole += (year + 1) // 100 * 100
        begins = Moment(year, month)
        if whole != year + 1 or begins.latest.year != whole:
            raise Unreadable(
                f"{shown(match[0])} does not last from one year to the next",
                "name one year, like 'summer 2024'; a winter can have two, like "
                "'winter 2023–24'",
                match.start("year"),
            )
        return year

    def checked_year(self, match: re.Match[str]) -> int:
        """The astronomical year of an order."""
        words, found = self.locale.words, match.groupdict()
        digits = match["year"]
        era = lowered(found.get("era") or found.get("ad") or "")
        if era and 1 <= len(digits) <= 4 and int(digits):
            is_before = era in (*words.before_christ, *words.before_common_era)
            return 1 - int(digits) if is_before else int(digits)
        if era or len(digits) != 4 or digits < "1000":
            hint = "write all four digits of the year, like 2025"
            if len(digits) == 2:
                hint = f"write all four digits of the year: 20{digits} or 19{digits}"
            if len(digits) == 3 or era:
                hint = "before 1000, write 'AD 793' or '44 BC'"
            raise Unreadable(
                f"'{digits}' is not a year from 1000 to 9999",
                hint,
                match.start("year"),
            )
        return int(digits)

    def is_common_era(self, match: re.Match[str]) -> bool:
        words, found = self.locale.words, match.groupdict()
        era = lowered(found.get("era") or found.get("ad") or "")
        is_used = era in (*words.common_era, *words.before_common_era)
        # From 1000 on a year is printed without.
        return is_used and self.checked_year(match) < 1000

    def decade(self, match: re.Match[str], part: Part | None) -> Moment:
        """Ten years: 1990s."""
        year = int(match["decade"])
        if year < 1000 or (year % 100 == 0 and year < 2000):
            ten, hundred = f"{year}–{year + 9}", f"{year}–{year + 99}"
            raise Unreadable(
                f"{shown(match[0])} can be ten years, or a hundred",
                f"write the years of {ten} or of {hundred} that are meant"
                if part
                else f"write '{ten}' or '{hundred}'",
                match.start("decade"),
            )
        return Moment(year, part=part, unit="decade")

    def century(self, match: re.Match[str], part: Part | None) -> Moment:
        """A hundred years: 19th century, first century BC."""
        words = self.locale.words
        text = lowered(match["century"])
        digits = re.match(r"[0-9]+", text)
        letters = re.match(r"[ivxlc]+", text) if words.roman else None
        if digits:
            number = int(digits[0])
        elif letters:
            numbers = {roman(each).lower(): each for each in range(1, 100)}
            number = numbers.get(letters[0], 0)
        else:
            number = _index("-".join(re.split(r"[\s-]+", text)), words.ordinals) + 1
        if not 1 <= number <= LAST_YEAR // 100:
            raise Unreadable(
                f"there is no {shown(match['century'])} century",
                "centuries go from the 1st to the 99th",
                match.start("century"),
            )
        found = match.groupdict()
        era = lowered(found["era"] or found.get("ad") or "")
        common_era = era in words.before_common_era
        if common_era or era in words.before_christ:
            year = 1 - 100 * number
        else:
            year = 100 * (number - 1) + 1
        return Moment(year, part=part, unit="century", common_era=common_era)

    def part(self, word: str | None) -> Part | None:
        if word is None:
            return None
        alike = "-".join(re.split(r"[\s-]+", lowered(word)))
        known: dict[str, Part] = {part: part for part in _PARTS}
        for part, phrases in self.locale.words.parts:
            if alike in phrases:
                return known[part]
        return None

    def check_weekday(self, match: re.Match[str], moment: Moment) -> None:
        said = _index(match["weekday"], self.locale.words.weekdays)
        right = moment.earliest.weekday
        if said != right and not self.any_weekday:
            day = f"{moment.day} {BRITISH.months[moment.month - 1]}"
            day += f" {moment.year}" if moment.year > 0 else f" {1 - moment.year} BC"
            names = BRITISH.weekdays
            raise WrongWeekday(
                f"{day} is a {names[right]}, not a {names[said]}",
                "correct the day of the week, or the date",
                match.start("weekday"),
            )

    def week(self, match: re.Match[str], day: Moment) -> Moment:
        """The week that holds a day, or ends on it; a Monday always begins one."""
        if not day.day:
            raise Unreadable(
                f"{shown(match[0])} names no day",
                "write a day of the week, like 'week of 3 February 2025'",
                match.start("date"),
            )
        first = day.earliest
        found = match.groupdict()
        if found.get("week_ending"):
            first = first.later(-6)
        elif found.get("week_of") and first.weekday:
            shift = (first.weekday + self.locale.begins_on_sunday) % 7
            first = first.later(-shift)
        return _week(first, day.common_era)

    def numbered_week(self, match: re.Match[str]) -> Moment:
        year, number = int(match["year"]), int(match["number"])
        monday = week_of_year(year, number)
        if number < 1 or monday.later(3).year != year:
            raise Unreadable(
                f"{year} has no week {number}",
                "a year has 52 weeks or 53, the first being that of 4 January",
                match.start("number"),
            )
        return _week(monday, False)

    # Times of day.

    def clock(self, match: re.Match[str], day: CalendarDay) -> Clock:
        """The time of day that a match has the pieces of."""
        found = {"noon": "", "midnight": "", **match.groupdict()}
        if found["midnight"]:
            raise Unreadable(
                "'midnight' can be the beginning of a day, or its end",
                "write 00:00 on the day that then begins, or 23:59",
                match.start("midnight"),
            )
        hour = 12 if found["noon"] else int(found["hour"])
        minute = int(found["minute"] or found.get("minute_behind") or 0)
        # ISO 8601 is written with seconds by programs that know none.
        second = int(found["second"] or 0) or None
        forenoon = found.get("forenoon") or found.get("full_forenoon")
        afternoon = found.get("afternoon") or found.get("full_afternoon")
        if found.get("before_forenoon") or found.get("before_afternoon"):
            # 午後0時 is noon.
            hour = hour or 12
            forenoon, afternoon = found["before_forenoon"], found["before_afternoon"]
        if (forenoon or afternoon) and 1 <= hour <= 12:
            hour = hour % 12 + (12 if afternoon else 0)
        elif forenoon or afternoon:
            raise Unreadable(
                f"there is no hour {hour} {forenoon or afternoon}",
                f"write {hour:02}:{minute:02}, or an hour from 1 to 12",
                match.start("hour"),
            )
        if hour > 23 or minute > 59 or (second or 0) > 59:
            raise Unreadable(
                f"no day has a time {hour:02}:{minute:02}",
                "times go from 00:00 to 23:59",
                match.start("hour"),
            )
        bare = Clock(hour, minute, second)
        offset, zone = self.zone(match, bare, day)
        return Clock(hour, minute, second, offset, zone)

    def zone(
        self, match: re.Match[str], clock: Clock, day: CalendarDay
    ) -> tuple[int | None, str]:
        """How many minutes a time is ahead of UTC, and what names its zone."""
        found = match.groupdict()
        if found.get("local"):
            return None, " ".join(found["local"].split())
        said = found["zone"]
        if not said:
            site = self.locale.time_zone
            return (site.offset(day, clock), "") if site else (None, "")
        name = lowered(said).upper()
        words = self.locale.words
        if unclear := UNCLEAR_ZONES.get(name):
            raise Unreadable(
                f"'{said}' is not one time zone",
                f"write how far it is ahead of UTC: {unclear}",
                match.start("zone"),
            )
        if name in dict(words.zones):
            return dict(words.zones)[name], "UTC" if name == "Z" else name
        sign = -1 if re.search(r"[-\u2010-\u2015\u2212]", said) else 1
        hours, *minutes = re.findall(r"[0-9]{2}|[0-9]", said)
        ahead = 60 * int(hours) + int(minutes[0] if minutes else 0)
        if ahead > 14 * 60 or (minutes and int(minutes[0]) > 59):
            raise Unreadable(
                f"no zone is {said} from UTC",
                "zones go from -12:00 to +14:00",
                match.start("zone"),
            )
        return sign * ahead, offset_text(sign * ahead)


_PARTS: tuple[Part, ...] = get_args(Part)


def _week(first: CalendarDay, common_era: bool) -> Moment:
    days = (first.year, first.month, first.day)
    return Moment(*days, unit="week", common_era=common_era)


def _index(word: str, several: Sequence[Sequence[str]]) -> int:
    """Which of several things a word names, -1 if none."""
    word = lowered(word).removesuffix(".")
    for index, words in enumerate(several):
        if word in words:
            return index
    return -1
