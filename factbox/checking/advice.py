"""Advice: what may well be right but deserves a look. It stops no build."""

from collections.abc import Iterator

from factbox.checking.subject import Subject
from factbox.kinds.figures.figure import Figure
from factbox.model.images import Image
from factbox.model.media import pictures_in
from factbox.model.prose import Embed, Reference
from factbox.problems import Place, Problem
from factbox.values.dates.locales import Locale
from factbox.values.dates.when import dates_in
from factbox.values.quantities.prose import numbers_in, stray_numbers

FIGURE_IT = "if it is a fact, write it in figures.yaml and link it: [](figure:…)"

HEAVY = 300_000
"""In bytes: an image that a telephone takes its time for."""


def heavy_images(subject: Subject) -> Iterator[Problem]:
    """Images that weigh much even in their narrowest width."""
    for image, place in _shown_images(subject):
        if min(each.weight for each in image.widths) > HEAVY:
            yield Problem(
                place,
                f"this image weighs {image.weight // 1000} kB",
                "readers on telephones wait for it; save it smaller, or put "
                "a narrower one beside it, called like it with -800w, say, at the end",
            )


def telling_images(subject: Subject) -> Iterator[Problem]:
    """Images whose files tell where or with what they were taken."""
    for image, place in _shown_images(subject):
        for each in image.widths:
            if each.told:
                name = each.source.rpartition("/")[2]
                yield Problem(
                    place,
                    f"the file '{name}' tells {' and '.join(each.told)}",
                    "the site has it without; take care where else the file goes",
                )


def _shown_images(subject: Subject) -> Iterator[tuple[Image, Place]]:
    """Each image, and where it is first shown: there an editor can let it stand."""
    document = subject.document
    pictures = pictures_in(document.body, document.entries.values())
    first = {picture.file: picture.place for picture in reversed(pictures)}
    for file, image in document.images.items():
        yield image, first.get(file, Place(image.source))


def loose_numbers(subject: Subject) -> Iterator[Problem]:
    """Numbers in texts that belong to no figure."""
    yield from _numbers_in_plain_keys(subject)
    for text in subject.texts:
        for number in text.numbers:
            yield Problem(
                number.place,
                f"the number '{number.text}' belongs to no figure",
                FIGURE_IT,
            )
        for reference in text.references:
            yield from _numbers_in_words(subject, reference)
        for picture in text.pictures:
            # Where it refers to facts, its words are texts of their own.
            typed = () if picture.texts else (picture.alt, picture.caption)
            for words in typed:
                for written in stray_numbers(words, subject.language.tag):
                    yield Problem(
                        picture.place,
                        f"the number '{written.text}' in the words of this image "
                        "belongs to no figure",
                        FIGURE_IT,
                    )


def _numbers_in_plain_keys(subject: Subject) -> Iterator[Problem]:
    """Numbers in datelines and in units that belong to no figure."""
    document, tag = subject.document, subject.language.tag
    typed = [
        (item.unit, item.place, "unit")
        for item in subject.items.values()
        if isinstance(item, Figure)
    ]
    # A translation has the dateline of its original.
    if document.front and document.front.place.file.endswith("/article.md"):
        typed.append((document.front.dateline, document.front.place, "dateline"))
    for words, place, key in typed:
        for number in stray_numbers(words, tag):
            # Per 100,000 people.
            if set(str(number.quantity.low)) - {*"10."}:
                yield Problem(
                    place,
                    f"the number '{number.text}' in the '{key}' belongs to no figure",
                    FIGURE_IT,
                )


def _numbers_in_words(
    subject: Subject, reference: Reference | Embed
) -> Iterator[Problem]:
    """Numbers in the words of a link to what is no figure.

    Those that its title or its quoted words have are on record there, and so is its
    date.
    """
    mention = reference.mention
    item = subject.item(mention)
    if not isinstance(reference, Reference) or (item and item.NOUN == "figure"):
        return
    if mention.scheme == "figure":
        return
    tag = subject.language.tag
    stray = [*stray_numbers(reference.text, tag)]
    if not stray:
        return
    person = subject.people.get(mention.id) if mention.scheme == "person" else None
    said = item.words("", subject.language) if item else person.name if person else ""
    recorded = {number.quantity for number in numbers_in(said, tag)}
    dates = [each.when for each in item.dated] if item else []
    told = [
        found
        for found in dates_in(reference.text, Locale.of(subject.language))
        if any(found.agrees_with(when) for when in dates)
    ]
    for number in stray:
        is_in_date = any(each.start <= number.offset < each.end for each in told)
        if number.quantity not in recorded and not is_in_date:
            yield Problem(
                mention.place,
                f"the number '{number.text}' in the words of this link belongs to no "
                "figure",
                FIGURE_IT,
            )
