"""The words of a page in a language: what stands in a catalogue of GNU gettext.

A message is its English text, so that English needs no catalogue. Templates and Python
name it by that; `tools/languages.py` collects the messages of both.
"""

from collections.abc import Callable, Mapping
from functools import cached_property

END_OF_CONTEXT = "\x04"
"""Between the context of a message and its text, as in gettext's own files."""

Translations = Mapping[str, tuple[str, ...]]
"""The forms of each message, the one for one thing first, by its context and text."""

GERMANIC = "n != 1"


def message(text: str) -> str:
    """The text itself, marked as one that the catalogues translate."""
    return text


def _germanic(count: int) -> int:
    return int(count != 1)


class Catalogue:
    """The translations of one language.

    `plural` tells by a number which form of a message is right, as an expression of C
    in the header of a catalogue. `stamp` is a digest of all of it, which stands for it
    in keys: values that hold a catalogue are as short as before.
    """

    def __init__(
        self, translations: Translations, plural: str = GERMANIC, stamp: str = ""
    ) -> None:
        self.translations = translations
        self.plural = plural
        self.stamp = stamp

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Catalogue) and self.stamp == other.stamp

    def __hash__(self) -> int:
        return hash(self.stamp)

    @cached_property
    def form(self) -> Callable[[int], int]:
        """Which form is right for a number; the first is 0."""
        if self.plural == GERMANIC:
            return _germanic
        # Slow to import, and not needed where nothing is counted in such a language.
        from gettext import c2py

        form: Callable[[int], int] = c2py(self.plural)
        return form

    def gettext(self, text: str) -> str:
        """The translation of a message; the message where there is none."""
        return self.translations.get(text, (text,))[0]

    def ngettext(self, one: str, several: str, count: int) -> str:
        """The translation that is right for a number of things."""
        forms = self.translations.get(one)
        if forms is None:
            return one if count == 1 else several
        return forms[min(self.form(count), len(forms) - 1)]

    def pgettext(self, context: str, text: str) -> str:
        """The translation of a message that means this in this context."""
        key = f"{context}{END_OF_CONTEXT}{text}"
        return self.translations.get(key, (text,))[0]

    def npgettext(self, context: str, one: str, several: str, count: int) -> str:
        """The translation that is right for a number of things in this context."""
        forms = self.translations.get(f"{context}{END_OF_CONTEXT}{one}")
        if forms is None:
            return one if count == 1 else several
        return forms[min(self.form(count), len(forms) - 1)]


ENGLISH_WORDS = Catalogue({})
"""The messages as they are."""
