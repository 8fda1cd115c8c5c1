"""The files of a project to a checked `Site`, or to every problem in them.

Each file is decoded by itself. Then every mention of an id is checked, wherever it
stands, and the entries are resolved into the items that pages show. No step stops at
another's problems, so an editor sees all of them in one run.
"""

from collections.abc import Mapping
from functools import partial
from typing import TypeVar

import msgspec

from factbox.build.cache import Memo, Shape, digest, shape_of
from factbox.build.workers import fill
from factbox.checking.checks import Known, advice, faults, unknown
from factbox.checking.dates import date_faults
from factbox.kinds import KINDS
from factbox.languages.language import BRITISH, Language
from factbox.model.model import Desk, Explainer, Item, Sidebar, Site
from factbox.problems import Failed, Place, Problem
from factbox.reading.documents import (
    AT_THE_TOP,
    Draft,
    Facts,
    folders_in,
    read_draft,
    read_people,
    read_settings,
    read_sources,
    stray_problems,
    strays_in,
)
from factbox.reading.files import Files
from factbox.values.locales import ENGLISH, Locale

T = TypeVar("T")
I_ = TypeVar("I_", bound=Item)

Names = tuple[tuple[str, str], ...]
"""Kinds and ids."""


class Around(msgspec.Struct, frozen=True):
    """All that an explainer draws on outside its own files.

    `stamps` has a digest of everything that it can name, by kind and id, but not of
    what is broken; `manner` is that of how it is read, whatever it names.
    """

    desk: Desk
    known: Known
    language: Language
    locale: Locale
    stamps: Mapping[tuple[str, str], bytes]
    marked: bool
    manner: bytes


class Checked(msgspec.Struct, frozen=True):
    """An explainer without a problem, and advice on it."""

    explainer: Explainer
    advice: tuple[Problem, ...]


def read_site(files: Files, memo: Memo | None = None, *, marked: bool = False) -> Site:
    """The site that the files hold. Raises `Failed` with all problems of all files.

    An explainer comes from the memo if its files, and all that they name, are in it.
    For preview, articles are `marked` with the places of their blocks.
    """
    memo = memo or Memo()
    strays = strays_in(files, "content", AT_THE_TOP)
    problems = list(stray_problems(strays, AT_THE_TOP))
    settings, found, mentions = memo.at_hand(
        ("settings", files.get("content/site.yaml"), tuple(strays.items())),
        lambda: read_settings(files, strays),
    )
    problems += found
    people, people_ids, found = memo.at_hand(
        ("people", files.get("content/people.yaml"), tuple(strays.items())),
        lambda: read_people(files, strays),
    )
    problems += found
    locale = settings.locale if settings else ENGLISH
    readings, found = read_sources(files, memo, locale)
    problems += found
    sources = {id: each.source for id, each in readings.items() if each.source}
    folders = folders_in(files)
    known = Known(people_ids, {id: r.notes for id, r in readings.items()}, folders)
    for reading in readings.values():
        problems += reading.problems
    problems += unknown(mentions, known, Facts({}, frozenset()))
    language = settings.language if settings else BRITISH
    around = Around(
        Desk(people, sources),
        known,
        language,
        locale,
        {
            **{("person", id): digest(person) for id, person in people.items()},
            **{("source", id): memo.stamp(files[f"seeds/{id}.yaml"]) for id in sources},
            **{("explainer", folder): b"" for folder in folders},
        },
        marked,
        digest(language, locale, marked),
    )
    checks = [
        partial(_checked, folder, own, around, memo) for folder, own in folders.items()
    ]
    fill(memo, checks)
    checked = []
    for check in checks:
        try:
            checked.append(check())
        except Failed as failed:
            problems += failed.problems
    if not folders:
        problems.append(
            Problem(
                Place("content"),
                "there is no explainer here yet",
                "make a folder with an article.md in it",
            )
        )
    if problems or settings is None:
        raise Failed(problems)
    return Site(
        settings=settings,
        people=people,
        sources=sources,
        explainers=tuple(each.explainer for each in checked),
        home=settings.home.id if settings.home else "",
        advice=tuple(sorted(piece for each in checked for piece in each.advice)),
    )


