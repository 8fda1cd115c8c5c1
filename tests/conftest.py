"""What several test files share: a real browser."""

import os
import shutil
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

# As build.py begins: they are meant for other programs. Without what Python keeps of the
# compiled theme, every build of every test would compile it again.
for name in [name for name in os.environ if name.startswith("PYTHON")]:
    del os.environ[name]
sys.dont_write_bytecode = False

# A busy machine is no mistake of the code. A run of the suite tries the same examples
# as the last one; "long" looks for others, and tells what fails so that it can be had
# again.
settings.register_profile(
    "house",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
    max_examples=50,
)
settings.register_profile(
    "long",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
    max_examples=2_000,
)
settings.load_profile("house")

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

# The browser is here for our pages alone: nothing of its own goes over the network.
SWITCHES = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",
]


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """A headless Chromium; where there is none, the test is skipped, but fails in CI."""
    chromium = (
        os.environ.get("CHROMIUM")
        or shutil.which("chromium", path=f"/usr/bin{os.pathsep}{os.environ['PATH']}")
        or shutil.which("google-chrome")
    )
    if not chromium:
        words = "no Chromium: install it, or name its program in $CHROMIUM"
        pytest.fail(words) if os.environ.get("CI") else pytest.skip(words)

    # Slow to import, and not needed by most runs of a single test file.
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def window(browser: "Browser") -> Iterator["BrowserContext"]:
    """A window in which tests open tabs of their own: see `tab` in browsing.py."""
    context = browser.new_context()
    yield context
    context.close()
