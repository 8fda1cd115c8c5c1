"""Digests: short names of what values and files hold."""

from hashlib import blake2b, sha256
from typing import Any

import msgspec

SIZE = 16
"""How many bytes a digest has."""


def digest(*parts: object) -> bytes:
    """The BLAKE2b digest (RFC 7693), 16 bytes, of values that msgspec can encode.

    What has a `stamp`, a digest of its own, is that.
    """
    packed = msgspec.msgpack.encode(parts, enc_hook=_stamp_of)
    return blake2b(packed, digest_size=SIZE).digest()


def _stamp_of(value: Any) -> str:
    """The stamp of a value that msgspec cannot encode."""
    stamp: str = value.stamp
    return stamp


def sha256_of(content: bytes) -> str:
    """The SHA-256 digest (FIPS 180-4) of a file, as 64 hexadecimal digits."""
    return sha256(content).hexdigest()


def name_of(content: bytes) -> str:
    """Ten hexadecimal digits for the name of a file: other content, other digits."""
    return digest(content).hex()[:10]
