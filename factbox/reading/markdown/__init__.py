"""Markdown to prose: headings and references, each reference with its place.

CommonMark with tables and footnotes, through markdown-it-py; raw HTML is off. A link
whose scheme is not the web's names an entry (`figure:cost@council`) and becomes a
`Reference`; an image with such a scheme, in a paragraph of its own, becomes an `Embed`,
any other a `Picture`. What they say is filled in when a page is printed; until then a
text is a sequence of parts.

`parser.py` sets the parser up and lists its rules, a file each. The parser makes
tokens; our rules walk over them, and put a token of type "part" where something is not
HTML yet; `rendering.py` makes parts of them.
"""

import re
from collections.abc import Container
from html import escape

from factbox.languages.typing_files import ENGLISH
from factbox.model.prose import Block, Name, Number, Prose
from factbox.problems import Located
from factbox.values.possible_names import possible_names
from factbox.values.quantities.prose import stray_numbers

# A text without any of these is the same in Markdown and in HTML, but for escaping.
_MARKUP = re.compile(r"[\\`*_\[\]<>&!^|\n0-9]")


def read_text(written: Located, tag: str = ENGLISH) -> Prose:
    """The inline Markdown of a YAML text: no headings, lists or footnotes.

    Its numbers are typed in the language of `tag`.
    """
    text = written.text
    if not _MARKUP.search(text):
        block = Block((escape(text, quote=False),))
        numbers = tuple(
            Number(number.text, written.at(number.offset))
            for number in stray_numbers(text, tag)
        )
        names = tuple(
            Name(name, written.at(offset)) for name, offset in possible_names(text)
        )
        return Prose((block,), numbers=numbers, names=names, words=len(text.split()))
    # Slow to import, and not needed where every text comes from the cache.
    from factbox.reading.markdown.reader import read_inline

    return read_inline(written, tag)


def read_article(
    text: str,
    file: str,
    first_line: int,
    reserved: Container[str] = (),
    *,
    marked: bool = False,
    tag: str = ENGLISH,
) -> Prose:
    """The prose of an article whose text begins on `first_line` of `file`.

    Headings get ids that are not in `reserved`, which has none that begins with
    "section-". In `marked` prose, which is for preview alone, each block has its place
    in the attribute `data-place`, `<!--fact figure-cost-->` stands before a card, and
    `<!--place a.md:9:1-->` before an image.
    """
    from factbox.reading.markdown.reader import read_blocks

    return read_blocks(text, file, first_line, reserved, marked=marked, tag=tag)
