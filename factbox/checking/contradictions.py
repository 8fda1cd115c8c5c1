"""Checks of agreement: whether what a text says is what the facts say."""

from collections.abc import Iterator

from factbox.checking.subject import Subject
from factbox.model.prose import Reference
from factbox.problems import Problem


def contradictions(subject: Subject) -> Iterator[Problem]:
    """Links whose words say something else than what they link to."""
    for text in subject.texts:
        for reference in text.references:
            if not isinstance(reference, Reference) or not reference.text:
                continue
            item = subject.item(reference.mention)
            part = reference.mention.part
            if item and (not part or part in item.parts):
                message = item.contradiction(part, reference.text, subject.language)
                if message:
                    hint = "correct one of them; empty brackets print the value"
                    yield Problem(reference.mention.place, message, hint)


def early_news(subject: Subject) -> Iterator[Problem]:
    """Changes to a page from before the page was there."""
    front = subject.document.front
    published = front.published if front else None
    for item in subject.items.values():
        if published and item.news and item.news.on.earliest < published.earliest:
            yield Problem(
                item.place,
                f"this {item.KIND} is from before the page was published ({published})",
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
