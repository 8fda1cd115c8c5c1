"""Where words end: at what is no letter, and in Chinese or Japanese at each sign."""

import re
from functools import cache

from factbox.patterns import pattern_of

CLOSE = r"[\u2e80-\ud7ff]"
"""A sign of a script that has no spaces between its words."""

LETTER = r"(?-i:[^\W\u2e80-\ud7ff])"
"""A letter or a digit of a script that has spaces between its words."""

BEHIND_CLOSE = rf"(?-i:(?<={CLOSE}))"

ENDED = rf"(?:{BEHIND_CLOSE}|(?!{LETTER}))"
"""The end of a word, which in close scripts is that of each sign."""


def is_close(sign: str) -> bool:
    """Whether a sign is of a script that has no spaces between its words."""
    return "\u2e80" <= sign <= "\ud7ff"


def is_letter(sign: str) -> bool:
    """Whether a letter or a digit goes on a word: in 300人が each sign is a word."""
    return sign == "_" or (sign.isalnum() and not is_close(sign))


_SPACES = re.compile(r"\\s[*+](?![?+])")


@cache
def compiled(pattern: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    """Compile a pattern, once.

    The spaces that it takes are never given back, as nothing that follows them begins
    with one: else a gap of a thousand spaces would be gone through a billion times.
    What is for close scripts goes from one that has none of their signs: each mention
    of tens of thousands of signs takes over a millisecond to compile.
    """
    # That the last of all signs is none is told at once.
    if max(pattern, default="") < "\u2e80" or not any(map(is_close, pattern)):
        pattern = pattern.replace(f"{BEHIND_CLOSE}|", "").replace(LETTER, r"\w")
        pattern = pattern.replace(f"|{BEHIND_CLOSE}", "")
    return pattern_of(_SPACES.sub(r"\g<0>+", pattern), flags)
