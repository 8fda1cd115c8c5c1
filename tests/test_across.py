"""Facts, people and sources that several explainers of a site share."""

import json
import re
from functools import cache

import pytest

from factbox.build.cache import Cache
from factbox.build.incremental import Incremental
from factbox.build.steps import Occasion, make
from factbox.problems import Failed
from tests.making import TODAY, made, read_site
from tests.small_site import DRESS
from tests.test_claims import words_of
from tests.test_content import BASE

RESCUE = "content/rescue/article.md"
ARTICLE = """\
---
headline: How [](figure:flood/homes) homes were reached
standfirst: Help came at night.
as_of: 4 March 2025
---

The mayor, [](person:mayor), says that [](figure:flood/homes) homes were
flooded,[](source:gazette#count) and [about 40](figure:flood/missing@police) are missing
since [](event:flood/breach).
"""
PROJECT = {**DRESS, **BASE, RESCUE: ARTICLE.encode()}
FIGURES = "content/flood/figures.yaml"


@cache
def built() -> dict[str, str]:
    _, files = made(PROJECT)
    return {
        file.path: file.content.decode()
        for file in files
        if file.path.endswith((".html", ".json", ".xml"))
    }


def test_a_text_prints_the_facts_of_another_explainer_and_leads_to_them():
    page = built()["rescue/index.html"]

    assert "says that 300 homes were flooded" in words_of(page).replace(" ,", ",")
    assert 'href="../#figure-homes"' in page
    assert 'href="../#figure-missing-police"' in page
    assert "The dam breaks" in page
    assert "<title>How 300 homes were reached" in page
    assert json.loads(built()["rescue/data.json"])["headline"] == (
        "How 300 homes were reached"
    )


ABOUT = """\
- id: relief
  who: mayor
  on: undated
  said: Help had come late.
  about: [flood/homes, flood/missing@police, flood/breach]
  source: gazette
"""


def test_a_quote_can_bear_on_facts_of_another_explainer():
    _, files = made({**PROJECT, "content/rescue/quotes.yaml": ABOUT.encode()})

    by_path = {file.path: file.content for file in files}
    page = by_path["rescue/index.html"].decode()
    links = re.findall(r'<li><a class="ref[^"]*" href="([^"]*)"', page)
    assert links == ["../#figure-homes", "../#figure-missing", "../#event-breach"]
    (quote,) = json.loads(by_path["rescue/data.json"])["quotes"]
    assert quote["about"] == ["flood/homes", "flood/missing@police", "flood/breach"]


def test_a_warm_build_follows_the_facts_that_a_quote_bears_on():
    about = ABOUT.replace("flood/homes, ", "").replace(", flood/breach", "")
    article = ARTICLE.replace("[](event:flood/breach)", "March")
    article = re.sub(r"\[[^\]]*\]\(figure:flood/\w+(@\w+)?\)", "all", article)
    files = {
        **PROJECT,
        RESCUE: article.encode(),
        "content/rescue/quotes.yaml": about.encode(),
    }
    steps = Incremental(Cache())
    make(files, steps, Occasion(TODAY))
    renamed = BASE[FIGURES].replace(b"label: People missing", b"label: People lost")

    _, warm = make({**files, FIGURES: renamed}, steps, Occasion(TODAY))

    by_path = {file.path: file.content for file in warm}
    assert b">People lost</a></li>" in by_path["rescue/index.html"]


def test_a_change_in_one_explainer_is_a_contradiction_in_another():
    changed = BASE[FIGURES].replace(b"about 40", b"about 90")

    with pytest.raises(Failed, match="the text says '40', but missing@police is"):
        read_site({**PROJECT, FIGURES: changed})


def test_a_warm_build_follows_the_facts_of_other_explainers():
    steps = Incremental(Cache())
    make(PROJECT, steps, Occasion(TODAY))
    changed = {**PROJECT, FIGURES: BASE[FIGURES].replace(b"300", b"320")}

    _, warm = make(changed, steps, Occasion(TODAY))

    _, cold = made(changed)
    assert {file.path: file.content for file in warm} == {
        file.path: file.content for file in cold
    }
    assert any(b"How 320 homes were reached" in file.content for file in warm)


def test_what_is_not_out_cannot_be_named():
    front = b"---\ndraft: true\n"
    flood = "content/flood/article.md"
    draft = {**PROJECT, flood: BASE[flood].replace(b"---\n", front, 1)}
    site = {
        "content/site.yaml": BASE["content/site.yaml"].replace(b"home: flood\n", b"")
    }

    with pytest.raises(Failed, match="the explainer 'flood' is not published yet"):
        made({**draft, **site})


