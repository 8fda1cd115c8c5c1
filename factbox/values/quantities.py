"""Quantities as people write them: 300, about 300, 11,000 to 12,000, up to 1,000, 33%.

Authors type English whatever the site's language is: a comma or a space between
thousands, a point before decimals. Patterns are compiled at first use, by `re`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal

import msgspec

from factbox.languages.language import BRITISH, Language
from factbox.problems import Unreadable, nearest, shown, suggestion

# Far beyond any count in the news, and short enough to be quick whatever is typed.
LONGEST_TEXT = 200
MOST_DIGITS = 18

FORMS = (
    "a quantity is written like '300', 'about 300', '11,000 to 12,000', '33% to 50%', "
    "'up to 1,000', 'at least 40', 'more than 40' or '1.2 million'"
)

ABOUT = ("about", "around", "roughly", "some", "approximately", "an estimated")
AT_MOST = ("up to", "at most", "as many as", "as much as", "no more than")
AT_LEAST = ("at least", "no fewer than", "no less than")
BELOW = ("fewer than", "less than", "under", "below")
ABOVE = ("more than", "over", "above")
NOT_QUITE = ("nearly", "almost")

SCALES = {
    "thousand": 3,
    "m": 6,
    "million": 6,
    "bn": 9,
    "billion": 9,
    "trillion": 12,
}

# Enough for sums over MOST_DIGITS and a scale, whatever the caller's context is.
EXACT = Context(prec=64, Emax=MAX_EMAX, Emin=MIN_EMIN)


class Quantity(msgspec.Struct, frozen=True):
    """A number as far as it is known: exactly, roughly, in a range or from one side.

    A single number has `low` equal to `high`; an end that nobody gave is None, and at
    least one is given. `exclusive` tells "more than 40" from "at least 40", and "fewer
    than" from "up to", so it goes with one end only. The ends of a percentage are in
    per cent: half is 50. The digits stay as typed, 1.10 as 1.10 and 1.2 million as
    1.2E+6, but values compare as numbers, so that 1.10 equals 1.1.
    """

    low: Decimal | None
    high: Decimal | None
    approximate: bool = False
    exclusive: bool = False
    percent: bool = False

    def __post_init__(self) -> None:
        ends = [end for end in (self.low, self.high) if end is not None]
        if not ends or not all(end.is_finite() for end in ends) or ends[0] > ends[-1]:
            raise ValueError(f"no quantity lies from {self.low} to {self.high}")
        if self.exclusive and len(ends) == 2:
            raise ValueError("only a quantity with one end can leave that end out")

    @classmethod
    def parse(cls, text: str) -> "Quantity":
        """The quantity that an English text states, as `str` prints it among others.

        Raises `Unreadable` for anything else, and for numbers that could be read in
        two ways: 1,10 and 11.000.
        """
        if len(text) > LONGEST_TEXT:
            raise Unreadable(f"{shown(text)} is too long for a quantity", FORMS)
        match = re.fullmatch(_QUANTITY, text, re.IGNORECASE)
        if match is None:
            raise _refusal(text)
        if match["high"] is None:
            return _one_number(match)
        return _range(match)

    def __str__(self) -> str:
        return self.in_language(BRITISH)

    def in_language(self, language: Language) -> str:
        """The quantity in a reader's words, such as "about 300" or "bis zu 1.000"."""
        numbers = [end for end in (self.low, self.high) if end is not None]
        # "1 to 2 million" is a range of millions, so a scale goes with both or neither.
        in_scale = all(_has_scale(number, language) for number in numbers)
        ends = [_printed(number, language, in_scale) for number in numbers]
        if self.percent:
            ends = [language.percent.format(end) for end in ends]
        single = len(ends) == 1 or self.low == self.high
        known = ends[0] if single else language.to.format(*ends)
        if self.approximate:
            known = language.about.format(known)
        return self._side(language).format(known)

    def covers(self, number: Decimal) -> bool:
        """Whether a number is one of those that the quantity allows.

        "About" widens nothing here; `contradiction` is the one that allows rounding.
        """
        if self.exclusive and number in (self.low, self.high):
            return False
        return (self.low is None or self.low <= number) and (
            self.high is None or number <= self.high
        )

    def _side(self, language: Language) -> str:
        """The phrase for the side from which the quantity is known."""
        if self.low is None and self.high is not None:
            if not self.exclusive:
                return language.up_to
            is_measured = self.percent or last_place(self.high) < 0
            return language.less_than if is_measured else language.fewer_than
        if self.high is None:
            return language.more_than if self.exclusive else language.at_least
        return "{}"


