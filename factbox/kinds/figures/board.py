"""The figures of an explainer as their component shows them."""

import msgspec

from factbox.kinds.figures.figure import Figure
from factbox.languages.language import Language
from factbox.model.articles import FrontMatter
from factbox.model.items import Woven
from factbox.values.charts import Mark, legend_of


class Board(msgspec.Struct, frozen=True):
    """The figures, and a mark of each shape in their charts, for a legend."""

    figures: tuple[Figure, ...]
    legend: tuple[Mark, ...]


def arrange(
    figures: tuple[Figure, ...], front: FrontMatter, language: Language, woven: Woven
) -> Board:
    """The figures, as they are, with what their charts have."""
    charts = (figure.chart(language) for figure in figures)
    marks = (mark for chart in charts if chart for mark in chart.marks)
    return Board(figures, legend_of(marks))