def test_a_quote_cannot_bear_on_what_is_not_out():
    front = b"---\ndraft: true\n"
    flood = "content/flood/article.md"
    files = {
        **PROJECT,
        RESCUE: b"---\nheadline: Rescue\nstandfirst: Help.\nas_of: 4 March 2025\n---\n",
        flood: BASE[flood].replace(b"---\n", front, 1),
        "content/site.yaml": BASE["content/site.yaml"].replace(b"home: flood\n", b""),
        "content/rescue/quotes.yaml": ABOUT.encode(),
    }

    with pytest.raises(Failed) as failure:
        made(files)

    assert [str(each.place) for each in failure.value.problems] == [
        *("content/rescue/quotes.yaml:5:11", "content/rescue/quotes.yaml:5:24"),
        "content/rescue/quotes.yaml:5:46",
    ]


def test_whom_several_explainers_name_has_a_page_with_all_of_it():
    page = built()["people/mayor/index.html"]

    assert 'href="../../#figure-homes-mayor">Homes flooded: 300</a>' in page
    assert 'href="../../rescue/">How 300 homes were reached</a>' in page
    assert 'href="people/mayor/"' in built()["index.html"]
    assert 'href="../people/mayor/"' in built()["rescue/index.html"]


def test_pages_of_people_and_sources_have_the_newest_explainer_first():
    newer = ARTICLE.replace("4 March 2025", "5 March 2025")
    _, files = made({**PROJECT, RESCUE: newer.encode()})
    by_path = {file.path: file.content for file in files}

    people, source = "people/mayor/index.html", "sources/gazette/index.html"
    flood, rescue = (
        "What is known of the flood in Harbour",
        "How 300 homes were reached",
    )
    assert headlines(built()[people]) == [flood, rescue]
    assert headlines(by_path[people].decode()) == [rescue, flood]
    assert headlines(by_path[source].decode()) == [rescue, flood]


def headlines(page: str) -> list[str]:
    """Those of the explainers that a page of a person or a source has, in order."""
    return re.findall(r'class="across-title"><a[^>]*>([^<]*)</a>', page)


def test_a_source_that_several_explainers_cite_has_a_page_with_all_that_rests_on_it():
    page = built()["sources/gazette/index.html"]

    assert re.search(r'href="\.\./\.\./#figure-missing-police"', page)
    assert re.search(r'href="\.\./\.\./rescue/#cite-1"', page)
    assert 'href="sources/gazette/"' in built()["index.html"]


def test_the_page_of_a_person_has_what_they_took_back():
    figures = (
        BASE[FIGURES]
        .decode()
        .replace(
            "      by: mayor\n",
            "      by: mayor\n      status: withdrawn\n      text: Why.\n",
            1,
        )
    )
    _, files = made({**PROJECT, FIGURES: figures.encode()})

    by_path = {file.path: file.content for file in files}
    page = words_of(by_path["people/mayor/index.html"].decode())
    assert "People missing: up to 60 (withdrawn)" in page
    assert "carried" not in page


def test_the_page_of_a_person_says_what_they_only_translated():
    quote = (
        "- {id: late, who: mayor, on: undated, said: It was late., words: zu spät, "
        "lang: de, translation: too late, translator: police, source: gazette}\n"
    )
    _, files = made({**PROJECT, "content/rescue/quotes.yaml": quote.encode()})

    by_path = {file.path: file.content for file in files}
    page = words_of(by_path["people/police/index.html"].decode())
    assert "How 300 homes were reached Ada Marsh translated" in page
    assert "carried" not in page


def test_a_formula_with_a_figure_of_another_explainer_is_told_once():
    figures = (
        "- {id: own, label: Own, value: 3, by: mayor, as_of: undated, source: gazette}\n"
        "- {id: all, label: All, derived: flood/missing@police - flood/homes + own}\n"
    )

    with pytest.raises(Failed) as failure:
        read_site({**PROJECT, "content/rescue/figures.yaml": figures.encode()})

    assert [(str(each.place), each.message) for each in failure.value.problems] == [
        (
            f"content/rescue/figures.yaml:2:{column}",
            "'flood' is an explainer and no figure",
        )
        for column in (34, 57)
    ]


def test_a_site_of_one_explainer_has_no_such_pages():
    _, files = made({**DRESS, **BASE})

    paths = [file.path for file in files]
    assert [path for path in paths if path.startswith(("people/", "sources/"))] == []


def test_police_of_one_explainer_alone_have_no_page():
    assert "people/police/index.html" not in built()


def test_a_line_that_names_nothing_is_told_where_others_name_its_facts():
    timeline = BASE["content/flood/timeline.yaml"]
    title = b'title: "The dam of [](figure:nope) breaks"'
    changed = timeline.replace(b"title: The dam breaks", title)

    with pytest.raises(Failed, match="no figure has the id 'nope'"):
        read_site({**PROJECT, "content/flood/timeline.yaml": changed})
