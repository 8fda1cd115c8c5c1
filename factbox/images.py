"""The images beside an article: what kind they are, and how much room they need."""

import re
import warnings
from io import BytesIO

import msgspec

from factbox.memo import digest
from factbox.problems import Unreadable

ENDINGS = {"PNG": "png", "JPEG": "jpg", "GIF": "gif", "WEBP": "webp"}
"""The kinds that every browser shows, and how their names end.

Not SVG: opened by itself it is a page, and what it holds runs on the site's address.
"""

# The tag of EXIF that says how a camera was held; from 5 on, it lay on its side.
_ORIENTATION, _ON_ITS_SIDE = 0x0112, 5


class Image(msgspec.Struct, frozen=True):
    """An image of an explainer.

    `source` is its path in the project, `path` that in the site, below the explainer's
    page; `width` and `height` are in pixels as a browser shows it, `weight` in bytes.
    """

    source: str
    path: str
    width: int
    height: int
    weight: int


def read_image(source: str, content: bytes) -> Image:
    """The image that a file holds; raises `Unreadable` if it holds none.

    Its path in the site names its content, so that browsers may keep it for good.
    """
    kind, width, height = _measured(content)
    name = source.rpartition("/")[2].rpartition(".")[0]
    slug = "-".join(re.findall(r"[a-z0-9]+", name.lower())) or "image"
    path = f"images/{slug}.{digest(content).hex()[:10]}.{ENDINGS[kind]}"
    return Image(source, path, width, height, len(content))


def _measured(content: bytes) -> tuple[str, int, int]:
    # Slow to import, and not needed where an explainer comes from the memo.
    from PIL import Image as Pillow

    try:
        with warnings.catch_warnings():
            # A picture too large to be decoded at ease is only measured here.
            warnings.simplefilter("ignore", Pillow.DecompressionBombWarning)
            with Pillow.open(BytesIO(content), formats=list(ENDINGS)) as image:
                kind, (width, height) = str(image.format), image.size
                turned = image.getexif().get(_ORIENTATION, 1) >= _ON_ITS_SIDE
    except (OSError, SyntaxError, ValueError, Pillow.DecompressionBombError):
        raise Unreadable(
            "this is not an image that every browser shows",
            "save it as PNG, JPEG, GIF or WebP",
        ) from None
    return (kind, height, width) if turned else (kind, width, height)
