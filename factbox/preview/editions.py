"""Editions: the site as it is after each save, or what is wrong with it."""

import gc
import time
import traceback
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from factbox.build.cache import Cache
from factbox.build.incremental import CheckedSite, Incremental
from factbox.build.steps import (
    Occasion,
    check_between,
    read_site,
    render,
    render_pages,
)
from factbox.checking import NAMES
from factbox.checking.theme import drifted
from factbox.checking.waivers import consider
from factbox.model.addresses import SiteAddress
from factbox.model.explainers import Explainer
from factbox.model.site import Site
from factbox.output.rendered import Output
from factbox.pages.page import INDEX, NOT_FOUND
from factbox.problems import Failed, Place, Problem, paragraphs, shown_place
from factbox.reading.files import (
    Files,
    are_whole,
    links_in,
    read_again,
    read_project,
    read_theme,
    seen,
    told,
)

# A file that is gone or empty is most often about to be written again: it is looked at
# so many times, with so many seconds between.
GLANCES = 20
GLANCE = 0.005

FACTBOX = Place("factbox")
"""Where a mistake of Factbox itself is said to be."""


class ShownProblem(msgspec.Struct, frozen=True):
    """A problem as the panel shows it: its place, its words, and the lines below."""

    place: str
    message: str
    lines: str


class Edition(msgspec.Struct, frozen=True, kw_only=True):
    """What there is to see at one moment: the last good site, and what is wrong now.

    `name` tells the pages of a good site from others, and is "" before the first.
    `files` has its files by their paths, `base` is the path at which it is published,
    with "/" at both ends. It `is_current` unless `problems` keep it from being newer.
    """

    name: str = ""
    base: str = "/"
    files: Mapping[str, bytes] = {}
    site: Site | None = None
    is_current: bool = True
    problems: tuple[ShownProblem, ...] = ()
    advice: tuple[ShownProblem, ...] = ()


class _Superseded(Exception):
    """Something was saved, so that what is being made is out of date."""


def _never() -> bool:
    return False


