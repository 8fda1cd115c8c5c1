"""What all steps with a cache share: the cache, and who is told how far they are."""

from collections.abc import Callable, Mapping

import msgspec

from factbox.build.cache import Cache
from factbox.model.site import Site

Keys = Mapping[str, bytes]
"""The key of each explainer by its folder: a digest of all that it was made from."""


Progress = Callable[[str, int, int], None]
"""Is told what is being done, to which number of how many."""


def silent(doing: str, number: int, count: int) -> None:
    """Tell nobody."""


class CheckedSite(msgspec.Struct, frozen=True):
    """A site, and the keys of its explainers."""

    site: Site
    keys: Keys


class WithCache:
    """Steps of a build that take from a cache what they made before."""

    def __init__(
        self, cache: Cache, *, marked: bool = False, progress: Progress = silent
    ) -> None:
        self.cache = cache
        self.marked = marked
        self.progress = progress
