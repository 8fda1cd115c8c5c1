"""What is made of the package itself, alike in each process, taken from one before.

A room asks for it by a key (`recall`) and, where it is not there, makes it and hands it
over (`note`). Whoever runs a command says where it is kept between two processes.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager


class _Made(dict[bytes, bytes]):
    """What this process has made, and what it was given of others."""

    def __init__(self, kept: Mapping[bytes, bytes]) -> None:
        super().__init__()
        self.kept = kept


_in_use: list[_Made] = []


@contextmanager
def taken_from(kept: Mapping[bytes, bytes]) -> Iterator[Mapping[bytes, bytes]]:
    """Recall what is in `kept`; gives what was noted beside that.

    `kept` must come from the same package, and from the same version of Python.
    """
    made = _Made(kept)
    _in_use.append(made)
    try:
        yield made
    finally:
        _in_use.remove(made)


def is_in_use() -> bool:
    """Whether anything is recalled, and what is noted is of use to anybody."""
    return bool(_in_use)


def recall(key: bytes) -> bytes | None:
    """What was noted under this key, here or in a process before."""
    if not _in_use:
        return None
    made = _in_use[-1]
    return made.get(key) or made.kept.get(key)


def note(key: bytes, content: bytes) -> None:
    """Hand over what was made, for later processes."""
    if _in_use:
        _in_use[-1][key] = content
