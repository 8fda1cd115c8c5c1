"""Numbers as an author of a language types them, for what a hint offers."""

from decimal import Decimal

from factbox.languages.wording import Wording


def written_in(wording: Wording, number: Decimal) -> str:
    """A number with the marks of a language."""
    table = {",": wording.group[0], ".": wording.decimal}
    return "".join(table.get(each, each) for each in f"{number:,f}")
