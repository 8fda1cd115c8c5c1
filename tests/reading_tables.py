"""The tables in tests/tables/, as rows of cells; its README.md says what they hold."""

from pathlib import Path


def rows(name: str) -> list[tuple[str, ...]]:
    """The rows of a table, without its headings."""
    table = Path(__file__).parent / "tables" / name
    lines = table.read_text("utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and line[0] != "#"]
