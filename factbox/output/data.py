"""The data files beside a page: data.json, and a CSV file for each of its tables."""

from collections.abc import Sequence
from decimal import Decimal
from io import StringIO

from factbox.model.records import Row, indented, json_text
from factbox.output.rendered import Rendered
from factbox.pages.page import INDEX, Data


def data_files(path: str, data: Data) -> tuple[Rendered, ...]:
    """The data files of the page at `path`: JSON (RFC 8259) and CSV (RFC 4180)."""
    folder = path.removesuffix(INDEX)
    return (
        Rendered(f"{folder}data.json", indented(json_text(data.record))),
        *(
            Rendered(folder + name, csv_text(rows).encode())
            for name, rows in data.tables
        ),
        *(
            Rendered(folder + other.name, indented(json_text(other.records)))
            for other in data.others
        ),
    )


def csv_text(rows: Sequence[Row]) -> str:
    """Lines of the same columns as CSV (RFC 4180), a line of their names first.

    No cell is a formula in a spreadsheet, and every cell is quoted, so that a program
    which takes another character for the comma finds none between its quotes.
    """
    # Needed only where a page is not in the cache.
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
