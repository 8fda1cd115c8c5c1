"""The built site as a reader meets it: in a browser, at any address of one host."""

import re
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from typing import ClassVar

import pytest

from factbox.problems import Failed
from factbox.reading.files import Files
from tests.browsing import answering, wait_until
from tests.making import rendered as rendered_of
from tests.small_site import WITH_HOME, small_project

TYPES = {"html": "text/html", "css": "text/css", "svg": "image/svg+xml"}
VIOLATIONS = """
    window.violations = [];
    addEventListener("securitypolicyviolation",
                     event => violations.push(event.effectiveDirective));
"""


def built(files: Files) -> dict[str, bytes]:
    """The site of these files, by path."""
    rendered = rendered_of(files)
    return {file.path: file.content for file in rendered}


@pytest.fixture(scope="module")
def files() -> Files:
    return small_project(WITH_HOME)


@pytest.fixture(scope="module")
def pages(files: Files) -> dict[str, bytes]:
    return built(files)


@pytest.fixture(scope="module")
def host(pages: dict[str, bytes]) -> Iterator[Callable[[str], str]]:
    """Serves one site at every top as GitHub Pages does: `host("/repo/")`, its URL."""

    class Pages(BaseHTTPRequestHandler):
        tops: ClassVar = ["/"]

        def do_GET(self) -> None:
            top = max((top for top in self.tops if self.path.startswith(top)), key=len)
            path = self.path.removeprefix(top)
            path += "index.html" if path.endswith("/") or not path else ""
            content = pages.get(path)
            self.send_response(404 if content is None else 200)
            path = "404.html" if content is None else path
            kind = TYPES.get(path.rpartition(".")[2], "application/octet-stream")
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(pages["404.html"] if content is None else content)

        def log_message(self, *words: object) -> None:
            pass

    with answering(Pages) as address:

        def at(top: str) -> str:
            Pages.tops.append(top)
            return address + top

        yield at


@pytest.fixture
def visit(window) -> Iterator[Callable[[str], object]]:
    """Opens a page; everything that goes wrong in it is in `page.faults`."""
    pages = []

    def open_page(url: str):
        page = window.new_page()
        pages.append(page)
        page.add_init_script(VIOLATIONS)
        page.faults = []
        page.on("requestfailed", lambda request: page.faults.append(request.url))
        page.on(
            "response",
            lambda response: (
                page.faults.append(response.url)
                if response.status >= 400 and response.url != url
                else None
            ),
        )
        page.goto(url)
        page.faults += page.evaluate("violations")
        return page

    yield open_page
    for page in pages:
        page.close()


@pytest.mark.parametrize("top", ["/", "/some-repo/"])
def test_a_page_loads_all_it_names_under_its_policy(visit, host, top):
    page = visit(host(top))

    assert page.faults == []
    assert page.evaluate("document.styleSheets.length") == 1


@pytest.mark.parametrize("top", ["/", "/some-repo/"])
@pytest.mark.parametrize("depth", ["lost", "lost/in/the/depths/"])
def test_the_page_for_what_is_not_there_is_styled_at_any_depth(visit, host, top, depth):
    page = visit(host(top) + depth)

    assert page.text_content("h1") == "There is no page here"
    assert page.faults == []
    assert page.evaluate("document.styleSheets[0].cssRules.length") > 0


def test_no_script_runs_on_a_page(visit, host):
    page = visit(host("/"))

    page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.ran = true";
            document.body.append(script);
        }"""
    )

    wait_until(page, "violations.length")
    assert page.evaluate("[window.ran, violations]") == [None, ["script-src-elem"]]


def test_the_policy_comes_first_after_the_encoding(pages):
    for path in ("index.html", "404.html"):
        head = re.findall(r"<(?:meta|link|style|title)[^>]*>", pages[path].decode())

        assert head[0] == '<meta charset="utf-8">'
        assert head[1].startswith('<meta http-equiv="Content-Security-Policy"')


def test_the_policy_allows_what_a_page_needs_and_no_more(pages):
    asked = r'Content-Security-Policy" content="(.*?)"'

    policies = [
        re.search(asked, pages[path].decode())[1].split("; ")
        for path in ("index.html", "404.html")
    ]

    style = re.compile(r"style-src 'sha256-[A-Za-z0-9+/]{43}='")
    others = [
        "default-src 'none'",
        "img-src 'self' data:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    assert policies[0] == [others[0], "style-src 'self'", *others[1:]]
    assert style.fullmatch(policies[1].pop(1))
    assert policies[1] == others


def test_the_lost_reader_is_led_home_where_home_is_known(files):
    settings = (
        files["content/site.yaml"] + b"\naddress: https://example.org/some-repo/\n"
    )

    page = built({**files, "content/site.yaml": settings})["404.html"].decode()

    assert set(re.findall(r'<a href="(.*?)"', page)) == {
        "https://example.org/some-repo/"
    }


def test_the_lost_reader_is_not_led_astray_where_no_home_is_known(files):
    lines = files["content/site.yaml"].decode().splitlines()
    settings = "\n".join(line for line in lines if not line.startswith("address:"))

    page = built({**files, "content/site.yaml": settings.encode()})["404.html"].decode()

    assert re.findall(r'<a href="(.*?)"', page) == []


def test_an_unknown_asset_in_a_template_is_reported_where_it_stands(files):
    template = b'{# Icons #}\n<link rel="icon" href="{{ asset("icn.svg") }}">\n'

    with pytest.raises(Failed) as failure:
        built({**files, "templates/icons.html": template})

    assert str(failure.value) == (
        "templates/icons.html:2:1: there is no asset 'icn.svg'"
    )
