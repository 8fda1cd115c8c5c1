"""What publishing will do to a folder, found by looking only.

A file is read, and its digest compared with that of what is wanted, unless it and the
manifest are known to be as the last build left them: then the manifest has its digest.
What must not be done is refused before anything changes.
"""

import errno
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from pathlib import Path
from typing import TypeAlias

import msgspec

from factbox.output.rendered import Output, folded, folders_of
from factbox.problems import Failed, Problem
from factbox.publishing.folder import (
    ASIDE,
    UNTOUCHED,
    WORDS,
    Folder,
    identity,
    is_file,
    is_folder,
    standing_at,
)
from factbox.publishing.manifest import MANIFEST, Licence, licence_of, manifest_of
from factbox.values.digests import sha256_of

_READ_BY_ALL = 0o444

# Files that point to others; they land last and go first.
_PAGES = (".html", ".htm", ".xml", ".json", ".webmanifest", ".txt")


class Published(msgspec.Struct, frozen=True):
    """What publishing did: paths relative to the folder, sorted.

    `kept` are files that an earlier build made and this one does not want, which were
    left alone because somebody has edited them. No later build will touch them.
    `digests` are the SHA-256 of every file that is in the folder now, in hexadecimal.
    """

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    kept: tuple[str, ...]
    digests: Mapping[str, str] = {}


class Plan(msgspec.Struct, frozen=True):
    """What to do to the folder; every path relative to it.

    Stale files that stand `in_the_way` of an output go before it lands: they are
    files where it needs a folder or the reverse, or its own name in another case.
    """

    writes: tuple[Output, ...]  # in the order in which they land
    in_the_way: tuple[str, ...]  # in the order in which they go, as are:
    stale: tuple[str, ...]
    emptied: tuple[str, ...]  # folders that may become empty
    union: bytes  # the manifest while the build is under way
    final: bytes  # the manifest once it is complete
    closed: tuple[str, ...]  # files that stand as they should, but not for everybody
    is_fulfilled: bool
    outcome: Published


AsLeft: TypeAlias = Callable[[str, os.stat_result], bool]
"""Whether what stands at a path of the site is as the last build left it."""


def is_unknown(path: str, there: os.stat_result) -> bool:
    """Not as far as is known: what nobody has looked after is to be read."""
    return False


def plan_of(
    rendered: Sequence[Output],
    folder: Folder,
    force: bool,
    is_as_left: AsLeft = is_unknown,
) -> Plan:
    """What is to be done, found by looking only; raises `Failed` if it must not be."""
    licence = licence_of(folder, force)
    wanted = {each.path: each.digest for each in rendered}
    needed = {above for path in wanted for above in folders_of(path)}
    old = licence.files.keys() - wanted.keys()
    ground = _look(folder, wanted.keys() | old)
    left = {path for path in old if path in ground and not is_folder(ground[path])}
    stale = {p for p in left if _is_as_built(folder.at(p), ground[p], licence.files[p])}
    above_old = {above for path in old for above in folders_of(path)}
    emptied = {path for path in above_old if is_folder(ground.get(path))}
    in_the_way = _in_the_way(stale, wanted, needed)

    ground = _cleared(ground, folder, in_the_way, emptied)
    unread = _unread(licence, folder, ground, is_as_left)
    writes = [
        each
        for each in rendered
        if not (
            unread.get(each.path) == wanted[each.path]
            or _stands(each, wanted[each.path], folder, ground.get(each.path))
        )
    ]
    written = {each.path for each in writes}
    free = written if force else licence.files.keys()
    problems = [
        *_obstacles(folder, ground, needed, written, free),
        *_barriers(folder, ground, written | stale),
    ]
    if problems:
        raise Failed(problems)
    known = {p: licence.files.get(p, set()) | {wanted[p]} for p in wanted}
    final = manifest_of({path: {digest} for path, digest in wanted.items()})
    return Plan(
        writes=tuple(sorted(writes, key=lambda each: _landing(each.path))),
        in_the_way=tuple(sorted(in_the_way, key=_landing, reverse=True)),
        stale=tuple(sorted(stale - in_the_way, key=_landing, reverse=True)),
        emptied=tuple(sorted(emptied, reverse=True)),
        union=manifest_of(licence.files | known),
        final=final,
        closed=tuple(
            path
            for path in sorted(wanted.keys() - written)
            if path in ground and ground[path].st_mode & _READ_BY_ALL != _READ_BY_ALL
        ),
        is_fulfilled=not (writes or stale) and licence.text == final,
        outcome=Published(
            written=tuple(sorted(written)),
            unchanged=tuple(sorted(wanted.keys() - written)),
            removed=tuple(sorted(stale)),
            kept=tuple(sorted(left - stale)),
            digests={**wanted, MANIFEST: sha256_of(final)},
        ),
    )


