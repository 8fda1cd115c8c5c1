"""The list of explainers, at the top of a site that has no home page."""

from collections.abc import Iterator

from factbox.model.records import Record, known
from factbox.pages.linked_data import publisher_of
from factbox.pages.page import INDEX, About, Layout, Page, PageType, Route
from factbox.schemes.scheme import Link


class ListPage(Page, frozen=True, kw_only=True):
    """Everything that the list of explainers is made from."""

    description: str
    explainers: tuple[Link, ...]


def _routes(layout: Layout) -> Iterator[Route]:
    site = layout.site
    if not site.home:
        page = ListPage(
            path=INDEX,
            root="",
            address=str(site.settings.address or ""),
            has_feeds=layout.has_feeds,
            language=site.settings.language,
            site_title=site.settings.title,
            publisher=site.settings.publisher,
            logo=site.settings.logo.text if site.settings.logo else "",
            navigation=layout.navigation(INDEX, ""),
            footer=site.settings.footer,
            description=site.settings.description,
            explainers=tuple(layout.link(other, "") for other in site.explainers),
        )
        yield Route(INDEX, LIST, "", page, lambda: page)


def _about(page: ListPage) -> About:
    website: Record = {
        "@type": "WebSite",
        "name": page.site_title,
        "description": page.description,
        "url": page.url,
        "inLanguage": page.language.tag,
        "publisher": publisher_of(page),
    }
    return About(
        kind="website",
        title=page.site_title,
        description=page.description,
        linked_data=known(website),
    )


LIST = PageType("list", _routes, _about)
