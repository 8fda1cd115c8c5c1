"""Lines as editors write them: plain text in which references may stand."""

from html import escape

import msgspec

from factbox.languages.typing_files import ENGLISH
from factbox.model.lines import Line
from factbox.model.prose import Block, Name, Number, Prose
from factbox.problems import Located
from factbox.reading.markdown import read_text
from factbox.reading.references_in_lines import (
    has_references,
    misplaced_in_a_line,
)
from factbox.values.possible_names import possible_names
from factbox.values.quantities.prose import stray_numbers


def read_line(written: Located, tag: str = ENGLISH) -> Line:
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
    problems = [*prose.problems, *misplaced_in_a_line(prose)]
    words = " ".join(prose.in_words(lambda reference: reference.text).split())
    return Line(words, msgspec.structs.replace(prose, problems=tuple(problems)))
