"""The list of explainers, at the top of a site that has no home page."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

import msgspec

from factbox.kinds.figures.figure import Figure
from factbox.languages.language import Language
from factbox.model.explainers import Explainer
from factbox.model.items import Item
from factbox.model.lines import Line
from factbox.model.originals import in_original
from factbox.model.people import Person
from factbox.model.records import Record, known
from factbox.model.site import Settings
from factbox.pages.layout import Layout
from factbox.pages.linked_data import publisher_of
from factbox.pages.listed import Listed, ListedFigure
from factbox.pages.page import (
    INDEX,
    About,
    LanguageLink,
    NavigationLink,
    Page,
    given_by,
    words_on,
)
from factbox.pages.route import PageType, Route
from factbox.schemes.scheme import Link
from factbox.values.dates.wording import year_in

LONG = 12
"""How many explainers a list has before it is grouped by year."""


class ListedYear(msgspec.Struct, frozen=True):
    """The explainers of a year; `year` is "" where the list is not grouped."""

    year: str
    explainers: tuple[Listed, ...]


class ListPage(Page, frozen=True, kw_only=True):
    """Everything that the list of explainers is made from, the newest first."""

    description: str
    years: tuple[ListedYear, ...]

    @property
    def explainers(self) -> tuple[Listed, ...]:
        return tuple(each for year in self.years for each in year.explainers)


class _Standfirst(msgspec.Struct, frozen=True):
    """What the standfirst of an explainer names."""

    language: Language
    items: dict[str, Item]
    people: tuple[Person, ...]
    links: tuple[Link, ...]

    def item(self, id: str) -> Item:
        return self.items[id]

    def person(self, id: str) -> Person:
        return next(person for person in self.people if person.id == id)

    def link(self, folder: str) -> Link:
        return next(link for link in self.links if link.folder == folder)


class ListFrame(msgspec.Struct, frozen=True):
    """What the list has of the site."""

    settings: Settings
    has_feeds: bool
    navigation: tuple[NavigationLink, ...]
    explainers: tuple[Listed, ...]
    prefix: str = ""
    languages: tuple[LanguageLink, ...] = ()


def _routes(layout: Layout) -> Iterator[Route]:
    site = layout.site
    if not site.home:
        path = site.prefix + INDEX
        yield Route(path, LIST, "", partial(_frame, path, layout), _page)


def _frame(path: str, layout: Layout) -> ListFrame:
    """What the list at a path has of the site."""
    site, root = layout.site, "../" * path.count("/")
    listed = layout.listed or list_explainer
    return ListFrame(
        site.settings,
        layout.has_feeds,
        layout.navigation(path, root),
        tuple(listed(each, layout, root) for each in layout.newest),
        site.prefix,
        layout.languages(path, lambda version: version.list()),
    )


def with_listed(
    layout: Layout, listed: Callable[[Explainer, Layout, str], Listed]
) -> Layout:
    """The site, which asks `listed` for what its lists show of an explainer."""
    return msgspec.structs.replace(
        layout,
        listed=listed,
        translations=tuple(with_listed(each, listed) for each in layout.translations),
    )


def linked_from_list(explainer: Explainer, layout: Layout) -> list[Explainer]:
    """The explainers that the standfirst of one names, or facts of which."""
    mentions = explainer.front.standfirst.mentions
    ids = {each for mention in mentions for each in (mention.id, mention.folder)}
    return [layout.explainers[id] for id in sorted(ids & layout.explainers.keys())]


def list_explainer(explainer: Explainer, layout: Layout, root: str) -> Listed:
    """What the list shows of an explainer; `root` leads from the list to the top.

    It is made from the explainer, those that are `linked_from_list`, where these stand,
    and the settings.
    """
    mentions = explainer.front.standfirst.mentions
    named = {mention.id: explainer.item(mention) for mention in mentions}
    others = linked_from_list(explainer, layout)
    for other in others:
        own = {f"{other.folder}/{item.id}": item for item in other.items}
        named |= {id: item for id, item in own.items() if id in named}
    ids = {mention.id for mention in mentions}
    language = layout.site.settings.language
    words = words_on(
        _Standfirst(
            language,
            {id: item for id, item in named.items() if item},
            tuple(person for id, person in explainer.people.items() if id in ids),
            tuple(layout.link(other, root) for other in others),
        )
    )
    figure = _leading(explainer)
    return Listed(
        layout.link(explainer, root).href,
        explainer.front,
        " ".join(explainer.front.standfirst.in_words(words).split()),
        _figure(figure, language) if figure else None,
    )


def _leading(explainer: Explainer) -> Figure | None:
    """The figure beside the headline, or else the first that somebody stands by."""
    lead = explainer.front.lead
    item = explainer.item(lead) if lead else None
    if isinstance(item, Figure):
        return item
    figures = (each for each in explainer.items if isinstance(each, Figure))
    return next((figure for figure in figures if figure.stands), None)


def _page(frame: ListFrame) -> ListPage:
    settings = frame.settings
    return ListPage(
        path=frame.prefix + INDEX,
        root="../" * frame.prefix.count("/"),
        **given_by(settings),
        has_feeds=frame.has_feeds,
        navigation=frame.navigation,
        prefix=frame.prefix,
        languages=frame.languages,
        description=settings.description,
        years=_years(frame.explainers, settings.language),
    )


def _years(explainers: Sequence[Listed], language: Language) -> tuple[ListedYear, ...]:
    """The explainers, by year where they are many and of several years."""
    by_year: dict[int, list[Listed]] = {}
    for each in explainers:
        by_year.setdefault(each.front.listed_on.year, []).append(each)
    if len(explainers) <= LONG or len(by_year) == 1:
        return (ListedYear("", tuple(explainers)),)
    return tuple(
        ListedYear(year_in(year, language), tuple(of_year))
        for year, of_year in by_year.items()
    )


def _figure(figure: Figure, language: Language) -> ListedFigure:
    return ListedFigure(
        figure.called,
        figure.words("", language),
        in_original(Line.parse(figure.unit), figure.called.lang),
        tuple(person.label for person in figure.claimants),
    )


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
