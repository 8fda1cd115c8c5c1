"""From files to documents, with a cache: what each reading step is given is its key."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from factbox.build.cache import codec_of
from factbox.build.incremental.codecs import SOURCE, TRUTH
from factbox.build.incremental.paths import WithPaths
from factbox.checking.explainers import (
    Checked,
    OwnFacts,
    Surroundings,
    check_explainer,
    facts_of,
)
from factbox.checking.site import ProjectDocuments, locale_in, locale_of
from factbox.kinds import KINDS
from factbox.languages.british import BRITISH
from factbox.languages.language import Language
from factbox.model.items import Kind
from factbox.problems import Problem
from factbox.reading.apart import Apart, apart, is_shared, original_of
from factbox.reading.articles import read_article_document
from factbox.reading.documents import (
    PEOPLE,
    SETTINGS,
    ArticleDocument,
    ExplainerDocument,
    SettingsDocument,
    SidebarDocument,
    SourceDocument,
    folders_in,
    join_explainer,
    read_people,
    read_settings,
    read_sidebar,
    read_source,
    strays_of,
)
from factbox.reading.files import Files
from factbox.values.dates.locales import Locale
from factbox.values.digests import digest

if TYPE_CHECKING:
    from factbox.checking.translations import TranslatedProject
    from factbox.reading.catalogues import Words
    from factbox.reading.translations import TranslationDocument

# A fact of another explainer as authors name it, in a text and in a key: whatever looks
# like it is looked into.
_IN_TEXTS = re.compile(rb"[a-z]:[a-z0-9-]+/[a-z0-9-]")
_IN_KEYS = re.compile(rb"(?<![\w/:.])[a-z0-9-]+/[a-z0-9]")


def with_words(
    document: SettingsDocument, words: "Mapping[str, Words]"
) -> SettingsDocument:
    """The settings, their language with a project's own words of the page."""
    settings = document.settings
    own = words.get(settings.language.tag) if settings else None
    if settings is None or own is None:
        return document
    language = own.within(settings.language)
    return msgspec.structs.replace(
        document, settings=msgspec.structs.replace(settings, language=language)
    )


def _may_name_others(own: Files) -> bool:
    """Whether the files of an explainer may name facts of another one."""
    return any(
        _IN_TEXTS.search(content) or (b"about" in content and _IN_KEYS.search(content))
        for content in own.values()
    )


_NO_WORDS: "Mapping[str, Words]" = {}


class Manuscript(msgspec.Struct, frozen=True):
    """An explainer as it is written, in whatever language, and what is made of it.

    `stamp` is a digest of its files and of how they are read, `names_key` the key of
    what it names. It `may_name_others` where something in them looks like a fact of
    another explainer.
    """

    folder: str
    stamp: bytes
    names_key: bytes
    may_name_others: bool
    document: Callable[[], ExplainerDocument]
    check: Callable[[Surroundings], Checked]
    find_facts: Callable[[Surroundings], OwnFacts]


