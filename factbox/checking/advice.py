"""Advice: what may well be right but deserves a look. It stops no build."""

from collections.abc import Iterator

from factbox.checking.subject import Subject
from factbox.problems import Place, Problem

HEAVY = 300_000
"""In bytes: an image that a telephone takes its time for."""


def heavy_images(subject: Subject) -> Iterator[Problem]:
    """Images that weigh much even in their narrowest width."""
    for image in subject.document.images.values():
        if min(each.weight for each in image.widths) > HEAVY:
            yield Problem(
                Place(image.source),
                f"this image weighs {image.weight // 1000} kB",
                "readers on telephones wait for it; save it smaller, or put "
                "a narrower one beside it, called like it with -800w, say, at the end",
            )


def telling_images(subject: Subject) -> Iterator[Problem]:
    """Images whose files tell where or with what they were taken."""
    for image in subject.document.images.values():
        for each in image.widths:
            if each.told:
                yield Problem(
                    Place(each.source),
                    f"the file of this image tells {' and '.join(each.told)}",
                    "the site has it without; take care where else the file goes",
                )


def loose_numbers(subject: Subject) -> Iterator[Problem]:
    """Numbers in texts that belong to no figure."""
    for text in subject.texts:
        for number in text.numbers:
            yield Problem(
                number.place,
                f"the number '{number.text}' belongs to no figure",
                "if it is a fact, write it in figures.yaml and link it: [](figure:…)",
            )
