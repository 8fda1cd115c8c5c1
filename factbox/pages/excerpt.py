"""What others show of a page on pages of their own: one figure, and whose it is."""

import msgspec

from factbox.values.charts import Mark, Tick


def in_sentences(*parts: str) -> str:
    """The parts as sentences; an abbreviation at the end of one has its dot already."""
    return " ".join(part if part.endswith(".") else f"{part}." for part in parts)


class ExcerptClaim(msgspec.Struct, frozen=True):
    """A value in a shared figure, in words, and what stands for it in the chart.

    `basis` has in which capacity and when it was claimed, who carried it, what is said
    of it; `value` is "" where the figure has no other.
    """

    who: str
    value: str
    basis: tuple[str, ...]
    mark: Mark | None


class ExcerptSource(msgspec.Struct, frozen=True):
    """A source of a shared figure in words, and its address or ""."""

    words: str
    url: str


class Excerpt(msgspec.Struct, frozen=True, kw_only=True):
    """A figure as others show it: all that is needed to judge it, in words.

    `id` names its files; `claimed` tells that its value is somebody's own, and `basis`
    says what it is of several claims; `known` is
    the day of what is known, as a sentence; `origin` is the page that it is from, and
    `address` that of the shared figure, absolute, or "" where none is known; `site` is
    the title of the site and `home` its address or ""; `semicolon` is what its language
    sets between its claims, and between its sources.
    """

    id: str
    label: str
    value: str
    claimed: bool
    basis: str
    claims: tuple[ExcerptClaim, ...]
    ticks: tuple[Tick, ...]
    known: str
    sources: tuple[ExcerptSource, ...]
    sourced: str
    origin: str
    licence: str
    licensed: str
    site: str
    home: str
    address: str
    semicolon: str

    @property
    def in_words(self) -> str:
        """The figure in one line: what is counted, the value, and whose it is."""
        claims = self.semicolon.join(
            f"{claim.who}: {claim.value}" if claim.value else claim.who
            for claim in self.claims
        )
        value = f": {self.value}" if self.value else ""
        return f"{self.label}{value} ({claims})"
