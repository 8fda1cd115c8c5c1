"""What the list of explainers shows of one."""

import msgspec

from factbox.model.articles import FrontMatter
from factbox.model.lines import Line


class ListedFigure(msgspec.Struct, frozen=True):
    """The figure that leads an explainer: what is counted, the value, whose it is."""

    label: Line
    value: str
    unit: Line
    claimants: tuple[str, ...]


class Listed(msgspec.Struct, frozen=True):
    """An explainer in the list: its address, its front matter, and what tells of it.

    `standfirst` is in words, without links; `figure` is None where no figure leads.
    """

    href: str
    front: FrontMatter
    standfirst: str
    figure: ListedFigure | None
