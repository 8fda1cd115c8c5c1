"""Single numbers as they are written: 11,000, 1½, 1.2 million, two hundred and ten.

A numeral is read at a place in a text; what stands around it is for `phrases`.
"""

import re
from collections.abc import Iterable
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal
from functools import cache
from typing import Literal

import msgspec

from factbox.languages.wording import Wording
from factbox.problems import Unreadable
from factbox.values.letters import lowered

# Far beyond any count in the news, and short enough to be quick whatever is typed.
MOST_DIGITS = 18

# Enough for sums over MOST_DIGITS and a scale, whatever the caller's context is.
EXACT = Context(prec=64, Emax=MAX_EMAX, Emin=MIN_EMIN)

SPACES = "\N{NO-BREAK SPACE}\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}"
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

Form = Literal["digits", "words", "fraction"]


class Numeral(msgspec.Struct, frozen=True):
    """A number without its sign: its value, and where it stands in the text.

    The digits stay as typed, 1.10 as 1.10 and 1.2 million as 1.2E+6. `power` is that of
    the scale, 0 where there is none. A "fraction" is one of a whole: its value is in
    per cent, `share` has its two numbers. `bare` are the digits of a number that is
    nothing but digits, as years and the numbers of things are.
    """

    value: Decimal
    start: int
    end: int
    form: Form = "digits"
    power: int = 0
    share: tuple[int, int] | None = None
    bare: str = ""


def last_place(number: Decimal) -> int:
    """The power of ten of the last digit as typed: -2 for 1.10, 5 for 1.2 million."""
    return int(number.as_tuple().exponent)


def any_of(phrases: Iterable[str]) -> str:
    """A pattern for whole phrases, the longest first, with any space in them."""
    written = [
        re.escape(phrase).replace(r"\ ", r"\s+")
        + (r"(?!\w)" if phrase[-1].isalnum() else "")
        for phrase in sorted(phrases, key=len, reverse=True)
    ]
    return f"(?:{'|'.join(written)})"


def plain_words(text: str) -> str:
    """A phrase as a catalogue has it: in lower case, with single spaces."""
    return " ".join(lowered(text).split())


