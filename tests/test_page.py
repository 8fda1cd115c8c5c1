"""An explainer as a reader meets it: the built site, served, in a real browser."""

import gzip
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from tests.browsing import served, tab, wait_until
from tests.serving import ENVIRONMENT
from tests.small_site import WITH_HOME, write_small_project

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Locator, Page, Response

NUMBER = "#summary a[href='#figure-cost-council']"
BUTTON = f"{NUMBER} + button"
CARD = "#called-figure-cost"

Open = Callable[..., "Page"]


@pytest.fixture(scope="session")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that has the site at "/" and under a sub-path."""
    project = tmp_path_factory.mktemp("served")
    write_small_project(project, WITH_HOME)
    command = [sys.executable, "-m", "factbox", "build"]
    subprocess.run(
        command, cwd=project, env=ENVIRONMENT, check=True, capture_output=True
    )
    root = project / "site"
    shutil.copytree(root, root / "some-sub-path")
    with served(root) as address:
        yield address


@pytest.fixture
def open_page(window: "BrowserContext", origin: str) -> Iterator[Open]:
    """Opens the page in a tab of its own."""
    with ExitStack() as tabs:

        def opened(
            path: str = "/", width: int = 1280, height: int = 900, **options: object
        ) -> "Page":
            page = tabs.enter_context(tab(window, width, height, **options))
            page.goto(origin + path)
            return page

        yield opened


def is_called(card: "Locator") -> bool:
    return bool(card.evaluate("card => card.matches(':popover-open')"))


def test_a_click_brings_the_card_and_escape_sends_it_back(open_page: Open) -> None:
    page = open_page()

    page.click(BUTTON)
    was_called = is_called(page.locator(CARD))
    page.keyboard.press("Escape")

    assert was_called
    assert not page.locator(CARD).is_visible()
    assert page.locator("#figure-cost").is_visible()


def test_a_click_on_the_number_itself_brings_the_card(open_page: Open) -> None:
    page = open_page()

    number = page.locator(NUMBER).bounding_box()
    assert number
    page.mouse.click(number["x"] + 3, number["y"] + number["height"] / 2)

    assert is_called(page.locator(CARD))


@pytest.mark.parametrize("width", [320, 360, 375, 390, 412, 768, 1280])
def test_the_sign_of_a_card_stands_on_the_line_of_its_number(
    open_page: Open, width: int
) -> None:
    page = open_page(width=width)

    heights = page.evaluate(
        """[...document.querySelectorAll('.ref-number')].map(each => [
            each.querySelector('.mark').getBoundingClientRect().top,
            [...each.querySelector('.ref').getClientRects()].at(-1).top,
            [...each.querySelector('.ref').getClientRects()].at(-1).bottom])"""
    )

    assert len(heights) >= 4
    for mark, top, bottom in heights:
        assert top <= mark <= bottom


def test_no_line_begins_with_the_sign_of_a_long_number(open_page: Open) -> None:
    page = open_page(width=320)

    begun = page.evaluate(
        """(() => {
            const number = document.querySelector('.story .ref-number')
            const words = number.querySelector('.ref')
            number.classList.add('ref-number-long')
            number.closest('p').replaceChildren(number, '. It is said.'.repeat(20))
            const begun = []
            for (words.textContent = 'one'; words.textContent.length < 120;
                    words.textContent += ' a') {
                const line = [...words.getClientRects()].at(-1)
                const sign = number.querySelector('.mark').getBoundingClientRect()
                if (sign.top > line.bottom || sign.bottom < line.top || sign.left < line.left)
                    begun.push(words.textContent)
            }
            return begun })()"""
    )

    assert begun == []


def test_a_keyboard_brings_the_card_and_comes_back_to_the_number(
    open_page: Open,
) -> None:
    page = open_page()

    page.focus(NUMBER)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    was_called = is_called(page.locator(CARD))
    page.keyboard.press("Tab")
    inside = page.evaluate("document.activeElement.closest('[popover]').id")
    page.keyboard.press("Escape")

    assert was_called
    assert inside == "called-figure-cost"
    assert page.evaluate(f'document.activeElement.matches("{BUTTON}")')


def test_a_finger_brings_the_card_and_closes_it(open_page: Open) -> None:
    page = open_page(width=360, has_touch=True, is_mobile=True)

    page.tap(BUTTON)
    was_called = is_called(page.locator(CARD))
    page.tap(f"{CARD} .figure-close")

    assert was_called
    assert not is_called(page.locator(CARD))


@pytest.mark.parametrize(
    ("width", "height"), [(360, 900), (740, 360), (768, 900), (1280, 900), (1920, 900)]
)
def test_a_card_does_not_cover_the_number_that_it_explains(
    open_page: Open, width: int, height: int
) -> None:
    page = open_page(width=width, height=height)

    page.click(BUTTON)
    number = page.locator(BUTTON).bounding_box()
    card = page.locator(CARD).bounding_box()

    assert number is not None
    assert card is not None
    assert (
        card["x"] >= number["x"] + number["width"]
        or number["x"] >= card["x"] + card["width"]
        or card["y"] >= number["y"] + number["height"] - 8  # The sign is smaller.
        or number["y"] >= card["y"] + card["height"] - 8
    )
    assert card["x"] >= 0
    assert card["x"] + card["width"] <= width


def test_the_card_holds_every_claim_with_claimant_date_and_note(
    open_page: Open,
) -> None:
    page = open_page()

    page.click(BUTTON)
    claims = page.locator(f"{CARD} .claim")

    assert claims.count() == 2
    assert claims.nth(0).locator("dt").inner_text() == "City Council"
    assert claims.nth(0).locator("dd").nth(0).inner_text() == "about 300"
    assert "January 2025" in claims.nth(0).inner_text()
    assert claims.nth(0).get_by_role("link", name="note").count() == 1


def test_one_speaker_can_be_read_alone_and_everyone_again(open_page: Open) -> None:
    page = open_page()
    own = page.locator("#quote-rust")
    other = page.locator("#quote-safe")

    page.get_by_label("Ada Engineer (1)").check()
    alone = (own.is_visible(), other.is_visible())
    page.get_by_label("Everyone (2)").check()

    assert alone == (True, False)
    assert other.is_visible()


def test_the_filter_stays_where_it_is(open_page: Open) -> None:
    page = open_page()
    pick = page.get_by_label("City Council (1)")
    pick.scroll_into_view_if_needed()
    before = pick.bounding_box()

    pick.check()

    assert pick.bounding_box() == before
    group = page.get_by_role("group", name="Whose statements to show")
    assert group.get_by_role("radio").count() == 3


def test_a_linked_quote_shows_though_another_speaker_is_picked(
    open_page: Open,
) -> None:
    page = open_page()

    page.get_by_label("Ada Engineer (1)").check()
    page.evaluate("location.hash = 'quote-safe'")

    assert page.locator("#quote-safe").is_visible()


def test_what_a_link_leads_to_is_marked(open_page: Open) -> None:
    page = open_page("/#quote-rust")
    style = "quote => getComputedStyle(quote).outlineStyle"

    assert page.locator("#quote-rust").evaluate(style) == "solid"
    assert page.locator("#quote-safe").evaluate(style) == "none"


@pytest.mark.parametrize(
    ("named", "lands"),
    [
        ("cost", "figure-cost"),
        ("cost@council", "figure-cost-council"),
        ("rust", "quote-rust"),
        ("closed", "event-closed"),
    ],
)
def test_a_link_may_name_a_fact_as_its_editor_does(
    open_page: Open, named: str, lands: str
) -> None:
    page = open_page(f"/#{named}")
    fact = page.locator(f"#{lands}")

    assert fact.locator(":target").count() == 1
    box = fact.bounding_box()
    assert box
    assert 0 <= box["y"] < 900


def test_what_changed_is_a_link_away(open_page: Open) -> None:
    page = open_page()

    page.get_by_role("link", name="Last updated 12 February 2025").click()

    assert page.url.endswith("#update-wrong-day")
    assert page.locator("#figure-cost").get_by_role("link", name="Update").count() == 1


SELECTED = """selector => {
    const range = document.createRange();
    range.selectNodeContents(document.querySelector(selector));
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    return getSelection().toString();
}"""


def test_what_is_copied_keeps_its_words_apart(open_page: Open) -> None:
    page = open_page()

    summary = page.evaluate(SELECTED, "#summary")
    byline = page.evaluate(SELECTED, ".opening-byline")
    figure = page.evaluate(SELECTED, "#figure-cost")

    assert "The repair costs about 300.\xa0[1]" in summary
    assert byline.replace("\xa0", " ") == (
        "By Bo Reporter · Published 8 February 2025 · "
        "Last updated 12 February 2025 · 1 minute read"
    )
    assert "January 2025\xa0· note 1" in figure
    assert "#" not in figure


def test_no_page_has_signs_that_nobody_sees(open_page: Open) -> None:
    assert "\u2060" not in open_page().content()


def test_figures_are_there_without_style(open_page: Open) -> None:
    page = open_page()

    page.evaluate("document.querySelector('link[rel=stylesheet]').remove()")

    assert page.locator("#figure-cost").is_visible()
    assert page.locator(CARD).is_hidden()


def test_a_reader_goes_to_a_note_and_back_to_the_place(open_page: Open) -> None:
    page = open_page(reduced_motion="reduce")
    citation = page.locator("#story .cite a").first
    citation.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")

    citation.click()
    page.wait_for_url("**/#note-2")
    wait_until(page, f"Math.abs(scrollY - {before}) > 900")
    page.go_back()

    wait_until(page, f"Math.abs(scrollY - {before}) < 2")
    assert "#" not in page.url


def test_a_note_leads_back_to_what_cites_it(open_page: Open) -> None:
    page = open_page("/#note-3")
    ways = page.locator("#note-3 .note-link")

    names = ways.all_text_contents()
    page.locator("#note-3 summary").click()
    ways.first.click()

    assert names[:3] == [
        "What happened",
        "What is wrong with it",
        "What is wrong with it 2",
    ]
    assert page.locator(":target").get_attribute("href") == "#note-3"


@pytest.mark.parametrize("path", ["/", "/some-sub-path/"])
def test_nothing_comes_from_elsewhere_and_all_of_it_is_light(
    browser: "Browser", origin: str, path: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    responses: list[Response] = []
    page.on("response", lambda response: responses.append(response))

    page.goto(origin + path, wait_until="load")
    bodies = {response.url: response.body() for response in responses}
    context.close()

    assert all(url.startswith(origin + path) for url in bodies), bodies.keys()
    assert 2 <= len(bodies) <= 6
    assert sum(len(gzip.compress(body)) for body in bodies.values()) <= 40_000


@pytest.mark.parametrize("path", ["/", "/some-sub-path/"])
def test_every_link_within_the_page_leads_somewhere(open_page: Open, path: str) -> None:
    page = open_page(path)

    lost = page.evaluate(
        """[...document.querySelectorAll('a[href^="#"], [popovertarget]')]
           .map(each => each.hash?.slice(1) || each.getAttribute('popovertarget'))
           .filter(id => !document.getElementById(id))"""
    )

    assert lost == []


@pytest.mark.parametrize("width", [320, 360, 768, 1280, 1920])
def test_nothing_is_wider_than_the_window(open_page: Open, width: int) -> None:
    page = open_page(width=width)

    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_nothing_is_wider_than_the_window_with_text_twice_as_large(
    open_page: Open,
) -> None:
    page = open_page(width=320)

    page.evaluate("document.documentElement.style.fontSize = '200%'")
    # As many lines of a name as it has words, and citations on one line.
    broken = page.evaluate(
        """[...document.querySelectorAll('.claim-who > a, .cite > a')].filter(each => {
            const range = document.createRange()
            range.selectNodeContents(each)
            const lines = new Set([...range.getClientRects()].map(box => box.top))
            return lines.size > each.textContent.split(' ').length }).length"""
    )

    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert broken == 0


def test_all_of_it_can_be_read_and_used_without_scripts(open_page: Open) -> None:
    with_scripts = open_page().locator("main").inner_text()
    page = open_page(java_script_enabled=False)

    page.click(BUTTON)

    assert is_called(page.locator(CARD))
    page.keyboard.press("Escape")
    assert page.locator("main").inner_text() == with_scripts
    assert page.locator("script:not([type='application/ld+json'])").count() == 0


Box = dict[str, float]


def first_card(page: "Page") -> tuple[Box, Box]:
    """Where the words in front of the first card stand, and where the card does."""
    words, card = page.evaluate(
        """[document.querySelector('.story > .card').previousElementSibling,
            document.querySelector('.story > .card')]
           .map(each => each.getBoundingClientRect().toJSON())"""
    )
    return words, card


def test_each_button_tells_which_figure_it_speaks_of(open_page: Open) -> None:
    page = open_page()

    names = page.evaluate(
        """[...document.querySelectorAll('.ref-open')].map(each =>
            each.getAttribute('aria-labelledby').split(' ').map(id => {
                const named = document.getElementById(id)
                return named.ariaLabel || named.textContent }).join(' '))"""
    )

    assert set(names) == {
        "Who says so? Cost of the repair",
        "Who says so? Share of the budget",
    }


@pytest.mark.parametrize("width", [768, 1280, 1920])
def test_lines_of_the_story_are_no_longer_than_reads_well(
    open_page: Open, width: int
) -> None:
    page = open_page(width=width)

    ems = page.evaluate(
        """[...document.querySelectorAll('.story > p, .opening-standfirst')].map(each =>
            each.clientWidth / parseFloat(getComputedStyle(each).fontSize))"""
    )

    assert max(ems) < 36


def test_figures_fill_their_columns_evenly(open_page: Open) -> None:
    page = open_page()

    columns = page.evaluate(
        """[2, 3, 6, 9].map(count => {
            const figures = document.querySelector('.figures')
            while (figures.children.length < count)
                figures.append(figures.children[0].cloneNode(true))
            return new Set([...figures.children].map(each =>
                each.getBoundingClientRect().left)).size })"""
    )

    assert columns == [2, 3, 2, 3]


def test_a_few_figures_stand_in_rows_that_end_on_one_line(open_page: Open) -> None:
    page = open_page()

    boxes = page.evaluate(
        """(() => {
            const figures = document.querySelector('.figures')
            while (figures.children.length < 4)
                figures.append(figures.children[0].cloneNode(true))
            figures.children[0].append('This one is taller. '.repeat(40))
            return [...figures.children].map(each => each.getBoundingClientRect())
                .map(box => [box.left, box.bottom]) })()"""
    )

    lefts = [left for left, _ in boxes]
    ends = [end for _, end in boxes]
    assert lefts[0] == lefts[2] < lefts[1] == lefts[3]
    assert ends[0] == ends[1] < ends[2] == ends[3]


def test_figures_of_unequal_heights_fill_columns(open_page: Open) -> None:
    page = open_page()

    lefts = page.evaluate(
        """(() => {
            const figures = document.querySelector('.figures')
            while (figures.children.length < 4)
                figures.append(figures.children[0].cloneNode(true))
            const claims = figures.children[0].querySelector('.figure-claims')
            while (claims.children.length < 12)
                claims.append(claims.children[0].cloneNode(true))
            return [...figures.children].map(each => each.getBoundingClientRect().left)
        })()"""
    )

    assert lefts[0] < lefts[1] == lefts[2] == lefts[3]


def test_what_another_link_leads_to_has_no_permalink(open_page: Open) -> None:
    page = open_page()

    addresses = page.locator(".permalink").evaluate_all(
        "links => links.map(link => link.getAttribute('href'))"
    )

    assert page.locator(".person").count()
    assert not [each for each in addresses if each.startswith("#person-")]
    assert page.locator(".figures .claim-alone").count()
    assert page.locator(".figures .claim-alone .permalink").count() == 0


def test_a_strip_stands_nearer_to_its_own_words_than_to_the_next_name(
    open_page: Open,
) -> None:
    page = open_page()

    gaps = page.evaluate(
        """[...document.querySelectorAll('.claim:has(.strip) + .claim')].map(next => {
            const strip = next.previousElementSibling.querySelector('.strip')
            const box = strip.getBoundingClientRect()
            const words = strip.parentElement.previousElementSibling
            return [box.top - words.getBoundingClientRect().bottom,
                    next.getBoundingClientRect().top - box.bottom] })"""
    )

    assert len(gaps) >= 2
    for own, next in gaps:
        assert next > 2 * own


def test_what_folds_away_stands_on_the_line_of_the_words_before_it(
    open_page: Open,
) -> None:
    page = open_page()

    lines = page.evaluate(
        """[...document.querySelectorAll('.note')].map(note => {
            const range = document.createRange()
            range.selectNodeContents(note.querySelector('p'))
            const words = [...range.getClientRects()].at(-1)
            range.selectNodeContents(note.querySelector('summary'))
            return Math.abs(range.getBoundingClientRect().bottom - words.bottom) })"""
    )

    assert len(lines) >= 3
    assert max(lines) < 0.5


def test_cards_stand_beside_their_words_where_there_is_room(open_page: Open) -> None:
    page = open_page(width=1280)

    words, card = first_card(page)

    assert card["left"] > words["right"]
    assert abs(card["top"] - words["top"]) < 12


def test_cards_follow_their_words_on_a_phone(open_page: Open) -> None:
    page = open_page(width=360)

    words, card = first_card(page)

    assert card["top"] > words["bottom"]
    assert card["left"] == words["left"]


def test_cards_never_meet(open_page: Open) -> None:
    page = open_page(width=1280)

    boxes = page.evaluate(
        """[...document.querySelectorAll('.story > .card')]
           .map(each => each.getBoundingClientRect().toJSON())"""
    )

    assert len(boxes) >= 2
    for above, below in pairwise(boxes):
        assert below["top"] > above["bottom"]


def test_paper_has_the_sources_and_no_card_cut_in_two(open_page: Open) -> None:
    page = open_page()

    page.emulate_media(media="print")
    cards = page.locator(".figure:visible, .quote:visible, .timeline-event:visible")
    breaks = cards.evaluate_all(
        "cards => cards.map(card => getComputedStyle(card).breakInside)"
    )

    assert page.locator("#sources .note").first.is_visible()
    assert page.locator(".story > .card:visible").count() == 0
    assert page.locator("button:visible").count() == 0
    assert len(breaks) == 6
    assert set(breaks) == {"avoid"}


def test_paper_has_the_address_of_each_fact_once(open_page: Open) -> None:
    page = open_page()

    page.emulate_media(media="print")
    printed = page.locator(".permalink:visible").evaluate_all(
        """links => links.map(link => [link.getAttribute('href'),
            getComputedStyle(link, '::after').content])"""
    )

    facts = page.locator(
        ".figures > .figure, .quote[id], .timeline-event[id], .updates > .update"
    )
    addresses = facts.evaluate_all("facts => facts.map(fact => '#' + fact.id)")
    assert sorted(address for address, _ in printed) == sorted(addresses)
    assert all(content in ("attr(href)", f'"{href}"') for href, content in printed)


def test_paper_has_light_inks_whatever_the_screen_has(open_page: Open) -> None:
    page = open_page(color_scheme="dark")
    color = "getComputedStyle(document.body).color"
    on_screen = page.evaluate(color)

    page.emulate_media(media="print")

    assert on_screen == "rgb(230, 235, 232)"
    assert page.evaluate(color) == "rgb(22, 29, 27)"


READ = """[...document.querySelectorAll('.contents-list a')]
    .filter(entry => getComputedStyle(entry, '::before').content === '""')
    .map(entry => entry.textContent)"""


@pytest.mark.parametrize("width", [1600, 1920])
def test_the_contents_stay_beside_the_text_and_mark_the_part_that_is_read(
    open_page: Open, width: int
) -> None:
    page = open_page(width=width, reduced_motion="reduce")
    # So low that the last parts, too, can come to its upper edge.
    page.set_viewport_size({"width": width, "height": 300})
    entries = page.locator(".contents-list a")
    names = entries.all_inner_texts()
    at_the_top = page.evaluate(READ)

    for entry, name in zip(entries.all(), names, strict=True):
        href = entry.get_attribute("href")
        page.evaluate(f"document.querySelector('{href}').scrollIntoView()")
        wait_until(page, f"String({READ}) === {json.dumps(name)}")
        assert page.locator(".contents-title").bounding_box()["y"] >= 0  # type: ignore[index]

    assert at_the_top == names[:1]
    assert len(names) == 9


def test_the_mark_of_the_part_that_is_read_is_there_in_forced_colours(
    open_page: Open,
) -> None:
    page = open_page("/#quotes", 1600, forced_colors="active")
    mark = "getComputedStyle(document.querySelector('.contents [href=\"#quotes\"]')"
    wait_until(page, f"({READ})[0] === 'Who said what'")

    assert page.evaluate(f"{mark}, '::before').borderInlineStartWidth") == "4px"
    assert page.evaluate(f"{mark}, '::before').borderInlineStartColor") == (
        page.evaluate("getComputedStyle(document.body).color")
    )


@pytest.mark.parametrize("width", [1600, 1920])
def test_the_contents_keep_off_the_text(open_page: Open, width: int) -> None:
    page = open_page(width=width)

    contents = page.locator(".contents").bounding_box()
    text = page.locator(".opening-title").bounding_box()

    assert contents is not None
    assert text is not None
    assert contents["x"] >= 0
    assert contents["x"] + contents["width"] + 24 <= text["x"]


@pytest.mark.parametrize("width", [360, 1280, 1599])
def test_without_room_the_contents_stay_where_they_are(
    open_page: Open, width: int
) -> None:
    page = open_page(width=width)

    page.evaluate("document.querySelector('#quotes').scrollIntoView()")

    assert page.evaluate(READ) == []
    assert page.locator(".contents").evaluate("e => getComputedStyle(e).position") == (
        "static"
    )
