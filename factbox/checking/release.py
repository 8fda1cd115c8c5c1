"""What leaves the house: the explainers that are out on a day, at an address.

A draft, and what is to be published later, is checked like everything else but kept out
of pages, lists, feeds and data, so nothing that is out may name it.
"""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from datetime import date

import msgspec

from factbox.model.addresses import SiteAddress
from factbox.model.explainers import Explainer
from factbox.model.site import Settings, Site
from factbox.problems import FUTURE_AS_OF, NO_ADDRESS, NO_DAY, Failed, Place, Problem
from factbox.values.dates.calendar import CalendarDay
from factbox.values.dates.days import Stamp, day_of


def release(
    site: Site,
    *,
    today: date,
    address: SiteAddress | None = None,
    with_drafts: bool = False,
) -> Site:
    """The site as it is out on a day: without drafts, or with drafts that are marked.

    An `address` takes the place of the one that its settings give. Raises `Failed`
    where the site would name what is not out, or report on a day to come.
    """
    out = _out(site.explainers, today, with_drafts)
    hidden = {e.folder for e in site.explainers} - {e.folder for e in out}
    settings = site.settings
    if address:
        settings = msgspec.structs.replace(settings, address=address)
    translations = tuple(
        _translation_out(each, hidden, settings, today, with_drafts)
        for each in site.translations
    )
    translated = (each for other in translations for each in other.explainers)
    problems = [*_mentions_of(hidden, settings, (*out, *translated))]
    early = list(_yet_to_come(out, today))
    if not isinstance(today, Stamp):
        # What a build is stamped with is no day of which anything could be too early.
        problems, early = [*problems, *early], []
    if problems:
        raise Failed(problems)
    advice = (*site.advice, *early, *_missed(settings, out))
    return msgspec.structs.replace(
        site,
        settings=settings,
        explainers=out,
        advice=tuple(sorted(advice)),
        translations=translations,
    )


def _out(
    explainers: Iterable[Explainer], today: date, with_drafts: bool
) -> tuple[Explainer, ...]:
    """Those of the explainers that are out; or all, those that are not marked so."""
    marked = (
        explainer
        if _is_out(explainer, today)
        else msgspec.structs.replace(explainer, draft=True)
        for explainer in explainers
    )
    return tuple(each for each in marked if with_drafts or not each.draft)


def _translation_out(
    site: Site,
    hidden: AbstractSet[str],
    original: Settings,
    today: date,
    with_drafts: bool,
) -> Site:
    """The site in another language as it is out; what hides the original hides it."""
    out = _out(site.explainers, today, with_drafts)
    shown = tuple(each for each in out if each.folder not in hidden)
    is_home_out = any(each.folder == site.home for each in shown)
    return msgspec.structs.replace(
        site,
        settings=msgspec.structs.replace(site.settings, address=original.address),
        explainers=shown,
        home=site.home if is_home_out else "",
    )


def _yet_to_come(out: Iterable[Explainer], today: date) -> Iterator[Problem]:
    """Explainers that report what is known on a later day than this."""
    for explainer in out:
        front = explainer.front
        if explainer.draft or front.as_of.earliest <= CalendarDay.of(today):
            continue
        yield Problem(
            front.place,
            f"'as_of' is {front.as_of}, which is yet to come: today is {today}",
            "correct it; where that day has begun already, build with --now "
            f"{front.as_of.earliest}, as days are counted in UTC",
            FUTURE_AS_OF,
        )


def _missed(settings: Settings, out: Iterable[Explainer]) -> Iterator[Problem]:
    """What feeds and search engines go without."""
    if settings.address is None:
        yield Problem(
            Place("content/site.yaml", 1),
            "the site has no address, so it gets no feeds and no sitemap",
            "write 'address: https://…', or build with --address",
            NO_ADDRESS,
        )
        return
    for explainer in out:
        if day_of(explainer.front.published) is None:
            yield Problem(
                explainer.front.place,
                "feeds do not tell of this explainer: they need the day it came out",
                "write 'published: 7 February 2025', with the day",
                NO_DAY,
            )


def _is_out(explainer: Explainer, today: date) -> bool:
    front = explainer.front
    is_due = front.publish_on is None or front.publish_on.date <= today
    return is_due and not front.draft


def _mentions_of(
    hidden: AbstractSet[str], settings: Settings, out: Iterable[Explainer]
) -> Iterator[Problem]:
    """Where an explainer that is out, or the settings, name one that is hidden."""
    linking = [each for each in out if not hidden.isdisjoint(each.linked)]
    texts = (text for explainer in linking for text in explainer.texts)
    mentions = [mention for text in texts for mention in text.prose.mentions]
    mentions += [about for e in linking for item in e.items for about in item.about]
    if settings.home:
        mentions.append(settings.home)
    mentions += [way.explainer for way in settings.navigation if way.explainer]
    for mention in mentions:
        named = mention.id if mention.scheme == "explainer" else mention.folder
        if named in hidden:
            yield Problem(
                mention.place,
                f"the explainer '{named}' is not published yet",
                "name another one here, or publish it: see 'draft' and 'publish_on' "
                "in its article.md",
            )
