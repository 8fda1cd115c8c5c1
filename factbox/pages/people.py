"""The page of someone whom several explainers name: all that they said and claimed."""

from collections.abc import Iterator
from functools import partial
from operator import attrgetter

from factbox.model.people import Person
from factbox.model.records import Record, known
from factbox.pages.across import Around, Part, around_of, path_across
from factbox.pages.layout import Layout, Version
from factbox.pages.linked_data import publisher_of
from factbox.pages.page import PEOPLE, About, Page
from factbox.pages.route import PageType, Route


class PersonPage(Page, frozen=True, kw_only=True):
    """Everything that the page of someone is made from; `parts` are by explainer."""

    subject: Person
    parts: tuple[Part, ...]


def _routes(layout: Layout) -> Iterator[Route]:
    """A page for everyone whom several explainers name."""
    for id in sorted(layout.shared.people):
        person = layout.site.people[id]
        folder, way = f"{PEOPLE}/{id}", partial(_way, id)
        look_around = partial(
            around_of, folder, layout, person, attrgetter("people"), id, way
        )
        path = path_across(folder, layout)
        yield Route(path, PERSON, "", look_around, partial(_page, person))


def _way(id: str, version: Version) -> str | None:
    return version.person(id)


def _page(person: Person, around: Around) -> PersonPage:
    return PersonPage(**around.given, subject=person, parts=around.parts)


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
