"""What a site settles about the dates that its authors write."""

import msgspec

from factbox.languages.date_words import DateWords
from factbox.languages.english import ENGLISH_DATES
from factbox.languages.language import Language
from factbox.values.dates.times import TimeZone

WORDS: dict[str, DateWords] = {"en": ENGLISH_DATES}
"""The words of dates by language; where there are none, authors write English."""


class Locale(msgspec.Struct, frozen=True):
    """The words of dates, and what they leave open.

    `is_southern` turns the seasons; `time_zone` is that of times without one;
    `begins_on_sunday` is true where weeks do.
    """

    words: DateWords = ENGLISH_DATES
    is_southern: bool = False
    time_zone: TimeZone | None = None
    begins_on_sunday: bool = False

    @classmethod
    def of(
        cls,
        language: Language,
        is_southern: bool = False,
        time_zone: TimeZone | None = None,
    ) -> "Locale":
        """The locale of a site in this language."""
        words = WORDS.get(language.tag.partition("-")[0], ENGLISH_DATES)
        return cls(words, is_southern, time_zone, language.tag == "en-US")


ENGLISH = Locale()
