"""Two dates in one text, each of which may take from the other what it lacks."""

import re

import msgspec

from factbox.problems import Unreadable, shown
from factbox.values.dates.edtf import check_day
from factbox.values.dates.moments import Moment
from factbox.values.dates.pieces import Pieces, forms_in
from factbox.values.dates.single import Single


class Pairs(Single):
    """What reads the stretches of a text that are two dates."""

    def joint(self, start: int, stop: int) -> re.Match[str] | None:
        """What stands between two dates, on both sides of which there is one."""
        for joint in self.grammar.joint.finditer(self.text, start, stop):
            left, right = (start, joint.start()), (joint.end(), stop)
            if self.is_moment(*left) and (
                self.is_moment(*right) or self.is_short_end(*left, *right)
            ):
                return joint
        return None

    def is_short_end(self, start: int, end: int, begin: int, stop: int) -> bool:
        """Whether the second date is a time, or a day of the month before it."""
        if self.grammar.time.fullmatch(self.text, begin, stop):
            return any(self.timed(start, end))
        first = self.matched(start, end)
        return bool(
            first
            and first.get("month")
            and first.get("day")
            and self.grammar.short_end.fullmatch(self.text, begin, stop)
        )

    def pair(
        self, left: tuple[int, int], right: tuple[int, int]
    ) -> tuple[Moment, Moment]:
        """Two dates, each taking from the other what it lacks."""
        text, grammar = self.text, self.grammar
        if about := grammar.about.match(text, *left):
            # c. 3000–2500 BC
            start, end = self.pair((about.end(), left[1]), right)
            return msgspec.structs.replace(start, approximate=True), end
        bare = re.fullmatch(r"\s*([0-9]{1,4})\s*", text[slice(*left)])
        short = re.fullmatch(r"\s*([0-9]{1,4})\s*", text[slice(*right)])
        if time := grammar.time.fullmatch(text, *right):
            start = self.moment(*left)
            end = msgspec.structs.replace(
                start, clock=self.pieces.clock(time, start.earliest)
            )
            return self.in_one_zone(start, end)
        if bare and short and len(bare[1]) == 4 and len(short[1]) == 2:
            return self.short_years(int(bare[1]), short[1], right[0])
        if short and not bare:
            start = self.moment(*left)
            if start.year < 1000 and not start.month and not start.unit:
                # AD 79–81, but not 44–43: there the era stands behind.
                number = int(short[1])
                is_after_christ = start.year > 0 or number > 1 - start.year
                later = Moment(
                    number if is_after_christ else 1 - number,
                    common_era=start.common_era and number < 1000,
                )
                return start, later
        if self.is_short_end(*left, *right) and not self.is_moment(*right):
            return self.days_of_a_month(left, right)
        if short and self.is_short_end(*left, *right):
            return self.days_of_a_month(left, right)
        if both := self.later_in_its_year(left, right):
            return both
        end = self.moment(*right)
        if bare and end.year < 1000 and not end.month and not end.unit:
            number = int(bare[1])
            year = number if end.year > 0 else 1 - number
            return msgspec.structs.replace(end, year=year), end
        return self.moment(*left, later=end), end

    def next_to_each_other(
        self, left: tuple[int, int], right: tuple[int, int]
    ) -> tuple[Moment, Moment] | None:
        """Two dates of which one begins when the other is over: 5 and 6 May 2024."""
        try:
            start, end = self.pair(left, right)
        except Unreadable:
            return None
        is_next = start.latest.later(1) == end.earliest
        return (start, end) if is_next and not (start.clock or end.clock) else None

    def later_in_its_year(
        self, left: tuple[int, int], right: tuple[int, int]
    ) -> tuple[Moment, Moment] | None:
        """Two dates of one year, which only the first one names: 2023年2月6日～12日."""
        found = self.matched(*right) or {}
        is_less = not found.get("year") and (found.get("month") or found.get("day"))
        if self.locale.words.numeric != "ymd" or not is_less:
            return None
        start = self.moment(*left)
        if found.get("month"):
            pieces = Pieces(self.locale, start.year)
            return start, Single(self.text, pieces).moment(*right)
        day = int(found["day"])
        check_day(day, start.year, start.month, right[0])
        return start, msgspec.structs.replace(start, day=day, weekday=False)

    def in_one_zone(self, start: Moment, end: Moment) -> tuple[Moment, Moment]:
        """Two times of one day; a zone behind the second is that of both."""
        first, last = start.clock, end.clock
        if first and last and last.zone and not first.zone:
            zoned = {"offset": last.offset, "zone": last.zone}
            first = msgspec.structs.replace(first, **zoned)
            start = msgspec.structs.replace(start, clock=first)
        elif first and last and first.zone and not last.zone:
            zoned = {"offset": first.offset, "zone": first.zone}
            last = msgspec.structs.replace(last, **zoned)
            end = msgspec.structs.replace(end, clock=last)
        return start, end

    def short_years(
        self, first: int, digits: str, offset: int
    ) -> tuple[Moment, Moment]:
        """Two years, of the second only two digits: 1939–45."""
        last = first - first % 100 + int(digits)
        if last <= first:
            raise Unreadable(
                f"{shown(self.text)} ends before it starts",
                "write all four digits of both years",
                offset,
            )
        return Moment(first), Moment(last)

    def days_of_a_month(
        self, left: tuple[int, int], right: tuple[int, int]
    ) -> tuple[Moment, Moment]:
        """Two days, the month before the first: February 6-12, 2023."""
        match = self.grammar.short_end.fullmatch(self.text, *right)
        if match is None:
            raise Unreadable(
                f"{shown(self.text)} is not a date", forms_in(self.locale.words)
            )
        year = self.pieces.year
        if match["year"]:
            year = self.pieces.checked_year(match)
        reader = Single(self.text, Pieces(self.locale, year))
        start = reader.moment(*left)
        day = int(match["day"])
        check_day(day, start.year, start.month, match.start("day"))
        return start, msgspec.structs.replace(start, day=day, weekday=False)
