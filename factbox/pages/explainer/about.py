"""What an explainer's page says of itself: its head, its feed entries, its places."""

from collections.abc import Iterator

from factbox.model.items import Item
from factbox.model.records import Json, Plain, Record, known
from factbox.model.texts import texts_of
from factbox.pages.explainer.citations import CitedSource
from factbox.pages.explainer.page import ExplainerPage
from factbox.pages.linked_data import image_of, publisher_of
from factbox.pages.listing import FeedEntry, Listing
from factbox.pages.page import About
from factbox.problems import Place
from factbox.values.dates.days import day_of


def about_explainer(page: ExplainerPage) -> About:
    """What the head of an explainer's page says."""
    front = page.front
    description = str(front.description or "") or page.plain.text(front.standfirst)
    return About(
        kind="article",
        title=str(front.headline),
        description=description,
        published=front.published.iso if front.published else "",
        modified=page.updated.iso if page.updated else "",
        licence=page.licence,
        hidden=page.draft,
        linked_data=_article(page, description),
    )


def _article(page: ExplainerPage, description: str) -> Record:
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
            "headline": str(front.headline),
            "description": description,
            "url": page.url,
            "mainEntityOfPage": page.url,
            "inLanguage": page.language.tag,
            "datePublished": published,
            "dateModified": updated or published,
            "author": _author(page),
            "publisher": publisher_of(page),
            "image": image_of(page),
            "license": page.licence,
            "citation": [_citation(cited, plain) for cited in page.sources],
            **nodes,
        }
    )


def _author(page: ExplainerPage) -> Record | tuple[Record, ...]:
    """Whoever the byline names; the publisher where it names nobody else."""
    byline = page.front.byline
    if byline is None or byline.each == (page.publisher,):
        return publisher_of(page)
    return byline.schema_org


def _citation(cited: CitedSource, plain: Plain) -> Record:
    source = cited.source
    publisher = {"@type": "Organization", "name": source.publisher}
    return known(
        {
            "@type": source.forms.schema_org,
            "@id": plain.iri(f"source-{cited.id}"),
            "name": source.title,
            "author": source.author.schema_org if source.author else None,
            "publisher": publisher if source.publisher else None,
            "datePublished": source.published.iso if source.published else None,
            "url": str(source.url) if source.url else None,
            "inLanguage": str(source.language) if source.language else None,
            "archivedAt": str(source.archived) if source.archived else None,
        }
    )


def list_explainer(page: ExplainerPage) -> Listing:
    """What feeds and the sitemap tell of an explainer."""
    changed = day_of(page.updated or page.front.published)
    return Listing(page.url, changed, tuple(_entries(page)), page.draft)


def _entries(page: ExplainerPage) -> Iterator[FeedEntry]:
    """The publication of an explainer, where its day is known, and what changed."""
    front, plain, words = page.front, page.plain, page.language.catalogue
    permalink = f"{page.address}{page.prefix}{page.folder}/"
    author = str(front.byline or page.publisher)
    if published := day_of(front.published):
        text = plain.text(front.standfirst)
        yield FeedEntry(
            permalink, page.url, str(front.headline), published, text, author
        )
    for sidebar in page.sidebars:
        for item in sidebar.items:
            if news := item.news:
                sort = words.gettext(news.title)
                title = {"sort": sort, "headline": str(front.headline)}
                yield FeedEntry(
                    id=f"{permalink}#{item.anchor}",
                    url=plain.iri(item.anchor),
                    title=words.gettext("%(sort)s: %(headline)s") % title,
                    on=news.on.date,
                    text=news.in_words(plain),
                    author=author,
                    lang=news.text.lang,
                )


def places_in_explainer(page: ExplainerPage, id: str) -> tuple[Place, ...]:
    """Where an editor wrote what leads to an element, or what has its id."""
    items = [item for sidebar in page.sidebars for item in sidebar.items]
    texts = texts_of(page.front, page.body, items)
    links = (link for text in texts for link in text.prose.fragments)
    return (
        *(link.place for link in links if link.id == id),
        *(item.place for item in items if id in _anchors(item)),
        *(heading.place for heading in page.body.headings if heading.id == id),
    )


def _anchors(item: Item) -> list[str]:
    return [item.part_anchor(part) for part in ("", *item.parts)]