class Written(msgspec.Struct, frozen=True):
    """A number that stands in prose: its words, where they start, and its value.

    `share` is true of percentages and of fractions such as "a third", whose value is
    in whole per cent. `slack` is how far the value may be from the number that the
    writer had in mind, for the way it is written: "about 2,700" may round 2,731.
    """

    text: str
    offset: int
    value: Decimal
    share: bool
    slack: Decimal


def numbers_in(text: str) -> Iterator[Written]:
    """The numbers that English prose states, in their order.

    They are digits and the words of `WORDS`, `MULTIPLES` and `FRACTIONS`. Left out are
    dates, any bare whole number from 1900 to 2099 (a year), "one" by itself (a pronoun
    more often), and digits that are part of a name, such as T-72.
    """
    for match in re.finditer(_IN_PROSE, text, re.IGNORECASE | re.VERBOSE):
        if match["date"] is None and (number := _written(match)):
            yield number


def contradiction(text: str, quantity: Quantity) -> str | None:
    """The first number in a prose text that does not fit the quantity, as written.

    None if all fit. A number fits if it lies within the quantity, either end included,
    or is one of its ends rounded as the writing shows. Counts are held against counts
    and shares against shares: "half" says nothing about 300 soldiers, and beside a
    share the plain number in "half of the 11,000" is no second figure. A qualifier is
    not held against the quantity's: "at least 40" fits "up to 40".
    """
    written = list(numbers_in(text))
    shares = [number for number in written if number.share]
    if quantity.percent:
        comparable = shares or written
    else:
        comparable = [number for number in written if not number.share]
    for number in comparable:
        slack = number.slack
        if quantity.approximate:
            slack = max(slack, _rounding(number.value))
        if not _near(number.value, quantity, slack):
            return number.text
    return None


def last_place(number: Decimal) -> int:
    """The power of ten of the last digit as typed: -2 for 1.10, 5 for 1.2 million."""
    return int(number.as_tuple().exponent)


# Typed quantities.

_SPACES = " \N{NO-BREAK SPACE}\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}"
_MINUS = "-\N{MINUS SIGN}"
_PERCENT = r"(?:%|per\s?cent\b)"


def _any_of(phrases: Iterable[str]) -> str:
    """A pattern for whole phrases, with any space between their words."""
    return rf"(?:{'|'.join(phrases)})\b".replace(" ", r"\s+")


_ABOUT = rf"(?:{_any_of(ABOUT)}|~)"


def _end_pattern(name: str) -> str:
    """A pattern for one end of a quantity, however its digits are grouped."""
    return (
        rf"(?P<about_{name}>{_ABOUT}\s*)?"
        rf"(?P<{name}>[{_MINUS}]?[0-9](?:[0-9.,{_SPACES}]*[0-9])?)"
        rf"(?:\s*(?P<scale_{name}>{_any_of(SCALES)}))?"
        rf"(?:\s*(?P<percent_{name}>{_PERCENT}))?"
    )


_QUANTITY = (
    rf"\s*(?:(?P<side>{_any_of(AT_MOST + AT_LEAST + BELOW + ABOVE)})\s*)?"
    rf"(?P<between>between\s+)?{_end_pattern('low')}"
    rf"(?:(?P<joint>\s*[-\N{{EN DASH}}]\s*|\s+to\s+|\s+and\s+){_end_pattern('high')})?"
    r"\s*"
)

_NUMBER = (
    rf"[{_MINUS}]?(?P<whole>0|[1-9][0-9]*|"
    rf"[1-9][0-9]{{0,2}}(?P<mark>[,{_SPACES}])[0-9]{{3}}(?:(?P=mark)[0-9]{{3}})*)"
    r"(?:\.(?P<part>[0-9]+))?"
)


def _one_number(match: re.Match[str]) -> Quantity:
    if match["between"]:
        raise Unreadable(
            f"{shown(match.string)} has only one number",
            "write it like 'between 300 and 400'",
            match.end("low"),
        )
    side = " ".join((match["side"] or "").lower().split())
    number = _decimal(match, "low", match["scale_low"])
    return Quantity(
        low=None if side in AT_MOST + BELOW else number,
        high=None if side in AT_LEAST + ABOVE else number,
        approximate=match["about_low"] is not None,
        exclusive=side in BELOW + ABOVE,
        percent=match["percent_low"] is not None,
    )


