import re
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image as Pillow

from factbox.build.cache import Cache
from factbox.model.images import Image
from factbox.problems import Failed, Unreadable
from factbox.reading.files import read_project
from factbox.reading.images import misfits, other_widths, read_image
from tests.copies import copy_small_project
from tests.making import read_site
from tests.making import rendered as rendered_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

EXIF_ORIENTATION = 0x0112

SHOWN = "content/flood/article.md:9:14"
"""Where the article of the project shows its image."""


def drawn(
    kind: str, width: int, height: int, orientation: int = 1, **options: int
) -> bytes:
    exif = Pillow.Exif()
    if orientation != 1:
        exif[EXIF_ORIENTATION] = orientation
    file = BytesIO()
    Pillow.new("RGB", (width, height)).save(file, kind, exif=exif, **options)
    return file.getvalue()


def heavy() -> bytes:
    """An image of 640 by 400 pixels that is not compressed."""
    return drawn("PNG", 640, 400, compress_level=0)


@pytest.mark.parametrize(
    ("kind", "ending"),
    [("PNG", "png"), ("JPEG", "jpg"), ("GIF", "gif"), ("WEBP", "webp")],
)
def test_an_image_is_measured_by_what_it_is_not_by_its_name(
    kind: str, ending: str
) -> None:
    image = read_image("content/flood/images/The dam.png", drawn(kind, 30, 20))

    assert (image.width, image.height) == (30, 20)
    assert image.path.startswith("images/the-dam.")
    assert image.path.endswith(f".{ending}")


def test_a_photograph_that_lay_on_its_side_is_measured_as_it_is_shown() -> None:
    image = read_image("a.jpg", drawn("JPEG", 30, 20, orientation=6))

    assert (image.width, image.height) == (20, 30)


