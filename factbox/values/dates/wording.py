"""Years, centuries and times of day in a reader's words."""

from factbox.languages.language import Language
from factbox.values.dates.times import Clock

ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC")),
    *((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


def roman(number: int) -> str:
    """A number as the Romans wrote it: XXI."""
    digits = ""
    for value, letters in ROMAN:
        digits += letters * (number // value)
        number %= value
    return digits


def contracted(words: str, language: Language) -> str:
    """Words of a phrase and a time as they stand together."""
    for apart, joined in language.contractions:
        # Whole words alone: not "desde el".
        words = f" {words}".replace(f" {apart}", f" {joined}")[1:]
    return words


def before_era(pattern: str, year: str) -> str:
    """A pattern without what stands behind its year, where an era does: 79 н. э."""
    has_era_behind = year[0].isdigit() and not year[-1].isdigit()
    if not has_era_behind or "{year}" not in pattern:
        return pattern
    return pattern.partition("{year}")[0] + "{year}"


def year_in(year: int, language: Language, common_era: bool = False) -> str:
    """A year in a reader's words: 2025, AD 79, 44 BC."""
    if year >= 1000:
        return str(year)
    if year < 1:
        era = language.before_common_era if common_era else language.bc
    else:
        era = language.common_era if common_era else language.ad
    return era.format(language.year_of_era.format(year if year > 0 else 1 - year))


def clock_in(clock: Clock, language: Language) -> str:
    """A time of day in a reader's words, such as "5:05 p.m. EST"."""
    seconds = "" if clock.second is None else f":{clock.second:02}"
    if language.halves_of_day:
        half = language.halves_of_day[clock.hour >= 12]
        hour = str((clock.hour - 1) % 12 + 1)
    else:
        half, hour = "", f"{clock.hour:02}"
    time = f"{hour}:{clock.minute:02}{seconds}"
    zone = f" {clock.zone}" if clock.zone else ""
    return language.time.format(time, half=half) + zone
