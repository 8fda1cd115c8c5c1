"""A line: a headline, a label, a title. It is printed as words, without markup.

References work in it as in any text: they are checked, and print what they name.
"""

from collections.abc import Callable
from functools import cache
from html import escape
from typing import Any, TypeVar, get_args, get_type_hints

import msgspec

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
        names = _fields_with_lines(type(value))
        given = {name: getattr(value, name) for name in names}
        new = {name: filled_in(each, words_of) for name, each in given.items()}
        if any(new[name] is not given[name] for name in names):
            filled = msgspec.structs.replace(value, **new)
    return filled  # type: ignore[no-any-return]


def lines_in(value: object) -> tuple[Line, ...]:
    """The lines in a value of the model, in the order of its fields."""
    found: list[Line] = []
    _gather(value, found)
    return tuple(found)


def _gather(value: object, found: list[Line]) -> None:
    if isinstance(value, Line):
        found.append(value)
    elif isinstance(value, tuple):
        for each in value:
            _gather(each, found)
    elif isinstance(value, msgspec.Struct):
        for name in _fields_with_lines(type(value)):
            _gather(getattr(value, name), found)


@cache
def _fields_with_lines(owner: Any) -> tuple[str, ...]:
    """The names of the fields of a struct that hold lines."""
    hints = get_type_hints(owner)
    return tuple(name for name in owner.__struct_fields__ if _holds(hints[name]))


def _holds(annotation: Any) -> bool:
    if annotation is Line:
        return True
    if inner := get_args(annotation):
        return any(_holds(each) for each in inner)
    is_struct = isinstance(annotation, type) and issubclass(annotation, msgspec.Struct)
    return (
        is_struct and annotation is not Prose and bool(_fields_with_lines(annotation))
    )
