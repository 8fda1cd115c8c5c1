"""Checks of agreement: whether what a text says is what the facts say."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

import msgspec

from factbox.checking.names import misnamed
from factbox.checking.sources import of_another_source
from factbox.checking.subject import Subject
from factbox.model.mentions import Mention
from factbox.model.prose import Prose
from factbox.problems import Problem
from factbox.values.dates.locales import Locale
from factbox.values.quantities.linking import Disagreement, LinkText

Told = tuple[Disagreement, Problem]


def contradictions(subject: Subject) -> Iterator[Problem]:
    """Links that say what nothing they link to allows."""
    return (problem for found, problem in _disagreements(subject) if found.certain)


def doubtful_links(subject: Subject) -> Iterator[Problem]:
    """Links whose words may be true, and may mislead."""
    return (problem for found, problem in _disagreements(subject) if not found.certain)


@lru_cache(maxsize=1)
def _disagreements(subject: Subject) -> tuple[Told, ...]:
    """What is wrong with links, of which both checks above take their share."""
    return tuple(told for text in subject.texts for told in _in_a_text(subject, text))


def _in_a_text(subject: Subject, text: Prose) -> Iterator[Told]:
    told: list[tuple[str, Told]] = []
    ends: dict[str, set[str]] = {}
    for reference, before, after in text.sentences():
        mention = reference.mention
        link = LinkText(reference.text, before, after)
        for found in _in_a_link(subject, mention, link):
            problem = Problem(mention.place, found.message, found.hint)
            told.append((str(mention), (found, problem)))
            ends.setdefault(str(mention), set()).add(found.end)
    # "Between [a third](…) and [half](…)" leaves nothing out.
    whole = {name for name, said in ends.items() if {"low end", "high end"} <= said}
    yield from (each for name, each in told if not (each[0].end and name in whole))


def _in_a_link(
    subject: Subject, mention: Mention, link: LinkText
) -> Iterable[Disagreement]:
    """What is wrong with the words of one link."""
    people = subject.people
    if mention.scheme == "person" and mention.id in people:
        return misnamed(link.words, people[mention.id], people.values())
    if mention.scheme == "source" and mention.id in subject.sources:
        locale, sources = Locale.of(subject.language), subject.sources
        meant = sources[mention.id]
        return of_another_source(link.words, meant, sources.values(), locale)
    item = subject.item(mention)
    if item is None:
        return ()
    found = item.disagreements(mention.part, link, subject.language)
    if not mention.folder:
        return found
    own, written = f"{item.NOUN}:{item.id}", f"{item.NOUN}:{mention.id}"
    return (
        msgspec.structs.replace(each, hint=each.hint.replace(own, written))
        for each in found
    )


def early_news(subject: Subject) -> Iterator[Problem]:
    """Changes to a page from before the page was there."""
    front = subject.document.front
    published = front.published if front else None
    for item in subject.items.values():
        if published and item.news and item.news.on.earliest < published.earliest:
            yield Problem(
                item.place,
                f"this {item.NOUN} is from before the page was published ({published})",
                "correct the day of one of them",
            )


def loose_ends(subject: Subject) -> Iterator[Problem]:
    """What is to be woven into a timeline, where there is none."""
    document = subject.document
    is_there = document.entries["timeline"] or "event" in document.facts.unread
    if document.front and document.front.weave and not is_there:
        yield Problem(
            document.front.place,
            "'weave' has no timeline to weave into",
            "write events in timeline.yaml, or leave 'weave' out",
        )
