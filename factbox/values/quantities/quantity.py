"""Quantities as far as they are known: 300, about 300, up to £1.2 million, two in five.

`phrases` reads what authors type in the site's language; `Quantity.in_language` prints
it for a reader.
"""

from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from typing import Literal

import msgspec

from factbox.languages.british import BRITISH
from factbox.languages.currencies import CODES, is_kept, meant_by, sign_of
from factbox.languages.language import Language
from factbox.languages.typing_files import ENGLISH
from factbox.values.digits import in_ascii
from factbox.values.quantities.exact import last_place
from factbox.values.quantities.numeral import Form
from factbox.values.quantities.phrase import Phrase, Sort, ends_of
from factbox.values.quantities.phrases import phrases_of
from factbox.values.quantities.typed import understood
from factbox.values.quantities.wording import (
    fraction_in,
    has_scale,
    has_word,
    is_whole_range,
    number_in,
    scales_in,
)

Hedge = Literal["", "about", "nearly", "just_under", "just_over"]


class Quantity(
    msgspec.Struct, frozen=True, tag="quantity", omit_defaults=True, dict=True
):
    """A number as far as it is known: exactly, roughly, in a range or from one side.

    A single number has `low` equal to `high`; an end that nobody gave is None, and at
    least one is given. `exclusive` tells "more than 40" from "at least 40", and "fewer
    than" from "up to", so it goes with one end only. The digits stay as typed, 1.10 as
    1.10 and 1.2 million as 1.2E+6, but values compare as numbers: 1.10 equals 1.1.

    `sort` is what the number is of. The ends of a percentage are in per cent: half is
    50. Money has its `currency` by the code of ISO 4217. A ratio has `of` (81 of 99,
    two in five) or `per` (12.3 per 100,000). `best` is the likeliest value between the
    ends, `level` the confidence, in per cent, that it lies there. A `change` has its
    sign as a part of it.

    The rest is how it was typed. `only_high` says that of two ends the high one alone
    is approximate. `hedge` is a closer word than "fewer than" or "more than"; with a
    fraction such as a third, which no decimals write out, "about" is the author's own.
    `form` and `shares` are for numbers in words and fractions, `in_` for two in five,
    `symbol` for a sign that can mean several currencies, or is letters. `unit` is one
    that was typed behind the number.
    """

    low: Decimal | None
    high: Decimal | None
    approximate: bool = False
    exclusive: bool = False
    sort: Sort = "number"
    best: Decimal | None = None
    level: Decimal | None = None
    currency: str = ""
    of: Decimal | None = None
    per: Decimal | None = None
    change: bool = False
    only_high: bool = False
    hedge: Hedge = ""
    form: Form = "digits"
    shares: tuple[tuple[int, int], ...] = ()
    in_: bool = False
    symbol: str = ""
    unit: str = ""

    def __post_init__(self) -> None:
        ends = [end for end in (self.low, self.high) if end is not None]
        if not ends or not all(end.is_finite() for end in ends) or ends[0] > ends[-1]:
            raise ValueError(f"no quantity lies from {self.low} to {self.high}")
        if self.exclusive and len(ends) == 2:
            raise ValueError("only a quantity with one end can leave that end out")
        if self.best is not None and not (len(ends) == 2 and self.covers(self.best)):
            raise ValueError(f"{self.best} is not within the ends of its quantity")

    @classmethod
    def parse(cls, text: str, tag: str = ENGLISH) -> "Quantity":
        """The quantity that a text states in the language of a tag, or in English.

        Raises `Unreadable` for anything else, and for what could be read in two ways,
        such as 1,10 and 11.000.
        """
        phrase = understood(text, tag)
        if phrase is None:
            # Needed only once something is odd.
            from factbox.values.quantities.refusals import refusal

            raise refusal(in_ascii(text, tag), tag)
        return cls.of_phrase(phrase)

    @classmethod
    def of_phrase(cls, phrase: Phrase) -> "Quantity":
        """The quantity that a phrase states."""
        low, high = phrase.low, phrase.high or phrase.low
        one, other = ends_of(low, high) if phrase.high else (low.value, low.value)
        side = "" if phrase.high or phrase.around else phrase.side
        shares = tuple(
            end.numeral.share for end in {low: 0, high: 0} if end.numeral.share
        )
        is_fraction = (
            low.numeral.share
            and high.numeral.share
            and not phrase.around
            and not phrase.is_change
        )
        is_share = is_fraction or (shares and phrase.is_change)
        is_inexact = bool(is_share) and _is_inexact(shares)
        about = phrase.about
        hedge: Hedge = "about" if about and is_inexact else ""
        if side in ("nearly", "just_below", "just_above"):
            hedge = {
                "nearly": "nearly",
                "just_below": "just_under",
                "just_above": "just_over",
            }[side]  # type: ignore[assignment]
            about = True
        only_high = bool(phrase.high and phrase.high.about and not about)
        best = None
        if phrase.around:
            best, (one, other) = one, phrase.around
        in_words = all(end.numeral.form == "words" for end in (low, high))
        is_short = all(has_word(number) for number in (one, other))
        form: Form = "fraction" if is_fraction else "digits"
        if (
            in_words
            and is_short
            and best is None
            and phrase.sort in ("number", "ratio")
        ):
            form = "words"
        if any(end.numeral.form == "lakhs" for end in (low, high)):
            form = "lakhs"
        currency = phrase.currency
        symbol = currency if is_kept(currency) else ""
        upper = side in ("at_most", "below", "nearly", "just_below")
        lower = side in ("at_least", "above", "just_above")
        return cls(
            low=None if upper else one,
            high=None if lower else other,
            approximate=bool(about or is_inexact or only_high),
            exclusive=side in ("below", "above", "nearly", "just_below", "just_above"),
            sort=phrase.sort,
            best=best,
            level=phrase.level,
            currency=_code(currency),
            of=phrase.of,
            per=phrase.per,
            change=phrase.is_change,
            only_high=only_high,
            hedge=hedge,
            form=form,
            shares=shares if is_fraction else (),
            in_=phrase.in_,
            symbol=symbol,
            unit=phrase.unit,
        )

    @property
    def percent(self) -> bool:
        return self.sort == "percent"

    @property
    def says_about(self) -> bool:
        """Whether it prints "about", as its author wrote; a third is inexact anyway."""
        is_inexact = _is_inexact(self.shares)
        return self.approximate and (
            self.hedge == "about" or not (self.hedge or is_inexact)
        )

    def at_home(self, currency: str) -> "Quantity":
        """The same on a site whose own currency this is: there $ means its dollar."""
        if not self.symbol:
            return self
        code = meant_by(self.symbol, currency)
        return msgspec.structs.replace(self, currency=code)

    def covers(self, number: Decimal) -> bool:
        """Whether a number is one of those that the quantity allows.

        "About" widens nothing here; `agreement` is what allows rounding.
        """
        if self.exclusive and number in (self.low, self.high):
            return False
        return (self.low is None or self.low <= number) and (
            self.high is None or number <= self.high
        )

    def __str__(self) -> str:
        return self.in_language(BRITISH)

    def in_language(self, language: Language) -> str:
        """The quantity in a reader's words, such as "about 300" or "bis zu 1.000"."""
        # A page asks a dozen times: in its texts, charts and data.
        known = self._said.get(id(language))
        if known is None or known[0] is not language:
            known = self._said[id(language)] = language, self._in_words(language)
        return known[1]

    @cached_property
    def _said(self) -> dict[int, tuple[Language, str]]:
        return {}

    def _in_words(self, language: Language) -> str:
        ends = self._ends(language)
        if self.best is not None:
            known = self._interval(ends, language)
        else:
            single = len(ends) == 1 or self.low == self.high
            if self.only_high and not single:
                ends[1] = language.about.format(ends[1])
            known = ends[0] if single else language.to.format(*ends)
        if self.sort == "points":
            known = language.points.format(known)
        if self.of is not None:
            other = number_in(self.of, language, self.form)
            joint = language.in_ if self.in_ else language.out_of
            known = joint.format(known, other)
        if self.per is not None:
            known = language.per.format(known, number_in(self.per, language, "digits"))
        if self.says_about and not self.only_high:
            known = language.about.format(known)
        return self._side(language).format(known)

    def _ends(self, language: Language) -> list[str]:
        """The known ends in words, low first, as they stand in a range."""
        numbers = [end for end in (self.low, self.high) if end is not None]
        if self.form == "fraction":
            shares = self.shares * (len(numbers) if len(self.shares) == 1 else 1)
            return [fraction_in(*share, language) for share in shares]
        scales = scales_in(language, self.form)
        scaled = [has_scale(number, scales) for number in numbers]
        if self.best is not None:
            together = all(scaled) and has_scale(self.best, scales)
            scaled = [together] * 2
        elif scaled == [False, True] and not is_whole_range(
            numbers[0], numbers[1], scales
        ):
            scaled = [False, False]
        return [
            self._amount(number, language, in_scale)
            for number, in_scale in zip(numbers, scaled, strict=True)
        ]

    def _amount(self, number: Decimal, language: Language, in_scale: bool) -> str:
        """A number with its sign, and with what stands at each number of a range."""
        sign = language.minus if number < 0 else ""
        if self.change and number >= 0:
            sign = language.plus
        printed = number_in(number.copy_abs(), language, self.form, in_scale)
        if self.sort == "percent":
            printed = language.percent.format(printed)
        elif self.sort == "money":
            mark = self.symbol or sign_of(self.currency, language.currency)
            form = language.money if mark else language.money_by_code
            # As CLDR parts letters from digits: kr 500, but €500.
            if mark[-1:].isalpha() and form.startswith("{sign}{"):
                form = form.replace("{sign}", "{sign}\N{NO-BREAK SPACE}", 1)
            printed = form.format(printed, sign=mark, code=self.currency)
        return sign + printed

    def _interval(self, ends: list[str], language: Language) -> str:
        assert self.best is not None
        numbers = (self.best, self.low, self.high)
        scales = scales_in(language, self.form)
        in_scale = all(n is not None and has_scale(n, scales) for n in numbers)
        parts = {
            "best": self._amount(self.best, language, in_scale),
            "low": ends[0],
            "high": ends[-1],
        }
        if self.level is None:
            return language.or_between.format(**parts)
        level = number_in(self.level, language, "digits")
        return language.or_at_level.format(level=level, **parts)

    def _side(self, language: Language) -> str:
        """The phrase for the side from which the quantity is known."""
        closer = {
            "nearly": language.nearly,
            "just_under": language.just_under,
            "just_over": language.just_over,
        }
        if self.hedge in closer:
            return closer[self.hedge]
        if self.low is None and self.high is not None:
            if not self.exclusive:
                return language.up_to
            is_counted = self.sort in ("number", "ratio") and not self.per
            is_counted &= last_place(self.high) >= 0
            return language.fewer_than if is_counted else language.less_than
        if self.high is None:
            return language.more_than if self.exclusive else language.at_least
        return "{}"


def quantities_in(text: str, tag: str = ENGLISH) -> Iterator[tuple[Phrase, Quantity]]:
    """The quantities that a text holds, with where and how they stand in it."""
    for phrase in phrases_of(tag).search(text):
        yield phrase, Quantity.of_phrase(phrase)


# Reading.


def _code(currency: str) -> str:
    """The code of a currency that was typed by its code or its sign."""
    if not currency or currency in CODES:
        return currency
    return meant_by(currency, "")


def _is_inexact(shares: tuple[tuple[int, int], ...]) -> bool:
    """Whether two decimals do not write a share out: they do an eighth, not a third."""
    return any(10_000 % below for _, below in shares)
