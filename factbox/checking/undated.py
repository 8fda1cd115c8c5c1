"""Claims and quotes without a date, of which nothing says why."""

from collections.abc import Iterator

from factbox.checking.subject import Subject
from factbox.kinds.figures.figure import Figure
from factbox.kinds.quotes import Quote
from factbox.problems import Problem


def undated(subject: Subject) -> Iterator[Problem]:
    """What has no date, although nothing says that its source gives none."""
    for item in subject.items.values():
        if isinstance(item, Quote) and item.on is None and not item.is_undated:
            yield Problem(
                item.place,
                "this quote has no date",
                "write 'on: …', or 'on: undated' if the source gives none",
            )
        for claim in item.claims if isinstance(item, Figure) else ():
            if claim.as_of is None and not claim.is_undated:
                yield Problem(
                    claim.place,
                    "this claim has no date",
                    "write 'as_of: …', or 'as_of: undated' if the source gives none",
                )
