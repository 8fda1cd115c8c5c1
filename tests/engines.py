"""The engines of browsers, each driven as the same few acts of a reader.

Chromium comes from the fixture `browser`, Firefox speaks WebDriver BiDi over a
WebSocket, WebKitGTK the classic WebDriver of its driver over HTTP.
"""

import json
import os
import re
import shutil
import socket
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from tests.serving import CEILING

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from websockets.sync.client import ClientConnection

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox") or ""
WEBKIT = shutil.which("WebKitWebDriver") or ""
XVFB = shutil.which("Xvfb") or ""

# The browsers are here for our pages alone: nothing of their own goes over the network.
PREFERENCES = {
    "app.normandy.enabled": False,
    "app.update.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.dns.disablePrefetch": True,
    "services.settings.server": "data:,",
    "toolkit.telemetry.enabled": False,
    "ui.useOverlayScrollbars": 1,
}

KEYS = {"Escape": "\ue00c", "Tab": "\ue004", "Enter": "\ue007"}


class Engine(Protocol):
    """A window of a browser."""

    def open(self, url: str, width: int, height: int = 900) -> None:
        """Show a page in a window of this size, or as near to it as the engine goes."""

    def evaluate(self, expression: str) -> Any:
        """What a JavaScript expression is on the page."""

    def click(self, x: float, y: float) -> None:
        """Press and release the mouse at a point of the window."""

    def press(self, key: str) -> None:
        """Press and release a key by its name, as in `KEYS`."""


class Chromium:
    def __init__(self, browser: "Browser") -> None:
        self.page = browser.new_page()

    def open(self, url: str, width: int, height: int = 900) -> None:
        self.page.set_viewport_size({"width": width, "height": height})
        # A page that differs in its fragment alone is else not opened anew.
        self.page.goto("about:blank")
        self.page.goto(url)

    def evaluate(self, expression: str) -> Any:
        return self.page.evaluate(f"() => ({expression})")

    def click(self, x: float, y: float) -> None:
        self.page.mouse.click(x, y)

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)


@contextmanager
def chromium(browser: "Browser") -> Iterator[Engine]:
    """A window of Chromium, until the block ends."""
    engine = Chromium(browser)
    yield engine
    engine.page.close()


def _mouse(x: float, y: float) -> dict[str, Any]:
    """A click, as both protocols have it."""
    point = {"type": "pointerMove", "x": round(x), "y": round(y)}
    buttons = ({"type": each, "button": 0} for each in ("pointerDown", "pointerUp"))
    return {"type": "pointer", "id": "mouse", "actions": [point, *buttons]}


def _keyboard(key: str) -> dict[str, Any]:
    actions = [{"type": each, "value": KEYS[key]} for each in ("keyDown", "keyUp")]
    return {"type": "key", "id": "keys", "actions": actions}


class Firefox:
    """WebDriver BiDi: https://www.w3.org/TR/webdriver-bidi/."""

    def __init__(self, connection: "ClientConnection") -> None:
        self.connection = connection
        self.last = 0
        self.ask("session.new", {"capabilities": {}})
        tree = self.ask("browsingContext.getTree", {})
        self.context = tree["contexts"][0]["context"]

    def ask(self, method: str, parameters: dict[str, Any]) -> Any:
        self.last += 1
        message = {"id": self.last, "method": method, "params": parameters}
        self.connection.send(json.dumps(message))
        while True:
            answer = json.loads(self.connection.recv(CEILING))
            if answer.get("id") == self.last:
                assert answer["type"] == "success", answer
                return answer["result"]

    def open(self, url: str, width: int, height: int = 900) -> None:
        size = {"width": width, "height": height}
        here = {"context": self.context}
        self.ask("browsingContext.setViewport", {**here, "viewport": size})
        for each in ("about:blank", url):
            self.ask(
                "browsingContext.navigate", {**here, "url": each, "wait": "complete"}
            )

    def evaluate(self, expression: str) -> Any:
        answer = self.ask(
            "script.evaluate",
            {
                "expression": f"JSON.stringify({expression})",
                "target": {"context": self.context},
                "awaitPromise": True,
            },
        )
        assert answer["type"] == "success", answer
        found = answer["result"]
        return json.loads(found["value"]) if "value" in found else None

    def click(self, x: float, y: float) -> None:
        self.act(_mouse(x, y))

    def press(self, key: str) -> None:
        self.act(_keyboard(key))

    def act(self, source: dict[str, Any]) -> None:
        if source["type"] == "pointer":
            source["parameters"] = {"pointerType": "mouse"}
        given = {"context": self.context, "actions": [source]}
        self.ask("input.performActions", given)


