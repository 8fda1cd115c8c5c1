"""The social card: what it shows, that it is a picture, and that it never overflows."""

import os
import re
import struct
import subprocess
import sys
from datetime import date

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factbox.build.cache import Cache
from factbox.build.incremental import Cards, Incremental
from factbox.build.steps import Occasion
from factbox.output.social_card import CardNumber, Sketch, draw, sketch_of
from factbox.output.typefaces import CLAIM, INK, LINE, PAPER, SERIF, SOFT, Typeface
from factbox.reading.files import Files
from tests.copies import ROOT
from tests.making import checked_site, made, read_site
from tests.small_site import small_project

TODAY = date(2026, 11, 22)
ARTICLE = "content/bridge/article.md"
HEADLINE = "The closed bridge"
COST = CardNumber("Cost of the repair", "about 300 – 400", "City Council, Ada Engineer")
SHARE = CardNumber(
    "Share of the budget", "about 75% to 97%", "City Council, Ada Engineer"
)
SKETCH = Sketch("City desk", "7 February 2025", HEADLINE, (COST, SHARE))
GROUND = (248, 249, 245)


def draw_cards(files: Files, cache: Cache | None = None) -> Cards:
    """The cards of the site that these files hold."""
    cache = cache or Cache()
    return Incremental(cache).draw_cards(checked_site(files, cache))


@pytest.fixture(scope="module")
def files() -> Files:
    return small_project()


def with_headline(files: Files, headline: str) -> Files:
    lines = files[ARTICLE].decode().splitlines()
    lines[1] = f'headline: "{headline}"'
    return {**files, ARTICLE: "\n".join(lines).encode()}


def pixels(png: bytes) -> tuple[int, int, dict[tuple[int, int], tuple[int, ...]]]:
    """Width, height and what is not paper, as any reader of PNG sees it."""
    from io import BytesIO

    from PIL import Image

    image = Image.open(BytesIO(png)).convert("RGB")
    found = {
        (x, y): image.getpixel((x, y))
        for y in range(image.height)
        for x in (*range(60), *range(1140, 1200))
        if image.getpixel((x, y)) != GROUND
    }
    return *image.size, found


def test_a_card_shows_the_headline_and_the_leading_figures_with_their_claimants(files):
    site = read_site(files)

    sketch = sketch_of(site.explainers[0], site.settings)

    assert sketch.headline == HEADLINE
    assert sketch.as_of == "7 February 2025"
    assert [number.label for number in sketch.numbers] == [
        "Cost of the repair",
        "Share of the budget",
    ]
    assert sketch.numbers == (COST, SHARE)


def test_a_card_is_a_png_of_the_size_that_its_readers_ask_for():
    png = draw(SKETCH)

    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", png[16:24]) == (1200, 630)
    assert len(png) < 100_000


def test_a_card_is_the_same_in_every_process():
    program = (
        "from tests.test_card import SKETCH, draw; from hashlib import sha256;"
        "print(sha256(draw(SKETCH)).hexdigest())"
    )

    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert len(digests) == 1


@pytest.mark.parametrize(
    "sketch",
    [
        SKETCH,
        msgspec.structs.replace(SKETCH, headline="Long " * 200),
        msgspec.structs.replace(SKETCH, headline="Unbreakable" * 40),
        msgspec.structs.replace(SKETCH, title="A newsroom’s name " * 20),
        msgspec.structs.replace(
            SKETCH,
            numbers=(CardNumber("Label " * 60, "about 1,000", "Somebody, " * 40),),
        ),
        Sketch("", "", "", ()),
    ],
)
def test_nothing_on_a_card_runs_into_its_edges(sketch):
    width, height, found = pixels(draw(sketch))

    assert (width, height) == (1200, 630)
    assert found == {}


@settings(max_examples=settings().max_examples // 2)
@given(st.text("aWij ğЖ’—,.", max_size=300), st.integers(200, 1056), st.integers(1, 4))
def test_a_fitted_text_has_its_lines_and_its_width(text, width, count):
    type = Typeface(SERIF, 40, INK, 2)

    lines = type.fitted(text, width, count)

    assert len(lines) <= count
    assert all(type.width(line) <= width for line in lines)
    if not any(line.endswith("…") for line in lines):
        assert " ".join(lines) == text


@pytest.mark.parametrize(
    ("headline", "letter"),
    [("部队撤离库尔斯克", "部"), ("נסיגה מקורסק", "נ"), ("انسحاب من كورسك", "ا")],
)
def test_a_headline_that_cannot_be_set_is_left_out_with_advice(files, headline, letter):
    site = read_site(with_headline(files, headline))

    cards = draw_cards(with_headline(files, headline))

    assert sketch_of(site.explainers[0], site.settings).headline == ""
    assert [problem.message for problem in cards.advice] == [
        f"the card for chats has no headline: its typeface lacks '{letter}'"
    ]
    assert str(cards.advice[0].place).startswith(ARTICLE)
    assert cards.by_folder["bridge"].alt.startswith(headline)


@pytest.mark.parametrize(
    "headline", ["Курськ: що відомо", "Κουρσκ", "Kursk’ta — „yeni“"]
)
def test_a_headline_in_latin_greek_or_cyrillic_is_set(files, headline):
    site = read_site(with_headline(files, headline))

    sketch = sketch_of(site.explainers[0], site.settings)

    assert sketch.headline == headline


@pytest.mark.parametrize(
    ("path", "words", "numbers"),
    [
        ("content/bridge/figures.yaml", "Share of the budget", (COST,)),
        ("content/people.yaml", "Ada Engineer", ()),
    ],
    ids=["a label", "a claimant"],
)
def test_a_value_is_never_shown_without_its_label_and_its_claimant(
    files, path, words, numbers
):
    unset = files[path].replace(words.encode(), "韩国情报".encode())

    site = read_site({**files, path: unset})

    assert sketch_of(site.explainers[0], site.settings).numbers == numbers


def test_a_card_that_cannot_be_drawn_is_advice_and_the_site_is_built(
    files, monkeypatch
):
    monkeypatch.setitem(sys.modules, "PIL", None)

    site, rendered = made(files, occasion=Occasion(TODAY))

    assert "the card for chats cannot be drawn" in site.advice[0].message
    assert "index.html" in {file.path for file in rendered}
    assert not [file for file in rendered if file.path.startswith("assets/cards/")]


def test_a_card_is_drawn_once_and_its_name_tells_its_content(files, monkeypatch):
    cache = Cache()
    cold = draw_cards(files, cache)
    monkeypatch.setitem(sys.modules, "PIL", None)

    warm = draw_cards(files, Cache(cache.kept))

    assert warm == cold
    assert cold.files[0].path.startswith("assets/cards/bridge.")


def test_a_card_says_in_words_what_it_shows(files):
    cards = draw_cards(files)

    assert cards.by_folder["bridge"].alt == (
        f"{HEADLINE} – Cost of the repair: about 300 – 400 (City Council, "
        "Ada Engineer); Share of the budget: about 75% to 97% (City Council, "
        "Ada Engineer)"
    )


def test_pictures_have_the_inks_of_the_theme():
    tokens = (ROOT / "assets/css/tokens.css").read_text()
    light = dict(reversed(re.findall(r"--(\w+): (#[0-9a-f]{6});", tokens)))
    icon = (ROOT / "assets/icon.svg").read_text()

    inks = {"paper": PAPER, "ink": INK, "soft": SOFT, "line": LINE, "claim": CLAIM}
    assert {name: light[name] for name in inks} == inks
    assert {*re.findall(r"#[0-9a-f]{6}", icon)} == {PAPER, CLAIM}
