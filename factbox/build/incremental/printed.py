"""Pages as they are kept: printed once, and their templates compiled once."""

import functools
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
from factbox.output.rendered import Deferred
from factbox.pages.route import Route
from factbox.values.digests import digest, sha256_of

if TYPE_CHECKING:
    from jinja2 import BytecodeCache


class Planned(msgspec.Struct, frozen=True):
    """A page that can be made, and its key: a digest of all that it is made from."""

    route: Route
    key: bytes


class Printed(msgspec.Struct, frozen=True):
    """The file of a page, what it offers and where it leads, the assets it names."""

    file: Deferred
    outline: Outline
    assets: tuple[str, ...]


class _AnyStyle(msgspec.Struct, frozen=True):
    """A page as HTML for any style sheet, and what is read from it."""

    html: bytes
    outline: Outline
    assets: tuple[str, ...]


class _OnlyHtml(msgspec.Struct, frozen=True):
    """Of a page for any style sheet, its HTML; the rest is not decoded."""

    html: bytes


class _Known(msgspec.Struct, frozen=True):
    """What is known of a page without its HTML, with the style sheet that it names."""

    size: int
    digest: str
    outline: Outline
    assets: tuple[str, ...]


_ANY_STYLE = codec_of(_AnyStyle)
_ONLY_HTML = codec_of(_OnlyHtml)
_KNOWN = codec_of(_Known)

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
        return self.cache.holds(self._known_key(self._key(planned)))

    def _key(self, planned: Planned) -> bytes:
        sheet = self.style if planned.route.type.stands_anywhere else ""
        return digest("printed", self.made_with, sheet, planned.key)

    def _known_key(self, key: bytes) -> bytes:
        return digest("known", key, self.style)

    def printed(self, planned: Planned) -> Printed:
        """A page, kept for any style sheet, unless the sheet stands in the page.

        What is known of it is kept beside its HTML, which most builds do not ask for.
        """
        key = self._key(planned)
        route = planned.route

        def print() -> _AnyStyle:
            html, assets = self.printer.print(route)
            outline = read_outline(html, route.path, self.home)
            return _AnyStyle(html.encode(), outline, assets)

        def make() -> _AnyStyle:
            return self.cache.lookup(key, _ANY_STYLE, print)

        def know() -> _Known:
            page = make()
            html = self._with_style(page.html)
            outline = _with_style(page.outline, self.style)
            return _Known(len(html), sha256_of(html), outline, page.assets)

        def read() -> bytes:
            kept = self.cache.found(key)
            page = _ONLY_HTML.decode(kept) if kept else make()
            return self._with_style(page.html)

        known = self.cache.lookup(self._known_key(key), _KNOWN, know)
        self.cache.keep(key)
        content = functools.cache(read) if self.cache.holds_values else read
        file = Deferred(route.path, known.size, known.digest, content)
        return Printed(file, known.outline, known.assets)

    def _with_style(self, html: bytes) -> bytes:
        """The HTML with the path of the style sheet."""
        return html.replace(ANY_STYLE.encode(), self.style.encode())

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


def _with_style(outline: Outline, style: str) -> Outline:
    """The outline with the path of the style sheet."""
    # A page has a hundred leads or more, so that a generator takes as many calls.
    leads = [
        Lead(*(part.replace(ANY_STYLE, style) for part in astuple(lead)))
        if ANY_STYLE in lead.path
        else lead
        for lead in outline.leads
    ]
    return replace(outline, leads=tuple(leads))
