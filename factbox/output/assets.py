"""The project's assets as the site has them: each file's name tells its content.

`assets/icon.svg` becomes `assets/icon.<digest>.svg`, so a browser may keep it for ever.
The style sheets of assets/css/ and of the components in templates/ become one. A style
sheet names an asset as templates do, by its path below assets/: `url("paper.png")`.
"""

import re
from base64 import b64encode
from collections.abc import Callable
from functools import cached_property
from hashlib import sha256

from factbox.output.rendered import Rendered
from factbox.problems import Failed, Place, Problem, Unreadable, did_you_mean
from factbox.reading.files import Files, text_of
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


class Assets:
    """The assets by their names, which are their paths below assets/.

    `style` is the style sheet. Making them raises `Failed` for a style sheet that names
    an asset which is not there.
    """

    def __init__(self, files: Files) -> None:
        paths = sorted(path for path in files if path.startswith("assets/"))
        self.files = {
            path.removeprefix("assets/"): _named_by_digest(path, files[path])
            for path in paths
            if not path.startswith("assets/css/")
        }
        self._sheets = {
            path: text_of(path, files[path])
            for path in sorted(files)
            if path.startswith(("assets/css/", "templates/components/"))
            and path.endswith(".css")
        }
        sheet = self._sheet(lambda name: self.path(name).removeprefix("assets/"))
        self.style = _named_by_digest("assets/style.css", sheet.encode())

    @property
    def rendered(self) -> list[Rendered]:
        return [self.style, *self.files.values()]

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


def _named_by_digest(path: str, content: bytes) -> Rendered:
    """A file whose name has the digest of its content before the ending."""
    folder, _, name = path.rpartition("/")
    stem, dot, ending = name.partition(".")
    return Rendered(f"{folder}/{stem}.{name_of(content)}{dot}{ending}", content)


def _with_addresses(
    text: str, path: str, address: Callable[[str], str], problems: list[Problem]
) -> str:
    """A style sheet with the address of each asset; `problems` gets unknown ones."""

    def url(found: re.Match[str]) -> str:
        try:
            return f'url("{address(found[1])}")'
        except Unreadable as error:
            before = text[: found.start(1)]
            line = before.count("\n") + 1
            place = Place(path, line, len(before) - before.rfind("\n"))
            problems.append(Problem(place, error.message, error.hint))
            return found[0]

    return _URL.sub(url, text)
