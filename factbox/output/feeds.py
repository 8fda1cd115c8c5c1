"""What feed readers and search engines take: feeds, a sitemap, robots.txt.

Both feeds tell of the publication of each explainer and of each update or correction.
Feeds need a time of day and newsrooms know the day: it stands as 00:00 UTC of that day.
Whatever is known less precisely than to the day is not in the feeds.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from factbox.model.records import Record, indented, json_text, known
from factbox.model.site import Settings
from factbox.pages.listing import FeedEntry, Listing

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

ATOM = "http://www.w3.org/2005/Atom"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def feeds_with(entries: Iterable[FeedEntry]) -> list[FeedEntry]:
    """The entries in the order of a feed: newest first."""
    return sorted(entries, key=lambda entry: entry.on, reverse=True)


def atom_feed(
    settings: Settings, entries: Iterable[FeedEntry], prefix: str = ""
) -> bytes:
    """The entries, newest first, as an Atom feed (RFC 4287).

    `prefix` leads from the top of the site to that of its pages in a language.
    """
    feed = _root("feed", ATOM)
    feed.set("xml:lang", settings.language.tag)
    address = f"{settings.address}{prefix}"
    newest = max(entry.stamp for entry in entries)
    _add(feed, "id", address)
    _add(feed, "title", settings.title)
    if settings.description:
        _add(feed, "subtitle", settings.description)
    _add(feed, "updated", newest)
    _add(
        feed, "link", rel="self", type="application/atom+xml", href=f"{address}feed.xml"
    )
    _add(feed, "link", rel="alternate", type="text/html", href=address)
    _add(_add(feed, "author"), "name", settings.publisher)
    if settings.licence:
        _add(feed, "link", rel="license", href=str(settings.licence))
    for entry in entries:
        element = _add(feed, "entry")
        _add(element, "id", entry.id)
        _add(element, "title", entry.title)
        _add(element, "published", entry.stamp)
        _add(element, "updated", entry.stamp)
        _add(element, "link", rel="alternate", type="text/html", href=entry.url)
        _add(_add(element, "author"), "name", entry.author)
        content = _add(element, "content", entry.text, type="text")
        if entry.lang:
            content.set("xml:lang", entry.lang)
    return _document(feed)


def json_feed(
    settings: Settings, entries: Iterable[FeedEntry], prefix: str = ""
) -> bytes:
    """The entries, newest first, as JSON Feed 1.1 (jsonfeed.org); see `atom_feed`."""
    address = f"{settings.address}{prefix}"
    feed: Record = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": settings.title,
        "description": settings.description,
        "home_page_url": address,
        "feed_url": f"{address}feed.json",
        "language": settings.language.tag,
        "authors": [{"name": settings.publisher}],
        "items": [_json_item(entry) for entry in entries],
    }
    return indented(json_text(known(feed)))


def _json_item(entry: FeedEntry) -> Record:
    return known(
        {
            "id": entry.id,
            "url": entry.url,
            "title": entry.title,
            "content_text": entry.text,
            "date_published": entry.stamp,
            "date_modified": entry.stamp,
            "authors": [{"name": entry.author}],
            "language": entry.lang,
        }
    )


def sitemap(listings: Iterable[Listing]) -> bytes:
    """The pages and the day on which each last changed (sitemaps.org, 0.9).

    In which languages there is a page stands in its head.
    """
    urls = _root("urlset", SITEMAP)
    for listing in listings:
        url = _add(urls, "url")
        _add(url, "loc", listing.url)
        if listing.changed:
            _add(url, "lastmod", str(listing.changed))
    return _document(urls)


def _root(tag: str, namespace: str) -> "Element":
    # Slow to import, and not needed where everything comes from the cache.
    from xml.etree.ElementTree import Element

    return Element(tag, {"xmlns": namespace})


def _add(parent: "Element", tag: str, text: str = "", **attributes: str) -> "Element":
    """A new element at the end of another one."""
    from xml.etree.ElementTree import SubElement

    element = SubElement(parent, tag, attributes)
    element.text = re.sub(_NOT_IN_XML, "\N{REPLACEMENT CHARACTER}", text) or None
    return element


# What no XML 1.0 document may hold, not even escaped; YAML lets an editor write it.
_NOT_IN_XML = "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"


def _document(root: "Element") -> bytes:
    from xml.etree.ElementTree import indent, tostring

    indent(root)
    text: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def robots(address: str) -> str:
    """robots.txt (RFC 9309): nothing is barred, and where the sitemap is.

    Crawlers read it at the top of a host only; below that it is without effect.
    """
    sitemap = f"Sitemap: {address}sitemap.xml\n" if address else ""
    return f"User-agent: *\nDisallow:\n{sitemap}"
