"""How a text that is a date is read.

What is read and why, and what is refused: docs/decisions/012-dates.md. The words are
those of a language, in factbox/languages/.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from factbox.languages.typing_files import ENGLISH, typed_as
from factbox.problems import Unreadable, shown
from factbox.values.dates.edtf import HINT, StatedDate, read_edtf, spanning
from factbox.values.dates.grammar import grammar_of
from factbox.values.dates.locales import Locale
from factbox.values.dates.moments import Moment
from factbox.values.dates.numbers import read_numbers
from factbox.values.dates.pairs import Pairs
from factbox.values.dates.patterns import between
from factbox.values.dates.pieces import Pieces, WrongWeekday, forms_in
from factbox.values.digits import in_ascii
from factbox.values.letters import lowered
from factbox.values.scripts import compiled

LONGEST_TEXT = 100


@lru_cache(maxsize=1024)  # The same days stand in many places of a site.
def read_date(
    text: str,
    locale: Locale,
    year: int | None = None,
    *,
    any_weekday: bool = False,
    is_found: bool = False,
) -> StatedDate:
    """What a text that is a date states. Raises `Unreadable` for any other.

    A text that names no year is one of this `year`, where one is given. With
    `any_weekday`, a wrong day of the week is let through. One that `is_found` in a
    longer text is as an order has it; no other form is tried, and nobody is told why it
    is no date.
    """
    if len(text) > LONGEST_TEXT:
        message = f"{shown(text)} is too long for a date"
        raise Unreadable(message, forms_in(locale.words))
    text = in_ascii(text, locale.tag)
    if stated := read_numbers(text, locale.words):
        return stated
    if match := re.fullmatch(r"\s*-([1-9][0-9]{3})\s*", text):
        raise Unreadable(
            f"{shown(text)} can be read in two ways",
            f"write 'until {match[1]}', or '{int(match[1]) + 1} BC', which ISO 8601 "
            "writes so",
        )
    try:
        if stated := read_edtf(text, locale.is_southern):
            return stated
    except Unreadable as error:
        # Q1/2025 has a slash that EDTF does not mean.
        if not is_found and (stated := _in_other_forms(text, Pieces(locale, year))):
            return stated
        raise _better(error, text, [locale]) from None
    locales = [locale]
    if typed_as(locale.tag) != ENGLISH:
        locales.append(msgspec.structs.replace(locale, tag=ENGLISH))
    found: Unreadable | None = None
    for each in locales:
        try:
            return _Reader(text, Pieces(each, year, any_weekday)).whole()
        except Unreadable as error:
            found = found or error
    assert found is not None
    if is_found:
        raise found
    for each in locales:
        if stated := _in_other_forms(text, Pieces(each, year)):
            return stated
    raise _better(found, text, locales)


def _in_other_forms(text: str, pieces: Pieces) -> StatedDate | None:
    """What a text states in one of the forms that it may stand for."""
    # Needed only for what no order reads.
    from factbox.values.dates.rewriting import rewritten
    from factbox.values.dates.weekends import weekend

    grammar, locale = grammar_of(pieces.locale.tag), pieces.locale
    if days := weekend(
        text, grammar, lambda days: read_date(days, locale, pieces.year)
    ):
        return days
    for form in rewritten(text, grammar):
        try:
            return read_date(form, locale, pieces.year)
        except WrongWeekday as error:
            # 3 May 2024 (Monday)
            raise Unreadable(error.message, error.hint) from None
        except Unreadable:
            continue
    return None


def _better(found: Unreadable, text: str, locales: Sequence[Locale]) -> Unreadable:
    """The fault of a text, as plainly as its kind allows."""
    # Needed only once something is odd.
    from factbox.values.dates.odd_forms import number_of_a_day
    from factbox.values.dates.refusals import compact, day_or_year, refusal

    has_letters = re.search(r"[^\W\d_]", text)
    if not has_letters and (told := compact(text) or number_of_a_day(text)):
        return Unreadable(*told)
    for each in locales:
        if told := day_or_year(text, grammar_of(each.tag)):
            return Unreadable(*told)
    generic = {*(forms_in(each.words) for each in locales), HINT}
    is_generic = found.hint in generic
    if not is_generic and "did you mean" not in found.hint:
        return found
    better = (refusal(text, grammar_of(each.tag)) for each in locales)
    return next(filter(None, better), found)


class _Reader(Pairs):
    """One reading of a text."""

    def whole(self) -> StatedDate:
        """What the whole text states."""
        grammar, stop = self.grammar, self.stop
        if grammar.exclusive and (match := grammar.exclusive.fullmatch(self.text)):
            self.stop = match.end("date")
            return self.without_its_end()
        if self.is_moment(0, stop):
            moment = self.moment(0, stop)
            return StatedDate(moment, moment)
        if match := grammar.night.match(self.text):
            return self.night(match.end(), match.lastgroup)
        if hours := self.hours():
            return hours
        if match := grammar.present.fullmatch(self.text):
            # A part may itself begin like a span: od połowy do końca 2025.
            for span in (match.span("date"), (0, match.end("date"))):
                if self.is_moment(*span):
                    return StatedDate(self.moment(*span), None, False, "present")
        opener = grammar.opener.match(self.text)
        if opener and self.is_moment(opener.end(), stop):
            return self.open(opener)
        if closed := self.closed():
            return closed
        match = grammar.opening.match(self.text)
        begin = match.end() if match else 0
        opening = match.lastgroup or "" if match else ""
        if joint := self.joint(begin, stop):
            return self.joined(begin, joint, opening)
        if opening == "opening" and (joint := self.joint(0, stop)):
            return self.joined(0, joint, "")
        match = grammar.onwards.fullmatch(self.text)
        if match and self.is_moment(*match.span("date")):
            return StatedDate(self.moment(*match.span("date")), None, False, "from")
        if opener:
            return self.open(opener)
        joint = grammar.joint.search(self.text, begin)
        is_inside = joint and begin < joint.start() and joint.end() < stop
        if joint and is_inside and joint[0].strip() != "-":
            return self.joined(begin, joint, opening)
        moment = self.moment(0, stop)
        return StatedDate(moment, moment)

    # Two dates.

    def joined(self, begin: int, joint: re.Match[str], opening: str) -> StatedDate:
        """Two dates, whatever stands between them; `opening` is what does before."""
        text, words = self.text, self.locale.words
        word = "-".join(lowered(joint[0]).split())
        is_between = opening == "between"
        is_both = word in words.both and (is_between or word not in words.to)
        is_either = word in words.either
        left, right = (begin, joint.start()), (joint.end(), self.stop)
        if is_both != is_between:
            # In a sentence they are two dates.
            is_alone = is_both and not self.pieces.any_weekday
            if is_alone and (two := self.next_to_each_other(left, right)):
                return spanning(*two, text, joint.end())
            raise Unreadable(
                f"{shown(text)} mixes two ways to write a span of time",
                "write 'October 2024 to December 2024' for all of it, or 'between "
                "October 2024 and December 2024' for one day in it",
                joint.start(),
            )
        start, end = self.pair(left, right)
        return spanning(
            start,
            end,
            text,
            joint.end(),
            once=is_both or is_either or opening == "within",
            wording="or" if is_either else "",
        )

    def hours(self) -> StatedDate | None:
        """A day with two times of it: 3 May 2024, between 8 and 8:30pm."""
        grammar, text, words = self.grammar, self.text, self.locale.words
        halves = (*words.forenoon, *words.afternoon, *words.hour_marks)
        has_hours = re.search(r"[0-9][:.][0-9]{2}", text) or any(
            half in lowered(text) for half in halves
        )
        # These patterns are long, and compiled only for what may match.
        for pattern in grammar.hours if has_hours else ():
            match = pattern.fullmatch(text)
            if match is None or not self.is_moment(*match.span("date")):
                continue
            day = self.moment(*match.span("date"))
            if not day.day or day.unit or day.clock:
                continue
            one = match["one"]
            if half := grammar.half.search(match["other"]):
                # From 8 to 9pm.
                one += "" if grammar.half.search(one) else f" {half[0]}"
            elif one.isdigit() and words.hour_marks:
                # 22 bis 23 Uhr.
                one += f" {words.hour_marks[0]}"
            times = [grammar.time.fullmatch(each) for each in (one, match["other"])]
            first, last = (
                each and self.pieces.clock(each, day.earliest) for each in times
            )
            if not (first and last):
                continue
            start = msgspec.structs.replace(day, clock=first)
            end = msgspec.structs.replace(day, clock=last)
            is_once = match["between"] is not None
            start, end = self.in_one_zone(start, end)
            return spanning(start, end, text, match.start("other"), once=is_once)
        return None

    # A date with one end, and nights.

    def open(self, match: re.Match[str]) -> StatedDate:
        """What has a start or an end only: since October 2024."""
        text, side = self.text, lowered(match[0].strip())
        begin = match.end()
        closer = self.grammar.closer
        behind = closer.fullmatch(text, begin) if closer else None
        if behind and behind.lastgroup == "until" and match.lastgroup == "by":
            # 늦어도 2024년까지
            self.stop = behind.end("date")
        if not self.is_moment(begin, self.stop):
            inner = self.joint(begin, self.stop)
            words = self.locale.words
            joints = between((*words.to, *words.both), words.joined)
            inner = inner or compiled(joints).search(text, begin)
            if inner:
                raise Unreadable(
                    f"{shown(text)} gives two dates after '{side}'",
                    "write it like 'October 2024 to December 2024'",
                    inner.start(),
                )
        moment = self.moment(begin, self.stop)
        kind = match.lastgroup or ""
        has_end = "end" in dict(self.locale.words.parts)
        if kind == "before" and moment.part == ("end" if has_end else "late"):
            # Before its end comes, and not before the third of it that is its end.
            kind = "by"
        return _with_one_end(moment, kind)

    def without_its_end(self) -> StatedDate:
        """What has one end, which is left out: od 2024, bez tej daty."""
        opener = self.grammar.opener.match(self.text)
        if opener is None or not self.is_moment(opener.end(), self.stop):
            raise Unreadable(
                f"{shown(self.text)} is not a date", forms_in(self.locale.words)
            )
        stated = self.open(opener)
        return stated._replace(wording="after" if stated.start else "before")

    def closed(self) -> StatedDate | None:
        """What has one end that is told of behind it: 2024年10月以降."""
        pattern = self.grammar.closer
        match = pattern.fullmatch(self.text) if pattern else None
        if match is None:
            return None
        if not self.is_moment(*match.span("date")):
            joint = self.joint(0, match.end("date"))
            kind = match.lastgroup
            if joint is None or kind not in ("until", "between", "night"):
                return None
            # 2024년 10월부터 12월까지
            self.stop = match.end("date")
            if kind == "night":
                return self.night(0, kind)
            is_once = match.lastgroup == "between"
            return self.joined(0, joint, "within" if is_once else "")
        if match.lastgroup in ("between", "night"):
            return None
        moment = self.moment(*match.span("date"))
        return _with_one_end(moment, match.lastgroup or "")

    def night(self, begin: int, kind: str | None) -> StatedDate:
        """The night from one day to the next, as the words of a `kind` have it."""
        text = self.text
        joint = None
        if not self.is_moment(begin, self.stop):
            joint = self.joint(begin, self.stop)
        if joint:
            start, end = self.pair((begin, joint.start()), (joint.end(), self.stop))
        else:
            start = self.moment(begin, self.stop)
            end = _days_later(start, 1)
            if kind == "night_to":
                start, end = _days_later(start, -1), start
            if kind == "overnight":
                raise Unreadable(
                    f"{shown(text)} can be the night before that day, or the one after",
                    "name both days, like 'overnight 5 to 6 March 2025'",
                )
        days = [each.precision for each in (start, end)]
        if days != ["day", "day"] or start.earliest.later(1) != end.earliest:
            raise Unreadable(
                f"{shown(text)} is not one night",
                "write one day and the next, like 'night of 5 to 6 March 2025'",
                begin,
            )
        return StatedDate(start, end, False, "night")


def _with_one_end(moment: Moment, kind: str) -> StatedDate:
    """What begins with a moment, or ends with it."""
    if kind in ("since", "after", "starting"):
        wordings = {"since": "", "after": "after", "starting": "from"}
        return StatedDate(moment, None, False, wordings[kind])
    return StatedDate(None, moment, False, "" if kind == "until" else kind)


def _days_later(day: Moment, days: int) -> Moment:
    other = day.earliest.later(days)
    return msgspec.structs.replace(
        day,
        year=other.year,
        month=other.month,
        day=other.day,
        weekday=False,
        part=None,
    )
