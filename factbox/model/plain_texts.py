"""Every text that all explainers of a site share: of its settings, and of people.

Whatever reads them asks here. Sources are not among them: what they say is not ours.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

import msgspec

from factbox.model.people import Person
from factbox.model.prose import Prose
from factbox.model.site import Settings
from factbox.problems import Place


class PlainText(msgspec.Struct, frozen=True):
    """Words that readers see, where they stand, and what an editor calls them."""

    words: str
    place: Place
    noun: str


class OfTheSite(Protocol):
    """What says something of the whole site: its settings, or their translation.

    It has a text for each of `KEYS`.
    """

    @property
    def footer(self) -> Prose | None: ...


KEYS = ("title", "publisher", "description")


def plain_texts_of(
    settings: Settings,
    keys: Mapping[str, Place],
    people: Mapping[str, Person],
    places: Mapping[str, Place],
) -> Iterator[PlainText]:
    """The texts of settings, whose `keys` stand at places, and of people."""
    labels = ((way.label, way.place) for way in settings.navigation)
    yield from texts_of_site(settings, labels, keys)
    for id, person in people.items():
        if id in places:
            roles = (person.role, *(each.role for each in person.roles))
            yield from texts_of_person(roles, places[id])


def texts_of_site(
    said: OfTheSite, labels: Iterable[tuple[str, Place]], keys: Mapping[str, Place]
) -> Iterator[PlainText]:
    """The texts that stand at these `keys`, and the labels of the navigation."""
    for key in KEYS:
        if key in keys:
            yield PlainText(getattr(said, key), keys[key], f"{key} of the site")
    for label, place in labels:
        yield PlainText(label, place, "label of the navigation")
    if said.footer:
        words = said.footer.in_words(lambda reference: reference.text)
        yield PlainText(words, keys["footer"], "footer")


def texts_of_person(roles: Iterable[str], place: Place) -> Iterator[PlainText]:
    """What readers are told of somebody, who is entered at this place."""
    return (PlainText(role, place, "role") for role in roles)
