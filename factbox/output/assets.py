"""The project's assets as the site has them: each file's name tells its content.

Published is what is named: in a template that printed a page, in a style sheet, or in
the list `publish` of site.yaml. Whatever else lies there stays at home.

`assets/icon.svg` becomes `assets/icon.<digest>.svg`, so a browser may keep it for ever.
The style sheets of assets/css/ and of the components in templates/ become one. A style
sheet names an asset as templates do, by its path below assets/: `url("paper.png")`.
"""

import re
from base64 import b64encode
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property
from hashlib import sha256

from factbox.model.look import AssetName, Token
from factbox.output.rendered import Rendered
from factbox.problems import Failed, Place, Problem, Unreadable, did_you_mean
from factbox.reading.files import Files, text_of
from factbox.reading.pictures import holds_picture, read_picture
from factbox.reading.tokens import TOKENS, with_tokens
from factbox.values.digests import name_of

LAYERS = ("tokens", "base", "layout", "components", "print")
"""What rules stand in, in the order in which one overrides the other."""

_MEDIA_TYPES = {
    "avif": "image/avif",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "png": "image/png",
    "svg": "image/svg+xml",
    "ico": "image/x-icon",
    "webp": "image/webp",
    "woff2": "font/woff2",
}
_URL = re.compile(r"""url\(\s*["']?(?!data:|#)([^"')]*?)["']?\s*\)""")


def is_asset(path: str) -> bool:
    """Whether `Assets` look at the file of a project at this path."""
    return path.startswith("assets/") or _is_sheet(path)


def _is_sheet(path: str) -> bool:
    """Whether a file is a part of the style sheet."""
    return path.endswith(".css") and path.startswith(
        ("assets/css/", "templates/components/")
    )


class Assets:
    """The assets by their names, which are their paths below assets/.

    `style` is the style sheet, in which `tokens` have their values in place of the
    theme's, and `in_style` the names of the assets in it. Making them raises `Failed`
    for a style sheet that names an asset which is not there, and for a picture that
    cannot be read.
    """

    def __init__(self, files: Files, tokens: Mapping[str, Token] | None = None) -> None:
        paths = sorted(path for path in files if path.startswith("assets/"))
        self.files: dict[str, Rendered] = {}
        problems: list[Problem] = []
        for path in paths:
            name = path.removeprefix("assets/")
            if not name.startswith("css/"):
                try:
                    content = _publishable(path, files[path])
                except Unreadable as error:
                    problems.append(Problem(Place(path), error.message, error.hint))
                else:
                    self.files[name] = _named_by_digest(path, content)
        if problems:
            raise Failed(problems)
        self._sheets = {
            path: _sheet(path, files[path], tokens or {})
            for path in sorted(files)
            if _is_sheet(path)
        }
        self.in_style: set[str] = set()
        sheet = self._sheet(self._from_style)
        self.style = _named_by_digest("assets/style.css", sheet.encode())

    def rendered(self, named: Collection[str]) -> list[Rendered]:
        """The files of the site: the style sheet, what it names, and what is named."""
        wanted = self.in_style.union(named)
        return [
            self.style,
            *(file for name, file in self.files.items() if name in wanted),
        ]

    def _from_style(self, name: str) -> str:
        """The address of an asset from the style sheet."""
        path = self.path(name)
        self.in_style.add(name)
        return path.removeprefix("assets/")

    def path(self, name: str) -> str:
        """The path in the site of an asset. Raises `Unreadable` for an unknown one."""
        if name not in self.files:
            raise Unreadable(
                f"there is no asset '{name}'",
                did_you_mean(name, self.files) or "put the file into assets/",
            )
        return self.files[name].path

    def embedded(self, name: str) -> str:
        """An asset as an address that holds it (RFC 2397), right from every page."""
        path = self.path(name)
        media_type = _MEDIA_TYPES.get(path.rpartition(".")[2].lower(), "")
        content = b64encode(self.files[name].content).decode()
        return f"data:{media_type};base64,{content}"

    @cached_property
    def embedded_style(self) -> str:
        """The style sheet with the assets that it names in it, for a style element."""
        # "</style" cannot end the element early: "\/" is "/" in a style sheet.
        return self._sheet(self.embedded).replace("</", "<\\/")

    @property
    def embedded_style_source(self) -> str:
        """What allows `embedded_style` in a Content-Security-Policy (CSP 3, 2.3.1)."""
        hash = b64encode(sha256(self.embedded_style.encode()).digest())
        return f"sha256-{hash.decode()}"

    def _sheet(self, address: Callable[[str], str]) -> str:
        """The style sheets as one, naming each asset by its address.

        Each puts its rules in a layer; the order of the layers decides, not of files.
        """
        order = f"@layer {', '.join(LAYERS)};"
        problems: list[Problem] = []
        sheets = [
            _with_addresses(text, path, address, problems).strip()
            for path, text in self._sheets.items()
        ]
        if problems:
            raise Failed(problems)
        return "\n".join([order, *sheets])


