"""Entries and how they name each other: ids and mentions."""

from typing import (
    Annotated,
)

import msgspec

from factbox.problems import Place


class Mention(msgspec.Struct, frozen=True):
    """An entry named by its id, and perhaps a part of it: `cost`, `cost@council`.

    `kind` is what it names: "person", "source", the singular of a sidebar kind, or
    "fact" for an entry of any sidebar. The part follows "@" or, in a source, "#".
    """

    kind: str
    id: str
    part: str
    place: Place

    def __str__(self) -> str:
        separator = "#" if self.kind == "source" else "@"
        return self.id + (separator + self.part if self.part else "")


def read_mention(kind: str, text: str, place: Place) -> Mention:
    """The mention that `text` writes; whether it names anything is checked later."""
    id, _, part = text.strip().partition("#" if kind == "source" else "@")
    return Mention(kind, id, part, place)


ID_FORM = "an id has up to 80 lower-case letters, digits and single hyphens"


Id = Annotated[
    str,
    msgspec.Meta(
        pattern="^[a-z0-9]+(-[a-z0-9]+)*$",
        max_length=80,
        description="a short name that never changes: it is the permalink",
        examples=["cost"],
    ),
]


def is_id(text: str) -> bool:
    """Whether a text could be an `Id`."""
    try:
        msgspec.convert(text, Id)
    except msgspec.ValidationError:
        return False
    return True


PersonId = Annotated[
    Mention,
    msgspec.Meta(
        description="who claims it: an id in people.yaml",
        examples=["council"],
        extra={"kind": "person"},
    ),
]


SourceId = Annotated[
    Mention,
    msgspec.Meta(
        description="where it is on record: a file in seeds/ and a note in it",
        examples=["gazette-2025-02-07#cost"],
        extra={"kind": "source"},
    ),
]


FactId = Annotated[
    Mention,
    msgspec.Meta(
        description="the id of a figure, quote or event of this explainer",
        examples=["cost"],
        extra={"kind": "fact"},
    ),
]


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every entry of a list has: an id, and the place where it begins."""

    id: Id
    place: Place


def with_article(noun: str) -> str:
    """A noun after "a" or "an"."""
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"
