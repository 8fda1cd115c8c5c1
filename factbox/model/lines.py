"""A line: a headline, a label, a title. It is printed as words, without markup.

References work in it as in any text: they are checked, and print what they name.
"""

from collections.abc import Callable
from html import escape
from typing import Any, TypeVar

import msgspec

from factbox.model.fields import fields_with, found_in
from factbox.model.mentions import Mention
from factbox.model.prose import Block, Prose, Reference
from factbox.problems import Problem

T = TypeVar("T")


class Line(msgspec.Struct, frozen=True):
    """A text that is printed as words; `prose` is that text with its references.

    Until it is filled in, the `words` lack those of references without any. `lang` is
    the tag of its language where that is not the page's.
    """

    words: str
    prose: Prose
    lang: str = ""

    @classmethod
    def parse(cls, text: str) -> "Line":
        """A line without references."""
        return cls(text, Prose((Block((escape(text, quote=False),)),)))

    @property
    def mentions(self) -> tuple[Mention, ...]:
        return self.prose.mentions

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self.prose.problems

    def __str__(self) -> str:
        return self.words


def prose_of(line: Line) -> Prose:
    """The text of a line with its references, in the language of the line."""
    if not line.lang:
        return line.prose
    return msgspec.structs.replace(line.prose, lang=line.lang)


def filled_in(value: T, words_of: Callable[[Reference], str]) -> T:
    """The value, its lines with the words of their references."""
    filled: Any = value
    if isinstance(value, Line):
        if value.mentions:
            words = " ".join(value.prose.in_words(words_of).split())
            filled = Line(words, value.prose, value.lang)
    elif isinstance(value, tuple):
        filled = tuple(filled_in(each, words_of) for each in value)
    elif isinstance(value, msgspec.Struct):
        names = fields_with(type(value), Line, Prose)
        given = {name: getattr(value, name) for name in names}
        new = {name: filled_in(each, words_of) for name, each in given.items()}
        if any(new[name] is not given[name] for name in names):
            filled = msgspec.structs.replace(value, **new)
    return filled  # type: ignore[no-any-return]


def lines_in(value: object) -> tuple[Line, ...]:
    """The lines in a value of the model, in the order of its fields."""
    return tuple(found_in(value, Line, Prose))
