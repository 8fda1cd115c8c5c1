"""Pages that run from right to left, and names that run otherwise than their page."""

import sys
from unicodedata import bidirectional

import pytest

from factbox.languages.direction import isolated, runs_otherwise
from factbox.languages.language import language_of
from factbox.output.assets import Assets
from factbox.output.printing import Printer, templates_in
from factbox.pages import layout_of, routes_of
from tests.examples import DRESS, PROJECT
from tests.making import read_site

ARTICLE = """\
---
headline: H
standfirst: S
as_of: 7 February 2025
---
[](person:agency) speaks of [](figure:killed).
"""
FIGURES = """\
- id: killed
  label: Killed
  estimates:
  - {value: 300, by: agency, source: minutes}
"""
QUOTES = "- {id: count, who: agency, said: Gave a count., source: minutes}\n"


def page(language: str, name: str) -> str:
    """A page in a language, on which a claimant has this name."""
    files = PROJECT | {
        "content/site.yaml": f"title: T\npublisher: P\nlanguage: {language}\n",
        "content/people.yaml": f"- {{id: agency, name: {name}, kind: organisation}}\n",
        "content/bridge/article.md": ARTICLE,
        "content/bridge/figures.yaml": FIGURES,
        "content/bridge/quotes.yaml": QUOTES,
    }
    site = read_site({path: text.encode() for path, text in files.items()})
    (route,) = [each for each in routes_of(layout_of(site)) if "bridge" in each.path]
    html, _ = Printer(templates_in(DRESS), Assets(DRESS), "style.css").print(route)
    return html


@pytest.mark.parametrize(
    ("language", "root"),
    [
        ("en-GB", '<html lang="en-GB">'),
        ("de", '<html lang="de">'),
        ("ar", '<html lang="ar" dir="rtl">'),
        ("he", '<html lang="he" dir="rtl">'),
    ],
)
def test_a_page_runs_as_its_language_does(language, root):
    assert root in page(language, "Agency")


def test_a_name_from_right_to_left_stands_apart_on_an_english_page():
    html = page("en-GB", "وكالة")

    assert '<h3 class="person-name"><bdi>وكالة</bdi></h3>' in html
    assert 'aria-label="Link to this quote: \u2068وكالة\u2069"' in html
    assert '">300</a>' in html


def test_a_latin_name_stands_apart_on_a_page_from_right_to_left():
    assert '<h3 class="person-name"><bdi>Agency</bdi></h3>' in page("ar", "Agency")


def test_what_runs_as_its_page_does_has_no_marks():
    html = page("de", "Agentur für Prüfung")

    assert '<h3 class="person-name">Agentur für Prüfung</h3>' in html
    assert "<bdi>" not in html


@pytest.mark.parametrize(
    ("tag", "text", "marked"),
    [
        ("en-GB", "Agency", "Agency"),
        ("en-GB", "סוכנות", "\u2068סוכנות\u2069"),
        ("he", "Agency", "\u2068Agency\u2069"),
        ("he", "", ""),
    ],
)
def test_marks_stand_where_a_text_may_run_otherwise(tag, text, marked):
    assert isolated(text, language_of(tag)) == marked


def test_a_german_page_says_nothing_in_english():
    html = page("de", "Agentur")

    for word in ("Sources", "Key figures", "Skip to the content", "Cite this"):
        assert word not in html
    assert "Zum Inhalt springen" in html
    assert ">Notiz 1</a>" in html


def test_every_letter_that_runs_from_right_to_left_is_known():
    british = language_of("en-GB")
    letters = map(chr, range(sys.maxunicode + 1))
    leftwards = [each for each in letters if bidirectional(each) in ("R", "AL")]

    assert len(leftwards) > 2000
    assert [each for each in leftwards if not runs_otherwise(each, british)] == []
