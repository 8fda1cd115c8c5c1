"""The facts of an explainer for programs: what its data.json and CSV files hold.

What a kind of sidebar says there is its items' to say.
"""

from collections.abc import Iterator

from factbox.model.records import Plain, Record, Row
from factbox.pages.explainer.citations import CitedSource
from factbox.pages.explainer.csl import MEDIA_TYPE, csl_of
from factbox.pages.explainer.page import ExplainerPage
from factbox.pages.page import Data, DataFile

VERSION = 2
"""The version of data.json; it rises when a program that reads it must change."""


def data_of(page: ExplainerPage) -> Data:
    """The facts of an explainer's page."""
    others = (
        DataFile("sources.csl.json", MEDIA_TYPE, csl_of(page.sources, page.plain)),
    )
    return Data(_record(page), tuple(_tables(page)), others if page.sources else ())


def _record(page: ExplainerPage) -> Record:
    """All facts of an explainer, who is named in it and what it cites.

    The items of each kind stand under its name. What is not known is null.
    """
    plain, front = page.plain, page.front
    return {
        "version": VERSION,
        "id": page.folder,
        "headline": str(front.headline),
        "standfirst": plain.text(front.standfirst),
        "description": str(front.description) if front.description else None,
        "language": page.language.tag,
        "url": page.url or None,
        "publisher": page.publisher,
        "licence": page.licence or None,
        "byline": str(front.byline) if front.byline else None,
        "as_of": plain.when(front.as_of),
        "published": plain.when(front.published),
        "updated": plain.when(page.updated),
        "known": [plain.text(text) for text in front.known],
        "unknown": [plain.text(text) for text in front.unknown],
        **{
            sidebar.kind: [item.record(plain) for item in sidebar.items]
            for sidebar in page.sidebars
        },
        "people": [
            {
                "id": person.id,
                "name": person.name,
                "role": person.role or None,
                "kind": person.kind,
            }
            for person in page.people
        ],
        "sources": [_source(cited, plain) for cited in page.sources],
    }


def _source(cited: CitedSource, plain: Plain) -> Record:
    source = cited.source
    return {
        "id": cited.id,
        "title": source.title,
        "author": str(source.author) if source.author else None,
        "authors": source.author.each if source.author else (),
        "publisher": source.publisher or None,
        "published": plain.when(source.published),
        "url": str(source.url) if source.url else None,
        "kind": source.kind,
        "language": str(source.language) if source.language else None,
        "pages": source.pages or None,
        "accessed": plain.when(source.accessed),
        "archived": str(source.archived) if source.archived else None,
        "notes": [
            {"id": note.id, "number": note.number, "text": plain.text(note.text)}
            for note in cited.notes
            if note.id
        ],
    }


def _tables(page: ExplainerPage) -> Iterator[tuple[str, tuple[Row, ...]]]:
    """The name of each CSV file of an explainer, and its lines."""
    plain = page.plain
    for sidebar in page.sidebars:
        rows = tuple(row for item in sidebar.items for row in item.rows(plain))
        if rows:
            yield f"{sidebar.kind}.csv", _without_empty_times(rows)


def _without_empty_times(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The lines without the columns of times of day that nothing in a file has."""
    empty = {
        column
        for column in rows[0]
        if column.endswith("_time") and not any(row[column] for row in rows)
    }
    return tuple(
        {column: value for column, value in row.items() if column not in empty}
        for row in rows
    )
