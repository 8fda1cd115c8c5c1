"""The images of an explainer, those that its texts show and the others."""

from collections.abc import Sequence

import msgspec

from factbox.model.images import Image
from factbox.model.prose import IMAGES, Picture
from factbox.problems import Place, Problem, Unreadable, did_you_mean
from factbox.reading.files import Files
from factbox.reading.images import misfits, other_widths, read_image
from factbox.reading.pictures import ENDINGS

# Those that a browser may show, and those that can be saved as one that it does.
_CAN_BE_SAVED = ("jpeg", "svg", "tif", "tiff", "heic", "avif", "bmp")
_IMAGE_ENDINGS = tuple(f".{each}" for each in (*ENDINGS, *_CAN_BE_SAVED))


def is_image(path: str) -> bool:
    """Whether a file lies among the images of an explainer."""
    return path.split("/")[2:3] == [IMAGES.rstrip("/")] and path.count("/") > 2


def explainer_images(
    folder: str, own: Files, pictures: Sequence[Picture], *, is_whole: bool
) -> tuple[dict[str, Image], list[Problem]]:
    """The images that are shown, by how texts name them, and what is wrong with them.

    As with any other file, one that nothing shows is a problem, but where what could
    show it is not `is_whole`. Other widths of an image are shown with it.
    """
    there = {path.removeprefix(folder) for path in own if is_image(path)}
    shown = {picture.file for picture in pictures}
    # A file that the text names is an image of its own, whatever it is called.
    others = {file: other_widths(file, there - shown) for file in sorted(there & shown)}
    shown.update(*others.values())
    images: dict[str, Image] = {}
    problems: list[Problem] = []
    for picture in pictures:
        if picture.file not in there:
            hint = did_you_mean(picture.file, there) or f"put it into {folder}{IMAGES}"
            message = f"there is no image '{picture.file}'"
            problems.append(Problem(picture.place, message, hint))
    # What is unknown or misplaced may well be meant for one of these.
    is_clear = is_whole and not problems
    for file in sorted(there):
        path = folder + file
        try:
            if file in shown:
                images[file] = read_image(path, own[path])
        except Unreadable as error:
            problems.append(Problem(Place(path), error.message, error.hint))
        if file not in shown and not file.lower().endswith(_IMAGE_ENDINGS):
            hint = f"{IMAGES} is for images; keep other files elsewhere"
            problems.append(Problem(Place(path), "nothing uses this file", hint))
        elif file not in shown and is_clear:
            hint = f"write ![what it shows]({file}) in the article, or move it away"
            problems.append(Problem(Place(path), "nothing shows this image", hint))
    whole: dict[str, Image] = {}
    for file, named in others.items():
        if image := images.get(file):
            beside = [images[other] for other in named if other in images]
            whole[file] = msgspec.structs.replace(image, others=tuple(beside))
            for other in named.keys() & images.keys():
                problems += misfits(image, images[other], named[other])
    return whole, problems
