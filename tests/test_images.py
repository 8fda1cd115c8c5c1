from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image as Pillow

from factbox.content import read_site
from factbox.files import read_project
from factbox.images import Image, read_image
from factbox.memo import Memo
from factbox.problems import Unreadable
from factbox.render import render
from tests.copies import copy_small_project

EXIF_ORIENTATION = 0x0112


def drawn(kind: str, width: int, height: int, orientation: int = 1) -> bytes:
    exif = Pillow.Exif()
    exif[EXIF_ORIENTATION] = orientation
    file = BytesIO()
    Pillow.new("RGB", (width, height)).save(file, kind, exif=exif)
    return file.getvalue()


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

    rendered = {each.path: each.content for each in render(site, files, Memo())}

    image = site.explainers[0].images["images/dam wall.png"]
    page = rendered["index.html"].decode()
    assert rendered[image.path] == files["content/flood/images/dam wall.png"]
    assert (
        f'<img src="{image.path}" width="640" height="400" alt="The &lt;dam&gt;"'
        in page
    )
    assert '<figcaption class="picture-caption">By A &amp; B</figcaption>' in page


def test_an_explainer_from_the_memo_has_its_images(project: Path) -> None:
    files = read_project(project)
    memo = Memo()

    cold = read_site(files, memo)
    warm = read_site(files, memo)

    assert warm.explainers[0].images == cold.explainers[0].images
    assert isinstance(warm.explainers[0].images["images/dam wall.png"], Image)


def test_a_heavy_image_is_worth_a_word(project: Path) -> None:
    path = project / "content/flood/images/dam wall.png"
    path.write_bytes(path.read_bytes().ljust(401_000, b"\0"))

    (advice,) = [
        each for each in read_site(read_project(project)).advice if "kB" in each.message
    ]

    assert str(advice.place) == "content/flood/images/dam wall.png"
    assert advice.message == "this image weighs 401 kB"
