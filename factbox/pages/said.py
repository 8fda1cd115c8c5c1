"""What an explainer says of people and of sources that have pages of their own."""

from typing import Literal

import msgspec

from factbox.values.dates.when import When


class Saying(msgspec.Struct, frozen=True):
    """Something on the page of an explainer: its id there, its words and its date.

    `note` is the id of the note that it cites, "" for none or all; `part` is what
    somebody did who said nothing of it: they "carried" or "translated" it.
    """

    anchor: str
    words: str
    when: When | None = None
    note: str = ""
    part: Literal["", "carried", "translated"] = ""


class Said(msgspec.Struct, frozen=True):
    """The entries of an explainer on each person and on each source, by their ids."""

    people: dict[str, tuple[Saying, ...]]
    sources: dict[str, tuple[Saying, ...]]
