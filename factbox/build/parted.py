"""A file of results, of which the index is read, and each result when it is asked for.

It is a row of parts. Each begins with a head: the signature of its index and of the
code that made it; then, as numbers, where the part begins and how many bytes its
results and its index take. The results follow, and behind them the index, a mapping in
MessagePack from keys to where results stand, and to their digests.

A part is written in one piece behind all others, by whichever of several builds or
processes, so that a killed one loses no more than its last.
"""

import errno
import os
from collections.abc import Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

import msgspec

from factbox.values.digests import SIZE

LARGEST = 4_000_000_000
"""In bytes: nothing is added to a larger file, which is set aside and made anew."""

_NUMBER = 8
_HEAD = SIZE + 3 * _NUMBER
_HAS_PREAD = hasattr(os, "pread")  # Windows has none.
_OPENED = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


class Where(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Where a result begins in a file, how many bytes it takes, and its digest."""

    at: int
    length: int
    digest: bytes


_INDEX = msgspec.msgpack.Decoder(dict[bytes, Where])


class PartedFile:
    """An open file of results.

    It `is_whole` where every byte of it belongs to a part, as far as this process
    knows: behind a piece of one, nothing would be found.
    """

    def __init__(self, path: Path, flags: int) -> None:
        """Open a file; one that is made is whole."""
        self.is_whole = bool(flags & os.O_CREAT)
        self._reads: int | None = None
        self._adds: int | None = None
        self._adding = os.getpid()
        self._reads = os.open(path, flags | _OPENED, 0o666)
        if flags & os.O_APPEND:
            self._adds = self._reads

    def __del__(self) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; nothing can be read from it or added to it any more."""
        for descriptor in {self._reads, self._adds}:
            if descriptor is not None:
                with suppress(OSError):
                    os.close(descriptor)
        self._reads = self._adds = None

    def size(self) -> int:
        """How many bytes the file has."""
        return os.fstat(self._open()).st_size

    def read(self, at: int, length: int) -> bytes:
        """So many bytes of the file; fewer where it ends."""
        if _HAS_PREAD:
            return os.pread(self._open(), length, at)
        os.lseek(self._open(), at, os.SEEK_SET)
        return os.read(self._open(), length)

    def is_at(self, path: Path) -> bool:
        """Whether this very file is what a path leads to."""
        with suppress(FileNotFoundError):
            return os.path.samestat(os.fstat(self._open()), os.stat(path))
        return False

    def index(self, code: bytes) -> dict[bytes, Where]:
        """Where each result is that this code has made; of two with one key, the last.

        What is behind a part that is not whole, or not as it was written, is not found.
        """
        found: dict[bytes, Where] = {}
        size, at = self.size(), 0
        while at < size and (part := self._part(at, size, code)):
            index, at = part
            found.update(index)
        self.is_whole = at == size
        return found

    def _part(
        self, at: int, size: int, code: bytes
    ) -> tuple[dict[bytes, Where], int] | None:
        """The index of the part that begins here, and where it ends."""
        head = self.read(at, _HEAD)
        numbers = head[SIZE:]
        begun, length, index_length = (
            int.from_bytes(numbers[number : number + _NUMBER], "big")
            for number in range(0, 3 * _NUMBER, _NUMBER)
        )
        end = at + _HEAD + length + index_length
        if end > size:
            return None
        index = self.read(end - index_length, index_length)
        if head[:SIZE] != _signature(numbers + index, code):
            return None
        return _moved(_INDEX.decode(index), at - begun), end

    def begin_to_add(self, path: Path) -> None:
        """Open the file for adding, in whichever copy of a process.

        Raises `OSError` where another one stands at its path by now.
        """
        if self._adds is not None and self._adding == os.getpid():
            return
        # The copy of a process shares its place in an open file.
        adds = os.open(path, os.O_WRONLY | os.O_APPEND | _OPENED)
        if not os.path.samestat(os.fstat(adds), os.fstat(self._open())):
            os.close(adds)
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
        self._adds, self._adding = adds, os.getpid()

    def add(self, results: Mapping[bytes, bytes], code: bytes) -> dict[bytes, Where]:
        """Put a part behind the others; where each of its results is.

        Raises `OSError` where not all of it could be written, or the file is too large.
        """
        adds = self._adds
        if adds is None:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        guess = os.fstat(adds).st_size
        if guess > LARGEST:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
        part, index = _packed(results, guess, code)
        self.is_whole = os.write(adds, part) == len(part) and self.is_whole
        if not self.is_whole:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        # Another process may have added something at the very moment.
        begun = os.lseek(adds, 0, os.SEEK_CUR) - len(part)
        return _moved(index, begun - guess)

    def _open(self) -> int:
        if self._reads is None:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        return self._reads


def is_as_written(content: bytes, where: Where) -> bool:
    """Whether what was read is what had been written; a bit may change on a disk."""
    return _digest(content) == where.digest


def _packed(
    results: Mapping[bytes, bytes], at: int, code: bytes
) -> tuple[bytes, dict[bytes, Where]]:
    """A part that begins here, as bytes, and its index."""
    index: dict[bytes, Where] = {}
    begins = at + _HEAD
    for key, content in results.items():
        index[key] = Where(begins, len(content), _digest(content))
        begins += len(content)
    packed = msgspec.msgpack.encode(index)
    lengths = (begins - at - _HEAD, len(packed))
    numbers = b"".join(number.to_bytes(_NUMBER, "big") for number in (at, *lengths))
    head = _signature(numbers + packed, code) + numbers
    return b"".join((head, *results.values(), packed)), index


def _moved(index: dict[bytes, Where], by: int) -> dict[bytes, Where]:
    """The index of a part that stands elsewhere than where it was to stand."""
    if not by:
        return index
    return {
        key: Where(each.at + by, each.length, each.digest)
        for key, each in index.items()
    }


def _digest(content: bytes) -> bytes:
    return blake2b(content, digest_size=SIZE).digest()


def _signature(content: bytes, code: bytes) -> bytes:
    """The digest of what tells of a part, and of the code that made it."""
    return blake2b(content, digest_size=SIZE, key=code).digest()
