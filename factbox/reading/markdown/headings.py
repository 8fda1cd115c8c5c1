"""Headings: their levels, and ids that last."""

import re
from collections.abc import Container, Iterable, Iterator
from itertools import pairwise
from unicodedata import category, normalize

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from factbox.model.prose import FootnoteMark, Heading, Reference
from factbox.reading.markdown.reading import Reading, reading_of
from factbox.reading.markdown.rendering import parts_of
from factbox.schemes import scheme_of

DEEPEST = 4


def headings(state: StateCore) -> None:
    """Give each heading its id, and report those of a wrong level."""
    reading = reading_of(state)
    above = 1
    taken: dict[str, int] = {}
    for opening, inline in pairwise(state.tokens):
        if opening.type != "heading_open":
            continue
        level = int(opening.tag[1:])
        _check_level(level, above, inline, reading)
        above = min(level, DEEPEST)
        children = inline.children or []
        id = slug_for("".join(_typed(children)), reading.reserved, taken)
        opening.attrSet("id", id)
        heading = Heading(level, id, parts_of(children), reading.place(inline, 0))
        opening.meta = {"heading": heading}
        reading.headings.append(heading)


def _check_level(level: int, above: int, inline: Token, reading: Reading) -> None:
    if level == 1:
        fault = (
            "a heading of the first level stands in the text",
            "the headline is in the front matter; begin sections with '##'",
        )
    elif level > DEEPEST:
        fault = (
            f"a heading of level {level} stands in the text",
            f"headings go down to '{'#' * DEEPEST}'; make a list of it",
        )
    elif level > above + 1:
        fault = (
            f"a heading of level {level} follows one of level {above}",
            f"write it with '{'#' * (above + 1)}'",
        )
    else:
        return
    reading.problem(reading.place(inline, 0), *fault)


def _typed(children: Iterable[Token]) -> Iterator[str]:
    """The words of a heading that last: those that its author typed.

    A reference without words of its own prints a value, which changes, while a link to
    the heading must go on leading to it: the id of the entry stands for it. Notes and
    citations come and go without a word of the heading being changed.
    """
    for token in children:
        part = token.meta.get("part")
        if token.type in ("softbreak", "hardbreak"):
            yield " "
        elif isinstance(part, Reference):
            scheme = scheme_of(part.mention)
            if part.text:
                yield part.text
            elif not (scheme and scheme.is_citation):
                yield part.mention.id
        elif not isinstance(part, FootnoteMark):
            yield token.content


def slug_for(title: str, reserved: Container[str], taken: dict[str, int]) -> str:
    """An id for a heading: its words in lower case and hyphens.

    What is reserved begins with "section-" instead. What is taken is counted on, from
    the number that `taken` has for it; there, the id and the new number are noted.
    """
    slug = "-".join(_words(title)) or "section"
    if slug in reserved:
        slug = f"section-{slug}"
    count = taken.get(slug, 1)
    candidate = slug
    while candidate in taken:
        count += 1
        candidate = f"{slug}-{count}"
    taken[candidate] = 1
    taken[slug] = count
    return candidate


def _words(title: str) -> list[str]:
    """The words of a title; a mark that combines with a letter is part of its word."""
    lowered = normalize("NFC", title.lower())
    if not lowered.isascii():
        return "".join(" " if _is_between(c) else c for c in lowered).split()
    return re.findall(r"\w+", lowered)


def _is_between(character: str) -> bool:
    """Whether a character is in no word."""
    is_mark = category(character).startswith("M")
    return not (is_mark or character.isalnum() or character == "_")
