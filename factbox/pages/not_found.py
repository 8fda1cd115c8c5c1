"""What a reader gets where nothing is."""

from collections.abc import Iterator

from factbox.pages.layout import Layout
from factbox.pages.listing import Listing
from factbox.pages.page import NOT_FOUND as PATH
from factbox.pages.page import Page
from factbox.pages.route import PageType, Route


class NotFoundPage(Page, frozen=True, kw_only=True):
    """What a reader gets at an address where nothing is, however deep.

    From there no relative address leads anywhere, so its `root` is of no use.
    """

    @property
    def home(self) -> str:
        return self.address


def _routes(layout: Layout) -> Iterator[Route]:
    settings = layout.site.settings
    page = NotFoundPage(
        path=PATH,
        root="",
        address=str(settings.address or ""),
        has_feeds=False,
        language=settings.language,
        site_title=settings.title,
        publisher=settings.publisher,
        logo=settings.logo.text if settings.logo else "",
        navigation=layout.navigation(PATH, str(settings.address or "") or None),
        footer=settings.footer,
    )
    yield Route(PATH, NOT_FOUND, "", page, lambda: page)


def _listing(page: NotFoundPage) -> Listing:
    return Listing(page.url, hidden=True)


NOT_FOUND = PageType("404", _routes, listing=_listing, stands_anywhere=True)
