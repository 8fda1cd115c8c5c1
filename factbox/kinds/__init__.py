"""The kinds of sidebar, in the order in which a page shows them.

A new kind is a module here, its component `templates/components/<name>/`, and its line
in `KINDS`.
"""

from factbox.kinds import figures, quotes, timeline, updates
from factbox.model.items import Kind

KINDS: tuple[Kind, ...] = (
    figures.KIND,
    quotes.KIND,
    timeline.KIND,
    updates.KIND,
)

*_FIRST, _LAST = (kind.noun for kind in KINDS)
NOUNS = f"{', '.join(_FIRST)} or {_LAST}"
"""The nouns of all kinds, as a message lists them."""