_Ground: TypeAlias = Mapping[str, os.stat_result]


def _look(folder: Folder, paths: Iterable[str]) -> _Ground:
    """What stands at these paths and at the folders on the way, "" being the folder.

    A symbolic link stands for itself; nothing is looked for beyond it.
    """
    paths = list(paths)
    ground = {"": os.lstat(folder.root)}
    folders = {above for path in paths for above in folders_of(path)}
    # Sorted, a folder comes before the folders in it.
    for path in (*sorted(folders), *paths):
        above = path.rpartition("/")[0]
        if is_folder(ground.get(above)) and (there := standing_at(folder.at(path))):
            ground[path] = there
    return ground


def _is_as_built(file: str, there: os.stat_result, digests: Set[str]) -> bool:
    return is_file(there) and sha256_of(Path(file).read_bytes()) in digests


def _unread(
    licence: Licence, folder: Folder, ground: _Ground, is_as_left: AsLeft
) -> Mapping[str, str]:
    """The digests of files that are as the last build left them.

    Without the manifest of that, nobody knows what they hold.
    """
    manifest = standing_at(folder.at(MANIFEST))
    if manifest is None or not is_as_left(MANIFEST, manifest):
        return {}
    return {
        path: next(iter(digests))
        for path, digests in licence.files.items()
        if len(digests) == 1
        and (there := ground.get(path))
        and is_file(there)
        and is_as_left(path, there)
    }


def _stands(
    each: Output, digest: str, folder: Folder, there: os.stat_result | None
) -> bool:
    """Whether the file is there already, with every byte of it."""
    if there is None or not is_file(there) or there.st_size != each.size:
        return False
    with open(folder.at(each.path), "rb", buffering=0) as file:
        return sha256_of(file.read()) == digest


def _in_the_way(
    stale: Iterable[str], wanted: Iterable[str], needed: Iterable[str]
) -> set[str]:
    """The stale files that an output's file or folder cannot stand beside."""
    files = {folded(path) for path in wanted}
    both = files | {folded(path) for path in needed}
    return {
        path
        for path in stale
        if folded(path) in both or not files.isdisjoint(map(folded, folders_of(path)))
    }


def _cleared(
    ground: _Ground, folder: Folder, files: Set[str], folders: Set[str]
) -> _Ground:
    """The ground once these files are gone, and those of the folders left empty.

    Where case is ignored a file stands at two paths, so it goes by its identity.
    """
    empty = {path for path in folders if _empties(path, folder, files, folders)}
    gone = {identity(ground[path]) for path in files | empty}
    return {p: there for p, there in ground.items() if identity(there) not in gone}


def _empties(path: str, folder: Folder, files: Set[str], folders: Set[str]) -> bool:
    """Whether a folder holds nothing but these files, and these folders likewise."""
    return all(
        inner in files or (inner in folders and _empties(inner, folder, files, folders))
        for inner in (f"{path}/{name}" for name in os.listdir(folder.at(path)))
    )


def _obstacles(
    folder: Folder,
    ground: _Ground,
    needed: Iterable[str],
    written: Iterable[str],
    free: Set[str],
) -> Iterator[Problem]:
    """What stands where an output belongs and is not `free` to be replaced."""
    for path in needed:
        if path in ground and not is_folder(ground[path]):
            message = "an output needs a folder here, where a file or a link stands"
            yield Problem(folder.place(path), message, ASIDE)
    for path in written:
        if is_folder(ground.get(path)):
            message = "an output belongs here, where a folder stands"
            yield Problem(folder.place(path), message, ASIDE)
        elif path in ground and path not in free:
            message = "an output belongs here, where a file stands that no build made"
            hint = "move it away, or build with --force to replace it"
            yield Problem(folder.place(path), message, hint)


def _barriers(
    folder: Folder, ground: _Ground, paths: Iterable[str]
) -> Iterator[Problem]:
    """The folders in which these files cannot be renamed or deleted."""
    touched = {
        next(
            above
            for above in (*folders_of(path)[::-1], "")
            if is_folder(ground.get(above))
        )
        for path in paths
    }
    for path in touched:
        if ground[path].st_dev != ground[""].st_dev:
            message = "this folder is on another disk than the one around it"
            hint = "put a plain folder in its place, then build again"
            yield Problem(folder.place(path), message, hint)
        elif not os.access(folder.at(path), os.W_OK | os.X_OK):
            message, hint = WORDS[errno.EACCES]
            yield Problem(folder.place(path), f"{message}; {UNTOUCHED}", hint)


def _landing(path: str) -> tuple[bool, int, str]:
    """A sort key: assets before pages, and what lies deep before what leads to it."""
    return path.endswith(_PAGES), -path.count("/"), path
