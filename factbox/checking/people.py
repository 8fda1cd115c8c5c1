"""Advice on people: what readers are told of them, and how their names are spelt."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from factbox.checking.subject import Subject
from factbox.languages.direction import is_from_the_right
from factbox.languages.typing_files import cautions_of, wording_of
from factbox.model.items import Desk
from factbox.model.people import Person
from factbox.model.plain_texts import PlainText
from factbox.problems import Place, Problem
from factbox.values.letters import letters_apart
from factbox.values.possible_names import possible_names
from factbox.values.quantities.prose import stray_numbers
from factbox.values.scripts import is_close

NEAR_NAMES, NO_ROLE = "near-names", "no-role"
LOOSE_NUMBER, MISSPELT_NAME = "loose-number", "misspelt-name"

LONG_NAME = 7
"""In letters: a family name that, alone and misspelt, is hardly another word."""


def near_names(desk: Desk, places: Mapping[str, Place]) -> Iterator[Problem]:
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


def unexplained_people(
    desk: Desk, places: Mapping[str, Place], named: set[str]
) -> Iterator[Problem]:
    """People who are named, have no name, and of whom readers are told nothing."""
    for id in sorted(named & places.keys()):
        person = desk.people[id]
        if not person.role and _is_anonymous(person.name, desk.tag):
            yield Problem(
                places[id],
                f"'{person.name}' is no name, and nothing says who that is",
                "write 'role: …': for whom they speak, and why they are not named",
                NO_ROLE,
            )


def numbers_in_shared_texts(texts: Iterable[PlainText], tag: str) -> Iterator[Problem]:
    """Numbers in what all explainers share, which belong to no figure."""
    for text in texts:
        for number in stray_numbers(text.words, tag):
            yield Problem(
                text.place,
                f"the number '{number.text}' in this {text.noun} belongs to no figure",
                "if it is a fact, write it in figures.yaml, and leave it out here",
                LOOSE_NUMBER,
            )


def misspelt_names_in_shared_texts(
    texts: Iterable[PlainText], desk: Desk
) -> Iterator[Problem]:
    """Names there that are a letter apart from that of somebody in people.yaml."""
    spelling = Spelling(desk.people.values())
    for text in texts:
        for name, _ in possible_names(text.words):
            if found := spelling.misspelt(name):
                typed, person = found
                yield _misspelt(typed, person, text.place, person.name, MISSPELT_NAME)


def _is_anonymous(name: str, tag: str) -> bool:
    """Whether a name says what somebody is, and not who."""
    cautions = cautions_of(tag)
    if cautions.anywhere and name.endswith(cautions.anonymous):
        return True
    first, *others = (word.strip(".,’'") for word in name.split())
    if others and first.lower() in wording_of(tag).articles:
        # "Ein Anwohner": the noun has a capital where a language writes it so.
        first, *others = others
    return any(word in cautions.anonymous for word in (first.lower(), *others))


def misspelt_names(subject: Subject) -> Iterator[Problem]:
    """Names in texts that are a letter apart from that of somebody who is named."""
    spelling = Spelling(subject.people.values())
    for text in subject.texts:
        named = [(name.text, name.place) for name in text.names]
        for picture in text.pictures:
            # Where it refers to facts, its words are texts of their own.
            typed = () if picture.texts else (picture.alt, picture.caption)
            for words in typed:
                named += [(each, picture.place) for each, _ in possible_names(words)]
        for name, place in named:
            if found := spelling.misspelt(name):
                said, person = found
                yield _misspelt(said, person, place, f"[](person:{person.id})")


def _misspelt(
    typed: str, person: Person, place: Place, right: str, name: str = ""
) -> Problem:
    """What is told of a misspelt name, for which its author is to write what is right.

    `name` is that of the advice; the checks of an explainer give theirs themselves.
    """
    return Problem(
        place,
        f"'{typed}' is nearly the name of {person.name}",
        f"if that is who is meant, write {right}",
        name,
    )


class Spelling:
    """How people are spelt, to find who is meant by a name that is misspelt."""

    def __init__(self, people: Iterable[Person]) -> None:
        every = tuple(people)
        names = " ".join(f"{each.name} {each.short}" for each in every)
        self.people = [each for each in every if each.kind == "person"]
        self.known = {*names.casefold().split()}
        self.forms = {
            (word[0], len(word) + more) for word in self.known for more in (-1, 0, 1)
        }

    def misspelt(self, name: str) -> tuple[str, Person] | None:
        """What of a name misspells whom, if it is nearly that of somebody."""
        words = [_bare(word) for word in name.split()]
        others = (word for word in map(str.casefold, words) if word not in self.known)
        # Most words in capitals are nearly nobody's name: it begins like another, and
        # has about as many letters.
        if not any((word[:1], len(word)) in self.forms for word in others):
            return None
        meant = ((_meant(words, each, self.known), each) for each in self.people)
        return next((found for found in meant if found[0]), None)


def _meant(words: list[str], person: Person, known: set[str]) -> str:
    """What of these words misspells the name of a person; "" if nothing does."""
    own = person.name.split()
    if len(own) < 2 or not own[-1][:1].isupper():
        return ""
    for start in range(len(words) - len(own) + 1):
        run = words[start : start + len(own)]
        apart = [pair for pair in zip(run, own, strict=True) if pair[0] != pair[1]]
        if len(apart) == 1 and _is_slip(*apart[0], known, 4):
            return " ".join(run)
    for word in words:
        if _is_slip(word, own[-1], known, LONG_NAME):
            return word
    return ""


def _is_slip(word: str, meant: str, known: set[str], shortest: int) -> bool:
    """Whether a word is another one with a letter more, less or exchanged."""
    one, other = word.casefold(), meant.casefold()
    if one in known or min(len(one), len(other)) < shortest - 1 or one[0] != other[0]:
        return False
    is_plural = one in (f"{other}s", f"{other}es")
    return len(other) >= shortest and not is_plural and letters_apart(one, other) == 1


def _bare(word: str) -> str:
    """A word without the ending of a genitive."""
    for ending in ("’s", "'s", "’", "'"):
        word = word.removesuffix(ending)
    return word


def _is_near(name: str, other: str) -> bool:
    """Whether two names are a letter apart, in one of their words.

    Where each sign is a word, or vowels are not written, that tells two people apart.
    """
    words, others = name.casefold().split(), other.casefold().split()
    if len(words) != len(others):
        return words != others and "".join(words) == "".join(others)
    apart = [pair for pair in zip(words, others, strict=True) if pair[0] != pair[1]]
    if not apart:
        return True
    if len(apart) > 1 or any(
        each.isdigit() or _is_dense(each) for each in name + other
    ):
        return False
    one, two = sorted(apart[0], key=len)
    # Ana and Anna may be one; Jan and Jana are two, and so are Jan and Jon.
    is_within = len(one) < len(two) and one != two[:-1]
    is_long = len(one) > 3 or (len(one) == 3 and is_within)
    return is_long and letters_apart(one, two) == 1


def _is_dense(sign: str) -> bool:
    """Whether a sign is of a script in which a letter more or less is another word."""
    return is_close(sign) or is_from_the_right(sign)
