"""What changed on the page after it was published: updates and corrections."""

from collections.abc import Mapping, Sequence
from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from factbox.languages.language import Language
from factbox.model.articles import FrontMatter
from factbox.model.items import (
    Credit,
    Dated,
    Desk,
    Item,
    Kind,
    News,
    Resolved,
    Woven,
    resolve_each,
)
from factbox.model.mentions import About, Entry, Mention
from factbox.model.people import Person
from factbox.model.prose import Prose
from factbox.model.records import Plain, Record, Row
from factbox.model.sources import Cited
from factbox.values.dates.days import Day
from factbox.values.quantities.contradictions import Disagreement, LinkText


class UpdateEntry(Entry, frozen=True, kw_only=True):
    """One change as an editor writes it in updates.yaml."""

    when: Annotated[
        Day,
        Meta(
            description="the day of the change; feeds need the day",
            examples=["7 February 2025"],
        ),
    ]
    kind: Annotated[
        Literal["update", "correction"],
        Meta(
            description="'correction' if the page was wrong, else 'update'",
            examples=["correction"],
        ),
    ]
    what: Annotated[
        Prose,
        Meta(
            description="what changed; of a correction, what was wrong, too",
            examples=["The bridge was closed in January, not in March."],
        ),
    ]
    about: About = ()


class Update(Item, frozen=True, kw_only=True):
    """One change as a page shows it; `about` names the facts that it bears on."""

    KIND: ClassVar[str] = "update"

    when: Day
    is_correction: bool
    what: Prose
    about: tuple[Mention, ...]

    @property
    def kind(self) -> str:
        """What updates.yaml and the data files call it."""
        return "correction" if self.is_correction else "update"

    @property
    def label(self) -> str:
        """What feeds and empty links call it; the page has its template's word."""
        return self.kind.capitalize()

    @property
    def title(self) -> str:
        return f"{self.label}, {self.when}"

    @property
    def parts(self) -> tuple[str, ...]:
        return ()

    @property
    def cited(self) -> tuple[Cited, ...]:
        return ()

    @property
    def dated(self) -> tuple[Dated, ...]:
        """None: changes come after what the page reports."""
        return ()

    @property
    def people(self) -> tuple[Person, ...]:
        return ()

    def credits(self, plain: Plain) -> tuple[Credit, ...]:
        return ()

    def words(self, part: str, language: Language) -> str:
        return f"{self.label}, {self.when.in_language(language)}"

    def disagreements(
        self, part: str, link: LinkText, language: Language
    ) -> tuple[Disagreement, ...]:
        return ()

    def record(self, plain: Plain) -> Record:
        return {
            "id": self.id,
            "when": plain.when(self.when),
            "kind": self.kind,
            "what": plain.text(self.what),
            "about": tuple(str(fact) for fact in self.about),
        }

    def rows(self, plain: Plain) -> tuple[Row, ...]:
        return (
            {
                "id": self.id,
                **plain.when_cells("when", self.when),
                "kind": self.kind,
                "what": plain.text(self.what),
                "about": " ".join(str(fact) for fact in self.about),
            },
        )

    def schema_org(self, plain: Plain) -> Mapping[str, tuple[Record, ...]]:
        """A CorrectionComment; an update that corrects nothing has no node."""
        if not self.is_correction:
            return {}
        comment = {
            "@type": "CorrectionComment",
            "@id": plain.iri(self.anchor),
            "text": plain.text(self.what),
            "datePublished": self.when.iso,
        }
        return {"correction": (comment,)}

    @property
    def news(self) -> News:
        return News(self.when, self.label, self.what, self.about)


def resolve(entries: Sequence[UpdateEntry], desk: Desk) -> Resolved:
    """The changes, newest first; those of one day with the last in the file first."""

    def update(entry: UpdateEntry) -> Update:
        return Update(
            id=entry.id,
            place=entry.place,
            when=entry.when,
            is_correction=entry.kind == "correction",
            what=entry.what,
            about=entry.about,
        )

    newest_first = sorted(entries, key=lambda entry: entry.when.date)[::-1]
    return resolve_each(newest_first, update)


def arrange(
    updates: tuple[Update, ...], front: FrontMatter, language: Language, woven: Woven
) -> tuple[Update, ...]:
    """The changes, as they are."""
    return updates


KIND = Kind("updates", UpdateEntry, Update, resolve, arrange)
