"""A page that can be made, and what a type of page is."""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

import msgspec

from factbox.pages.excerpt import Excerpt
from factbox.pages.layout import Layout
from factbox.pages.listing import Listing
from factbox.pages.page import About, Data, Page
from factbox.problems import Place


class Route(msgspec.Struct, frozen=True, dict=True):
    """A page that can be made: where it stands, and what it is made from.

    That is the `explainer` of this name ("" for none), and `around`, all else, from
    which `make` makes it. Of most pages a preview asks for neither.
    """

    path: str
    type: "PageType"
    explainer: str
    look_around: Callable[[], Any]
    make: Callable[[Any], Page]

    @cached_property
    def around(self) -> Any:
        """All that it is made from beside its explainer."""
        return self.look_around()

    @cached_property
    def page(self) -> Page:
        """The page, made once it is asked for."""
        return self.make(self.around)

    @cached_property
    def data(self) -> Data | None:
        """The facts of the page for programs; None for a page without any."""
        return self.type.data(self.page)

    @cached_property
    def excerpt(self) -> Excerpt | None:
        """The figure that others show by the page; None for most pages."""
        return self.type.excerpt(self.page) if self.type.excerpt else None

    def forget(self) -> None:
        """Let go of all that was made: whoever asks again has it made anew."""
        self.__dict__.clear()


def _listed(page: Page) -> Listing:
    return Listing(page.url)


def _no_data(page: Page) -> Data | None:
    return None


def _nowhere(page: Page, id: str) -> tuple[Place, ...]:
    return ()


class PageType(msgspec.Struct, frozen=True):
    """A type of page: the name of its template, and what it tells.

    `routes` gives its pages in a site. Of a page, `about` is what its head says, None
    where it has none; `data` the facts in it for programs; `listing` what feeds and the
    sitemap tell; `places` where an editor wrote what has an id in it; `excerpt` the
    figure that others show by it, None where it is not made for that. A page that
    `stands_anywhere` is served at addresses of which nothing is known, so its style and
    its pictures stand in it.
    """

    name: str
    routes: Callable[[Layout], Iterator[Route]]
    about: Callable[[Any], About] | None = None
    data: Callable[[Any], Data | None] = _no_data
    listing: Callable[[Any], Listing] = _listed
    places: Callable[[Any, str], tuple[Place, ...]] = _nowhere
    excerpt: Callable[[Any], Excerpt] | None = None
    stands_anywhere: bool = False

    @property
    def template(self) -> str:
        return f"{self.name}.html"
