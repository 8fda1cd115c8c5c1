"""Nothing an author types runs on a reader's page: seen in a real browser.

Each payload of tests/payloads.txt stands in every field that an author can fill. Of the
fields for which the build refuses it, the report tells every one; they are emptied, and
what the others make of it is opened, with the page's policy and without it.
"""

import json
import re
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from factbox.build.cache import Cache
from factbox.build.steps import Occasion
from factbox.problems import Failed
from tests.browsing import answering
from tests.copies import ROOT
from tests.making import made
from tests.small_site import TEMPLATES

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TODAY = date(2025, 3, 1)
LINES = (ROOT / "tests/payloads.txt").read_text("utf-8").splitlines()
TYPED = [
    re.sub(r"\{U\+(\w+)\}", lambda number: chr(int(number[1], 16)), line)
    for line in LINES
    if line and not line.startswith("# ")
]
# Markdown refuses a tag, unless its author means it as it stands.
MEANT = [each.replace("<", "\\<") for each in TYPED if "<" in each]
PAYLOADS = TYPED + MEANT

# Every field, a line each, with what it holds where it does not hold the payload:
# ‹in YAML› or «in Markdown, as it is».
FIELDS = {
    "content/site.yaml": """\
title: ‹City desk›
language: ‹en-GB›
publisher: ‹The Gazette›
description: ‹Explainers of the city desk›
address: ‹https://example.org/explainers/›
licence: ‹https://example.org/licence›
""",
    "content/people.yaml": """\
- id: council
  name: ‹City Council›
  short: ‹Council›
  role: ‹It governs›
  kind: ‹organisation›
- id: engineer
  name: ‹Ada Engineer›
  role: ‹Bridge engineer›
- id: ‹nobody›
  name: ‹Nobody›
""",
    "seeds/minutes.yaml": """\
title: ‹Minutes of the council›
author: ‹The clerk›
publisher: ‹City Council›
published: ‹February 2025›
url: ‹https://council.example/minutes›
notes:
  cost: ‹The council puts the cost at about 300.›
""",
    "content/bridge/figures.yaml": """\
- id: cost
  label: ‹Cost of the repair›
  unit: ‹million›
  text: ‹What it costs.›
  headline: ‹council›
  estimates:
    - value: ‹about 300›
      by: council
      via: ‹engineer›
      as_of: ‹January 2025›
      source: ‹minutes#cost›
      text: ‹So it said.›
    - value: 310 to 400
      by: engineer
      source: minutes#cost
- id: ‹piers›
  label: ‹Piers›
  value: 3
  by: council
  source: minutes#cost
- id: double
  label: ‹Twice the cost›
  derived: ‹cost@council * 2›
""",
    "content/bridge/quotes.yaml": """\
- id: rust
  who: ‹engineer›
  on: ‹3 February 2025›
  said: ‹Blamed the weather.›
  words: ‹nothing but rust›
  via: ‹council›
  about: ‹[cost]›
  source: ‹minutes#cost›
""",
    "content/bridge/timeline.yaml": """\
- id: closed
  when: ‹mid-January 2025›
  title: ‹The bridge is closed›
  text: ‹It was closed.›
  by: ‹council›
  via: ‹engineer›
  source: ‹minutes#cost›
""",
    "content/bridge/updates.yaml": """\
- id: ‹wrong›
  when: ‹2025-02-12›
  kind: ‹correction›
  what: ‹It was wrong.›
  about: ‹[cost]›
""",
    "content/bridge/article.md": """\
---
headline: ‹The closed bridge›
standfirst: ‹The bridge is closed.›
description: ‹A bridge.›
byline: ‹Bo Reporter›
dateline: ‹London›
as_of: ‹7 February 2025›
published: ‹8 February 2025›
weave: ‹[quotes]›
known:
  - ‹The repair costs a lot.›
unknown:
  - ‹Who pays.›
---

«A paragraph.»

## «A heading»

See [](figure:cost@council), [](event:closed) and [](quote:rust).

[«words»](https://example.org/)

[words](«https://example.org/»)

[words](<«https://example.org/»>)

[words](https://example.org/ "«a title»")

[words][there]

[there]: «https://example.org/»

<«https://example.org/»>

*«a»* **«b»**

- «An item.»

> «A quotation.»

| «Head» | b |
|---|---|
| «Cell» | b |

[«Council»](person:council)

[words](figure:«cost@council»)

![](figure:«cost»)

![«What it shows»](images/dam.png "a caption")

![what it shows](images/dam.png "«a caption»")

![what it shows](«images/dam.png»)

`«code»`

    «code»

```«text»
code
```

A note[^1].

[^1]: «The note.»
""",
}
FIELD = re.compile("‹(.*?)›|«(.*?)»")


