"""What was made before, by digests of exactly what it was made from.

A memo never decides what a page says: from an empty one the same bytes are made, only
later. It is kept in one file, and whatever happens to that file leaves an empty memo.
"""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

import msgspec


def digest(*parts: object) -> bytes:
    """The BLAKE2b digest (RFC 7693), 16 bytes, of values that msgspec can encode."""
    return blake2b(msgspec.msgpack.encode(parts), digest_size=16).digest()


class Memo:
    """Results by digest; what a build does not ask for is forgotten after it."""

    def __init__(self, kept: dict[bytes, bytes] | None = None) -> None:
        self.kept = kept or {}
        self.used: dict[bytes, bytes] = {}

    def recall(self, key: bytes, make: Callable[[], bytes]) -> bytes:
        """What `make` returns, or returned when it was last asked with this key."""
        found = self.used.get(key) or self.kept.get(key) or make()
        self.used[key] = found
        return found


def load_memo(path: Path) -> Memo:
    """The memo kept in a file by this very code; an empty one where there is none."""
    with suppress(OSError, msgspec.DecodeError):
        made_by, kept = _DECODER.decode(path.read_bytes())
        if made_by == _code_digest():
            return Memo(kept)
    return Memo()


def save_memo(memo: Memo, path: Path) -> None:
    """Keep what the last build used; a memo that cannot be kept is no problem."""
    if memo.used == memo.kept:
        return
    temporary = path.with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        temporary.write_bytes(msgspec.msgpack.encode((_code_digest(), memo.used)))
        os.replace(temporary, path)


_DECODER = msgspec.msgpack.Decoder(tuple[bytes, dict[bytes, bytes]])


def _code_digest() -> bytes:
    """Changes with Python, with this package, and with any package beside it."""
    package = os.path.dirname(__file__)
    sources = []
    for name in ("", "blocks", "fonts"):
        folder = os.path.join(package, name)
        for entry in os.scandir(folder):
            if entry.name.endswith((".py", ".ttf", ".txt")):
                status = entry.stat()
                sources.append((entry.name, status.st_mtime_ns, status.st_size))
    libraries = os.listdir(os.path.dirname(os.path.dirname(msgspec.__file__)))
    return digest(sys.version, sorted(sources), sorted(libraries))
