"""British English: the language of whatever is told to an editor."""

from factbox.languages.language import language_of

BRITISH = language_of("en-GB")
