"""One date, as it stands in a stretch of a text: with its part, its week, its hour."""

import re
from collections.abc import Iterator

import msgspec

from factbox.problems import Unreadable, shown
from factbox.values.dates.edtf import edtf_moment, is_edtf
from factbox.values.dates.grammar import Grammar, grammar_of
from factbox.values.dates.moments import Moment
from factbox.values.dates.pieces import Pieces, forms_in


class Single:
    """What reads the stretches of a text that are one date each."""

    def __init__(self, text: str, pieces: Pieces) -> None:
        self.text = text
        self.pieces = pieces
        locale = pieces.locale
        self.locale = locale
        self.grammar: Grammar = grammar_of(locale.tag)
        self.stop = len(text)
        self._matches: dict[tuple[int, int], re.Match[str] | None] = {}

    def is_moment(self, start: int, stop: int) -> bool:
        """Whether a stretch of the text has the form of one date."""
        if start >= stop:
            return False
        grammar, text = self.grammar, self.text
        if about := grammar.about.match(text, start, stop):
            return self.is_moment(about.end(), stop)
        if behind := self.about_behind(start, stop):
            return self.is_moment(*behind.span("date"))
        if is_edtf(text, start, stop) or grammar.week_number.fullmatch(
            text, start, stop
        ):
            return True
        if week := grammar.week.fullmatch(text, start, stop):
            return self.matched(*week.span("date")) is not None
        if self.matched(start, stop) is not None:
            return True
        return any(self.timed(start, stop))

    def about_behind(self, start: int, stop: int) -> re.Match[str] | None:
        """What says behind a date that it is approximate: 2024年ごろ."""
        pattern = self.grammar.about_behind
        return pattern.fullmatch(self.text, start, stop) if pattern else None

    def timed(self, start: int, stop: int) -> Iterator[re.Match[str]]:
        """The ways in which a stretch of the text is a date with a time of day."""
        text = self.text
        for pattern in self.grammar.timed:
            if match := pattern.fullmatch(text, start, stop):
                span = match.span("date")
                if is_edtf(text, *span) or self.matched(*span):
                    yield match

    def matched(self, start: int, stop: int) -> dict[str, str] | None:
        """The pieces of one date, as its first order that fits has them."""
        match = self.match(start, stop)
        return match.groupdict() if match else None

    def match(self, start: int, stop: int) -> re.Match[str] | None:
        """How the first order that fits a stretch of the text does."""
        span = start, stop
        if span not in self._matches:
            self._matches[span] = self._match(start, stop)
        return self._matches[span]

    def _match(self, start: int, stop: int) -> re.Match[str] | None:
        for pattern in self.grammar.moments:
            match = pattern.fullmatch(self.text, start, stop)
            if match and not self.pieces.is_season_and_year(match):
                return match
        return None

    def moment(self, start: int, stop: int, later: Moment | None = None) -> Moment:
        """The date in a stretch of the text.

        In "3 to 7 February 2025" and "October to December 2024" the first takes what it
        lacks from the `later` one.
        """
        text, grammar = self.text, self.grammar
        if about := grammar.about.match(text, start, stop):
            inner = self.moment(about.end(), stop, later)
        elif about := self.about_behind(start, stop):
            inner = self.moment(*about.span("date"), later)
        if about:
            if inner.approximate:
                raise Unreadable(
                    f"{shown(text[start:stop])} is approximate twice",
                    f"leave out '{about['about'].strip()}'",
                    about.start("about"),
                )
            return msgspec.structs.replace(inner, approximate=True)
        if is_edtf(text, start, stop):
            return edtf_moment(text, start, stop, is_southern=self.locale.is_southern)
        if match := grammar.week_number.fullmatch(text, start, stop):
            return self.pieces.numbered_week(match)
        if match := grammar.week.fullmatch(text, start, stop):
            return self.pieces.week(match, self.moment(*match.span("date"), later))
        if match := self.match(start, stop):
            return self.pieces.worded(match, later)
        if timed := next(self.timed(start, stop), None):
            day = self.moment(*timed.span("date"), later)
            if not day.day or day.unit:
                raise Unreadable(
                    f"{shown(text[start:stop])} has a time, but no day",
                    "write the day, or leave the time out",
                    start,
                )
            clock = self.pieces.clock(timed, day.earliest)
            return msgspec.structs.replace(day, clock=clock)
        if match := grammar.decade_short.fullmatch(text, start, stop):
            raise Unreadable(
                f"{shown(text[start:stop])} does not say which century",
                f"write '19{match['decade']}s' or '18{match['decade']}s'",
                start,
            )
        raise Unreadable(
            f"{shown(text[start:stop])} is not a date",
            forms_in(self.locale.words),
            start,
        )
