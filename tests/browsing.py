"""Sites for a browser to open, and what happens in it, waited for where it happens."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

from tests.serving import CEILING


class _Quiet(SimpleHTTPRequestHandler):
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
