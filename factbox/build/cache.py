"""The cache: what was made before, by digests of exactly what it was made from.

A cache never decides what a page says: from an empty one the same bytes are made, only
later. It is kept in one file, and what happens to that file leaves less in the cache.
"""

import functools
import operator
import os
import stat
import sys
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from hashlib import blake2b
from io import RawIOBase
from pathlib import Path
from typing import Generic, Literal, TypeVar, cast

import msgspec

from factbox.values.digests import SIZE, digest

T = TypeVar("T")

LARGEST = 1_000_000_000
"""In bytes: the file of a cache that has more is set aside, and made anew."""

MOST_AT_HAND = 100
"""How many values are at hand: those that were asked for last."""


PART = 8_000_000
"""In bytes: about how much of a cache is written, or sent, at once."""

SPARE = 300
"""How many results are kept that builds without an end have left behind."""


class Codec(msgspec.Struct, Generic[T], frozen=True):
    """How a result is kept: to bytes, and back to a value that equals it.

    Where what comes back `is_lighter`, it takes the place of what was made.
    """

    encode: Callable[[T], bytes]
    decode: Callable[[bytes], T]
    is_lighter: bool = False


def codec_of(as_type: type[T]) -> Codec[T]:
    """The codec of a type that msgspec can decode."""
    return Codec(msgspec.msgpack.encode, msgspec.msgpack.Decoder(as_type).decode)


BYTES: Codec[bytes] = Codec(bytes, bytes)
KEPT = msgspec.msgpack.Decoder(dict[bytes, bytes])
"""Decodes what a cache keeps, or a part of that."""


class _Made(msgspec.Struct, frozen=True):
    """What was made under a name, from what, and what was asked for meanwhile."""

    given: tuple[object, ...]
    value: object
    asked: frozenset[Hashable]


