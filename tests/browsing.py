"""Sites for a browser to open, and what happens in it, waited for where it happens."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

from tests.serving import CEILING


class _Quiet(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        # A later server may have the same port, and a window outlives both.
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a server that has what is in a folder, without its last slash."""
    with answering(partial(_Quiet, directory=str(folder))) as address:
        yield address


@contextmanager
def answering(handler: Callable[..., Any]) -> Iterator[str]:
    """The address of a server whose requests are handled so."""
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


EMULATED = {"color_scheme", "forced_colors", "reduced_motion"}
"""The options of a window that a tab can have for itself."""


@contextmanager
def tab(
    window: "BrowserContext", width: int = 1280, height: int = 720, **options: Any
) -> Iterator["Page"]:
    """An empty tab of a window that tests share, or of one with options of its own.

    To open a window takes the browser longer than most of what tests do in it.
    """
    own = None
    if not options.keys() <= EMULATED:
        assert window.browser
        own = window.browser.new_context(**options)
    page = (own or window).new_page()
    page.set_default_timeout(CEILING * 1000)
    page.set_viewport_size({"width": width, "height": height})
    if not own and options:
        page.emulate_media(**options)
    yield page
    (own or page).close()


# Looks at every frame. Playwright's own way would run a string in the page, as the
# policy of our pages forbids.
_LOOK = """() => {
    const enough = performance.now() + %d;
    window.coming = new Promise((come, fail) => {
        const look = () => {
            const found = %s;
            if (found) come(found);
            else if (performance.now() > enough) fail(new Error("it never came"));
            else requestAnimationFrame(look);
        };
        look();
    });
    window.coming.catch(() => null);
    return true;
}"""


def coming(page: "Page", expression: str) -> Callable[[], Any]:
    """Begins to look for what comes; the answer waits for what an expression is then.

    It has come once it is anything but false, null, 0 or "".
    """
    page.evaluate(_LOOK % (CEILING * 1000, expression))
    return lambda: page.evaluate("() => window.coming")


def wait_until(page: "Page", condition: str) -> None:
    """Wait for a condition to come true."""
    coming(page, condition)()
