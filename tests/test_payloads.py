"""Nothing an author types runs on a reader's page: seen in a real browser.

The payloads of tests/payloads.txt stand in every field that an author can fill. Of the
fields for which the build refuses one, the report tells every one; they are emptied, and
what the others make of it is opened, with the page's policy and without it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from http.server import BaseHTTPRequestHandler
from itertools import cycle
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import settings

from factbox.build.cache import Cache
from factbox.build.incremental import Incremental
from factbox.build.steps import Occasion, check_between, read_site, render
from factbox.problems import Failed
from tests.browsing import answering
from tests.copies import ROOT
from tests.payload_fields import EVERY, FIELDS, Field, filled, known, marked

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TODAY = date(2025, 3, 1)
SHARED = {
    "Elements": 4,
    "Ends of what stands around the text": 3,
    "Addresses": 2,
    "Markdown": 3,
}
"""How many payloads of a section share the fields of one site, as those that are alike
do; in a long run (`--hypothesis-profile long`) each has all fields for itself."""
if settings().max_examples > 1_000:
    SHARED.clear()


def sections() -> Mapping[str, list[str]]:
    """The payloads by the headings above them."""
    found: dict[str, list[str]] = {}
    for line in (
        (ROOT / "tests/payloads.txt").read_text("utf-8").split("\n\n", 1)[1].split("\n")
    ):
        if line.startswith("# "):
            found[line[2:]] = []
        elif line:
            typed = re.sub(
                r"\{U\+(\w+)\}", lambda number: chr(int(number[1], 16)), line
            )
            found[[*found][-1]].append(typed)
    return found


FILLINGS = [
    payloads[begin : begin + SHARED.get(name, 1)]
    for name, payloads in sections().items()
    for begin in range(0, len(payloads), SHARED.get(name, 1))
]
"""The payloads of each site, which stand in its fields in turn."""


def meant(payload: str) -> str:
    """The same in Markdown, which refuses a tag unless its author means it so."""
    return payload.replace("<", "\\<")


ARTICLE = FIELDS["content/bridge/article.md"].split("\n")
# A link by reference is told of where it stands, not where its address does, and a
# translation where its message does.
CAUSES: dict[Field, Field] = {
    ("content/bridge/article.md", ARTICLE.index("[words][there]") + 1): (
        "content/bridge/article.md",
        ARTICLE.index("[there]: «https://example.org/»") + 1,
    ),
    **{(path, line - 1): (path, line) for path, line in EVERY if path.endswith(".po")},
}


class Built(NamedTuple):
    """The files of a site by their paths, and what stands in its fields."""

    files: Mapping[str, bytes]
    texts: Mapping[Field, str]


def built(payloads: Sequence[str], cache: Cache) -> Built:
    """The site with payloads in turn in all fields that do not refuse them.

    Where one is refused it is tried as one that is meant.
    """
    texts = dict(zip(sorted(EVERY), cycle(payloads), strict=False))
    while isinstance(made := tried(texts, cache), Failed):
        told = {(each.place.file, each.place.line) for each in made.problems}
        told |= {CAUSES[each] for each in told & CAUSES.keys()}
        assert told & texts.keys(), made
        for field in told & texts.keys():
            text = texts.pop(field)
            if text in payloads and "<" in text:
                texts[field] = meant(text)
    return Built(made, texts)


def tried(texts: Mapping[Field, str], cache: Cache) -> Mapping[str, bytes] | Failed:
    """All of a site but the pictures for chats, which are no texts any more."""
    files, steps = filled(texts), Incremental(cache)
    try:
        rendering = render(read_site(files, steps, Occasion(TODAY)), files, steps)
        check_between(rendering, (), files, steps)
    except Failed as failed:
        return failed
    return {file.path: file.content for file in rendering.files}


TYPES = {
    "css": "text/css",
    "html": "text/html; charset=utf-8",
    "png": "image/png",
    "svg": "image/svg+xml",
    "xml": "application/xml",
}
POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')
STYLE = re.compile(rb"<style>.*?</style>", re.DOTALL)

# What runs in any frame is told to the topmost one.
WATCH = """
    if (window === top) window.ran = [];
    for (const name of ["alert", "confirm", "open", "print", "prompt"])
        window[name] = (...given) => { top.ran.push(`${name}(${given})`) };
"""
# What ran, and what would run at another time, or if a reader touched it.
FOUND = """
    async addresses => {
        const frames = addresses.map(address => {
            const frame = document.createElement("iframe");
            frame.src = address;
            frame.hidden = true;
            return frame;
        });
        await Promise.all(frames.map(frame => new Promise(resolve => {
            frame.onload = resolve;
            document.body.append(frame);
        })));
        const told = [];
        for (const frame of frames) {
            const tell = what => told.push(`${frame.getAttribute("src")}: ${what}`);
            if (!frame.contentWindow || !frame.contentDocument) {
                tell("left the site");
                continue;
            }
            const { performance } = frame.contentWindow;
            for (const { name } of performance.getEntriesByType("resource"))
                if (!name.startsWith(location.origin)) tell(name);
            for (const element of frame.contentDocument.querySelectorAll("*")) {
                if (element.matches("iframe, object, embed, base")) tell(element.tagName);
                if (element.matches("script:not([type='application/ld+json'])"))
                    tell("a script");
                for (const { name, value } of element.attributes) {
                    if (name.startsWith("on")) tell(name);
                    if (!["href", "xlink:href", "src", "action", "formaction"].includes(name))
                        continue;
                    const { protocol } = new URL(value, element.baseURI);
                    const is_shown = protocol === "data:" && element.matches("img, link");
                    if (!is_shown && !["http:", "https:", "mailto:"].includes(protocol))
                        tell(`${name}=${value}`);
                }
            }
        }
        return [...ran, ...told];
    }
