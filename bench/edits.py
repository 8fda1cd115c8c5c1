"""The saves that are timed: a value, the last words of the article, a style."""

import itertools
import time
from collections.abc import Iterator
from pathlib import Path

from generators import STYLE, VALUE, WORDS, Generator


class Edit:
    """A kind of save: a file, and the text in it that names an edition."""

    def __init__(self, name: str, file: Path, first: str, pattern: str) -> None:
        self.name = name
        self.file = file
        self.text = first
        self.pattern = pattern
        self.editions = names(name)
        self.edition = ""

    def prepare(self) -> None:
        """Name the next edition and write its text."""
        content = self.file.read_text()
        assert content.count(self.text) == 1, f"{self.file} lacks {self.text!r}"
        self.edition = next(self.editions)
        text = self.pattern.format(self.edition)
        self.content = content.replace(self.text, text)
        self.text = text

    def save(self) -> float:
        """Save it in place; return when the file was closed, in seconds."""
        with open(self.file, "w") as file:
            file.write(self.content)
        return time.time()


def edits_of(generator: Generator, site: Path) -> list[Edit]:
    """The kinds of save in a generator's site, the value first."""
    return [
        Edit("value", site / generator.value, VALUE, "about {}"),
        Edit("article", site / generator.article, WORDS, "Edition {}."),
        Edit("style", site / generator.style, STYLE, ":root {{ --edition: {} }}\n"),
    ]


def names(edit: str) -> Iterator[str]:
    """Names for the editions of one kind: numbers for a value, else letters."""
    if edit == "value":
        yield from map(str, itertools.cycle(range(301, 1000)))
    yield from map("".join, itertools.product("bcdefgh", repeat=4))
