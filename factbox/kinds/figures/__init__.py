"""Key figures: claims with their history, competing or not, or derived from others.

`entry.py` is what an editor writes, `figure.py` what a page shows. A new field of a
claim is a line in `Stated` or `ClaimEntry` of entry.py and a line in `FIELDS` of
claims.py, from which data.json and the CSV file are made.
"""

from factbox.kinds.figures.board import arrange
from factbox.kinds.figures.entry import FigureEntry
from factbox.kinds.figures.figure import Figure
from factbox.kinds.figures.resolve import resolve
from factbox.model.items import Kind, Translating


def _translating() -> Translating:
    # Of use to translations alone.
    from factbox.kinds.figures.words import FigureWords, translated

    return Translating(FigureWords, translated)


KIND = Kind(
    "figures",
    FigureEntry,
    Figure,
    resolve,
    arrange,
    is_woven=True,
    translating=_translating,
)
