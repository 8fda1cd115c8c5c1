"""How a figure follows from others, as a page shows it."""

import msgspec

from factbox.languages.language import Language
from factbox.model.lines import Line
from factbox.model.mentions import Mention
from factbox.model.people import Person
from factbox.model.records import Plain, Record
from factbox.values.dates.when import When
from factbox.values.quantities.quantity import Quantity


class Operand(msgspec.Struct, frozen=True):
    """A figure's value in a formula, the figure's label, and whose value it is.

    `as_of` is the date of an earlier claim, None for one that stands; `anchor` is the
    id of the claim, or of the figure, that has the value.
    """

    mention: Mention
    called: Line
    value: Quantity
    by: Person | None
    as_of: When | None
    anchor: str

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


class Derivation(msgspec.Struct, frozen=True):
    """How a figure follows from others: the formula as typed, and what it rests on.

    `terms` is the formula as a page prints it: the operands in their order, and the
    signs and numbers between them as text.
    """

    operands: tuple[Operand, ...]
    formula: str
    terms: tuple[Operand | str, ...]

    def record(self, plain: Plain) -> Record:
        operands = [operand.record(plain) for operand in self.operands]
        return {"formula": self.formula, "from": operands}
