"""The checks of an explainer: what no file tells by itself.

A new check is a function in one of these modules, and its line in `CHECKS`, or in
`ADVICE` if what it finds stops no build.
"""

from collections.abc import Callable, Iterator

from factbox.checking.advice import heavy_images, loose_numbers
from factbox.checking.contradictions import (
    contradictions,
    doubtful_links,
    early_news,
    loose_ends,
)
from factbox.checking.dates import late_dates
from factbox.checking.origins import outlets_as_claimants
from factbox.checking.references import (
    misplaced_cards,
    unknown_entries,
    unknown_fragments,
    unknown_parts,
)
from factbox.checking.subject import Subject
from factbox.problems import Problem

Check = Callable[[Subject], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    misplaced_cards,
    unknown_entries,
    unknown_parts,
    contradictions,
    unknown_fragments,
    early_news,
    late_dates,
    loose_ends,
)
ADVICE: tuple[Check, ...] = (
    heavy_images,
    doubtful_links,
    loose_numbers,
    outlets_as_claimants,
)
