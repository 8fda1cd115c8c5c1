"""Quotes by several speakers, in other languages, and of who somebody was then."""

import json
import re
from functools import cache

import pytest

from factbox.kinds.quotes import Quote
from factbox.model.people import Role
from factbox.problems import Failed
from factbox.values.dates.when import When
from tests.making import made, read_site
from tests.small_site import DRESS
from tests.test_claims import element, words_of
from tests.test_content import BASE

QUOTES = "content/flood/quotes.yaml"
PEOPLE = "content/people.yaml"
TYPED = """\
- id: both
  who: [mayor, police]
  on: 3 March 2025
  said: Said that nobody had been warned.
  words: 아무도 몰랐다
  lang: ko
  translation: nobody knew
  translator: paper
  source: gazette
"""
ROLES = """\
  roles:
  - {role: Harbour master, since: January 2020, until: 2 June 2025}
- id: paper
  name: The Harbour Gazette
  kind: organisation
"""


def project(quotes: str = TYPED, article: str = "") -> dict[str, bytes]:
    people = BASE[PEOPLE].decode().replace("- id: police", f"{ROLES}- id: police")
    path = "content/flood/article.md"
    changed = {
        QUOTES: quotes,
        PEOPLE: people,
        path: BASE[path].decode() + article,
    }
    return {**DRESS, **BASE, **{each: text.encode() for each, text in changed.items()}}


@cache
def built() -> dict[str, str]:
    _, files = made(project())
    texts = [file for file in files if file.path.endswith((".html", ".json"))]
    return {file.path: file.content.decode() for file in texts}


def test_a_quote_shows_the_words_the_translation_and_the_translator():
    html = built()["index.html"]

    shown = element(html, "quote-both")
    assert "“nobody knew” “아무도 몰랐다”" in shown
    assert "translated by The Harbour Gazette" in shown
    assert '<q lang="ko">“아무도 몰랐다”</q>' in html


def test_what_several_said_stands_with_the_first_and_leads_there_from_the_others():
    html = built()["index.html"]

    assert "with Harbour Police" in element(html, "quote-both")
    police = html[html.index('id="person-police"') :]
    assert '<a href="#quote-both">“nobody knew”</a>' in police


def test_a_quote_tells_what_its_speaker_was_then():
    assert "then Harbour master" in element(built()["index.html"], "quote-both")
    assert "Mayor of Harbour" in words_of(built()["index.html"])


def test_programs_get_all_of_it():
    [quote] = json.loads(built()["data.json"])["quotes"]
    linked = re.search(r'\{"@type":"Quotation".*?\}\]', built()["index.html"])

    assert (quote["who"], quote["with"]) == ("mayor", ["police"])
    assert quote["capacity"] == "Harbour master"
    assert (quote["words"], quote["lang"]) == ("아무도 몰랐다", "ko")
    assert (quote["translation"], quote["translator"]) == ("nobody knew", "paper")
    assert linked
    assert '"inLanguage":"ko"' in linked[0]


@pytest.mark.parametrize(
    ("words", "is_right"),
    [("“nobody knew”", True), ("“아무도”", True), ("“nobody cared”", False)],
)
def test_a_link_may_quote_the_words_or_the_translation(words, is_right):
    files = project(article=f"\nShe said [{words}](quote:both).\n")

    if is_right:
        assert read_site(files).explainers
        return
    with pytest.raises(Failed, match="but both is “nobody knew”"):
        read_site(files)


def test_an_empty_link_prints_the_translation():
    _, files = made(project(article="\nShe said: [](quote:both).\n"))
    [page] = [file.content.decode() for file in files if file.path == "index.html"]

    assert "She said: “nobody knew”" in words_of(page)


@pytest.mark.parametrize(
    ("since", "until", "on", "is_held"),
    [
        ("2019", "May 2023", "3 March 2021", True),
        ("2019", "May 2023", "3 June 2023", False),
        ("2019", "May 2023", "12 May 2023", False),
        ("2019", None, "2025", True),
        (None, "2019", "2018", True),
        ("2019", None, "2019", False),
    ],
)
def test_a_role_is_somebodys_where_that_is_sure(since, until, on, is_held):
    ends = [When.parse(each) if each else None for each in (since, until)]

    role = Role(role="Mayor", since=ends[0], until=ends[1])

    assert role.holds(When.parse(on)) is is_held


def test_one_speaker_is_written_without_a_list():
    files = project(TYPED.replace("[mayor, police]", "mayor"))
    [explainer] = read_site(files).explainers

    [quote] = [item for item in explainer.items if isinstance(item, Quote)]
    assert [person.id for person in quote.speakers] == ["mayor"]
