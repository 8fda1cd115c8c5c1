"""What a reader gets where nothing is."""

from collections.abc import Iterator
from functools import partial

from factbox.pages.layout import Layout
from factbox.pages.listing import Listing
from factbox.pages.page import NOT_FOUND as PATH
from factbox.pages.page import Page, given_by
from factbox.pages.route import PageType, Route


class NotFoundPage(Page, frozen=True, kw_only=True):
    """What a reader gets at an address where nothing is, however deep.

    From there no relative address leads anywhere, so its `root` is of no use.
    """

    @property
    def home(self) -> str:
        return self.address


def _routes(layout: Layout) -> Iterator[Route]:
    yield Route(PATH, NOT_FOUND, "", partial(_page_of, layout), lambda page: page)


def _page_of(layout: Layout) -> NotFoundPage:
    settings = layout.site.settings
    return NotFoundPage(
        path=PATH,
        root="",
        **given_by(settings),
        has_feeds=False,
        navigation=layout.navigation(PATH, str(settings.address or "") or None),
    )


def _listing(page: NotFoundPage) -> Listing:
    return Listing(page.url, hidden=True)


NOT_FOUND = PageType("404", _routes, listing=_listing, stands_anywhere=True)
