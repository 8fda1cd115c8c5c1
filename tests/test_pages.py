"""What templates are given: numbers, ids and names, counted and looked up."""

import pytest

from factbox.pages.explainer.page import ExplainerPage
from factbox.pages.site_list import ListPage
from tests.making import pages_of, read_site

SITE = "title: Stories\npublisher: The desk\nlanguage: en-GB\n"
PEOPLE = """
- {id: agency, name: The agency}
- {id: mayor, name: Ana Ruiz}
- {id: wire, name: The wire}
- {id: guard, name: The guard}
"""
FRONT = "---\nheadline: The dam\nstandfirst: It broke.\nas_of: 4 March 2025\n---\n"
FIGURES = """
- id: houses
  label: Houses
  estimates:
    - {value: 40, by: agency, source: paper#flood}
    - {value: 100, by: mayor, via: wire, source: paper}
"""
SEED = """
title: The paper
notes:
  order: People were told to leave.
  flood: Forty houses are under water.
  never: Nobody cites this.
"""


def pages(article="", front=FRONT, site=SITE, **more):
    """The pages of a site by their paths; `more` are further files of the explainer."""
    texts = {
        "content/dam/article.md": front + article,
        "content/people.yaml": PEOPLE,
        "content/site.yaml": site,
        "seeds/archive.yaml": "title: The archive\n",
        "seeds/paper.yaml": SEED,
        **{f"content/dam/{name}.yaml": text for name, text in more.items()},
    }
    site = read_site({path: text.encode() for path, text in texts.items()})
    return pages_of(site)


def page(article="", **more):
    """The page of the one explainer."""
    return pages(article, **more)["dam/index.html"]


def test_notes_are_numbered_as_they_are_first_cited():
    article = (
        "One.[](source:paper#flood) Two.[](source:archive) Three.[](source:paper#order)"
    )

    numbers = page(article).numbers

    # Numbers run through the list of sources, whose notes stand together.
    assert numbers == {"paper#flood": 1, "paper#order": 2, "archive": 3}


def test_a_note_that_nothing_cites_is_not_listed():
    (cited,) = page("One.[](source:paper#order)").sources

    assert [note.id for note in cited.notes] == ["order"]


def test_a_source_cited_as_a_whole_has_a_number_and_no_note():
    (cited,) = page("One.[](source:archive)").sources

    assert [(note.number, note.id, note.text) for note in cited.notes] == [
        (1, "", None)
    ]


def test_what_sidebars_cite_comes_after_what_the_text_cites():
    numbers = page("One.[](source:archive)", figures=FIGURES).numbers

    assert numbers == {"archive": 1, "paper#flood": 2, "paper": 3}


def test_references_have_ids_in_the_order_of_the_page():
    front = FRONT.replace("It broke.", '"It broke.[](source:archive)"')
    article = "[](figure:houses), says [](person:mayor).[](source:paper#flood)"

    ids = page(article, front=front, figures=FIGURES).ids

    assert list(ids.values()) == ["cite-1", "ref-1", "ref-2", "cite-2"]


def test_a_fact_knows_where_the_text_mentions_it():
    article = "[](figure:houses@mayor)\n\n![](figure:houses)\n\n[](figure:houses)"

    mentioned = page(article, figures=FIGURES).mentioned

    assert mentioned == {"figure-houses": ("ref-1", "ref-2")}


def test_people_are_listed_as_they_are_first_named_and_nobody_else():
    article = "[](person:guard) and [](figure:houses@mayor)."

    people = page(article, figures=FIGURES).people

    assert [person.id for person in people] == ["guard", "mayor", "agency", "wire"]


def test_a_kind_without_items_has_no_sidebar():
    sidebars = page(figures=FIGURES).sidebars

    assert [sidebar.kind for sidebar in sidebars] == ["figures"]


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (230, 1), (460, 2), (1_100, 5)])
def test_reading_takes_whole_minutes_and_at_least_one(words, minutes):
    assert page("word " * words).minutes == minutes


def test_the_contents_are_the_headings_of_the_second_level():
    contents = page("## One\n\n### Part\n\n## Two").contents

    assert [heading.text for heading in contents] == ["One", "Two"]


def test_a_heading_says_in_the_contents_and_the_notes_what_the_page_prints():
    article = (
        "## Where [](figure:houses@agency) stood[](source:paper#flood)\n\n"
        "Gone.[](source:paper#order)\n"
    )

    seen = page(article, figures=FIGURES)

    (line,) = seen.contents
    assert (line.id, line.text) == ("where-houses-stood", "Where 40 stood")
    titles = {
        backs.title
        for source in seen.sources
        for note in source.notes
        for backs in note.backs
        if backs.section == "story"
    }
    assert titles == {"Where 40 stood"}


def test_a_site_that_names_nobody_needs_no_people():
    texts = {
        "content/dam/article.md": FRONT + "It is full.\n",
        "content/site.yaml": SITE,
    }

    site = read_site({path: text.encode() for path, text in texts.items()})

    assert site.people == {}


def test_a_site_without_a_home_lists_its_explainers_at_its_top():
    made = pages()

    assert list(made) == ["dam/index.html", "index.html", "404.html"]
    listed, explainer = made["index.html"], made["dam/index.html"]
    assert isinstance(listed, ListPage)
    assert isinstance(explainer, ExplainerPage)
    assert (listed.root, explainer.root) == ("", "../")
    assert [link.href for link in listed.explainers] == ["dam/"]


def test_the_home_of_a_site_stands_at_its_top():
    made = pages("See [](explainer:dam).", site=f"{SITE}home: dam\n")

    assert list(made) == ["index.html", "404.html"]
    explainer = made["index.html"]
    assert explainer.root == ""
    assert [link.href for link in explainer.links] == ["./"]


def test_a_page_has_only_the_explainers_that_it_links_to():
    made = page("No links.")

    assert made.links == ()