class Cache:
    """Results by digest, as bytes; where it `holds_values`, also as what they were.

    Builds that follow each other in one process ask for the same values again. One
    build asks for few of them twice, and at a thousand explainers they take half of its
    memory. `spare` is how much it may hold beside a whole build.
    """

    def __init__(
        self,
        kept: Mapping[bytes, bytes] | None = None,
        size: int = 0,
        *,
        holds_values: bool = True,
    ) -> None:
        """The cache that a file of this size holds, in bytes."""
        self.kept = dict(kept or {})
        self.holds_values = holds_values
        self.saved = frozenset(self.kept)
        self.size = size
        self.spare = SPARE
        self._values: dict[bytes, object] = {}
        self._made: dict[Hashable, _Made] = {}
        self._asked: set[Hashable] = set()
        self._needed: frozenset[bytes] = frozenset()
        self._at_hand: dict[Hashable, object] = {}
        self._stamps: dict[Hashable, bytes] = {}
        self._stamped: dict[Hashable, bytes] = {}
        self._digests: dict[int, tuple[object, bytes]] = {}
        self._digested: dict[int, tuple[object, bytes]] = {}

    def stamp(self, *parts: Hashable) -> bytes:
        """The digest of these values, which one process takes only once."""
        found = self._stamps.get(parts) or digest(*parts)
        self._stamped[parts] = found
        return found

    def stamp_of(self, value: object) -> bytes:
        """The digest of a frozen value, which one process takes only once.

        It is told by its identity, so nothing need be compared.
        """
        known = self._digests.get(id(value))
        found = known if known and known[0] is value else (value, digest(value))
        self._digested[id(value)] = found
        return found[1]

    def at_hand(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` returns, or returned to this process not long ago for this key.

        For what takes longer to keep in a file than to make again.
        """
        found = self._at_hand.pop(key) if key in self._at_hand else make()
        self._at_hand[key] = found
        if len(self._at_hand) > MOST_AT_HAND:
            del self._at_hand[next(iter(self._at_hand))]
        return cast(T, found)

    def unless_changed(
        self, name: Hashable, given: Sequence[object], make: Callable[[], T]
    ) -> T:
        """What `make` returned last under this name, where it was given the same then.

        The same are the very same objects, so that nothing need be compared, and no
        digest taken. It is for what builds in one process do again for each explainer.
        """
        if not self.holds_values:
            return make()
        known = self._made.get(name)
        if (
            known
            and len(known.given) == len(given)
            and all(map(operator.is_, known.given, given))
        ):
            self._asked |= known.asked
            return cast(T, known.value)
        before, self._asked = self._asked, {name}
        try:
            value = make()
        finally:
            asked, self._asked = self._asked, before
            self._asked |= asked
        self._made[name] = _Made(tuple(given), value, frozenset(asked))
        return value

    def lookup(self, key: bytes, codec: Codec[T], make: Callable[[], T]) -> T:
        """What `make` returns, or returned when it was last asked with this key.

        What it raises is not remembered.
        """
        self._asked.add(key)
        if key in self._values:
            return cast(T, self._values[key])
        if key in self.kept:
            value = codec.decode(self.kept[key])
        else:
            value = make()
            self.kept[key] = codec.encode(value)
            if codec.is_lighter:
                value = codec.decode(self.kept[key])
        if self.holds_values:
            self._values[key] = value
        return value

    def holds(self, key: bytes) -> bool:
        """Whether something is kept with this key."""
        return key in self.kept

    def found(self, key: bytes) -> bytes | None:
        """What is kept with this key, as bytes."""
        self._asked.add(key)
        return self.kept.get(key)

    def keep(self, key: bytes) -> None:
        """What was made with this key is not forgotten, if anything was."""
        self._asked.add(key)

    def gained_since(self, had: AbstractSet[bytes]) -> dict[bytes, bytes]:
        """The results by digest, but for those that it had already."""
        return {key: self.kept[key] for key in self.kept.keys() - had}

    def begin(self) -> None:
        """Begin a build that may come to no end, as many may one after the other.

        What such builds leave behind is dropped once it is more than a spare part
        beside what the last whole build and the last of them asked for.
        """
        if len(self.kept) > len(self._needed) + self.spare:
            lately = self._needed | (self.kept.keys() & self._asked)
            if len(self.kept) > len(lately) + self.spare:
                self._drop(self.kept.keys() - lately)
        self._asked.clear()

    def forget_the_rest(self) -> None:
        """Drop what has not been asked for since this was last called."""
        self._drop(self.kept.keys() - self._asked)
        for name in self._made.keys() - self._asked:
            del self._made[name]
        self._needed = frozenset(self.kept)
        self._asked.clear()

    def _drop(self, keys: AbstractSet[bytes]) -> None:
        for key in keys:
            del self.kept[key]
            self._values.pop(key, None)
        self._stamps, self._stamped = self._stamped, {}
        self._digests, self._digested = self._digested, {}


def load_cache(path: Path) -> Cache:
    """The cache kept in a file by this very code; an empty one where there is none.

    It is for one build, and holds no values.
    """
    kept: dict[bytes, bytes] = {}
    size = 0
    code = _code_digest()
    with suppress(OSError, msgspec.DecodeError):
        there = os.stat(path)
        # To read from a pipe, or from a device, could take for ever.
        if not stat.S_ISREG(there.st_mode) or there.st_size > LARGEST:
            return Cache(holds_values=False)
        with open(path, "rb", buffering=0) as file:
            # What another build adds meanwhile is none of this one's.
            while size < there.st_size and (
                record := _read_record(file, there.st_size - size, code)
            ):
                kept |= KEPT.decode(record)
                size += _HEAD + len(record)
    return Cache(kept, size, holds_values=False)


def save_cache(cache: Cache, path: Path) -> None:
    """Keep a cache in a file; one that cannot be kept is no problem.

    What the cache has gained is put behind what the file holds already, so that it
    costs little after a small change. A file is written anew where it is not the one
    that was read, and where more than half of it has been forgotten since. What a full
    disk or a killed build left beside it is swept.
    """
    gained = cache.gained_since(cache.saved)
    if not gained:
        return
    code = _code_digest()
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        living = sum(map(len, cache.kept.values()))
        if cache.size and cache.size == path.stat().st_size <= 2 * living:
            _write_records(path, "ab", gained, code)
            return
    temporary = path.with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        try:
            _write_records(temporary, "wb", cache.kept, code)
            os.replace(temporary, path)
        finally:
            _sweep(path)


_EARLIER_NAME = "memo"
"""What the file was called in earlier versions."""


def _sweep(path: Path) -> None:
    """Nothing is left beside the file of a cache that is, or was to become, one.

    Another build may just be writing one: it goes without, as after a full disk.
    """
    for name in os.listdir(path.parent):
        stem, _, process = name.partition(".")
        is_begun = stem in (path.name, _EARLIER_NAME) and process.isdecimal()
        if is_begun or name == _EARLIER_NAME:
            with suppress(OSError):
                os.unlink(path.parent / name)


# A record of a cache's file: the signature of what follows, its length in bytes, and a
# mapping in MessagePack.
_LENGTH = 8
_HEAD = SIZE + _LENGTH


def _write_records(
    path: Path, mode: Literal["ab", "wb"], kept: Mapping[bytes, bytes], code: bytes
) -> None:
    """Write results to a file; what is added, each record in one piece.

    Another build may add to the file at the same time. A file that is new is written
    whole, or `OSError` is raised.
    """
    with open(path, mode, buffering=0 if mode == "ab" else -1) as file:
        for part in in_parts(kept):
            content = msgspec.msgpack.encode(part)
            length = len(content).to_bytes(_LENGTH, "big")
            file.write(_signature(length, content, code) + length + content)


def _read_record(file: RawIOBase, left: int, code: bytes) -> bytes | None:
    """The mapping of the record that begins here; None where no whole one does.

    `left` is how many bytes of the file are left.
    """
    head = file.read(_HEAD) or b""
    length = head[SIZE:]
    record = file.read(min(int.from_bytes(length, "big"), left)) or b""
    # A bit that has changed on the disk must not reach a page.
    return record if head[:SIZE] == _signature(length, record, code) else None


def in_parts(kept: Mapping[bytes, bytes]) -> Iterator[dict[bytes, bytes]]:
    """Results in parts that take little memory each, when they are copied."""
    part: dict[bytes, bytes] = {}
    size = 0
    for key, result in kept.items():
        part[key] = result
        size += len(result)
        if size > PART:
            yield part
            part, size = {}, 0
    if part:
        yield part


def _signature(length: bytes, content: bytes, code: bytes) -> bytes:
    """The digest of a record and of the code that made it."""
    signature = blake2b(length, digest_size=SIZE, key=code)
    signature.update(content)
    return signature.digest()


def _code_digest() -> bytes:
    """Changes with Python, with this package, and with any package beside it."""
    libraries = os.listdir(os.path.dirname(os.path.dirname(msgspec.__file__)))
    return digest(sys.version, _sources(), sorted(libraries))


@functools.cache
def _sources() -> tuple[tuple[str, int, int], ...]:
    """The files of this package, as they were when this process first looked."""
    package = os.path.dirname(os.path.dirname(__file__))
    sources = []
    for folder, _, names in os.walk(package):
        for name in names:
            if name.endswith((".py", ".toml", ".json", ".ttf", ".txt")):
                path = os.path.join(folder, name)
                status = os.stat(path)
                inner = os.path.relpath(path, package)
                sources.append((inner, status.st_mtime_ns, status.st_size))
    return tuple(sorted(sources))
