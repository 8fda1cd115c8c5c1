"""What may be a name in a text: words with capitals."""

from collections.abc import Iterator

from factbox.patterns import pattern_of

# Two words with capitals or more; or one, long enough to be told from its like.
_WORD = r"[^\W\d_a-z][\w’'-]+"
_POSSIBLE = pattern_of(rf"\b(?:{_WORD}(?:\s+{_WORD})+|[^\W\d_a-z][\w-]{{6,}})")


def possible_names(text: str) -> Iterator[tuple[str, int]]:
    """Each run of words with capitals, and the offset at which it begins."""
    for found in _POSSIBLE.finditer(text):
        yield " ".join(found[0].split()), found.start()
