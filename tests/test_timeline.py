"""The timeline, and the dates of figures and quotes that are woven into it."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from factbox.kinds.timeline import KIND, Lane, Timeline
from factbox.model.site import Site
from factbox.pages.explainer.page import ExplainerPage
from tests.making import pages_of, read_site, rendered
from tests.small_site import DRESS

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

FRONT = "---\nheadline: The dam\nstandfirst: It broke.\nas_of: 4 March 2025\n"
TEXTS = {
    "content/site.yaml": "title: Stories\npublisher: The desk\nlanguage: en-GB\n",
    "content/people.yaml": (
        "- {id: mayor, name: Ana Ruiz, short: Ruiz}\n- {id: agency, name: The agency}\n"
    ),
    "content/dam/timeline.yaml": """
- {id: flood, when: 2 March 2025, title: The dam breaks, by: agency, source: paper}
- {id: relief, when: 4 March 2025, title: Help arrives, by: agency, source: paper}
""",
    "content/dam/figures.yaml": """
- id: houses
  label: Houses
  estimates:
    - {value: about 1200, by: mayor, as_of: 3 March 2025, source: paper}
    - {value: 40, by: agency, source: paper}
""",
    "content/dam/quotes.yaml": """
- {id: later, who: mayor, said: Blamed nobody., source: paper}
- {id: calm, who: mayor, on: 2 March 2025, said: Reassured all.,
   words: we are safe, source: paper}
- {id: storm, who: agency, on: 1 March 2025, said: Warned of rain., source: paper}
""",
    "seeds/paper.yaml": "title: The paper\n",
}


def files_of(front: str) -> dict[str, bytes]:
    """A project whose one explainer has this in its front matter."""
    texts = {**TEXTS, "content/dam/article.md": f"{FRONT}{front}---\nText.\n"}
    return {**DRESS, **{path: text.encode() for path, text in texts.items()}}


def site_of(front: str) -> Site:
    return read_site(files_of(front))


def timeline(front: str) -> Timeline:
    """The timeline of an explainer with this in its front matter."""
    return timeline_of(site_of(front))


def timeline_of(site: Site) -> Timeline:
    page = next(iter(pages_of(site).values()))
    assert isinstance(page, ExplainerPage)
    [sidebar] = [each for each in page.sidebars if each.kind == KIND.name]
    arranged = KIND.arrange(sidebar.items, page.front, page.language, page.woven)
    assert isinstance(arranged, Timeline)
    return arranged


def anchor(lane: Lane) -> str:
    if lane.woven:
        return lane.woven.anchor
    assert lane.event
    return lane.event.anchor


@pytest.mark.parametrize(
    ("front", "anchors"),
    [
        ("", ["event-flood", "event-relief"]),
        (
            "weave: [quotes]\n",
            ["quote-storm", "event-flood", "quote-calm", "event-relief"],
        ),
        (
            "weave: [figures]\n",
            ["event-flood", "figure-houses-mayor", "event-relief"],
        ),
        (
            "weave: [figures, quotes]\n",
            [
                *("quote-storm", "event-flood", "quote-calm"),
                *("figure-houses-mayor", "event-relief"),
            ],
        ),
    ],
)
def test_what_has_a_date_is_woven_in_after_the_events_of_its_time(
    front: str, anchors: list[str]
) -> None:
    lanes = timeline(front).lanes

    assert [anchor(lane) for lane in lanes] == anchors
    assert [lane.y for lane in lanes] == sorted(lane.y for lane in lanes)


def test_what_is_woven_in_is_labelled_with_its_claimant_and_drawn_smaller() -> None:
    storm, flood, calm, houses, _ = timeline("weave: [quotes, figures]\n").lanes

    assert storm.label == "Warned of rain. – The agency"
    assert calm.label == "“we are safe” – Ruiz"
    assert houses.label == "Houses: about 1,200 – Ruiz"
    assert (storm.radius, storm.thickness) == (4, 0.7)
    assert (flood.radius, flood.thickness) == (6, 1.1)


def test_a_label_without_room_is_cut_and_leaves_its_mark_free() -> None:
    files = files_of("")
    title = (
        b"The dam breaks above the valley in the night " + b"and nobody knows why " * 4
    )
    path = "content/dam/timeline.yaml"
    files[path] = files[path].replace(b"The dam breaks", title)

    flood, _ = timeline_of(read_site(files)).lanes

    assert (flood.mark.low, flood.mark.high) == (0, 0)
    assert flood.label.startswith(
        "The dam breaks above the valley in the night and nobody"
    )
    assert flood.label.endswith("knows why and …")
    assert (flood.label_x, flood.label_dx, flood.label_anchor) == (0, 10, "start")


def test_the_axis_holds_what_is_woven_in() -> None:
    alone, woven = timeline(""), timeline("weave: [quotes]\n")

    assert [tick.label for tick in alone.ticks] == ["2 Mar", "3 Mar", "4 Mar"]
    assert [tick.label for tick in woven.ticks] == ["1 Mar", "2 Mar", "3 Mar", "4 Mar"]
    assert [lane.mark.low for lane in woven.lanes] == [0, 25, 25, 75]


def html_of(front: str) -> str:
    files = {each.path: each.content for each in rendered(files_of(front))}
    return files["dam/index.html"].decode()


def test_a_woven_quote_is_a_link_and_no_second_element_has_its_id() -> None:
    page = html_of("weave: [quotes]\n")

    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert '<a class="alone" href="#quote-calm">“we are safe”</a>' in page
    assert '"4 events, figures and quotes from 1 March 2025 on' in page
    assert "smaller: a figure or a quote" in page


def test_a_timeline_of_events_alone_says_nothing_of_quotes() -> None:
    page = html_of("")

    assert '"2 events from 2 March 2025 on' in page
    assert "smaller: a figure or a quote" not in page


def test_a_reader_goes_from_the_timeline_to_the_quote_and_the_estimate(
    window: "BrowserContext", tmp_path: Path
) -> None:
    for file in rendered(files_of("weave: [quotes, figures]\n")):
        path = tmp_path / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    page = window.new_page()
    page.goto((tmp_path / "dam/index.html").as_uri())
    led_to = []

    for words in ("“we are safe”", "Houses: about 1,200"):
        page.locator(".timeline").get_by_role("link", name=words).click()
        led_to.append(page.locator(":target").inner_text())
    page.close()

    assert "“we are safe”" in led_to[0]
    assert "about 1,200" in led_to[1]
