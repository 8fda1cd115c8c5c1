"""What stands around a number in prose and makes it no quantity: page 12, 9 o’clock."""

import re

from factbox.languages.typing_files import wording_of
from factbox.patterns import pattern_of
from factbox.values.dates.locales import Locale
from factbox.values.quantities.names import Names
from factbox.values.quantities.numerals import any_of
from factbox.values.quantities.phrases import phrases_of
from factbox.values.scripts import LETTER, compiled


class AroundNumbers:
    """The patterns of what stands around the numbers of one language in prose."""

    def __init__(self, tag: str) -> None:
        wording = wording_of(tag)
        self.tag, self.wording = tag, wording
        self.locale = Locale(tag)
        self.names = Names(wording)
        words = self.locale.words
        calendar = (
            name for names in (*words.weekdays, *words.months) for name in names
        )
        zones = (name.lower() for name, _ in words.zones)
        # What has a capital before a number and is no name of a thing.
        self.no_names = frozenset(
            {*calendar, *zones, *wording.clock, *wording.measured, *wording.counted}
        )
        self.named = [pattern_of(pattern) for pattern in wording.names]
        hours = next((names for names in wording.measures if names[0] == "h"), ())
        idioms = [pattern_of(pattern) for pattern in wording.idioms]
        # They had 48 hours to leave.
        idioms.append(_compiled(rf"(?<!\w)(?:24|36|48|72|96)\s+{any_of(hours)}"))
        self.idioms = idioms
        self.compounds = _compiled(rf"-{any_of(wording.compounds)}")
        clock = any_of(wording.clock)
        self.masked = pattern_of(
            rf"""(?=[0-9+(hw])(?<![\w.,])(?:
              [0-9]{{4}}-[0-9]{{2}}(?:-[0-9]{{2}})?\b
            | (?:19|20)[0-9]{{2}}\s?[-–/]\s?(?:(?:19|20)[0-9]{{2}}|[0-9]{{2}})\b
            | [0-9]{{1,2}}(?:[:.][0-9]{{2}})?\s*(?i:{clock})
            | [0-9]{{1,2}}:[0-9]{{2}}
            | [0-9]{{1,3}}(?:\.[0-9]+)?\s?°(?:\s?[0-9.]+\s?[′’'″”"]){{0,2}}
              \s?(?:[NSEWO]\b|(?i:north|south|east|west)\b)
            | 0[0-9]+(?:[ /-][0-9]+)*
            | [0-9]+(?:[:/][0-9]+)+
            | \+?\(?[0-9]{{2,5}}\)?(?:[ -][0-9]{{2,5}}){{2,}}\b
            | \+[0-9]{{1,3}}[ -][0-9()][0-9() -]{{5,}}
            | (?:https?://|www\.)\S+
            )""",
            re.VERBOSE,
        )
        self.quoted = pattern_of(
            "|".join(
                rf"{opening}(?<!\w{opening})[^{opening}{closing}]*{closing}(?!\w)"
                for opening, closing in wording.quotations
            )
        )
        self.dated = _compiled(rf"(?:^|.*\s){any_of(wording.dating)}[\s(]*$")
        several = any_of(label for label in wording.labels if " " in label)
        self.long_label = _compiled(rf"(?:^|.*\W){several}\s+$")
        self.label = pattern_of(r"(?:^|[\s(\[“\"'‘])([^\s(]+)\s+$|(§§?|#)\s*$")
        self.place = _compiled(
            rf"(?:^|.*\W){any_of(wording.places)}(?:\s+\S+){{1,2}}\s+$"
        )
        streets = any_of(wording.streets)
        self.street = pattern_of(rf"\s+(?:[^\W\d_a-z][\w’']*\s+){{1,3}}(?i:{streets})")
        self.aged = _compiled(rf"(?:^|.*\s){any_of(wording.ages)}\s+$")
        self.counted = _compiled(
            rf"\s+(?:[\w’-]+\s+)?(?:[\w’-]+\s+)?{any_of(wording.counted)}"
        )
        self.directly_counted = _compiled(rf"\s+{any_of(wording.counted)}")
        self.of_them = _compiled(rf"\s+{any_of(wording.of_them)}")
        self.before_half = _compiled(rf"(?:^|.*\s){any_of(wording.before_half)}\s+$")
        self.definite = _compiled(rf"(?:^|.*\s){any_of(wording.definite)}\s+$")
        multiples = any_of(word for word, _ in wording.multiples)
        self.multiples = dict(wording.multiples)
        self.indefinite = _compiled(
            rf"(?<![\w-])(?:{any_of(word for word, _ in wording.indefinite)}"
            rf"|(?:{any_of(wording.vague)})\s+(?P<multiple>{multiples}))(?!-)"
        )
        self.least = dict(wording.indefinite)
        self.many = (*self.multiples, *(w.split()[-1] for w, _ in wording.indefinite))
        no_counted = rf"{any_of(wording.no)}\s+{any_of(wording.counted)}"
        self.nobody = _compiled(rf"(?<![\w-])(?:{any_of(wording.nobody)}|{no_counted})")
        self.single = _compiled(rf"(?<![\w-]){any_of(wording.single)}(?=\s+{LETTER})")
        self.nth = dict(wording.nth)
        times = any_of(wording.times_of_nth)
        self.every = _compiled(
            rf"(?<![\w-]){any_of(wording.every)}\s+(?P<nth>{any_of(self.nth)})"
            rf"(?!\s+{times})"
        )
        measures = any_of(name for names in wording.measures for name in names)
        self.measured_and = _compiled(
            rf"(?<!\w){measures}\s+{any_of(wording.conjunction)}\s+$"
        )
        self.before_a_hyphen = _compiled(rf"-{LETTER}")
        joints = any_of((*wording.and_, *wording.or_, *wording.to))
        self.listed = _compiled(rf"\s*(?:,|{joints}|&)\s*")
        self.after_half = _compiled(rf"\s+{any_of(wording.after_half)}")
        follows = any_of(wording.after_share)
        self.after_share = _compiled(rf"\s*(?:$|[^\w\s]|{follows})")
        self.old = _compiled(rf"\s*{any_of(wording.old)}")
        self.measure = phrases_of(tag).patterns.measure
        self.noun = _compiled(rf"\s+(?!{any_of(wording.out_of)})[^\W\d_]")
        adjective = rf"(?:[^\W\d_]+{any_of(wording.adjective_ends)}\s+)?"
        self.noun_with_capital = pattern_of(rf"\s+{adjective}(?=[^\W\d_])(?![a-zß-ÿ])")
        self.ones = {word for word, number in wording.cardinals if number == 1}
        self.functions = frozenset(wording.function_words)
        self.labels = frozenset(wording.labels)


def _compiled(pattern: str) -> re.Pattern[str]:
    return compiled(pattern, re.IGNORECASE | re.DOTALL)
