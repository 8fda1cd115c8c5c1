"""What happens in a browser, waited for where it happens."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

from tests.serving import CEILING

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
