"""The pages of a site: where each stands and what its template is given.

A new type of page is a module here, a template of its name, and its line in
`PAGE_TYPES`.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial

import msgspec

from factbox.model.images import Image
from factbox.model.site import Site
from factbox.pages.across import said_in, speaking, with_said
from factbox.pages.embed import EMBED
from factbox.pages.explainer import EXPLAINER
from factbox.pages.layout import Layout, Version, shared_in
from factbox.pages.not_found import NOT_FOUND
from factbox.pages.page import NO_CARDS, Card
from factbox.pages.people import PERSON
from factbox.pages.route import PageType, Route
from factbox.pages.said import Said
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
    """The site as its pages see it; `cards` are by explainers' names."""
    if not site.translations:
        return _alone(site, cards)
    original = _alone(site, cards)
    others = [_alone(each, cards) for each in site.translations if each.explainers]
    versions = _versions([original, *others])
    return msgspec.structs.replace(
        original,
        versions=versions,
        translations=tuple(
            msgspec.structs.replace(each, versions=versions, original=original)
            for each in others
        ),
    )


def _alone(site: Site, cards: Mapping[str, Card]) -> Layout:
    """The site in one language."""
    # Feeds need an address and at least one entry.
    is_told = any(each.is_dated and not each.draft for each in site.explainers)
    has_feeds = site.settings.address is not None and is_told
    return Layout(site, cards, has_feeds, shared_in(site.explainers))


def _versions(layouts: Sequence[Layout]) -> tuple[Version, ...]:
    """What there is in each language; two of one language are told by their regions."""
    languages = [layout.site.settings.language for layout in layouts]
    names = [language.name for language in languages]
    return tuple(
        Version(
            tag=language.tag,
            name=language.full_name
            if names.count(language.name) > 1
            else language.name,
            prefix=layout.site.prefix,
            home=layout.site.home,
            folders=layout.folders,
            shared=layout.shared,
        )
        for layout, language in zip(layouts, languages, strict=True)
    )


def routes_of(layout: Layout) -> Iterator[Route]:
    """The pages of a site, none made yet, those in other languages last."""
    if layout.said is None:
        layout = with_said(layout, cache(partial(_said, layout)))
    for type in PAGE_TYPES:
        yield from type.routes(layout)
    for translation in layout.translations:
        for type in PAGE_TYPES:
            # A host knows but one page for what is not there.
            if not type.stands_anywhere:
                yield from type.routes(translation)


def _said(layout: Layout) -> dict[str, Said]:
    """What explainers say of what several of them name, by their names."""
    return {each.name: said_in(each, frame) for each, frame in speaking(layout)}


def images_of(layout: Layout) -> Iterator[tuple[str, Image]]:
    """The images that the pages show, in all widths, each with its path in the site.

    Those of a translation stand with those of the original.
    """
    for explainer in layout.site.explainers:
        if not explainer.images:
            continue
        for shown in explainer.images.values():
            for image in shown.widths:
                yield layout.images_at(explainer.folder) + image.path, image
    for translation in layout.translations:
        yield from images_of(translation)
