"""Files of a site as they are kept: what is known of them, and their bytes apart."""

from collections.abc import Callable
from functools import partial

from factbox.build.cache import Cache
from factbox.build.incremental.codecs import FILES, IMPRINTS
from factbox.output.rendered import Deferred, Rendered, imprint_of
from factbox.values.digests import digest


def deferred(
    cache: Cache, key: bytes, write: Callable[[], tuple[Rendered, ...]]
) -> tuple[Deferred, ...]:
    """Files that are made together, kept with this key; few builds ask for bytes."""

    def make() -> tuple[Rendered, ...]:
        return cache.lookup(key, FILES, write)

    def read(number: int) -> bytes:
        return make()[number].content

    known = cache.lookup(
        digest("known", key), IMPRINTS, lambda: tuple(map(imprint_of, make()))
    )
    cache.keep(key)
    return tuple(
        Deferred(each.path, each.size, each.digest, partial(read, number))
        for number, each in enumerate(known)
    )
