"""Numbers in the running text that belong to no reference, for the advice on them."""

from bisect import bisect_right

from markdown_it.token import Token

from factbox.model.prose import Number
from factbox.reading.markdown.reading import Reading
from factbox.reading.markdown.typed import pieces
from factbox.values.quantities.prose import stray_numbers

# What is no text, such as code or a link, parts what stands around it.
_OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"
_EMPHASIS = "*_"


def numbers(inline: Token, reading: Reading) -> None:
    """Note each number that stands in no link and in no code.

    A line that ends within "page 12" ends no sentence, so all lines are read as one.
    """
    content = inline.content
    words = ""
    end = 0
    starts: list[int] = []
    offsets: list[int] = []
    for piece in pieces(inline):
        if piece.is_linked:
            continue
        if content[end : piece.start].strip(_EMPHASIS):
            words += _OBJECT
        starts.append(len(words))
        offsets.append(-1 if piece.is_meant else piece.start)
        words += piece.words
        end = piece.end
    for number in stray_numbers(words, reading.tag):
        index = bisect_right(starts, number.offset) - 1
        if index >= 0 and offsets[index] >= 0:
            offset = offsets[index] + number.offset - starts[index]
            reading.numbers.append(Number(number.text, reading.place(inline, offset)))
