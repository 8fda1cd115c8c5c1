"""What the steps of a build make of files in memory."""

from collections.abc import Mapping
from datetime import date

from factbox.build.cache import Cache
from factbox.build.incremental import CheckedSite, Incremental
from factbox.build.steps import Occasion, make, render
from factbox.model.site import Site
from factbox.output.rendered import Rendered
from factbox.pages import layout_of, routes_of
from factbox.pages.page import Page
from factbox.reading.files import Files

TODAY = date(2026, 11, 22)


def checked_site(files: Files, cache: Cache | None = None) -> CheckedSite:
    """The site that the files hold, with what is not out yet, and its keys."""
    steps = Incremental(cache or Cache())
    return steps.check(steps.read(files), files)


def read_site(files: Files, cache: Cache | None = None) -> Site:
    """The site that the files hold, with what is not out yet."""
    return checked_site(files, cache).site


def rendered(files: Files, cache: Cache | None = None) -> list[Rendered]:
    """Every file of the site but its cards, whatever is broken between its pages."""
    cache = cache or Cache()
    return render(checked_site(files, cache), files, Incremental(cache)).files


def made(
    files: Files, cache: Cache | None = None, occasion: Occasion | None = None
) -> tuple[Site, list[Rendered]]:
    """The site, and every file of it."""
    return make(files, Incremental(cache or Cache()), occasion or Occasion(TODAY))


def pages_of(site: Site) -> Mapping[str, Page]:
    """The pages of a site by their paths."""
    return {route.path: route.page for route in routes_of(layout_of(site))}
