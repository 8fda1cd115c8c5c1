"""Times of day, with or without a zone, and the zone of a site."""

import msgspec

from factbox.problems import Unreadable, shown
from factbox.values.dates.calendar import CalendarDay

DAY = 24 * 60 * 60
"""In seconds."""


class Clock(msgspec.Struct, frozen=True):
    """A time of day. `second` is None where nobody gave it.

    `offset` is how many minutes it is ahead of UTC, None where no zone is known; `zone`
    is what the author wrote of the zone, "" for that of the site.
    """

    hour: int
    minute: int = 0
    second: int | None = None
    offset: int | None = None
    zone: str = ""

    @property
    def iso(self) -> str:
        """ISO 8601: 05:05Z, 04:17+03:00, or 22:00 where no zone is known."""
        return self._digits(self.second) + self._suffix

    @property
    def edtf(self) -> str:
        """The same with seconds, which EDTF asks for."""
        return self._digits(self.second or 0) + self._suffix

    @property
    def second_of_day(self) -> int:
        """How many seconds of its own day are over."""
        return self.hour * 3600 + self.minute * 60 + (self.second or 0)

    @property
    def second_in_utc(self) -> int:
        """The same in UTC; where no zone is known, as if it were UTC."""
        return self.second_of_day - 60 * (self.offset or 0)

    def is_near(self, other: "Clock", slack: int = 0) -> bool:
        """Whether it is the same time but for so many seconds, in one zone or two."""
        apart = {abs(self.second_of_day - other.second_of_day)}
        if self.offset is not None and other.offset is not None:
            apart.add(abs(self.second_in_utc - other.second_in_utc) % DAY)
        return any(min(each, DAY - each) <= slack for each in apart)

    def _digits(self, second: int | None) -> str:
        digits = f"{self.hour:02}:{self.minute:02}"
        return digits if second is None else f"{digits}:{second:02}"

    @property
    def _suffix(self) -> str:
        if self.offset is None:
            return ""
        return offset_text(self.offset) if self.offset else "Z"


def offset_text(offset: int) -> str:
    """Minutes ahead of UTC as ISO 8601 writes them: +03:00."""
    hours, minutes = divmod(abs(offset), 60)
    return f"{'-' if offset < 0 else '+'}{hours:02}:{minutes:02}"


class TimeZone(msgspec.Struct, frozen=True):
    """The zone of a site, by its name in the IANA database: Europe/Berlin."""

    name: str

    @classmethod
    def parse(cls, text: str) -> "TimeZone":
        """The zone of this name. Raises `Unreadable` for one that is not known."""
        # Slow to import, and of no use to a site without a zone.
        from zoneinfo import ZoneInfo

        try:
            ZoneInfo(text)
        except (KeyError, ValueError, OSError) as error:
            raise Unreadable(
                f"{shown(text)} is not a time zone that this computer knows",
                "write a place of the IANA database, like 'Europe/London'",
            ) from error
        return cls(text)

    def offset(self, day: CalendarDay, clock: Clock) -> int | None:
        """How many minutes its clocks were ahead of UTC; None before the year 1."""
        from datetime import datetime
        from zoneinfo import ZoneInfo

        if day.year < 1:
            return None
        at = (clock.hour, clock.minute)
        moment = datetime(day.year, day.month, day.day, *at, tzinfo=ZoneInfo(self.name))
        ahead = moment.utcoffset()
        return None if ahead is None else round(ahead.total_seconds() / 60)
