"""Where a cache keeps its results: in memory, or in a file (`parted.py`)."""

import os
import stat
from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Set
from contextlib import suppress
from pathlib import Path

import msgspec

from factbox.build.parted import LARGEST, PartedFile, Where, is_as_written

PART = 8_000_000
"""In bytes: about how much is written, or sent, at once."""


class Parcel(msgspec.Struct, frozen=True, array_like=True):
    """Results that one process hands to another: those in the file, and others."""

    placed: dict[bytes, Where]
    held: dict[bytes, bytes]


_PARCEL = msgspec.msgpack.Decoder(Parcel)
_pack = msgspec.msgpack.encode


class Results(MutableMapping[bytes, bytes]):
    """Results by their keys, and what several processes do with them."""

    @abstractmethod
    def before_copies(self) -> None:
        """Make ready for copies of this process that gain results of their own."""

    @abstractmethod
    def after_a_crash(self) -> None:
        """Trust nothing that a copy of this process was doing when it was killed."""

    @abstractmethod
    def parcels(self, had: Set[bytes]) -> Iterator[bytes]:
        """What it has but for what it `had`, for another process."""

    @abstractmethod
    def take(self, parcel: bytes) -> None:
        """Take over what another process has gained."""


class Memory(dict[bytes, bytes], Results):
    """Results in memory, to which copies of a process do nothing."""

    def before_copies(self) -> None:
        """Make ready for copies of this process that gain results of their own."""

    def after_a_crash(self) -> None:
        """Trust nothing that a copy of this process was doing when it was killed."""

    def parcels(self, had: Set[bytes]) -> Iterator[bytes]:
        """What it has but for what it `had`, for another process."""
        for part in in_parts((key, self[key]) for key in self.keys() - had):
            yield _pack(Parcel({}, part))

    def take(self, parcel: bytes) -> None:
        """Take over what another process has gained."""
        self.update(_PARCEL.decode(parcel).held)


class Store(Results):
    """Results in a file; those that are not there yet wait in memory.

    What waits is written once it is much, and by `save`. What cannot be written stays
    in memory; that is no problem, and neither is a file that holds nothing of use.
    """

    def __init__(self, path: Path, code: bytes) -> None:
        """The results that this very code has kept in a file, if there are any."""
        self.path = path
        self.code = code
        self._found: dict[bytes, bytes | Where] = {}
        self._waiting: dict[bytes, bytes] = {}
        self._weight = 0
        self._has_gained = False
        self._is_stuck = False
        self._process = os.getpid()
        self._file: PartedFile | None = None
        with suppress(OSError, msgspec.DecodeError):
            there = os.stat(path)
            # To read from a pipe, or from a device, could take for ever.
            if stat.S_ISREG(there.st_mode) and there.st_size <= LARGEST:
                self._file = PartedFile(path, os.O_RDONLY)
                self._found.update(self._file.index(code))

    def __getitem__(self, key: bytes) -> bytes:
        found = self._found[key]
        if isinstance(found, bytes):
            return found
        content = b""
        with suppress(OSError):
            content = self._file.read(found.at, found.length) if self._file else b""
        # A bit that has changed on the disk must not reach a page.
        if not is_as_written(content, found):
            del self._found[key]
            raise KeyError(key)
        return content

    def __setitem__(self, key: bytes, content: bytes) -> None:
        self._found[key] = self._waiting[key] = content
        self._weight += len(content)
        self._has_gained = True
        if self._weight > PART:
            with suppress(OSError):
                self._write()

    def __delitem__(self, key: bytes) -> None:
        del self._found[key]
        self._waiting.pop(key, None)

    def __contains__(self, key: object) -> bool:
        return key in self._found

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def before_copies(self) -> None:
        """There is a file to which each copy of this process can add what it gains.

        What waits is written here, and not by each of them.
        """
        with suppress(OSError):
            if self._file is None or not self._file.is_whole:
                self._renew()
            else:
                self._write()

    def after_a_crash(self) -> None:
        """What a copy of this process was writing is not trusted to be whole."""
        if self._file:
            self._file.is_whole = False

    def parcels(self, had: Set[bytes]) -> Iterator[bytes]:
        """What it has but for what it `had`, for another process."""
        with suppress(OSError):
            self._write()
        gained = {key: self._found[key] for key in self._found.keys() - had}
        placed = {key: each for key, each in gained.items() if isinstance(each, Where)}
        yield _pack(Parcel(placed, {}))
        for part in in_parts(self._waiting.items()):
            yield _pack(Parcel({}, part))

    def take(self, parcel: bytes) -> None:
        """Take over what another process has gained."""
        taken = _PARCEL.decode(parcel)
        self._found.update(taken.placed)
        self._has_gained = True
        for key, content in taken.held.items():
            self[key] = content

    def save(self) -> None:
        """The file holds all of it, if it can be.

        What it has gained is put behind what the file holds already, so that it costs
        little after a small change. A file is written anew where it is not the one
        that was read, and where more than half of it has been forgotten since. What a
        full disk or a killed build left beside it is swept.
        """
        if not self._has_gained:
            return
        self._is_stuck = False
        with suppress(OSError):
            self._write()
        with suppress(OSError):
            living = sum(
                _BESIDE + (len(each) if isinstance(each, bytes) else each.length)
                for each in self._found.values()
            )
            file = self._file
            if not (
                file
                and file.is_whole
                and file.is_at(self.path)
                and file.size() <= 2 * living
            ):
                self._renew()
        self._has_gained = False

    def _write(self) -> None:
        """Put what waits behind what is in the file, or write that anew.

        A copy of the process that this began in only adds, to the very same file.
        """
        if not self._waiting or self._is_stuck:
            return
        try:
            is_copy = self._process != os.getpid()
            if self._file is None or not (self._file.is_whole or is_copy):
                if is_copy:
                    raise FileNotFoundError(self.path)
                self._renew()
                return
            self._file.begin_to_add(self.path)
            for part in [*in_parts(self._waiting.items())]:
                self._placed(self._file.add(part, self.code))
        except OSError:
            self._is_stuck = True
            raise

    def _placed(self, index: Mapping[bytes, Where]) -> None:
        """These results are in the file, and need not wait in memory."""
        self._found.update(index)
        for key in index:
            self._waiting.pop(key, None)
        self._weight = sum(map(len, self._waiting.values()))

    def _renew(self) -> None:
        """Write a file that holds all of it, and nothing else."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        temporary = self.path.with_suffix(f".{os.getpid()}")
        index: dict[bytes, Where] = {}
        try:
            with suppress(FileNotFoundError):
                os.unlink(temporary)
            new = PartedFile(temporary, _NEW)
            each = (
                (key, content)
                for key in [*self]
                if (content := self.get(key)) is not None
            )
            for part in in_parts(each):
                index |= new.add(part, self.code)
            if os.name == "nt":
                # An open file cannot take the place of another one there.
                new.close()
                self._file = None
            os.replace(temporary, self.path)
            if os.name == "nt":
                new = PartedFile(self.path, os.O_RDWR | os.O_APPEND)
                new.is_whole = True
        finally:
            _sweep(self.path)
        self._file = new
        self._placed(index)


_NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_APPEND

_BESIDE = 60
"""In bytes: what a file has of a result beside that itself."""

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


def in_parts(results: Iterable[tuple[bytes, bytes]]) -> Iterator[dict[bytes, bytes]]:
    """Results in parts that take little memory each, when they are copied."""
    part: dict[bytes, bytes] = {}
    size = 0
    for key, result in results:
        part[key] = result
        size += len(result)
        if size > PART:
            yield part
            part, size = {}, 0
    if part:
        yield part
