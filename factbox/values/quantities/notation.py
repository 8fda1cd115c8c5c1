"""Digits as science and arithmetic write them: 3.2e5, 1.5 × 10⁶, 2/3, 5 1/2.

They are read in values alone: in a sentence 2/3 may as well be a day.
"""

import re
from functools import cache
from math import gcd

from factbox.problems import Unreadable

VULGAR = {
    "½": (1, 2),
    "⅓": (1, 3),
    "⅔": (2, 3),
    "¼": (1, 4),
    "¾": (3, 4),
    "⅕": (1, 5),
    "⅖": (2, 5),
    "⅗": (3, 5),
    "⅘": (4, 5),
    "⅙": (1, 6),
    "⅚": (5, 6),
    "⅛": (1, 8),
    "⅜": (3, 8),
    "⅝": (5, 8),
    "⅞": (7, 8),
    "⅒": (1, 10),
}

SIGNS_OF_POWERS = frozenset("eExX×·⋅*^⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻−", "0123456789+--")


@cache
def _power() -> re.Pattern[str]:
    raised = (
        r"(?:\s?(?:\^|\*\*)\s?(?P<typed>[+\-−]?[0-9]{1,2})"
        r"|(?P<raised>[⁺⁻]?[⁰¹²³⁴-⁹]{1,3}))"
    )
    return re.compile(
        rf"(?:\s?[xX×·⋅*]\s?10{raised}|[eE](?P<exponent>[+\-−]?[0-9]{{1,2}}))(?!\w)"
        rf"|(?<=10)(?<![0-9.,]10){raised.replace('P<', 'P<ten_')}(?!\w)"
    )


def power_of_ten(text: str, end: int) -> tuple[int, int, bool] | None:
    """The power of ten behind digits that end at `end`, and where that ends.

    The third is whether these digits are the ten itself: 10⁶ is no 10 × 10⁶.
    """
    # The pattern is compiled only where one may match.
    if text[end : end + 2].lstrip()[:1] not in SIGNS_OF_POWERS:
        return None
    match = _power().match(text, end)
    if match is None:
        return None
    said = match[match.lastgroup or ""].translate(RAISED)
    return int(said), match.end(), (match.lastgroup or "").startswith("ten_")


@cache
def _slash() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?P<whole>[0-9]+)\s)?(?P<above>[1-9][0-9]*)\s?[/⁄]\s?(?P<below>[1-9][0-9]*)"
        r"(?![0-9/⁄]|[.,\s][0-9])"
    )


def slash_fraction(text: str, start: int) -> tuple[int | None, int, int, int] | None:
    """The fraction in digits that begins at `start`: 2/3, 5 1/2; None if none does.

    What it has before it, or None, its two numbers, and where it ends. Raises
    `Unreadable` for what is a ratio, or two numbers: 81/99, 120/80.
    """
    if "/" not in text and "⁄" not in text:
        return None
    match = _slash().match(text, start)
    if match is None or re.fullmatch("10{2,}", match["below"]):
        # 12/1000 is a rate.
        return None
    above, below = int(match["above"]), int(match["below"])
    whole = match["whole"]
    if above < below < 10 and gcd(above, below) == 1:
        return None if whole is None else int(whole), above, below, match.end()
    if whole is not None and above < below:
        return int(whole), above, below, match.end()
    if above > below or whole is not None:
        raise Unreadable(
            f"'{match[0]}' is two numbers",
            "a value is one: make a figure of each, or write the range like '3 to 4'",
            start,
        )
    hint = f"write '{above} of {below}' for a part of a whole"
    if below == above + 1:
        hint += f", '{above} or {below}' if it is one of the two"
    raise Unreadable(f"'{match[0]}' can be read in several ways", hint, start)
