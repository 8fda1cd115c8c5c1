"""Figures that others show: their pages, their pictures, and what oEmbed tells."""

import json
import re
import struct
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, get_args
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbox.build.cache import Cache
from factbox.languages.language import language_of
from factbox.output import typefaces
from factbox.output.chart_picture import EDGE, WIDTH, draw
from factbox.output.drawing import Box, DrawnText, png, svg_of
from factbox.output.sharing import sharing_of
from factbox.output.typefaces import Typeface
from factbox.pages.excerpt import Excerpt, ExcerptClaim, ExcerptSource
from factbox.problems import Failed
from factbox.values.charts import Mark, Shape, Tick
from tests.making import rendered
from tests.small_site import TEXTS, small_project
from tests.tongues import BRITISH

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

SITE = "content/site.yaml"
FIGURES = "content/bridge/figures.yaml"
PEOPLE = "content/people.yaml"
TOP = "https://example.org/explainers/"
WANTED = TEXTS[SITE] + "embeds: true\n"
PLACED = (
    f"{WANTED}address: {TOP}\nlicence: https://creativecommons.org/licenses/by/4.0/\n"
)
SVG = "{http://www.w3.org/2000/svg}"

COUNTED = Excerpt(
    id="cost",
    label="Cost of the repair",
    value="about 300 – 400 million",
    claimed=False,
    basis="range of 2 claims",
    claims=(
        ExcerptClaim("City Council", "about 300", ("2025",), Mark("about", 60, 60)),
        ExcerptClaim("Ada Engineer", "up to 400", (), Mark("up-to", 0, 80)),
    ),
    ticks=(Tick(0, "0", "start"), Tick(50, "", "middle"), Tick(100, "500", "end")),
    known="Reports what was known as of 7 February 2025",
    sources=(ExcerptSource("“Minutes”", ""),),
    sourced="Sources: “Minutes”",
    origin="The closed bridge",
    licence="",
    licensed="",
    site="City desk",
    home=TOP,
    address=f"{TOP}embed/cost/",
    semicolon="; ",
)


def built(
    changes: Mapping[str, str] | None = None, cache: Cache | None = None
) -> dict[str, bytes]:
    """Every file of the small site by its path."""
    files = small_project(changes)
    return {file.path: file.content for file in rendered(files, cache)}


@pytest.fixture(scope="module")
def placed() -> dict[str, bytes]:
    """The files of a site with embeds and an address."""
    return built({SITE: PLACED})


@pytest.fixture(scope="module")
def unplaced() -> dict[str, bytes]:
    """Those of one without an address."""
    return built({SITE: WANTED})


def embeds(files: Mapping[str, bytes]) -> list[str]:
    return sorted(path for path in files if "embed/" in path)


def words_in(svg: bytes) -> str:
    """What is to be read in a picture, line after line."""
    texts = ElementTree.fromstring(svg).iter(f"{SVG}text")
    return "\n".join(text.text or "" for text in texts)


# ------------------------------------------------------------------------ which there are


def test_there_is_none_unless_a_site_wants_them() -> None:
    files = built()

    assert embeds(files) == []
    assert b"Share this chart" not in files["bridge/index.html"]


def test_each_figure_has_a_page_and_its_picture_twice(
    unplaced: Mapping[str, bytes],
) -> None:
    assert embeds(unplaced) == [
        "bridge/embed/cost/cost.png",
        "bridge/embed/cost/cost.svg",
        "bridge/embed/cost/index.html",
        "bridge/embed/share/index.html",
        "bridge/embed/share/share.png",
        "bridge/embed/share/share.svg",
    ]
    assert (
        b'<a class="permalink" href="embed/cost/" aria-label="Share this chart"'
        in unplaced["bridge/index.html"]
    )


def test_no_line_of_a_page_begins_with_the_dot_between_parts_of_a_line(
    placed: Mapping[str, bytes],
) -> None:
    pages = [
        content.decode() for path, content in placed.items() if path.endswith(".html")
    ]

    assert sum(page.count("\N{MIDDLE DOT}") for page in pages) >= 20
    for page in pages:
        # A browser may break a line at any space but at the one before the dot.
        assert re.findall(r"\s\N{MIDDLE DOT}", page.replace("\xa0", "&nbsp;")) == []


