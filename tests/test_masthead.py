"""The logo, the navigation and the footer that a site has on every page."""

import pytest

from factbox.problems import Failed
from tests.making import read_site
from tests.small_site import ADDRESS, TEXTS, built, small_project

SITE = "content/site.yaml"
OWN = """\
logo: logo.svg
navigation:
  - {label: The bridge, explainer: bridge}
  - {label: About us, address: "https://gazette.example/about"}
footer: Write to [the desk](mailto:desk@gazette.example).
"""
CHANGES = {SITE: TEXTS[SITE] + OWN, "assets/logo.svg": "<svg/>"}


def problems(text: str) -> list[str]:
    with pytest.raises(Failed) as failure:
        read_site(small_project({SITE: TEXTS[SITE] + text}))
    return [f"{problem.place}: {problem.message}" for problem in failure.value.problems]


def test_every_page_has_them() -> None:
    files = built(CHANGES, address=ADDRESS)

    pages = {path: text for path, text in files.items() if path.endswith(".html")}
    assert len(pages) == 4
    for page in pages.values():
        assert '<a href="https://gazette.example/about">About us</a>' in page
        assert (
            '<p>Write to <a href="mailto:desk@gazette.example">the desk</a>.</p>'
            in page
        )
        assert '<img class="masthead-logo" src="' in page


def test_an_explainer_is_linked_from_wherever_the_page_stands() -> None:
    files = built(CHANGES, address=ADDRESS)

    assert '<a href="bridge/">The bridge</a>' in files["index.html"]
    assert '<a href="../bridge/">The bridge</a>' in files["tunnel/index.html"]
    here = '<a href="../bridge/" aria-current="page">The bridge</a>'
    assert here in files["bridge/index.html"]
    assert f'<a href="{ADDRESS}bridge/">The bridge</a>' in files["404.html"]


def test_where_no_address_is_known_a_page_that_stands_anywhere_has_no_such_link() -> (
    None
):
    page = built(CHANGES)["404.html"]

    assert "The bridge" not in page
    assert "About us" in page


def test_a_logo_that_is_not_there_is_told_with_the_nearest() -> None:
    assert problems("logo: icn.svg\n") == [
        "content/site.yaml:5:7: there is no file assets/icn.svg"
    ]


def test_a_way_leads_to_one_place() -> None:
    both = "{label: B, explainer: bridge, address: 'https://a.example'}"

    found = problems(f"navigation:\n  - label: A\n  - {both}\n")

    assert found == [
        "content/site.yaml:6:5: 'A' leads nowhere",
        "content/site.yaml:7:5: 'B' leads to two places",
    ]


def test_a_way_to_no_explainer_is_told() -> None:
    assert problems("navigation: [{label: A, explainer: brige}]\n") == [
        "content/site.yaml:5:36: there is no explainer 'brige'"
    ]


def test_the_footer_names_no_fact() -> None:
    assert problems("footer: It costs [](figure:cost).\n") == [
        "content/site.yaml:5:21: what stands on every page cannot name a fact"
    ]


def test_a_way_to_a_draft_is_told() -> None:
    draft = TEXTS["content/tunnel/article.md"].replace("---", "---\ndraft: true", 1)
    bridge = TEXTS["content/bridge/article.md"].replace("[](explainer:tunnel)", "it")
    own = "navigation: [{label: A, explainer: tunnel}]\n"
    with pytest.raises(Failed) as failure:
        built(
            {
                SITE: TEXTS[SITE] + own,
                "content/tunnel/article.md": draft,
                "content/bridge/article.md": bridge,
            }
        )

    assert "'tunnel' is not published yet" in failure.value.problems[0].message
