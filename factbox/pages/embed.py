"""A page for each key figure, for others to show on theirs, where a site wants it.

`embed/killed/` below an explainer has the claims of `killed` and where they are on
record. Beside it lie the same as pictures, and what oEmbed tells of it.
"""

from collections.abc import Iterable, Iterator
from functools import partial

import msgspec

from factbox.kinds.figures.claims import Claim
from factbox.kinds.figures.figure import Figure
from factbox.kinds.figures.operands import Derivation
from factbox.languages.direction import isolated
from factbox.languages.language import Language
from factbox.model.explainers import Explainer
from factbox.model.people import Person
from factbox.model.records import known
from factbox.model.site import Settings
from factbox.model.sources import Source
from factbox.pages.excerpt import (
    Excerpt,
    ExcerptClaim,
    ExcerptSource,
    in_sentences,
)
from factbox.pages.layout import Layout
from factbox.pages.linked_data import publisher_of
from factbox.pages.listing import Listing
from factbox.pages.page import INDEX, About, Card, Page
from factbox.pages.route import PageType, Route
from factbox.values.charts import Chart, Mark


class EmbedPage(Page, frozen=True, kw_only=True):
    """Everything that the page of one figure is made from.

    `above` leads to the figure in its explainer.
    """

    above: str
    excerpt: Excerpt


class EmbedFrame(msgspec.Struct, frozen=True):
    """What the page of a figure has of the site around it."""

    path: str
    root: str
    settings: Settings
    card: Card | None


def _routes(layout: Layout) -> Iterator[Route]:
    """A page for each figure of each explainer, where the site wants them."""
    settings = layout.site.settings
    if not settings.embeds:
        return
    for explainer in layout.site.explainers:
        folder = layout.folder_of(explainer.folder)
        for item in explainer.items:
            if isinstance(item, Figure) and item.stands:
                path = f"{folder}embed/{item.id}/{INDEX}"
                look_around = partial(
                    EmbedFrame,
                    path=path,
                    root="../" * (2 + folder.count("/")),
                    settings=settings,
                    card=layout.cards.get(explainer.name),
                )
                make = partial(_page, explainer, item)
                yield Route(path, EMBED, explainer.name, look_around, make)


def _page(explainer: Explainer, figure: Figure, frame: EmbedFrame) -> EmbedPage:
    settings = frame.settings
    top = str(settings.address or "")
    return EmbedPage(
        path=frame.path,
        root=frame.root,
        address=top,
        has_feeds=False,
        language=settings.language,
        site_title=settings.title,
        publisher=settings.publisher,
        card=frame.card,
        above=f"../../#{figure.anchor}",
        excerpt=_excerpt(explainer, figure, settings, frame.path),
    )


def _excerpt(
    explainer: Explainer, figure: Figure, settings: Settings, path: str
) -> Excerpt:
    language = settings.language
    gettext = language.catalogue.gettext
    chart = figure.chart(language)
    marks = chart.marks if chart else (None,) * len(figure.estimates)
    front = explainer.front
    top = str(settings.address or "")
    licence = str(settings.licence or "")
    sources = tuple(_sources(explainer, figure, language))
    told = language.semicolon.join(source.words for source in sources)
    return Excerpt(
        id=figure.id,
        label=figure.label,
        value=_with_unit(figure, figure.headline.in_language(language))
        if figure.headline
        else "",
        claimed=len(figure.estimates) == 1,
        basis=_basis(figure, language),
        claims=(_calculation(figure.derivation, chart, language),)
        if figure.derivation
        else tuple(
            _claim(figure, estimate, mark, language)
            for estimate, mark in zip(figure.estimates, marks, strict=True)
        ),
        ticks=chart.ticks if chart else (),
        known=gettext("Reports what was known as of %(day)s")
        % {"day": front.as_of.in_language(language)},
        sources=sources,
        sourced=gettext("Sources: %(sources)s") % {"sources": told} if told else "",
        origin=str(front.headline),
        licence=licence,
        licensed=gettext("Licence: %(licence)s") % {"licence": licence}
        if licence
        else "",
        site=settings.title,
        home=top,
        address=top and top + path.removesuffix(INDEX),
        semicolon=language.semicolon,
    )


def _with_unit(figure: Figure, value: str) -> str:
    return f"{value} {figure.unit}" if figure.unit else value