@contextmanager
def firefox(profile: Path) -> Iterator[Engine]:
    """A window of Firefox with a profile of its own, until the block ends."""
    # Slow to import, and not needed by most runs of a single test file.
    from websockets.sync.client import connect

    lines = (
        f"user_pref({json.dumps(name)}, {json.dumps(value)});\n"
        for name, value in PREFERENCES.items()
    )
    (profile / "user.js").write_text("".join(lines), "utf-8")
    command = [FIREFOX, "--headless", "--no-remote", "--profile", str(profile)]
    process = subprocess.Popen(
        [*command, "--remote-debugging-port", "0", "about:blank"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stderr
        for line in process.stderr:
            if found := re.search(r"WebDriver BiDi listening on (ws://\S+)", line):
                break
        else:
            raise AssertionError("Firefox has ended")
        with connect(f"{found[1]}/session", max_size=None) as connection:
            yield Firefox(connection)
    finally:
        process.kill()
        process.communicate()


class WebKit:
    """WebDriver: https://www.w3.org/TR/webdriver2/."""

    def __init__(self, address: str) -> None:
        self.address = address
        options = {"args": ["--automation"]}
        found = self.ask(
            "/session",
            {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}},
        )
        self.address = f"{address}/session/{found['sessionId']}"

    def ask(self, path: str, body: dict[str, Any], method: str = "POST") -> Any:
        request = urllib.request.Request(
            self.address + path,
            json.dumps(body).encode(),
            {"Content-Type": "application/json"},
            method=method,
        )
        with urllib.request.urlopen(request, timeout=CEILING) as answer:
            return json.load(answer)["value"]

    def open(self, url: str, width: int, height: int = 900) -> None:
        self.ask("/url", {"url": "about:blank"})
        # No narrower than its own tools are, which stand above the page.
        window = self.ask("/window/rect", {"width": width, "height": height})
        while self.evaluate("innerWidth") != window["width"]:
            pass
        self.ask("/url", {"url": url})

    def evaluate(self, expression: str) -> Any:
        script = f"return ({expression})"
        return self.ask("/execute/sync", {"script": script, "args": []})

    def click(self, x: float, y: float) -> None:
        self.act(_mouse(x, y))

    def press(self, key: str) -> None:
        self.act(_keyboard(key))

    def act(self, source: dict[str, Any]) -> None:
        self.ask("/actions", {"actions": [source]})


@contextmanager
def webkit() -> Iterator[Engine]:
    """A window of WebKitGTK on a screen of its own, until the block ends."""
    with ExitStack() as stack:
        display = stack.enter_context(_screen())
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        environment = {
            **os.environ,
            "DISPLAY": display,
            "GDK_BACKEND": "x11",
            "GSETTINGS_BACKEND": "memory",
            "LIBGL_ALWAYS_SOFTWARE": "1",
            "NO_AT_BRIDGE": "1",
            # It shows our own pages; where tests run as root it would not begin.
            "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
        }
        process = subprocess.Popen(
            [WEBKIT, f"--port={port}"],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        stack.callback(process.communicate)
        stack.callback(process.kill)
        while not _listens(port):
            assert process.poll() is None, "WebKitWebDriver has ended"
        engine = WebKit(f"http://127.0.0.1:{port}")
        yield engine
        engine.ask("", {}, "DELETE")


@contextmanager
def _screen() -> Iterator[str]:
    """The name of a display that nobody sees."""
    reading, writing = os.pipe()
    process = subprocess.Popen(
        [XVFB, "-displayfd", str(writing), "-screen", "0", "2000x1400x24"],
        pass_fds=[writing],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            yield f":{told.readline().strip()}"
    finally:
        process.terminate()
        process.communicate()


def _listens(port: int) -> bool:
    with socket.socket() as door:
        return door.connect_ex(("127.0.0.1", port)) == 0