def test_that_of_the_home_page_stands_at_the_top() -> None:
    files = built({SITE: WANTED + "home: bridge\n"})

    page = files["embed/cost/index.html"].decode()
    assert 'href="../../#figure-cost"' in page
    assert 'href="../../assets/style.' in page


def test_a_figure_that_nobody_stands_by_has_none() -> None:
    gone = (
        "- id: gone\n  label: Gone\n  estimates:\n"
        "    - {value: 5, by: council, as_of: 2024, status: withdrawn, "
        "text: A slip., source: minutes}\n"
    )

    files = built({SITE: WANTED, FIGURES: TEXTS[FIGURES] + gone})

    assert "bridge/embed/gone/index.html" not in files
    assert b'id="figure-gone"' in files["bridge/index.html"]


def test_feeds_and_the_sitemap_say_nothing_of_them(placed: Mapping[str, bytes]) -> None:
    assert b"embed/" not in placed["sitemap.xml"]
    page = placed["bridge/embed/cost/index.html"]
    assert b'<meta name="robots" content="noindex">' in page


def test_a_warm_build_has_the_same_as_a_cold_one() -> None:
    cache = Cache()
    other = {SITE: PLACED, FIGURES: TEXTS[FIGURES].replace("about 300", "about 290")}
    built({SITE: PLACED}, cache)

    assert built(other, cache) == built(other)


# -------------------------------------------------------------------------- the pictures


def test_a_picture_says_whose_it_is_and_where_it_is_from(
    placed: Mapping[str, bytes],
) -> None:
    svg = placed["bridge/embed/cost/cost.svg"]

    assert words_in(svg) == (
        "Cost of the repair\n"
        "about 300 – 400 million\n"
        "range of 2 claims\n"
        "about 300\n"
        "City Council\n"
        "January 2025\n"
        "310.50 to 400\n"
        "Ada Engineer\n"
        "via The Gazette\n"
        "0\n"
        "100\n"
        "200\n"
        "300\n"
        "400\n"
        "Reports what was known as of 7 February 2025\n"
        "Sources: “Minutes of the council”, City Council, February 2025\n"
        "Licence: https://creativecommons.org/licenses/by/4.0/\n"
        "City desk – The closed bridge\n"
        f"{TOP}bridge/embed/cost/"
    )


def test_a_claim_says_what_its_claimant_was_then() -> None:
    people = TEXTS[PEOPLE].replace(
        "kind: organisation\n",
        "kind: organisation\n  roles: [{role: Bridge Board, until: February 2025}]\n",
        1,
    )

    files = built({SITE: WANTED, PEOPLE: people})

    told = "then Bridge Board · January 2025"
    assert told in words_in(files["bridge/embed/cost/cost.svg"])
    page = files["bridge/embed/cost/index.html"].decode()
    assert told in page.replace("\N{NO-BREAK SPACE}", " ")


def test_claims_and_sources_are_kept_apart_as_the_language_does() -> None:
    source = TEXTS["seeds/minutes.yaml"].replace("Minutes of the council", "Letters")
    figures = TEXTS[FIGURES].replace("source: minutes\n", "source: letters\n")
    files = built(
        {
            SITE: WANTED.replace("en-GB", "ar"),
            "seeds/letters.yaml": source,
            FIGURES: figures,
        }
    )

    page = files["bridge/embed/cost/index.html"].decode()
    assert "</a>؛ <a" in page
    assert "(City Council: نحو 300؛ Ada Engineer" in unisolated(page)


@pytest.mark.parametrize(("tag", "year"), [("ru", "г."), ("uk", "р.")])
def test_no_sentence_that_ends_with_a_year_has_two_dots(tag: str, year: str) -> None:
    files = built({SITE: PLACED.replace("en-GB", tag)})

    for path in ("index.html", "embed/cost/index.html", "embed/cost/cost.svg"):
        text = unisolated(files[f"bridge/{path}"].decode())
        assert year in text
        assert f"{year}." not in text


def unisolated(text: str) -> str:
    """The text without the characters that keep directions apart."""
    return re.sub("[\u2066-\u2069]", "", text)


