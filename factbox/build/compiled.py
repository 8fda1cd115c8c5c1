"""What the package's templates, patterns and tables become, kept as modules are.

To make it takes longer than to print a page, and it is as much a part of the
package as its modules: a first build of a project, whose own cache is empty, need not
do it again. It is in a `__pycache__` of the package, where Python may write there,
and under the same signature as any cache.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from factbox.build.cache import BYTES, Cache, load_cache, save_cache
from factbox.precomputed import taken_from
from factbox.reading.files import text_of, theme_file


class CompiledTheme:
    """The compiled templates of the theme, by the keys of the cache."""

    def __init__(self) -> None:
        self.path = _path("theme")
        self.cache = _load(self.path)

    def found(self, key: bytes) -> bytes | None:
        """What is kept with this key."""
        return self.cache.found(key)

    def keep(self, key: bytes, compiled: bytes) -> None:
        """Keep what a template of the theme was compiled to."""
        self.cache.lookup(key, BYTES, lambda: compiled)

    def save(self) -> None:
        """Keep it for later builds, unless Python is to write nothing of that sort."""
        _save(self.cache, self.path)


def is_themes(name: str, text: str) -> bool:
    """Whether the theme has the template of this name in these very words."""
    path = f"templates/{name}"
    content = theme_file(path)
    return content is not None and text_of(path, content) == text


MOST_KEPT = 3_000
"""How many patterns and tables are kept: some 200 a language, and patterns of languages
that projects add, of which there is no end. Where there are more, it begins anew."""


@contextmanager
def precomputed() -> Iterator[None]:
    """Make nothing of the package that was made of it before, and keep what is made."""
    path = _path("package")
    cache = _load(path)
    if len(cache.kept) > MOST_KEPT:
        cache = Cache()
    with taken_from(cache.kept) as gained:
        try:
            yield
        finally:
            cache.kept.update(gained)
            _save(cache, path)


def _load(path: Path | None) -> Cache:
    return load_cache(path) if path else Cache()


def _save(cache: Cache, path: Path | None) -> None:
    if path and not sys.dont_write_bytecode:
        save_cache(cache, path)


def _path(name: str) -> Path | None:
    """The file of this name; None where this Python keeps nothing that it compiled."""
    # Slow to import, and not needed where no page is printed.
    from importlib.util import cache_from_source

    try:
        module = Path(cache_from_source(__file__))
    except NotImplementedError:
        return None
    return module.with_name(f"{name}-{sys.implementation.cache_tag}")
