"""The steps of a build, each taking from a cache what it made before.

Every key and every codec of the cache is here, beside the pure function whose results
it keeps: a key holds all that the function is given, and nothing else. Whatever changes
a result without changing its key is a mistake in this file.

It is long because a key can be checked only beside the step that it is of, and stale
pages are looked for in one place: it has no decisions of its own but these.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeVar

import msgspec

from factbox.build.cache import BYTES, Cache, Codec, codec_of
from factbox.build.compiled import CompiledTheme, is_themes
from factbox.build.workers import fill, fill_after_one
from factbox.checking.explainers import (
    Checked,
    Names,
    OwnFacts,
    Surroundings,
    check_explainer,
    facts_of,
    folders_named,
    names_in,
)
from factbox.checking.settings import settings_problems
from factbox.checking.site import (
    ProjectDocuments,
    join_site,
    locale_in,
    locale_of,
    surroundings_of,
)
from factbox.kinds import KINDS
from factbox.languages.british import BRITISH
from factbox.model.explainers import Explainer
from factbox.model.items import Item, Kind, Sidebar
from factbox.model.site import Settings, Site
from factbox.output.addresses import Asked
from factbox.output.assets import Assets
from factbox.output.data import data_files
from factbox.output.feeds import atom_feed, feeds_with, json_feed, robots, sitemap
from factbox.output.links import (
    Outline,
    has_addresses,
    read_bad_addresses,
    read_outline,
)
from factbox.output.printing import Printer, templates_in
from factbox.output.rendered import Rendered
from factbox.output.social_card import (
    PlannedCard,
    Sketch,
    card_of,
    draw,
    not_drawn,
    plan_card,
    without_headline,
)
from factbox.pages import routes_of
from factbox.pages.across import said_in, speaking, with_said
from factbox.pages.explainer.page import Frame
from factbox.pages.listing import Listing
from factbox.pages.page import Card, Layout, Route
from factbox.pages.said import Said
from factbox.problems import Failed, Problem
from factbox.reading.apart import Apart, apart, is_shared, original_of
from factbox.reading.documents import (
    ASSETS,
    AT_THE_TOP,
    PEOPLE,
    SETTINGS,
    ArticleDocument,
    ExplainerDocument,
    SettingsDocument,
    SidebarDocument,
    SourceDocument,
    folders_in,
    join_explainer,
    read_article_document,
    read_people,
    read_settings,
    read_sidebar,
    read_source,
    source_paths,
    stray_problems,
    strays_in,
    strays_of,
)
from factbox.reading.files import Files, text_of
from factbox.schemes import SCHEMES
from factbox.schemes.facts import ANY_FACT
from factbox.schemes.scheme import Facts
from factbox.values.dates.locales import Locale
from factbox.values.digests import digest

if TYPE_CHECKING:
    from jinja2 import BytecodeCache

    from factbox.checking.translations import TranslatedProject
    from factbox.reading.translations import TranslationDocument

I_ = TypeVar("I_", bound=Item)

Stamps = Mapping[tuple[str, str], bytes]
"""A digest of what explainers can name, by its scheme and id."""

# A fact of another explainer as authors name it, in a text and in a key: whatever looks
# like it is looked into.
_IN_TEXTS = re.compile(rb"[a-z]:[a-z0-9-]+/[a-z0-9-]")
_IN_KEYS = re.compile(rb"(?<![\w/:.])[a-z0-9-]+/[a-z0-9]")


def _may_name_others(own: Files) -> bool:
    """Whether the files of an explainer may name facts of another one."""
    return any(
        _IN_TEXTS.search(content) or (b"about" in content and _IN_KEYS.search(content))
        for content in own.values()
    )


Keys = Mapping[str, bytes]
"""The key of each explainer by its folder: a digest of all that it was made from."""


Progress = Callable[[str, int, int], None]
"""Is told what is being done, to which number of how many."""


def silent(doing: str, number: int, count: int) -> None:
    """Tell nobody."""


class CheckedSite(msgspec.Struct, frozen=True):
    """A site, and the keys of its explainers."""

    site: Site
    keys: Keys


class Cards(msgspec.Struct, frozen=True):
    """The social cards by explainers' names, their files, and what went wrong."""

    by_folder: Mapping[str, Card]
    files: tuple[Rendered, ...]
    advice: tuple[Problem, ...]