"""


class Host:
    """Serves sites, each below a folder of its own, and tells what is not there."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {
            "/": b'<!doctype html><link rel=icon href="data:,">'
        }
        self.missed: list[str] = []
        host = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                content = host.files.get(self.path)
                if content is None:
                    host.missed.append(self.path)
                self.send_response(404 if content is None else 200)
                ending = self.path.rpartition(".")[2]
                self.send_header("Content-Type", TYPES.get(ending, TYPES["html"]))
                self.end_headers()
                self.wfile.write(content or b"")

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.handler = Handler
        self.address = ""

    def serve(
        self,
        folder: str,
        files: Mapping[str, bytes],
        *,
        has_policy: bool,
        without: frozenset[bytes] = frozenset(),
    ) -> None:
        """Add a site, but for these styles, which take long to read."""

        def kept(style: re.Match[bytes]) -> bytes:
            return b"" if style[0] in without else style[0]

        for path, content in files.items():
            page = STYLE.sub(kept, content if has_policy else POLICY.sub(b"", content))
            self.files[f"{folder}{path}"] = b"" if content in without else page


@pytest.fixture
def host() -> Iterator[Host]:
    host = Host()
    with answering(host.handler) as host.address:
        yield host


def seen(browser: "Browser", host: Host) -> list[str]:
    """What runs while all pages of the host are read, and what they ask for."""
    once = {
        content: path
        for path, content in host.files.items()
        if path.endswith((".html", "feed.xml", ".svg"))
    }
    pages = [*once.values()]
    with browser.new_context() as context:
        page = context.new_page()
        page.add_init_script(WATCH)
        page.goto(f"{host.address}/")
        told: list[str] = page.evaluate(FOUND, pages)
    return told + host.missed


@pytest.fixture(scope="module")
def cache() -> Cache:
    return Cache()


@pytest.fixture(scope="module")
def usual(cache: Cache) -> frozenset[bytes]:
    """The styles in which no author has a word."""
    files = built([], cache).files
    sheets = (text for path, text in files.items() if path.endswith(".css"))
    inner = (style for text in files.values() for style in STYLE.findall(text))
    return frozenset((*sheets, *inner))


@pytest.fixture(scope="module")
def sites(cache: Cache) -> list[Mapping[str, bytes]]:
    """What is built with the payloads."""
    return [built(payloads, cache).files for payloads in FILLINGS]


@pytest.mark.parametrize("has_policy", [True, False], ids=["policy", "no policy"])
def test_no_payload_runs_whatever_field_it_stands_in(
    sites, usual, browser, host, has_policy
):
    # What runs in spite of the policy runs without it, too.
    for number, files in enumerate(sites[::4] if has_policy else sites):
        host.serve(f"/{number}/", files, has_policy=has_policy, without=usual)

    assert seen(browser, host) == []


def test_every_key_of_every_file_holds_a_payload():
    assert {*known()} - {*marked()} == set()


def test_a_payload_reaches_the_page_from_most_fields(cache):
    made = built(["a<2>c"], cache)

    assert len(made.texts) > 110
    assert made.files["index.html"].count(b"a&lt;2&gt;c") > 45
    assert made.files["pt/index.html"].count(b"a&lt;2&gt;c") > 45


def test_what_is_refused_is_tried_as_it_is_meant(cache):
    made = built(["<script>alert(1)</script>"], cache)

    assert b"<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>" in made.files["index.html"]


@pytest.mark.parametrize(
    ("markup", "told"),
    [
        ("<script>alert(1)</script>", ["alert(1)", "/a.html: a script"]),
        ('<a href="javascript:b()">a</a>', ["/a.html: href=javascript:b()"]),
        ('<p onclick="alert(1)">a</p>', ["/a.html: onclick"]),
        (
            '<iframe srcdoc="<script>parent.alert(1)</script>"></iframe>',
            ["alert(1)", "/a.html: IFRAME"],
        ),
        ('<img src="http://localhost:9/a">', ["/a.html: http://localhost:9/a"]),
        ('<img src="/b">', ["/b"]),
    ],
)
def test_what_a_page_does_is_seen(browser, host, markup, told):
    host.serve("/", {"a.html": f"<!doctype html>{markup}".encode()}, has_policy=False)

    assert seen(browser, host) == told


def test_the_policy_lets_nothing_run(sites, browser, host):
    page = sites[0]["404.html"]
    bad = page.replace(b"</main>", b"<img src=x onerror=alert(1)></main>")

    host.serve("/", {"404.html": bad, "x": b""}, has_policy=True)
    assert seen(browser, host) == ["/404.html: onerror"]

    host.serve("/", {"404.html": bad, "x": b""}, has_policy=False)
    assert seen(browser, host) == ["alert(1)", "/404.html: onerror"]
