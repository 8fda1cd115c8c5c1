"""What a page says of itself to search engines, feed readers and chat previews.

Addresses are absolute where the standard asks for it, and left out where no address of
the site is known. A date is given as precisely as it is known, and never more.
"""

from typing import TYPE_CHECKING

import msgspec

from factbox.model.records import Json, Plain, Record, json_text, known
from factbox.output.data import tables_of
from factbox.output.social_card import Card
from factbox.pages.pages import CitedSource, ExplainerPage, ListPage, Page

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
    elements; `json_ld` is JSON that can stand in a script element.
    """

    names: tuple[tuple[str, str], ...]
    properties: tuple[tuple[str, str], ...]
    canonical: str
    licence: str
    alternates: tuple[Alternate, ...]
    json_ld: "Markup"


def explainer_head(page: ExplainerPage, card: Card | None = None) -> Head:
    """The metadata of an explainer; `card` is the picture that stands for it."""
    front = page.front
    description = front.description or page.plain.text(front.standfirst)
    dates = [
        ("article:published_time", front.published.iso if front.published else ""),
        ("article:modified_time", page.updated.iso if page.updated else ""),
    ]
    return Head(
        names=_names(description, card, hidden=page.draft),
        properties=(
            *_open_graph(page, "article", front.headline, description, card),
            *((name, date) for name, date in dates if date),
        ),
        canonical=page.url,
        licence=page.licence,
        alternates=(
            Alternate("application/json", "data.json", "data.json"),
            *(Alternate("text/csv", name, name) for name, _ in tables_of(page)),
            *_feeds(page),
        ),
        json_ld=_script(_article(page, description, card)),
    )


def list_head(page: ListPage, card: Card | None = None) -> Head:
    """The metadata of the list of explainers."""
    website: Record = {
        "@type": "WebSite",
        "name": page.site_title,
        "description": page.description,
        "url": page.url,
        "inLanguage": page.language.tag,
        "publisher": _publisher(page),
    }
    return Head(
        names=_names(page.description, card),
        properties=_open_graph(
            page, "website", page.site_title, page.description, card
        ),
        canonical=page.url,
        licence="",
        alternates=_feeds(page),
        json_ld=_script(known(website)),
    )


def _names(
    description: str, card: Card | None, hidden: bool = False
) -> tuple[tuple[str, str], ...]:
    names = [
        ("description", description),
        ("robots", "noindex" if hidden else ""),
        ("twitter:card", "summary_large_image" if card else "summary"),
    ]
    return tuple((name, content) for name, content in names if content)


def _open_graph(
    page: Page, kind: str, title: str, description: str, card: Card | None
) -> tuple[tuple[str, str], ...]:
    """The properties of the Open Graph protocol (ogp.me)."""
    language, _, territory = page.language.tag.partition("-")
    properties = [
        ("og:type", kind),
        ("og:title", title),
        ("og:description", description),
        ("og:site_name", page.site_title),
        ("og:locale", territory and f"{language}_{territory}"),
        ("og:url", page.url),
    ]
    # A picture without an absolute address is none to Open Graph.
    if card and page.address:
        properties += [
            ("og:image", page.address + card.path),
            ("og:image:width", str(card.width)),
            ("og:image:height", str(card.height)),
            ("og:image:alt", card.alt),
        ]
    return tuple((name, content) for name, content in properties if content)


def _feeds(page: Page) -> tuple[Alternate, ...]:
    if not page.has_feeds:
        return ()
    return (
        Alternate(
            "application/atom+xml", f"{page.root}feed.xml", f"{page.site_title} (Atom)"
        ),
        Alternate(
            "application/feed+json",
            f"{page.root}feed.json",
            f"{page.site_title} (JSON Feed)",
        ),
    )


def _article(page: ExplainerPage, description: str, card: Card | None) -> Record:
    """The explainer in terms of schema.org: a BackgroundNewsArticle.

    A page that was never changed was last changed when it was published.
    """
    front, plain = page.front, page.plain
    published = front.published.iso if front.published else ""
    updated = page.updated.iso if page.updated else ""
    nodes: dict[str, list[Json]] = {}
    for sidebar in page.sidebars:
        for item in sidebar.items:
            for name, found in item.schema_org(plain).items():
                nodes.setdefault(name, []).extend(found)
    return known(
        {
            "@type": "BackgroundNewsArticle",
            "@id": plain.iri("article"),
            "headline": front.headline,
            "description": description,
            "url": page.url,
            "mainEntityOfPage": page.url,
            "inLanguage": page.language.tag,
            "datePublished": published,
            "dateModified": updated or published,
            "author": _author(page),
            "publisher": _publisher(page),
            "image": _image(page, card),
            "license": page.licence,
            "citation": [_citation(cited, plain) for cited in page.sources],
            **nodes,
        }
    )


def _publisher(page: Page) -> Record:
    publisher = {
        "@type": "Organization",
        "@id": f"{page.url}#publisher",
        "name": page.publisher,
        "url": page.address,
    }
    return known(publisher)


def _author(page: ExplainerPage) -> Record:
    """Whoever the byline names; the publisher where it names nobody else."""
    if page.front.byline in ("", page.publisher):
        return _publisher(page)
    return {"@type": "Person", "name": page.front.byline}


def _image(page: Page, card: Card | None) -> Record | None:
    if card is None or not page.address:
        return None
    return {
        "@type": "ImageObject",
        "url": page.address + card.path,
        "width": {"@type": "QuantitativeValue", "value": card.width},
        "height": {"@type": "QuantitativeValue", "value": card.height},
        "caption": card.alt,
    }


def _citation(cited: CitedSource, plain: Plain) -> Record:
    source = cited.source
    publisher = {"@type": "Organization", "name": source.publisher}
    author = {"@type": "Person", "name": source.author}
    return known(
        {
            "@type": "CreativeWork",
            "@id": plain.iri(f"source-{cited.id}"),
            "name": source.title,
            "author": author if source.author else None,
            "publisher": publisher if source.publisher else None,
            "datePublished": source.published.iso if source.published else None,
            "url": str(source.url) if source.url else None,
        }
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
