"""Single numbers as they are written: 11,000, 1½, 1.2 million, two hundred and ten.

A numeral is read at a place in a text; what stands around it is for `phrases`.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal
from functools import cache
from typing import Literal

import msgspec

from factbox.languages.typing_files import ENGLISH, wording_of
from factbox.languages.wording import Wording
from factbox.problems import Unreadable
from factbox.values.letters import lowered
from factbox.values.scripts import LETTER, compiled, is_letter

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


class Malformed(Unreadable):
    """Digits that are not written as the numbers of a language are."""


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


def any_of(phrases: Iterable[str], *, whole: bool = True) -> str:
    """A pattern for phrases, the longest first, with any space in them.

    They are `whole` where no letter may follow.
    """
    longest_first = sorted(phrases, key=len, reverse=True)
    if not longest_first:
        return "(?!)"
    found = "|".join(re.escape(each).replace(r"\ ", r"\s+") for each in longest_first)
    endings = {is_letter(phrase[-1]) for phrase in longest_first} if whole else {False}
    if endings == {False}:
        return f"(?:{found})"
    # A sign may follow what itself ends in a sign: $300.
    ended = f"(?!{LETTER})" if endings == {True} else f"(?:(?<!{LETTER})|(?!{LETTER}))"
    return f"(?:(?:{found}){ended})"


def plain_words(text: str) -> str:
    """A phrase as a catalogue has it: in lower case, with single spaces."""
    return " ".join(lowered(text).split())


class Numerals:
    """What reads the numerals of one language."""

    def __init__(self, wording: Wording) -> None:
        group = re.escape(wording.group) + SPACES
        decimal = re.escape(wording.decimal)
        self.tens_and = wording.tens_and
        self.wording = wording
        self.cardinals = dict(wording.cardinals) | dict(_joined_tens(wording))
        self.multiples = dict(wording.multiples)
        self.powers = dict(wording.scales) | dict(wording.glued)
        self.denominators = dict(wording.fractions)
        vulgar = "".join(VULGAR)
        # In a sentence a plain space parts two numbers; in a value it parts thousands.
        apart = re.escape(wording.group.replace(" ", ""))
        marks = rf"[.,{apart}{SPACES}]"
        digits = rf"[0-9]+(?:{marks}[0-9]+)*+"
        if " " in wording.group:
            parted = rf"[0-9]{{1,3}}(?:[ {SPACES}][0-9]{{3}})+(?:[.,][0-9]+)?(?![0-9])"
            digits = f"{parted}|{digits}"
        self.digits = compiled(digits)
        self.spaced_digits = compiled(rf"[0-9]+(?:[.,{apart}\s{SPACES}][0-9]+)*+")
        self.shape = compiled(
            rf"(?P<whole>0|[1-9][0-9]*|[1-9][0-9]{{0,2}}"
            rf"(?P<mark>[ {group}])[0-9]{{3}}(?:(?P=mark)[0-9]{{3}})*)"
            rf"(?:{decimal}(?P<part>[0-9]+))?"
        )
        self.vulgar = compiled(f"[{vulgar}]")
        words = any_of({*self.cardinals, *self.multiples}, whole=not wording.joined)
        self.word = compiled(words)
        self.article = compiled(rf"{any_of(wording.articles)}[\s-]+")
        self.conjunction = compiled(rf"\s+{any_of(wording.conjunction)}\s+")
        self.gap = compiled(r"[\s-]*" if wording.joined else r"[\s-]+")
        self.space = re.compile(r"\s?")
        space = r"\s*" if wording.joined else r"\s+"
        self.and_a_half = compiled(rf"{space}{any_of(wording.and_a_half)}")
        # Longer letters first: the "m" of "mn" is no million.
        self.scale = compiled(rf"\s*{any_of(dict(wording.scales))}")
        glued = any_of((letters for letters, _ in wording.glued), whole=False)
        self.glued = re.compile(rf"{glued}(?!\w)")
        ambiguous = any_of(wording.ambiguous_glued)
        self.ambiguous = re.compile(rf"\s+{ambiguous}")
        self.half = compiled(any_of(wording.half))
        self.half_a = compiled(any_of(wording.half_a, whole=False))
        self.fraction = compiled(rf"[\s-]+{any_of(self.denominators)}")
        self.bare_fraction = compiled(any_of(self.denominators))
        articles = any_of(wording.articles)
        multiples = any_of(self.multiples)
        of = any_of(wording.out_of)
        self.of_multiple = compiled(
            rf"\s+(?:{of}\s+)?(?:{articles}\s+)?(?P<multiple>{multiples})"
        )
        # In halves of a scale, the two may be one word: полмиллиона.
        self.multiple = compiled(rf"[\s-]*(?P<multiple>{multiples})")

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
        match = self.half_a.match(text, start)
        if match and (multiple := self.multiple.match(text, match.end())):
            return self._part_of_a_multiple(multiple, start, 1, 2)
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
        if power and self.wording.group_at == 10_000:
            return self._of_myriads(
                text, start, value.scaleb(power, EXACT), power, last
            )
        if power and (half := self.and_a_half.match(text, last)):
            value, last = EXACT.add(value, Decimal("0.5")), half.end()
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

    def _of_myriads(
        self, text: str, start: int, total: Decimal, power: int, end: int
    ) -> Numeral:
        """What is in parts of falling powers: 1万2千, 3억 5000만."""
        highest = power
        while match := self.digits.match(text, self.space.match(text, end).end()):  # type: ignore[union-attr]
            following, last = self._scale_after(text, match.end())
            digits = re.sub("[^0-9]", "", match[0])
            if following >= power or len(digits) + following > power:
                break
            total = EXACT.add(total, Decimal(int(digits)).scaleb(following, EXACT))
            power, end = following, last
            if not power:
                break
        return Numeral(_shortened(total, power), start, end, power=highest)

    def _scale_after(self, text: str, end: int) -> tuple[int, int]:
        """The power of ten of the scale that follows a number, and where that ends."""
        if match := self.scale.match(text, end):
            return self.powers[lowered(match[0].strip())], match.end()
        if match := self.glued.match(text, end):
            return self.powers[match[0]], match.end()
        return 0, end

    def _of_words(self, text: str, start: int) -> Numeral | None:
        article = self.article.match(text, start)
        if article:
            found = self._counted(text, start, article)
            # In many languages the article is the word for one as well.
            if found or _named(article) not in self.cardinals:
                return found
        return self._counted(text, start, None)

    def _counted(
        self, text: str, start: int, article: re.Match[str] | None
    ) -> Numeral | None:
        begin = article.end() if article else start
        count = _Count(self.wording.group_at)
        last_word, end, position = "", begin, begin
        while match := self.word.match(text, position):
            word = lowered(match[0])
            if word in self.cardinals:
                if article and not last_word:
                    return None
                is_other = last_word in self.cardinals
                if is_other and not count.takes(self.cardinals[word]):
                    if self.wording.joined:
                        # The "vier" of "drei Viertel" is no word.
                        break
                    # "Nineteen forty" is a year, "two, two, two" an echo.
                    return None
                count.add(self.cardinals[word])
            else:
                is_one = bool(article) or word in self.wording.counting
                if last_word == "" and not is_one:
                    return None
                if not count.multiply(self.multiples[word]):
                    break
            last_word, end = word, match.end()
            following = self._next_word(text, end, count)
            if following is None:
                break
            position = following
        if not last_word:
            return self._small_fraction(text, start, article)
        number = count.total
        if fraction := self.fraction.match(text, end):
            below = self.denominators[_named(fraction)]
            if 0 < number < below and last_word in self.cardinals:
                return self._fraction(text, start, fraction.end(), int(number), below)
        form: Form = "words"
        power = 0
        multiple = self.multiples.get(last_word, 1)
        if half := self.and_a_half.match(text, end):
            part = EXACT.divide(Decimal(multiple), Decimal(2))
            number, end = EXACT.add(number, part), half.end()
            power, end = self._scale_after(text, end)
            number = number.scaleb(power, EXACT)
            if multiple >= 1000:
                number = number.normalize(EXACT)
        if self.wording.joined and is_letter(text[end : end + 1] or " "):
            return None
        if multiple >= 1000:
            power = len(str(multiple)) - 1
            number = _shortened(number, power)
        return Numeral(number, start, end, form, power)

    def _next_word(self, text: str, end: int, count: "_Count") -> int | None:
        """Where the next word of a number begins, None if there is none."""
        if self.and_a_half.match(text, end):
            return None
        gap = self.gap.match(text, end)
        may_join = count.last == 0 or (self.tens_and and count.last >= 20)
        joint = self.conjunction.match(text, end) if may_join else None
        if joint is None:
            return gap.end() if gap else None
        following = self.word.match(text, joint.end())
        word = lowered(following[0]) if following else ""
        if following is None or word not in self.cardinals:
            return None
        if count.last and not count.takes(self.cardinals[word]):
            return None
        behind = self.gap.match(text, following.end())
        behind = behind and self.word.match(text, behind.end())
        is_other = behind and lowered(behind[0]) in self.multiples
        return None if is_other else joint.end()

    def _small_fraction(
        self, text: str, start: int, article: re.Match[str] | None
    ) -> Numeral | None:
        """A third, a quarter."""
        if article:
            fraction = self.fraction.match(text, article.end() - 1)
        elif self.wording.bare_fractions:
            fraction = self.bare_fraction.match(text, start)
        else:
            return None
        if fraction is None:
            return None
        below = self.denominators[_named(fraction)]
        return self._fraction(text, start, fraction.end(), 1, below)

    def _fraction(
        self, text: str, start: int, end: int, above: int, below: int
    ) -> Numeral:
        """A part of a whole, or of a scale: half a million is a number."""
        if match := self.of_multiple.match(text, end):
            return self._part_of_a_multiple(match, start, above, below)
        percent = EXACT.divide(Decimal(100 * above), Decimal(below))
        if percent != percent.quantize(Decimal("0.01"), context=EXACT):
            percent = percent.quantize(Decimal("0.01"), context=EXACT)
        else:
            percent = _plain(percent)
        return Numeral(percent, start, end, "fraction", share=(above, below))

    def _part_of_a_multiple(
        self, match: re.Match[str], start: int, above: int, below: int
    ) -> Numeral:
        """Half a million, three quarters of a million."""
        number = self.multiples[lowered(match["multiple"])]
        value = EXACT.divide(Decimal(number * above), Decimal(below))
        return Numeral(value, start, match.end(), "words")

    def _malformed(self, written: str, offset: int) -> Malformed:
        """What is wrong with digits that are not written as numbers are."""
        group, decimal = self.wording.group[0], self.wording.decimal
        names = {",": "a comma", ".": "a point", " ": "a space"}
        hint = (
            f"put {names[group]} between thousands and {names[decimal]} before "
            f"decimals, like 11{group}000 and 1{decimal}10"
        )
        parts = re.fullmatch(
            rf"([0-9]{{1,3}})[{re.escape(self.wording.group)}]([0-9]{{1,2}})", written
        )
        if parts and parts[1][0] != "0":
            whole, part = parts.groups()
            filled = part.ljust(3, "0")
            return Malformed(
                f"'{written}' could be {whole}{decimal}{part} "
                f"or {whole}{group}{filled}",
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
        return Malformed(f"'{written}' is not how a number is written", hint, offset)

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
            group, decimal = self.wording.group[0], self.wording.decimal
            whole, rest = shape["whole"], part.rstrip("0")
            shorter = whole + decimal + rest if rest else whole
            raise Unreadable(
                f"'{shape[0]}' could be {whole}{group}{part} or {shorter}",
                "write the one that is meant",
                offset,
            )


class _Count:
    """What the words of a number come to, word by word."""

    def __init__(self, group_at: int) -> None:
        self.group_at = group_at
        self.whole, self.group, self.current = Decimal(0), Decimal(0), Decimal(0)
        self.last = 0
        """The last cardinal, 0 behind a multiple."""
        self._smallest = 10**18

    @property
    def total(self) -> Decimal:
        return EXACT.add(self.whole, EXACT.add(self.group, self.current))

    def takes(self, cardinal: int) -> bool:
        """Whether a cardinal may follow the last one: twenty one, doscientos diez."""
        limit = 100 if self.last % 100 == 0 else 10
        return self.last >= 20 and self.last % 10 == 0 and 0 < cardinal < limit

    def add(self, cardinal: int) -> None:
        self.current += cardinal
        self.last = cardinal

    def multiply(self, multiple: int) -> bool:
        """Multiply what was said before; false where that is another number."""
        if multiple < self.group_at:
            said = self.current or self.group or Decimal(1)
            product = EXACT.multiply(said, Decimal(multiple))
            self.group = product if not self.current else self.group + product
        elif multiple >= self._smallest:
            return False
        else:
            said = EXACT.add(self.group, self.current) or Decimal(1)
            self.whole += EXACT.multiply(said, Decimal(multiple))
            self.group = Decimal(0)
            self._smallest = multiple
        self.current, self.last = Decimal(0), 0
        return True


def _joined_tens(wording: Wording) -> Iterator[tuple[str, int]]:
    """Units and tens as one word where the units come first: einundzwanzig."""
    if not wording.units_first:
        return
    for unit, one in wording.cardinals:
        for ten, tens in wording.cardinals:
            if 0 < one < 10 and tens in range(20, 100, 10):
                for joint in wording.units_first:
                    yield f"{unit}{joint}{ten}", tens + one


def _named(fraction: re.Match[str]) -> str:
    return plain_words(fraction[0]).lstrip("-").strip()


@cache
def numerals_of(tag: str = ENGLISH) -> Numerals:
    """The reader of a language's numerals; its patterns are compiled at first use."""
    return Numerals(wording_of(tag))


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
