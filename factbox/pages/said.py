"""What an explainer says of people and of sources that have pages of their own."""

import msgspec

from factbox.values.dates.when import When


class Entry(msgspec.Struct, frozen=True):
    """Something on the page of an explainer: its id there, its words and its date.

    `note` is the id of the note that it cites, "" for none or all; somebody else said
    what `is_carried`.
    """

    anchor: str
    words: str
    when: When | None = None
    note: str = ""
    is_carried: bool = False


class Said(msgspec.Struct, frozen=True):
    """The entries of an explainer on each person and on each source, by their ids."""

    people: dict[str, tuple[Entry, ...]]
    sources: dict[str, tuple[Entry, ...]]
