"""Whether the dates of an explainer agree: with its sources, its day, one another."""

from collections.abc import Iterator, Mapping

from factbox.checking.subject import Subject
from factbox.model.items import Dated
from factbox.model.sources import Source
from factbox.problems import Problem
from factbox.values.dates.when import When


def late_dates(subject: Subject) -> Iterator[Problem]:
    """What is dated later than it can be."""
    front = subject.document.front
    for dated in (each for item in subject.items.values() for each in item.dated):
        # A date that is later than both is one mistake.
        fault = _later_than_its_source(dated, subject.sources)
        if front and not fault:
            fault = _later_than_the_page(dated, front.as_of)
        if fault:
            yield fault
    if front is None or front.updated is None:
        return
    if is_later(front.as_of, front.updated):
        yield Problem(
            front.place,
            f"the page was updated ({front.updated}) before the day of which it tells "
            f"({front.as_of})",
            "correct 'updated' or 'as_of'",
        )
    elif front.published and is_later(front.published, front.updated):
        yield Problem(
            front.place,
            f"the page was updated ({front.updated}) before it was published "
            f"({front.published})",
            "correct the date of one of them",
        )


def _later_than_its_source(
    dated: Dated, sources: Mapping[str, Source]
) -> Problem | None:
    """What was said after the source that has it on record came out."""
    source = sources.get(dated.citation.source)
    if not dated.is_statement or source is None or source.published is None:
        return None
    if not is_later(dated.when, source.published):
        return None
    return Problem(
        dated.place,
        f"this {dated.noun} is dated {dated.when}, but its source was published "
        f"before that ({source.published})",
        f"correct one of them; the source is seeds/{dated.citation.source}.yaml",
    )


def _later_than_the_page(dated: Dated, as_of: When) -> Problem | None:
    """What happened, or was said, after the day of which the page tells.

    What is scheduled is to come after that day.
    """
    if dated.is_scheduled:
        return _no_longer_to_come(dated, as_of)
    if not is_later(dated.when, as_of):
        return None
    return Problem(
        dated.place,
        f"this {dated.noun} is dated {dated.when}, and the page reports what was "
        f"known as of {as_of}",
        "correct its date, or 'as_of' in article.md"
        + (_OR_SCHEDULED if dated.noun == "event" else ""),
    )


_OR_SCHEDULED = "; of what is yet to come, write 'scheduled: true'"


def _no_longer_to_come(dated: Dated, as_of: When) -> Problem | None:
    """What is scheduled for a day that has come already."""
    if not is_later(as_of, dated.when):
        return None
    return Problem(
        dated.place,
        f"this {dated.noun} is scheduled for {dated.when}, and the page reports what "
        f"was known as of {as_of}",
        "say what came of it, and delete 'scheduled: true'",
    )


def is_later(one: When, other: When) -> bool:
    """Whether one date is surely later than another; "about" is never sure."""
    if one.approximate or other.approximate:
        return False
    return one.earliest > other.latest
