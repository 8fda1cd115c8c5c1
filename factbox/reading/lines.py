"""Lines as editors write them: plain text in which references may stand."""

import re
from html import escape

import msgspec

from factbox.languages.typing_files import ENGLISH
from factbox.model.lines import Line
from factbox.model.prose import Block, Name, Number, Prose, Reference
from factbox.problems import Problem
from factbox.reading.markdown import read_text
from factbox.reading.nodes import Scalar
from factbox.schemes import scheme_of
from factbox.values.possible_names import possible_names
from factbox.values.quantities.prose import stray_numbers

_REFERENCE = re.compile(r"\]\([a-z]+:")


def has_references(text: str) -> bool:
    """Whether the text of a line refers to anything."""
    return bool(_REFERENCE.search(text))


def read_line(written: Scalar, tag: str = ENGLISH) -> Line:
    """The line that a text writes; without references it is taken as it is typed."""
    text = " ".join(written.text.split())
    if not has_references(text):
        numbers = tuple(
            Number(number.text, written.at(number.offset))
            for number in stray_numbers(written.text, tag)
        )
        block = Block((escape(text, quote=False),))
        return Line(
            text,
            Prose(
                (block,),
                numbers=numbers,
                names=tuple(
                    Name(name, written.at(offset))
                    for name, offset in possible_names(written.text)
                ),
                words=len(text.split()),
            ),
        )
    prose = read_text(written, tag)
    problems = [*prose.problems]
    # A card in a line is a problem of its own.
    links = (each for each in prose.references if isinstance(each, Reference))
    for reference in links:
        mention = reference.mention
        scheme = scheme_of(mention)
        if scheme and scheme.is_citation:
            message = "a line like this has no room for the number of a source"
            hint = "cite it where the text speaks of it"
            problems.append(Problem(mention.place, message, hint))
        elif mention.scheme == "explainer" and not reference.text:
            message = "a line like this cannot take words from another page"
            hint = "write them between the brackets"
            problems.append(Problem(mention.place, message, hint))
    words = " ".join(prose.in_words(lambda reference: reference.text).split())
    return Line(words, msgspec.structs.replace(prose, problems=tuple(problems)))
