"""What the words of a link count: 300 injured, where the figure is of the dead."""

import re
from collections.abc import Iterator

from factbox.languages.wording import Phrases, Wording
from factbox.values.letters import lowered
from factbox.values.quantities.linking import Disagreement, LinkedClaims, LinkText
from factbox.values.quantities.phrases import phrases_of
from factbox.values.quantities.prose import numbers_in

MOST_ADJECTIVES = 2
"""How many words may stand between a number and what it counts."""

_NEXT_WORD = re.compile(r"\s*-?([^\W\d_]+)")


def another_thing(
    link: LinkText, named: LinkedClaims, tag: str
) -> Iterator[Disagreement]:
    """[300 injured] for a figure of the dead, [300 children] for one of people."""
    wording = phrases_of(tag).wording
    meant = words_in(f"{named.unit} {named.label}")
    counted = _counted(link, tag)
    said = words_in(link.words)
    if _ends_in_a_number(link.words, tag):
        said |= {*counted[:1]}
    mentioned = _other_fate(said, meant, wording.fates) or _other_group(
        counted, meant, wording
    )
    if mentioned:
        yield Disagreement(
            f"the text says '{mentioned}', and {named.name} is of "
            f"'{named.label or named.unit}'",
            "link to the figure that is meant",
            certain=False,
        )


def are_counted_apart(one: str, other: str, tag: str) -> bool:
    """Whether of two units one is of people, and the other of things."""
    wording = phrases_of(tag).wording
    people = {*wording.people}.union(*wording.groups)
    things = {word for group in wording.things for word in group}
    kinds = {
        (bool(words_in(unit) & people), bool(words_in(unit) & things))
        for unit in (one, other)
    }
    return kinds == {(True, False), (False, True)}


def is_count(named: LinkedClaims, tag: str) -> bool:
    """Whether a figure counts what comes one by one, such as people or votes."""
    phrases = phrases_of(tag)
    wording, unit = phrases.wording, named.unit.strip()
    if any(
        value.sort not in ("number", "ratio") or value.per for value in named.values
    ):
        return False
    if all(value.of for value in named.values):
        return True
    words = words_in(f"{unit} {named.label}")
    if words & {*wording.measured, *wording.per}:
        return False
    if unit:
        is_money = phrases.patterns.money_behind.match(f" {unit}")
        return not (phrases.unit_of(unit) or is_money)
    counted = {*wording.counted, *wording.people}
    return bool(words & counted.union(*wording.fates, *wording.groups, *wording.things))


def _other_fate(said: set[str], meant: set[str], fates: tuple[Phrases, ...]) -> str:
    """A word for a fate that is none of those that a figure counts."""
    if not meant & {word for fate in fates for word in fate}:
        return ""
    for fate in fates:
        mentioned = next((word for word in said if word in fate), "")
        if mentioned and not meant & {*fate}:
            return mentioned
    return ""


def _other_group(counted: list[str], meant: set[str], wording: Wording) -> str:
    """A word for whom or what is counted, of another group than the figure's."""
    people, things = {*wording.people}, [{*group} for group in wording.things]
    groups = [*things, *({*group} for group in wording.groups)]
    is_of_people = bool(meant & people.union(*wording.groups))
    if not is_of_people and not any(meant & group for group in things):
        return ""
    for word in counted:
        if word in people:
            # Whoever is counted, these are people; a home is not.
            return "" if is_of_people else word
        group = next((each for each in groups if word in each), None)
        if group:
            return "" if meant & group else word
    return ""


def _counted(link: LinkText, tag: str) -> list[str]:
    """The words right behind the number, as far as they may say what it counts."""
    if _ends_in_a_number(link.words, tag):
        text = link.after
    else:
        numbers = [*numbers_in(link.words, tag, linked=True)]
        text = link.words[numbers[0].end :] if numbers else ""
    wording = phrases_of(tag).wording
    found: list[str] = []
    position = 0
    while len(found) <= MOST_ADJECTIVES:
        match = _NEXT_WORD.match(text, position)
        word = lowered(match[1]) if match else ""
        if match is None or (found and word in wording.function_words):
            break
        if word not in wording.of:
            found.append(word)
        position = match.end()
    return found


def _ends_in_a_number(words: str, tag: str) -> bool:
    """Whether what stands behind these words is what they count."""
    ends = [number.end for number in numbers_in(words, tag, linked=True)]
    return not words.strip() or (bool(ends) and ends[-1] == len(words.rstrip()))


def words_in(text: str) -> set[str]:
    """The words of a text, in lower case."""
    return set(re.findall(r"[^\W\d_]+", lowered(text)))
