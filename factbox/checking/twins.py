"""Entries that may be one and the same: an event that stands in a timeline twice."""

import re
from collections.abc import Iterator
from itertools import combinations

from factbox.checking.subject import Subject
from factbox.kinds.timeline import Event
from factbox.problems import Problem
from factbox.values.dates.calendar import CalendarDay
from factbox.values.letters import letters_apart, lowered


def same_events(subject: Subject) -> Iterator[Problem]:
    """Events of one day that say the same or nearly the same."""
    days: dict[tuple[CalendarDay, CalendarDay], list[Event]] = {}
    for item in subject.items.values():
        if isinstance(item, Event):
            days.setdefault((item.when.earliest, item.when.latest), []).append(item)
    for events in days.values():
        for one, other in combinations(events, 2):
            if _is_alike(one.title, other.title):
                yield Problem(
                    other.place,
                    f"'{other.id}' says nearly what '{one.id}' says of the same day",
                    "delete one of them; if both happened, let their titles tell them "
                    "apart",
                )


def _is_alike(one: str, other: str) -> bool:
    """Whether two titles have the same words, but for one or two letters."""
    first, second = (re.findall(r"\w+", lowered(title)) for title in (one, other))
    if first == second:
        return True
    changed = [pair for pair in zip(first, second, strict=False) if pair[0] != pair[1]]
    if len(first) != len(second) or len(changed) != 1 or len(first) < 3:
        return False
    (before, after), *_ = changed
    # The first bridge and the third are two, and so are bridges 4 and 5.
    is_counted = any(map(str.isdigit, before + after)) or min(map(len, changed[0])) < 4
    return not is_counted and letters_apart(before, after) <= 1