def test_the_name_of_an_image_in_the_site_changes_with_its_content() -> None:
    one = read_image("a.png", drawn("PNG", 30, 20))
    same = read_image("a.png", drawn("PNG", 30, 20))
    other = read_image("a.png", drawn("PNG", 30, 21))

    assert one.path == same.path
    assert one.path != other.path


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\x89PNG\r\n\x1a\n",
        drawn("PNG", 30, 20)[:20],
        b"BM" + bytes(60),
    ],
)
def test_what_is_no_image_for_every_browser_is_refused(content: bytes) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_image("a.png", content)

    assert refusal.value.hint == "save it as PNG, JPEG, GIF or WebP"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project with an image in its article."""
    copy_small_project(tmp_path)
    article = tmp_path / "content/flood/article.md"
    text = article.read_text()
    article.write_text(f'{text}\n![The <dam>](images/dam%20wall.png "By A & B")\n')
    image = tmp_path / "content/flood/images/dam wall.png"
    image.parent.mkdir()
    image.write_bytes(drawn("PNG", 640, 400))
    return tmp_path


def test_an_image_stands_in_the_page_with_its_size_and_words(project: Path) -> None:
    files = read_project(project)
    site = read_site(files)

    rendered = {each.path: each.content for each in rendered_of(files)}

    image = site.explainers[0].images["images/dam wall.png"]
    page = rendered["index.html"].decode()
    assert rendered[image.path] == files["content/flood/images/dam wall.png"]
    assert (
        f'<img src="{image.path}" width="640" height="400" alt="The &lt;dam&gt;"'
        in page
    )
    assert '<figcaption class="picture-caption">By A &amp; B</figcaption>' in page


def test_the_words_of_an_image_refer_to_facts_and_are_held_against_them(
    project: Path,
) -> None:
    article = project / "content/flood/article.md"
    text = article.read_text()
    shown = (
        '![[](person:mayor) at the dam](images/dam%20wall.png "[](figure:homes) homes")'
    )
    article.write_text(re.sub(r"!\[.*?\]\(.*\)", lambda found: shown, text))

    [page] = [
        file.content.decode()
        for file in rendered_of(read_project(project))
        if file.path == "index.html"
    ]

    assert 'alt="Ada Marsh at the dam"' in page
    assert '<figcaption class="picture-caption">300 homes</figcaption>' in page
    wrong = shown.replace("[](figure:homes)", "[310](figure:homes)")
    article.write_text(article.read_text().replace(shown, wrong))
    with pytest.raises(Failed) as failure:
        read_site(read_project(project))
    [problem] = failure.value.problems
    line = article.read_text().split("\n")[problem.place.line - 1]
    assert line[problem.place.column - 1 :].startswith("figure:homes")
    assert problem.message == "the text says '310', but homes is 300"


def test_an_explainer_from_the_cache_has_its_images(project: Path) -> None:
    files = read_project(project)
    cache = Cache()

    cold = read_site(files, cache)
    warm = read_site(files, cache)

    assert warm.explainers[0].images == cold.explainers[0].images
    assert isinstance(warm.explainers[0].images["images/dam wall.png"], Image)


def test_a_heavy_image_is_worth_a_word(project: Path) -> None:
    path = project / "content/flood/images/dam wall.png"
    path.write_bytes(heavy())

    (advice,) = [
        each for each in read_site(read_project(project)).advice if "kB" in each.message
    ]

    assert str(advice.place) == SHOWN
    assert advice.message == "this image weighs 768 kB"


def test_an_image_that_tells_where_it_was_taken_is_published_without(
    project: Path,
) -> None:
    exif = Pillow.Exif()
    exif[0x010F] = "A maker"
    exif.get_ifd(0x8825).update({1: "N", 2: (50.0, 27.0, 0.0)})
    path = project / "content/flood/images/dam wall.png"
    Pillow.new("RGB", (30, 20)).save(path, exif=exif)
    files = read_project(project)

    site = read_site(files)
    rendered = rendered_of(files)

    assert b"eXIf" in path.read_bytes()
    assert not [each.path for each in rendered if b"eXIf" in each.content]
    assert [
        (str(each.place), each.message)
        for each in site.advice
        if "tells" in each.message
    ] == [(SHOWN, "the file 'dam wall.png' tells where it was taken")]


def test_other_widths_of_an_image_bear_its_name_and_theirs() -> None:
    files = [
        *("images/dam-800w.jpg", "images/dam-1600w.jpg", "images/dam-800.jpg"),
        *("images/dam-800w.png", "images/dam-0800w.jpg", "images/a/dam-800w.jpg"),
    ]

    found = other_widths("images/dam.jpg", files)

    assert found == {"images/dam-800w.jpg": 800, "images/dam-1600w.jpg": 1600}


@pytest.mark.parametrize(
    ("height", "messages"),
    [
        (65, ["this image has other proportions than 'dam.png'"]),
        (66, []),
        (67, []),
        (68, ["this image has other proportions than 'dam.png'"]),
    ],
)
def test_a_height_may_be_rounded_up_or_down(height: int, messages: list[str]) -> None:
    image = read_image("images/dam.png", drawn("PNG", 300, 200))
    other = read_image("images/dam-100w.png", drawn("PNG", 100, height))

    problems = list(misfits(image, other, 100))

    assert [problem.message for problem in problems] == messages


def test_browsers_choose_among_the_widths_that_lie_beside_an_image(
    project: Path,
) -> None:
    images = project / "content/flood/images"
    for width in (320, 1280):
        content = drawn("PNG", width, width * 5 // 8)
        (images / f"dam wall-{width}w.png").write_bytes(content)
    files = read_project(project)
    site = read_site(files)

    rendered = {each.path: each.content for each in rendered_of(files)}

    image = site.explainers[0].images["images/dam wall.png"]
    narrow, same, wide = image.widths
    assert same.path == image.path
    assert rendered[narrow.path] == files["content/flood/images/dam wall-320w.png"]
    assert rendered[wide.path] == files["content/flood/images/dam wall-1280w.png"]
    assert (
        f'src="{image.path}" srcset="{narrow.path} 320w, {image.path} 640w, '
        f'{wide.path} 1280w" sizes="(min-width: 68em) 40em, (min-width: 60em) 55vw, '
        '(min-width: 40em) 37em, 92vw" width="640" height="400"'
    ) in rendered["index.html"].decode()


def test_a_width_that_the_article_shows_is_an_image_of_its_own(project: Path) -> None:
    article = project / "content/flood/article.md"
    article.write_text(f"{article.read_text()}\n![Near](images/dam%20wall-320w.png)\n")
    near = project / "content/flood/images/dam wall-320w.png"
    near.write_bytes(drawn("PNG", 300, 300))

    images = read_site(read_project(project)).explainers[0].images

    assert images["images/dam wall.png"].others == ()
    assert images["images/dam wall-320w.png"].width == 300


def test_a_heavy_image_is_no_matter_where_a_light_one_lies_beside_it(
    project: Path,
) -> None:
    images = project / "content/flood/images"
    (images / "dam wall.png").write_bytes(heavy())
    (images / "dam wall-320w.png").write_bytes(drawn("PNG", 320, 200))

    advice = read_site(read_project(project)).advice

    assert [each for each in advice if "kB" in each.message] == []


FILTER = "image => getComputedStyle(image).filter"


@pytest.mark.parametrize(
    ("window", "pixels", "width"),
    [(360, 1, 400), (360, 3, 1200), (800, 1, 800), (1920, 1, 800), (1920, 2, 1600)],
)
def test_a_browser_takes_the_width_that_the_screen_needs(
    project: Path, browser: "Browser", window: int, pixels: int, width: int
) -> None:
    images = project / "content/flood/images"
    (images / "dam wall.png").write_bytes(drawn("PNG", 1600, 1000))
    for each in (400, 800, 1200):
        content = drawn("PNG", each, each * 5 // 8)
        (images / f"dam wall-{each}w.png").write_bytes(content)
    files = read_project(project)
    for rendered in rendered_of(files):
        path = project / "site" / rendered.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(rendered.content)
    context = browser.new_context(
        viewport={"width": window, "height": 900}, device_scale_factor=pixels
    )

    page = context.new_page()
    page.goto((project / "site/index.html").as_uri())
    page.locator(".picture img").scroll_into_view_if_needed()
    taken = page.locator(".picture img").evaluate(
        "image => image.decode().then(() => image.currentSrc)"
    )
    box = page.locator(".picture img").bounding_box()
    light = page.locator(".picture img").evaluate(FILTER)
    page.emulate_media(color_scheme="dark")
    dark = page.locator(".picture img").evaluate(FILTER)
    context.close()

    named = {f"{each.width}": each.path for each in image_of(project).widths}
    assert taken.endswith(named[str(width)])
    assert box is not None
    assert round(box["width"] / box["height"], 1) == 1.6
    # A dark page dims its pictures.
    assert (light, dark) == ("none", "brightness(0.85)")


def image_of(project: Path) -> Image:
    return read_site(read_project(project)).explainers[0].images["images/dam wall.png"]
