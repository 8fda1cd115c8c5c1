"""What feeds and the sitemap tell of a page."""

from datetime import date

import msgspec


class FeedEntry(msgspec.Struct, frozen=True):
    """One entry of a feed.

    `id` is the permalink below the explainer's own folder, so that it stays the same
    when an explainer becomes the home page or ceases to be; `url` is where it stands;
    `lang` is the tag of the language of the text where that is not the feed's.
    """

    id: str
    url: str
    title: str
    on: date
    text: str
    author: str
    lang: str = ""

    @property
    def stamp(self) -> str:
        """The day as a date and time of RFC 3339."""
        return f"{self.on}T00:00:00Z"


class Listing(msgspec.Struct, frozen=True):
    """What feeds and the sitemap tell of a page, whose address is `url`.

    `changed` is the day of its last change, where it is known. A `hidden` page is in
    none of them.
    """

    url: str
    changed: date | None = None
    entries: tuple[FeedEntry, ...] = ()
    hidden: bool = False
