"""Single numbers as they are written: 11,000, 1½, 1.2 million, two hundred and ten.

A numeral is read at a place in a text; what stands around it is for `phrases`.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache

from factbox.languages.typing_files import ENGLISH, wording_of
from factbox.languages.wording import Wording
from factbox.patterns import pattern_of
from factbox.problems import Unreadable
from factbox.values.letters import lowered
from factbox.values.quantities.counting import Count, joined_tens
from factbox.values.quantities.exact import EXACT, is_rounded, plain, ratio, shortened
from factbox.values.quantities.malformed import check, malformed
from factbox.values.quantities.notation import VULGAR, power_of_ten, slash_fraction
from factbox.values.quantities.numeral import Form, Numeral
from factbox.values.scripts import LETTER, compiled, is_letter

SPACES = "\N{NO-BREAK SPACE}\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}"
APOSTROPHES = "'’"
"""In Switzerland between thousands; in no language anything else between digits."""


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
        group = re.escape(wording.group) + SPACES + APOSTROPHES
        decimal = re.escape(wording.decimal)
        self.tens_and = wording.tens_and
        self.wording = wording
        self.cardinals = dict(wording.cardinals) | dict(joined_tens(wording))
        self.multiples = dict(wording.multiples)
        self.powers = dict(wording.scales) | dict(wording.glued)
        self.denominators = dict(wording.fractions)
        vulgar = "".join(VULGAR)
        # In a sentence a plain space parts two numbers; in a value it parts thousands.
        apart = re.escape(wording.group.replace(" ", ""))
        thousands = rf"[{APOSTROPHES}](?=[0-9]{{3}})"
        marks = rf"(?:[.,{apart}{SPACES}]|{thousands})"
        digits = rf"[0-9]+(?:{marks}[0-9]+)*+"
        if " " in wording.group:
            parted = rf"[0-9]{{1,3}}(?:[ {SPACES}][0-9]{{3}})+(?:[.,][0-9]+)?(?![0-9])"
            digits = f"{parted}|{digits}"
        self.digits = compiled(digits)
        self.spaced_digits = compiled(
            rf"[0-9]+(?:(?:[.,_{apart}\s{SPACES}]|{thousands})[0-9]+)*+"
        )
        # Thousands, or as in India hundreds of thousands: 6,50,000.
        lakhs = r"|(?P<lakhs>[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3})"
        self.shape = compiled(
            rf"(?P<whole>0|[1-9][0-9]*|[1-9][0-9]{{0,2}}"
            rf"(?P<mark>[ {group}])[0-9]{{3}}(?:(?P=mark)[0-9]{{3}})*"
            rf"{lakhs if ',' in wording.group else ''})"
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
        self.one_and_a_half = compiled(any_of(wording.one_and_a_half))
        # Longer letters first: the "m" of "mn" is no million.
        self.scale = compiled(rf"\s*{any_of(dict(wording.scales))}")
        # The first letter of 조금, "a little", is the one of trillions.
        behind = (*wording.or_just_below, *wording.or_just_above)
        self.no_scale = compiled(rf"\s*{any_of(behind)}") if behind else None
        glued = any_of((letters for letters, _ in wording.glued), whole=False)
        self.glued = pattern_of(rf"{glued}(?!\w)")
        ambiguous = any_of(wording.ambiguous_glued)
        self.ambiguous = pattern_of(rf"\s+{ambiguous}(?![/€$£])")
        tens = {10**power for power in range(20)}
        dozens = (word for word, number in wording.multiples if number not in tens)
        self.dozens = compiled(rf"\s+{any_of(dozens)}")
        self.indian = {word for word, power in wording.scales if power in (5, 7)}
        self.part_of = None
        if wording.part_of:
            joint = any_of(wording.part_of, whole=False)
            self.part_of = compiled(rf"([1-9][0-9]{{0,2}})\s?{joint}\s?([1-9][0-9]?)")
        self.half = compiled(any_of(wording.half))
        self.half_a = compiled(any_of(wording.half_a, whole=False))
        self.fraction = compiled(rf"(?:\s*-\s*|\s+){any_of(self.denominators)}")
        self.bare_fraction = compiled(any_of(self.denominators))
        articles = any_of(wording.articles)
        multiples = any_of(self.multiples)
        of = any_of(wording.out_of)
        self.of_multiple = compiled(
            rf"[\s-]+(?:{of}\s+)?(?:{articles}[\s-]+)?(?P<multiple>{multiples})"
        )
        # In halves of a scale, the two may be one word: полмиллиона.
        self.multiple = compiled(rf"[\s-]*(?P<multiple>{multiples})")

    def read(self, text: str, start: int, *, is_value: bool = False) -> Numeral | None:
        """The numeral that begins at `start`; None if none does.

        In a text that `is_value`, as an editor types one, digits must be written as
        numbers are, and in one way: else `Unreadable` is raised.
        """
        if is_value and (found := slash_fraction(text, start)):
            return self._of_slash(text, start, *found)
        if self.part_of and (share := self.part_of.match(text, start)):
            whole, piece = int(share[1]), int(share[2])
            if piece < whole:
                return self._fraction(text, start, share.end(), piece, whole)
        pattern = self.spaced_digits if is_value else self.digits
        if match := pattern.match(text, start):
            return self._of_digits(text, match, is_value)
        if match := self.vulgar.match(text, start):
            above, below = VULGAR[match[0]]
            return self._fraction(text, start, match.end(), above, below)
        if match := self.one_and_a_half.match(text, start):
            power, end = self.scale_after(text, match.end())
            return Numeral(Decimal("1.5").scaleb(power, EXACT), start, end, power=power)
        match = self.half_a.match(text, start)
        if match and (multiple := self.multiple.match(text, match.end())):
            return self._part_of_a_multiple(multiple, start, 1, 2)
        if match := self.half.match(text, start):
            return self._fraction(text, start, match.end(), 1, 2)
        worded = self._of_words(text, start)
        part = self._and_a_part(text, worded.end) if is_value and worded else None
        if not worded or not part or worded.form != "words" or worded.power:
            return worded
        value, end = EXACT.add(worded.value, part[0]), part[1]
        power, end = self.scale_after(text, end)
        return Numeral(value.scaleb(power, EXACT), start, end, "words", power)

    def _of_digits(
        self, text: str, match: re.Match[str], is_value: bool
    ) -> Numeral | None:
        start, end = match.span()
        shape = self.shape.fullmatch(match[0])
        raised = power_of_ten(text, end) if is_value and shape else None
        if shape is None:
            if is_value:
                raise malformed(match[0], self.wording, start)
            return None
        digits = re.sub("[^0-9]", "", shape["whole"])
        value, rounded = Decimal(f"{digits}.{shape['part'] or ''}"), False
        # 1 ½, which some keyboards and programs write with a space.
        is_parted = is_value and text[end : end + 1].isspace()
        if vulgar := self.vulgar.match(text, end + is_parted):
            if shape["part"]:
                return None
            above, below = VULGAR[vulgar[0]]
            value, end = EXACT.add(value, ratio(above, below)), vulgar.end()
            rounded = is_rounded(above, below)
        elif half := self.and_a_half.match(text, end):
            value, end = EXACT.add(value, Decimal("0.5")), half.end()
        elif is_value and (part := self._and_a_part(text, end)):
            value, end = EXACT.add(value, part[0]), part[1]
        power, last = self.scale_after(text, end)
        if raised:
            power, last, is_ten = raised
            value = Decimal(1) if is_ten else value
        if power and self.wording.group_at == 10_000:
            return self._of_myriads(
                text, start, value.scaleb(power, EXACT), power, last
            )
        if power and (half := self.and_a_half.match(text, last)):
            value, last = EXACT.add(value, Decimal("0.5")), half.end()
        times = 1
        if not power and (counted := self.dozens.match(text, last)):
            times, last = self.multiples[plain_words(counted[0])], counted.end()
            value = EXACT.multiply(value, Decimal(times))
        if is_value and not power and (unclear := self.ambiguous.match(text, end)):
            letter = unclear[0].strip()
            word = next(w for w, p in self.wording.scales if p == self.powers[letter])
            written = text[start:end]
            raise Unreadable(
                f"'{written} {letter}' could be {written} {word} or a measure",
                f"write '{written} {word}', or leave the unit to 'unit: {letter}'",
                unclear.start(),
            )
        value = value.scaleb(power, EXACT)
        if is_value:
            check(value, shape["whole"], shape["part"] or "", self.wording, start)
        bare = match[0] if match[0].isdigit() and last == match.end() else ""
        is_grouped = "lakhs" in shape.re.groupindex and shape["lakhs"]
        is_indian = is_grouped or {*plain_words(text[end:last]).split()} & self.indian
        form: Form = "lakhs" if is_indian else "digits"
        power = max(power, 0)
        return Numeral(value, start, last, form, power, None, bare, times, rounded)

    def _of_slash(
        self, text: str, start: int, whole: int | None, above: int, below: int, end: int
    ) -> Numeral:
        """2/3 is a share as two thirds is, and 5 1/2 a number."""
        if whole is None:
            return self._fraction(text, start, end, above, below)
        value = EXACT.add(Decimal(whole), ratio(above, below))
        power, last = self.scale_after(text, end)
        number, rounded = value.scaleb(power, EXACT), is_rounded(above, below)
        return Numeral(number, start, last, power=power, is_rounded=rounded)

    def _and_a_part(self, text: str, end: int) -> tuple[Decimal, int] | None:
        """What is added to a number behind it, and where that ends: and a quarter."""
        joint = self.conjunction.match(text, end)
        if joint is None:
            return None
        article = self.article.match(text, joint.end())
        word = article or self.word.match(text, joint.end())
        part = word and self.fraction.match(text, len(word[0].rstrip()) + word.start())
        if word is None or part is None:
            return None
        above = 1 if article else self.cardinals.get(lowered(word[0]), 0)
        below = self.denominators[_named(part)]
        if not 0 < above < below or 10_000 % below:
            return None
        return ratio(above, below), part.end()

    def _of_myriads(
        self, text: str, start: int, total: Decimal, power: int, end: int
    ) -> Numeral:
        """What is in parts of falling powers: 1万2千, 3억 5000만."""
        highest = power
        while match := self.digits.match(text, self.space.match(text, end).end()):  # type: ignore[union-attr]
            following, last = self.scale_after(text, match.end())
            digits = re.sub("[^0-9]", "", match[0])
            if following >= power or len(digits) + following > power:
                break
            total = EXACT.add(total, Decimal(int(digits)).scaleb(following, EXACT))
            power, end = following, last
            if not power:
                break
        return Numeral(shortened(total, power), start, end, power=highest)

    def scale_after(self, text: str, end: int) -> tuple[int, int]:
        """The power of ten of the scale that follows a number, and where that ends."""
        if self.no_scale and self.no_scale.match(text, end):
            return 0, end
        if match := self.scale.match(text, end):
            return self.powers[plain_words(match[0])], match.end()
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
        count = Count(self.wording.group_at)
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
            power, end = self.scale_after(text, end)
            number = number.scaleb(power, EXACT)
            if multiple >= 1000:
                number = number.normalize(EXACT)
        if self.wording.joined and is_letter(text[end : end + 1] or " "):
            return None
        if multiple >= 1000:
            power = len(str(multiple)) - 1
            number = shortened(number, power)
        if last_word in self.indian:
            form = "lakhs"
        times = multiple if self.dozens.fullmatch(f" {last_word}") else 1
        return Numeral(number, start, end, form, power, times=times)

    def _next_word(self, text: str, end: int, count: Count) -> int | None:
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
        else:
            fraction = self.bare_fraction.match(text, start)
        if fraction is None:
            return None
        is_bare = not (article or self.wording.bare_fractions)
        if is_bare and not self.of_multiple.match(text, fraction.end()):
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
            percent = plain(percent)
        return Numeral(percent, start, end, "fraction", share=(above, below))

    def _part_of_a_multiple(
        self, match: re.Match[str], start: int, above: int, below: int
    ) -> Numeral:
        """Half a million, three quarters of a million."""
        number = self.multiples[lowered(match["multiple"])]
        value = ratio(number * above, below)
        if rounded := is_rounded(number * above, below):
            value = plain(EXACT.multiply(ratio(above, below), Decimal(number)))
        return Numeral(value, start, match.end(), "words", is_rounded=rounded)


def _named(fraction: re.Match[str]) -> str:
    return plain_words(fraction[0]).lstrip("- ").rstrip()


@cache
def numerals_of(tag: str = ENGLISH) -> Numerals:
    """The reader of a language's numerals; its patterns are compiled at first use."""
    return Numerals(wording_of(tag))
