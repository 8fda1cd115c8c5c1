"""The page of someone whom several explainers name: all that they said and claimed."""

from collections.abc import Iterator
from functools import partial

from factbox.model.explainers import Explainer
from factbox.model.items import Item
from factbox.model.people import Person
from factbox.model.records import Plain, Record, known
from factbox.pages.across import Around, Entry, Part, around_of, parts_of
from factbox.pages.explainer.page import Frame, words_in
from factbox.pages.linked_data import publisher_of
from factbox.pages.page import PEOPLE, About, Layout, Page, PageType, Route, Version


class PersonPage(Page, frozen=True, kw_only=True):
    """Everything that the page of someone is made from; `parts` are by explainer."""

    subject: Person
    parts: tuple[Part, ...]


def _routes(layout: Layout) -> Iterator[Route]:
    """A page for everyone whom several explainers name."""
    for id in sorted(layout.shared.people):
        person = layout.site.people[id]
        naming = (each for each in layout.site.explainers if id in each.people)
        around = around_of(f"{PEOPLE}/{id}", layout, person, naming, partial(_way, id))
        make = partial(_page, person, around, layout)
        yield Route(around.path, PERSON, "", around, make, around.names)


def _way(id: str, version: Version) -> str | None:
    return version.person(id)


def _page(person: Person, around: Around, layout: Layout) -> PersonPage:
    parts = parts_of(around, layout, partial(_entries, person))
    return PersonPage(**around.given, subject=person, parts=parts)


def _entries(
    person: Person, explainer: Explainer, frame: Frame, href: str
) -> Iterator[Entry]:
    """What an explainer says of someone: what they said, and what they carried."""
    plain = Plain(frame.settings.language, "", words_in(explainer, frame))
    for item in explainer.items:
        if any(each.id == person.id for each in item.people):
            yield from _of_item(item, person, plain, href)


def _of_item(item: Item, person: Person, plain: Plain, href: str) -> Iterator[Entry]:
    """What an item says that names them."""
    said = [each for each in item.credits(plain) if each.person.id == person.id]
    for credit in said:
        yield Entry(f"{href}#{credit.anchor}", credit.words, credit.when)
    if not said:
        words = item.title_in(plain.language)
        yield Entry(f"{href}#{item.anchor}", words, is_carried=True)


def _about(page: PersonPage) -> About:
    profile: Record = {
        "@type": "ProfilePage",
        "name": page.subject.name,
        "url": page.url,
        "inLanguage": page.language.tag,
        "mainEntity": page.subject.schema_org,
        "publisher": publisher_of(page),
    }
    return About(
        kind="website",
        title=page.subject.name,
        description=page.subject.role or page.subject.name,
        linked_data=known(profile),
    )


PERSON = PageType("person", _routes, _about)