def picture() -> bytes:
    content = BytesIO()
    Image.new("RGB", (8, 8)).save(content, "PNG")
    return content.getvalue()


STILL = {
    **{path: text.encode() for path, text in TEMPLATES.items()},
    "assets/touch-icon.png": picture(),
    "content/bridge/images/dam.png": picture(),
}
Field = tuple[str, int]


def filled(payload: str, without: set[Field]) -> dict[str, bytes]:
    """The project with the payload in every field but those at these lines."""

    def in_line(path: str, number: int, line: str) -> str:
        def fill(field: re.Match[str]) -> str:
            if (path, number) in without:
                return field[1] or field[2]
            return payload if field[2] else json.dumps(payload, ensure_ascii=False)

        return FIELD.sub(fill, line)

    return STILL | {
        path: "\n".join(
            in_line(path, number, line)
            for number, line in enumerate(text.split("\n"), 1)
        ).encode()
        for path, text in FIELDS.items()
    }


EVERY: set[Field] = {
    (path, number)
    for path, text in FIELDS.items()
    for number, line in enumerate(text.split("\n"), 1)
    if FIELD.search(line)
}

ARTICLE = FIELDS["content/bridge/article.md"].split("\n")
# A link by reference is told of where it stands, not where its address does.
CAUSES: dict[Field, Field] = {
    ("content/bridge/article.md", ARTICLE.index("[words][there]") + 1): (
        "content/bridge/article.md",
        ARTICLE.index("[there]: «https://example.org/»") + 1,
    )
}


def built(payload: str, cache: Cache) -> tuple[dict[str, bytes], set[Field]]:
    """The site with the payload wherever it is not refused, and where it is refused."""
    refused: set[Field] = set()
    while isinstance(made := tried(payload, refused, cache), Failed):
        told = {(each.place.file, each.place.line) for each in made.problems}
        told |= {CAUSES[each] for each in told & CAUSES.keys()}
        assert told & EVERY - refused, made
        refused |= told & EVERY
    return made, refused


def tried(payload: str, without: set[Field], cache: Cache) -> dict[str, bytes] | Failed:
    try:
        _, rendered = made(filled(payload, without), cache, Occasion(TODAY))
    except Failed as failed:
        return failed
    return {file.path: file.content for file in rendered}


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

    def serve(self, folder: str, files: dict[str, bytes], *, has_policy: bool) -> None:
        """Add a site without its style sheet, which has no word of an author."""
        for path, content in files.items():
            page = STYLE.sub(b"", content if has_policy else POLICY.sub(b"", content))
            self.files[f"{folder}{path}"] = b"" if path.endswith(".css") else page


@pytest.fixture
def host() -> Iterator[Host]:
    host = Host()
    with answering(host.handler) as host.address:
        yield host


def seen(browser: "Browser", host: Host) -> list[str]:
    """What runs while all pages of the host are read, and what they ask for."""
    pages = [path for path in host.files if path.endswith((".html", "feed.xml"))]
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
def sites(cache: Cache) -> dict[str, dict[str, bytes]]:
    """What is built with each payload."""
    sites = {}
    for payload in PAYLOADS:
        sites[payload], refused = built(payload, cache)
        assert len(refused) < len(EVERY), payload
    return sites


@pytest.mark.parametrize("has_policy", [True, False], ids=["policy", "no policy"])
def test_no_payload_runs_whatever_field_it_stands_in(sites, browser, host, has_policy):
    for number, files in enumerate(sites.values()):
        host.serve(f"/{number}/", files, has_policy=has_policy)

    assert seen(browser, host) == []


def test_a_payload_reaches_the_page_from_most_fields(cache):
    files, refused = built("a<2>c", cache)

    assert len(EVERY) - len(refused) > 45
    assert files["bridge/index.html"].count(b"a&lt;2&gt;c") > 45


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
    page = sites[PAYLOADS[0]]["404.html"]
    bad = page.replace(b"</main>", b"<img src=x onerror=alert(1)></main>")

    host.serve("/", {"404.html": bad, "x": b""}, has_policy=True)
    assert seen(browser, host) == ["/404.html: onerror"]

    host.serve("/", {"404.html": bad, "x": b""}, has_policy=False)
    assert seen(browser, host) == ["alert(1)", "/404.html: onerror"]
