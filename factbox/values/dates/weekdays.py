"""Days of the week that stand in a text by themselves."""

import re

from factbox.values.dates.locales import Locale
from factbox.values.letters import lowered

SHORT = 3
"""In letters: what is as short may be another word."""


def weekdays_in(text: str, locale: Locale) -> dict[int, str]:
    """The days of the week that a text names in full, from 0 for Monday, as written."""
    found: dict[int, str] = {}
    if not text.strip():
        return found
    lower = lowered(text)
    for number, names in enumerate(locale.words.weekdays):
        for name in names:
            if len(name) <= SHORT or name not in lower:
                continue
            match = re.search(rf"(?<!\w){re.escape(name)}s?(?!\w)", lower)
            if match:
                found[number] = text[match.start() : match.end()]
    return found