class EditionBuilder:
    """Makes the editions of one project, each from what the one before left.

    After a save it prints the pages that are looked at, and once the editor rests all
    the others, what is made from them, and what is broken between them, unless the next
    save comes first. Drafts are in, marked as such; the pictures that stand for pages
    elsewhere are not.

    An edition that looks like the last one has its name as well. `pause` is how to wait
    for a number of seconds.
    """

    def __init__(
        self,
        root: Path,
        today: date,
        address: SiteAddress | None,
        *,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self.root = root
        self.occasion = Occasion(today, address, with_drafts=True)
        self.steps = Incremental(Cache(), marked=True, progress=self._heed)
        self.is_superseded = _never
        self.pause = pause
        self.theme = read_theme()
        self.files: Files | None = None
        self.links: set[str] | None = None
        self.last = Edition()
        self.is_complete = True
        self.broken: tuple[ShownProblem, ...] = ()

    def after(
        self, saved: Collection[str] | None, viewed: Collection[str] = ()
    ) -> Edition:
        """The edition after a save at these paths, None being anywhere.

        `viewed` are the paths of the pages that are looked at. Where nothing changed
        that matters, it is the very last edition.
        """
        try:
            files = self.read(saved)
        except Failed as failed:
            self.files = None
            return self.stopped_by(failed.problems, {})
        except Exception:
            self.files = None
            return self.stopped_by([_our_mistake()], {})
        if files == self.files:
            return self.last
        self.files = files
        # Before the first edition, there is nothing to look at.
        if not self.last.name:
            return self.tried(self.first, files)
        return self.tried(lambda files: self.part(files, viewed), files)

    def completed(self, is_superseded: Callable[[], bool] = _never) -> Edition:
        """The last edition with all that it lacks; itself where that is nothing.

        It also stays the last one as soon as it `is_superseded`. What was made of it by
        then is kept, and it still lacks the rest.
        """
        if self.is_complete or self.files is None:
            return self.last
        self.is_superseded = is_superseded
        try:
            return self.tried(self.whole, self.files)
        finally:
            self.is_superseded = _never

    def _heed(self, doing: str, number: int, count: int) -> None:
        """Break off, between two explainers or pages, what is out of date."""
        if self.is_superseded():
            raise _Superseded

    def read(self, saved: Collection[str] | None) -> Files:
        """The files of the project, once those that were saved are whole."""
        rewritten = self.rewritten(saved)
        for _ in range(GLANCES):
            if are_whole(self.root, rewritten):
                files = self.read_now(saved)
                # The next save of the same file may have begun by then.
                if all(files.get(path) for path in rewritten):
                    return files
            self.pause(GLANCE)
        return self.read_now(saved)

    def rewritten(self, saved: Collection[str] | None) -> set[str]:
        """Those of the known files that a save may have begun to write again."""
        if self.files is None:
            return set()
        if saved is not None:
            return self.files.keys() & set(saved)
        # The theme's own lie elsewhere, and what was empty may stay so.
        return {
            path
            for path, content in self.files.items()
            if content and content != self.theme.get(path)
        }

    def read_now(self, saved: Collection[str] | None) -> Files:
        """The files of the project as they are at this moment."""
        if saved is None or self.files is None:
            files = read_project(self.root)
            self.links = links_in(self.root, files)
            return files
        if not self.files.keys() >= set(seen(saved)):
            # Something came, went or was moved, which may have links in it.
            self.links = None
        if self.links is not None:
            self.links = self.links.difference(saved) | links_in(self.root, saved)
        files = read_again(self.root, self.files, saved, self.links)
        if self.links is None:
            self.links = links_in(self.root, files)
        return files

    def tried(self, make: Callable[[Files], Edition], files: Files) -> Edition:
        """What is made of the files, or the last good site with what is in the way."""
        self.is_complete = True
        self.steps.cache.begin()
        try:
            self.last = make(files)
        except _Superseded:
            self.is_complete = False
        except Failed as failed:
            return self.stopped_by(failed.problems, files)
        except Exception:
            # A mistake of ours must not end what an editor is working with.
            return self.stopped_by([_our_mistake()], files)
        return self.last

    def stopped_by(self, problems: Iterable[Problem], files: Files) -> Edition:
        """The last good site with these problems."""
        shown = self.shown(problems, files)
        self.last = msgspec.structs.replace(self.last, problems=shown, is_current=False)
        return self.last

    def part(self, files: Files, viewed: Collection[str]) -> Edition:
        """The last edition with the viewed pages as they are now.

        What is broken between pages stays told until all of them are there.
        """
        checked = read_site(files, self.steps, self.occasion)
        wanted = {*viewed, NOT_FOUND}
        pages = render_pages(checked, files, self.steps, wanted.__contains__)
        self.is_complete = False
        edition = self.edition(checked, files, pages)
        together = {**self.last.files, **edition.files}
        return self.named(msgspec.structs.replace(edition, files=together))

    def first(self, files: Files) -> Edition:
        """The edition with every page, of which most stays for all that follow.

        To look through it for garbage, again and again, would take long.
        """
        gc.disable()
        try:
            return self.whole(files)
        finally:
            gc.enable()
            gc.collect()
            gc.freeze()

    def whole(self, files: Files) -> Edition:
        """The edition with every page, and without what is no more."""
        checked = read_site(files, self.steps, self.occasion)
        rendering = render(checked, files, self.steps)
        self.broken = ()
        try:
            check_between(rendering, (), files, self.steps)
        except Failed as failed:
            self.broken = self.shown(failed.problems, files)
        self.steps.cache.forget_the_rest()
        return self.named(self.edition(checked, files, rendering.files))

    def edition(
        self, checked: CheckedSite, files: Files, rendered: Iterable[Output]
    ) -> Edition:
        """The edition of these files of a site, with what is broken between them."""
        site = checked.site
        address = site.settings.address
        paths = self.steps.paths_in(files)
        texts = {path: files[path] for path in paths.texts}
        advice = [
            *consider(site.advice, texts, NAMES).advice,
            *drifted({path: files[path] for path in paths.theme}, self.theme),
        ]
        return Edition(
            name=str(time.time_ns()),
            base=urlsplit(str(address)).path if address else "/",
            files={each.path: each.content for each in rendered},
            site=site,
            problems=self.broken,
            advice=self.shown(advice, files),
        )

    def shown(
        self, problems: Iterable[Problem], files: Files
    ) -> tuple[ShownProblem, ...]:
        """The problems as the panel shows them; most of them as it did before."""
        return tuple(
            self.steps.cache.unless_changed(
                ("shown", problem),
                (files.get(problem.place.file),),
                partial(_shown, problem, files, self.root),
            )
            for problem in problems
        )

    def named(self, edition: Edition) -> Edition:
        """The edition, with the name of the last one where it looks the same."""
        if _looks_like(edition, self.last):
            return msgspec.structs.replace(edition, name=self.last.name)
        return edition


def places_on(path: str, site: Site) -> dict[str, Place]:
    """Where the source of each element of a page stands, by the id of the element."""
    places = {f"person-{id}": place for id, place in site.places.items()}
    for each in (site, *site.translations):
        for explainer in each.explainers:
            if path == each.folder_of(explainer.folder) + INDEX:
                places |= {f"person-{id}": at for id, at in each.places.items()}
                places["main"] = explainer.front.place
                places |= _places_of_items(explainer)
    return places


def _places_of_items(explainer: Explainer) -> dict[str, Place]:
    """Where the words of each item stand: of a translation, what it has in its own."""
    words = explainer.translation.places if explainer.translation else {}
    return {item.anchor: words.get(item.id, item.place) for item in explainer.items}


def _looks_like(edition: Edition, other: Edition) -> bool:
    """Whether both have the same pages, at the same place, that lead to the same."""
    changed = edition.files.items() ^ other.files.items()
    return (
        edition.base == other.base
        and not any(path.endswith(".html") for path, _ in changed)
        and edition.site is not None
        and other.site is not None
        and _lead_alike(edition.site, other.site)
    )


def _lead_alike(site: Site, other: Site) -> bool:
    """Whether the pages of two sites lead to the same places."""
    ours, others = list(_every(site)), list(_every(other))
    return [*_places_of_people(site)] == [*_places_of_people(other)] and (
        len(ours) == len(others)
        and all(
            _places_of(one) == _places_of(two)
            for one, two in zip(ours, others, strict=True)
            # Most are the very same as before.
            if one is not two
        )
    )


def _every(site: Site) -> Iterator[Explainer]:
    """The explainers of a site in every language."""
    yield from site.explainers
    for each in site.translations:
        yield from each.explainers


def _places_of_people(site: Site) -> Iterator[Place]:
    for each in (site, *site.translations):
        yield from each.places.values()


def _places_of(explainer: Explainer) -> list[Place]:
    """Where everything stands that the page of an explainer leads to."""
    return [explainer.front.place, *_places_of_items(explainer).values()]


def _shown(problem: Problem, files: Files, root: Path) -> ShownProblem:
    (found,), texts = told([problem], files, root)
    (text,) = paragraphs([found], texts)
    head, _, lines = text.partition("\n")
    place = shown_place(found.place)
    return ShownProblem(place, head.removeprefix(f"{place}: "), lines)


def _our_mistake() -> Problem:
    """What an editor is told of the exception being handled, whose traceback it prints.

    Nothing that they did should lead here, but what they do next may lead out again.
    """
    traceback.print_exc()
    return Problem(
        FACTBOX,
        "Factbox itself made a mistake; the terminal says more",
        "undo the last change, and report what the terminal says",
    )
