"""The images beside an article: what kind they are, and how much room they need.

Further widths of an image stand beside it under its name and theirs: `dam-800w.jpg`
beside `dam.jpg`. They are made by hand, as no two image libraries make the same bytes.
"""

import re
from collections.abc import Iterable, Iterator

from factbox.model.images import Image
from factbox.problems import Place, Problem
from factbox.reading.pictures import read_picture
from factbox.values.digests import name_of
from factbox.values.names import is_device


def read_image(source: str, content: bytes) -> Image:
    """The image that a file holds; raises `Unreadable` if it holds none.

    Its path in the site names what is published of it, so that browsers
    may keep it for good.
    """
    picture = read_picture(content)
    name = source.rpartition("/")[2].rpartition(".")[0]
    slug = "-".join(re.findall(r"[a-z0-9]+", name.lower())) or "image"
    if is_device(slug):
        slug = f"image-{slug}"
    return Image(
        source=source,
        path=f"images/{slug}.{name_of(picture.content)}.{picture.ending}",
        width=picture.width,
        height=picture.height,
        weight=len(picture.content),
        told=picture.told,
    )


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
