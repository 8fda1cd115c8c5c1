"""The facts of an explainer for other programs: data.json, and a CSV file a kind.

They stand beside its page. What a kind of sidebar says there is its items' to say.
"""

from collections.abc import Iterator
from decimal import Decimal
from io import StringIO

from factbox.model.records import Plain, Record, Row, indented, json_text
from factbox.output.rendered import Rendered
from factbox.pages.pages import CitedSource, ExplainerPage

VERSION = 1
"""The version of data.json; it rises when a program that reads it must change."""


def data_files(page: ExplainerPage) -> tuple[Rendered, ...]:
    """The data files of an explainer: data.json (RFC 8259) and CSV (RFC 4180)."""
    folder = page.path.removesuffix("index.html")
    text = json_text(factbox_of(page))
    return (
        Rendered(f"{folder}data.json", indented(text)),
        *(
            Rendered(folder + name, csv_text(rows).encode())
            for name, rows in tables_of(page)
        ),
    )


def factbox_of(page: ExplainerPage) -> Record:
    """All facts of an explainer, who is named in it and what it cites.

    The items of each kind stand under its name. What is not known is null.
    """
    plain, front = page.plain, page.front
    return {
        "version": VERSION,
        "id": page.folder,
        "headline": front.headline,
        "standfirst": plain.text(front.standfirst),
        "description": front.description or None,
        "language": page.language.tag,
        "url": page.url or None,
        "publisher": page.publisher,
        "licence": page.licence or None,
        "byline": front.byline or None,
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
        "author": source.author or None,
        "publisher": source.publisher or None,
        "published": plain.when(source.published),
        "url": str(source.url) if source.url else None,
        "notes": [
            {"id": note.id, "number": note.number, "text": plain.text(note.text)}
            for note in cited.notes
            if note.id
        ],
    }


def tables_of(page: ExplainerPage) -> Iterator[tuple[str, list[Row]]]:
    """The name of each CSV file of an explainer, and its lines."""
    plain = page.plain
    for sidebar in page.sidebars:
        rows = [row for item in sidebar.items for row in item.rows(plain)]
        if rows:
            yield f"{sidebar.kind}.csv", _without_empty_times(rows)


def _without_empty_times(rows: list[Row]) -> list[Row]:
    """The lines without the columns of times of day that nothing in a file has."""
    empty = {
        column
        for column in rows[0]
        if column.endswith("_time") and not any(row[column] for row in rows)
    }
    return [
        {column: value for column, value in row.items() if column not in empty}
        for row in rows
    ]


def csv_text(rows: list[Row]) -> str:
    """Lines of the same columns as CSV (RFC 4180), a line of their names first.

    No cell is a formula in a spreadsheet, and every cell is quoted, so that a program
    which takes another character for the comma finds none between its quotes.
    """
    # Needed only where a page is not in the memo.
    import csv

    text = StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(rows[0])
    writer.writerows([_cell(value) for value in row.values()] for row in rows)
    return text.getvalue()


# What makes a spreadsheet run a cell (OWASP, "CSV Injection"), also in full width.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def _cell(value: str | Decimal | bool | None) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        # A number may begin with "-": it is no formula.
        return format(value, "f")
    return f"'{value}" if value.startswith(_FORMULA) else value
