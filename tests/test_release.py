from datetime import date

import pytest

from factbox.checking.release import release
from factbox.model.addresses import SiteAddress
from factbox.problems import Failed, Problem
from factbox.values.dates.days import read_today
from tests.small_site import ADDRESS, TEXTS, TODAY, built, small_site

ARTICLE = "content/tunnel/article.md"
BRIDGE = "content/bridge/article.md"
DRAFT = TEXTS[ARTICLE].replace("---\n", "---\ndraft: true\n", 1)
DUE = TEXTS[ARTICLE].replace("---\n", "---\npublish_on: 1 April 2025\n", 1)
UNLINKED = TEXTS[BRIDGE].replace("See [](explainer:tunnel).", "See below.")


def problems(changes: dict[str, str | None]) -> list[Problem]:
    site = small_site(changes)
    with pytest.raises(Failed) as failure:
        release(site, today=TODAY)
    return list(failure.value.problems)


@pytest.mark.parametrize("hidden", [DRAFT, DUE])
def test_nothing_of_what_is_not_out_leaves_the_house(hidden: str) -> None:
    files = built({ARTICLE: hidden, BRIDGE: UNLINKED}, address=ADDRESS)

    assert "bridge/data.json" in files
    assert [path for path in files if path.startswith("tunnel")] == []
    assert [path for path, text in files.items() if "unnel" in text] == []


def test_what_is_due_is_out_from_its_day_on() -> None:
    changes: dict[str, str | None] = {ARTICLE: DUE, BRIDGE: UNLINKED}

    before = built(changes, today=date(2025, 3, 31))
    after = built(changes, today=date(2025, 4, 1))

    assert "tunnel/index.html" not in before
    assert "tunnel/index.html" in after


def test_a_draft_stays_one_when_its_day_has_come() -> None:
    both = DUE.replace("---\n", "---\ndraft: true\n", 1)

    files = built({ARTICLE: both, BRIDGE: UNLINKED}, today=date(2025, 5, 1))

    assert "tunnel/index.html" not in files


def test_a_preview_has_drafts_and_marks_them() -> None:
    files = built({ARTICLE: DRAFT}, address=ADDRESS, with_drafts=True)

    assert "not published yet" in files["tunnel/index.html"]
    assert '<meta name="robots" content="noindex">' in files["tunnel/index.html"]
    assert "not published yet" not in files["bridge/index.html"]
    assert "/tunnel/" not in files["sitemap.xml"]


def test_a_link_to_a_draft_is_a_problem_where_it_stands() -> None:
    [problem] = problems({ARTICLE: DRAFT})

    assert str(problem.place) == "content/bridge/article.md:13:8"
    assert problem.message == "the explainer 'tunnel' is not published yet"


def test_a_draft_may_not_be_the_home_page() -> None:
    settings = TEXTS["content/site.yaml"] + "home: tunnel\n"

    [problem] = problems(
        {ARTICLE: DRAFT, BRIDGE: UNLINKED, "content/site.yaml": settings}
    )

    assert str(problem.place) == "content/site.yaml:5:7"


def test_a_draft_is_checked_like_everything_else() -> None:
    broken = DRAFT.replace("headline", "headlien")

    with pytest.raises(Failed) as failure:
        small_site({ARTICLE: broken, BRIDGE: UNLINKED})

    assert str(failure.value.problems[0].place) == "content/tunnel/article.md:3:1"


def test_without_an_address_there_is_advice() -> None:
    site = release(small_site(), today=TODAY)

    advice = [each for each in site.advice if each.name in ("no-address", "no-day")]
    assert [f"{each.place}: {each.message}" for each in advice] == [
        "content/site.yaml:1:1: the site has no address, so it gets no feeds and no "
        "sitemap"
    ]


def test_with_one_there_is_advice_on_what_feeds_cannot_tell() -> None:
    site = release(small_site(), today=TODAY, address=SiteAddress.parse(ADDRESS))

    advice = [each for each in site.advice if each.name in ("no-address", "no-day")]
    assert [f"{each.place}: {each.message}" for each in advice] == [
        "content/tunnel/article.md:2:1: feeds do not tell of this explainer: they need "
        "the day it came out"
    ]


def test_a_given_address_takes_the_place_of_the_one_in_the_settings() -> None:
    path = "content/site.yaml"
    site = small_site({path: TEXTS[path] + "address: https://old.example\n"})

    moved = release(site, today=TODAY, address=SiteAddress.parse("https://new.example"))
    stayed = release(site, today=TODAY)

    assert str(moved.settings.address) == "https://new.example/"
    assert str(stayed.settings.address) == "https://old.example/"


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/?a=b",
        "https://example.org/#top",
        "example.org",
        "ftp://a.b",
    ],
)
def test_an_address_is_a_beginning_that_all_pages_share(text: str) -> None:
    path = "content/site.yaml"

    with pytest.raises(Failed) as failure:
        small_site({path: f"{TEXTS[path]}address: {text}\n"})

    assert failure.value.problems[0].place.line == 5


def test_a_build_that_is_stamped_knows_no_day_that_is_too_early():
    with pytest.raises(Failed, match="which is yet to come"):
        release(small_site(), today=date(1970, 1, 1))

    stamped = release(small_site(), today=read_today("", {"SOURCE_DATE_EPOCH": "0"}))

    names = [piece.name for piece in stamped.advice]
    assert names.count("future-as-of") == len(stamped.explainers)
