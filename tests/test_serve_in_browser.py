"""The preview, as an editor sees it in a real browser."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browsing import coming, tab, wait_until
from tests.serving import (
    CEILING,
    ENVIRONMENT,
    FIGURES,
    Served,
    files_below,
    make_project,
    replace,
    serving,
)

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

PANEL = "factbox-preview section"
PLACE = "factbox-preview .place"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    root = make_project(tmp_path_factory.mktemp("shared") / "project")
    with serving(root, "--editor", "#{path}:{line}:{column}") as served:
        yield served


@pytest.fixture
def served(running: Served) -> Iterator[Served]:
    """A preview that most tests share; each finds the project as it was made."""
    before = files_below(running.root)
    yield running
    running.restore(before)


@contextmanager
def opened(
    window: "BrowserContext", served: Served, **options: object
) -> Iterator["Page"]:
    """The preview in a tab; the test fails where a script of the page does.

    A page that was loaded again would have lost its `window.isKept`.
    """
    from playwright.sync_api import expect

    expect.set_options(timeout=CEILING * 1000)
    mistakes: list[str] = []
    with tab(window, **options) as page:
        page.on("pageerror", lambda error: mistakes.append(str(error)))
        page.on(
            "console", lambda said: said.type == "error" and mistakes.append(said.text)
        )
        page.goto(served.url)
        page.evaluate("window.isKept = true")
        yield page
    assert mistakes == []


@pytest.fixture
def page(window: "BrowserContext", served: Served) -> Iterator["Page"]:
    with opened(window, served) as page:
        yield page


# -------------------------------------------------------------------------- in place


def test_a_saved_value_shows_wherever_it_stands_without_a_reload(
    served: Served, page: "Page"
) -> None:
    from playwright.sync_api import expect

    served.replace("content/war/figures.yaml", "about 300", "about 400")

    expect(page.locator("#figure-killed")).to_contain_text("about 400")
    expect(page.locator("a[href='#figure-killed']").first).to_have_text("about 400")
    assert page.evaluate("window.isKept")


def test_the_title_and_the_language_follow(served: Served, page: "Page") -> None:
    from playwright.sync_api import expect

    served.replace("content/war/article.md", "What is known", "What is unknown")
    served.replace("content/site.yaml", "en-GB", "de")

    expect(page).to_have_title("What is unknown – Test explainers")
    expect(page.locator("html")).to_have_attribute("lang", "de")
    assert page.evaluate("window.isKept")


def test_the_place_being_read_stays(served: Served, page: "Page") -> None:
    from playwright.sync_api import expect

    reading = page.get_by_text("Line cm says nothing new.")
    reading.evaluate("element => element.scrollIntoView({ behavior: 'instant' })")
    before = reading.bounding_box()["y"]
    selection = "getSelection().selectAllChildren(arguments[0])"
    reading.evaluate(f"function (element) {{ {selection} }}")

    text = "New text.\n\n" * 20
    served.replace("content/war/article.md", "## What follows", text + "## Then")

    expect(page.get_by_role("heading", name="Then")).to_be_attached()
    assert reading.bounding_box()["y"] == pytest.approx(before, abs=1)
    assert page.evaluate("String(getSelection())") == "Line cm says nothing new."


def test_a_selection_in_a_text_that_changes_stays(served: Served, page: "Page") -> None:
    from playwright.sync_api import expect

    reading = page.get_by_text("Nobody knows what follows from this.")
    reading.evaluate("""element => {
        getSelection().setBaseAndExtent(
            element.firstChild, 0, element.firstChild, "Nobody knows".length)
    }""")

    served.replace("content/war/article.md", "follows from this", "comes after it")

    expect(page.get_by_text("Nobody knows what comes after it.")).to_be_attached()
    assert page.evaluate("String(getSelection())") == "Nobody knows"


def test_what_a_reader_opened_and_chose_stays(served: Served, page: "Page") -> None:
    from playwright.sync_api import expect

    page.locator("#filter").check()
    page.locator("#search").fill("words")
    page.locator("#fold summary").click()
    page.locator("#opener").click()

    served.replace("content/war/figures.yaml", "about 300", "about 400")

    expect(page.locator("#figure-killed")).to_contain_text("about 400")
    expect(page.locator("#pop")).to_be_visible()
    expect(page.locator("#fold p")).to_be_visible()
    expect(page.locator("#filter")).to_be_checked()
    expect(page.locator("#search")).to_have_value("words")


@pytest.mark.parametrize(
    "path", ["assets/css/test.css", "templates/components/draft/style.css"]
)
def test_a_style_is_swapped_without_a_reload(
    served: Served, page: "Page", path: str
) -> None:
    from playwright.sync_api import expect

    served.save(path, "@layer base { body { outline: 5px solid } }")

    expect(page.locator("body")).to_have_css("outline-width", "5px")
    expect(page.locator("head link[rel=stylesheet]")).to_have_count(1)
    assert page.evaluate("window.isKept")


# What is lit, and how; null while nothing is.
LIT = """(lit => lit.length ? lit : null)(document.getAnimations()
    .filter(animation => animation.id === "factbox")
    .map(animation => animation.effect)
    .map(effect => [effect.target.textContent.trim(), effect.getKeyframes()]))"""


def test_the_changed_fact_lights_up_briefly(served: Served, page: "Page") -> None:
    lit = coming(page, LIT)
    served.replace("content/war/article.md", "Nobody knows", "Everybody knows")

    [[text, keyframes]] = lit()
    assert text == "Everybody knows what follows from this."
    assert keyframes[0]["outlineColor"] != keyframes[-1]["outlineColor"]
    wait_until(page, f"!({LIT})")


def test_nothing_moves_or_fades_where_a_reader_wants_calm(
    window: "BrowserContext", served: Served
) -> None:
    with opened(window, served, reduced_motion="reduce") as page:
        lit = coming(page, LIT)
        served.replace("content/war/article.md", "Nobody knows", "Everybody knows")

        [[_, keyframes]] = lit()
        assert keyframes[0]["outlineColor"] == keyframes[-1]["outlineColor"]


def test_a_second_tab_and_a_phone_follow(
    window: "BrowserContext", served: Served
) -> None:
    from playwright.sync_api import expect

    phone = {"viewport": {"width": 360, "height": 640}}
    with (
        opened(window, served) as first,
        opened(window, served) as second,
        opened(window, served, **phone) as small,
    ):
        served.replace("content/war/figures.yaml", "about 300", "about 400")

        for page in (first, second, small):
            expect(page.locator("#figure-killed")).to_contain_text("about 400")
            assert page.evaluate("window.isKept")


def test_no_save_of_two_hundred_is_lost(served: Served, page: "Page") -> None:
    from playwright.sync_api import expect

    for number in range(200):
        text = FIGURES.replace("about 300", str(5000 + number))
        served.save("content/war/figures.yaml", text)

    expect(page.locator("#figure-killed")).to_contain_text("5,199")
    assert page.evaluate("window.isKept")


def test_a_page_below_the_top_of_an_address_is_followed(
    window: "BrowserContext", tmp_path: Path
) -> None:
    from playwright.sync_api import expect

    root = make_project(tmp_path / "project")
    replace(root / "content/site.yaml", ".example/", ".example/explained/")
    with serving(root) as served, opened(window, served) as page:
        served.replace("content/war/figures.yaml", "about 300", "about 400")
        served.save(
            "assets/css/test.css", "@layer base { body { outline: 5px solid } }"
        )

        expect(page.locator("#figure-killed")).to_contain_text("about 400")
        expect(page.locator("body")).to_have_css("outline-width", "5px")
        assert page.evaluate("window.isKept")
        assert page.url == served.url + "explained/"


def test_what_the_published_policy_keeps_out_the_preview_keeps_out(
    window: "BrowserContext", tmp_path: Path
) -> None:
    root = make_project(tmp_path / "project")
    script = "<script>document.title = 'run'</script>"
    replace(root / "templates/page.html", "<title>", f"{script}<title>")
    with serving(root) as served:
        page = window.new_page()
        page.goto(served.url)

        page.locator("factbox-preview").wait_for(state="attached")

        assert page.locator("meta[http-equiv=Content-Security-Policy]").count() == 1
        assert page.title() == "What is known – Test explainers"
        page.close()


# -------------------------------------------------------------------------- mistakes


def test_the_panel_lists_every_problem_and_goes_once_they_are_mended(
    served: Served, page: "Page"
) -> None:
    from playwright.sync_api import expect

    expect(page.locator(PANEL)).to_be_hidden()

    served.save(
        "content/war/figures.yaml",
        FIGURES.replace("label:", "lable:").replace("agency", "agancy"),
    )

    alert = page.get_by_role("alert")
    expect(alert).to_have_text("2 problems; the last good page stays")
    panel = page.get_by_role("region", name="Preview")
    expect(panel).to_contain_text("content/war/figures.yaml:2:3 unknown key 'lable'")
    expect(panel).to_contain_text("\n    lable: Soldiers killed\n    ^\n")
    expect(panel).to_contain_text("did you mean 'label'?")
    expect(panel).to_contain_text("content/war/figures.yaml:5:7")
    expect(page.locator("#figure-killed")).to_contain_text("about 300")

    served.save("content/war/figures.yaml", FIGURES.replace("about 300", "about 400"))

    expect(page.locator("#figure-killed")).to_contain_text("about 400")
    expect(page.locator(PANEL)).to_be_hidden()
    assert page.evaluate("window.isKept")


def test_a_problem_leads_to_its_place_by_the_keyboard(
    served: Served, page: "Page"
) -> None:
    from playwright.sync_api import expect

    served.replace("content/war/figures.yaml", "label:", "lable:")
    expect(page.locator(PANEL)).to_be_visible()

    page.locator(PANEL).focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    file = f"{served.root.as_posix().lstrip('/')}/content/war/figures.yaml"
    page.wait_for_url(f"{served.url}#{file}:2:3")


def test_what_a_mistake_quotes_is_shown_as_text(served: Served, page: "Page") -> None:
    from playwright.sync_api import expect

    mark = "<img src=x onerror=window.isRun=1>"
    served.replace("content/war/figures.yaml", "value: about 300", f"value: '{mark}'")

    expect(page.locator(PANEL)).to_contain_text(mark)
    # An image that fails later than any in the panel.
    page.evaluate("""() => new Promise(failed => {
        Object.assign(new Image(), { onerror: failed, src: location.href })
    })""")
    assert page.evaluate("window.isRun === undefined")


def test_advice_stands_apart_and_can_be_folded(served: Served, page: "Page") -> None:
    from playwright.sync_api import expect

    served.replace("content/war/article.md", "Nobody knows", "The 4,000 know")

    advice = page.locator(PANEL).get_by_text("the number '4,000' belongs to no figure")
    expect(page.locator(f"{PANEL} summary")).to_have_text("1 piece of advice")
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(advice).to_be_hidden()

    page.locator(f"{PANEL} summary").focus()
    page.keyboard.press("Enter")

    expect(advice).to_be_visible()


def test_a_site_that_never_was_whole_shows_the_panel_alone(
    window: "BrowserContext", tmp_path: Path
) -> None:
    from playwright.sync_api import expect

    root = make_project(tmp_path / "project")
    replace(root / "content/site.yaml", "title:", "titel:")
    with serving(root) as served:
        page = window.new_page()
        page.goto(served.url)

        expect(page.get_by_role("alert")).to_contain_text("1 problem")
        expect(page.locator("h1")).to_have_text("There is no page yet")

        served.replace("content/site.yaml", "titel:", "title:")

        expect(page.locator("h1")).to_have_text("What is known")
        expect(page.locator(PANEL)).to_be_hidden()
        page.close()


def test_a_preview_that_ended_says_so_and_is_followed_once_it_is_back(
    window: "BrowserContext", tmp_path: Path
) -> None:
    from playwright.sync_api import expect

    root = make_project(tmp_path / "project")
    with serving(root) as served:
        port = str(served.port)
        page = window.new_page()
        page.goto(served.url)
    expect(page.get_by_role("alert")).to_contain_text("The preview has ended")

    replace(root / "content/war/figures.yaml", "about 300", "about 400")
    with serving(root, "--port", port):
        expect(page.locator("#figure-killed")).to_contain_text("about 400")
        expect(page.locator(PANEL)).to_be_hidden()
    page.close()


# ------------------------------------------------------------------------- to source


@pytest.mark.parametrize(
    ("selector", "place"),
    [
        ("#figure-killed", "content/war/figures.yaml:1:3"),
        ("#quote-warning", "content/war/quotes.yaml:1:3"),
        ("#event-count", "content/war/timeline.yaml:1:3"),
        ("text=Nobody knows what follows", "content/war/article.md:12:1"),
        ("text=What follows", "content/war/article.md:10:1"),
        ("p a[href='#figure-killed']", "content/war/figures.yaml:1:3"),
        ("h1", "content/war/article.md:2:1"),
    ],
)
def test_alt_shows_the_place_of_a_thing_and_opens_it(
    served: Served, page: "Page", selector: str, place: str
) -> None:
    from playwright.sync_api import expect

    thing = page.locator(selector).first
    thing.scroll_into_view_if_needed()
    box = thing.bounding_box()
    assert box
    # A point of the window, whatever lies over the thing there: over a number, the
    # button that brings its card.
    page.mouse.move(box["x"] + 3, box["y"] + 3)
    expect(page.locator(PLACE)).to_be_hidden()

    page.keyboard.down("Alt")
    expect(page.locator(PLACE)).to_have_text(place)

    page.mouse.click(box["x"] + 3, box["y"] + 3)
    page.wait_for_url(f"{served.url}#{served.root.as_posix().lstrip('/')}/{place}")

    page.keyboard.up("Alt")
    expect(page.locator(PLACE)).to_be_hidden()


def test_alt_and_enter_open_the_place_of_what_has_the_focus(
    served: Served, page: "Page"
) -> None:
    from playwright.sync_api import expect

    place = "content/war/figures.yaml:1:3"
    page.locator("#figure-killed a").first.focus()

    page.keyboard.down("Alt")
    expect(page.locator(PLACE)).to_have_text(place)

    page.keyboard.press("Enter")
    page.wait_for_url(f"{served.url}#{served.root.as_posix().lstrip('/')}/{place}")


def test_a_card_in_the_text_leads_to_its_figure(served: Served, page: "Page") -> None:
    from playwright.sync_api import expect

    served.replace(
        "content/war/article.md", "Nobody knows what", "![](figure:killed)\n\nNobody"
    )
    card = page.locator("main [data-place^='content/war/figures.yaml']:not([id])")
    expect(card).to_contain_text("about 300")


def test_the_published_page_has_no_trace_of_the_preview(
    window: "BrowserContext", served: Served
) -> None:
    served.replace(
        "content/war/article.md", "Nobody knows what", "![](figure:killed)\n\nNobody"
    )
    build = [sys.executable, "-m", "factbox", "build"]
    subprocess.run(build, cwd=served.root, env=ENVIRONMENT, check=True)
    page = window.new_page()
    page.goto((served.root / "site/index.html").as_uri())

    assert page.locator("#figure-killed").count() == 1
    assert page.locator("[data-place], script[src], factbox-preview").count() == 0
    assert "<!--fact" not in page.content()
    page.close()
