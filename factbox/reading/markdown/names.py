"""What may be a name in the running text, for the advice on names that are misspelt."""

from markdown_it.token import Token

from factbox.model.prose import Name
from factbox.reading.markdown.reading import Reading
from factbox.reading.markdown.typed import pieces
from factbox.values.possible_names import possible_names


def names(inline: Token, reading: Reading) -> None:
    """Note each run of words with capitals, also in the words of links."""
    for piece in pieces(inline):
        if not piece.is_meant:
            for text, offset in possible_names(piece.words):
                place = reading.place(inline, piece.start + offset)
                reading.names.append(Name(text, place))
