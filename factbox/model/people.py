"""People and organisations that are quoted or credited with a figure."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from factbox.model.look import AssetName
from factbox.model.mentions import Entry
from factbox.model.records import Record, known
from factbox.problems import Place
from factbox.values.dates.when import When


class Names(msgspec.Struct, frozen=True):
    """The names of one or several: whoever wrote something."""

    each: tuple[str, ...]

    @classmethod
    def parse(cls, text: str) -> "Names":
        """The name of one."""
        return cls((" ".join(text.split()),))

    def __str__(self) -> str:
        return ", ".join(self.each)

    @property
    def schema_org(self) -> Record | tuple[Record, ...]:
        """One person, or several, in terms of schema.org."""
        people = tuple({"@type": "Person", "name": name} for name in self.each)
        return people[0] if len(people) == 1 else people


class Role(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What somebody was for a time: since a day, until a day, or both."""

    role: Annotated[str, Meta(description="what it was", examples=["Mayor"])]
    since: Annotated[
        When | None, Meta(description="from when on", examples=["2019"])
    ] = None
    until: Annotated[
        When | None, Meta(description="until when", examples=["May 2023"])
    ] = None

    def holds(self, when: When) -> bool:
        """Whether somebody surely had the role at a time."""
        begun = self.since is None or when.earliest >= self.since.latest
        return begun and (self.until is None or when.latest <= self.until.earliest)


class RoleEntry(Role, frozen=True, kw_only=True):
    """A role as an editor writes it in people.yaml."""

    place: Place


class PersonEntry(Entry, frozen=True, kw_only=True):
    """Someone as an editor writes them in people.yaml."""

    name: Annotated[
        str, Meta(description="the whole name", examples=["The City Council"])
    ]
    short: Annotated[
        str,
        Meta(
            description="the name where there is little room, as in a chart",
            examples=["Council"],
        ),
    ] = ""
    role: Annotated[
        str,
        Meta(
            description="what readers need to know of them",
            examples=["Runs the city’s bridges"],
        ),
    ] = ""
    roles: Annotated[
        tuple[RoleEntry, ...],
        Meta(
            description="what they were at other times, as quotes and claims of then "
            "say",
            examples=["[{role: Deputy mayor, since: '2019', until: May 2023}]"],
        ),
    ] = ()
    kind: Annotated[
        Literal["person", "organisation", "organization", "group"],
        Meta(description="whether it is one person", examples=["organisation"]),
    ] = "person"

    portrait: Annotated[
        AssetName | None,
        Meta(
            description="an image of them: a file in assets/, shown as a small square",
            examples=["people/engineer.jpg"],
        ),
    ] = None


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Someone quoted or credited with a figure: a person, an organisation, a group.

    `short` is the name where there is little room, as in a chart; `roles` are what they
    were at other times; `portrait` is the name of an asset, "" where there is none;
    `role_lang` is the tag of the language of the role where that is not the page's.
    """

    id: str
    name: str
    short: str
    role: str
    kind: Literal["person", "organisation", "group"]
    portrait: str = ""
    roles: tuple[Role, ...] = ()
    role_lang: str = ""

    def capacity(self, when: When) -> str:
        """What they surely were at a time; "" where that is no other role than now."""
        held = (each.role for each in self.roles if each.holds(when))
        then = next(held, "")
        return "" if then == self.role else then

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
    kind = "organisation" if entry.kind == "organization" else entry.kind
    return Person(
        id=entry.id,
        name=entry.name,
        short=entry.short,
        role=entry.role,
        kind=kind,
        portrait=entry.portrait.text if entry.portrait else "",
        roles=tuple(
            Role(role=each.role, since=each.since, until=each.until)
            for each in entry.roles
        ),
    )
