"""The pages of a site: where each stands and what its template is given.

A new type of page is a module here, a template of its name, and its line in
`PAGE_TYPES`.
"""

from collections.abc import Iterator, Mapping

from factbox.model.images import Image
from factbox.model.site import Site
from factbox.pages.embed import EMBED
from factbox.pages.explainer import EXPLAINER
from factbox.pages.not_found import NOT_FOUND
from factbox.pages.page import NO_CARDS, Card, Layout, PageType, Route, shared_in
from factbox.pages.people import PERSON
from factbox.pages.site_list import LIST
from factbox.pages.sources import SOURCE

PAGE_TYPES: tuple[PageType, ...] = (
    EXPLAINER,
    LIST,
    PERSON,
    SOURCE,
    EMBED,
    NOT_FOUND,
)


def layout_of(site: Site, cards: Mapping[str, Card] = NO_CARDS) -> Layout:
    """The site as its pages see it; `cards` are by explainers' folders."""
    # Feeds need an address and at least one entry.
    is_told = any(each.is_dated and not each.draft for each in site.explainers)
    has_feeds = site.settings.address is not None and is_told
    return Layout(site, cards, has_feeds, shared_in(site.explainers))


def routes_of(layout: Layout) -> Iterator[Route]:
    """The pages of a site, none made yet."""
    for type in PAGE_TYPES:
        yield from type.routes(layout)


def images_of(layout: Layout) -> Iterator[tuple[str, Image]]:
    """The images that the pages show, in all widths, each with its path in the site."""
    for explainer in layout.site.explainers:
        for shown in explainer.images.values():
            for image in shown.widths:
                yield layout.folder_of(explainer.folder) + image.path, image
