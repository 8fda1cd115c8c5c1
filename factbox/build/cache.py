"""The cache: what was made before, by digests of exactly what it was made from.

A cache never decides what a page says: from an empty one the same bytes are made, only
later. It is kept in one file, and what happens to that file leaves less in the cache.
"""

import functools
import operator
import os
import sys
from collections.abc import Callable, Hashable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Generic, TypeVar, cast

import msgspec

from factbox.build.store import Memory, Store
from factbox.values.digests import digest

T = TypeVar("T")

MOST_AT_HAND, AT_HAND_IN_A_BUILD = 100, 32
"""How many values are at hand, those that were asked for last; in a single build, which
does not come back to an explainer, fewer.
"""

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
        *,
        holds_values: bool = True,
    ) -> None:
        """The cache of a store, or one that begins with these results in memory."""
        self.kept = kept if isinstance(kept, Store) else Memory(kept or {})
        self.holds_values = holds_values
        self.spare = SPARE
        self._values: dict[bytes, object] = {}
        self._made: dict[Hashable, _Made] = {}
        self._asked: set[Hashable] = set()
        self._needed: frozenset[bytes] = frozenset()
        self._at_hand: dict[Hashable, object] = {}
        self._digests: dict[int, tuple[object, bytes]] = {}
        self._digested: dict[int, tuple[object, bytes]] = {}

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
        most = MOST_AT_HAND if self.holds_values else AT_HAND_IN_A_BUILD
        if len(self._at_hand) > most:
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
        kept = self.kept.get(key)
        if kept is None:
            value = make()
            self.kept[key] = kept = codec.encode(value)
            if codec.is_lighter:
                value = codec.decode(kept)
        else:
            value = codec.decode(kept)
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
        self._drop({key for key in self.kept if key not in self._asked})
        for name in self._made.keys() - self._asked:
            del self._made[name]
        self._needed = frozenset(self.kept)
        self._asked.clear()

    def _drop(self, keys: AbstractSet[bytes]) -> None:
        for key in keys:
            del self.kept[key]
            self._values.pop(key, None)
        self._digests, self._digested = self._digested, {}


def load_cache(path: Path) -> Cache:
    """The cache kept in a file by this very code; an empty one where there is none.

    It is for one build, and holds no values.
    """
    return Cache(Store(path, _code_digest()), holds_values=False)


def save_cache(cache: Cache, path: Path) -> None:
    """Keep a cache in a file; one that cannot be kept is no problem."""
    kept = cache.kept
    if not (isinstance(kept, Store) and kept.path == path):
        kept = Store(path, _code_digest())
        kept.clear()
        kept.update(cache.kept)
    kept.save()


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
                sources.append(
                    (path[len(package) + 1 :], status.st_mtime_ns, status.st_size)
                )
    return tuple(sorted(sources))