def _range(match: re.Match[str]) -> Quantity:
    text = match.string
    if match["side"]:
        raise Unreadable(
            f"{shown(text)} gives two numbers after '{match['side']}'",
            f"write either '{match['low']} to {match['high']}' "
            f"or '{match['side']} {match['high']}'",
            match.start("joint"),
        )
    if (match["joint"].strip().lower() == "and") != (match["between"] is not None):
        raise Unreadable(
            f"{shown(text)} mixes two ways to write a range",
            "write either '300 to 400' or 'between 300 and 400'",
            match.start("joint"),
        )
    if match["percent_low"] and not match["percent_high"]:
        raise Unreadable(
            f"only one end of {shown(text)} is a percentage",
            "write it like '33% to 50%'",
            match.start("high"),
        )
    # "1.2 to 1.5 million" means 1.2 million, as "33 to 50%" means 33%.
    low = _decimal(match, "low", match["scale_low"] or match["scale_high"])
    high = _decimal(match, "high", match["scale_high"])
    if low > high:
        raise Unreadable(
            f"the range {shown(text)} runs backwards",
            "write both numbers in full"
            if match["scale_high"] and not match["scale_low"]
            else "write the lower number first",
            match.start("low"),
        )
    return Quantity(
        low=low,
        high=high,
        approximate=bool(match["about_low"] or match["about_high"]),
        percent=match["percent_high"] is not None,
    )


def _decimal(match: re.Match[str], end: str, scale: str | None) -> Decimal:
    """The number at one end, with its digits as typed.

    Raises `Unreadable` for groups that are malformed or could be read in two ways.
    """
    written, offset = match[end], match.start(end)
    number = re.fullmatch(_NUMBER, written)
    if number is None:
        raise Unreadable(
            f"'{written}' is not how a number is written",
            "put a comma between thousands and a point before decimals, "
            "like 11,000 and 1.10",
            offset,
        )
    whole = re.sub("[^0-9]", "", number["whole"])
    part = number["part"] or ""
    sign = "-" if written[0] in _MINUS else ""
    power = SCALES[scale.lower()] if scale else 0
    value = Decimal(f"{sign}{whole}.{part}E{power}")
    digits = max(value.adjusted(), 0) + 1 + max(-last_place(value), 0)
    if digits > MOST_DIGITS:
        raise Unreadable(
            f"a number of {digits} digits is too long",
            f"{MOST_DIGITS} digits are the most",
            offset,
        )
    # In half of Europe 11.000 is eleven thousand.
    if 1 <= value.copy_abs() < 1000 and last_place(value) == -3 and part[-1] == "0":
        raise Unreadable(
            f"'{written}' could be {whole},{part} or {whole}.{part.rstrip('0') or '0'}",
            "write the one that is meant",
            offset,
        )
    return value


def _refusal(text: str) -> Unreadable:
    """What is wrong with a text that has not the shape of a quantity."""
    message = f"{shown(text)} is not a quantity"
    for offset, character in enumerate(text):
        if character.isdigit() and not character.isascii():
            return Unreadable(message, "write numbers with the digits 0 to 9", offset)
    for match in re.finditer(r"[^\W\d_]+", text):
        word = match[0].lower()
        if word in NOT_QUITE:
            hint = f"'{word}' does not say how far below: write 'about' or 'fewer than'"
            return Unreadable(message, hint, match.start())
        if word not in _QUANTITY_WORDS:
            hint = _hint_at(word) or _hint_behind(text, match.start()) or FORMS
            return Unreadable(message, hint, match.start())
    return Unreadable(message, FORMS)


def _hint_behind(text: str, offset: int) -> str:
    """What to do with words that follow a whole quantity; "" if they follow none."""
    number, words = text[:offset].strip(), text[offset:].strip()
    try:
        Quantity.parse(number)
    except Unreadable:
        return ""
    is_counted = not any(character.isdigit() for character in words)
    return f"write 'value: {number}' and 'unit: {words}'" if is_counted else ""


def _hint_at(word: str) -> str:
    """What to write in the place of a word that resembles one; "" if it does not."""
    # Short words resemble too much.
    if hint := suggestion(word, (w for w in _QUANTITY_WORDS if len(w) > 3)):
        return hint
    if word in WORDS or nearest(word, (w for w in WORDS if len(w) > 3)):
        return "write the number in digits, like '300' or 'about 300'"
    return ""


