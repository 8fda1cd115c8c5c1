"""What leaves the house: the explainers that are out on a day, at an address.

A draft, and what is to be published later, is checked like everything else but kept out
of pages, lists, feeds and data, so nothing that is out may name it.
"""

from collections.abc import Collection, Iterator
from datetime import date

from msgspec.structs import replace

from factbox.day import day_of
from factbox.model import Explainer, Site, SiteAddress
from factbox.problems import Failed, Place, Problem


def release(
    site: Site,
    *,
    today: date,
    address: SiteAddress | None = None,
    with_drafts: bool = False,
) -> Site:
    """The site as it is out on a day: without drafts, or with drafts that are marked.

    An `address` takes the place of the one that its settings give. Raises `Failed`
    where the site would name what is not out, and for updates of what was not yet.
    """
    explainers = tuple(
        replace(explainer, draft=not _is_out(explainer, today))
        for explainer in site.explainers
    )
    out = tuple(e for e in explainers if with_drafts or not e.draft)
    hidden = {e.folder for e in explainers} - {e.folder for e in out}
    settings = replace(site.settings, address=address or site.settings.address)
    released = replace(site, settings=settings, explainers=out)
    if problems := [*_mentions_of(hidden, released), *_early_news(released)]:
        raise Failed(problems)
    advice = {*site.advice, *_unfed(released)}
    return replace(released, advice=tuple(sorted(advice)))


def _is_out(explainer: Explainer, today: date) -> bool:
    front = explainer.front
    is_due = front.publish_on is None or front.publish_on.date <= today
    return is_due and not front.draft


def _mentions_of(hidden: Collection[str], site: Site) -> Iterator[Problem]:
    """Where the site names an explainer that is hidden."""
    texts = (text for explainer in site.explainers for text in explainer.texts)
    mentions = [mention for text in texts for mention in text.mentions]
    if site.settings.home:
        mentions.append(site.settings.home)
    for mention in mentions:
        if mention.kind == "explainer" and mention.id in hidden:
            yield Problem(
                mention.place,
                f"the explainer '{mention.id}' is not published yet",
                "name another one here, or publish it: see 'draft' and 'publish_on' "
                "in its article.md",
            )


def _early_news(site: Site) -> Iterator[Problem]:
    """Updates from before the publication of their explainer."""
    for explainer in site.explainers:
        published = explainer.front.published
        for item in explainer.items:
            if published and item.news and item.news.on.date < published.earliest:
                yield Problem(
                    item.place,
                    f"this {item.KIND} is from before the page was published "
                    f"({published})",
                    "correct the day of one of them",
                )


def _unfed(site: Site) -> Iterator[Problem]:
    """What feeds and search engines go without."""
    if site.settings.address is None:
        yield Problem(
            Place("content/site.yaml", 1),
            "the site has no address, so it gets no feeds and no sitemap",
            "write 'address: https://…', or build with --address",
        )
    for explainer in site.explainers:
        if day_of(explainer.front.published) is None:
            yield Problem(
                explainer.front.place,
                "feeds do not tell of this explainer: they need the day it came out",
                "write 'published: 7 February 2025', with the day",
            )
