"""Whose a claim is: origins are counted, and outlets that carry them are not."""

from collections.abc import Iterator

from factbox.checking.subject import Subject
from factbox.kinds.figures.figure import Figure
from factbox.problems import Problem


def outlets_as_claimants(subject: Subject) -> Iterator[Problem]:
    """Claims of a value by an outlet that carries the same value as somebody else's."""
    for item in subject.items.values():
        if not isinstance(item, Figure):
            continue
        for claim in item.estimates:
            for other in item.estimates:
                carried = claim.by in other.via and claim.value == other.value
                if carried and claim.by != other.by:
                    yield Problem(
                        claim.place,
                        f"'{claim.by.id}' claims {claim.value} here, and carries the "
                        f"same value as a claim of '{other.by.id}'",
                        "one origin is one claim: delete this one, and add its source "
                        "to the other; or say why it is a count of their own",
                    )
                    break
