"""The explainer that this repository publishes, as a reader gets it."""

from datetime import date
from itertools import pairwise
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote

import pytest
from justhtml import JustHTML

from factbox.build.cache import Cache
from factbox.build.incremental import Incremental
from factbox.build.steps import Occasion, build
from factbox.model.explainers import Explainer
from factbox.model.prose import Reference
from factbox.problems import Failed
from factbox.reading.files import read_project
from tests.copies import ROOT, copy_folders
from tests.making import read_site

DAY = date(2026, 11, 22)
FILES = read_project(ROOT)
SITE = read_site(FILES)
KURSK = next(each for each in SITE.explainers if each.folder == "kursk-withdrawal")


class Built:
    """A project in a folder, and the pages of its site by their paths."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        copy_folders("content", "seeds", "templates", "assets", to=folder)
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


def ids_of(page):
    return [element.attrs["id"] for element in page.query("[id]")]


# -------------------------------------------------------------------- one fact, once


def test_a_changed_value_shows_wherever_it_is_told(project):
    before = project.build()["index.html"]
    assert "about 300" in text_of(before, "#figure-killed-intelligence-officials")
    assert "about 300" in text_of(before, "#figure-killed")
    assert "27%" in text_of(before, "#figure-share-counted")

    figures = "content/kursk-withdrawal/figures.yaml"
    project.edit(figures, "value: about 300\n", "value: about 400\n")
    after = project.build()["index.html"]

    assert "about 400" in text_of(after, "#figure-killed-intelligence-officials")
    assert "about 400 to 1,000" in text_of(after, "#figure-killed")
    assert "28%" in text_of(after, "#figure-share-counted")
    links = after.query('a[href="#figure-killed-intelligence-officials"]')
    told = {link.to_text().strip() for link in links if "id" in link.attrs}
    assert told == {"about 400"}


def test_a_mistake_leaves_the_site_as_it_was(project):
    project.build()
    before = {p: p.read_bytes() for p in project.folder.glob("site/**/*.*")}
    project.edit("content/kursk-withdrawal/figures.yaml", "by: seth-jones", "by: jones")

    with pytest.raises(Failed):
        project.build()

    assert {p: p.read_bytes() for p in project.folder.glob("site/**/*.*")} == before


# ----------------------------------------------------------------- links and headings


def test_ids_are_unique(page):
    ids = ids_of(page)

    assert sorted(ids) == sorted(set(ids))


def test_every_link_within_the_page_lands(page):
    targets = {link.attrs["href"] for link in page.query('a[href^="#"]')}

    assert len(targets) > 50
    assert targets <= {f"#{id}" for id in ids_of(page)}


def test_what_names_an_id_names_one_of_the_page(page):
    ids = set(ids_of(page))
    for name in ("for", "popovertarget", "aria-labelledby", "aria-describedby"):
        for element in page.query(f"[{name}]"):
            assert set(element.attrs[name].split()) <= ids


def test_no_script_runs(page):
    for script in page.query("script"):
        assert script.attrs.get("type") == "application/ld+json"
    for element in page.query("*"):
        assert not [name for name in element.attrs if name.startswith("on")]
        assert not element.attrs.get("href", "").startswith("javascript:")


def test_headings_go_down_one_level_at_a_time(page):
    levels = [int(heading.name[1]) for heading in page.query("h1, h2, h3, h4, h5, h6")]

    assert levels[0] == 1
    assert levels.count(1) == 1
    for above, below in pairwise(levels):
        assert below <= above + 1


def test_the_page_is_well_formed(page):
    assert page.errors == []


# ---------------------------------------------------------------------- who says what


def claims(explainer: Explainer):
    """Every claim: its id in the page, its claimant, its date, and its citation."""
    for sidebar in explainer.sidebars:
        for item in sidebar.items:
            for estimate in getattr(item, "estimates", ()):
                yield estimate.anchor, estimate.by, estimate.as_of, estimate.citation
            if sidebar.kind == "quotes":
                yield item.anchor, item.who, item.on, item.citation
            elif sidebar.kind == "timeline":
                yield item.anchor, item.by, item.when, item.citation


CLAIMS = {anchor: rest for anchor, *rest in claims(KURSK)}


def test_there_are_claims_of_every_kind():
    kinds = {anchor.partition("-")[0] for anchor in CLAIMS}

    assert kinds == {"figure", "quote", "event"}


@pytest.mark.parametrize("anchor", CLAIMS)
def test_a_claim_shows_who_makes_it_and_when(page, anchor):
    who, when, _ = CLAIMS[anchor]

    words = text_of(page, f"#{anchor}")

    assert who.name in words or who.label in words
    if when:
        assert str(when) in words
    (element,) = page.query(f"#{anchor}")
    assert element.query(f'a[href="#person-{who.id}"]')


@pytest.mark.parametrize("anchor", CLAIMS)
def test_a_claim_leads_to_its_note_and_the_note_back(page, anchor):
    _, _, citation = CLAIMS[anchor]
    (element,) = page.query(f"#{anchor}")

    notes = {link.attrs["href"] for link in element.query('a[href^="#note-"]')}
    backs = [
        note
        for note in notes
        if page.query_one(f'{note} a[href="#{anchor}"]')
        and words_of(SITE.sources[citation.source].notes[citation.note])
        in text_of(page, note)
    ]

    assert len(backs) == 1


def words_of(prose):
    """The beginning of a text, which the page is to show."""
    return JustHTML(str(prose.parts[0]), fragment=True).to_text().split(".")[0]


def test_every_citation_in_the_text_leads_to_a_note_and_back(page):
    cites = page.query('a[id^="cite-"]')

    assert len(cites) > 20
    for cite in cites:
        note = cite.attrs["href"]
        assert page.query_one(f'{note} a[href="#{cite.attrs["id"]}"]'), note


def test_the_article_is_as_long_as_an_explainer_may_be():
    items = {item.id: item for sidebar in KURSK.sidebars for item in sidebar.items}
    words = KURSK.body.words
    for reference in KURSK.body.references:
        if isinstance(reference, Reference) and not reference.text:
            mention = reference.mention
            if mention.scheme == "person":
                words += len(SITE.people[mention.id].name.split())
            elif mention.scheme != "source":
                filled = items[mention.id].words(mention.part, SITE.settings.language)
                words += len(filled.split())

    assert 700 <= words <= 1_000


# ---------------------------------------------------------------- several explainers

SECOND = """---
headline: A second story
standfirst: It leads [to the first](explainer:kursk-withdrawal).
as_of: 8 February 2025
---

