"""Exact words: where a text quotes some, and whether they were said."""

import re
from collections.abc import Iterator

from factbox.patterns import pattern_of
from factbox.values.scripts import is_close

# Opening marks, and each of those that closes what they open, in whatever language.
MARKS = {
    "“": "”",
    "„": "“”",
    "«": "»",
    "»": "«»",
    '"': '"',
    "‹": "›",
    "›": "‹",
    "「": "」",
    "『": "』",
    "‘": "’",
    "‚": "‘’",
    "”": "”",
    "״": "״",
}
# What is an apostrophe, too, or half of another pair, is no mark within a word.
_IN_WORDS = "’‘״"

_QUOTED = pattern_of(
    "|".join(
        rf"(?<!\w){opening}([^{closing}]+(?:[{closing}]\w[^{closing}]*)*)[{closing}](?!\w)"
        if any(mark in _IN_WORDS for mark in closing)
        else rf"{opening}([^{closing}]+)[{closing}]"
        for opening, closing in MARKS.items()
    )
)
_LEFT_OUT = re.compile(r"\[[^\]]*\]|…|\.\.\.")


def quoted_in(text: str) -> Iterator[str]:
    """What a text has in quotation marks, without them."""
    for match in _QUOTED.finditer(text):
        yield next(words for words in match.groups() if words).strip()


def without_marks(words: str) -> str:
    """Words that are nothing but a quotation, without its marks."""
    words = words.strip()
    found = _QUOTED.fullmatch(words)
    inner = words[1:-1]
    return inner.strip() if found and words[0] not in inner else words


def is_said(quoted: str, words: str) -> bool:
    """Whether all that is quoted stands in these words, in its order.

    Between its pieces something may be left out, with "…" or words in brackets.
    """
    if quoted == words:
        return True
    rest = _plain(words)
    for piece in _LEFT_OUT.split(quoted):
        wanted = _plain(piece)
        if not wanted:
            continue
        _, found, behind = rest.partition(wanted)
        if not found:
            return False
        rest = f" {behind}"
    return True


def _plain(words: str) -> str:
    """The words in small letters, a space before and behind each.

    Where a script has no spaces between its words, each sign is one.
    """
    # Only the words count: a sentence may end a quotation with a comma of its own.
    words = words.casefold().replace("’", "'")
    if any(map(is_close, words)):
        words = "".join(f" {sign} " if is_close(sign) else sign for sign in words)
    found = re.findall(r"[\w'%-]+", words)
    return f" {' '.join(word.strip(chr(39)) for word in found)} " if found else ""
