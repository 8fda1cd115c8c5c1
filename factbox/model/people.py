"""People and organisations that are quoted or credited with a figure."""

from typing import Literal

import msgspec

from factbox.model.mentions import Entry
from factbox.model.records import Record, known


class PersonEntry(Entry, frozen=True, kw_only=True):
    """Someone as an editor writes them in people.yaml."""

    name: str
    short: str = ""
    role: str = ""
    kind: Literal["person", "organisation"] = "person"


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Someone quoted or credited with a figure: a person or an organisation.

    `short` is the name where there is little room, as in a chart.
    """

    id: str
    name: str
    short: str
    role: str
    kind: Literal["person", "organisation"]

    @property
    def label(self) -> str:
        return self.short or self.name

    @property
    def schema_org(self) -> Record:
        """The person or organisation in terms of schema.org."""
        is_person = self.kind == "person"
        return known(
            {
                "@type": "Person" if is_person else "Organization",
                "name": self.name,
                "description": self.role,
            }
        )


def person_of(entry: PersonEntry) -> Person:
    """The person of an entry; where that stands is nothing to a page."""
    return msgspec.convert(entry, Person, from_attributes=True)
