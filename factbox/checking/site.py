"""The documents of a project to a checked `Site`, or to every problem in them.

Every mention of an id is checked, wherever it stands. No step stops at another's
problems, so an editor sees all of them in one run.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from factbox.checking.between import contradictions_between
from factbox.checking.explainers import Checked, Surroundings
from factbox.checking.references import unknown
from factbox.checking.unused import UNCHECKED_LANGUAGE, site_advice
from factbox.languages.british import BRITISH
from factbox.model.items import Desk, Item
from factbox.model.mentions import Mention
from factbox.model.site import Settings, Site
from factbox.problems import Failed, Place, Problem
from factbox.reading.documents import (
    PeopleDocument,
    SettingsDocument,
    SourceDocument,
)
from factbox.schemes.scheme import NO_FACTS, Known
from factbox.values.dates.locales import ENGLISH, Locale


class ProjectDocuments(msgspec.Struct, frozen=True):
    """What the files outside the explainers say, and what is wrong around them.

    `sources` are by their ids; `folders` are those of the explainers.
    """

    settings: SettingsDocument
    people: PeopleDocument
    sources: Mapping[str, SourceDocument]
    folders: tuple[str, ...]
    problems: tuple[Problem, ...]

    @property
    def locale(self) -> Locale:
        """How the dates of the project are read."""
        return locale_of(self.settings)


def locale_of(document: SettingsDocument) -> Locale:
    """How dates are read by these settings; in English where they are broken."""
    return document.settings.locale if document.settings else ENGLISH


def surroundings_of(project: ProjectDocuments) -> Surroundings:
    """All that the explainers of a project draw on outside their own files."""
    settings, documents = project.settings.settings, project.sources
    return Surroundings(
        Desk(
            project.people.people,
            {id: each.source for id, each in documents.items() if each.source},
            settings.language.currency if settings else "",
            project.locale.tag,
        ),
        Known(
            project.people.places,
            {id: each.notes for id, each in documents.items()},
            project.folders,
            project.people.nobody,
        ),
        settings.language if settings else BRITISH,
        project.locale,
    )


def join_site(
    project: ProjectDocuments,
    around: Surroundings,
    explainers: Mapping[str, Checked],
    broken: Mapping[str, Sequence[Item]],
    problems: Iterable[Problem],
) -> Site:
    """The site of these explainers, which are by their folders.

    `problems` were found in the other ones; `broken` has those facts of them that are
    right. Raises `Failed` with all problems of all files.
    """
    checked = list(explainers.values())
    facts = {folder: each.explainer.items for folder, each in explainers.items()}
    every = [*project.problems, *project.settings.problems, *project.people.problems]
    for document in project.sources.values():
        every += document.problems
    every += unknown(_named(project.settings), around.known, NO_FACTS)
    every += problems
    if not project.folders:
        message = "there is no explainer here yet"
        hint = "make a folder with an article.md in it"
        every.append(Problem(Place("content"), message, hint))
    every += contradictions_between(
        items for _, items in sorted({**facts, **broken}.items())
    )
    settings = project.settings.settings
    if every or settings is None:
        raise Failed(every)
    return Site(
        settings=settings,
        people=around.desk.people,
        places=project.people.places or {},
        sources=around.desk.sources,
        explainers=tuple(each.explainer for each in checked),
        home=settings.home.id if settings.home else "",
        advice=tuple(
            sorted(
                [
                    *(piece for each in checked for piece in each.advice),
                    *_unchecked(settings, project.settings.language),
                    *site_advice(
                        around.desk,
                        project.people.places or {},
                        {id: each.notes for id, each in project.sources.items()},
                        [each.explainer for each in checked],
                    ),
                ]
            )
        ),
    )


def _unchecked(settings: Settings, place: Place) -> Iterator[Problem]:
    """Advice on a site in a language that nobody who speaks it has checked."""
    language = settings.language
    if not language.checked_by:
        message = (
            f"nobody who speaks it has checked what Factbox writes in {language.tag}"
        )
        hint = "read a page of yours with care, and tell us; or waive this"
        yield Problem(place, message, hint, UNCHECKED_LANGUAGE)


def _named(document: SettingsDocument) -> list[Mention]:
    """What the settings name, but for what their footer must not name at all."""
    footer = document.settings.footer if document.settings else None
    refused = footer.mentions if footer else ()
    return [mention for mention in document.mentions if mention not in refused]
