"""Numbers in the words and with the marks of a language: 6,50,000, 1.2 million."""

from decimal import Decimal

from factbox.languages.british import BRITISH
from factbox.languages.language import Language
from factbox.values.quantities.exact import EXACT, last_place
from factbox.values.quantities.numeral import Form

LAKHS = ((12, "lakh crore"), (7, "crore"), (5, "lakh"))
"""The scales of India, in the English that has them."""


def scales_in(language: Language, form: Form) -> tuple[int, ...]:
    """The powers of ten that print as words, the largest first."""
    is_indian = form == "lakhs" and language.tag.startswith("en")
    return tuple(scale[0] for scale in (LAKHS if is_indian else language.scales))


def has_scale(number: Decimal, scales: tuple[int, ...]) -> bool:
    """Whether a number was typed with a scale that prints."""
    return last_place(number) > 0 and number.adjusted() >= scales[-1]


def is_whole_range(low: Decimal, high: Decimal, scales: tuple[int, ...]) -> bool:
    """Whether a range such as "500,000 to 1 million" is read in one way."""
    power = next(power for power in scales if high.adjusted() >= power)
    return low >= 1000 and low > high.scaleb(-power, EXACT)


def number_in(
    number: Decimal, language: Language, form: Form, in_scale: bool | None = None
) -> str:
    """A number that is not negative, in words or with the language's marks.

    It is in its largest scale if `in_scale` says so, or if nothing is said and it was
    typed with one.
    """
    if form == "words" and has_word(number):
        return language.cardinals[int(number)]
    if in_scale is None:
        in_scale = has_scale(number, scales_in(language, form))
    if form == "lakhs" and language.tag.startswith("en"):
        return _in_lakhs(number, in_scale)
    if in_scale:
        for power, forms, decimals in language.scales:
            if number.adjusted() >= power:
                mantissa = number.scaleb(-power, EXACT)
                phrase = decimals[mantissa >= 2]
                if mantissa == mantissa.to_integral_value():
                    of_plural = language.catalogue.form(int(mantissa))
                    phrase = forms[min(of_plural, len(forms) - 1)]
                return phrase.format(_grouped(mantissa, language))
    return _grouped(number, language)


def _grouped(number: Decimal, language: Language) -> str:
    whole, point, part = f"{number:f}".partition(".")
    grouped = str(int(whole))
    if len(grouped) >= 3 + language.least_grouped:
        grouped = f"{int(whole):,}".replace(",", language.group)
    return grouped + point.replace(".", language.decimal) + part


def _in_lakhs(number: Decimal, in_scale: bool) -> str:
    """A number as in India: 3.2 lakh, 6,50,000."""
    if in_scale:
        power, word = next(each for each in LAKHS if number.adjusted() >= each[0])
        number = number.scaleb(-power, EXACT)
    whole, point, part = f"{number:f}".partition(".")
    grouped = whole[-3:]
    for start in range(len(whole) - 3, 0, -2):
        grouped = f"{whole[max(start - 2, 0) : start]},{grouped}"
    printed = grouped + point + part
    return f"{printed}\N{NO-BREAK SPACE}{word}" if in_scale else printed


def fraction_in(above: int, below: int, language: Language) -> str:
    """A half, a third or two thirds, in the language's words."""
    if (above, below) == (1, 2):
        return language.half
    for denominator, one, many in language.fractions:
        if denominator == below:
            return one if above == 1 else many.format(language.cardinals[above])
    percent = Decimal(above * 100) / below
    return language.percent.format(_grouped(percent.quantize(Decimal(1)), language))


def has_word(number: Decimal) -> bool:
    """Whether a number has a word of its own."""
    is_whole = number == number.to_integral_value()
    return is_whole and 0 <= number < len(BRITISH.cardinals)
