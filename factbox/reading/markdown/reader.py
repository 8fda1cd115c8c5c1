"""A text, by the parser and its rules, to prose."""

from collections.abc import Container, Iterator, Sequence
from typing import Any

from markdown_it.token import Token

from factbox.model.prose import BREAK, Block, Prose
from factbox.problems import Located
from factbox.reading.markdown.footnotes import report_definitions, split_footnotes
from factbox.reading.markdown.parser import parser
from factbox.reading.markdown.reading import ArticleText, Reading, in_yaml
from factbox.reading.markdown.rendering import parts_of


def read_inline(written: Located, tag: str) -> Prose:
    """The prose of a text of YAML, a block for each of its paragraphs."""
    reading = Reading(
        in_yaml(written), lambda line: written.place, read_inline=read_inline, tag=tag
    )
    tokens = parser().parseInline(written.text, {"reading": reading})
    blocks: list[Block] = []
    for paragraph in _paragraphs(tokens[0].children or []):
        before = (BREAK,) if blocks else ()
        blocks.append(Block((*before, *parts_of(paragraph))))
    return _prose(reading, tuple(blocks))


def _paragraphs(children: Sequence[Token]) -> Iterator[list[Token]]:
    """The tokens between empty lines."""
    paragraph: list[Token] = []
    for token in children:
        is_break = token.type == "softbreak" and token.level == 0
        if is_break and paragraph and paragraph[-1].type == "softbreak":
            yield paragraph[:-1]
            paragraph = []
        elif paragraph or not is_break:
            paragraph.append(token)
    yield paragraph


def read_blocks(
    text: str,
    file: str,
    first_line: int,
    reserved: Container[str],
    *,
    marked: bool,
    tag: str,
) -> Prose:
    """The prose of an article; see `read_article`."""
    source = ArticleText(text, file, first_line)
    reading = Reading(
        source.place,
        source.place_of_line,
        reserved,
        marked=marked,
        read_inline=read_inline,
        tag=tag,
    )
    env: dict[str, Any] = {"reading": reading, "source": source}
    body, notes = split_footnotes(parser().parse(text, env))
    footnotes = tuple(Prose(_blocks(note)) for note in notes)
    report_definitions(env, reading)
    return _prose(reading, _blocks(body), footnotes)


def _prose(
    reading: Reading, blocks: tuple[Block, ...], footnotes: tuple[Prose, ...] = ()
) -> Prose:
    return Prose(
        blocks,
        tuple(reading.headings),
        footnotes,
        tuple(reading.fragments),
        tuple(reading.numbers),
        tuple(reading.names),
        reading.words,
        tuple(dict.fromkeys(reading.problems)),
    )


def _blocks(tokens: Sequence[Token]) -> tuple[Block, ...]:
    """The blocks that these tokens make, in order."""
    return tuple(
        Block(parts_of(group), group[0].meta.get("heading"))
        for group in _top_level(tokens)
    )


def _top_level(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The tokens of each block that is in no other of these."""
    block: list[Token] = []
    for token in tokens:
        block.append(token)
        # The blocks of a footnote are a level down from those of the article.
        if token.level == block[0].level and token.nesting < 1:
            yield block
            block = []
