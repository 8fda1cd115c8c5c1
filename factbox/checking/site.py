"""The documents of a project to a checked `Site`, or to every problem in them.

Every mention of an id is checked, wherever it stands. No step stops at another's
problems, so an editor sees all of them in one run.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from factbox.checking.between import ToldFacts, contradictions_between, said_in
from factbox.checking.explainers import Checked, Surroundings
from factbox.checking.references import unknown
from factbox.checking.unused import BORROWED_WORDS, UNCHECKED_LANGUAGE, site_advice
from factbox.languages.british import BRITISH
from factbox.languages.language import TAGS, Language
from factbox.languages.typing_files import ENGLISH as ENGLISH_TAG
from factbox.languages.typing_files import typed_as
from factbox.model.explainers import Explainer
from factbox.model.items import Desk, Item
from factbox.model.mentions import Mention
from factbox.model.plain_texts import plain_texts_of
from factbox.model.site import Settings, Site
from factbox.problems import Failed, Place, Problem
from factbox.reading.documents import (
    PeopleDocument,
    SettingsDocument,
    SourceDocument,
)
from factbox.reading.files import OWN_WORDS
from factbox.schemes.scheme import NO_FACTS, Known
from factbox.values.dates.locales import ENGLISH, Locale

if TYPE_CHECKING:
    from factbox.checking.translations import TranslatedProject


class ProjectDocuments(msgspec.Struct, frozen=True):
    """What the files outside the explainers say, and what is wrong around them.

    `sources` are by their ids; `folders` are those of the explainers; `translations`
    is what there is of the site in other languages.
    """

    settings: SettingsDocument
    people: PeopleDocument
    sources: Mapping[str, SourceDocument]
    folders: tuple[str, ...]
    problems: tuple[Problem, ...]
    translations: "tuple[TranslatedProject, ...]" = ()

    @property
    def locale(self) -> Locale:
        """How the dates of the project are read."""
        return locale_of(self.settings)


def locale_of(document: SettingsDocument) -> Locale:
    """How dates are read by these settings; in English where they are broken."""
    return document.settings.locale if document.settings else ENGLISH


def locale_in(settings: Settings | None, language: Language) -> Locale:
    """How dates are read in the files of a translation into a language."""
    if settings is None:
        return Locale.of(language)
    return msgspec.structs.replace(settings, language=language).locale


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
    broken: Mapping[str, tuple[Item, ...]],
    problems: Iterable[Problem],
    translated: Mapping[str, Sequence[Checked]] | None = None,
) -> Site:
    """The site of these explainers, which are by their folders.

    `problems` were found in the other ones, which are `broken`, by folder, with those
    of their facts that are right; `translated` are those in other languages, by the
    folders of these. Raises `Failed` with all problems of all files.
    """
    checked = list(explainers.values())
    every = [*project.problems, *project.settings.problems, *project.people.problems]
    for document in project.sources.values():
        every += document.problems
    every += unknown(_named(project.settings), around.known, NO_FACTS)
    every += problems
    if not project.folders:
        message = "there is no explainer here yet"
        hint = "make a folder with an article.md in it"
        every.append(Problem(Place("content"), message, hint))
    every += contradictions_between(_told(explainers, broken))
    settings = project.settings.settings
    if every or settings is None:
        raise Failed(every)
    in_others = translated or {}
    home = settings.home.id if settings.home else ""
    return Site(
        settings=settings,
        people=around.desk.people,
        places=project.people.places or {},
        sources=around.desk.sources,
        explainers=tuple(each.explainer for each in checked),
        home=home,
        translations=tuple(
            _translated(settings, each, around, in_others[each.tongue.folder], home)
            for each in project.translations
            if each.tongue.folder in in_others
        ),
        advice=tuple(
            sorted(
                [
                    *(piece for each in checked for piece in each.advice),
                    *(
                        piece
                        for every in in_others.values()
                        for each in every
                        for piece in each.advice
                    ),
                    *_unchecked_tongues(project),
                    *_on_translations(project, around, settings),
                    *_unchecked(settings.language, project.settings.language),
                    *site_advice(
                        around.desk,
                        project.people.places or {},
                        {id: each.notes for id, each in project.sources.items()},
                        _with_translations(checked, in_others),
                        {folder: each.summary for folder, each in explainers.items()},
                        tuple(
                            plain_texts_of(
                                settings,
                                project.settings.places,
                                around.desk.people,
                                project.people.places or {},
                            )
                        ),
                    ),
                ]
            )
        ),
    )


def _told(
    explainers: Mapping[str, Checked], broken: Mapping[str, tuple[Item, ...]]
) -> Iterator[ToldFacts]:
    """The facts of all explainers, in the order of their folders."""
    for folder in sorted({*explainers, *broken}):
        if items := broken.get(folder):
            yield ToldFacts(partial(tuple, items), said_in(items))
        elif checked := explainers.get(folder):
            explainer = checked.explainer
            yield ToldFacts(partial(_items, explainer), checked.summary.said)


def _items(explainer: Explainer) -> tuple[Item, ...]:
    return explainer.items


def _translated(
    settings: Settings,
    translation: "TranslatedProject",
    around: Surroundings,
    explainers: Iterable[Checked],
    home: str,
) -> Site:
    """The site in another language, as far as it is translated."""
    own = translation.surroundings(around)
    translated = tuple(each.explainer for each in explainers)
    return Site(
        settings=translation.settings_of(settings),
        people=own.desk.people,
        places={id: each.place for id, each in translation.words.people.items()},
        sources=own.desk.sources,
        explainers=translated,
        home=home if any(each.folder == home for each in translated) else "",
        advice=(),
        folder=translation.tongue.folder,
    )


def _with_translations(
    checked: Iterable[Checked], translated: Mapping[str, Sequence[Checked]]
) -> list[Explainer]:
    """The explainers, each with what its translations name as well."""
    every = {each.explainer.folder: each.explainer for each in checked}
    for own in (each.explainer for one in translated.values() for each in one):
        if explainer := every.get(own.folder):
            every[own.folder] = msgspec.structs.replace(
                explainer,
                people={**own.people, **explainer.people},
                sources={**own.sources, **explainer.sources},
                cited=(*explainer.cited, *own.cited),
                named=(*explainer.named, *own.named),
            )
    return list(every.values())


def _on_translations(
    project: ProjectDocuments, around: Surroundings, settings: Settings
) -> Iterator[Problem]:
    """Advice on what all translated explainers of a language share."""
    for each in project.translations:
        # Of use to translations alone.
        from factbox.checking.translations import advice_on_shared_words

        yield from advice_on_shared_words(each, around, settings)


def _unchecked_tongues(project: ProjectDocuments) -> Iterator[Problem]:
    """Advice on languages that a site is translated into, as on its own."""
    for each in project.translations:
        place = Place(next(iter(each.files)), 1)
        yield from _unchecked(each.tongue.language, place)


def _unchecked(language: Language, place: Place) -> Iterator[Problem]:
    """Advice on a site in a language that nobody who speaks it has checked."""
    if not language.checked_by:
        message = (
            f"nobody who speaks it has checked what Factbox writes in {language.tag}"
        )
        hint = "read a page of yours with care, and tell us; or waive this"
        if language.tag not in TAGS:
            message = f"nobody who speaks {language.tag} has checked its words"
            own = f"{OWN_WORDS}{language.tag}.po"
            hint = f"name who has: X-Checked-By, in the head of {own}; or waive this"
        yield Problem(place, message, hint, UNCHECKED_LANGUAGE)
    if language.borrowed:
        yield Problem(
            place,
            f"{language.borrowed} words and phrases of {language.tag} are missing and "
            f"print as in another language; what you type is read in {_read(language)}",
            f"write them into {language.tag}.po and {language.tag}.toml in "
            f"{OWN_WORDS}; or waive this",
            BORROWED_WORDS,
        )


def _read(language: Language) -> str:
    """The language in which authors type, by its name."""
    typed = typed_as(language.tag)
    return "English" if typed == ENGLISH_TAG else Language.parse(typed).name


def _named(document: SettingsDocument) -> list[Mention]:
    """What the settings name, but for what their footer must not name at all."""
    footer = document.settings.footer if document.settings else None
    refused = footer.mentions if footer else ()
    return [mention for mention in document.mentions if mention not in refused]
