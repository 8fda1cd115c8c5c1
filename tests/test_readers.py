"""A page without its style: in Firefox's view for reading, as a text, and copied."""

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.copies import ROOT
from tests.small_site import TEXTS, WITH_HOME, built

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

NAME = "@mozilla/readability"
READABILITY = Path(
    os.environ.get("READABILITY")
    or ROOT / f".factbox/npm/node_modules/{NAME}/Readability.js"
)
"""What Firefox finds the article of a page with."""

STANDFIRST = (
    "The bridge over the river has been closed since January, and nobody can say for how "
    "long it will be."
)
KNOWN = (
    "The council, which closed the bridge in January, says that the repair will cost "
    "about 300."
)
ARTICLE = (
    TEXTS["content/bridge/article.md"]
    .replace("The [bridge](event:closed) is closed.", STANDFIRST)
    .replace(
        "The repair costs [](figure:cost@council).",
        KNOWN.replace("about 300", "[](figure:cost@council)"),
    )
)
KEPT = (
    STANDFIRST,
    f"{KNOWN} [1]",
    "The council expects to pay about 300 million. [1] The engineer expects",
    "Cost of the repair",
    "310.50 to 400",
    "nothing but rust",
    "Minutes of the council",
)
"""What a reader needs of the page, as it is to read."""

JOINED = re.compile(r"\d\[|\w\[\d|[a-z]\.[A-Z]|\d[A-Z]")
"""A citation, a sentence or a word that stands at once behind another."""


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    return built({**WITH_HOME, "content/bridge/article.md": ARTICLE})


def faults(text: str, kept: tuple[str, ...] = KEPT) -> list[str]:
    """What a reader does not find in a text, and what runs together there."""
    line = " ".join(text.split())
    return [each for each in kept if each not in line] + JOINED.findall(line)


@pytest.fixture
def article(browser: "Browser", files: dict[str, str]) -> Any:
    """What Readability makes of the page: its title, and its text as it is shown."""
    if not READABILITY.exists():
        pytest.skip(f"no {NAME}: npm install --prefix .factbox/npm {NAME}")
    page = browser.new_page()
    page.set_content(files["index.html"])
    library = READABILITY.read_text("utf-8")
    found = page.evaluate(
        f"() => {{ {library}; return new Readability(document).parse(); }}"
    )
    page.set_content(found["content"])
    found["text"] = page.inner_text("body")
    page.close()
    return found


def test_a_view_for_reading_keeps_what_a_reader_needs(article: Any) -> None:
    assert article["title"] == "The closed bridge"
    assert faults(article["text"]) == []


def test_a_view_for_reading_has_no_controls(article: Any) -> None:
    assert "Close" not in article["text"]
    assert "This figure in full" not in article["text"]


def test_what_is_made_a_text_keeps_what_a_reader_needs(files: dict[str, str]) -> None:
    # Slow to import, and not needed by the others.
    from trafilatura import extract

    # What stands above a story as short as this one is no part of it to Trafilatura.
    text = extract(files["index.html"]) or ""
    assert faults(text, kept=KEPT[2:]) == []


def test_what_is_copied_reads_as_it_looks(
    browser: "Browser", files: dict[str, str]
) -> None:
    def answer(route: "Route") -> None:
        name = route.request.url.removeprefix("http://localhost/") or "index.html"
        kind = "text/css" if name.endswith(".css") else "text/html"
        route.fulfill(body=files.get(name, ""), content_type=f"{kind}; charset=utf-8")

    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    context.route("**/*", answer)
    page = context.new_page()
    page.goto("http://localhost/")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('main'))")

    page.keyboard.press("Control+C")
    copied = page.evaluate("navigator.clipboard.readText()")
    context.close()

    assert faults(copied) == []
    # The signs of permalinks are for a mouse alone.
    assert "#" not in copied
