"""Whether the words of a link to a person name that person."""

import re
from collections.abc import Iterable, Iterator
from itertools import product

from factbox.model.people import Person
from factbox.patterns import pattern_of
from factbox.values.letters import letters_apart
from factbox.values.quantities.linking import Disagreement

_NAME = re.compile(r"[^\W\d_][\w’'.-]*")
# Words that begin with capitals, as the names of people do.
_PART = r"(?:(?:de|van|von|bin|al|el) )?[A-Z][\w’'-]+\.?"
_LIKE_A_NAME = pattern_of(rf"{_PART}(?: {_PART})+")
_SMALL = {"the", "of", "and", "for", "a", "an", "in", "to", "at", "on"}


def misnamed(
    words: str, person: Person, others: Iterable[Person]
) -> Iterator[Disagreement]:
    """A link to one person whose words are the name of another."""
    said, own = _tokens(words), _tokens(f"{person.name} {person.short} {person.role}")
    for other in others:
        if other == person or said <= own:
            continue
        # Words in common, such as a town's, leave open who is meant; a whole name does
        # not.
        named = said & _tokens(f"{other.name} {other.short}")
        is_whole = said == _tokens(other.name)
        if is_whole or (named and not said & own and _tells_apart(named, other)):
            yield Disagreement(
                f"the words name {other.name}, and the link leads to {person.name}",
                f"write person:{other.id}, or other words",
            )
            return
    if _is_misspelt(said - own, f"{person.name} {person.short}"):
        yield Disagreement(
            f"'{words.strip()}' is nearly the name of {person.name}",
            "correct one of them; empty brackets print the name",
            certain=False,
        )
        return
    if not said or said & own:
        return
    if _LIKE_A_NAME.fullmatch(words.strip()):
        yield Disagreement(
            f"'{words.strip()}' may be a name, and the link leads to {person.name}",
            "correct one of them; empty brackets print the name",
            certain=False,
        )


def _is_misspelt(said: set[str], name: str) -> bool:
    """Whether one of these words is a word of a name, but for a letter within it.

    At its end a letter may be an ending: Dorels, Dorela; a doubled one is none.
    """
    for word, own in product(said, _tokens(name)):
        short, long = sorted((word, own), key=len)
        if len(short) < 3 or word[0] != own[0] or letters_apart(word, own) > 1:
            continue
        is_doubled = long[-1] == long[-2] and long[:-1] == short
        if is_doubled or short[:-1] != long[: len(short) - 1] or _is_inner(short, long):
            return True
    return False


def _is_inner(short: str, long: str) -> bool:
    """Whether a letter is added to a word before its last one: Ana, Anna."""
    return len(short) < len(long) and short[-1] == long[-1] and short != long[:-1]


def _tells_apart(named: set[str], person: Person) -> bool:
    """Whether these words say who is meant: a family name, or a short name."""
    family = person.name.split()[-1].lower()
    return family in named or (_tokens(person.short) <= named and bool(person.short))


def _tokens(text: str) -> set[str]:
    words = (word.lower().strip(".’'") for word in _NAME.findall(text))
    return {re.sub(r"[’']s$", "", word) for word in words} - _SMALL
