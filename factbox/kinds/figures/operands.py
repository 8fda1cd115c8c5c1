"""How a figure follows from others, as a page shows it."""

import msgspec

from factbox.languages.language import Language
from factbox.model.lines import Line
from factbox.model.mentions import Mention
from factbox.model.people import Person
from factbox.model.records import Plain, Record
from factbox.values.dates.when import When
from factbox.values.quantities.quantity import Quantity


class Origin(msgspec.Struct, frozen=True):
    """Whose value a formula uses, and of which day; None where no date is known."""

    by: Person
    as_of: When | None


class Operand(msgspec.Struct, frozen=True):
    """A figure's value in a formula, the figure's label, and whose value it is.

    `as_of` is the date of an earlier claim, None for one that stands; `anchor` is the
    id of the claim, or of the figure, that has the value. `origins` are those of the
    value, of a figure that is derived itself those of its own formula.
    """

    mention: Mention
    called: Line
    value: Quantity
    by: Person | None
    as_of: When | None
    anchor: str
    origins: tuple[Origin, ...] = ()

    @property
    def label(self) -> str:
        return self.called.words

    def words(self, language: Language) -> str:
        """The value; of an earlier claim, also when that was made."""
        value = self.value.in_language(language)
        if self.as_of is None:
            return value
        when = self.as_of.in_language(language)
        return language.earlier.format(value=value, when=when)

    def record(self, plain: Plain) -> Record:
        return {
            "figure": self.mention.id,
            "by": self.by.id if self.by else None,
            "as_of": plain.when(self.as_of),
            "value": plain.quantity(self.value),
        }


class Input(msgspec.Struct, frozen=True):
    """What a formula uses of one claimant: the days of their claims that are known."""

    by: Person
    days: tuple[When, ...]


class Derivation(msgspec.Struct, frozen=True):
    """How a figure follows from others: the formula as typed, and what it rests on.

    `terms` is the formula as a page prints it: the operands in their order, and the
    signs and numbers between them as text. It is `mixed` where it joins what several
    claimants say.
    """

    operands: tuple[Operand, ...]
    formula: str
    terms: tuple[Operand | str, ...]
    mixed: bool = False

    @property
    def origins(self) -> tuple[Origin, ...]:
        """Whose values it uses and of which days, each once."""
        every = (each for operand in self.operands for each in operand.origins)
        return tuple(dict.fromkeys(every))

    @property
    def inputs(self) -> tuple[Input, ...]:
        """What it uses, by claimant."""
        every = self.origins
        people = {origin.by.id: origin.by for origin in every}
        return tuple(
            Input(person, tuple(o.as_of for o in every if o.by.id == id and o.as_of))
            for id, person in people.items()
        )

    @property
    def as_of(self) -> When | None:
        """The day of all that it uses; None where that is not one day."""
        days = {origin.as_of for origin in self.origins}
        return days.pop() if len(days) == 1 else None

    def record(self, plain: Plain) -> Record:
        return {
            "formula": self.formula,
            "mixed": self.mixed,
            "as_of": plain.when(self.as_of),
            "origins": [
                {"by": each.by.id, "as_of": plain.when(each.as_of)}
                for each in self.origins
            ],
            "from": [operand.record(plain) for operand in self.operands],
        }
