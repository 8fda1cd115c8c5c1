"""What pages of every type say in terms of schema.org."""

from factbox.model.records import Record, known
from factbox.pages.page import Page


def publisher_of(page: Page) -> Record:
    """Whoever publishes the site, as an Organization."""
    publisher = {
        "@type": "Organization",
        "@id": f"{page.url}#publisher",
        "name": page.publisher,
        "url": page.address,
    }
    return known(publisher)


def image_of(page: Page) -> Record | None:
    """The picture that stands for the page; None without an absolute address."""
    card = page.card
    if card is None or not page.address:
        return None
    return {
        "@type": "ImageObject",
        "url": page.address + card.path,
        "width": {"@type": "QuantitativeValue", "value": card.width},
        "height": {"@type": "QuantitativeValue", "value": card.height},
        "caption": card.alt,
    }
