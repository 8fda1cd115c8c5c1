"""Links in sentences, what they lead to, and what is wrong with one."""

from decimal import Decimal
from typing import Literal

import msgspec

from factbox.languages.british import BRITISH
from factbox.languages.language import Language
from factbox.values.quantities.quantity import Quantity

CORRECT = "correct one of them; empty brackets print the value"


class LinkText(msgspec.Struct, frozen=True):
    """A link in a sentence: its words, "" if the value is to be printed, and what
    stands right before and behind it in the same block.
    """

    words: str
    before: str = ""
    after: str = ""


class LinkedClaims(msgspec.Struct, frozen=True):
    """What a link leads to: its name as an author writes it, and its claims.

    `values` are all that somebody claims, `printed` is what empty brackets print; of
    its `ends`, one that is open is None.
    """

    name: str
    values: tuple[Quantity, ...]
    printed: str
    ends: tuple[Decimal | None, Decimal | None] = (None, None)
    unit: str = ""
    label: str = ""
    language: Language = BRITISH


class Disagreement(msgspec.Struct, frozen=True):
    """What is wrong with a link, or only doubtful where it is not `certain`.

    `end` tells which end of a range it leaves alone, "" if it is not about that.
    """

    message: str
    hint: str
    certain: bool = True
    end: Literal["", "low end", "high end"] = ""
