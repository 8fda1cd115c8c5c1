"""What an editor writes of a figure: its claims, or the formula that it comes from."""

from typing import Annotated, ClassVar, Literal

import msgspec
from msgspec import Meta

from factbox.model.lines import Line
from factbox.model.mentions import Entry, Mention, PersonId, SourceIds, Via
from factbox.model.prose import Prose
from factbox.problems import Located, Place, Problem
from factbox.values.dates.dating import Dating
from factbox.values.formulas.formula import Formula
from factbox.values.quantities.quantity import Quantity

Status = Literal["claimed", "confirmed", "disputed", "withdrawn"]
"""What became of a claim; that a later one took its place is told by their dates."""


class TypedValue(msgspec.Struct, frozen=True):
    """A quantity, and the place where an editor wrote it."""

    IN_LANGUAGE: ClassVar[bool] = True
    """Typed in the language of the site."""

    quantity: Quantity
    place: Place
    mentions: tuple[Mention, ...] = ()
    problems: tuple[Problem, ...] = ()

    @classmethod
    def read(cls, written: Located, tag: str) -> "TypedValue":
        """The quantity that a text states. Raises `Unreadable` if it states none."""
        return cls(Quantity.parse(written.text, tag), written.at(0))


Value = Annotated[
    TypedValue,
    Meta(description="a quantity as people write it", examples=["about 300"]),
]

ClaimantId = Annotated[
    Mention,
    Meta(
        description="the claimant whose estimate leads, or 'range' for all of them",
        examples=["range"],
        extra={"scheme": "claimant"},
    ),
]


AsOf = Annotated[
    Dating,
    Meta(
        description="the day of which it tells; 'undated' where the source gives none",
        examples=["8 February 2023"],
    ),
]


class Stated(msgspec.Struct, frozen=True, kw_only=True):
    """What a page shows of a claim just as an editor writes it."""

    status: Annotated[
        Status,
        Meta(
            description="what became of it; a later claim by the same claimant takes "
            "its place without a word here",
            examples=["withdrawn"],
        ),
    ] = "claimed"
    text: Annotated[
        Prose | None,
        Meta(
            description="what readers need to know of this estimate",
            examples=["Counts the dead of the first week only."],
        ),
    ] = None


class ClaimEntry(Stated, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One claimant's value as of a day, as an editor writes it."""

    value: Value
    by: PersonId
    via: Via = ()
    as_of: AsOf | None = None
    source: SourceIds
    place: Place


class Derived(msgspec.Struct, frozen=True):
    """A formula over other figures, where it stands, and its mentions of them."""

    formula: Formula
    written: Located
    mentions: tuple[Mention, ...]
    problems: tuple[Problem, ...] = ()

    @classmethod
    def read(cls, written: Located) -> "Derived":
        """The formula that a text states. Raises `Unreadable` if it states none."""
        formula = Formula.parse(written.text)
        mentions = tuple(
            Mention(
                "figure",
                reference.figure,
                reference.claimant,
                written.at(reference.offset),
            )
            for reference in formula.references
        )
        return cls(formula, written, mentions)


class FigureEntry(Entry, frozen=True, kw_only=True):
    """One figure as an editor writes it in figures.yaml.

    It has `estimates`, or the keys of a single one directly, or `derived`.
    """

    SHORT_FOR: ClassVar[tuple[str, ...]] = ("estimates", "derived")

    label: Annotated[
        Line, Meta(description="what is counted", examples=["Soldiers killed"])
    ]
    unit: Annotated[
        str, Meta(description="what stands after the value", examples=["soldiers"])
    ] = ""
    text: Annotated[
        Prose | None,
        Meta(
            description="what readers need to know of the figure",
            examples=["The two sides count differently."],
        ),
    ] = None
    estimates: Annotated[
        tuple[ClaimEntry, ...],
        Meta(
            description="what each claimant says, and has said before",
            examples=["[{value: about 300, by: council, source: minutes#cost}]"],
        ),
    ] = ()
    headline: ClaimantId | None = None
    mixed: Annotated[
        bool,
        Meta(
            description="whether a formula joins what several claimants say, which "
            "the page then says",
            examples=["true"],
        ),
    ] = False
    derived: Annotated[
        Derived | None,
        Meta(
            description="a formula over other figures, in place of a value",
            examples=["killed@nis / sent@nis"],
        ),
    ] = None
