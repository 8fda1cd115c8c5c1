"""A whole site as a reader gets it: what is said once shows everywhere, and leads on."""

from datetime import date
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote

import pytest
from justhtml import JustHTML

from factbox.build.cache import Cache
from factbox.build.incremental import Incremental
from factbox.build.steps import Occasion, build
from factbox.problems import Failed
from factbox.reading.files import read_project
from tests import promises
from tests.promises import CLAIMS_KEEP, PROMISES, ids_of
from tests.small_site import WITH_HOME, small_site, write_small_project

DAY = date(2026, 11, 22)
SITE = small_site(WITH_HOME)
BRIDGE = SITE.explainers[0]


class Built:
    """A project in a folder, and the pages of its site by their paths."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        write_small_project(folder, WITH_HOME)
        self.steps = Incremental(Cache())

    def edit(self, path: str, old: str, new: str) -> None:
        text = (self.folder / path).read_text()
        assert old in text
        (self.folder / path).write_text(text.replace(old, new))

    def build(self) -> dict[str, JustHTML]:
        """Build the site with what the builds before remember."""
        site = self.folder / "site"
        files = read_project(self.folder)
        build(files, self.steps, Occasion(DAY), project=self.folder, into=site)
        return {
            path.relative_to(site).as_posix(): JustHTML(
                path.read_text(), sanitize=False, collect_errors=True
            )
            for path in sorted(site.rglob("*.html"))
        }


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    return Built(tmp_path_factory.mktemp("site")).build()


@pytest.fixture(scope="module")
def page(pages):
    return pages["index.html"]


@pytest.fixture
def project(tmp_path):
    return Built(tmp_path)


def text_of(page, selector):
    """The words of the one element that a selector finds."""
    (element,) = page.query(selector)
    return " ".join(element.to_text().split())


# -------------------------------------------------------------------- one fact, once


def test_a_changed_value_shows_wherever_it_is_told(project):
    before = project.build()["index.html"]
    assert "about 300" in text_of(before, "#figure-cost-council")
    assert "about 300 – 400" in text_of(before, "#figure-cost")
    assert "75%" in text_of(before, "#figure-share")

    figures = "content/bridge/figures.yaml"
    project.edit(figures, "value: about 300\n", "value: about 200\n")
    after = project.build()["index.html"]

    assert "about 200" in text_of(after, "#figure-cost-council")
    assert "about 200 – 400" in text_of(after, "#figure-cost")
    assert "50%" in text_of(after, "#figure-share")
    links = after.query('a[href="#figure-cost-council"]')
    told = {link.to_text().strip() for link in links if "id" in link.attrs}
    assert told == {"about 200"}


def test_a_mistake_leaves_the_site_as_it_was(project):
    project.build()
    before = {p: p.read_bytes() for p in project.folder.glob("site/**/*.*")}
    project.edit("content/bridge/figures.yaml", "by: engineer", "by: enginer")

    with pytest.raises(Failed):
        project.build()

    assert {p: p.read_bytes() for p in project.folder.glob("site/**/*.*")} == before


# ----------------------------------------------------------------- what a page promises


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.__name__)
def test_every_page_keeps_what_a_page_promises(pages, promise):
    assert "404.html" in pages
    for path, page in pages.items():
        assert promise(page) == [], path


def test_there_is_much_that_could_break_a_promise(page):
    assert len({link.attrs["href"] for link in page.query('a[href^="#"]')}) > 30
    assert len(page.query('a[id^="cite-"]')) == 10
    assert len(page.query("h1, h2, h3, h4, h5, h6")) > 10


BROKEN = """<!DOCTYPE html><html><head><title>x</title></head><body>
<h1>x</h1><h3 id="a" onclick="x()">x</h3><p id="a" aria-labelledby="lost">
<a href="#gone">x</a><a id="cite-1" href="#a">x</a><script>x</script></body></html>"""


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.__name__)
def test_a_broken_promise_would_be_seen(promise):
    html = BROKEN.replace("</body>", "</b></body>")

    assert promise(JustHTML(html, sanitize=False, collect_errors=True)) != []


# ---------------------------------------------------------------------- who says what


def test_there_are_claims_of_every_kind():
    kinds = {claim.anchor.partition("-")[0] for claim in promises.claims(BRIDGE)}

    assert kinds == {"figure", "quote", "event"}


@pytest.mark.parametrize("keeps", CLAIMS_KEEP, ids=lambda keeps: keeps.__name__)
@pytest.mark.parametrize(
    "claim", promises.claims(BRIDGE), ids=lambda claim: claim.anchor
)
def test_a_claim_is_shown_with_all_that_belongs_to_it(page, claim, keeps):
    assert keeps(claim, page, SITE)


# ---------------------------------------------------------------- several explainers

SECOND = """---
headline: A second story
standfirst: It leads [to the first](explainer:bridge).
as_of: 8 February 2025
---

See [](explainer:bridge), and [](explainer:second) itself.
"""


def with_second(project):
    (project.folder / "content/second").mkdir()
    (project.folder / "content/second/article.md").write_text(SECOND)


def without_home(project):
    project.edit("content/site.yaml", "home: bridge\n", "")


def broken_links(pages, folder):
    """Relative links and files of pages that lead nowhere in the site."""
    broken = []
    ids = {path: set(ids_of(page)) for path, page in pages.items()}
    for path, page in pages.items():
        for element in page.query("[href], [src]"):
            address = element.attrs.get("href") or element.attrs.get("src") or ""
            target, _, id = address.partition("#")
            if ":" in target:
                continue
            assert not target.startswith("/"), f"{path} links to {address}"
            there = normpath(join(dirname(path), unquote(target) or "."))
            if not target:
                there = path
            elif target.endswith("/") or there == ".":
                there = normpath(join(there, "index.html"))
            is_there = (folder / "site" / there).is_file()
            if not is_there or (id and id not in ids[there]):
                broken.append((path, address))
    return broken


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([], ["index.html", "tunnel/index.html"]),
        ([with_second], ["index.html", "second/index.html"]),
        ([without_home], ["index.html", "bridge/index.html"]),
        (
            [with_second, without_home],
            ["index.html", "bridge/index.html", "second/index.html"],
        ),
    ],
    ids=["home and another", "home and two", "two in a list", "three in a list"],
)
def test_every_relative_link_works_from_every_page(project, changes, expected):
    for change in changes:
        change(project)

    pages = project.build()

    assert set(expected) <= set(pages)
    assert broken_links(pages, project.folder) == []


def test_a_link_to_a_page_that_is_gone_would_be_seen(project):
    with_second(project)
    pages = project.build()
    (project.folder / "site/index.html").unlink()

    assert ("second/index.html", "../") in broken_links(pages, project.folder)


def test_without_a_home_the_front_page_lists_every_explainer(project):
    with_second(project)
    without_home(project)

    pages = project.build()

    listed = {link.attrs["href"] for link in pages["index.html"].query("main a[href]")}
    assert {"bridge/", "second/"} <= listed


def test_an_explainer_leads_to_another_wherever_each_stands(project):
    with_second(project)
    at_home = project.build()["second/index.html"]
    without_home(project)
    listed = project.build()["second/index.html"]

    link = 'a[href="../"]', 'a[href="../bridge/"]'
    assert at_home.query_one(f"main {link[0]}")
    assert listed.query_one(f"main {link[1]}")


def test_a_home_that_moves_leaves_nothing_behind(project):
    project.build()
    without_home(project)
    project.build()
    project.edit("content/site.yaml", "title:", "home: bridge\ntitle:")

    pages = project.build()

    assert "bridge/index.html" not in pages
