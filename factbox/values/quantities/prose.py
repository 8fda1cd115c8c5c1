"""Numbers in running text, told from the digits and words of dates and names.

What is left out: dates, hours, years; the numbers of things (page 12, Route 66, T-72);
telephone numbers, addresses and ages; ordinals; quotations. In doubt a number is left
out: advice that is wrong once is not read again.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache, lru_cache

import msgspec

from factbox.languages.typing_files import ENGLISH
from factbox.values.dates.when import dates_in
from factbox.values.digits import in_ascii
from factbox.values.letters import lowered
from factbox.values.quantities.around_numbers import AroundNumbers
from factbox.values.quantities.numerals import plain_words
from factbox.values.quantities.phrase import Phrase
from factbox.values.quantities.phrases import phrases_of
from factbox.values.quantities.quantity import Quantity, quantities_in
from factbox.values.scripts import is_letter

TEXTS_AT_HAND = 1_000
"""Of how many texts the numbers are remembered: several checks look at each."""


_FIRST_WORD = re.compile(r"(?:\A|[.!?:]\s+)[^\W\d_]+\s+\Z")
"""The first word of a sentence, or what may be it, before a number."""


class Written(msgspec.Struct, frozen=True):
    """A number that stands in prose: its words, where they start, and its value.

    `text` is without the hedge in front of it, which is `qualifier`. An `indefinite`
    number is one such as "dozens", whose quantity are all the numbers that it can mean.
    `phrase` is how it stands in the text, None for one in indefinite words.
    """

    text: str
    offset: int
    quantity: Quantity
    phrase: Phrase | None = None
    indefinite: bool = False

    @property
    def end(self) -> int:
        return self.offset + len(self.text)


def numbers_in(
    text: str, tag: str = ENGLISH, *, linked: bool = False
) -> Iterator[Written]:
    """The numbers that a text states, in their order.

    In the words that are `linked` to a figure a bare 2000 may be a count, where it
    would be a year in prose.
    """
    return iter(_numbers(text, tag, linked))


def stray_numbers(text: str, tag: str = ENGLISH) -> Iterator[Written]:
    """The numbers of a text that look like facts.

    Besides what `numbers_in` leaves out, these are no small numbers in words, unless
    they count what a figure should: "two sides", but not "two soldiers".
    """
    context = _context_of(tag)
    for number in _numbers(text, tag, linked=False):
        if not context.is_small_talk(text, number):
            yield number


@lru_cache(maxsize=TEXTS_AT_HAND)
def _numbers(text: str, tag: str, linked: bool) -> tuple[Written, ...]:
    return tuple(_context_of(tag).numbers(text, linked))


class _Context(AroundNumbers):
    """Tells the numbers of one language from what is no quantity."""

    def numbers(self, text: str, linked: bool) -> Iterator[Written]:
        shown, text = text, in_ascii(text, self.tag)
        vague = [*self._vague(text, linked)]
        found = [*vague]
        phrases = [*quantities_in(text, self.tag)]
        if not phrases:
            return iter(found)
        masks = [*self.masked.finditer(text)]
        masks += (mask for name in self.named for mask in name.finditer(text))
        if not linked:
            # What somebody else said is not ours to link.
            masks += self.quoted.finditer(text)
            masks += (mask for idiom in self.idioms for mask in idiom.finditer(text))
        spans = [mask.span() for mask in masks]
        spans += [
            (found.start, found.end)
            for found in dates_in(text, self.locale)
            # Four digits alone may be a count: `_is_year` sees what is around them.
            if found.is_certain and not found.text.isdigit()
        ]
        left_out = _joined(spans)
        starts = [start for start, _ in left_out]
        name_end = -1
        compounds: list[Written] = []
        for phrase, quantity in phrases:
            if any(each.offset <= phrase.number < each.end for each in vague):
                # Mehrere hundert.
                continue
            index = bisect_right(starts, phrase.number) - 1
            if index >= 0 and phrase.number < left_out[index][1]:
                continue
            if phrase.high and phrase.high.numeral.start in starts:
                # Between 9 and 10 o’clock.
                continue
            if end := self.names.end_of(text, phrase):
                name_end = max(end, name_end)
                continue
            if phrase.number < name_end:
                continue
            if self._is_part_of_a_word(text, phrase, linked):
                if linked and self.before_a_hyphen.match(text, phrase.end):
                    compounds.append(self._written(shown, phrase, quantity))
                continue
            # The first day of "1 and 2 June".
            if phrase.low.numeral.bare and index + 1 < len(starts):
                start, stop = left_out[index + 1]
                between = self.listed.fullmatch(text, phrase.end, start)
                # Am 12. Mai 19, am 14. Mai 23: a comma lists days, and no more.
                is_list = between and (
                    between[0].strip() != "," or text[start].isdigit()
                )
                has_day = any(sign.isdigit() for sign in text[start:stop])
                if has_day and is_list and phrase.low.value <= 31:
                    continue
            after_a_name = (
                name_end >= 0
                and self.listed.fullmatch(text, name_end, phrase.number)
                and not self.directly_counted.match(text, phrase.end)
            )
            if after_a_name or self._is_name(text, phrase, linked):
                # In 2024, 41 died: a year is no first of several names.
                is_year = len(phrase.low.numeral.bare) == 4 and not after_a_name
                name_end = name_end if is_year else phrase.end
                continue
            if self._is_pronoun(text, phrase, linked):
                continue
            found.append(self._written(shown, phrase, quantity))
        if not found and len(compounds) == 1:
            # The 7.8-magnitude earthquake: nothing else can be meant.
            found = compounds
        return iter(sorted(found, key=lambda number: number.offset))

    def _written(self, text: str, phrase: Phrase, quantity: Quantity) -> Written:
        number = text[phrase.number : phrase.end].rstrip()
        return Written(number, phrase.number, quantity, phrase)

    def _vague(self, text: str, linked: bool) -> Iterator[Written]:
        """Dozens, hundreds, every fifth; in a link also nobody, and a single one."""
        lower = lowered(text)
        is_there = any(word in lower for word in self.many)
        for match in self.indefinite.finditer(text) if is_there else ():
            if match["multiple"]:
                least = 2 * self.multiples[lowered(match["multiple"])]
            else:
                least = self.least[plain_words(match[0])]
            # A few thousand are not ten thousand, thousands may be.
            most = least * (50 if least >= 2000 and not match["multiple"] else 10)
            most //= 2 if match["multiple"] else 1
            quantity = Quantity(Decimal(least), Decimal(most), approximate=True)
            yield Written(match[0], match.start(), quantity, indefinite=True)
        if linked:
            for match in self.nobody.finditer(text):
                nobody = Quantity(Decimal(0), Decimal(0))
                yield Written(match[0], match.start(), nobody)
            for match in self.single.finditer(text):
                one = Quantity(Decimal(1), Decimal(1))
                yield Written(match[0], match.start(), one)
        for match in self.every.finditer(text):
            share = Quantity(
                *(Decimal(1), Decimal(1)),
                sort="ratio",
                of=Decimal(self.nth[lowered(match["nth"])]),
                in_=True,
            )
            yield Written(match[0], match.start(), share)

    def _is_part_of_a_word(self, text: str, phrase: Phrase, linked: bool) -> bool:
        """The 72 of T-72, the 21 of 21st, the 24 of 24-hour; not a 300-strong force."""
        before = text[max(phrase.number - 2, 0) : phrase.number]
        if before and (is_letter(before[-1]) or before[-1] in "’'/:@"):
            return True
        is_prefixed = text.endswith(self.wording.prefixes, 0, phrase.number)
        if (
            len(before) == 2
            and not is_prefixed
            and before[1] in "-.,"
            and is_letter(before[0])
        ):
            return True
        end = phrase.end
        after = text[end : end + 2]
        is_glued = text[phrase.low.numeral.end : end][:1] == "-"
        if not linked and is_glued and phrase.sort == "points" and not phrase.high:
            # A 10-point plan.
            return True
        if not after:
            return False
        if after[0] in "/:" and after[1:].isdigit():
            return True
        is_digits = phrase.low.numeral.form == "digits"
        if after[0] == "-" and after[1:].isalpha():
            return self.compounds.match(text, end) is None
        if is_letter(after[0]) and not after[0].isdigit():
            measure = phrases_of(self.tag).patterns.glued_measure.match(text, end)
            return not (is_digits and measure)
        return after[0] in ".," and after[1:].isdigit() and is_digits

    def _is_name(self, text: str, phrase: Phrase, linked: bool) -> bool:
        """A year, page 12, Route 66, 10 Downing Street, an age."""
        start, end = phrase.number, phrase.end
        before = text[max(start - 40, 0) : start]
        after = text[end : end + 60]
        if phrase.sort != "number" or phrase.around:
            return False
        if self.street.match(after) and not phrase.qualifier:
            return True
        written = text[phrase.low.numeral.start : phrase.low.numeral.end]
        is_version = re.fullmatch(r"[0-9]+\.[0-9]+", written) and not phrase.high
        if is_version and not phrase.low.sign and not self.measure.match(after):
            return self._is_labelled(before, after, phrase, linked)
        if not phrase.low.numeral.bare or phrase.low.sign:
            return False
        years = [each.numeral.bare for each in (phrase.low, phrase.high) if each]
        is_dated = all(len(year) == 4 for year in years) and not phrase.qualifier
        if is_dated and self._is_year(before, after, int(years[-1]), linked):
            return True
        return self._is_labelled(before, after, phrase, linked) or self._is_age(
            before, after, phrase
        )

    def _is_labelled(
        self, before: str, after: str, phrase: Phrase, linked: bool
    ) -> bool:
        """Page 12, Route 66, Version 2.0."""
        if self.long_label.match(before):
            return True
        label = self.label.search(before)
        word = (label[1] or label[2]) if label else ""
        # L'article 5.
        word = re.sub(r"^[^\W\d_]{1,2}['’](?=\w)", "", word)
        if not word or phrase.qualifier:
            return False
        lower = lowered(word)
        is_counted = self.directly_counted.match(after) is not None
        if word.endswith("."):
            # A sentence may end there: it is in Berlin. 280 homes burned.
            is_short = lower in self.labels or lower.endswith(self.wording.label_ends)
            is_initial = len(word) == 2 and word[0].isupper()
            return (is_short or is_initial) and not is_counted
        if lower in self.labels or lower.endswith(self.wording.label_ends):
            return True
        if not all(each.isalnum() or each in "-’'.&" for each in word):
            return False
        if lower in self.functions or lower in self.no_names:
            return False
        if not self.wording.capital_nouns:
            # In Kursk 300 soldiers fell. Morreram 300 pessoas.
            is_first = _FIRST_WORD.search(before) and not any(
                map(str.isupper, word[1:])
            )
            is_other = is_counted and (is_first or self.place.match(before))
            return not is_other and any(letter.isupper() for letter in word)
        if any(letter.isupper() for letter in word[1:]):
            return True
        # Hauptstraße 12 brannte; am Mahnmal 12 Kerzen, am Mahnmal 12 rote Kerzen.
        is_noun_behind = self.noun_with_capital.match(after) is not None
        return not (linked or is_noun_behind) and word[0].isupper()

    def _is_year(self, before: str, after: str, year: int, linked: bool) -> bool:
        if not 1000 <= year <= 2099 or self.directly_counted.match(after):
            return False
        if self.dated.match(before):
            return True
        if linked:
            # "[2024 floods]" is read as a count: a link leads to one.
            return bool(before.strip())
        return year >= 1900

    def _is_age(self, before: str, after: str, phrase: Phrase) -> bool:
        if phrase.high or phrase.qualifier or not 0 < phrase.low.value <= 120:
            return False
        if self.old.match(after):
            return True
        is_closed = re.match(r"\s*(?:[,.;)]|$)", after)
        if match := self.aged.match(before):
            word = lowered(match[0].split()[-1])
            return bool(is_closed) or word in self.wording.ages[:2]
        # "Ana Dorel, 37, said", "Ana Dorel (37)"
        named = re.search(r"[^\W\d_a-z][\w’'-]*(?:,\s+|\s+\()$", before)
        return bool(named and re.match(r"[,)]", after))

    def _is_pronoun(self, text: str, phrase: Phrase, linked: bool) -> bool:
        """One by itself, the second half, half an hour, a third attempt."""
        numeral = phrase.low.numeral
        start, end = phrase.number, phrase.end
        before, after = text[max(start - 20, 0) : start], text[end : end + 30]
        if numeral.form == "words" and phrase.sort in ("number", "points"):
            word = lowered(text[numeral.start : numeral.end])
            if word in self.ones and not phrase.high:
                has_noun = linked and self.noun.match(after)
                return not has_noun
        if numeral.form != "fraction" or numeral.share is None:
            return False
        if numeral.share == (1, 2):
            if self.measured_and.search(before):
                # An hour and a half.
                return True
            if self.before_half.match(before):
                return True
            return bool(self.after_half.match(after))
        # "A third attempt" is no share, "a third of them" is.
        if numeral.share[0] == 1 and not phrase.qualifier:
            return not self.after_share.match(after)
        return False

    def is_small_talk(self, text: str, number: Written) -> bool:
        """Whether a small number in words counts nothing that a figure should."""
        phrase = number.phrase
        if phrase is None or phrase.low.numeral.form != "words":
            return False
        value = (phrase.high or phrase.low).value
        if phrase.of and phrase.of < 10 and value == 1 and not phrase.in_:
            # One of the two men.
            return True
        if value >= 10 or phrase.sort != "number" or phrase.low.numeral.power:
            return False
        before = text[max(phrase.start - 20, 0) : phrase.start]
        if self.of_them.match(text, phrase.end) or self.definite.match(before):
            return True
        return self.counted.match(text, phrase.end) is None


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches that these spans cover, in order and apart."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


@cache
def _context_of(tag: str) -> _Context:
    return _Context(tag)
