"""Digests: short names of what values and files hold."""

from hashlib import blake2b

import msgspec

SIZE = 16
"""How many bytes a digest has."""


def digest(*parts: object) -> bytes:
    """The BLAKE2b digest (RFC 7693), 16 bytes, of values that msgspec can encode."""
    return blake2b(msgspec.msgpack.encode(parts), digest_size=SIZE).digest()


def name_of(content: bytes) -> str:
    """Ten hexadecimal digits for the name of a file: other content, other digits."""
    return digest(content).hex()[:10]
