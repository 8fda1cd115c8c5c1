"""The preview server: editions to the browsers on this machine, and to no other.

Nothing here touches a disk: a path is looked up among the files of an edition, so no
path leads out of it.
"""

import asyncio
import mimetypes
from collections.abc import Awaitable, Callable
from pathlib import Path
from urllib.parse import quote

import msgspec
from livereload.handlers import LiveReloadHandler
from tornado.httputil import HTTPServerRequest
from tornado.web import Application, HTTPError, RequestHandler

from factbox.preview.editions import Edition, places_on
from factbox.preview.marks import OWN, previewed

HOST = "127.0.0.1"

CLIENT = {
    name: (Path(__file__).parent / "client" / name).read_bytes()
    for name in ("client.js", "panel.css", "vendor/idiomorph-0.8.0.js")
}
"""The preview's own files, by their paths."""

# In seconds. What is wrong with a half-written file is right again before it is told.
GRACE = 0.25

MOST_VIEWED = 8
"""How many pages count as looked at: those that were asked for last."""

BARE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
</head>
<body><main><h1>{title}</h1></main></body>
</html>
"""


class Preview:
    """The edition that is shown, and the browsers that show it.

    `editor` is the address that opens a source file: in it {path}, the whole path
    without its first "/", {line} and {column} are filled in. `tell` is called with each
    edition as it is shown. `viewed` are the paths of the pages that are looked at.
    """

    def __init__(
        self, root: Path, port: int, editor: str, tell: Callable[[Edition], None]
    ) -> None:
        whole = root.resolve().as_posix().lstrip("/")
        self.editor = editor.replace("{path}", f"{quote(whole, safe='/:')}/{{path}}")
        self.hosts = {f"{name}:{port}" for name in (HOST, "localhost")}
        if port == 80:
            self.hosts |= {HOST, "localhost"}
        self.tell = tell
        self.edition = Edition()
        self.latest = self.edition
        self.viewed: list[str] = []
        self.marked: dict[tuple[str, str], bytes] = {}

    def offer(self, edition: Edition) -> None:
        """Show an edition: a good one now, another if no later one mends it soon."""
        if edition is self.latest:
            return
        self.latest = edition
        is_better = edition.name != self.edition.name or not edition.problems
        wait = 0 if is_better else GRACE
        asyncio.get_running_loop().call_later(wait, self._show, edition)

    def _show(self, edition: Edition) -> None:
        if edition is not self.latest:
            return
        told = self.message()
        if edition.name != self.edition.name:
            self.marked.clear()
        self.edition = edition
        if self.message() == told:
            return
        self.tell(edition)
        for browser in LiveReloadHandler.waiters.copy():
            browser.send_message(self.message())

    def looked_at(self, path: str) -> None:
        """Keep a page among those that a save shows first."""
        others = [viewed for viewed in self.viewed if viewed != path]
        self.viewed = [path, *others][:MOST_VIEWED]

    def shown(self, path: str, html: str, origin: str) -> bytes:
        """A page of the edition as it is previewed; each is made once, for all tabs."""
        edition = self.edition
        key = (path, origin)
        if key not in self.marked:
            page = previewed(
                html,
                places_on(path, edition.site) if edition.site else {},
                name=edition.name,
                editor=self.editor,
                origin=origin,
                base=edition.base,
            )
            self.marked[key] = page.encode()
        return self.marked[key]

    def message(self) -> str:
        """The edition as a browser is told of it.

        It is the `reload` of LiveReload's protocol 7, for any client; ours reads more.
        """
        fields = {
            "command": "reload",
            "path": self.edition.base,
            "liveCSS": False,
            "name": self.edition.name,
            "isCurrent": self.edition.is_current,
            "problems": self.edition.problems,
            "advice": self.edition.advice,
        }
        return msgspec.json.encode(fields).decode()

    def is_ours(self, request: HTTPServerRequest) -> bool:
        """Whether a request is for this server, and from no page but its own.

        A name that leads here by DNS rebinding has another Host, and a page elsewhere
        has another Origin.
        """
        host = request.headers.get("Host", "").lower()
        origin = request.headers.get("Origin", f"http://{host}").lower()
        return host in self.hosts and origin == f"http://{host}"


def application(preview: Preview) -> Application:
    """What answers the requests."""
    own = rf"/(?:.*/)?{OWN.replace('.', '[.]')}"
    given = {"preview": preview}
    return Application(
        [
            (rf"{own}livereload", _Browser, given),
            (rf"{own}(.*)", _Client, given),
            (r"(/.*)", _Page, given),
        ],
        log_function=lambda handler: None,
    )


class _Guarded(RequestHandler):
    """Answers what is ours to answer, and lets no other page use the answer."""

    def initialize(self, preview: Preview) -> None:
        self.preview = preview

    def set_default_headers(self) -> None:
        self.clear_header("Server")
        self.set_header("Cache-Control", "no-store")
        self.set_header("Content-Security-Policy", "frame-ancestors 'self'")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        self.set_header("Referrer-Policy", "no-referrer")
        self.set_header("X-Content-Type-Options", "nosniff")

    def prepare(self) -> None:
        if not self.preview.is_ours(self.request):
            raise HTTPError(403)

    def compute_etag(self) -> None:
        """No tag: nothing is kept, and a digest of each page takes time."""

    def head(self, *path: str) -> Awaitable[None] | None:
        return self.get(*path)

    def answer(self, content: bytes, path: str) -> None:
        """Finish with the content of a file that has this path."""
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        is_text = kind.startswith("text/")
        self.set_header("Content-Type", f"{kind}; charset=utf-8" if is_text else kind)
        self.finish(content)


class _Page(_Guarded):
    """A file of the site; an HTML file with what only the editor sees."""

    def get(self, path: str) -> None:
        edition = self.preview.edition
        base = edition.base
        inner = path.removeprefix(base)
        if not edition.name:
            self.page("", BARE.format(title="There is no page yet"), 200)
        elif path in ("/", base[:-1]) and base != "/":
            self.redirect(base)
        elif path.startswith(base) and f"{inner}/index.html" in edition.files:
            self.redirect(quote(f"{path}/"), permanent=False)
        else:
            if not inner or inner.endswith("/"):
                inner += "index.html"
            self.file(inner if path.startswith(base) else "")

    def file(self, path: str) -> None:
        """Answer with a file of the site, or with its page for what is not there."""
        files = self.preview.edition.files
        status = 200 if path in files else 404
        if path not in files:
            path = "404.html"
        default = BARE.format(title="There is no such page").encode()
        content = files.get(path, default)
        if path.endswith(".html"):
            self.preview.looked_at(path)
            self.page(path, content.decode(), status)
        else:
            self.answer(content, path)

    def page(self, path: str, html: str, status: int) -> None:
        """Answer with a page as it is previewed."""
        shown = self.preview.shown(path, html, f"http://{self.request.host}")
        self.set_status(status)
        self.answer(shown, "index.html")


class _Client(_Guarded):
    """A file of the preview's own."""

    def get(self, path: str) -> None:
        if path not in CLIENT:
            raise HTTPError(404)
        self.answer(CLIENT[path], path)


class _Browser(_Guarded, LiveReloadHandler):  # type: ignore[misc]
    """The connection to one page in a browser."""

    def open(self) -> None:
        self.set_nodelay(True)

    def on_message(self, message: str | bytes) -> None:
        """Shake hands; tell what is shown, which may be newer than the page."""
        try:
            super().on_message(message)
        except (AttributeError, KeyError, TypeError, ValueError):
            self.close(1003, "this is no message of LiveReload")
        if self in LiveReloadHandler.waiters:
            self.send_message(self.preview.message())
