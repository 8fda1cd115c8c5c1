"""The images beside an article: what kind they are, and how much room they need.

Further widths of an image stand beside it under its name and theirs: `dam-800w.jpg`
beside `dam.jpg`. They are made by hand, as no two image libraries make the same bytes.
"""

import re
import warnings
from collections.abc import Iterable, Iterator
from io import BytesIO

from factbox.model.images import Image
from factbox.problems import Place, Problem, Unreadable
from factbox.values.digests import name_of

ENDINGS = {"PNG": "png", "JPEG": "jpg", "GIF": "gif", "WEBP": "webp"}
"""The kinds that every browser shows, and how their names end.

Not SVG: opened by itself it is a page, and what it holds runs on the site's address.
"""

# The tag of EXIF that says how a camera was held; from 5 on, it lay on its side.
_ORIENTATION, _ON_ITS_SIDE = 0x0112, 5


def read_image(source: str, content: bytes) -> Image:
    """The image that a file holds; raises `Unreadable` if it holds none.

    Its path in the site names its content, so that browsers may keep it for good.
    """
    kind, width, height = _measured(content)
    name = source.rpartition("/")[2].rpartition(".")[0]
    slug = "-".join(re.findall(r"[a-z0-9]+", name.lower())) or "image"
    path = f"images/{slug}.{name_of(content)}.{ENDINGS[kind]}"
    return Image(source, path, width, height, len(content))


def _measured(content: bytes) -> tuple[str, int, int]:
    # Slow to import, and not needed where an explainer comes from the cache.
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


def other_widths(file: str, files: Iterable[str]) -> dict[str, int]:
    """Those of some files that are another width of one, with what their names say."""
    stem, dot, ending = file.rpartition(".")
    name = re.compile(rf"{re.escape(stem)}-([1-9]\d{{0,4}})w{re.escape(dot + ending)}")
    found = {each: name.fullmatch(each) for each in sorted(files)}
    return {each: int(match[1]) for each, match in found.items() if match}


def misfits(image: Image, other: Image, named: int) -> Iterator[Problem]:
    """What keeps an image from being another in the width that its name says.

    Its height may be off by a pixel: programs round differently.
    """
    place, name = Place(other.source), image.source.rpartition("/")[2]
    height = image.height * named / image.width
    if other.width != named:
        message = f"this image is {other.width} pixels wide, but its name says {named}"
        yield Problem(place, message, "save it in that width, or correct its name")
    elif other.width == image.width:
        message = f"'{name}' has this width already"
        yield Problem(place, message, "remove one that is not needed")
    elif abs(other.height - height) > 1:
        message = f"this image has other proportions than '{name}'"
        hint = f"at this width it is {round(height)} pixels high, not {other.height}"
        yield Problem(place, message, hint)
