"""Advice on what all explainers share: people and sources."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from factbox.model.explainers import Explainer
from factbox.model.items import Desk
from factbox.problems import Place, Problem

UNUSED_PERSON, UNUSED_SOURCE = "unused-person", "unused-source"
NEAR_NAMES = "near-names"
SITE_ADVICE = (UNUSED_PERSON, UNUSED_SOURCE, NEAR_NAMES)
"""The names of this advice."""


def site_advice(
    desk: Desk, places: Mapping[str, Place], explainers: Sequence[Explainer]
) -> Iterator[Problem]:
    """People and sources that nothing names, and people with nearly the same name."""
    people = {id for explainer in explainers for id in explainer.people}
    sources = {id for explainer in explainers for id in explainer.sources}
    for id in desk.people.keys() - people:
        message = f"nothing names the person '{id}'"
        hint = "delete the entry, or waive this if it is kept for later"
        yield Problem(places[id], message, hint, UNUSED_PERSON)
    for id in desk.sources.keys() - sources:
        message = f"nothing cites the source '{id}'"
        hint = "delete the file, or waive this if it is kept for later"
        yield Problem(desk.sources[id].place, message, hint, UNUSED_SOURCE)
    yield from _near_names(desk, places)


def _near_names(desk: Desk, places: Mapping[str, Place]) -> Iterator[Problem]:
    """Two people whose names differ in a letter or two, the second of them."""
    by_letters: dict[str, list[str]] = {}
    for id, person in desk.people.items():
        # Whoever misspells a name keeps its first letter and most of its length.
        by_letters.setdefault(person.name[:1].lower(), []).append(id)
    for ids in by_letters.values():
        for one, other in combinations(ids, 2):
            name, second = desk.people[one].name, desk.people[other].name
            if abs(len(name) - len(second)) <= 2 and _is_near(name, second):
                yield Problem(
                    places[other],
                    f"'{second}' and '{name}' have nearly the same name",
                    f"if they are one, keep one of '{one}' and '{other}'",
                    NEAR_NAMES,
                )


def _is_near(name: str, other: str) -> bool:
    """Whether two names are a letter apart, in one of their words."""
    words, others = name.casefold().split(), other.casefold().split()
    if len(words) != len(others):
        return words != others and "".join(words) == "".join(others)
    apart = [pair for pair in zip(words, others, strict=True) if pair[0] != pair[1]]
    if not apart:
        return True
    if len(apart) > 1 or any(character.isdigit() for character in name + other):
        return False
    one, two = apart[0]
    return min(len(one), len(two)) > 3 and _letters_apart(one, two) == 1


def _letters_apart(one: str, two: str) -> int:
    """How many letters are added, left out or exchanged from one word to another."""
    row: list[int] = [*range(len(two) + 1)]
    for index, letter in enumerate(one, 1):
        previous, row[0] = row[0], index
        for column, other in enumerate(two, 1):
            above = row[column]
            changed = previous + (letter != other)
            row[column] = min(above + 1, row[column - 1] + 1, changed)
            previous = above
    return row[-1]
