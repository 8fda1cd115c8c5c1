"""Numbers in the running text that belong to no reference, for the advice on them."""

import re

from markdown_it.token import Token

from factbox.model.prose import Number
from factbox.reading.markdown.reading import Reading
from factbox.reading.markdown.typed import typed_text

# A number as people write it; and what holds digits but is a date.
_NUMBER = re.compile(r"\d[\d,.\u00a0]*(?<![,.])%?")
_MONTH = (
    "January|February|March|April|May|June|"
    "July|August|September|October|November|December"
)
_DATE = re.compile(
    rf"(\d{{1,2}}\s+)?({_MONTH})(\s+\d{{1,2}},)?(\s+\d{{4}})?\b|\b[12]\d{{3}}\b(?![,.]\d)"
)
_DIGIT = re.compile(r"\d")


def numbers(inline: Token, reading: Reading) -> None:
    """Note each number that stands in no link, in no code and in no date."""
    if not _DIGIT.search(inline.content):
        return
    text = typed_text(inline, with_links=False)
    dateless = _DATE.sub(lambda date: " " * len(date[0]), text)
    for number in _NUMBER.finditer(dateless):
        place = reading.place(inline, number.start())
        reading.numbers.append(Number(number[0], place))
