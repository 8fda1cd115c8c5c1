"""Figures derived from other figures: (dead@police + injured@police) / crew.

A formula has figures, plain numbers like 2 or 0.5, + - * / and parentheses. An id has
hyphens, so a minus stands between spaces. It is evaluated by interval arithmetic, so
that what is unknown of the figures stays unknown of the result.
"""

from collections.abc import Mapping
from decimal import Decimal

import msgspec

from factbox.languages.typing_files import ENGLISH
from factbox.patterns import pattern_of
from factbox.problems import Unreadable, shown
from factbox.values.formulas.combining import combined
from factbox.values.formulas.intervals import Interval, constant, known
from factbox.values.formulas.rounding import result
from factbox.values.quantities.quantity import Quantity

LONGEST_TEXT = 300

FORMS = "a formula is written like '(dead@police + injured@police) / crew'"


class FormulaReference(msgspec.Struct, frozen=True, tag=True):
    """A figure by its id, and the claimant whose estimate is meant, "" if not said.

    Behind the claimant may stand "@" and the day of an earlier claim.

    `offset` is where it stands in the formula, in characters from 0.
    """

    figure: str
    claimant: str
    offset: int

    def __str__(self) -> str:
        return f"{self.figure}@{self.claimant}" if self.claimant else self.figure


class Operator(msgspec.Struct, frozen=True, tag=True):
    """One of + - * / or "(", and where it stands in the formula."""

    symbol: str
    offset: int


class Formula(msgspec.Struct, frozen=True):
    """A formula as an author wrote it, and its steps in postfix order.

    Each step is a number, a figure or an operator, which takes the two results before
    it; so however deep the parentheses, nothing recurses.
    """

    text: str
    steps: tuple[Decimal | FormulaReference | Operator, ...]

    @classmethod
    def parse(cls, text: str) -> "Formula":
        """The formula that a text states; raises `Unreadable` if it states none."""
        if len(text) > LONGEST_TEXT:
            raise Unreadable(f"{shown(text)} is too long for a formula", FORMS)
        return cls(text, _postfix(text))

    def __str__(self) -> str:
        return self.text

    @property
    def references(self) -> tuple[FormulaReference, ...]:
        """The figures it mentions, as often as it mentions them, in that order."""
        return tuple(step for step in self.steps if isinstance(step, FormulaReference))

    @property
    def is_sum(self) -> bool:
        """Whether it adds and subtracts, and no more."""
        signs = {step.symbol for step in self.steps if isinstance(step, Operator)}
        return signs <= {"+", "-"}

    def evaluate(
        self,
        values: Mapping[tuple[str, str], Quantity],
        percent: bool,
        tag: str = ENGLISH,
    ) -> Quantity:
        """The quantity that follows from these values, by (figure, claimant).

        The result allows every number that some choice of numbers from the values
        gives; each mention of a figure counts as a figure of its own. An open end stays
        open, "about" makes the result approximate, and "more than" and "fewer than"
        remain where the result has one end. A percentage counts as its hundredth; with
        `percent` the result is in per cent, so that a half gives 50%.

        It is rounded once, at the end: a single number to the nearest, the low end of a
        range down, the high end up. The place is that of

        - whole per cent, or the first digit of a share below one per cent;
        - otherwise the last digit known of the roughest value, carried through the
          arithmetic as an error would be. About 2,700 is known to the hundreds, 1.2
          million to the hundred thousands, 1.10 to its last digit;
        - if all values are whole and exact, no place if the result is whole, otherwise
          three digits or whole numbers, whichever is finer.

        Sorts are kept apart: counts are not added to shares or to money, nor euros to
        dollars, nor people to millimetres, whose names are in the language of `tag`. Of
        an interval the two ends count, and not the best value between them.

        Raises `Unreadable` for a figure without value, for sorts that do not go
        together, a division by what may be zero, and a result without a known end, or
        too large or too small to print.
        """
        stack: list[Interval] = []
        for step in self.steps:
            if isinstance(step, Operator):
                right, left = stack.pop(), stack.pop()
                stack.append(combined(left, step.symbol, right, step.offset))
            elif isinstance(step, FormulaReference):
                stack.append(_value(step, values, tag))
            else:
                stack.append(constant(step))
        return result(stack.pop(), percent)


def _value(
    reference: FormulaReference,
    values: Mapping[tuple[str, str], Quantity],
    tag: str,
) -> Interval:
    quantity = values.get((reference.figure, reference.claimant))
    if quantity is None:
        raise Unreadable(
            f"there is no value for '{reference}'",
            "name a figure that has one, with '@' and who claims it if several do",
            reference.offset,
        )
    return known(quantity, str(reference), reference.offset, tag)


# Reading.

_TOKEN = (
    r"(?P<number>[0-9]+(?:\.[0-9]+)?(?![\w.,@-]))"
    r"|(?P<figure>[^\W_]+(?:-[^\W_]+)*)(?:@(?P<claimant>[^\W_]+(?:-[^\W_]+)*(?:@[0-9T:-]*[0-9])?))?(?![\w@-])"
    r"|(?P<operator>[+*/()]|(?<!\S)-(?!\S))"
)
_PRECEDENCE = {"+": 1, "-": 1, "*": 2, "/": 2}


def _postfix(text: str) -> tuple[Decimal | FormulaReference | Operator, ...]:
    """The steps of a formula, by Dijkstra's shunting yard."""
    steps: list[Decimal | FormulaReference | Operator] = []
    waiting: list[Operator] = []
    wants_value = True
    position = _next(text, 0)
    while position < len(text):
        match = pattern_of(_TOKEN).match(text, position)
        if match is None:
            raise _unknown(text, position)
        symbol = match["operator"]
        is_value_next = symbol is None or symbol == "("
        if is_value_next != wants_value:
            wanted = "a figure or a number" if wants_value else "one of + - * /"
            raise Unreadable(
                f"'{match[0]}' stands where {wanted} should", FORMS, position
            )
        if match["number"]:
            steps.append(Decimal(match["number"]))
        elif match["figure"]:
            steps.append(
                FormulaReference(match["figure"], match["claimant"] or "", position)
            )
        elif symbol == "(":
            waiting.append(Operator(symbol, position))
        else:
            _release(waiting, steps, _PRECEDENCE.get(symbol, 0))
            if symbol == ")":
                if not waiting:
                    raise Unreadable("this ')' closes nothing", FORMS, position)
                waiting.pop()
            else:
                waiting.append(Operator(symbol, position))
        wants_value = symbol is not None and symbol != ")"
        position = _next(text, match.end())
    if wants_value:
        raise Unreadable(f"{shown(text)} ends too early", FORMS, len(text))
    _release(waiting, steps, 0)
    if waiting:
        raise Unreadable("this '(' is never closed", FORMS, waiting[-1].offset)
    return tuple(steps)


def _release(
    waiting: list[Operator],
    steps: list[Decimal | FormulaReference | Operator],
    precedence: int,
) -> None:
    """Move the waiting operators that bind at least as tightly, up to a "("."""
    while waiting and _PRECEDENCE.get(waiting[-1].symbol, -1) >= precedence:
        steps.append(waiting.pop())


def _next(text: str, position: int) -> int:
    """The position of the next character that is no space."""
    return len(text) - len(text[position:].lstrip())


def _unknown(text: str, position: int) -> Unreadable:
    word = text[position:].split()[0]
    hint = FORMS
    if "-" in word:
        hint = "a minus needs a space on both sides"
    elif word.startswith(","):
        hint = "write numbers in a formula without commas"
    return Unreadable(f"{shown(word)} is no part of a formula", hint, position)
