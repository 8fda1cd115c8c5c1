"""Texts of one direction among those of another: names in Arabic on an English page.

What stands apart (UAX 9, the Unicode Bidirectional Algorithm) is ordered by itself, and
what follows it is not drawn into it. A text that runs as its page does needs no marks.
"""

from unicodedata import bidirectional

from factbox.languages.language import Language
from factbox.patterns import pattern_of

FROM_RIGHT_TO_LEFT = ("ar", "ckb", "dv", "fa", "he", "ps", "ug", "ur", "yi")
"""The codes of languages that run so, in their usual scripts."""


def runs_left(tag: str) -> bool:
    """Whether the language of a tag runs from right to left."""
    return tag.partition("-")[0] in FROM_RIGHT_TO_LEFT


# Every character that runs so is among these (DerivedBidiClass.txt of Unicode).
_CANDIDATE = (
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)

FIRST_STRONG_ISOLATE, POP = "\u2068", "\u2069"


def runs_otherwise(text: str, language: Language) -> bool:
    """Whether a text may run in another direction than a page in this language."""
    if language.direction == "rtl":
        return bool(text)
    if text.isascii():
        return False
    return any(map(is_from_the_right, pattern_of(_CANDIDATE).findall(text)))


def is_from_the_right(letter: str) -> bool:
    """Whether a letter is of a script that runs from right to left."""
    return bidirectional(letter) in ("R", "AL")


def isolated(text: str, language: Language) -> str:
    """The text, standing apart by characters: for attributes, drawings and feeds."""
    if not runs_otherwise(text, language):
        return text
    return f"{FIRST_STRONG_ISOLATE}{text}{POP}"