class Planned(msgspec.Struct, frozen=True):
    """A page that can be made, and its key: a digest of all that it is made from."""

    route: Route
    key: bytes


class Printed(msgspec.Struct, frozen=True):
    """A page as HTML, what it offers and asks for, and the assets that it names."""

    html: bytes
    outline: Outline
    assets: tuple[str, ...]


class _Draft(msgspec.Struct, frozen=True):
    """An explainer as it is written, in whatever language, and what is made of it.

    `written` is a digest of its files. It `may_name_others` where something in them
    looks like a fact of another explainer.
    """

    written: bytes
    may_name_others: Callable[[], bool]
    document: Callable[[], ExplainerDocument]
    check: Callable[[Surroundings], Checked]
    find_facts: Callable[[Surroundings], OwnFacts]


ANY_STYLE = "\0style\0"
"""The path of the style sheet in what is kept; no text of an author has a NUL.

The path tells what the sheet holds, so that a change in it would print every page anew.
"""


class Incremental:
    """The steps of a build with a cache.

    In `marked` articles, which are for preview alone, each block has its place.
    `progress` is told which explainer is being read, and which page printed.
    """

    def __init__(
        self, cache: Cache, *, marked: bool = False, progress: Progress = silent
    ) -> None:
        self.cache = cache
        self.marked = marked
        self.progress = progress

    # ------------------------------------------------------------------------- reading

    def read(self, files: Files) -> ProjectDocuments:
        """What the files outside the explainers say."""
        every = apart(files)
        files = every.original
        strays = strays_in(files, "content", AT_THE_TOP)
        paths, problems = source_paths(files)
        among = tuple(strays.items())
        assets = tuple(path for path in files if path.startswith(ASSETS))
        settings = self.cache.at_hand(
            ("settings", files.get(SETTINGS), among),
            lambda: read_settings(files, strays),
        )
        locale = locale_of(settings)
        translations, found = self._translations(every, settings)
        problems += found
        return ProjectDocuments(
            settings=settings,
            people=self.cache.at_hand(
                ("people", files.get(PEOPLE), among, locale, assets),
                lambda: read_people(files, strays, locale),
            ),
            sources={
                id: self._source(files, path, locale) for id, path in paths.items()
            },
            folders=tuple(folders_in(files)),
            problems=(*stray_problems(strays, AT_THE_TOP), *problems),
            translations=translations,
        )

    def _translations(
        self, every: Apart, settings: SettingsDocument
    ) -> "tuple[tuple[TranslatedProject, ...], list[Problem]]":
        """What there is in other languages, and tags of what is none."""
        if not every.translations:
            return (), []
        # Of use to translations alone.
        from factbox.checking.translations import TranslatedProject
        from factbox.reading.translations import (
            ProjectWords,
            read_project_words,
            tongues_of,
        )

        own = settings.settings
        tongues, problems = tongues_of(
            every.translations, own.language if own else BRITISH
        )
        translations = []
        for tongue in tongues:
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
            words = self.cache.lookup(key, codec_of(ProjectWords), read)
            folders = folders_in(
                {path: files[path] for path in files if path not in shared}
            )
            translated = TranslatedProject(tongue, files, folders, words, locale)
            translations.append(translated)
        return tuple(translations), problems

    def _source(self, files: Files, path: str, locale: Locale) -> SourceDocument:
        key = digest("source", path, files.get(path), locale)
        read = partial(read_source, files, path, locale)
        return self.cache.lookup(key, _SOURCE, read)

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

    # ------------------------------------------------------------------------ checking

    def check(self, project: ProjectDocuments, files: Files) -> CheckedSite:
        """The site. Raises `Failed` with all problems of all files."""
        around = surroundings_of(project)
        stamps = self._stamps(around)
        problems = list(settings_problems(project.settings.settings, files))
        folders = folders_in(apart(files).original)
        drafts = {
            folder: self._draft(folder, own, around.locale)
            for folder, own in folders.items()
        }
        unread = [
            folder
            for folder, draft in drafts.items()
            if not self.cache.holds(draft.written)
        ]
        inside, stamps = self._with_named_facts(drafts, around, stamps)

        def check_one(number: int, draft: _Draft) -> tuple[Checked, bytes]:
            self.progress("reading", number, len(drafts))
            return self._checked(draft, inside, stamps)

        checks = {
            folder: partial(check_one, number, draft)
            for number, (folder, draft) in enumerate(drafts.items(), start=1)
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
                facts = self._facts(drafts[folder], inside, stamps)
                broken[folder] = tuple(i for each in facts.items for i in each.items)
        translated: dict[str, list[Checked]] = {}
        for each in project.translations:
            own, found = self._check_translation(each, project, folders, around)
            translated[each.tongue.folder] = [checked for checked, _ in own.values()]
            keys |= {one.explainer.name: key for one, key in own.values()}
            problems += found
        site = join_site(
            project, around, checked, broken, dict.fromkeys(problems), translated
        )
        return CheckedSite(site, keys)

    def _check_translation(
        self,
        translation: "TranslatedProject",
        project: ProjectDocuments,
        folders: Mapping[str, Files],
        around: Surroundings,
    ) -> tuple[dict[str, tuple[Checked, bytes]], list[Problem]]:
        """The explainers in another language with their keys, and what is wrong."""
        # Of use to translations alone.
        from factbox.checking.translations import shared_words_problems

        problems = list(
            shared_words_problems(translation, around, project.settings.settings)
        )
        inside = translation.surroundings(around)
        stamps = self._stamps(inside)
        drafts = {
            folder: self._translated_draft(
                folder, own, folders[folder], translation, around
            )
            for folder, own in translation.folders.items()
            if folder in folders
        }
        originals = {
            folder: self._draft(folder, own, around.locale)
            for folder, own in folders.items()
        }
        inside, stamps = self._with_named_facts({**originals, **drafts}, inside, stamps)
        checked = {}
        for folder, draft in drafts.items():
            try:
                checked[folder] = self._checked(draft, inside, stamps)
            except Failed as failed:
                problems += failed.problems
        return checked, problems

    def _draft(self, folder: str, own: Files, locale: Locale) -> _Draft:
        """What is written of an explainer."""
        return _Draft(
            written=self._written(folder, own),
            may_name_others=lambda: _may_name_others(own),
            document=lambda: self._document(folder, own, locale),
            check=lambda around: check_explainer(
                self._document(folder, own, locale), around
            ),
            find_facts=lambda around: facts_of(
                self._document(folder, own, locale), around
            ),
        )

    def _translated_draft(
        self,
        folder: str,
        own: Files,
        beside: Files,
        translation: "TranslatedProject",
        around: Surroundings,
    ) -> _Draft:
        """What is written of an explainer in another language, on top of the original.

        How the original is typed is a part of it.
        """
        # Of use to translations alone.
        from factbox.checking.translations import check_translation
        from factbox.reading.translations import read_translation

        tongue, locale = translation.tongue, translation.locale
        manner = (around.locale, around.desk.currency)
        written = self.cache.stamp(
            "translation", tongue.tag, tuple(own.items()), tuple(beside.items()), manner
        )

        def read() -> "TranslationDocument":
            original = self._document(folder, beside, around.locale)
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
            key = ("translation", written, self.marked, locale)
            return self.cache.at_hand(key, read)

        return _Draft(
            written=written,
            may_name_others=lambda: _may_name_others({**beside, **own}),
            document=lambda: document().document,
            check=lambda inside: check_translation(document(), inside),
            find_facts=lambda inside: facts_of(
                document().document, inside, document().words
            ),
        )

    def _stamps(self, around: Surroundings) -> Stamps:
        """A digest of everything that an explainer can name, but not of the broken."""
        return {
            (scheme.name, id): self.cache.stamp_of(meaning)
            for scheme in SCHEMES
            if scheme.meanings
            for id, meaning in scheme.meanings(around.desk, around.known).items()
        }

    def _with_named_facts(
        self, drafts: Mapping[str, _Draft], around: Surroundings, stamps: Stamps
    ) -> tuple[Surroundings, Stamps]:
        """The surroundings, and the digests, with the facts that explainers name.

        Only explainers of which others name a fact are read here.
        """
        wanted: set[str] = set()
        for draft in drafts.values():
            if draft.may_name_others():
                wanted |= folders_named(self._names(draft))
        ids: dict[str, Facts] = {}
        others: dict[str, Item] = {}
        for folder in sorted(wanted & drafts.keys()):
            facts = self._facts(drafts[folder], around, stamps)
            ids[folder] = facts.ids
            for sidebar in facts.items:
                others |= {f"{folder}/{item.id}": item for item in sidebar.items}
        known = msgspec.structs.replace(around.known, facts=ids)
        named = {
            (scheme, name): self.cache.stamp_of(item)
            for name, item in others.items()
            for scheme in (item.KIND, ANY_FACT.name)
        }
        return (
            msgspec.structs.replace(around, known=known, others=others),
            {**stamps, **named},
        )

    def _names(self, draft: _Draft) -> Names:
        """What an explainer names outside its own files."""
        return self.cache.lookup(
            draft.written, _NAMES, lambda: names_in(draft.document())
        )

    def _written(self, folder: str, own: Files) -> bytes:
        """A digest of the files of an explainer."""
        return self.cache.stamp("names", folder, tuple(own.items()))

    def _document(self, folder: str, own: Files, locale: Locale) -> ExplainerDocument:
        key = ("document", self._written(folder, own), self.marked, locale)
        return self.cache.at_hand(
            key, lambda: self._explainer_document(folder, own, locale)
        )

    def _facts(self, draft: _Draft, around: Surroundings, stamps: Stamps) -> OwnFacts:
        """The facts of an explainer, for others that name them."""
        names = self._names(draft)
        named = [stamps.get(name) for name in names if "/" not in name[1]]
        manner = (around.language, around.locale, around.desk.currency)
        key = digest("facts", draft.written, manner, named)

        def find() -> OwnFacts:
            return draft.find_facts(around)

        return find() if None in named else self.cache.lookup(key, _FACTS, find)

    def _checked(
        self, draft: _Draft, around: Surroundings, stamps: Stamps
    ) -> tuple[Checked, bytes]:
        """The explainer of what is written, and its key.

        Its files tell what it names, and it is made from them and from what these names
        mean: nothing else can change it. While something that it names is unknown or
        broken, it is not kept.
        """
        names = self._names(draft)
        named = [stamps.get(name) for name in names]
        manner = (around.language, around.locale, self.marked)
        key = digest("explainer", draft.written, manner, named)

        def check() -> Checked:
            return draft.check(around)

        if None in named:
            return check(), key
        return self.cache.lookup(key, _CHECKED, check), key

    # ---------------------------------------------------------------------- the output

    def draw_cards(self, checked: CheckedSite) -> Cards:
        """A card for each explainer; one that cannot be drawn is missing, with advice.

        The site may have been released since it was checked.
        """
        sites = (checked.site, *checked.site.translations)
        each_with = [(each, site) for site in sites for each in site.explainers]
        explainers = [explainer for explainer, _ in each_with]
        planned = [
            self._planned(explainer, site.settings, checked.keys)
            for explainer, site in each_with
        ]
        sketches = dict.fromkeys(each.sketch for each in planned)
        undrawn = [each for each in sketches if not self.cache.holds(_card_key(each))]
        fill(self.cache, [partial(self._drawn, sketch) for sketch in undrawn])
        cards, files, advice = {}, [], []
        for explainer, plan in zip(explainers, planned, strict=True):
            place = explainer.front.place
            if plan.lacking:
                advice.append(without_headline(place, plan.lacking[0]))
            try:
                picture = self._drawn(plan.sketch)
            except (ImportError, OSError, ValueError) as error:
                advice.append(not_drawn(place, error))
                continue
            cards[explainer.name], file = card_of(plan, explainer.name, picture)
            files.append(file)
        return Cards(cards, tuple(files), tuple(advice))

    def _planned(
        self, explainer: Explainer, settings: Settings, keys: Keys
    ) -> PlannedCard:
        key = digest("planned card", keys[explainer.name], settings)
        return self.cache.lookup(key, _PLANNED, partial(plan_card, explainer, settings))

    def _drawn(self, sketch: Sketch) -> bytes:
        return self.cache.lookup(_card_key(sketch), BYTES, partial(draw, sketch))

    def plan_pages(
        self,
        checked: CheckedSite,
        layout: Layout,
        is_wanted: Callable[[str], bool] = lambda path: True,
    ) -> list[Planned]:
        """The pages of a site at the paths that are wanted, with their keys."""
        layout = with_said(layout, self._said(layout, checked.keys))
        return [
            Planned(route, self._key(route, checked.keys))
            for route in routes_of(layout)
            if is_wanted(route.path)
        ]

    def _said(self, layout: Layout, keys: Keys) -> dict[str, Said]:
        """What explainers say of what several of them name, by their names."""

        def key(explainer: Explainer, frame: Frame) -> bytes:
            settings = self.cache.stamp_of(frame.settings)
            named = (
                frame.links,
                frame.others,
                tuple(frame.person_pages),
                tuple(frame.source_pages),
            )
            return digest("said", keys[explainer.name], settings, named)

        found = [
            (each.name, key(each, frame), each, frame)
            for each, frame in speaking(layout)
        ]
        jobs = {
            name: partial(self.cache.lookup, key, _SAID, partial(said_in, each, frame))
            for name, key, each, frame in found
        }
        unknown = [name for name, key, *_ in found if not self.cache.holds(key)]
        fill(self.cache, [jobs[name] for name in unknown])
        return {name: job() for name, job in jobs.items()}

    def _key(self, route: Route, keys: Keys) -> bytes:
        """The key of a page: of its explainer, and of all else that it is made from."""
        explainers = [keys.get(each) for each in (route.explainer, *route.others)]
        return digest("page", route.type.name, route.path, explainers, route.around)

    def prepare(self, pages: Sequence[Planned], files: Files, assets: Assets) -> None:
        """Make all that is made from pages, in several processes where that gains."""
        printer = _PagePrinter(self.cache, templates_in(files), assets)

        def make(number: int, planned: Planned) -> None:
            self.progress("printing", number, len(pages))
            printer.printed(planned)
            self._data(planned)
            self._excerpt(planned)
            self._listing(planned)

        fill_after_one(
            self.cache,
            [
                partial(make, number, planned)
                for number, planned in enumerate(pages, start=1)
                if not printer.has_printed(planned)
            ],
        )

    def print_pages(
        self, pages: Sequence[Planned], files: Files, assets: Assets
    ) -> dict[str, Printed]:
        """The pages by their paths. Raises `Failed` with the mistakes in templates."""
        printer = _PagePrinter(self.cache, templates_in(files), assets)
        printed = {}
        problems: set[Problem] = set()
        for number, planned in enumerate(pages, start=1):
            self.progress("printing", number, len(pages))
            try:
                printed[planned.route.path] = printer.printed(planned)
            except Failed as failed:
                problems.update(failed.problems)
            except ImportError as error:
                if planned.route.excerpt is None:
                    raise
                problems.add(_not_shared(files, error))
        printer.keep_compiled()
        if problems:
            raise Failed(problems)
        return printed

    def outline_files(self, files: Iterable[Rendered]) -> dict[str, Outline]:
        """What files that are no pages must not ask for and do, by their paths."""
        return {
            file.path: self.cache.lookup(
                digest("addresses", file.path.rpartition(".")[2], file.content),
                _OUTLINE,
                partial(read_bad_addresses, file.path, file.content),
            )
            for file in files
            if has_addresses(file.path)
        }

    def write_data(self, pages: Iterable[Planned]) -> list[Rendered]:
        """The data files of the pages."""
        return [file for planned in pages for file in self._data(planned)]

    def _data(self, planned: Planned) -> tuple[Rendered, ...]:
        route = planned.route

        def write() -> tuple[Rendered, ...]:
            return data_files(route.path, route.data) if route.data else ()

        return self.cache.lookup(digest("data", planned.key), _FILES, write)

    def write_excerpts(self, pages: Iterable[Planned]) -> list[Rendered]:
        """The files by which others show the figures that have a page."""
        return [file for planned in pages for file in self._excerpt(planned)]

    def _excerpt(self, planned: Planned) -> tuple[Rendered, ...]:
        route = planned.route
        if route.type.excerpt is None:
            return ()

        def write() -> tuple[Rendered, ...]:
            # Of no use to a site whose figures nobody embeds.
            from factbox.output.sharing import excerpt_files

            tag = route.page.language.tag
            return (
                excerpt_files(route.path, route.excerpt, tag) if route.excerpt else ()
            )

        # Pictures are slow to draw, and few changes of an explainer show in them.
        key = self.cache.lookup(
            digest("shown by others", planned.key),
            BYTES,
            lambda: digest(
                "excerpt", route.path, route.excerpt, route.page.language.tag
            ),
        )
        return self.cache.lookup(key, _FILES, write)

    def write_feeds(self, pages: Iterable[Planned], layout: Layout) -> list[Rendered]:
        """The feeds, the sitemap and robots.txt; without an address robots.txt alone.

        There is no feed without an entry, which Atom could not date. Each language has
        feeds of its own.
        """
        address = str(layout.site.settings.address or "")
        files = [Rendered("robots.txt", robots(address).encode())]
        if not address:
            return files
        listed = [(each.route.path, self._listing(each)) for each in pages]
        shown = {path: each for path, each in listed if not each.hidden}
        files.append(self._feed("sitemap.xml", sitemap, [*shown.values()]))
        rest = dict(shown)
        for own in (*layout.translations, layout):
            prefix = own.site.prefix
            there = [rest.pop(path) for path in [*rest] if path.startswith(prefix)]
            entries = feeds_with(entry for each in there for entry in each.entries)
            given = (own.site.settings, entries, *([prefix] if prefix else []))
            if entries:
                files.append(self._feed(f"{prefix}feed.xml", atom_feed, *given))
                files.append(self._feed(f"{prefix}feed.json", json_feed, *given))
        return files

    def _feed(self, path: str, write: Callable[..., bytes], *given: object) -> Rendered:
        key = digest(path, given)
        return Rendered(path, self.cache.lookup(key, BYTES, partial(write, *given)))

    def _listing(self, planned: Planned) -> Listing:
        route = planned.route
        key = digest("listing", planned.key)
        list_page = route.type.listing
        return self.cache.lookup(key, _LISTING, lambda: list_page(route.page))


class _PagePrinter:
    """Prints pages with the project's templates, or takes them from the cache."""

    def __init__(
        self, cache: Cache, templates: Mapping[str, str], assets: Assets
    ) -> None:
        self.cache = cache
        self.style = assets.style.path
        self.printer = Printer(templates, assets, ANY_STYLE, self.bytecode)
        # The paths of assets hold their digests.
        paths = [asset.path for asset in assets.files.values()]
        self.made_with = digest(sorted(templates.items()), paths)
        # A build that prints nothing must not make the next one compile them again.
        for name, text in templates.items():
            cache.keep(_template_key(name, _checksum(text)))

    def has_printed(self, planned: Planned) -> bool:
        """Whether the cache holds a page."""
        return self.cache.holds(self._key(planned))

    def _key(self, planned: Planned) -> bytes:
        sheet = self.style if planned.route.type.stands_anywhere else ""
        return digest("printed", self.made_with, sheet, planned.key)

    def printed(self, planned: Planned) -> Printed:
        """A page, kept for any style sheet, unless the sheet stands in the page."""
        route = planned.route

        def print() -> Printed:
            html, assets = self.printer.print(route)
            return Printed(html.encode(), read_outline(html), assets)

        return _with_style(
            self.cache.lookup(self._key(planned), _PRINTED, print), self.style
        )

    def bytecode(self) -> "BytecodeCache":
        """Jinja's cache of what templates are compiled to, in ours."""
        # Slow to import, and not needed where every page was printed before.
        from jinja2 import BytecodeCache
        from jinja2.bccache import Bucket

        cache, texts, theme = self.cache, self.printer.templates, self.theme

        class Bytecode(BytecodeCache):
            def get_cache_key(self, name: str, filename: str | None = None) -> str:
                return name

            def get_source_checksum(self, source: str) -> str:
                return _checksum(source)

            def load_bytecode(self, bucket: Bucket) -> None:
                key = _template_key(bucket.key, bucket.checksum)
                kept = cache.found(key) or theme.found(key)
                if kept:
                    bucket.bytecode_from_string(kept)
                    cache.lookup(key, BYTES, lambda: kept)

            def dump_bytecode(self, bucket: Bucket) -> None:
                key = _template_key(bucket.key, bucket.checksum)
                compiled = cache.lookup(key, BYTES, bucket.bytecode_to_string)
                if is_themes(bucket.key, texts[bucket.key]):
                    theme.keep(key, compiled)

        return Bytecode()

    @cached_property
    def theme(self) -> CompiledTheme:
        """What the theme's templates were compiled to, for whatever project."""
        return CompiledTheme()

    def keep_compiled(self) -> None:
        """Keep what was compiled of the theme."""
        if "theme" in self.__dict__:
            self.theme.save()


def _not_shared(files: Files, error: ImportError) -> Problem:
    # Of no use to a site whose figures nobody embeds.
    from factbox.output.sharing import not_shared

    return not_shared(SETTINGS, text_of(SETTINGS, files[SETTINGS]), error)


def _card_key(sketch: Sketch) -> bytes:
    return digest("card", sketch)


def _template_key(name: str, checksum: str) -> bytes:
    return digest("template", name, checksum)


def _checksum(text: str) -> str:
    return digest(text).hex()


def _with_style(printed: Printed, style: str) -> Printed:
    """The page with the path of its style sheet."""
    outline = printed.outline
    asked = tuple(
        Asked(one.way, one.target.replace(ANY_STYLE, style)) for one in outline.asked
    )
    html = printed.html.replace(ANY_STYLE.encode(), style.encode())
    return Printed(html, Outline(outline.ids, asked), printed.assets)


# ------------------------------------------------------------------------------- codecs


class _Kept(msgspec.Struct, frozen=True):
    """An explainer as it is kept: the items of each kind wait to be told their type."""

    checked: Checked
    items: tuple[msgspec.Raw, ...]


def _encode(checked: Checked) -> bytes:
    explainer = checked.explainer
    items = [msgspec.Raw(_pack(sidebar.items)) for sidebar in explainer.sidebars]
    bare = msgspec.structs.replace(explainer, sidebars=())
    return _pack(_Kept(Checked(bare, checked.advice), tuple(items)))


def _decode(content: bytes) -> Checked:
    kept = _KEPT.decode(content)
    checked = kept.checked
    sidebars = _sidebars_of(kept.items)
    whole = msgspec.structs.replace(checked.explainer, sidebars=sidebars)
    return Checked(whole, checked.advice)


class _KeptFacts(msgspec.Struct, frozen=True):
    """The facts of an explainer as they are kept: see `_Kept`."""

    ids: Facts
    items: tuple[msgspec.Raw, ...]


def _encode_facts(facts: OwnFacts) -> bytes:
    items = [msgspec.Raw(_pack(sidebar.items)) for sidebar in facts.items]
    return _pack(_KeptFacts(facts.ids, tuple(items)))


def _decode_facts(content: bytes) -> OwnFacts:
    kept = _KEPT_FACTS.decode(content)
    return OwnFacts(kept.ids, _sidebars_of(kept.items))


def _sidebars_of(kept: tuple[msgspec.Raw, ...]) -> tuple[Sidebar, ...]:
    return tuple(
        Sidebar(kind.name, items.decode(raw))
        for kind, items, raw in zip(KINDS, _ITEMS, kept, strict=True)
    )


def _items_decoder(item: type[I_]) -> "msgspec.msgpack.Decoder[tuple[I_, ...]]":
    return msgspec.msgpack.Decoder(tuple[item, ...])  # type: ignore[valid-type]


_pack = msgspec.msgpack.encode
_KEPT = msgspec.msgpack.Decoder(_Kept)
_KEPT_FACTS = msgspec.msgpack.Decoder(_KeptFacts)
_ITEMS = [_items_decoder(kind.item) for kind in KINDS]

_CHECKED = Codec(_encode, _decode)
_FACTS = Codec(_encode_facts, _decode_facts)
_FILES: Codec[tuple[Rendered, ...]] = codec_of(tuple[Rendered, ...])
_LISTING = codec_of(Listing)
_NAMES: Codec[Names] = codec_of(tuple[tuple[str, str], ...])
_OUTLINE = codec_of(Outline)
_PLANNED = codec_of(PlannedCard)
_PRINTED = codec_of(Printed)
_SAID = codec_of(Said)
_SOURCE = codec_of(SourceDocument)
