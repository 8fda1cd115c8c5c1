"""People and organisations that are quoted or credited with a figure."""

from typing import Literal

from factbox.model.mentions import Entry
from factbox.model.records import Record, known


class Person(Entry, frozen=True, kw_only=True):
    """Someone quoted or credited with a figure: a person or an organisation.

    `short` is the name where there is little room, as in a chart.
    """

    name: str
    short: str = ""
    role: str = ""
    kind: Literal["person", "organisation"] = "person"

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
