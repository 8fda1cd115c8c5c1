"""Days of the week that stand in a text by themselves."""

import re

from factbox.values.dates.locales import Locale
from factbox.values.letters import lowered

SHORT = 3
"""In letters: what is as short may be another word."""


def weekdays_in(text: str, locale: Locale) -> dict[int, str]:
    """The days of the week that a text names in full, from 0 for Monday, as written."""
    found = {}
    lower = lowered(text)
    for number, names in enumerate(locale.words.weekdays):
        for name in names:
            match = re.search(rf"(?<!\w){re.escape(name)}s?(?!\w)", lower)
            if match and len(name) > SHORT:
                found[number] = text[match.start() : match.end()]
    return found
