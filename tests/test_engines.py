"""What a reader does, in Chromium, in Firefox and in WebKit."""

from collections.abc import Iterator

import pytest

from tests import engines
from tests.browsing import served
from tests.engines import Engine
from tests.making import rendered
from tests.small_site import WITH_HOME, small_project
from tests.stress import rich

NUMBER = "#summary a[href='#figure-cost-council']"
CARD = "#called-figure-cost"
LACKING = {
    "chromium": "",
    "firefox": "" if engines.FIREFOX else "no Firefox",
    "webkit": "" if engines.WEBKIT and engines.XVFB else "no WebKitWebDriver and Xvfb",
}
"""The engines, and why one is not here."""


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that has a small site, and in rich/ what strains one."""
    root = tmp_path_factory.mktemp("engines")
    small = small_project(WITH_HOME)
    dress = {
        path: content
        for path, content in small.items()
        if path.startswith(("templates/", "assets/"))
    }
    for folder, files in (("", small), ("rich/", {**dress, **rich()})):
        for file in rendered(files):
            path = root / folder / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.content)
    with served(root) as address:
        yield f"{address}/"


@pytest.fixture(scope="module", params=LACKING)
def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """A window of each engine in turn; where there is none, the test is skipped."""
    name: str = request.param
    if LACKING[name]:
        pytest.skip(LACKING[name])
    opened = {
        "chromium": lambda: engines.chromium(request.getfixturevalue("browser")),
        "firefox": lambda: engines.firefox(tmp_path_factory.mktemp("profile")),
        "webkit": engines.webkit,
    }
    with opened[name]() as window:
        yield window


def box(engine: Engine, selector: str) -> dict[str, float]:
    """Where a thing is in the window, once that shows it."""
    found: dict[str, float] = engine.evaluate(
        f"""(each => (each.scrollIntoView({{block: 'center', behavior: 'instant'}}),
                each.getBoundingClientRect().toJSON()))
            (document.querySelector({selector!r}))"""
    )
    return found


def test_a_number_brings_its_card_beside_it_and_escape_sends_it_back(
    engine: Engine, origin: str
) -> None:
    engine.open(origin, 1280)
    number = box(engine, NUMBER)

    engine.click(number["x"] + 3, number["y"] + number["height"] / 2)
    is_open = engine.evaluate(f"document.querySelector('{CARD}:popover-open') !== null")
    card = engine.evaluate(
        f"document.querySelector('{CARD}').getBoundingClientRect().toJSON()"
    )
    engine.press("Escape")

    assert is_open
    assert 0 <= card["left"] < card["right"] <= engine.evaluate("innerWidth")
    assert 0 <= card["top"] < card["bottom"] <= engine.evaluate("innerHeight")
    assert card["top"] >= number["bottom"] or card["bottom"] <= number["top"]
    assert engine.evaluate(f"document.querySelector('{CARD}:popover-open')") is None


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_of_a_rich_page_is_wider_than_the_window_and_no_text_waits(
    engine: Engine, origin: str, width: int
) -> None:
    engine.open(f"{origin}rich/", width)

    gaps = engine.evaluate(
        """[...document.querySelectorAll('.story > :not(.card)')]
           .map(each => each.getBoundingClientRect())
           .map((box, i, all) => i ? box.top - all[i - 1].bottom : 0)"""
    )

    assert engine.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert len(gaps) > 20
    if width == 1280:
        assert max(gaps) < 50


def test_a_speaker_is_picked_where_the_button_is(engine: Engine, origin: str) -> None:
    engine.open(origin, 1280)
    radio = box(engine, ".quotes-radio-one")

    engine.click(radio["x"] + 5, radio["y"] + 5)
    shown = engine.evaluate(
        """[...document.querySelectorAll('.quotes-person')]
           .filter(each => each.offsetHeight).length"""
    )
    after = engine.evaluate(
        "document.querySelector('.quotes-radio-one').getBoundingClientRect().toJSON()"
    )

    assert shown == 1
    assert after["x"] == radio["x"]
    # Firefox scrolls by whole pixels, and lines stand on parts of one.
    assert abs(after["y"] - radio["y"]) <= 1


def test_a_fact_is_found_by_the_name_that_editors_give_it(
    engine: Engine, origin: str
) -> None:
    engine.open(f"{origin}#cost", 360)

    figure = engine.evaluate(
        "document.getElementById('figure-cost').getBoundingClientRect().toJSON()"
    )
    marked = engine.evaluate(
        "getComputedStyle(document.getElementById('figure-cost')).outlineStyle"
    )

    assert 0 <= figure["top"] < engine.evaluate("innerHeight") / 2
    assert marked == "solid"


def test_what_is_selected_reads_as_it_looks(engine: Engine, origin: str) -> None:
    engine.open(origin, 1280)

    selected = engine.evaluate(
        """(selection => (selection.selectAllChildren(
                document.querySelector('#summary .known-list')),
            selection.toString()))(getSelection())"""
    )

    assert " ".join(selected.split()) == "The repair costs about 300. [1]"
