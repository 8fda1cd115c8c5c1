"""Pages as they are kept: printed once, and their templates compiled once."""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import astuple, replace

from factbox.build.cache import BYTES, Cache, codec_of
from factbox.build.compiled import CompiledTheme, is_themes
from factbox.output.assets import Assets
from factbox.output.outlines import Lead, Outline, read_outline
from factbox.output.printing import Printer
from factbox.pages.route import Route
from factbox.values.digests import digest

if TYPE_CHECKING:
    from jinja2 import BytecodeCache


class Planned(msgspec.Struct, frozen=True):
    """A page that can be made, and its key: a digest of all that it is made from."""

    route: Route
    key: bytes


class Printed(msgspec.Struct, frozen=True):
    """A page as HTML, what it offers and where it leads, and the assets it names."""

    html: bytes
    outline: Outline
    assets: tuple[str, ...]


_PRINTED = codec_of(Printed)

ANY_STYLE = "\0style\0"
"""The path of the style sheet in what is kept; no text of an author has a NUL.

The path tells what the sheet holds, so that a change in it would print every page anew.
"""


class PagePrinter:
    """Prints pages with the project's templates, or takes them from the cache.

    `home` is the address of the site without a slash at the end, or "".
    """

    def __init__(
        self, cache: Cache, templates: Mapping[str, str], assets: Assets, home: str
    ) -> None:
        self.cache = cache
        self.home = home
        self.style = assets.style.path
        self.printer = Printer(templates, assets, ANY_STYLE, self.bytecode)
        # The paths of assets hold their digests.
        paths = [asset.path for asset in assets.files.values()]
        self.made_with = digest(sorted(templates.items()), paths, home)
        self.compiled = {
            name: _template_key(name, _checksum(text))
            for name, text in templates.items()
        }

    def hold_compiled(self) -> None:
        """Keep what the templates were compiled to, also where no page is printed."""
        for key in self.compiled.values():
            self.cache.keep(key)

    def has_printed(self, planned: Planned) -> bool:
        """Whether the cache holds a page."""
        return self.cache.holds(self._key(planned))

    def _key(self, planned: Planned) -> bytes:
        sheet = self.style if planned.route.type.stands_anywhere else ""
        return digest("printed", self.made_with, sheet, planned.key)

    def printed(self, planned: Planned) -> Printed:
        """A page, kept for any style sheet, unless the sheet stands in the page."""
        route = planned.route

        def print() -> Printed:
            html, assets = self.printer.print(route)
            outline = read_outline(html, route.path, self.home)
            return Printed(html.encode(), outline, assets)

        return _with_style(
            self.cache.lookup(self._key(planned), _PRINTED, print), self.style
        )

    def bytecode(self) -> "BytecodeCache":
        """Jinja's cache of what templates are compiled to, in ours."""
        # Slow to import, and not needed where every page was printed before.
        from jinja2 import BytecodeCache
        from jinja2.bccache import Bucket

        cache, theme = self.cache, self.theme

        class Bytecode(BytecodeCache):
            def get_cache_key(self, name: str, filename: str | None = None) -> str:
                return name

            def get_source_checksum(self, source: str) -> str:
                return _checksum(source)

            def load_bytecode(self, bucket: Bucket) -> None:
                key = _template_key(bucket.key, bucket.checksum)
                kept = cache.found(key) or theme.found(key)
                if kept:
                    bucket.bytecode_from_string(kept)
                    cache.lookup(key, BYTES, lambda: kept)

            def dump_bytecode(self, bucket: Bucket) -> None:
                key = _template_key(bucket.key, bucket.checksum)
                cache.lookup(key, BYTES, bucket.bytecode_to_string)

        return Bytecode()

    @cached_property
    def theme(self) -> CompiledTheme:
        """What the theme's templates were compiled to, for whatever project."""
        return CompiledTheme()

    def keep_compiled(self) -> None:
        """Keep what was compiled of the theme, in whichever process, and forget it."""
        theme: CompiledTheme | None = self.__dict__.pop("theme", None)
        if theme is None:
            return
        for name, key in self.compiled.items():
            compiled = None if theme.found(key) else self.cache.found(key)
            if compiled and is_themes(name, self.printer.templates[name]):
                theme.keep(key, compiled)
        theme.save()


def _template_key(name: str, checksum: str) -> bytes:
    return digest("template", name, checksum)


def _checksum(text: str) -> str:
    return digest(text).hex()


def _with_style(printed: Printed, style: str) -> Printed:
    """The page with the path of its style sheet."""
    # A page has a hundred leads or more, so that a generator takes as many calls.
    leads = [
        Lead(*(part.replace(ANY_STYLE, style) for part in astuple(lead)))
        if ANY_STYLE in lead.path
        else lead
        for lead in printed.outline.leads
    ]
    outline = replace(printed.outline, leads=tuple(leads))
    html = printed.html.replace(ANY_STYLE.encode(), style.encode())
    return Printed(html, outline, printed.assets)
