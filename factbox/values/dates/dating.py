"""The date that a source gives of what it reports, or that it gives none."""

import msgspec

from factbox.values.dates.locales import ENGLISH, Locale
from factbox.values.dates.when import When
from factbox.values.letters import lowered

UNDATED = "undated"
"""What an author writes who has looked for a date and found none."""


class Dating(msgspec.Struct, frozen=True):
    """When something was said by its source; None where that does not say."""

    when: When | None

    @classmethod
    def parse(cls, text: str, locale: Locale = ENGLISH) -> "Dating":
        """The date that a text states. Raises `Unreadable` for what is none."""
        if lowered(text.strip()) == UNDATED:
            return cls(None)
        return cls(When.parse(text, locale))
