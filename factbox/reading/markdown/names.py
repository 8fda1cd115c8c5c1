"""What may be a name in the running text, for the advice on names that are misspelt."""

import re
from collections.abc import Iterator

from markdown_it.token import Token

from factbox.model.prose import Name
from factbox.problems import Located
from factbox.reading.markdown.reading import Reading
from factbox.reading.markdown.typed import pieces

# Two words with capitals or more; or one, long enough to be told from its like.
_WORD = r"[^\W\d_a-z][\w’'-]+"
POSSIBLE_NAME = re.compile(rf"\b(?:{_WORD}(?:\s+{_WORD})+|[^\W\d_a-z][\w-]{{6,}})")


def names_in(written: Located) -> Iterator[Name]:
    """The possible names in a text without markup."""
    for found in POSSIBLE_NAME.finditer(written.text):
        yield Name(" ".join(found[0].split()), written.at(found.start()))


def names(inline: Token, reading: Reading) -> None:
    """Note each run of words with capitals, also in the words of links."""
    for piece in pieces(inline):
        if piece.is_meant:
            continue
        for found in POSSIBLE_NAME.finditer(piece.words):
            place = reading.place(inline, piece.start + found.start())
            reading.names.append(Name(" ".join(found[0].split()), place))
