"""Misspelt words of quantities."""

from collections.abc import Iterable

from factbox.languages.wording import Wording


def misspelt(word: str, known: Iterable[str]) -> str:
    """The known word of which this is surely a misspelling; "" if there is none.

    What goes on behind a known word is another word: a hundredth is no hundred.
    """
    # difflib is slow to import and needed only once something is odd.
    from difflib import get_close_matches

    alike = {each for each in known if each[0] == word[0] and not word.startswith(each)}
    return next(iter(get_close_matches(word, alike, n=1, cutoff=0.8)), "")


def words_of(wording: Wording) -> list[str]:
    """The words of quantities that can be misspelt."""
    phrases = [phrase for _, side in wording.qualifiers for phrase in side]
    phrases += [
        *wording.to,
        *wording.between,
        *wording.from_,
        *wording.and_,
        *wording.half,
    ]
    phrases += [*wording.percent, *wording.points, *(name for name, _ in wording.money)]
    for valued in (wording.cardinals, wording.multiples, wording.fractions):
        phrases += [word for word, _ in valued]
    words = {word for phrase in phrases for word in phrase.split()}
    return sorted(word for word in words if len(word) > 3 and word.isalpha())
