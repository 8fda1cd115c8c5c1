"""References in lines: whether there are any, and which a line has no room for."""

import re
from collections.abc import Iterator

from factbox.model.prose import Prose, Reference
from factbox.problems import Problem
from factbox.schemes import scheme_of

_REFERENCE = re.compile(r"\]\([a-z]+:")


def has_references(text: str) -> bool:
    """Whether the text of a line refers to anything."""
    return bool(_REFERENCE.search(text))


def misplaced_in_a_line(prose: Prose) -> Iterator[Problem]:
    """References that print as more than words; a card is a problem of its own."""
    links = (each for each in prose.references if isinstance(each, Reference))
    for reference in links:
        mention = reference.mention
        scheme = scheme_of(mention)
        if scheme and scheme.is_citation:
            message = "a line like this has no room for the number of a source"
            hint = "cite it where the text speaks of it"
            yield Problem(mention.place, message, hint)
        elif mention.scheme == "explainer" and not reference.text:
            message = "a line like this cannot take words from another page"
            hint = "write them between the brackets"
            yield Problem(mention.place, message, hint)
