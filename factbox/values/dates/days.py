"""Single days, and the clock as an input.

A build reads no clock by itself: which day it is comes in as a value, so that the same
inputs give the same site whenever it is built.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from factbox.problems import Unreadable, shown
from factbox.values.dates.locales import ENGLISH, Locale
from factbox.values.dates.when import When


class Day(When, frozen=True):
    """A date that is known to the day; it reads and prints as any other."""

    @classmethod
    def parse(cls, text: str, locale: Locale = ENGLISH) -> "Day":
        """The day that a text states. Raises `Unreadable` for less, and for more."""
        when = When.parse(text, locale)
        if day_of(when) is None or when.time:
            raise Unreadable(
                f"{shown(text)} is not a single day",
                "write the day, like '7 February 2025'",
            )
        return cls(when.start, when.end)

    @property
    def date(self) -> date:
        return date(self.earliest.year, self.earliest.month, self.earliest.day)


def day_of(when: When | None) -> date | None:
    """The one day that a date is known to be; None where less is known.

    None before the year 1 as well, which what asks for days cannot write.
    """
    if when is None or when.start != when.end or when.approximate:
        return None
    day = when.earliest
    if when.precision != "day" or day.year < 1:
        return None
    return date(day.year, day.month, day.day)


class Stamp(date):
    """The day of SOURCE_DATE_EPOCH: one that a build is dated with, to be repeated.

    It decides what is published. It need not be near the real day, which it never
    tells: some who build set it to 0.
    """


def read_today(now: str, environ: Mapping[str, str]) -> date:
    """The day it is, in UTC: that of `now`, of SOURCE_DATE_EPOCH, or of the clock.

    `now` is an ISO 8601 day, or a day and a time, "" where none is given;
    SOURCE_DATE_EPOCH is in seconds, as reproducible-builds.org specifies it. Raises
    `Unreadable` for what is neither.
    """
    epoch = environ.get("SOURCE_DATE_EPOCH", "")
    try:
        if now:
            moment = datetime.fromisoformat(now)
            return (moment.astimezone(UTC) if moment.tzinfo else moment).date()
        if epoch:
            stamped = datetime.fromtimestamp(int(epoch), UTC)
            return Stamp(stamped.year, stamped.month, stamped.day)
    except (ValueError, OverflowError, OSError) as error:
        if now:
            message = f"{shown(now)} is not a day, such as 2025-02-07"
        else:
            message = f"SOURCE_DATE_EPOCH is {shown(epoch)}, not a number of seconds"
        raise Unreadable(message) from error
    return datetime.now(UTC).date()