def test_a_value_of_our_own_says_what_it_was_computed_from(
    unplaced: Mapping[str, bytes],
) -> None:
    svg = unplaced["bridge/embed/share/share.svg"]

    words = " ".join(words_in(svg).split("\n"))
    assert "Our calculation" in words
    assert "about 300 ÷ 310.50 to 400" in words
    assert "Joins claims by City Council, Ada Engineer" in words
    assert "Sources: “Minutes of the council”" in words


def test_what_is_drawn_is_told_in_words_too() -> None:
    svg = svg_of(draw(COUNTED), COUNTED.label, 'Said by "two" & <both>', BRITISH)

    picture = ElementTree.fromstring(svg)
    assert picture.findtext(f"{SVG}title") == "Cost of the repair"
    assert picture.findtext(f"{SVG}desc") == 'Said by "two" & <both>'


@pytest.mark.parametrize("shape", get_args(Shape)[:7])
def test_every_shape_of_a_value_is_seen_in_both_pictures(shape: Shape) -> None:
    def drawn(mark: Mark | None) -> Excerpt:
        claim = ExcerptClaim("City Council", "about 300", (), mark)
        return Excerpt(**{**fields(COUNTED), "claims": (claim,)})

    seen = draw(drawn(Mark(shape, 20, 60, 40)))
    bare = draw(drawn(Mark("derived", 0, 0)))

    assert svg_of(seen, "", "", BRITISH) != svg_of(bare, "", "", BRITISH)
    assert png(seen) != png(bare)
    assert png(seen) == png(seen)


def test_a_picture_runs_as_its_language_does() -> None:
    drawing = draw(COUNTED)
    first = next(form for form in drawing.forms if isinstance(form, DrawnText))

    svg = ElementTree.fromstring(svg_of(drawing, "", "", language_of("ar")))

    text = svg.find(f"{SVG}text")
    assert svg.get("direction") == "rtl"
    assert text is not None
    assert float(text.get("x", 0)) == WIDTH - first.x
    assert text.text == f"\u2068{first.text}\u2069"
    fading = [each for each in svg.iter(f"{SVG}rect") if "url" in each.get("fill", "")]
    assert [each.get("fill") for each in fading] == ["url(#right-ad3414)"]
    assert [float(each.get("x", 0)) for each in fading] == [142.4]


def test_a_png_has_two_pixels_for_each_of_the_svg() -> None:
    drawing = draw(COUNTED)

    content = png(drawing)

    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    size = struct.unpack(">II", content[16:24])
    assert size == (2 * WIDTH, 2 * drawing.height)


def test_no_png_is_made_of_letters_that_the_typefaces_lack() -> None:
    changes = {SITE: PLACED, FIGURES: TEXTS[FIGURES].replace("Cost of", "עלות")}

    files = built(changes)

    assert "bridge/embed/cost/cost.png" not in files
    assert "עלות" in words_in(files["bridge/embed/cost/cost.svg"])
    assert b"Chart as PNG" not in files["bridge/embed/cost/index.html"]
    assert "thumbnail_url" not in json.loads(files["bridge/embed/cost/oembed.json"])


def fields(excerpt: Excerpt) -> dict[str, Any]:
    return {name: getattr(excerpt, name) for name in excerpt.__struct_fields__}


TEXT = st.text("aWij ğ—,.", min_size=1, max_size=120)


@given(label=TEXT, who=TEXT, value=TEXT, known=TEXT)
def test_nothing_in_a_picture_runs_over_its_edge_or_another_thing(
    label: str, who: str, value: str, known: str
) -> None:
    claim = ExcerptClaim(who, value, (known,), Mark("range", 10, 90))
    own = {"label": label, "value": value, "known": known, "claims": (claim, claim)}

    drawing = draw(Excerpt(**{**fields(COUNTED), **own}))

    boxes = []
    for form in drawing.forms:
        if isinstance(form, DrawnText):
            width = Typeface(form.face, form.size, form.ink, 1).width(form.text)
            back = {"start": 0.0, "middle": 0.5, "end": 1.0}[form.anchor]
            left = form.x - back * width
            assert left >= EDGE - 1
            assert left + width <= WIDTH - EDGE + 1
            boxes.append((left, left + width, form.y - form.size * 0.7, form.y))
        elif isinstance(form, Box):
            assert form.x + form.width <= WIDTH
    assert max(bottom for *_, bottom in boxes) < drawing.height
    for index, (left, right, top, bottom) in enumerate(boxes):
        for other in boxes[index + 1 :]:
            assert (
                right <= other[0]
                or other[1] <= left
                or bottom <= other[2]
                or (other[3] <= top)
            )


