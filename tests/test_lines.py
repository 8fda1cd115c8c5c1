"""Lines: headlines, labels and titles, in which references print as words."""

import json
import re

from tests.making import read_site
from tests.small_site import TEXTS, WITH_HOME, built, small_project

ARTICLE = "content/bridge/article.md"
FIGURES = "content/bridge/figures.yaml"
TIMELINE = "content/bridge/timeline.yaml"
LINES = {
    ARTICLE: TEXTS[ARTICLE].replace(
        "headline: The closed bridge",
        "headline: The bridge of [](figure:cost@council) million\n"
        "description: It costs [about 300](figure:cost@council), says [](person:council).",
    ),
    FIGURES: TEXTS[FIGURES].replace(
        "label: Share of the budget", "label: Share of [](figure:cost@engineer)"
    ),
    TIMELINE: TEXTS[TIMELINE].replace(
        "title: Rust is found", "title: Rust for [](figure:cost@council) is found"
    ),
}


def test_a_reference_in_a_headline_prints_as_words_wherever_that_stands():
    files = built({**LINES, **WITH_HOME}, address="https://example.org/")
    page, headline = files["index.html"], "The bridge of about 300 million"

    assert f'<h1 class="opening-title">{headline}</h1>' in page
    assert f"<title>{headline} – City desk</title>" in page
    assert json.loads(files["data.json"])["headline"] == headline
    assert headline in files["feed.xml"]
    assert f'"headline":"{headline}"' in page


def test_a_description_label_and_title_have_references_as_well():
    files = built({**LINES, **WITH_HOME})
    page = files["index.html"]

    description = "It costs about 300, says City Council."
    assert f'<meta name="description" content="{description}">' in page
    assert re.search(r'<h3 class="figure-label"[^>]*>Share of 310.50 to 400</h3>', page)
    assert '<h3 class="timeline-title">Rust for about 300 is found</h3>' in page
    data = json.loads(files["data.json"])
    assert data["figures"][1]["label"] == "Share of 310.50 to 400"


def test_a_list_and_a_link_from_elsewhere_say_the_headline():
    site = built(
        LINES
        | {
            "content/tunnel/article.md": TEXTS["content/tunnel/article.md"]
            + "See [](explainer:bridge).\n"
        }
    )

    assert "The bridge of about 300 million" in site["index.html"]
    assert ">The bridge of about 300 million</a>" in site["tunnel/index.html"]


def test_a_line_without_references_is_as_it_was_typed():
    article = TEXTS[ARTICLE].replace(
        "The closed bridge", "A *star* & a [note] \\\\ < 3"
    )

    (explainer, _) = read_site(small_project({ARTICLE: article})).explainers

    assert str(explainer.front.headline) == "A *star* & a [note] \\\\ < 3"


def test_numbers_in_every_slot_are_advice():
    article = TEXTS[ARTICLE].replace("The closed bridge", "The bridge for 900 people")
    figures = TEXTS[FIGURES].replace("Share of the", "Share of 800 people in the")
    timeline = TEXTS[TIMELINE].replace("Rust is", "Rust on 700 beams is")
    site = read_site(
        small_project({ARTICLE: article, FIGURES: figures, TIMELINE: timeline})
    )

    told = [each for each in site.advice if "belongs to no figure" in each.message]

    assert [(str(each.place), each.message.split("'")[1]) for each in told] == [
        (f"{ARTICLE}:2:26", "900"),
        (f"{FIGURES}:14:19", "800"),
        (f"{TIMELINE}:9:18", "700"),
    ]