class Numerals:
    """What reads the numerals of one language."""

    def __init__(self, wording: Wording) -> None:
        group = re.escape(wording.group) + SPACES
        decimal = re.escape(wording.decimal)
        self.wording = wording
        self.cardinals = dict(wording.cardinals)
        self.multiples = dict(wording.multiples)
        self.powers = dict(wording.scales) | dict(wording.glued)
        self.denominators = {
            word + plural: number
            for word, number in wording.fractions
            for plural in ("", "s")
        }
        vulgar = "".join(VULGAR)
        # In a sentence a plain space parts two numbers; in a value it parts thousands.
        marks = rf"[.,{SPACES}]"
        self.digits = _compiled(rf"[0-9]+(?:{marks}[0-9]+)*+")
        self.spaced_digits = _compiled(rf"[0-9]+(?:[.,\s{SPACES}][0-9]+)*+")
        self.shape = _compiled(
            rf"(?P<whole>0|[1-9][0-9]*|[1-9][0-9]{{0,2}}"
            rf"(?P<mark>[ {group}])[0-9]{{3}}(?:(?P=mark)[0-9]{{3}})*)"
            rf"(?:{decimal}(?P<part>[0-9]+))?"
        )
        self.vulgar = _compiled(f"[{vulgar}]")
        words = any_of({*self.cardinals, *self.multiples})
        self.word = _compiled(words)
        self.article = _compiled(rf"{any_of(wording.articles)}[\s-]+")
        self.conjunction = _compiled(rf"\s+{any_of([wording.conjunction])}\s+")
        self.gap = _compiled(r"[\s-]+")
        self.and_a_half = _compiled(rf"\s+{any_of([wording.and_a_half])}")
        # Longer letters first: the "m" of "mn" is no million.
        self.scale = _compiled(rf"\s*{any_of(dict(wording.scales))}")
        glued = "|".join(letters for letters, _ in wording.glued)
        self.glued = re.compile(rf"(?:{glued})(?!\w)")
        ambiguous = any_of(wording.ambiguous_glued)
        self.ambiguous = re.compile(rf"\s+{ambiguous}")
        self.half = _compiled(any_of(wording.half))
        below = any_of(self.denominators)
        self.fraction = _compiled(rf"[\s-]+(?P<below>{below})")
        articles = any_of(wording.articles)
        multiples = any_of(self.multiples)
        of = any_of(wording.out_of)
        self.of_multiple = _compiled(
            rf"\s+(?:{of}\s+)?(?:{articles}\s+)?(?P<multiple>{multiples})"
        )

    def read(self, text: str, start: int, *, whole: bool = False) -> Numeral | None:
        """The numeral that begins at `start`; None if none does.

        Of a `whole` text, the digits must be written as numbers are, in one way that
        can be read in one way: else `Unreadable` is raised.
        """
        pattern = self.spaced_digits if whole else self.digits
        if match := pattern.match(text, start):
            return self._of_digits(text, match, whole)
        if match := self.vulgar.match(text, start):
            above, below = VULGAR[match[0]]
            found = self._fraction(text, start, match.end(), above, below)
            if whole and found.share:
                raise Unreadable(
                    f"'{match[0]}' could be {_ratio(above, below)} or {found.value}%",
                    "write the one that is meant",
                    start,
                )
            return found
        if match := self.half.match(text, start):
            return self._fraction(text, start, match.end(), 1, 2)
        return self._of_words(text, start)

    def _of_digits(
        self, text: str, match: re.Match[str], whole: bool
    ) -> Numeral | None:
        start, end = match.span()
        shape = self.shape.fullmatch(match[0])
        if shape is None:
            if whole:
                raise self._malformed(match[0], start)
            return None
        digits = re.sub("[^0-9]", "", shape["whole"])
        value = Decimal(f"{digits}.{shape['part'] or ''}")
        if vulgar := self.vulgar.match(text, end):
            if shape["part"]:
                return None
            above, below = VULGAR[vulgar[0]]
            value = EXACT.add(value, _ratio(above, below))
            end = vulgar.end()
        elif half := self.and_a_half.match(text, end):
            value, end = EXACT.add(value, Decimal("0.5")), half.end()
        power, last = self._scale_after(text, end)
        if whole and not power and (unclear := self.ambiguous.match(text, end)):
            letter = unclear[0].strip()
            word = next(w for w, p in self.wording.scales if p == self.powers[letter])
            written = text[start:end]
            raise Unreadable(
                f"'{written} {letter}' could be {written} {word} or a measure",
                f"write '{written} {word}', or leave the unit to 'unit: {letter}'",
                unclear.start(),
            )
        value = value.scaleb(power, EXACT)
        if whole:
            self._check(value, shape, start)
        bare = match[0] if match[0].isdigit() and last == match.end() else ""
        return Numeral(value, start, last, power=power, bare=bare)

    def _scale_after(self, text: str, end: int) -> tuple[int, int]:
        """The power of ten of the scale that follows a number, and where that ends."""
        if match := self.scale.match(text, end):
            return self.powers[lowered(match[0].strip())], match.end()
        if match := self.glued.match(text, end):
            return self.powers[match[0]], match.end()
        return 0, end

    def _of_words(self, text: str, start: int) -> Numeral | None:
        article = self.article.match(text, start)
        begin = article.end() if article else start
        total, group, end, smallest = Decimal(0), Decimal(0), begin, 10**18
        previous = 1 if article else -1
        last_word, position = "", begin
        while match := self.word.match(text, position):
            word = lowered(match[0])
            if word in self.cardinals:
                number = self.cardinals[word]
                follows_ten = previous in range(20, 100, 10) and 0 < number < 10
                if article and not last_word:
                    return None
                if last_word in self.cardinals and not follows_ten:
                    # "Nineteen forty" is a year, "two, two, two" an echo.
                    return None
                group, previous = group + number, number
            else:
                number = self.multiples[word]
                if last_word == "" and not article:
                    return None
                group = EXACT.multiply(group or Decimal(1), Decimal(number))
                if number >= 1000:
                    if number >= smallest:
                        break
                    total, group = EXACT.add(total, group), Decimal(0)
                    smallest = number
                previous = -1
            last_word, end = word, match.end()
            gap = self.gap.match(text, end)
            joint = self.conjunction.match(text, end) if previous == -1 else None
            if joint:
                following = self.word.match(text, joint.end())
                is_part = following and lowered(following[0]) in self.cardinals
                if following and is_part:
                    gap_behind = self.gap.match(text, following.end())
                    behind = gap_behind and self.word.match(text, gap_behind.end())
                    is_part = not (behind and lowered(behind[0]) in self.multiples)
                if not is_part:
                    break
            elif not gap:
                break
            position = (joint or gap).end()  # type: ignore[union-attr]
        if not last_word:
            return self._small_fraction(text, start, article)
        number_so_far = EXACT.add(total, group)
        if fraction := self.fraction.match(text, end):
            below = self.denominators[lowered(fraction["below"])]
            if 0 < number_so_far < below and last_word in self.cardinals:
                above = int(number_so_far)
                return self._fraction(text, start, fraction.end(), above, below)
        form: Form = "words"
        power = 0
        if half := self.and_a_half.match(text, end):
            number_so_far, end = EXACT.add(number_so_far, Decimal("0.5")), half.end()
            power, end = self._scale_after(text, end)
            number_so_far = number_so_far.scaleb(power, EXACT)
        elif last_word in self.multiples and self.multiples[last_word] >= 1000:
            power = len(str(self.multiples[last_word])) - 1
            number_so_far = _shortened(number_so_far, power)
        return Numeral(number_so_far, start, end, form, power)

    def _small_fraction(
        self, text: str, start: int, article: re.Match[str] | None
    ) -> Numeral | None:
        """A third, a quarter."""
        if article is None:
            return None
        fraction = self.fraction.match(text, article.end() - 1)
        if fraction is None:
            return None
        below = self.denominators[plain_words(fraction[0]).lstrip("-").strip()]
        return self._fraction(text, start, fraction.end(), 1, below)

    def _fraction(
        self, text: str, start: int, end: int, above: int, below: int
    ) -> Numeral:
        """A part of a whole, or of a scale: half a million is a number."""
        if match := self.of_multiple.match(text, end):
            number = self.multiples[lowered(match["multiple"])]
            value = EXACT.divide(Decimal(number * above), Decimal(below))
            return Numeral(value, start, match.end(), "words")
        percent = EXACT.divide(Decimal(100 * above), Decimal(below))
        if percent != percent.quantize(Decimal("0.01"), context=EXACT):
            percent = percent.quantize(Decimal("0.01"), context=EXACT)
        else:
            percent = _plain(percent)
        return Numeral(percent, start, end, "fraction", share=(above, below))

    def _malformed(self, written: str, offset: int) -> Unreadable:
        """What is wrong with digits that are not written as numbers are."""
        group, decimal = self.wording.group, self.wording.decimal
        message = f"'{written}' is not how a number is written"
        hint = (
            "put a comma between thousands and a point before decimals, "
            "like 11,000 and 1.10"
        )
        parts = re.fullmatch(
            rf"([0-9]{{1,3}}){re.escape(group)}([0-9]{{1,2}})", written
        )
        if parts and parts[1][0] != "0":
            whole, part = parts.groups()
            filled = part.ljust(3, "0")
            return Unreadable(
                f"'{written}' could be {whole}{decimal}{part} "
                f"or {whole}{group}{filled}",
                "write the one that is meant",
                offset,
            )
        return Unreadable(message, hint, offset)

    def _check(self, value: Decimal, shape: re.Match[str], offset: int) -> None:
        """Raise `Unreadable` for what is too long, or could be read in two ways."""
        digits = max(value.adjusted(), 0) + 1 + max(-last_place(value), 0)
        if digits > MOST_DIGITS:
            raise Unreadable(
                f"a number of {digits} digits is too long",
                f"{MOST_DIGITS} digits are the most",
                offset,
            )
        part = shape["part"] or ""
        # In half of Europe 11.000 is eleven thousand.
        if 1 <= value < 1000 and last_place(value) == -3 and part[-1:] == "0":
            group, decimal = self.wording.group, self.wording.decimal
            whole, rest = shape["whole"], part.rstrip("0")
            shorter = whole + decimal + rest if rest else whole
            raise Unreadable(
                f"'{shape[0]}' could be {whole}{group}{part} or {shorter}",
                "write the one that is meant",
                offset,
            )


@cache
def numerals_of(wording: Wording) -> Numerals:
    """The reader of a language's numerals; its patterns are compiled at first use."""
    return Numerals(wording)


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _ratio(above: int, below: int) -> Decimal:
    exact = EXACT.divide(Decimal(above), Decimal(below))
    rounded = exact.quantize(Decimal("0.001"), context=EXACT)
    return _plain(exact) if exact == rounded else rounded


def _plain(number: Decimal) -> Decimal:
    """The number without zeros behind its decimals, and without an exponent."""
    short = number.normalize(EXACT)
    return short if last_place(short) < 0 else short.quantize(Decimal(1), context=EXACT)


def _shortened(number: Decimal, power: int) -> Decimal:
    """The number with its exponent at the power of its scale, where it is whole."""
    scaled = number.scaleb(-power, EXACT)
    whole = scaled.to_integral_value()
    return Decimal(f"{int(whole)}E{power}") if whole == scaled else number
