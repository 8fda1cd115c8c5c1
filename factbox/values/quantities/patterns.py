"""The patterns of all that can stand around a number in one language."""

import re
from functools import cached_property
from typing import Literal

from factbox.languages.currencies import CODES, MILLIONS, SIGNS, SMALL
from factbox.languages.typing_files import wording_of
from factbox.patterns import pattern_of
from factbox.values.letters import lowered
from factbox.values.quantities.notation import VULGAR
from factbox.values.quantities.numerals import (
    SPACES,
    any_of,
    numerals_of,
    plain_words,
)
from factbox.values.scripts import CLOSE, LETTER, compiled, is_close, is_letter

Side = Literal[
    "",
    "about",
    "at_most",
    "at_least",
    "below",
    "above",
    "nearly",
    "just_below",
    "just_above",
    "exactly",
]
MINUS = "-\N{MINUS SIGN}"
FORMULA = r"(?-i:[A-Za-z]*[A-Z][a-z]?[0-9]{1,2}[A-Za-z]{0,3}|PM2\.5)"
"""CO2, tCO2e, NO2, A4: the digits in the name of a unit."""
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ᵃᵇᶜᵈᵉᶠ"
EN_DASH = "\N{EN DASH}"
OTHER_DASHES = "\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{MINUS SIGN}"
"""What stands for a dash where programs set it, or a keyboard has no other."""


