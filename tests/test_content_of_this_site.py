"""What must hold of the content of this repository, whatever an editor writes in it.

The generator is tested on projects of its own, none of these tests is about it. They say
nothing of any number, name or word of the content, so that it can be edited freely.
"""

import gzip
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import pytest
from justhtml import JustHTML

from factbox.build.cache import Cache
from factbox.build.incremental import Incremental
from factbox.build.steps import Occasion
from factbox.model.explainers import Explainer
from factbox.model.prose import Reference
from factbox.model.site import Site
from factbox.output.social_card import sketch_of
from factbox.pages import layout_of
from factbox.reading.files import Files, read_project, text_of
from factbox.reading.schemas import DOCUMENTS
from tests.browsing import served, tab
from tests.copies import ROOT
from tests.making import checked_site, made, read_site
from tests.promises import CLAIMS_KEEP, PROMISES, claims
from tests.test_schema import faults, schema, values_of

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

# Late enough for all that is to be published some day.
TODAY = date(9999, 1, 1)
WORDS = range(700, 1_001)
"""How many words an article may have, to be read in three to five minutes."""

BYTES = 40_000
"""How heavy a page and all that it loads may be, compressed."""


@pytest.fixture(scope="module")
def files() -> Files:
    return read_project(ROOT)


@pytest.fixture(scope="module")
def site(files: Files) -> Site:
    return read_site(files)


@pytest.fixture(scope="module")
def built(files: Files) -> dict[str, bytes]:
    """Every file of the site, by its path; that it can be built is a test already."""
    _, rendered = made(files, occasion=Occasion(TODAY))
    return {each.path: each.content for each in rendered}


@pytest.fixture(scope="module")
def pages(built: dict[str, bytes]) -> dict[str, JustHTML]:
    return {
        path: JustHTML(content.decode(), sanitize=False, collect_errors=True)
        for path, content in built.items()
        if path.endswith(".html")
    }


# ------------------------------------------------------------------------ what is written


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_keeps_the_schema(files: Files, document: str) -> None:
    texts = {
        path: text_of(path, content)
        for path, content in files.items()
        if path.startswith(("content/", "seeds/")) and path.endswith((".yaml", ".md"))
    }

    values = values_of(document, texts)

    assert [fault for each in values for fault in faults(schema(document), each)] == []


def test_every_article_has_the_length_of_an_explainer(site: Site) -> None:
    for explainer in site.explainers:
        assert words_of(explainer, site) in WORDS, explainer.folder


def words_of(explainer: Explainer, site: Site) -> int:
    """How many words the article has, with what its empty references print."""
    items = {item.id: item for sidebar in explainer.sidebars for item in sidebar.items}
    words = explainer.body.words
    for reference in explainer.body.references:
        if isinstance(reference, Reference) and not reference.text:
            mention = reference.mention
            if mention.scheme == "person":
                words += len(site.people[mention.id].name.split())
            elif mention.scheme in ("figure", "quote", "event"):
                filled = items[mention.id].words(mention.part, site.settings.language)
                words += len(filled.split())
    return words


# --------------------------------------------------------------------- what is published


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.__name__)
def test_every_page_keeps_what_a_page_promises(
    pages: dict[str, JustHTML], promise
) -> None:
    for path, page in pages.items():
        assert promise(page) == [], path


@pytest.mark.parametrize("keeps", CLAIMS_KEEP, ids=lambda keeps: keeps.__name__)
def test_every_claim_is_shown_with_all_that_belongs_to_it(
    pages: dict[str, JustHTML], site: Site, keeps
) -> None:
    lost = [
        claim.anchor
        for explainer in site.explainers
        for claim in claims(explainer)
        if not keeps(claim, pages[layout_of(site).path_of(explainer.folder)], site)
    ]

    assert lost == []


def test_every_explainer_has_a_card_for_chats_with_its_headline(
    site: Site, files: Files
) -> None:
    cards = Incremental(Cache()).draw_cards(checked_site(files))

    assert [advice.message for advice in cards.advice] == []
    for explainer in site.explainers:
        assert sketch_of(explainer, site.settings).headline == str(
            explainer.front.headline
        )
        assert explainer.folder in cards.by_folder


def test_what_is_made_a_text_of_a_page_begins_with_its_standfirst(
    site: Site, built: dict[str, bytes]
) -> None:
    # Slow to import, and not needed by the others.
    from trafilatura import extract

    for explainer in site.explainers:
        html = built[layout_of(site).path_of(explainer.folder)].decode()
        standfirst = explainer.front.standfirst.in_words(lambda each: each.text)
        text = extract(html) or ""
        assert standfirst in text, explainer.folder
        assert "What we know" in text, explainer.folder


# ------------------------------------------------------------------------ what is seen


@pytest.fixture(scope="module")
def origin(
    tmp_path_factory: pytest.TempPathFactory, built: dict[str, bytes]
) -> Iterator[str]:
    """The address of a server that has the site."""
    root = tmp_path_factory.mktemp("content")
    for path, content in built.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    with served(root) as address:
        yield f"{address}/"


@pytest.fixture
def page(window: "BrowserContext") -> Iterator["Page"]:
    with tab(window) as page:
        yield page


def test_every_page_is_light_and_takes_nothing_from_elsewhere(
    page: "Page", built: dict[str, bytes], pages: dict[str, JustHTML], origin: str
) -> None:
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url))

    for path in pages:
        asked.clear()
        page.goto(origin + path)
        own = {url.removeprefix(origin) for url in asked}

        assert own <= built.keys(), path
        weights = (len(gzip.compress(built[name])) for name in own)
        assert sum(weights) <= BYTES, path


def test_no_page_is_wider_than_its_window(
    page: "Page", pages: dict[str, JustHTML], origin: str
) -> None:
    for path in pages:
        page.goto(origin + path)
        for width in (320, 360, 768, 1280, 1920):
            page.set_viewport_size({"width": width, "height": 900})
            shown = page.evaluate("document.documentElement.scrollWidth")

            assert shown == width, path
