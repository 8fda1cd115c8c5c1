"""Headlines and values of formulas, held against `tests/exact.py`."""

from random import Random

from factbox.problems import Unreadable
from factbox.values.formulas.formula import Formula
from factbox.values.quantities.quantity import Quantity
from factbox.values.quantities.spans import span
from tests.exact import claims_of, fault_of_headline, fault_of_value, tree_of

ROOTS = ("number", "number", "percent", "share", "£", "points")


def hold_headline(random: Random) -> None:
    """Raise `AssertionError` where the headline of random claims is not right."""
    claims = claims_of(random)
    texts = [claim.text for claim in claims]

    found = span([Quantity.parse(text) for text in texts])

    printed = str(found) if found else None
    assert not (fault := fault_of_headline(claims, printed)), (texts, printed, fault)


def hold_value(random: Random) -> None:
    """Raise `AssertionError` where the value of a random formula is not right."""
    measure = random.choice(ROOTS)
    tree = tree_of(random, measure)
    names = "abcdefgh"[: len(tree.claims)]
    texts = {name: claim.text for name, claim in zip(names, tree.claims, strict=True)}
    formula = Formula.parse(tree.text.format(*names))

    try:
        values = {(name, ""): Quantity.parse(text) for name, text in texts.items()}
        found = formula.evaluate(values, measure in ("percent", "share"))
    except Unreadable:
        printed = None
    else:
        printed = str(found)

    fault = fault_of_value(tree, measure, printed)
    assert not fault, (formula.text, texts, printed, fault)
