"""What the theme's templates are compiled to, kept as Python keeps compiled modules.

To compile them takes longer than to print a page, and they are as much a part of the
package as its modules: a first build of a project, whose own cache is empty, need not
do it again. They are in a `__pycache__` of the package, where Python may write there,
and under the same signature as any cache.
"""

import sys
from pathlib import Path

from factbox.build.cache import BYTES, Cache, load_cache, save_cache
from factbox.reading.files import text_of, theme_file


class CompiledTheme:
    """The compiled templates of the theme, by the keys of the cache."""

    def __init__(self) -> None:
        self.path = _path()
        self.cache = load_cache(self.path) if self.path else Cache()

    def found(self, key: bytes) -> bytes | None:
        """What is kept with this key."""
        return self.cache.found(key)

    def keep(self, key: bytes, compiled: bytes) -> None:
        """Keep what a template of the theme was compiled to."""
        self.cache.lookup(key, BYTES, lambda: compiled)

    def save(self) -> None:
        """Keep it for later builds, unless Python is to write nothing of that sort."""
        if self.path and not sys.dont_write_bytecode:
            save_cache(self.cache, self.path)


def is_themes(name: str, text: str) -> bool:
    """Whether the theme has the template of this name in these very words."""
    path = f"templates/{name}"
    content = theme_file(path)
    return content is not None and text_of(path, content) == text


def _path() -> Path | None:
    """The file; None where this Python keeps nothing that it compiled."""
    # Slow to import, and not needed where no page is printed.
    from importlib.util import cache_from_source

    try:
        module = Path(cache_from_source(__file__))
    except NotImplementedError:
        return None
    return module.with_name(f"theme-{sys.implementation.cache_tag}")
