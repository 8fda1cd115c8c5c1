"""Languages by names that tests can read."""

from factbox.languages.british import BRITISH
from factbox.languages.language import TAGS, language_of

AMERICAN = language_of("en-US")
GERMAN = language_of("de")
LANGUAGES = tuple(language_of(tag) for tag in TAGS)

__all__ = ["AMERICAN", "BRITISH", "GERMAN", "LANGUAGES"]
