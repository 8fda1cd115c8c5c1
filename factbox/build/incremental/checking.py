"""From documents to the site, with a cache."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from factbox.build.incremental.base import CheckedSite
from factbox.build.incremental.codecs import CONTENTS, FACTS, NAMES, checked_on
from factbox.build.incremental.reading import Manuscript, ReadingSteps
from factbox.build.workers import fill_after_one
from factbox.checking.explainers import (
    Checked,
    EntryNames,
    OwnFacts,
    Surroundings,
    folders_named,
    names_in,
)
from factbox.checking.settings import settings_problems
from factbox.checking.site import ProjectDocuments, join_site, surroundings_of
from factbox.model.explainers import Contents
from factbox.model.items import Item
from factbox.problems import Failed, Problem
from factbox.reading.apart import apart
from factbox.reading.files import Files
from factbox.schemes import SCHEMES
from factbox.schemes.facts import ANY_FACT
from factbox.schemes.scheme import Facts
from factbox.values.digests import digest

if TYPE_CHECKING:
    from factbox.checking.translations import TranslatedProject

Stamps = Mapping[tuple[str, str], bytes]
"""A digest of what explainers can name, by its scheme and id."""


class CheckingSteps(ReadingSteps):
    """The steps from what files say to a site without mistakes."""

    def check(self, project: ProjectDocuments, files: Files) -> CheckedSite:
        """The site. Raises `Failed` with all problems of all files."""
        around = self._surroundings(project)
        stamps = self.cache.unless_changed(
            "stamps", (around,), partial(self._stamps, around)
        )
        problems = list(settings_problems(project.settings.settings, files))
        folders = self.folders(apart(files).original)
        manuscripts = {
            folder: self._manuscript(folder, own, around.locale)
            for folder, own in folders.items()
        }
        unread = [
            folder
            for folder, manuscript in manuscripts.items()
            if not self.cache.holds(manuscript.names_key)
        ]
        with_facts, stamps = self._with_named_facts(manuscripts, around, stamps)

        def check_one(number: int, manuscript: Manuscript) -> tuple[Checked, bytes]:
            self.progress("reading", number, len(manuscripts))
            return self.cache.unless_changed(
                ("checked", manuscript.folder),
                (manuscript, with_facts, stamps),
                partial(self._checked, manuscript, with_facts, stamps),
            )

        checks = {
            folder: partial(check_one, number, manuscript)
            for number, (folder, manuscript) in enumerate(manuscripts.items(), start=1)
        }
        fill_after_one(self.cache, [checks[folder] for folder in unread])
        checked: dict[str, Checked] = {}
        broken: dict[str, tuple[Item, ...]] = {}
        keys: dict[str, bytes] = {}
        for folder, check in checks.items():
            try:
                checked[folder], keys[folder] = check()
            except Failed as failed:
                problems += failed.problems
                facts = self._facts(manuscripts[folder], with_facts, stamps)
                broken[folder] = tuple(i for each in facts.items for i in each.items)
        translated: dict[str, list[Checked]] = {}
        for each in project.translations:
            own, found = self._check_translation(
                each, project, folders, manuscripts, around
            )
            translated[each.tongue.folder] = [checked for checked, _ in own.values()]
            keys |= {one.explainer.name: key for one, key in own.values()}
            problems += found
        site = join_site(
            project, around, checked, broken, dict.fromkeys(problems), translated
        )
        return CheckedSite(site, keys)

    def _surroundings(self, project: ProjectDocuments) -> Surroundings:
        """What explainers draw on; the very same while none of it has changed."""
        given = (
            project.settings.settings,
            project.people,
            *project.folders,
            *project.sources,
            *project.sources.values(),
        )
        return self.cache.unless_changed(
            "surroundings", given, partial(surroundings_of, project)
        )

    def _check_translation(
        self,
        translation: "TranslatedProject",
        project: ProjectDocuments,
        folders: Mapping[str, Files],
        originals: Mapping[str, Manuscript],
        around: Surroundings,
    ) -> tuple[dict[str, tuple[Checked, bytes]], list[Problem]]:
        """The explainers in another language with their keys, and what is wrong."""
        # Of use to translations alone.
        from factbox.checking.translations import shared_words_problems

        problems = list(
            shared_words_problems(translation, around, project.settings.settings)
        )
        around_it = translation.surroundings(around)
        stamps = self._stamps(around_it)
        manuscripts = {
            folder: self._translation(folder, own, folders[folder], translation, around)
            for folder, own in translation.folders.items()
            if folder in folders
        }
        with_facts, stamps = self._with_named_facts(
            {**originals, **manuscripts}, around_it, stamps
        )
        checked = {}
        for folder, manuscript in manuscripts.items():
            try:
                checked[folder] = self._checked(manuscript, with_facts, stamps)
            except Failed as failed:
                problems += failed.problems
        return checked, problems

    def _stamps(self, around: Surroundings) -> Stamps:
        """A digest of everything that an explainer can name, but not of the broken."""
        return {
            (scheme.name, id): self.cache.stamp_of(meaning)
            for scheme in SCHEMES
            if scheme.meanings
            for id, meaning in scheme.meanings(around.desk, around.known).items()
        }

    def _with_named_facts(
        self,
        manuscripts: Mapping[str, Manuscript],
        around: Surroundings,
        stamps: Stamps,
    ) -> tuple[Surroundings, Stamps]:
        """The surroundings, and the digests, with the facts that explainers name.

        Only explainers of which others name a fact are read here.
        """
        wanted: set[str] = set()
        for manuscript in manuscripts.values():
            if manuscript.may_name_others:
                wanted |= folders_named(self._names(manuscript))
        facts = {
            folder: self._facts(manuscripts[folder], around, stamps)
            for folder in sorted(wanted & manuscripts.keys())
        }
        return self.cache.unless_changed(
            ("named facts", around.language.tag),
            (around, stamps, *facts, *facts.values()),
            partial(self._with_facts, facts, around, stamps),
        )

    def _with_facts(
        self, facts: Mapping[str, OwnFacts], around: Surroundings, stamps: Stamps
    ) -> tuple[Surroundings, Stamps]:
        """The surroundings, and the digests, with the facts of these explainers."""
        ids: dict[str, Facts] = {}
        others: dict[str, Item] = {}
        for folder, own in facts.items():
            ids[folder] = own.ids
            for sidebar in own.items:
                others |= {f"{folder}/{item.id}": item for item in sidebar.items}
        known = msgspec.structs.replace(around.known, facts=ids)
        named = {
            (scheme, name): self.cache.stamp_of(item)
            for name, item in others.items()
            for scheme in (item.NOUN, ANY_FACT.name)
        }
        return (
            msgspec.structs.replace(around, known=known, others=others),
            {**stamps, **named},
        )

    def _names(self, manuscript: Manuscript) -> EntryNames:
        """What an explainer names outside its own files."""
        return self.cache.lookup(
            manuscript.names_key, NAMES, lambda: names_in(manuscript.document())
        )

    def _facts(
        self, manuscript: Manuscript, around: Surroundings, stamps: Stamps
    ) -> OwnFacts:
        """The facts of an explainer, for others that name them."""
        names = self._names(manuscript)
        named = [stamps.get(name) for name in names if "/" not in name[1]]
        key = digest("facts", manuscript.stamp, self._manner(around), named)

        def find() -> OwnFacts:
            return manuscript.find_facts(around)

        return find() if None in named else self.cache.lookup(key, FACTS, find)

    def _checked(
        self, manuscript: Manuscript, around: Surroundings, stamps: Stamps
    ) -> tuple[Checked, bytes]:
        """The explainer of what is written, and its key.

        Its files tell what it names, and it is made from them and from what these names
        mean: nothing else can change it. While something that it names is unknown or
        broken, it is not kept.
        """
        names = self._names(manuscript)
        named = [stamps.get(name) for name in names]
        key = digest("explainer", manuscript.stamp, self._manner(around), named)

        if None in named:
            return manuscript.check(around), key
        contents_key = digest("contents", key)

        def say() -> Contents:
            return manuscript.check(around).explainer.contents()

        def contents() -> Contents:
            return self.cache.lookup(contents_key, CONTENTS, say)

        def check() -> Checked:
            checked = manuscript.check(around)
            self.cache.lookup(contents_key, CONTENTS, checked.explainer.contents)
            return checked

        # A build asks for what few explainers say, and for that of all only in turn.
        self.cache.keep(contents_key)
        read = partial(self.cache.at_hand, ("contents", contents_key), contents)
        codec = checked_on(around.desk, read, is_lighter=not self.cache.holds_values)
        return self.cache.lookup(key, codec, check), key
