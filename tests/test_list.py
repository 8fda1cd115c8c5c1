"""The list of explainers: the newest first, and what it tells of each."""

from collections.abc import Mapping

from factbox.pages.listed import Listed
from factbox.pages.site_list import LONG, ListPage
from tests.making import pages_of, read_site
from tests.small_site import TEXTS, built, small_project

BRIDGE = "content/bridge/article.md"
FIGURES = "content/bridge/figures.yaml"


def listed(changes: Mapping[str, str] | None = None) -> ListPage:
    """The list of the small site."""
    page = pages_of(read_site(small_project(changes)))["index.html"]
    assert isinstance(page, ListPage)
    return page


def bridge(changes: Mapping[str, str] | None = None) -> Listed:
    """What the list tells of the bridge."""
    return next(each for each in listed(changes).explainers if each.href == "bridge/")


def article(year: int) -> str:
    return f"---\nheadline: A case\nstandfirst: It is heard.\nas_of: May {year}\n---\n"


def cases(years: list[int]) -> dict[str, str]:
    """An explainer for each of these years."""
    return {
        f"content/case-{index}/article.md": article(year)
        for index, year in enumerate(years)
    }


def test_the_newest_stands_first_whatever_its_folder() -> None:
    changes = cases([2019, 2022, 2021])

    assert [each.href for each in listed(changes).explainers] == [
        "bridge/",
        "tunnel/",
        "case-1/",
        "case-2/",
        "case-0/",
    ]


def test_the_standfirst_is_told_in_words() -> None:
    text = TEXTS[BRIDGE].replace(
        "The [bridge](event:closed) is closed.",
        "For [](person:council) it costs [](figure:cost@council); see [](explainer:tunnel)",
    )

    assert bridge({BRIDGE: text}).standfirst == (
        "For City Council it costs about 300; see The tunnel"
    )


def test_the_first_figure_leads_with_whose_it_is() -> None:
    figure = bridge().figure

    assert figure
    assert str(figure.label) == "Cost of the repair"
    assert (figure.value, str(figure.unit)) == ("about 300 – 400", "million")
    assert figure.claimants == ("City Council", "Ada Engineer")


def test_the_figure_beside_the_headline_leads_before_it() -> None:
    text = TEXTS[BRIDGE].replace("byline:", "lead: share\nbyline:")

    figure = bridge({BRIDGE: text}).figure

    assert figure
    assert str(figure.label) == "Share of the budget"


def test_an_explainer_without_figures_is_listed_without_one() -> None:
    tunnel = next(each for each in listed().explainers if each.href == "tunnel/")

    assert tunnel.figure is None
    assert tunnel.standfirst == "A tunnel is planned."


def test_a_long_list_is_grouped_by_year() -> None:
    changes = cases([2023] * LONG + [2024])

    years = [(each.year, len(each.explainers)) for each in listed(changes).years]
    page = built(changes)["index.html"]

    assert years == [("2025", 2), ("2024", 1), ("2023", LONG)]
    assert '<h2 class="list-of-year" id="year-2">2024</h2>' in page
    assert '<h3 class="list-title">' in page
    assert '<h2 class="list-title">' not in page


def test_a_short_list_is_not() -> None:
    page = built()["index.html"]

    assert [each.year for each in listed().years] == [""]
    assert "list-of-year" not in page
    assert '<h2 class="list-title"><a href="bridge/">The closed bridge</a></h2>' in page


def test_a_long_list_of_one_year_is_not() -> None:
    assert [each.year for each in listed(cases([2025] * LONG)).years] == [""]


def test_a_standfirst_can_name_a_fact_of_another_explainer() -> None:
    text = TEXTS["content/tunnel/article.md"].replace(
        "A tunnel is planned.", "The council says [](figure:bridge/cost@council)."
    )

    tunnel = listed({"content/tunnel/article.md": text}).explainers[1]

    assert tunnel.standfirst == "The council says about 300."
