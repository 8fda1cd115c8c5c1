"""From the site to its files, with a cache."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, partial
from typing import TypeVar

import msgspec

from factbox.build.cache import BYTES
from factbox.build.incremental.base import CheckedSite, Keys
from factbox.build.incremental.codecs import (
    ADDRESSES,
    LISTED,
    LISTING,
    PLANNED,
    SAID,
)
from factbox.build.incremental.deferred import deferred
from factbox.build.incremental.paths import WithPaths
from factbox.build.incremental.printed import PagePrinter, Planned, Printed
from factbox.build.workers import fill, fill_after_one
from factbox.model.explainers import Explainer
from factbox.model.site import Settings
from factbox.output.addresses import Asked
from factbox.output.assets import Assets
from factbox.output.data import data_files
from factbox.output.feeds import atom_feed, feeds_with, json_feed, robots, sitemap
from factbox.output.links import has_addresses, read_bad_addresses
from factbox.output.printing import templates_in
from factbox.output.rendered import Deferred, Output, Rendered
from factbox.output.social_card import (
    PlannedCard,
    Sketch,
    card_of,
    draw,
    not_drawn,
    plan_card,
    without_headline,
)
from factbox.pages import images_of, routes_of
from factbox.pages.across import said_in, speaking, with_said
from factbox.pages.explainer.frame import Frame
from factbox.pages.layout import Layout
from factbox.pages.listed import Listed
from factbox.pages.listing import Listing
from factbox.pages.page import Card
from factbox.pages.route import Route
from factbox.pages.said import Said
from factbox.pages.site_list import linked_from_list, list_explainer, with_listed
from factbox.problems import Failed, Problem
from factbox.reading.documents import SETTINGS
from factbox.reading.files import Files, text_of
from factbox.reading.pictures import read_picture
from factbox.values.digests import digest

T = TypeVar("T")


class Cards(msgspec.Struct, frozen=True):
    """The social cards by explainers' names, their files, and what went wrong."""

    by_folder: Mapping[str, Card]
    files: tuple[Rendered, ...]
    advice: tuple[Problem, ...]


class MadePage(msgspec.Struct, frozen=True):
    """A page as it is printed, and the files that are made from what it says."""

    printed: Printed
    data: tuple[Deferred, ...]
    excerpt: tuple[Deferred, ...]


