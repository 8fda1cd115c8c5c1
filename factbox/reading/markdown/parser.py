"""The parser: CommonMark with tables and footnotes, and the rules that are ours.

A rule is a function in a file of its own, and its line in one of the lists here.
"""

import logging
from collections.abc import Callable
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from factbox.reading.markdown.addresses import mark_addresses
from factbox.reading.markdown.breaks import breaks
from factbox.reading.markdown.cards import cards
from factbox.reading.markdown.comments import drop_comments
from factbox.reading.markdown.destinations import read_destinations
from factbox.reading.markdown.emphasis import know_close_scripts
from factbox.reading.markdown.footnotes import footnote_marks, note_definitions
from factbox.reading.markdown.foreign import foreign, mark_foreign
from factbox.reading.markdown.headings import headings
from factbox.reading.markdown.indented import indented
from factbox.reading.markdown.links import links
from factbox.reading.markdown.mistakes import mistakes
from factbox.reading.markdown.names import names
from factbox.reading.markdown.numbers import numbers
from factbox.reading.markdown.pictures import pictures
from factbox.reading.markdown.places import places
from factbox.reading.markdown.reading import Reading, reading_of
from factbox.reading.markdown.rows import failed_tables
from factbox.reading.markdown.tables import tables
from factbox.reading.markdown.words import words

TEXT_RULES: tuple[Callable[[Token, Reading], None], ...] = (
    mistakes,
    failed_tables,
    numbers,
    names,
    foreign,
    footnote_marks,
    links,
    pictures,
    breaks,
    words,
)
"""What is done with the tokens of each text, in this order."""

BLOCK_RULES: tuple[Callable[[StateCore], None], ...] = (
    cards,
    headings,
    tables,
    indented,
)
"""What is done with all tokens, in this order, once each text is done."""


@cache
def parser() -> MarkdownIt:
    """The parser, set up; a `Reading` in its environment gathers what rules find."""
    _silence()
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.use(footnote_plugin, inline=False)
    # Where an author wrote "\\<b>", the rules must see it.
    parser.disable("text_join")
    read_destinations(parser)
    mark_addresses(parser)
    mark_foreign(parser)
    know_close_scripts(parser)
    note_definitions(parser)
    drop_comments(parser)
    parser.core.ruler.after("block", "places", places)
    parser.core.ruler.push("texts", _texts)
    for rule in BLOCK_RULES:
        parser.core.ruler.push(rule.__name__, rule)
    return parser


def _texts(state: StateCore) -> None:
    """Each text by the rules for texts."""
    reading = reading_of(state)
    around = ""
    opening = ""
    for token in state.tokens:
        if token.type == "inline":
            is_item = around == "list_item_open"
            token.meta = {"in": opening, "is_item": is_item}
            for rule in TEXT_RULES:
                rule(token, reading)
        around, opening = opening, token.type


def _silence() -> None:
    """Keep the parser from telling of each line that it tries each of its rules on."""
    for name, logger in list(logging.root.manager.loggerDict.items()):
        if name.startswith("markdown_it.") and isinstance(logger, logging.Logger):
            logger.disabled = True