class ReadingSteps(WithPaths):
    """The steps from the files of a project to what they say."""

    def read(self, files: Files) -> ProjectDocuments:
        """What the files outside the explainers say."""
        every = apart(files)
        files = every.original
        paths = self.paths_in(files)
        strays, assets = paths.strays, paths.assets
        among = tuple(strays.items())
        own = tuple((path, files[path]) for path in paths.own_words)
        settings = self.cache.at_hand(
            ("settings", files.get(SETTINGS), among, own),
            lambda: read_settings(files, strays),
        )
        words, wrong = self._catalogues(own)
        settings = self.cache.unless_changed(
            "settings", (settings, words), partial(with_words, settings, words)
        )
        locale = self.cache.unless_changed(
            "locale", (settings,), partial(locale_of, settings)
        )
        translations, found = self._translations(every, settings, words)
        return ProjectDocuments(
            settings=settings,
            people=self.cache.at_hand(
                ("people", files.get(PEOPLE), among, locale, assets),
                lambda: read_people(files, strays, locale),
            ),
            sources={
                id: self._source(files, path, locale)
                for id, path in paths.sources.items()
            },
            folders=tuple(paths.folders),
            problems=(*paths.problems, *wrong, *found),
            translations=translations,
        )

    def _catalogues(
        self, own: tuple[tuple[str, bytes], ...]
    ) -> "tuple[Mapping[str, Words], list[Problem]]":
        """The words of the page that the project has itself, by tags of languages."""
        if not own:
            return _NO_WORDS, []
        # Of use to few projects.
        from factbox.reading.catalogues import read_catalogues

        found, problems = self.cache.at_hand(
            ("catalogues", own), lambda: read_catalogues(dict(own))
        )
        return found, list(problems)

    def _translations(
        self, every: Apart, settings: SettingsDocument, words: "Mapping[str, Words]"
    ) -> "tuple[tuple[TranslatedProject, ...], list[Problem]]":
        """What there is in other languages, and tags of what is none."""
        if not every.translations:
            return (), []
        # Of use to translations alone.
        from factbox.checking.translations import TranslatedProject
        from factbox.reading.added_languages import language_named
        from factbox.reading.translations import (
            ProjectWords,
            read_project_words,
            tongues_of,
        )

        own = settings.settings
        tongues, problems = tongues_of(
            every.translations,
            own.language if own else BRITISH,
            partial(language_named, files=every.original),
        )
        translations = []
        kept_as = codec_of(ProjectWords)
        for plain in tongues:
            own_words = words.get(plain.language.tag)
            tongue = plain
            if own_words:
                language = own_words.within(plain.language)
                tongue = msgspec.structs.replace(plain, language=language)
            locale = locale_in(own, tongue.language)
            files = every.translations[tongue.tag]
            shared = {path: files[path] for path in files if is_shared(path)}
            originals = {
                path: every.original.get(path, b"")
                for path in (original_of(each)[0] for each in shared)
            }
            given = (tuple(shared.items()), tuple(originals.items()))
            key = digest("words", tongue.tag, given, locale)
            read = partial(read_project_words, shared, originals, tongue.tag, locale)
            shared_words = self.cache.lookup(key, kept_as, read)
            folders = folders_in(
                {path: files[path] for path in files if path not in shared}
            )
            translated = TranslatedProject(tongue, files, folders, shared_words, locale)
            translations.append(translated)
        return tuple(translations), problems

    def _source(self, files: Files, path: str, locale: Locale) -> SourceDocument:
        content = files.get(path)

        def look_up() -> SourceDocument:
            key = digest("source", path, content, locale)
            read = partial(read_source, files, path, locale)
            return self.cache.lookup(key, SOURCE, read)

        return self.cache.unless_changed(("source", path), (content, locale), look_up)

    def _explainer_document(
        self, folder: str, own: Files, locale: Locale
    ) -> ExplainerDocument:
        """An explainer's document; no file that has not changed is read again."""
        article = f"content/{folder}/article.md"
        return join_explainer(
            folder,
            own,
            self._article(own, article, strays_of(folder, own), locale),
            {
                kind.name: self._sidebar(
                    own, f"content/{folder}/{kind.file}", kind, locale
                )
                for kind in KINDS
            },
        )

    def _article(
        self, own: Files, path: str, strays: Mapping[str, str], locale: Locale
    ) -> ArticleDocument:
        among = tuple(strays.items())
        key = ("article", path, own.get(path), among, locale, self.marked)
        read = partial(
            read_article_document, own, path, strays, locale, marked=self.marked
        )
        return self.cache.at_hand(key, read)

    def _sidebar(
        self, own: Files, path: str, kind: Kind, locale: Locale
    ) -> SidebarDocument:
        key = ("sidebar", path, own.get(path), locale)
        return self.cache.at_hand(key, partial(read_sidebar, own, path, kind, locale))

    def _manuscript(self, folder: str, own: Files, locale: Locale) -> Manuscript:
        """What is written of an explainer."""
        return self.cache.unless_changed(
            ("manuscript", folder),
            (locale, *own, *own.values()),
            partial(self._new_manuscript, folder, own, locale),
        )

    def _new_manuscript(self, folder: str, own: Files, locale: Locale) -> Manuscript:
        stamp = digest("explainer", folder, tuple(own.items()), locale)

        def document() -> ExplainerDocument:
            return self._document(folder, own, locale, stamp)

        return Manuscript(
            folder=folder,
            stamp=stamp,
            names_key=digest("names", stamp),
            may_name_others=self._may_name_others(stamp, own),
            document=document,
            check=lambda around: check_explainer(document(), around),
            find_facts=lambda around: facts_of(document(), around),
        )

    def _may_name_others(self, stamp: bytes, own: Files) -> bool:
        # To look through files anew takes longer than all else of what is unchanged.
        key = digest("may name others", stamp)
        return self.cache.lookup(key, TRUTH, partial(_may_name_others, own))

    def _translation(
        self,
        folder: str,
        own: Files,
        beside: Files,
        translation: "TranslatedProject",
        around: Surroundings,
    ) -> Manuscript:
        """What is written of an explainer in another language, on top of the original.

        How the original is typed is a part of it.
        """
        # Of use to translations alone.
        from factbox.checking.translations import check_translation
        from factbox.reading.translations import read_translation

        tongue, locale = translation.tongue, translation.locale
        stamp = digest(
            "translation",
            tongue.tag,
            tuple(own.items()),
            tuple(beside.items()),
            around.locale,
            around.desk.currency,
        )

        def read() -> "TranslationDocument":
            written = self._manuscript(folder, beside, around.locale)
            original = written.document()
            return read_translation(
                original,
                own,
                beside,
                tongue,
                locale,
                around.desk.tag,
                marked=self.marked,
            )

        def document() -> "TranslationDocument":
            key = ("translation", stamp, self.marked, locale)
            return self.cache.at_hand(key, read)

        return Manuscript(
            folder=folder,
            stamp=stamp,
            names_key=digest("names", stamp),
            may_name_others=self._may_name_others(stamp, {**beside, **own}),
            document=lambda: document().document,
            check=lambda around: check_translation(document(), around),
            find_facts=lambda around: facts_of(
                document().document, around, document().words
            ),
        )

    def _manner(self, around: Surroundings) -> tuple[Language, Locale, str, bool]:
        """How an explainer is read and printed, whatever it names."""
        return (around.language, around.locale, around.desk.currency, self.marked)

    def _document(
        self, folder: str, own: Files, locale: Locale, stamp: bytes
    ) -> ExplainerDocument:
        key = ("document", stamp, self.marked)
        return self.cache.at_hand(
            key, lambda: self._explainer_document(folder, own, locale)
        )
