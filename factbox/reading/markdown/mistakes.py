"""Text that is not for readers: markup that its author believes in, as typed."""

import re

from markdown_it.token import Token

from factbox.reading.markdown.reading import Reading
from factbox.reading.markdown.typed import typed_text

_UNCLOSED_LINK = re.compile(r"\]\(|\] \((?=[a-z]+:)")
_UNDEFINED_FOOTNOTE = re.compile(r"\[\^([^\]]+)\]")
# One "#" alone may well begin a hashtag.
_UNSPACED_HEADING = re.compile(r"^#{2,6}(?![#\s])", re.MULTILINE)
_SUSPECT = re.compile(r"[\[\]#]")


def mistakes(inline: Token, reading: Reading) -> None:
    """Report what would reach a reader although it was never meant for one."""
    if not _SUSPECT.search(inline.content):
        return
    text = typed_text(inline)
    for found in _UNCLOSED_LINK.finditer(text):
        reading.problem(
            reading.place(inline, found.start()),
            "a link begins here and does not end",
            "write [text](address), with no space and no bracket left open",
        )
    for found in _UNDEFINED_FOOTNOTE.finditer(text):
        reading.problem(
            reading.place(inline, found.start()),
            f"there is no footnote '{found[1]}'",
            f"in an article, write {found[0]}: … in a paragraph of its own",
        )
    for found in _UNSPACED_HEADING.finditer(text):
        reading.problem(
            reading.place(inline, found.start()),
            f"this heading has no space after its '{found[0]}'",
            f"write '{found[0]} …'",
        )
