"""Texts of the original on the page of a translation: what they are in stays marked."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import msgspec

from factbox.model.items import Desk, Item, Resolved, Unresolved
from factbox.model.lines import Line, lines_in
from factbox.model.mentions import Entry
from factbox.model.prose import Prose
from factbox.model.texts import texts_in
from factbox.problems import Failed, Problem

T = TypeVar("T")
I_ = TypeVar("I_", bound=Item)
W_ = TypeVar("W_", bound=Entry)


def in_original(value: T, tag: str) -> T:
    """The value, each text in it marked as being in the language of this tag."""
    marked: Any = value
    if isinstance(value, Line | Prose):
        marked = msgspec.structs.replace(value, lang=tag)
    elif isinstance(value, tuple):
        marked = tuple(in_original(each, tag) for each in value)
    elif isinstance(value, msgspec.Struct) and (names := texts_in_fields(value)):
        new = {name: in_original(getattr(value, name), tag) for name in names}
        marked = msgspec.structs.replace(value, **new)
    return marked  # type: ignore[no-any-return]


def texts_in_fields(value: msgspec.Struct) -> tuple[str, ...]:
    """The names of the fields that hold texts."""
    given = ((name, getattr(value, name)) for name in value.__struct_fields__)
    return tuple(name for name, each in given if lines_in(each) or texts_in(each))


def translate_each(
    items: Iterable[I_],
    words: Mapping[str, W_],
    desk: Desk,
    translate: Callable[[I_, W_], I_],
) -> Resolved:
    """The items with their words in another language, those without any as they are.

    Each text that stays that of the original is marked as being in its language.
    """
    translated: list[Item] = []
    problems: list[Problem] = []
    for item in items:
        marked = in_original(item, desk.tag)
        own = words.get(item.id)
        try:
            translated.append(translate(marked, own) if own else marked)
        except Unresolved:
            continue
        except Failed as failed:
            problems += failed.problems
    return tuple(translated), tuple(problems)


def lacking(value: object) -> int:
    """How many texts of a value are still those of the original."""
    lines = sum(bool(line.lang) for line in lines_in(value))
    return lines + sum(bool(text.lang) for text in texts_in(value))
