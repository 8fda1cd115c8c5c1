"""What a page says of itself to search engines, feed readers and chat previews.

Addresses are absolute where the standard asks for it, and left out where no address of
the site is known. A date is given as precisely as it is known, and never more.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from factbox.model.records import Record, json_text
from factbox.pages.page import About, Card, Data, Page

if TYPE_CHECKING:
    from markupsafe import Markup


class Alternate(msgspec.Struct, frozen=True):
    """Another form of a page: its media type, its relative address, its name."""

    type: str
    href: str
    title: str


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """The metadata of a page, ready to print; "" and () where there is none.

    `names` and `properties` (those of Open Graph) lead to the contents of meta
    elements; `json_ld` is JSON that can stand in a script element;
    `languages` are the addresses of the page in each of its languages, by tags.
    """

    names: tuple[tuple[str, str], ...]
    properties: tuple[tuple[str, str], ...]
    canonical: str
    licence: str
    alternates: tuple[Alternate, ...]
    languages: tuple[tuple[str, str], ...]
    json_ld: "Markup"


def head_of(page: Page, about: About, data: Data | None) -> Head:
    """The metadata of a page."""
    return Head(
        names=_names(about, page.card),
        properties=_open_graph(page, about),
        canonical=page.url,
        licence=about.licence,
        alternates=(*_data_files(data), *_feeds(page)),
        languages=page.alternates,
        json_ld=_script(about.linked_data),
    )


def _data_files(data: Data | None) -> Iterator[Alternate]:
    if data:
        yield Alternate("application/json", "data.json", "data.json")
        for name, _ in data.tables:
            yield Alternate("text/csv", name, name)
        for other in data.others:
            yield Alternate(other.type, other.name, other.name)


def _names(about: About, card: Card | None) -> tuple[tuple[str, str], ...]:
    names = [
        ("description", about.description),
        ("robots", "noindex" if about.hidden else ""),
        ("twitter:card", "summary_large_image" if card else "summary"),
    ]
    return tuple((name, content) for name, content in names if content)


def _open_graph(page: Page, about: About) -> tuple[tuple[str, str], ...]:
    """The properties of the Open Graph protocol (ogp.me)."""
    others = (link.tag for link in page.languages if not link.is_here)
    properties = [
        ("og:type", about.kind),
        ("og:title", about.title),
        ("og:description", about.description),
        ("og:site_name", page.site_title),
        ("og:locale", _locale(page.language.tag)),
        *(("og:locale:alternate", _locale(tag)) for tag in others),
        ("og:url", page.url),
    ]
    # A picture without an absolute address is none to Open Graph.
    if page.card and page.address:
        properties += [
            ("og:image", page.address + page.card.path),
            ("og:image:width", str(page.card.width)),
            ("og:image:height", str(page.card.height)),
            ("og:image:alt", page.card.alt),
        ]
    properties += [
        ("article:published_time", about.published),
        ("article:modified_time", about.modified),
    ]
    return tuple((name, content) for name, content in properties if content)


def _locale(tag: str) -> str:
    """A language with its territory as Open Graph writes them; "" without one."""
    language, _, territory = tag.partition("-")
    return territory and f"{language}_{territory}"


def _feeds(page: Page) -> tuple[Alternate, ...]:
    if not page.has_feeds:
        return ()
    return (
        Alternate(
            "application/atom+xml",
            f"{page.root}{page.prefix}feed.xml",
            f"{page.site_title} (Atom)",
        ),
        Alternate(
            "application/feed+json",
            f"{page.root}{page.prefix}feed.json",
            f"{page.site_title} (JSON Feed)",
        ),
    )


def _script(node: Record) -> "Markup":
    """The node as JSON-LD 1.1 that no content of it can lead out of a script element.

    JSON can write any character as an escape. "<" begins whatever ends a script or a
    comment in HTML; older parsers of scripts take U+2028 and U+2029 for ends of lines.
    """
    from markupsafe import Markup

    text = json_text({"@context": "https://schema.org", **node})
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)