def _checked(folder: str, own: Files, around: Around, memo: Memo) -> Checked:
    """The explainer of a folder. Raises `Failed` with all problems in its files.

    Its files tell what it names, and it is made from them and from what these names
    mean: nothing else can change it. While something that it names is unknown or
    broken, the memo stays out of it.
    """
    written = memo.stamp("names", folder, tuple(own.items()))

    def draft() -> Draft:
        manner = (around.marked, around.locale)
        key = ("draft", written, *manner)
        return memo.at_hand(key, lambda: read_draft(folder, own, memo, *manner))

    names = memo.recall(written, NAMES, lambda: _names(draft()))
    stamps = [around.stamps.get(name) for name in names]
    made_from = digest("explainer", written, around.manner, stamps)
    if None in stamps:
        return _check(draft(), names, around, made_from)
    return memo.recall(
        made_from, CHECKED, lambda: _check(draft(), names, around, made_from)
    )


def _names(draft: Draft) -> Names:
    """The kind and id of everything outside its own files that an explainer names."""
    outside = ("person", "source", "explainer")
    named = {(each.kind, each.id) for each in draft.mentions if each.kind in outside}
    return tuple(sorted(named))


def _check(draft: Draft, names: Names, around: Around, made_from: bytes) -> Checked:
    """The explainer of a draft, if there is no problem in it."""
    sidebars, found = _sidebars(draft, around.desk)
    items = {item.id: item for sidebar in sidebars for item in sidebar.items}
    problems = [
        *draft.problems,
        *found,
        *faults(draft, items, around.known, around.language),
        *date_faults(draft.front, items.values(), around.desk.sources),
    ]
    if problems or draft.front is None:
        raise Failed(problems)
    explainer = Explainer(
        folder=draft.folder,
        front=draft.front,
        body=draft.body,
        sidebars=sidebars,
        images=dict(draft.images),
        people=_of("person", names, around.desk.people),
        sources=_of("source", names, around.desk.sources),
        linked=tuple(id for kind, id in names if kind == "explainer"),
        made_from=made_from,
    )
    return Checked(explainer, tuple(advice(draft, items)))


def _sidebars(draft: Draft, desk: Desk) -> tuple[tuple[Sidebar, ...], list[Problem]]:
    """The items of each kind that can be shown, and what is wrong with the others."""
    problems: list[Problem] = []
    sidebars = []
    for kind in KINDS:
        items, found = kind.resolve(draft.entries[kind.name], desk)
        problems += found
        sidebars.append(Sidebar(kind.name, items))
    return tuple(sidebars), problems


def _of(kind: str, names: Names, known: Mapping[str, T]) -> dict[str, T]:
    """Those of the known things of one kind that are named."""
    return {id: known[id] for each, id in names if each == kind and id in known}


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
    sidebars = tuple(
        Sidebar(kind.name, items.decode(raw))
        for kind, items, raw in zip(KINDS, _ITEMS, kept.items, strict=True)
    )
    checked = kept.checked
    whole = msgspec.structs.replace(checked.explainer, sidebars=sidebars)
    return Checked(whole, checked.advice)


def _items_decoder(item: type[I_]) -> "msgspec.msgpack.Decoder[tuple[I_, ...]]":
    return msgspec.msgpack.Decoder(tuple[item, ...])  # type: ignore[valid-type]


_pack = msgspec.msgpack.encode
_KEPT = msgspec.msgpack.Decoder(_Kept)
_ITEMS = [_items_decoder(kind.item) for kind in KINDS]
NAMES: Shape[Names] = shape_of(tuple[tuple[str, str], ...])
CHECKED = Shape(_encode, _decode)
