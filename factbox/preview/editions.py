"""Editions: the site as it is after each save, or what is wrong with it."""

import time
import traceback
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from factbox.content import read_site
from factbox.files import Files, are_whole, read_again, read_project, texts_with
from factbox.memo import Memo
from factbox.model import Site
from factbox.problems import Failed, Place, Problem, report
from factbox.render import render

# In seconds. A file that is gone or empty is most often about to be written again.
PATIENCE = 0.1
GLANCE = 0.005


class Told(msgspec.Struct, frozen=True):
    """A problem as the panel shows it: its place, its words, and the lines below."""

    place: str
    message: str
    lines: str


class Edition(msgspec.Struct, frozen=True, kw_only=True):
    """What there is to see at one moment: the last good site, and what is wrong now.

    `name` differs from that of every other good site, and is "" before the first.
    `files` has its files by their paths, its pages without the path of their sheet,
    which is `style`; `base` is the path at which it is published, with "/" at both
    ends.
    """

    name: str = ""
    base: str = "/"
    files: Mapping[str, bytes] = {}
    style: str = ""
    site: Site | None = None
    problems: tuple[Told, ...] = ()
    advice: tuple[Told, ...] = ()


class Press:
    """Makes the editions of one project, each from what the one before left."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files: Files | None = None
        self.memo = Memo()
        self.last = Edition()

    def edition(self, saved: Collection[str] | None) -> Edition:
        """The edition after a save at these paths, None being anywhere.

        It is the very last one where nothing was saved that matters.
        """
        try:
            files = self.read(saved)
        except Failed as failed:
            self.files = None
            return self.stopped_by(failed.problems, {})
        if files != self.files:
            self.files = files
            try:
                self.last = self.printed(files)
            except Failed as failed:
                return self.stopped_by(failed.problems, files)
            except Exception:
                # A mistake of ours must not end what the editor is working with.
                return self.stopped_by([_our_mistake()], files)
        return self.last

    def read(self, saved: Collection[str] | None) -> Files:
        """The files of the project, once those that were saved are whole."""
        if saved is None or self.files is None:
            return read_project(self.root)
        rewritten = self.files.keys() & set(saved)
        enough = time.monotonic() + PATIENCE
        while not are_whole(self.root, rewritten) and time.monotonic() < enough:
            time.sleep(GLANCE)
        return read_again(self.root, self.files, saved)

    def printed(self, files: Files) -> Edition:
        """The edition of a site without problems."""
        site = read_site(files, self.memo, marked=True)
        rendered = render(site, files, self.memo, styled=False)
        self.memo.forget_the_rest()
        address = site.settings.address
        path = urlsplit(str(address)).path if address else ""
        return Edition(
            name=str(time.time_ns()),
            base=f"{path.rstrip('/')}/",
            files={each.path: each.content for each in rendered},
            style=rendered[0].path,
            site=site,
            advice=_told(site.advice, files),
        )

    def stopped_by(self, problems: Iterable[Problem], files: Files) -> Edition:
        """The last good site with these problems."""
        told = _told(problems, files)
        self.last = msgspec.structs.replace(self.last, problems=told)
        return self.last


def places_on(path: str, site: Site) -> dict[str, Place]:
    """Where the source of each element of a page stands, by the id of the element."""
    places = {f"person-{person.id}": person.place for person in site.people.values()}
    for explainer in site.explainers:
        folder = "" if explainer.folder == site.home else f"{explainer.folder}/"
        if path == f"{folder}index.html":
            places["main"] = explainer.front.place
            for sidebar in explainer.sidebars:
                places |= {item.anchor: item.place for item in sidebar.items}
    return places


def _told(problems: Iterable[Problem], files: Files) -> tuple[Told, ...]:
    problems = list(problems)
    texts = texts_with(problems, files)
    told = []
    for problem in problems:
        head, _, lines = report([problem], texts).partition("\n")
        place = str(problem.place)
        told.append(Told(place, head.removeprefix(f"{place}: "), lines))
    return tuple(told)


def _our_mistake() -> Problem:
    """What an editor is told of the exception being handled, whose traceback it prints.

    Nothing that they did should lead here, but what they do next may lead out again.
    """
    traceback.print_exc()
    return Problem(
        Place("factbox"),
        "Factbox itself made a mistake; the terminal says more",
        "undo the last change, and report what the terminal says",
    )
