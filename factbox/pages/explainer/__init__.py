"""The page of an explainer."""

from collections.abc import Iterator
from functools import partial

from factbox.pages.explainer.about import (
    about_explainer,
    list_explainer,
    places_in_explainer,
)
from factbox.pages.explainer.data import data_of
from factbox.pages.explainer.frame import frame_of
from factbox.pages.explainer.page import explainer_page
from factbox.pages.layout import Layout
from factbox.pages.route import PageType, Route


def _routes(layout: Layout) -> Iterator[Route]:
    """A page for each explainer."""
    for explainer in layout.site.explainers:
        path = layout.path_of(explainer.folder)
        look_around = partial(frame_of, explainer, layout)
        make = partial(explainer_page, explainer)
        yield Route(path, EXPLAINER, explainer.name, look_around, make)


EXPLAINER = PageType(
    name="explainer",
    routes=_routes,
    about=about_explainer,
    data=data_of,
    listing=list_explainer,
    places=places_in_explainer,
)
