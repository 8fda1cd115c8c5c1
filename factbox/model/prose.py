"""A text with references to facts, ready to be filled in when a page is printed."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from html import unescape

import msgspec

from factbox.model.mentions import Mention
from factbox.problems import Place, Problem

IMAGES = "images/"
"""Where the images of an explainer stand, below its folder."""


class Reference(msgspec.Struct, frozen=True, tag="reference"):
    """A link to an entry; `html` is its text, "" where the YAML is to fill it."""

    mention: Mention
    html: str
    text: str


class Embed(msgspec.Struct, frozen=True, tag="embed"):
    """An entry's whole card in the flow of the text."""

    mention: Mention


class Picture(msgspec.Struct, frozen=True, tag="picture"):
    """An image in the flow of the text.

    `file` is its path below the explainer's folder, `alt` what it shows, for whoever
    cannot see it, `caption` what stands under it, "" for nothing. Where these refer to
    facts, `texts` has both, to be filled in when a page is printed.
    """

    file: str
    alt: str
    caption: str
    place: Place
    texts: "tuple[Prose, ...]" = ()


class FootnoteMark(msgspec.Struct, frozen=True, tag="footnote"):
    """The mark of footnote `number`, its `occurrence` (from 1) in the text."""

    number: int
    occurrence: int

    @property
    def anchor(self) -> str:
        """The id of its element in the page."""
        return f"footnote-mark-{self.number}-{self.occurrence}"


Part = str | Reference | Embed | Picture | FootnoteMark
"""A piece of a text; a `str` is finished HTML."""


# Our HTML has ">" in a tag as its end alone.
_TAG = re.compile(r"<[^>]*>")


def _words(part: Part) -> str:
    """The words of a finished piece of a text; "" for any other part of it."""
    if not isinstance(part, str):
        return ""
    words = _TAG.sub("", part) if "<" in part else part
    return unescape(words) if "&" in words else words


def words_of_parts(parts: Iterable[Part], words_of: Callable[[Reference], str]) -> str:
    """The words of parts without markup; `words_of` says those of a reference.

    The marks of footnotes are left out.
    """
    words = []
    for part in parts:
        if isinstance(part, str):
            words.append(_words(part))
        elif isinstance(part, Reference):
            words.append(words_of(part))
    return "".join(words)


class Heading(msgspec.Struct, frozen=True):
    """A heading: its level (2 to 4), its id in the page, and what it says."""

    level: int
    id: str
    parts: tuple[Part, ...]
    place: Place

    def in_words(self, words_of: Callable[[Reference], str]) -> str:
        """The words without markup, on one line; `words_of` says a reference's."""
        return " ".join(words_of_parts(self.parts, words_of).split())


BREAK = "<br>\n<br>\n"
"""The first part of a paragraph of YAML behind another: where both stand in one."""


class Block(msgspec.Struct, frozen=True):
    """What stands by itself in a text: a paragraph, a list, a table, a card, a heading.

    `heading` is None but for a heading.
    """

    parts: tuple[Part, ...]
    heading: Heading | None = None


class Number(msgspec.Struct, frozen=True):
    """A number in the running text that belongs to no reference."""

    text: str
    place: Place


class Name(msgspec.Struct, frozen=True):
    """Words with capitals in the running text, which may be a name."""

    text: str
    place: Place


class Prose(msgspec.Struct, frozen=True, dict=True):
    """A text, ready to be filled in.

    `footnotes` are the texts of the footnotes, the first being number 1; `fragments`
    are links to ids of the same page; `words` is how many words it has, those of
    references that the YAML fills not included; `problems` are the mistakes that can be
    seen without knowing the entries; `lang` is the tag of its language where that is
    not the page's.
    """

    blocks: tuple[Block, ...]
    headings: tuple[Heading, ...] = ()
    footnotes: "tuple[Prose, ...]" = ()
    fragments: tuple[Mention, ...] = ()
    numbers: tuple[Number, ...] = ()
    names: tuple[Name, ...] = ()
    words: int = 0
    problems: tuple[Problem, ...] = ()
    lang: str = ""

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        # Lists, here and below: a generator takes a call for each part of each text.
        return tuple([part for block in self.blocks for part in block.parts])

    def in_words(self, words_of: Callable[[Reference], str]) -> str:
        """The words without markup; `words_of` says those of a reference.

        The marks of footnotes are left out.
        """
        return words_of_parts(self.parts, words_of)

    @cached_property
    def references(self) -> tuple[Reference | Embed, ...]:
        """The references and embeds of the text in order, then those of footnotes."""
        parts = self._parts_with_footnotes
        return tuple([part for part in parts if isinstance(part, (Reference, Embed))])

    def sentences(self) -> Iterator[tuple[Reference, str, str]]:
        """Each reference, with the words right before and behind it in its block."""
        for text in (self, *self.footnotes):
            for block in text.blocks:
                around: list[Part] = ["", *block.parts, ""]
                for before, part, after in zip(
                    around, around[1:], around[2:], strict=False
                ):
                    if isinstance(part, Reference):
                        yield part, _words(before), _words(after)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """What the text names, and what the words of its images do."""
        beside = [text for picture in self.pictures for text in picture.texts]
        return (
            *[reference.mention for reference in self.references],
            *[mention for text in beside for mention in text.mentions],
        )

    @cached_property
    def pictures(self) -> tuple[Picture, ...]:
        """The images of the text in order, then those of footnotes."""
        parts = self._parts_with_footnotes
        return tuple([part for part in parts if isinstance(part, Picture)])

    @property
    def _parts_with_footnotes(self) -> tuple[Part, ...]:
        """The parts of the text, then those of its footnotes."""
        if not self.footnotes:
            return self.parts
        every = (self, *self.footnotes)
        return tuple([part for text in every for part in text.parts])
