"""Digits that are not written as the numbers of a language are, or in two ways."""

import re
from decimal import Decimal

from factbox.languages.wording import Wording
from factbox.problems import Unreadable
from factbox.values.quantities.exact import MOST_DIGITS, last_place


class Malformed(Unreadable):
    """Digits that are not written as the numbers of a language are."""


def malformed(written: str, wording: Wording, offset: int) -> Malformed:
    """What is wrong with digits that are not written as numbers are."""
    group, decimal = wording.group[0], wording.decimal
    names = {",": "a comma", ".": "a point", " ": "a space"}
    hint = (
        f"put {names[group]} between thousands and {names[decimal]} before "
        f"decimals, like 11{group}000 and 1{decimal}10"
    )
    parts = re.fullmatch(
        rf"([0-9]{{1,3}})[{re.escape(wording.group)}]([0-9]{{1,2}})", written
    )
    if parts and parts[1][0] != "0":
        whole, part = parts.groups()
        filled = part.ljust(3, "0")
        return Malformed(
            f"'{written}' could be {whole}{decimal}{part} or {whole}{group}{filled}",
            "write the one that is meant",
            offset,
        )
    if parts := re.fullmatch(r"([1-9][0-9]{0,2})[.,]([0-9]{3})", written):
        whole, part = parts.groups()
        rest = part.rstrip("0")
        return Malformed(
            f"'{written}' could be {whole}{group}{part} "
            f"or {whole}{decimal * bool(rest)}{rest}",
            "write the one that is meant",
            offset,
        )
    message = f"'{written}' is not how a number is written"
    return Malformed(message, _respelt(written, wording) or hint, offset)


_FOREIGN = re.compile(
    r"(?P<whole>[1-9][0-9]{0,2}(?P<mark>[.,_ ])[0-9]{3}(?:(?P=mark)[0-9]{3})*)"
    r"(?:(?!(?P=mark))[.,](?P<part>[0-9]+))?"
)


def _respelt(written: str, wording: Wording) -> str:
    """The number with the marks of the language, where others can be read in one way.

    1.234,50 as 1,234.50: two marks tell which is which.
    """
    match = _FOREIGN.fullmatch(written)
    is_clear = match and (match["part"] or match["whole"].count(match["mark"]) > 1)
    if match is None or not (is_clear or match["mark"] == "_"):
        return ""
    whole = match["whole"].replace(match["mark"], wording.group[0])
    part = f"{wording.decimal}{match['part']}" if match["part"] else ""
    return f"write '{whole}{part}'"


def check(value: Decimal, whole: str, part: str, wording: Wording, offset: int) -> None:
    """Raise `Unreadable` for what is too long, or could be read in two ways."""
    digits = max(value.adjusted(), 0) + 1 + max(-last_place(value), 0)
    if digits > MOST_DIGITS:
        raise Unreadable(
            f"a number of {digits} digits is too long",
            f"{MOST_DIGITS} digits are the most",
            offset,
        )
    # In half of Europe 11.000 is eleven thousand.
    if 1 <= value < 1000 and last_place(value) == -3 and part[-1:] == "0":
        group, decimal = wording.group[0], wording.decimal
        rest = part.rstrip("0")
        shorter = whole + decimal + rest if rest else whole
        raise Unreadable(
            f"'{whole}{decimal}{part}' could be {whole}{group}{part} or {shorter}",
            "write the one that is meant",
            offset,
        )
