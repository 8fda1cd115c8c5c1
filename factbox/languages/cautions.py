"""Words with which authors of a language are careful: what checks of facts look for.

They stand in the table `cautions` of `<language>/typing.toml`.
"""

import msgspec

from factbox.languages.wording import Phrases


class Cautions(msgspec.Struct, frozen=True, kw_only=True):
    """Words in lower case, as they stand in a text."""

    hedges: Phrases
    """Beginnings of words that say that something is not sure, or whose word it is."""
    hedge_words: Phrases = ()
    """Whole words that do."""
    several_origins: Phrases
    """What says that more than one source has something."""
    anonymous: Phrases
    """What people are called who are not named."""
    anywhere: bool = False
    """Whether words are joined to others, so that hedges begin inside of them, and what
    people are called ends a name."""