_QUANTITY_WORDS = frozenset(
    " ".join(
        ("between to and percent per cent", *ABOUT, *AT_MOST, *AT_LEAST, *BELOW, *ABOVE)
    ).split()
).union(SCALES)


def _has_scale(number: Decimal, language: Language) -> bool:
    """Whether a number was typed with a scale that the language prints."""
    return last_place(number) > 0 and number.adjusted() >= language.scales[-1][0]


def _printed(number: Decimal, language: Language, in_scale: bool) -> str:
    """A number with the language's marks, and in its largest scale if so asked."""
    if in_scale:
        for power, one, many in language.scales:
            if number.adjusted() >= power:
                mantissa = _grouped(number.scaleb(-power, EXACT), language)
                return (one if mantissa == "1" else many).format(mantissa)
    return _grouped(number, language)


def _grouped(number: Decimal, language: Language) -> str:
    whole, point, part = f"{number.copy_abs():f}".partition(".")
    sign = language.minus if number < 0 else ""
    grouped = f"{int(whole):,}".replace(",", language.group)
    return sign + grouped + point.replace(".", language.decimal) + part


# Numbers in prose.

WORDS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}

MULTIPLES = {
    "dozen": Decimal(12),
    "hundred": Decimal("1E2"),
    **{scale: Decimal(f"1E{power}") for scale, power in SCALES.items()},
}

FRACTIONS = {
    "half": 50,
    "a third": 33,
    "one third": 33,
    "two thirds": 67,
    "a quarter": 25,
    "one quarter": 25,
    "three quarters": 75,
    "a fifth": 20,
    "one fifth": 20,
    "a tenth": 10,
    "one tenth": 10,
}
"""In whole per cent."""

HEDGED_SHARE = Decimal(3)
"""How many points "nearly half" or "about a third" may be off."""

# Month names keep their capital: "may" is also a verb.
_MONTH = "(?-i:{})".format(
    "|".join(rf"{month}\b|{month[:3]}\b" for month in BRITISH.months)
)
_HEDGE = rf"(?:{_any_of(ABOUT + NOT_QUITE + AT_MOST + AT_LEAST + BELOW + ABOVE)}|~)"
_FRACTION = rf"(?:{'|'.join(FRACTIONS)})\b".replace(" ", r"[\s-]")
# "A" and "an" count only before a multiple, "m" and "bn" only right after digits.
_UNIT = rf"(?:{'|'.join(word for word in WORDS if len(word) > 2)})\b"
_MULTIPLE = rf"(?:{'|'.join(name for name in MULTIPLES if len(name) > 2)})\b"
_GROUP = f"[,{_SPACES[1:]}]"
_DIGITS = rf"(?:[0-9]{{1,3}}(?:{_GROUP}[0-9]{{3}})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"

_IN_PROSE = rf"""
    (?<![\w.,]) (?<![^\W\d_]-)           # not the 72 of T-72
    (?:
      (?P<date>
          [0-9]{{1,2}} (?:st|nd|rd|th)? \s+ (?:of\s+)? {_MONTH} (?:\s+[0-9]{{4}}\b)?
        | {_MONTH} \s+ [0-9]{{1,2}} \b (?!{_GROUP}[0-9]) (?:,?\s+[0-9]{{4}}\b)?
        | [0-9]{{4}}-[0-9]{{2}} (?:-[0-9]{{2}})? \b
        | (?:19|20)[0-9]{{2}} (?!\w | [.,][0-9] | \s*{_PERCENT} | \s*{_MULTIPLE})
      )
    |
      (?:(?P<hedge>{_HEDGE})\s*)?
      (?P<number>
          (?P<fraction>{_FRACTION}) (?!-)
          (?:\s+(?:of\s+)?(?:an?\s+)?(?P<part_of>{_MULTIPLE}))?
        |
          (?:
              (?P<digits>[{_MINUS}]?{_DIGITS})
            | (?P<words>
                (?:an?[\s-]+{_MULTIPLE} | {_UNIT})
                (?:
                    [\s-]+{_UNIT}
                  # The "and" of "two hundred and ten", not of "two and three hundred".
                  | [\s-]+{_MULTIPLE} (?:\s+and(?=\s+{_UNIT}(?!\s+{_MULTIPLE})))?
                )*
              ) (?!-)
          )
          (?P<and_a_half>\s+and\s+a\s+half\b)?
          (?:(?P<multiple>(?:m|bn)\b) | \s*(?P<multiple_word>{_MULTIPLE}))?
          (?!\w | [.,][0-9])
          (?:\s*(?P<percent>{_PERCENT}))?
      )
      # The 33 of "33 to 50%" is a percentage too, and likewise for a scale.
      (?=(?:
          \s*(?:to|and|-|\N{{EN DASH}})\s*(?P<next>{_DIGITS})
          (?:\s*(?P<next_multiple>{_MULTIPLE}))? (?:\s*(?P<next_percent>{_PERCENT}))?
      )?)
    )
"""


