"""Entries and how they name each other: ids and mentions."""

from typing import (
    Annotated,
)

import msgspec

from factbox.problems import Place


class Mention(msgspec.Struct, frozen=True):
    """An entry named by its id, and perhaps a part of it: `cost`, `cost@council`.

    `scheme` is what it names: "person", "source", the noun of a kind of sidebar, or
    "fact" for an entry of any. The part follows "@" or, in a source, "#". A fact of
    another explainer has its folder in front: `bridge/cost`.
    """

    scheme: str
    id: str
    part: str
    place: Place

    @property
    def folder(self) -> str:
        """The explainer whose fact it names; "" for the one in which it stands."""
        folder, slash, _ = self.id.partition("/")
        return folder if slash else ""

    @property
    def own_id(self) -> str:
        """The id without the folder in front."""
        return self.id.rpartition("/")[2]

    def __str__(self) -> str:
        return self.id + (_sign(self.scheme) + self.part if self.part else "")


def _sign(scheme: str) -> str:
    """What stands before the part of a mention."""
    return "#" if scheme == "source" else "@"


def read_mention(scheme: str, text: str, place: Place) -> Mention:
    """The mention that `text` writes; whether it names anything is checked later."""
    id, _, part = text.strip().partition(_sign(scheme))
    return Mention(scheme, id, part, place)


def lacking_part(mention: Mention, text: str) -> tuple[str, str] | None:
    """What to say where the text of a mention announces a part and then gives none."""
    sign = _sign(mention.scheme)
    if mention.part or not text.rstrip().endswith(sign):
        return None
    hint = f"name a part of '{mention.id}' there, or leave the '{sign}' out"
    return f"nothing stands behind the '{sign}'", hint


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
        extra={"scheme": "person"},
    ),
]


Via = Annotated[
    tuple[PersonId, ...],
    msgspec.Meta(
        description="the outlet that carried it, an id in people.yaml, or a list of "
        "them; no second origin",
        examples=["gazette"],
        extra={"or_one": True},
    ),
]
"""The outlets that carried what somebody said, which are no second origins."""


SpeakerId = Annotated[
    Mention,
    msgspec.Meta(
        description="who said it: an id in people.yaml",
        examples=["ada-engineer"],
        extra={"scheme": "person"},
    ),
]


Speakers = Annotated[
    tuple[SpeakerId, ...],
    msgspec.Meta(
        description="who said it: an id in people.yaml",
        examples=["ada-engineer"],
        extra={"or_one": True},
    ),
]


SourceId = Annotated[
    Mention,
    msgspec.Meta(
        description="where it is on record: a file in seeds/ and a note in it",
        examples=["gazette-2025-02-07#cost"],
        extra={"scheme": "source"},
    ),
]


SourceIds = Annotated[
    tuple[SourceId, ...],
    msgspec.Meta(
        description="where it is on record: a file in seeds/ and a note in it",
        examples=["gazette-2025-02-07#cost"],
        extra={"or_one": True},
    ),
]


FactId = Annotated[
    Mention,
    msgspec.Meta(
        description="the id of a figure, quote or event; of another explainer, with "
        "its folder in front",
        examples=["cost"],
        extra={"scheme": "fact"},
    ),
]


About = Annotated[
    tuple[FactId, ...],
    msgspec.Meta(
        description="the ids of the figures, quotes and events that it bears on; of "
        "another explainer as in tunnel/cost",
        examples=["[cost, closed]"],
        extra={"or_one": True},
    ),
]


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every entry of a list has: an id, and the place where it begins."""

    id: Id
    place: Place


def with_article(noun: str) -> str:
    """A noun after "a" or "an"."""
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"