def _sheet(path: str, content: bytes, tokens: Mapping[str, Token]) -> str:
    """A style sheet; the one that declares tokens has the values of these."""
    text = text_of(path, content)
    return with_tokens(text, tokens) if path == TOKENS else text


def misused(
    files: Files, used: Collection[str], listed: Iterable[AssetName]
) -> Iterator[Problem]:
    """A problem for each file of assets/ that nothing names, and the reverse.

    What a template would name on another day, in a page that this site has not, is no
    mistake, though it is not published either.
    """
    names = {
        path.removeprefix("assets/") for path in files if path.startswith("assets/")
    }
    for each in listed:
        if each.text not in names:
            known = {name for name in names if not _is_sheet(f"assets/{name}")}
            hint = did_you_mean(each.text, known) or "put the file into assets/"
            yield Problem(each.place, f"there is no asset '{each.text}'", hint)
    sheets = {name for name in names if _is_sheet(f"assets/{name}")}
    unnamed = names - sheets - set(used)
    templates = (
        text
        for path, text in files.items()
        if unnamed and path.startswith("templates/")
    )
    texts = b"\n".join(templates).decode(errors="replace")
    for name in sorted(unnamed):
        if f'"{name}"' not in texts and f"'{name}'" not in texts:
            yield Problem(
                Place(f"assets/{name}"),
                "nothing uses this file",
                "move it away; or name it by asset(…) in a template, by url(…) in a "
                "style sheet, or under 'publish' in site.yaml",
            )


# An element of any prefix, what entities and other style sheets would make of it, an
# attribute, one that an animation sets, and an encoding in which none of it would show.
_SCRIPT = re.compile(
    rb"<(?:[^\s<>/:]*:)?(?:script|iframe|object|embed|handler)\b"
    rb"|<!ENTITY\s+\S+\s+(?:\"[^\"]*&#|'[^']*&#)|<\?xml-stylesheet"
    rb"|[\s\"']on[a-z]{3,}\s*=|attributeName\s*=\s*[\"']?\s*on"
    rb"|[\0\x1b]",
    re.IGNORECASE,
)
_AS_PNG = "save it as PNG, JPEG or WebP"


def _publishable(path: str, content: bytes) -> bytes:
    """A file without what a picture tells of its making.

    Raises `Unreadable` for a picture that must not be published.
    """
    if holds_picture(content):
        return read_picture(content).content
    if path.lower().endswith(".svg") and _SCRIPT.search(content):
        raise Unreadable("this picture holds a script", _AS_PNG)
    # HEIF and AVIF (ISO/IEC 23008-12) are not taken apart here.
    if content[4:8] == b"ftyp" and re.search(rb"Exif\0|rdf\+xml", content):
        raise Unreadable("this picture tells how it was taken", _AS_PNG)
    return content


def _named_by_digest(path: str, content: bytes) -> Rendered:
    """A file whose name has the digest of its content before the ending."""
    folder, _, name = path.rpartition("/")
    stem, dot, ending = name.partition(".")
    return Rendered(f"{folder}/{stem}.{name_of(content)}{dot}{ending}", content)


def _with_addresses(
    text: str, path: str, address: Callable[[str], str], problems: list[Problem]
) -> str:
    """A style sheet with the address of each asset; `problems` gets unknown ones."""

    starts = [0, *(found.end() for found in re.finditer("\n", text))]

    def url(found: re.Match[str]) -> str:
        try:
            return f'url("{address(found[1])}")'
        except Unreadable as error:
            line = bisect_right(starts, found.start(1))
            place = Place(path, line, found.start(1) - starts[line - 1] + 1)
            problems.append(Problem(place, error.message, error.hint))
            return found[0]

    return _URL.sub(url, text)
