"""The manifest of a published folder: the licence to delete and to overwrite there.

It keeps the digests of what builds have put at each path, more than one only while a
build is under way: a file that no longer has one of them was edited by hand.
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from factbox.output.rendered import OWN_PREFIX, path_fault, shown_path
from factbox.problems import Failed, Problem, Unreadable
from factbox.publishing.folder import Folder, is_file, standing_at

MANIFEST = f"{OWN_PREFIX}manifest.json"


class _Version(msgspec.Struct, frozen=True):
    version: int


class _Manifest(msgspec.Struct, frozen=True):
    """What builds have put in the folder: at each path, the SHA-256 of each content."""

    about: str
    files: dict[str, list[str]]
    version: int


_VERSION = 1
_ABOUT = (
    "The files that Factbox made in this folder, with the SHA-256 of their content."
    " It deletes and overwrites only these. Leave this file where it is."
)


def manifest_of(files: Mapping[str, Iterable[str]]) -> bytes:
    """A manifest's bytes, the same for the same files."""
    listed = {path: sorted(digests) for path, digests in files.items()}
    manifest = _Manifest(about=_ABOUT, files=listed, version=_VERSION)
    text = msgspec.json.encode(manifest, order="sorted")
    return msgspec.json.format(text, indent=1) + b"\n"


def _read_manifest(folder: Folder) -> bytes | None:
    path = folder.at(MANIFEST)
    there = standing_at(path)
    if there is None:
        return None
    if not is_file(there):
        raise Unreadable("this is not a file")
    return Path(path).read_bytes()


def _licensed(text: bytes) -> dict[str, set[str]]:
    """The paths that a manifest gives licence for, with their digests."""
    try:
        version = msgspec.json.decode(text, type=_Version).version
        if version != _VERSION:
            raise Unreadable(f"this was written by another Factbox (format {version})")
        files = msgspec.json.decode(text, type=_Manifest).files
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Unreadable("this is not a manifest that a build wrote") from error
    for path in files:
        if fault := path_fault(path):
            raise Unreadable(f"this names '{shown_path(path)}', which {fault}")
    return {path: set(digests) for path, digests in files.items()}


class Licence(msgspec.Struct, frozen=True):
    """What a build may delete or overwrite, and the manifest's bytes that say so."""

    files: dict[str, set[str]]
    text: bytes | None


def licence_of(folder: Folder, force: bool) -> Licence:
    """What earlier builds left here; with `force`, nothing if that cannot be told."""
    adopt = "build with --force to go on without it; no old file is deleted then"
    try:
        text = _read_manifest(folder)
        if text is not None:
            return Licence(_licensed(text), text)
    except Unreadable as error:
        if not force:
            place = folder.place(MANIFEST)
            raise Failed([Problem(place, error.message, adopt)]) from error
    strangers = [n for n in sorted(os.listdir(folder.root)) if not n.startswith(".")]
    if strangers and not force:
        message = f"no build made this folder, and it holds {_few(strangers)}"
        hint = "build into an empty folder, or with --force to keep those files beside"
        raise Failed([Problem(folder.place(), message, hint)])
    return Licence({}, None)


def _few(names: Sequence[str]) -> str:
    shown = ", ".join(shown_path(name) for name in names[:3])
    return shown + (" …" if len(names) > 3 else "")