def _written(match: re.Match[str]) -> Written | None:
    """The number that a match of `_IN_PROSE` states, or None for a mere pronoun."""
    hedged = match["hedge"] is not None
    share = bool(match["percent"] or match["next_percent"])
    if match["fraction"]:
        percent = Decimal(FRACTIONS[re.sub(r"[\s-]+", " ", match["fraction"]).lower()])
        share = match["part_of"] is None
        value = percent if share else _times(percent.scaleb(-2), match["part_of"])
        slack = HEDGED_SHARE if share and hedged else _half_unit(value)
    else:
        if (match["words"] or "").lower() == "one":
            return None
        value = _stated(match)
        slack = _rounding(value) if hedged else _half_unit(value)
    return Written(
        text=match["number"].strip(),
        offset=match.start("number"),
        value=value,
        share=share,
        slack=slack,
    )


def _stated(match: re.Match[str]) -> Decimal:
    value = _counted(match["words"]) if match["words"] else _plain(match["digits"])
    if match["and_a_half"]:
        value = EXACT.add(value, Decimal("0.5"))
    multiple = match["multiple"] or match["multiple_word"]
    if not multiple and match["next_multiple"] and value < _plain(match["next"]):
        multiple = match["next_multiple"]
    return _times(value, multiple) if multiple else value


def _plain(digits: str) -> Decimal:
    return Decimal(re.sub(_GROUP, "", digits).replace("\N{MINUS SIGN}", "-"))


def _counted(words: str) -> Decimal:
    """The number that English number words make: two hundred and ten is 210."""
    total = group = Decimal(0)
    for word in re.findall("[a-z]+", words.lower()):
        if word in WORDS:
            group += WORDS[word]
        elif word in MULTIPLES:
            group = _times(group, word)
            if MULTIPLES[word] >= 1000:
                total, group = EXACT.add(total, group), Decimal(0)
    return EXACT.add(total, group)


def _times(number: Decimal, multiple: str) -> Decimal:
    return EXACT.multiply(number, MULTIPLES[multiple.lower()])


def _half_unit(number: Decimal) -> Decimal:
    """Half a step of the last digit as written."""
    return Decimal(f"5E{last_place(number) - 1}")


def _rounding(number: Decimal) -> Decimal:
    """How far a round number may be from the one it rounds, at most a tenth of it.

    Half a step of its last digit that is not a zero: 50 for 2,700.
    """
    half = _half_unit(number.normalize(EXACT))
    return min(half, EXACT.multiply(number.copy_abs(), Decimal("0.1")))


def _near(number: Decimal, quantity: Quantity, slack: Decimal) -> bool:
    """Whether a number lies within the quantity or at most `slack` beyond an end."""
    low, high = quantity.low, quantity.high
    return (low is None or EXACT.subtract(low, slack) <= number) and (
        high is None or number <= EXACT.add(high, slack)
    )


def span(values: Sequence[Quantity]) -> Quantity:
    """From the lowest to the highest number that these quantities state.

    Nothing is averaged. "Up to 1,000" states 1,000 and no lower number, so that with
    "about 300" it makes "about 300 to 1,000"; "at least 40" leaves the high end open
    unless another of them states a higher number.
    """
    if len(values) == 1:
        return values[0]
    lows = [
        end for v in values if (end := v.high if v.low is None else v.low) is not None
    ]
    highs = [
        end for v in values if (end := v.low if v.high is None else v.high) is not None
    ]
    low, high = min(lows), max(highs)
    only_below = all(v.low is None for v in values)
    beyond = any(v.high is None and v.low == high for v in values)
    return Quantity(
        None if only_below else low,
        None if beyond and not only_below else high,
        approximate=any(v.approximate for v in values),
        percent=any(v.percent for v in values),
    )
