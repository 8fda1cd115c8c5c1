"""The checks of an explainer: what no file tells by itself.

A new check is a function in one of these modules, and its line in `CHECKS`, or in
`ADVICE`, with a name, if what it finds stops no build.
"""

from collections.abc import Callable, Iterator, Mapping

from factbox.checking.advice import heavy_images, loose_numbers, telling_images
from factbox.checking.cautions import (
    dropped_hedges,
    exact_for_approximate,
    several_origins,
)
from factbox.checking.contradictions import (
    contradictions,
    doubtful_links,
    early_news,
    loose_ends,
)
from factbox.checking.dates import late_dates
from factbox.checking.notes import notes_that_disagree, words_not_in_notes
from factbox.checking.origins import outlets_as_claimants
from factbox.checking.people import misspelt_names
from factbox.checking.references import (
    misplaced_cards,
    missing_people,
    unknown_entries,
    unknown_fragments,
    unknown_parts,
)
from factbox.checking.subject import Subject
from factbox.checking.twins import same_events
from factbox.checking.undated import undated
from factbox.checking.unused import SITE_ADVICE
from factbox.problems import (
    FUTURE_AS_OF,
    NO_ADDRESS,
    NO_CARD,
    NO_DAY,
    STALE_TRANSLATION,
    UNCHECKED_TRANSLATION,
    UNTRANSLATED,
    Problem,
)

Check = Callable[[Subject], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    misplaced_cards,
    missing_people,
    unknown_entries,
    unknown_parts,
    contradictions,
    unknown_fragments,
    early_news,
    late_dates,
    loose_ends,
)
ADVICE: Mapping[str, Check] = {
    "heavy-image": heavy_images,
    "telling-image": telling_images,
    "doubtful-link": doubtful_links,
    "loose-number": loose_numbers,
    "outlet-as-claimant": outlets_as_claimants,
    "note-disagrees": notes_that_disagree,
    "words-not-in-note": words_not_in_notes,
    "undated": undated,
    "dropped-hedge": dropped_hedges,
    "exact-for-approximate": exact_for_approximate,
    "one-origin": several_origins,
    "misspelt-name": misspelt_names,
    "same-event": same_events,
}
"""By the names under which it can be waived; see `waivers.py`."""

NAMES = (
    *(*ADVICE, *SITE_ADVICE, NO_ADDRESS, NO_DAY, NO_CARD, FUTURE_AS_OF),
    *(UNTRANSLATED, UNCHECKED_TRANSLATION, STALE_TRANSLATION),
)
"""All names of advice."""

OF_FILES = ("heavy-image", "telling-image")
"""Those of files that translations share with their original, which is told of them."""
