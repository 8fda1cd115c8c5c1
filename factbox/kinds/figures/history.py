"""Several claims by one claimant: a history, of which the latest is what stands.

Which is the latest must be sure, so that no page says an old number as a new one.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from factbox.kinds.figures.claims import day_key
from factbox.kinds.figures.entry import ClaimEntry
from factbox.problems import Failed, Problem
from factbox.values.dates.when import When
from factbox.values.quantities.quantity import Quantity


class ClaimOnRecord(msgspec.Struct, frozen=True):
    """A claim as an editor wrote it, its value in the unit of the figure, and whether
    a later one took its place.
    """

    entry: ClaimEntry
    value: Quantity
    superseded: bool = False

    @property
    def as_of(self) -> When | None:
        return self.entry.as_of.when if self.entry.as_of else None

    @property
    def day(self) -> str:
        return day_key(self.as_of)

    @property
    def part(self) -> str:
        """What names it behind "@"."""
        by = self.entry.by.id
        return f"{by}@{self.day}" if self.superseded else by


def in_order(claims: Sequence[ClaimOnRecord]) -> tuple[ClaimOnRecord, ...]:
    """The claims by claimant, as the file first names them, the latest of each first.

    Raises `Failed` where it is not sure which of two is the later one.
    """
    by_claimant: dict[str, list[ClaimOnRecord]] = {}
    problems: list[Problem] = []
    for told in claims:
        by_claimant.setdefault(told.entry.by.id, []).append(told)
    ordered: list[ClaimOnRecord] = []
    for own in by_claimant.values():
        if found := list(_undated(own)):
            problems += found
            continue
        own.sort(key=_sort_key, reverse=True)
        problems += _unsure(own)
        earlier = (msgspec.structs.replace(told, superseded=True) for told in own[1:])
        ordered += [own[0], *earlier]
    if problems:
        raise Failed(problems)
    return tuple(ordered)


def _sort_key(told: ClaimOnRecord) -> tuple[object, ...]:
    return told.as_of.sort_key if told.as_of else ()


def _undated(own: Sequence[ClaimOnRecord]) -> Iterator[Problem]:
    """The last of several claims that has no date to be ordered by."""
    undated = [told.entry.by for told in own if told.as_of is None]
    if len(own) > 1 and undated:
        yield Problem(
            undated[-1].place,
            f"'{undated[-1]}' has several claims here, and this one has no date",
            "write 'as_of: …' for each of them, so that the latest can be told; or "
            "delete one",
        )


def _unsure(latest_first: Sequence[ClaimOnRecord]) -> Iterator[Problem]:
    """Neighbours in a history of which neither is surely the later one."""
    for later, earlier in pairwise(latest_first):
        if _is_later(later, earlier):
            continue
        # What stands further down in the file is what an editor looks at.
        above, below = sorted((later, earlier), key=lambda told: told.entry.place.line)
        by = below.entry.by
        if later.day != earlier.day:
            message = (
                f"'{by}' has two claims here, as of {earlier.as_of} and as of "
                f"{later.as_of}, of which neither is surely the later one"
            )
            hint = "write both days as exactly as the sources do, or keep one claim"
        elif later.value == earlier.value:
            line = above.entry.place.line
            message = f"'{by}' has this claim here already, on line {line}"
            hint = "keep one; several sources are a list: 'source: […, …]'"
        else:
            values = [str(each.entry.value.quantity) for each in (above, below)]
            both = " and ".join(values)
            message = f"'{by}' claims both {both} as of {below.as_of}"
            hint = "correct a value or a date; a later claim takes an earlier's place"
        yield Problem(by.place, message, hint)


def _is_later(one: ClaimOnRecord, other: ClaimOnRecord) -> bool:
    """Whether a claim is surely later than another."""
    when, before = one.as_of, other.as_of
    if when is None or before is None or one.day == other.day:
        return False
    if when.earliest > before.latest:
        return True
    # Two hours of one day.
    is_one_day = when.earliest == when.latest == before.earliest == before.latest
    return is_one_day and bool(when.time and before.time)
