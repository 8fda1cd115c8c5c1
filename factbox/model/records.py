"""Facts as plain values, for programs: what JSON and CSV can hold."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import TypeAlias

import msgspec

from factbox.languages.language import Language
from factbox.model.prose import Prose, Reference
from factbox.values.dates.when import When
from factbox.values.quantities.spans import Headline, Span

Json: TypeAlias = (
    "bool | int | Decimal | str | Sequence[Json] | Mapping[str, Json] | None"
)
Record: TypeAlias = Mapping[str, Json]
Row: TypeAlias = Mapping[str, str | Decimal | bool | None]
"""The cells of a line in a CSV file, by the names of their columns."""


class Plain(msgspec.Struct, frozen=True):
    """How a page says its facts where there is no markup.

    `page` is its address, "" where none is known; `words` are what a
    reference says; `images` are the addresses of its images by how its texts name them.
    """

    language: Language
    page: str
    words: Callable[[Reference], str]
    images: Mapping[str, str] = {}

    def iri(self, anchor: str) -> str:
        """The address of an element of the page; relative to it where need be."""
        return f"{self.page}#{anchor}"

    def text(self, prose: Prose | None) -> str:
        """The words of a text, its references filled in; "" where there is none.

        Citations and footnotes are left out.
        """
        return " ".join(prose.in_words(self.words).split()) if prose else ""

    def quantity(self, value: Headline | None) -> Record | None:
        """The quantity in words, and its two ends, null where nobody gave one.

        From one claim to another, `ends` has the two in their own words.
        """
        if value is None:
            return None
        if isinstance(value, Span):
            both = (value.first, value.last)
            return self._ends(value) | {"ends": tuple(map(self._ends, both))}
        return self._ends(value)

    def _ends(self, value: Headline) -> dict[str, Json]:
        return {
            "text": value.in_language(self.language),
            "low": digits(value.low),
            "high": digits(value.high),
            "approximate": value.approximate,
            "exclusive": value.exclusive,
            "percent": value.percent,
            **sort_cells(value),
        }

    def when(self, when: When | None) -> Row | None:
        """The date in words, in EDTF, and the first and the last day it can mean.

        Where it has a time of day, that too.
        """
        if when is None:
            return None
        return {
            "text": when.in_language(self.language),
            "edtf": when.edtf,
            "earliest": str(when.earliest) if when.start else None,
            "latest": str(when.latest) if when.end else None,
            **({"time": when.time} if when.time else {}),
        }

    def when_cells(self, column: str, when: When | None) -> Row:
        """The same as cells: on, on_edtf, on_earliest, on_latest and on_time, say."""
        said = self.when(when) or {}
        forms = ("edtf", "earliest", "latest", "time")
        return {
            column: said.get("text"),
            **{f"{column}_{form}": said.get(form) for form in forms},
        }


def digits(number: Decimal | None) -> Decimal | None:
    """The number with all its digits written out, 1.2E+6 as 1200000."""
    return None if number is None else Decimal(format(number, "f"))


def sort_cells(value: Headline) -> Row:
    """What a number is of, beside its ends; null for what it has not."""
    plain = value.first if isinstance(value, Span) else value
    return {
        "sort": plain.sort,
        "best": digits(plain.best),
        "level": digits(plain.level),
        "currency": plain.currency or None,
        "of": digits(plain.of),
        "per": digits(plain.per),
        "change": plain.change,
        "approximate_end": "high" if plain.only_high else None,
    }


def known(record: Record) -> Record:
    """The record without the keys of which nothing is known."""
    return {key: value for key, value in record.items() if value not in (None, "", ())}


def json_text(record: Record | Sequence[Record]) -> str:
    """Records as JSON (RFC 8259), numbers with the digits they were typed with."""
    return msgspec.json.Encoder(decimal_format="number").encode(record).decode()


def indented(json: str) -> bytes:
    """JSON as a file that people may look into."""
    return msgspec.json.format(json, indent=2).encode() + b"\n"