class Patterns:
    """The patterns of one language."""

    def __init__(self, tag: str) -> None:
        wording = wording_of(tag)
        self.wording = wording
        self.numerals = numerals_of(tag)
        self.sides: dict[str, Side] = {
            phrase: side  # type: ignore[misc]
            for side, phrases in wording.qualifiers
            for phrase in phrases
        }
        of = rf"(?:{any_of(wording.of)}\s*)?" if wording.of else ""
        the = rf"(?:{any_of(wording.the)}\s*)?" if wording.the else ""
        self.article_behind = compiled(rf"(?<=\S)\s+{any_of(wording.the)}$")
        sides = any_of(self.sides)
        if "c." in self.sides:
            # C300, as it stands where there is little room.
            sides = rf"(?:{sides}|ca?(?=\s?[0-9]))"
        self.qualifier = compiled(rf"{sides}\s*{the}")
        openings = (*wording.between, *wording.from_)
        self.range_word = compiled(rf"{any_of(openings)}\s*{the}")
        marks = (mark for mark in wording.to if len(mark) == 1)
        dashes = "".join(mark for mark in marks if not mark.isalpha())
        if EN_DASH in dashes:
            dashes += OTHER_DASHES
        joints = [word for word in wording.to if word not in dashes]
        close = any_of(word for word in joints if not is_letter(word[0]))
        words = any_of(word for word in joints if is_letter(word[0]))
        # Digits may stand right behind the one letter that is "and" in Arabic.
        others = any_of((*wording.and_, *wording.or_), whole=False) + r"(?![^\W\d_])"
        self.joint = compiled(
            rf"\s*[{re.escape(dashes)}]\s*|\s+{words}\s*{the}"
            rf"|\s+{others}\s*{the}|\s*{close}\s*"
        )
        changes = any_of((*wording.minus, *wording.rise, *wording.fall))
        self.sign = compiled(rf"[{MINUS}+]\s?|{changes}\s+")
        # Digits may follow a sign, and letters may not: 200 kr, kr200.
        # A sign may be parted, US $5, and a full stop may end letters: Rs. 5.
        signs = "|".join(
            re.escape(sign).replace(r"\$", r"\s?\$" if len(sign) > 2 else r"\$")
            + r"(?![^\W\d_])" * sign.isalpha()
            for sign, _ in sorted(SIGNS, key=lambda each: -len(each[0]))
        )
        signs = f"(?:{signs})"
        codes = "|".join(sorted(CODES))
        # Codes are in capitals, "all" is no lek, but for some that are no words.
        small = "|".join(code.lower() for code in SMALL)
        self.money_before = pattern_of(
            rf"(?P<sign>{signs})(?:(?<=[^\W\d_])\.)?\s?"
            # CVE-2024-3094 is no amount below zero.
            rf"|(?P<code>{codes}|{small})(?:[\s{SPACES}](?=[0-9{MINUS}+])|(?=[0-9]))"
        )
        names = any_of(name for name, _ in wording.money)
        has_close = any(is_close(name[0]) for name, _ in wording.money)
        close_name = f"|(?={CLOSE})" if has_close else ""
        self.money_behind = pattern_of(
            rf"[\s{SPACES}]*(?P<sign>{signs})"
            rf"|[\s{SPACES}]*(?P<code>{codes}|{small})(?!\w)"
            rf"|[\s{SPACES}]*(?P<millions>{'|'.join(MILLIONS)})(?!\w)"
            rf"|(?i:(?:\s+{of}{close_name})(?P<name>{names}))"
        )
        self.names = dict(wording.money)
        self.points = compiled(rf"(?:[\s{SPACES}]*|-){any_of(wording.points)}")
        # The "por 100" of 12,3 por 100.000 is no per cent.
        self.percent = compiled(
            rf"(?:[\s{SPACES}]*|-){any_of(wording.percent)}(?![.,]?[0-9])"
        )
        tails: dict[str, Side] = {
            **dict.fromkeys(wording.or_more, "at_least"),
            **dict.fromkeys(wording.or_fewer, "at_most"),
            **dict.fromkeys(wording.or_above, "above"),
            **dict.fromkeys(wording.or_below, "below"),
            **dict.fromkeys(wording.or_nearly, "nearly"),
            **dict.fromkeys(wording.or_just_below, "just_below"),
            **dict.fromkeys(wording.or_just_above, "just_above"),
        }
        self.tails: dict[str, Side] = {"+": "at_least", **tails}
        counters = any_of(wording.counters)
        counter = rf"\s*(?P<counter>{counters})"
        self.tail = compiled(
            rf"(?:{counter})?(?:(?P<plus>\+)(?![\w/-])|\s*(?P<tail>{any_of(tails)}))"
        )
        self.so = compiled(rf"(?:{counter})?,?\s*{any_of(wording.or_so)}")
        self.margin = compiled(
            rf"\s*,?\s*(?P<opening>[(\[])?\s*{any_of(wording.margin)}\s*"
        )
        # IC95%, as journals of medicine print it in some languages.
        interval = f"{any_of(wording.interval, whole=False)}(?!(?![0-9]){LETTER})"
        share = f"(?:%|{any_of(word for word in wording.percent if word != '%')})"
        self.interval = compiled(
            rf"\s*[,;]?\s*(?P<opening>[(\[])?\s*"
            rf"(?:(?:(?P<level>[0-9]{{1,2}}(?:[.,][0-9]+)?)\s*-?\s*{share}\s*(?:-\s*)?)?"
            rf"(?P<name>{interval})\s*"
            rf"(?(level)|(?:(?P<level_behind>[0-9]{{1,2}}(?:[.,][0-9]+)?)\s*%"
            rf"|(?<=\w)(?P<level_glued>9[059])(?=[\s:,=]))?)"
            rf"\s*[:,=]?\s*)?"
        )
        self.comma = compiled(r"\s*[,;]\s*")
        self.closing = compiled(r"\s*[)\]]")
        self.of = compiled(rf"\s+{any_of(wording.out_of)}\s+")
        self.in_ = compiled(rf"\s+{any_of(wording.in_)}\s+")
        self.whole_behind = None
        if wording.per_behind or wording.of_behind:
            per, of_behind = any_of(wording.per_behind), any_of(wording.of_behind)
            self.whole_behind = compiled(
                rf"\s*(?:(?P<per>{per})|(?:{counters}\s*)?{of_behind})\s*"
            )
        self.per = compiled(rf"\s+{any_of(wording.per)}\s+")
        self.per_behind_noun = compiled(
            rf"\s+(?:[^\W\d_]+\s+){{1,2}}?{any_of(wording.per)}\s+"
        )
        unit_word = (
            rf"(?:{FORMULA}|[^\W\d_{RAISED}][^\s\d,;:()\[\]/%]*[²³]?)"
            r"(?:/[^\W\d_]+[²³23]?)*"
        )
        self.unit_word = unit_word
        measured = any_of(name for names in wording.measures for name in names)
        self.unit = compiled(
            rf"\s*{of}(?P<unit>{measured}|°\s?[^\W\d_]|[µμ]?{unit_word}(?:[\s-]+{unit_word}){{0,7}})"
            rf"\s*"
        )
        self.dashes = re.escape(dashes)
        self.to_words = words
        self.measure = compiled(rf"\s*{of}(?P<unit>{measured})")
        # Right behind digits the case tells 5g from 5G.
        self.glued_measure = pattern_of(measured)
        self.units = {
            written: names[0]
            for names in wording.measures
            for name in names
            for written in (name, lowered(name) if len(name) > 3 else name)
        }
        # Searched in lower case, as letters of one case are found the quickest.
        cores = {
            *self.numerals.cardinals,
            *self.numerals.multiples,
            *(phrase.split()[-1] for phrase in (*wording.half, *wording.half_a)),
            *wording.one_and_a_half,
            *self.numerals.denominators,
        }
        vulgar = "".join(VULGAR)
        searched = sorted(cores) if wording.words_in_prose else []
        self.core = pattern_of("|".join([f"[0-9{vulgar}]", *map(re.escape, searched)]))
        words = any_of((*self.sides, *openings))
        hedges = (*self.sides, *openings, *wording.minus, *wording.the)
        monies = (*CODES, *(sign for sign, _ in SIGNS))
        self.last_words = {
            # Zo'n 300, jusqu'à 300.
            re.split("['’]", phrase.split()[-1])[-1]
            for phrase in (*hedges, *wording.articles, *monies)
        }
        self.last_word = pattern_of(r"[^\W\d_.]+\.?(?=[\s-]+$)")
        self.before_core = compiled(
            rf"(?<!{LETTER})(?:{words}\s*{the}){{0,4}}"
            rf"(?:[{MINUS}+]\s?|{any_of(wording.minus)}\s+)?"
            rf"(?:{signs}\s?|(?-i:{codes})[\s{SPACES}]?)?[{MINUS}+]?"
            rf"(?:{any_of(wording.articles)}[\s-]+)?$"
        )

    @cached_property
    def rate(self) -> re.Pattern[str]:
        """What stands behind an amount that is paid for each: £12/hour."""
        return compiled(
            rf"\s?/\s?(?P<rate>{self.unit_word}(?:\s+{self.unit_word})?)\s*"
        )

    @cached_property
    def not_first_in_units(self) -> frozenset[str]:
        """Words with which no unit begins."""
        wording = self.wording
        changes = (*wording.changed, *wording.risen, *wording.fallen)
        # "300 up" is told of with its own words; that of 300 jobs cut are jobs.
        return frozenset(
            (*wording.not_in_units, *self.numerals.cardinals, *self.sides, *changes)
        )

    @cached_property
    def not_in_units(self) -> frozenset[str]:
        """Words that no unit has in it."""
        wording = self.wording
        vague = (word for word, _ in (*wording.indefinite, *wording.collectives))
        # Een paar.
        several = (phrase.split() for phrase in wording.vague)
        few = (
            words[1] for words in several if words[0] in wording.articles and words[1:]
        )
        return frozenset((*self.sides, *vague, *few, *wording.or_))

    @cached_property
    def halves(self) -> tuple[str, ...]:
        """Words for a half in front of what is halved: ein halbes Prozent."""
        wording = self.wording
        words = {word.strip("-") for each in wording.half_a for word in each.split()}
        return tuple(words - {*wording.articles, *self.numerals.cardinals})

    @cached_property
    def of_the_number(self) -> re.Pattern[str]:
        """What changes the number itself, so that no unit has it.

        5 graus negativos, duas horas e meia, ein halbes Prozent.
        """
        wording = self.wording
        behind = any_of((*wording.below_zero, *wording.and_a_half))
        return compiled(rf"(?:^|\s){behind}$|^{any_of(self.halves)}(?:[\s-]|$)")

    @cached_property
    def unit_and_joint(self) -> re.Pattern[str]:
        """A unit, and what joins its number to another one."""
        joint = rf"\s*[{self.dashes}]\s*|\s+{self.to_words}\s+"
        return compiled(
            rf"\s*(?P<unit>(?:°\s?)?[^\W\d_{RAISED}]+[²³]?(?:\s[^\W\d_]+){{0,2}}?)"
            rf"(?:{joint})(?=[0-9])"
        )

    @cached_property
    def behind_unit(self) -> re.Pattern[str]:
        """Where what follows a unit begins."""
        return compiled(r"(?<=\w)\s+(?=\S)")

    def named(self, match: re.Match[str] | None) -> str:
        """The words of a match without the article behind them."""
        if match is None:
            return ""
        words = plain_words(match[0])
        if f"{words}." in self.sides:
            return f"{words}."
        if words in self.sides:
            # An die 300.
            return words
        article = self.article_behind.search(words)
        return words[: article.start()] if article else words

    def unit_of(self, text: str) -> str:
        """The shortest name of the measure with which a text begins; "" if none."""
        match = self.measure.match(text)
        if match is None:
            return ""
        name = " ".join(match["unit"].split())
        return self.units.get(name) or self.units.get(lowered(name), "")
