"""Regular expressions, and what they are compiled to, which a process may take over.

Python compiles them anew in each process, in Python: those of numbers and dates take a
fifth of a build of one explainer. What comes out is a list of numbers, which `_sre`
makes a pattern of. It checks them, and knows no other way (decisions/031).
"""

import re
import struct
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any

import msgspec


class _Code(msgspec.Struct, frozen=True, array_like=True):
    """What a pattern was compiled to, each number of it in four bytes."""

    flags: int
    groups: int
    names: dict[str, int]
    code: bytes


_DECODER = msgspec.msgpack.Decoder(_Code)


class _Codes:
    """What patterns were compiled to, by flags and pattern, and what was added."""

    def __init__(self, kept: Mapping[bytes, bytes]) -> None:
        self.kept = kept
        self.gained: dict[bytes, bytes] = {}

    def pattern(self, pattern: str, flags: int) -> re.Pattern[str]:
        """The pattern, made of what was kept of it where it was compiled before."""
        key = f"{flags} {pattern}".encode()
        kept = self.kept.get(key)
        code = _DECODER.decode(kept) if kept else _compile(pattern, flags)
        if not kept:
            self.gained[key] = msgspec.msgpack.encode(code)
        return _pattern(pattern, code)


_in_use: list[_Codes] = []


@contextmanager
def taken_from(kept: Mapping[bytes, bytes]) -> Iterator[Mapping[bytes, bytes]]:
    """Take what patterns are compiled to from `kept`; gives what that lacks.

    `kept` must come from the same version of Python.
    """
    codes = _Codes(kept)
    _in_use.append(codes)
    try:
        yield codes.gained
    finally:
        _in_use.remove(codes)


@cache
def pattern_of(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The same as `re.compile`, sooner where it was compiled before."""
    flags = int(flags)
    if _in_use:
        try:
            return _in_use[-1].pattern(pattern, flags)
        except (AttributeError, ImportError, TypeError, RuntimeError, struct.error):
            pass  # A Python that does it in another way: see what it can do itself.
    return re.compile(pattern, flags)


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
    # Slow to begin with in what needs no pattern at all.
    import _sre  # type: ignore[import-not-found]

    names: list[str | None] = [None] * (code.groups + 1)
    for name, number in code.names.items():
        names[number] = name
    numbers = memoryview(code.code).cast("I").tolist()
    made: re.Pattern[str] = _sre.compile(
        pattern, code.flags, numbers, code.groups, code.names, tuple(names)
    )
    return made
