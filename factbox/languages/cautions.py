"""Words with which authors of a language are careful: what checks of facts look for.

Other languages write theirs as a constant beside `ENGLISH`; until they do, the checks
find nothing in their texts.
"""

import msgspec

Phrases = tuple[str, ...]


class Cautions(msgspec.Struct, frozen=True, kw_only=True):
    """Words in lower case, as they stand in a text."""

    hedges: Phrases
    """Beginnings of words that say that something is not sure."""
    several_origins: Phrases
    """What says that more than one source has something."""
    anonymous: Phrases
    """What people are called who are not named."""


ENGLISH = Cautions(
    hedges=(
        *("alleg", "apparent", "appear", "believ", "claim", "estimat", "likely"),
        *("may ", "might ", "could ", "perhaps", "possibl", "presum", "probabl"),
        *("purport", "report", "rumour", "rumor", "said to", "seem", "suggest"),
        *("suspect", "unconfirm", "unverif", "according to", "says", "accord"),
        *("accus", "assert", "doubt", "not certain", "uncertain", "unclear"),
    ),
    several_origins=(
        *("sources say", "sources said", "sources claim", "sources tell"),
        *("several sources", "multiple sources", "many sources", "various sources"),
        *("several reports", "multiple reports", "many reports", "various reports"),
        *("several outlets", "multiple outlets", "many outlets"),
        *("independent sources", "independent reports"),
    ),
    anonymous=(
        *("official", "officials", "source", "sources", "witness", "witnesses"),
        *("resident", "residents", "survivor", "survivors", "insider", "insiders"),
        *("soldier", "soldiers", "diplomat", "diplomats", "aide", "aides"),
        *("spokesman", "spokeswoman", "spokesperson", "employee", "employees"),
        *("officer", "officers", "doctor", "doctors", "worker", "workers"),
    ),
)