def _basis(figure: Figure, language: Language) -> str:
    """What the value that leads is of several claims; "" of one."""
    catalogue, count = language.catalogue, len(figure.claimants)
    if len(figure.estimates) < 2 or not figure.headline:
        return ""
    if count == 1:
        name = figure.claimants[0].label
        return catalogue.gettext("according to %(name)s") % {"name": name}
    if figure.agree:
        agreed = catalogue.ngettext(
            "%(num)s claim agrees", "%(num)s claims agree", count
        )
        return agreed % {"num": count}
    many = catalogue.ngettext(
        "range of %(num)s claim", "range of %(num)s claims", count
    )
    return many % {"num": count}


def _claim(
    figure: Figure, claim: Claim, mark: Mark | None, language: Language
) -> ExcerptClaim:
    catalogue = language.catalogue
    is_alone = len(figure.estimates) == 1 and figure.headline is not None
    value = claim.value.in_language(language)
    basis = []
    if claim.capacity:
        role = isolated(claim.capacity, language)
        basis.append(catalogue.gettext("then %(role)s") % {"role": role})
    if claim.as_of:
        basis.append(claim.as_of.in_language(language))
    elif claim.is_undated:
        basis.append(catalogue.gettext("no date given"))
    if claim.via:
        names = _named(claim.via, language)
        basis.append(catalogue.gettext("via %(names)s") % {"names": names})
    if claim.status != "claimed":
        basis.append(catalogue.pgettext("claim", claim.status))
    if not figure.headline:
        value = _with_unit(figure, value)
    return ExcerptClaim(claim.by.label, "" if is_alone else value, tuple(basis), mark)


def _calculation(
    derivation: Derivation, chart: Chart | None, language: Language
) -> ExcerptClaim:
    """A value of our own, and how we came by it."""
    catalogue = language.catalogue
    terms = "".join(
        term if isinstance(term, str) else term.words(language)
        for term in derivation.terms
    )
    names = _named([each.by for each in derivation.inputs], language)
    if derivation.mixed:
        rests_on = catalogue.gettext("Joins claims by %(names)s") % {"names": names}
    else:
        rests_on = catalogue.gettext("From claims by %(names)s") % {"names": names}
    basis = (terms, rests_on) if names else (terms,)
    mark = chart.marks[0] if chart else None
    return ExcerptClaim(catalogue.gettext("Our calculation"), "", basis, mark)


def _sources(
    explainer: Explainer, figure: Figure, language: Language
) -> Iterator[ExcerptSource]:
    """Where the claims that stand are on record, each source once."""
    claims = list(figure.estimates)
    for operand in figure.derivation.operands if figure.derivation else ():
        other = explainer.item(operand.mention)
        if isinstance(other, Figure):
            claims += [
                claim for claim in other.estimates if operand.by in (None, claim.by)
            ]
    cited = (each.source for claim in claims for each in claim.citations)
    for id in dict.fromkeys(cited):
        source = explainer.sources[id]
        yield ExcerptSource(_in_words(source, language), str(source.url or ""))


def _named(people: Iterable[Person], language: Language) -> str:
    return language.comma.join(isolated(each.label, language) for each in people)


def _in_words(source: Source, language: Language) -> str:
    """What a source is called, where it appeared, and when."""
    published = source.published.in_language(language) if source.published else ""
    title = language.quoted.format(isolated(source.title, language))
    told = (title, isolated(source.publisher, language), published)
    return language.comma.join(filter(None, told))


def _about(page: EmbedPage) -> About:
    excerpt = page.excerpt
    return About(
        kind="website",
        title=excerpt.label,
        description=in_sentences(excerpt.in_words, excerpt.known),
        licence=excerpt.licence,
        hidden=True,
        linked_data=known(
            {
                "@type": "WebPage",
                "name": excerpt.label,
                "description": excerpt.in_words,
                "url": page.url,
                "inLanguage": page.language.tag,
                "license": excerpt.licence,
                "publisher": publisher_of(page),
            }
        ),
    )


def _listing(page: EmbedPage) -> Listing:
    """Nothing for feeds and the sitemap: the figure stands in its explainer."""
    return Listing(page.url, hidden=True)


EMBED = PageType(
    "embed", _routes, _about, listing=_listing, excerpt=lambda page: page.excerpt
)
