"""Whether the explainers of a site agree with one another."""

from collections.abc import Iterable, Iterator

from factbox.kinds.figures.claims import Claim
from factbox.kinds.figures.figure import Figure
from factbox.model.explainers import Explainer
from factbox.problems import Problem


def contradictions_between(explainers: Iterable[Explainer]) -> Iterator[Problem]:
    """Two values that one claimant claims, for one day, of figures with the same id."""
    first: dict[tuple[str, str, str], tuple[Figure, Claim]] = {}
    for explainer in explainers:
        figures = [item for item in explainer.items if isinstance(item, Figure)]
        for figure in figures:
            for claim in figure.claims:
                if not claim.day:
                    continue
                named = (figure.id, claim.by.id, claim.day)
                other, stated = first.setdefault(named, (figure, claim))
                same_unit = other.unit == figure.unit
                if same_unit and stated.value == claim.value:
                    continue
                yield Problem(
                    claim.place,
                    f"'{claim.by.id}' claims {_amount(claim, figure)} as of "
                    f"{claim.as_of} here, and {_amount(stated, other)} in "
                    f"{stated.place.file}:{stated.place.line}",
                    "correct one of them; if two things are counted, give the figures "
                    "ids of their own",
                )


def _amount(claim: Claim, figure: Figure) -> str:
    return f"{claim.value} {figure.unit}".strip()
