"""Regular expressions, compiled once for several processes.

Python compiles them anew in each process, in Python: those of numbers and dates took
three tenths of a build of one explainer. What comes out is a list of numbers, which
`_sre` makes a pattern of. It checks them, and knows no other way (decisions/011).
"""

import re
import struct
from functools import cache
from hashlib import blake2b
from typing import Any

import msgspec

from factbox.precomputed import is_in_use, note, recall


class _Code(msgspec.Struct, frozen=True, array_like=True):
    """What a pattern was compiled to, each number of it in four bytes."""

    flags: int
    groups: int
    names: dict[str, int]
    code: bytes


_DECODER = msgspec.msgpack.Decoder(_Code)


@cache
def pattern_of(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The same as `re.compile`, sooner where a process before has compiled it."""
    flags = int(flags)
    if is_in_use():
        try:
            return _pattern(pattern, _code(pattern, flags))
        except (AttributeError, ImportError, TypeError, RuntimeError, struct.error):
            pass  # A Python that does it in another way: see what it can do itself.
    return re.compile(pattern, flags)


def _code(pattern: str, flags: int) -> _Code:
    # Some patterns are longer than what they are compiled to.
    key = blake2b(f"{flags} {pattern}".encode(), digest_size=16).digest()
    if kept := recall(key):
        return _DECODER.decode(kept)
    code = _compile(pattern, flags)
    note(key, msgspec.msgpack.encode(code))
    return code


def _compile(pattern: str, flags: int) -> _Code:
    # What `re` does with these, it says nowhere.
    from re import _compiler, _parser  # type: ignore[attr-defined]

    parsed: Any = _parser.parse(pattern, flags)
    code: list[int] = _compiler._code(parsed, flags)
    state = parsed.state
    return _Code(
        flags=flags | state.flags,
        groups=state.groups - 1,
        names=dict(state.groupdict),
        code=struct.pack(f"{len(code)}I", *code),
    )


def _pattern(pattern: str, code: _Code) -> re.Pattern[str]:
    # Not documented either, and of no use where nothing is kept.
    import _sre  # type: ignore[import-not-found]

    names: list[str | None] = [None] * (code.groups + 1)
    for name, number in code.names.items():
        names[number] = name
    numbers = memoryview(code.code).cast("I").tolist()
    made: re.Pattern[str] = _sre.compile(
        pattern, code.flags, numbers, code.groups, code.names, tuple(names)
    )
    return made
