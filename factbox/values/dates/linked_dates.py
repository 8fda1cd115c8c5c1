"""The words of a link to something that has a date, held against it."""

from collections.abc import Iterator

from factbox.languages.language import Language
from factbox.values.dates.locales import Locale
from factbox.values.dates.weekdays import weekdays_in
from factbox.values.dates.when import FoundDate, When, dates_in, is_about
from factbox.values.quantities.linking import CORRECT, Disagreement

ABOUT_AN_HOUR = 30 * 60
"""How far, in seconds, "about 10 pm" may be from the hour of an event."""


def disagreements(
    name: str, when: When, words: str, language: Language
) -> tuple[Disagreement, ...]:
    """What is wrong with the words: a date must be this one, or hold it.

    `name` is that of the event, as an author writes it. One mistake is told.
    """
    locale = Locale.of(language)
    told = _all(name, when, words, locale, language)
    first = next(told, None)
    return (first,) if first else ()


def _all(
    name: str, when: When, words: str, locale: Locale, language: Language
) -> Iterator[Disagreement]:
    said = when.in_language(language)
    for found in dates_in(words, locale):
        if not found.is_certain:
            continue
        if not found.agrees_with(when, locale):
            message = f"the text says '{found.text}', but {name} is {said}"
            yield Disagreement(message, CORRECT)
        elif _is_another_hour(found, when, words, locale):
            yield _of_an_hour(name, when, found.text, said)
    yield from _on_another_weekday(name, when, words, locale, language)


def _is_another_hour(found: FoundDate, when: When, words: str, locale: Locale) -> bool:
    """At 05:05, where the event has no hour, or another one."""
    slack = ABOUT_AN_HOUR if is_about(words[: found.start], locale) else 0
    return not all(
        any(clock.is_near(each, slack) for each in when.clocks)
        for clock in found.clocks(locale)
    )


def _of_an_hour(name: str, when: When, text: str, said: str) -> Disagreement:
    if when.clocks:
        message = f"the text says '{text}', but {name} is {said}"
        return Disagreement(message, CORRECT)
    message = f"the text says '{text}', and {name} has no hour: {said}"
    hint = "give the event its hour if its source does, or leave it out here"
    return Disagreement(message, hint, certain=False)


def _on_another_weekday(
    name: str, when: When, words: str, locale: Locale, language: Language
) -> Iterator[Disagreement]:
    """On [Monday], where the day is a Sunday; "Sunday night" may go on."""
    first, named = when.earliest, weekdays_in(words, locale)
    if not named or first != when.latest:
        return
    if first.weekday in named or len(words.split()) > 2:
        return
    said, right = when.in_language(language), language.weekdays[first.weekday]
    written = next(iter(named.values()))
    message = f"the text says '{written}', but {name} is {said}, a {right}"
    yield Disagreement(message, CORRECT)