# -------------------------------------------------------------------- the page in a frame


def test_oembed_tells_of_the_frame_and_the_picture(placed: Mapping[str, bytes]) -> None:
    told = json.loads(placed["bridge/embed/cost/oembed.json"])
    page = placed["bridge/embed/cost/index.html"].decode()
    size = struct.unpack(">II", placed["bridge/embed/cost/cost.png"][16:24])
    assert told["version"] == "1.0"
    assert told["type"] == "rich"
    assert told["title"] == "Cost of the repair"
    assert told["width"] == 640
    assert f'src="{TOP}bridge/embed/cost/"' in told["html"]
    assert told["thumbnail_url"] == f"{TOP}bridge/embed/cost/cost.png"
    assert (told["thumbnail_width"], told["thumbnail_height"]) == size
    assert (
        '<link rel="alternate" type="application/json+oembed" '
        f'href="{TOP}bridge/embed/cost/oembed.json" title="Cost of the repair">'
    ) in page


def test_without_an_address_there_is_no_code_to_copy(
    unplaced: Mapping[str, bytes],
) -> None:
    page = unplaced["bridge/embed/cost/index.html"].decode()

    assert "oembed" not in page
    assert "iframe" not in page
    assert sharing_of(Excerpt(**{**fields(COUNTED), "address": ""})).code == ""


@pytest.mark.parametrize("width", [290, 640])
def test_a_frame_is_as_tall_as_its_page(
    browser: "Browser", width: int, placed: Mapping[str, bytes]
) -> None:
    told = json.loads(placed["bridge/embed/cost/oembed.json"])
    host = f'<div style="width: {width}px">{told["html"]}</div>'
    asked = []

    def answer(route: "Route") -> None:
        asked.append(route.request.url)
        path = route.request.url.removeprefix(TOP)
        path += "index.html" if path.endswith("/") else ""
        if route.request.url == "https://elsewhere.example/":
            route.fulfill(body=f"<!DOCTYPE html>{host}", content_type="text/html")
        else:
            route.fulfill(body=placed[path], content_type=kind_of(path))

    page = browser.new_page(viewport={"width": 800, "height": 900})
    page.route("**/*", answer)
    page.goto("https://elsewhere.example/", wait_until="networkidle")
    frame = page.frames[1]
    height, shown, width_needed, shown_width = frame.evaluate(
        """[document.documentElement.scrollHeight, innerHeight,
            document.documentElement.scrollWidth, innerWidth]"""
    )
    least = frame.locator(".embed").bounding_box()
    page.close()

    assert height <= shown
    assert width_needed <= shown_width
    assert least is not None
    # Where a browser does not ask how tall the page is, it has this.
    assert least["height"] <= told["height"]
    assert all(url.startswith((TOP, "https://elsewhere.example/")) for url in asked)


def kind_of(path: str) -> str:
    ending = path.rpartition(".")[2]
    return {"html": "text/html", "css": "text/css", "svg": "image/svg+xml"}[ending]


# ------------------------------------------------------------------------- without Pillow


def test_without_pillow_the_line_that_asks_for_pictures_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # What another test has measured with is still at hand.
    typefaces._font.cache_clear()
    monkeypatch.setitem(sys.modules, "PIL", None)

    with pytest.raises(Failed) as failure:
        built({SITE: WANTED})

    (problem,) = failure.value.problems
    line = WANTED.splitlines().index("embeds: true") + 1
    assert str(problem.place) == f"content/site.yaml:{line}:1"
    assert problem.message.startswith("the key figures cannot be drawn for others: ")
    assert problem.hint == (
        "install Pillow ('pip install pillow'), or write 'embeds: false'"
    )
