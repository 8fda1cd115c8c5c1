"""Five explainers as desks write them, of our own words: nothing in them is refused.

An earthquake's toll, deaths of heat by county, a trial, an election, a history of a
century. Their places, people and numbers are invented.
"""

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from factbox.reading.files import read_project
from tests.copies import ROOT
from tests.making import made

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

DESKS = ("earthquake", "heat", "court", "election", "history")


@cache
def site_of(desk: str):
    """The site of a desk's project, and its files by their paths."""
    site, rendered = made(read_project(ROOT / "tests/projects" / desk))
    return site, {file.path: file.content for file in rendered}


@pytest.mark.parametrize("desk", DESKS)
def test_what_a_desk_writes_is_taken_without_a_word(desk: str) -> None:
    site, _ = site_of(desk)

    assert [problem.message for problem in site.advice] == [
        "the site has no address, so it gets no feeds and no sitemap"
    ]
    assert site.waived == ()


def values(desk: str) -> dict[str, list[str]]:
    """The claims of each figure, as its page says them."""
    _, files = site_of(desk)
    data = json.loads(files["data.json"])
    return {
        figure["id"]: [claim["value"]["text"] for claim in figure["estimates"]]
        for figure in data["figures"]
    }


def test_a_toll_grows_and_money_has_its_currency() -> None:
    told = values("earthquake")

    assert told["killed"][0] == "3,759"
    assert told["killed"][-1] == "4,000 to 4,500"
    assert told["magnitude"] == ["7.1 (7.0 to 7.2)"]
    assert told["insured-loss"] == ["€1.2\xa0billion to €1.6\xa0billion"]
    assert told["collapsed"] == ["81 of 99"]


def test_rates_intervals_and_changes_stay_what_they_are() -> None:
    told = values("heat")

    assert told["deaths-state"] == ["412", "1,130 (95% CI 940 to 1,320)"]
    assert told["rate-dry"] == ["12.3 per 100,000"]
    assert told["indoors"] == ["2 in 5"]
    assert told["change"] == ["+18%"]


def test_hours_of_a_day_and_counts_of_an_indictment_are_told() -> None:
    _, files = site_of("court")

    data = json.loads(files["data.json"])
    assert [(event["id"], event["when"].get("time")) for event in data["timeline"]][
        :2
    ] == [("fall", "08:45/08:50"), ("call", "08:52")]
    assert data["figures"][3]["value"]["text"] == "4"
    said = '<p class="quote-said">Nobody had told her client to read them, she said.'
    assert said in files["index.html"].decode()


def test_turnout_over_time_keeps_what_was_corrected() -> None:
    told = values("election")

    assert told["turnout"] == ["62.4%", "62.8%", "about 61%"]
    assert told["turnout-change"] == ["+4.3\xa0percentage points"]
    assert told["seats-green"] == ["52 of 101"]


def test_a_century_is_told_in_its_order() -> None:
    _, files = site_of("history")

    timeline = json.loads(files["data.json"])["timeline"]
    assert [event["when"]["text"] for event in timeline] == [
        "1st century",
        "about 1450",
        "1798",
        "1906 to 1913",
        "1939 to 1945",
        "spring 1943",
        "mid-1948",
        "1960s to early 1980s",
        "since 1991",
    ]


def test_their_pages_fit_on_a_telephone_and_on_a_desk(
    window: "BrowserContext", tmp_path: Path
) -> None:
    for desk in DESKS:
        for path, content in site_of(desk)[1].items():
            (tmp_path / desk / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / desk / path).write_bytes(content)

    widths = {}
    page = window.new_page()
    for desk in DESKS:
        page.goto((tmp_path / desk / "index.html").as_uri())
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            shown = page.evaluate("document.documentElement.scrollWidth")
            widths[desk, width] = shown
    page.close()

    assert widths == {(desk, width): width for desk in DESKS for width in (360, 1280)}
