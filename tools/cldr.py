"""What the Unicode CLDR knows of how a language writes, by way of Babel."""

import re
from collections.abc import Mapping
from decimal import Decimal
from gettext import c2py
from typing import Any

from babel import Locale

NO_BREAK = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"

FIELDS = {
    "EEEE": "{weekday}",
    "MMMM": "{month}",
    "LLLL": "{month}",
    "MMM": "{month}",
    "LLL": "{month}",
    "M月": "{month}",
    "y": "{year}",
    "d": "{day}",
}
"""The letters of CLDR's patterns of dates, and the names of the same parts here."""

PIECES = re.compile(r"'([^']*)'|(EEEE|[ML]{3,4}|M月|y|d)")


def date_pattern(pattern: str) -> str:
    """A pattern of CLDR, such as "d 'de' MMMM", as a phrase: "{day} de {month}"."""
    return PIECES.sub(
        lambda piece: FIELDS[piece[2]] if piece[2] else piece[1], str(pattern)
    )


def forms_of(tag: str, plural: str) -> dict[str, Any]:
    """The fields of a `Language` that CLDR knows; `plural` is as in a catalogue."""
    locale = Locale.parse(tag, sep="-")
    symbols = locale.number_symbols["latn"]
    months, days = locale.months, locale.days
    skeletons = locale.datetime_skeletons
    signs = "\N{LEFT-TO-RIGHT MARK}" if locale.text_direction == "rtl" else ""
    percent = str(locale.percent_formats[None].pattern).split(";")[0]
    money = str(locale.currency_formats["standard"].pattern).split(";")[0]
    money = money.replace("#,##0.00", "{}").replace("¤", "{sign}")
    by_code = f"{{code}}{NO_BREAK}{{}}" if money.startswith("{sign}") else None
    return {
        "tag": tag,
        "name": capitalised(locale.get_language_name(locale) or tag),
        "full_name": capitalised(locale.get_display_name(locale) or tag),
        "direction": locale.text_direction,
        "group": symbols["group"],
        "decimal": symbols["decimal"],
        "minus": signs + MINUS,
        "plus": signs + "+",
        "percent": percent.replace("#,##0", "{}").replace("%", symbols["percentSign"]),
        "scales": scales_of(locale, plural),
        "money": money,
        "money_by_code": by_code or money.replace("{sign}", "{code}"),
        "comma": locale.list_patterns["standard"]["middle"][3:-3],
        "months": in_order(months["format"]["wide"]),
        "months_alone": in_order(months["stand-alone"]["wide"]),
        "months_short": in_order(months["format"]["abbreviated"]),
        "months_short_alone": in_order(months["stand-alone"]["abbreviated"]),
        "weekdays": in_order(days["format"]["wide"]),
        "day_month_year": date_pattern(locale.date_formats["long"].pattern),
        "day_month": date_pattern(skeletons["MMMMd"].pattern),
        "month_year": date_pattern(skeletons["yMMMM"].pattern),
        "of_month_year": date_pattern(skeletons["yMMMM"].pattern),
        "short_day_month": date_pattern(skeletons["MMMd"].pattern),
        "short_month_year": date_pattern(skeletons["yMMM"].pattern),
        "weekday_date": weekday_pattern(locale),
    }


def capitalised(name: str) -> str:
    """A name with a capital in front, as it stands in a list by itself."""
    return name[:1].upper() + name[1:]


def in_order(names: Mapping[int, str]) -> list[str]:
    """Names by their numbers, the first one first."""
    return [names[number] for number in sorted(names)]


def weekday_pattern(locale: Locale) -> str:
    """How a weekday stands beside its date."""
    whole = date_pattern(locale.date_formats["full"].pattern)
    date = date_pattern(locale.date_formats["long"].pattern)
    return whole.replace(date, "{date}")


def scales_of(locale: Locale, plural: str) -> list[Any]:
    """The words for millions and the like: the power of ten, and its phrases.

    Those of a number that stands before the word by its last three digits at most.
    """
    formats = locale.compact_decimal_formats["long"]
    scales = []
    for number in formats["other"]:
        power = len(number) - 1
        is_own = re.search("(?<!0)0(?!0)", str(formats["other"][number].pattern))
        phrase = _phrase(formats["other"][number].pattern)
        if phrase == "{}" or not is_own or not 4 <= power <= 12 or power == 5:
            continue
        if power == 4 and locale.language not in ("ja", "ko"):
            continue

        def form(count: Decimal, number: str = number) -> str:
            category = locale.plural_form(count)
            patterns = formats.get(category, {})
            return _phrase(patterns.get(number, formats["other"][number]).pattern)

        scales.append(
            [
                power,
                [form(Decimal(count)) for count in samples_of(plural)],
                [form(Decimal("1.5")), form(Decimal("2.5"))],
            ]
        )
    return sorted(scales, reverse=True)


def samples_of(plural: str) -> list[int]:
    """A number of each plural form of a catalogue, in the order of its forms."""
    form = c2py(plural)
    found: dict[int, int] = {}
    # Nobody counts nothing of a million.
    for number in range(1, 200):
        found.setdefault(form(number), number)
    return [found.get(each, 100) for each in range(max(found) + 1)]


def _phrase(pattern: str) -> str:
    """The phrase of a pattern such as "00 million"."""
    phrase = re.sub("0+", "{}", str(pattern).split(";")[0]).replace("'", "")
    return phrase.replace(" ", NO_BREAK)
