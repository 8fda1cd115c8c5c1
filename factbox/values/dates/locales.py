"""What a site settles about the dates that its authors write."""

import msgspec

from factbox.languages.date_words import DateWords
from factbox.languages.language import Language
from factbox.languages.typing_files import date_words_of
from factbox.values.dates.times import TimeZone


class Locale(msgspec.Struct, frozen=True):
    """The language in which authors type, and what the words of dates leave open.

    `tag` is that of BCP 47; where it has no file, authors type English.
    `is_southern` turns the seasons; `time_zone` is that of times without one;
    `begins_on_sunday` is true where weeks do.
    """

    tag: str = "en"
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
        return cls(language.tag, is_southern, time_zone, language.tag == "en-US")

    @property
    def words(self) -> DateWords:
        """The words of dates in the language."""
        return date_words_of(self.tag)


ENGLISH = Locale()