See [](explainer:kursk-withdrawal), and [](explainer:second) itself.
"""


def with_second(project):
    (project.folder / "content/second").mkdir()
    (project.folder / "content/second/article.md").write_text(SECOND)


def without_home(project):
    project.edit("content/site.yaml", "home: kursk-withdrawal\n", "")


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
        ([], ["index.html"]),
        ([with_second], ["index.html", "second/index.html"]),
        ([without_home], ["index.html", "kursk-withdrawal/index.html"]),
        (
            [with_second, without_home],
            ["index.html", "kursk-withdrawal/index.html", "second/index.html"],
        ),
    ],
    ids=["home alone", "home and another", "one in a list", "two in a list"],
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
    assert {"kursk-withdrawal/", "second/"} <= listed


def test_an_explainer_leads_to_another_wherever_each_stands(project):
    with_second(project)
    at_home = project.build()["second/index.html"]
    without_home(project)
    listed = project.build()["second/index.html"]

    link = 'a[href="../"]', 'a[href="../kursk-withdrawal/"]'
    assert at_home.query_one(f"main {link[0]}")
    assert listed.query_one(f"main {link[1]}")


def test_a_home_that_moves_leaves_nothing_behind(project):
    project.build()
    without_home(project)
    project.build()
    project.edit("content/site.yaml", "title:", "home: kursk-withdrawal\ntitle:")

    pages = project.build()

    assert "kursk-withdrawal/index.html" not in pages