class MakingSteps(WithPaths):
    """The steps from a site to every file of it."""

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
        return self.cache.lookup(key, PLANNED, partial(plan_card, explainer, settings))

    def _drawn(self, sketch: Sketch) -> bytes:
        return self.cache.lookup(_card_key(sketch), BYTES, partial(draw, sketch))

    def plan_pages(
        self,
        checked: CheckedSite,
        layout: Layout,
        is_wanted: Callable[[str], bool] = lambda path: True,
    ) -> list[Planned]:
        """The pages of a site at the paths that are wanted, with their keys."""
        # Of most editions of a preview, nobody looks at a page that asks for it.
        said = cache(partial(self._said, layout, checked.keys))
        listed = partial(self._listed, checked.keys)
        layout = with_listed(with_said(layout, said), listed)
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
            name: partial(self.cache.lookup, key, SAID, partial(said_in, each, frame))
            for name, key, each, frame in found
        }
        unknown = [name for name, key, *_ in found if not self.cache.holds(key)]
        fill(self.cache, [jobs[name] for name in unknown])
        return {name: job() for name, job in jobs.items()}

    def _listed(
        self, keys: Keys, explainer: Explainer, layout: Layout, root: str
    ) -> Listed:
        """What a list shows of an explainer."""
        named = linked_from_list(explainer, layout)
        key = digest(
            "listed",
            self.cache.stamp_of(layout.site.settings),
            [
                (keys[each.name], layout.link(each, root).href)
                for each in (explainer, *named)
            ],
        )
        show = partial(list_explainer, explainer, layout, root)
        return self.cache.lookup(key, LISTED, show)

    def _key(self, route: Route, keys: Keys) -> bytes:
        """The key of a page: of its explainer, and of all else that it is made from."""
        explainer = keys.get(route.explainer)
        return digest("page", route.type.name, route.path, explainer, route.around)

    def assets(self, files: Files, settings: Settings) -> Assets:
        """The assets of a site. Raises `Failed` for what cannot be published."""
        made_of = tuple((path, files[path]) for path in self.paths_in(files).looks)
        tokens = tuple(settings.theme.items())
        return self.cache.at_hand(
            (Assets, tokens, made_of), partial(Assets, files, settings.theme)
        )

    def images(self, layout: Layout, files: Files) -> list[Rendered]:
        """The images that stand beside the articles, without what their files tell."""

        def publish(path: str, content: bytes) -> Rendered:
            return Rendered(path, read_picture(content).content)

        found = {
            path: files[image.source] for path, image in dict(images_of(layout)).items()
        }
        return [
            self.cache.unless_changed(
                ("image", path), (content,), partial(publish, path, content)
            )
            for path, content in found.items()
        ]

    def printer(self, files: Files, assets: Assets, settings: Settings) -> PagePrinter:
        """What prints the pages of a site, and keeps what it compiled for that."""
        theme = {path: files[path] for path in self.paths_in(files).theme}
        templates = self.cache.unless_changed(
            "templates", (*theme, *theme.values()), partial(templates_in, theme)
        )
        home = str(settings.address or "").rstrip("/")
        paths = (asset.path for asset in (assets.style, *assets.files.values()))
        made_with = (PagePrinter, home, *paths, *sorted(templates.items()))
        # The next edition of a preview prints with the templates that are loaded.
        printer = self.cache.at_hand(
            made_with, partial(PagePrinter, self.cache, templates, assets, home)
        )
        printer.hold_compiled()
        return printer

    def prepare(self, pages: Sequence[Planned], printer: PagePrinter) -> None:
        """Make all that is made from pages, in several processes where that gains."""

        def make(number: int, planned: Planned) -> None:
            self.progress("printing", number, len(pages))
            printer.printed(planned)
            self._data(planned)
            self._excerpt(planned)
            self._listing(planned)
            # All that is needed of it is kept; a thousand pages fill the memory.
            planned.route.forget()

        fill_after_one(
            self.cache,
            [
                partial(make, number, planned)
                for number, planned in enumerate(pages, start=1)
                if not printer.has_printed(planned)
            ],
        )

    def make_pages(
        self, pages: Sequence[Planned], files: Files, printer: PagePrinter
    ) -> dict[str, MadePage]:
        """The pages by their paths. Raises `Failed` with the mistakes in templates."""

        def make(planned: Planned) -> MadePage:
            return self.cache.unless_changed(
                ("made", planned.key),
                (printer,),
                lambda: MadePage(
                    printer.printed(planned),
                    self._data(planned),
                    self._excerpt(planned),
                ),
            )

        return self._each_page(pages, files, printer, make)

    def print_pages(
        self, pages: Sequence[Planned], files: Files, printer: PagePrinter
    ) -> dict[str, Printed]:
        """Only what is printed of pages, as by `make_pages`."""
        return self._each_page(pages, files, printer, printer.printed)

    def _each_page(
        self,
        pages: Sequence[Planned],
        files: Files,
        printer: PagePrinter,
        make: Callable[[Planned], T],
    ) -> dict[str, T]:
        """What is made of each page, by their paths."""
        made = {}
        problems: set[Problem] = set()
        for number, planned in enumerate(pages, start=1):
            self.progress("printing", number, len(pages))
            try:
                made[planned.route.path] = make(planned)
            except Failed as failed:
                problems.update(failed.problems)
            except ImportError as error:
                if planned.route.excerpt is None:
                    raise
                problems.add(_not_shared(files, error))
        printer.keep_compiled()
        if problems:
            raise Failed(problems)
        return made

    def refuse_addresses(self, files: Iterable[Output]) -> dict[str, tuple[Asked, ...]]:
        """What files that are no pages must not ask for and do, by their paths."""
        return {
            file.path: self.cache.unless_changed(
                ("addresses", file.path),
                (file.content if isinstance(file, Rendered) else file.digest,),
                partial(self._bad_addresses, file),
            )
            for file in files
            if has_addresses(file.path)
        }

    def _bad_addresses(self, file: Output) -> tuple[Asked, ...]:
        return self.cache.lookup(
            digest("addresses", file.path.rpartition(".")[2], file.digest),
            ADDRESSES,
            lambda: read_bad_addresses(file.path, file.content),
        )

    def _data(self, planned: Planned) -> tuple[Deferred, ...]:
        """The data files of a page."""
        route = planned.route

        def write() -> tuple[Rendered, ...]:
            return data_files(route.path, route.data) if route.data else ()

        return deferred(self.cache, digest("data", planned.key), write)

    def _excerpt(self, planned: Planned) -> tuple[Deferred, ...]:
        """The files by which others show a figure that has a page."""
        route = planned.route
        if route.type.excerpt is None:
            return ()

        def write() -> tuple[Rendered, ...]:
            # Of no use to a site whose figures nobody embeds.
            from factbox.output.sharing import excerpt_files

            language = route.page.language
            return (
                excerpt_files(route.path, route.excerpt, language)
                if route.excerpt
                else ()
            )

        # Pictures are slow to draw, and few changes of an explainer show in them.
        key = self.cache.lookup(
            digest("shown by others", planned.key),
            BYTES,
            lambda: digest(
                "excerpt", route.path, route.excerpt, route.page.language.tag
            ),
        )
        return deferred(self.cache, key, write)

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
        return self.cache.lookup(key, LISTING, lambda: list_page(route.page))


def _not_shared(files: Files, error: ImportError) -> Problem:
    # Of no use to a site whose figures nobody embeds.
    from factbox.output.sharing import not_shared

    return not_shared(SETTINGS, text_of(SETTINGS, files[SETTINGS]), error)


def _card_key(sketch: Sketch) -> bytes:
    return digest("card", sketch)
