"""Every text that all explainers of a site share: of its settings, and of people.

Whatever reads them asks here. Sources are not among them: what they say is not ours.
"""

from collections.abc import Iterator, Mapping

import msgspec

from factbox.model.people import Person
from factbox.model.site import Settings
from factbox.problems import Place


class PlainText(msgspec.Struct, frozen=True):
    """Words that readers see, where they stand, and what an editor calls them."""

    words: str
    place: Place
    noun: str


def plain_texts_of(
    settings: Settings,
    keys: Mapping[str, Place],
    people: Mapping[str, Person],
    places: Mapping[str, Place],
) -> Iterator[PlainText]:
    """The texts of settings, whose `keys` stand at places, and of people."""
    for key in ("title", "publisher", "description"):
        if key in keys:
            words = getattr(settings, key)
            yield PlainText(words, keys[key], f"{key} of the site")
    for way in settings.navigation:
        yield PlainText(way.label, way.place, "label of the navigation")
    if settings.footer:
        words = settings.footer.in_words(lambda reference: reference.text)
        yield PlainText(words, keys["footer"], "footer")
    for id, person in people.items():
        if id in places:
            for role in (person.role, *(each.role for each in person.roles)):
                yield PlainText(role, places[id], "role")
