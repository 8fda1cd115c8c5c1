"""Who said what: statements in our words, and the few words quoted exactly.

`entry.py` is what an editor writes, `quote.py` what a page shows, `words.py` what a
translation says otherwise.
"""

from factbox.kinds.quotes.entry import QuoteEntry
from factbox.kinds.quotes.quote import Quote, Speaker, arrange, resolve
from factbox.model.items import Kind, Translating

__all__ = ["KIND", "Quote", "QuoteEntry", "Speaker", "arrange", "resolve"]


def _translating() -> Translating:
    # Of use to translations alone.
    from factbox.kinds.quotes.words import QuoteWords, translated

    return Translating(QuoteWords, translated)


KIND = Kind(
    "quotes",
    QuoteEntry,
    Quote,
    resolve,
    arrange,
    is_woven=True,
    names_people=True,
    translating=_translating,
)
