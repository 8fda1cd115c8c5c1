"""What changed on the page after it was published: updates and corrections."""

from collections.abc import Mapping, Sequence
from typing import Annotated, ClassVar, Literal

import msgspec
from msgspec import Meta

from factbox.languages.catalogue import message
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
    Translating,
    Unresolved,
    Woven,
    resolve_each,
)
from factbox.model.mentions import About, Entry, Mention
from factbox.model.people import Person
from factbox.model.prose import Block, Prose, Reference
from factbox.model.records import Plain, Record, Row
from factbox.model.sources import Cited
from factbox.problems import Failed, Problem
from factbox.values.dates.days import Day
from factbox.values.quantities.linking import Disagreement, LinkText

ClaimId = Annotated[
    Mention,
    Meta(
        description="the claim that was wrong, with its day: what took its place is "
        "printed beside it",
        examples=["killed@police@2025-02-08"],
        extra={"scheme": "figure"},
    ),
]


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
    corrects: ClaimId | None = None


class UpdateWords(Entry, frozen=True, kw_only=True):
    """The words of one change as a translator writes them in updates.<tag>.yaml."""

    INHERITED: ClassVar[type] = UpdateEntry

    what: Annotated[
        Prose,
        Meta(
            description="what changed; of a correction, what was wrong, too",
            examples=["A ponte foi fechada em janeiro, não em março."],
        ),
    ]


class Update(Item, frozen=True, kw_only=True):
    """One change as a page shows it; `about` names the facts that it bears on.

    `corrects` is the claim that was wrong, `old` and `new` say that claim and the one
    that took its place, as they are on record; None where there is none.
    """

    NOUN: ClassVar[str] = "update"

    when: Day
    is_correction: bool
    what: Prose
    about: tuple[Mention, ...]
    corrects: Mention | None
    old: Prose | None
    new: Prose | None

    @property
    def kind(self) -> str:
        """What updates.yaml and the data files call it."""
        return "correction" if self.is_correction else "update"

    @property
    def label(self) -> str:
        """What feeds and empty links call it: a message."""
        return message("Correction") if self.is_correction else message("Update")

    def title_in(self, language: Language) -> str:
        return self.words("", language)

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
        words = language.catalogue.gettext("%(sort)s, %(day)s")
        sort = language.catalogue.gettext(self.label)
        return words % {"sort": sort, "day": self.when.in_language(language)}

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
            "corrects": str(self.corrects) if self.corrects else None,
            "old": plain.text(self.old) or None,
            "new": plain.text(self.new) or None,
        }

    def rows(self, plain: Plain) -> tuple[Row, ...]:
        return (
            {
                "id": self.id,
                **plain.when_cells("when", self.when),
                "kind": self.kind,
                "what": plain.text(self.what),
                "about": " ".join(str(fact) for fact in self.about),
                "corrects": str(self.corrects) if self.corrects else None,
                "old": plain.text(self.old) or None,
                "new": plain.text(self.new) or None,
            },
        )

    def schema_org(self, plain: Plain) -> Mapping[str, tuple[Record, ...]]:
        """A CorrectionComment; an update that corrects nothing has no node."""
        if not self.is_correction:
            return {}
        comment = {
            "@type": "CorrectionComment",
            "@id": plain.iri(self.anchor),
            "text": self.news.in_words(plain),
            "datePublished": self.when.iso,
        }
        return {"correction": (comment,)}

    @property
    def news(self) -> News:
        where = (self.about, self.corrects, self.old, self.new)
        return News(self.when, self.label, self.what, *where)


def resolve(entries: Sequence[UpdateEntry], desk: Desk) -> Resolved:
    """The changes, newest first; those of one day with the last in the file first."""

    def update(entry: UpdateEntry) -> Update:
        old, new = _change(entry, desk)
        return Update(
            id=entry.id,
            place=entry.place,
            when=entry.when,
            is_correction=entry.kind == "correction",
            what=entry.what,
            about=entry.about,
            corrects=entry.corrects,
            old=old,
            new=new,
        )

    newest_first = sorted(entries, key=lambda entry: entry.when.date)[::-1]
    return resolve_each(newest_first, update)


def _change(entry: UpdateEntry, desk: Desk) -> tuple[Prose | None, Prose | None]:
    """The claim that an entry corrects and what took its place, to be printed."""
    named = entry.corrects
    if named is None:
        return None, None
    if named.folder:
        raise _wrong(
            named,
            f"'{named}' stands on the page of another explainer",
            f"correct it in content/{named.folder}/updates.yaml, for the readers of "
            "that page; here, 'about' can name the figure",
        )
    item = desk.items.get(named.id)
    if item is None or named.scheme != item.NOUN or named.part not in item.parts:
        raise Unresolved
    if entry.kind != "correction":
        raise _wrong(named, "an update corrects nothing", "write 'kind: correction'")
    change = item.change(named.part)
    if change is None:
        raise _wrong(
            named,
            f"'{named}' still stands, so nothing has corrected it",
            "add the claim that took its place to figures.yaml, or write 'status: "
            "withdrawn' there; and name here, with its day, the claim that was wrong",
        )
    new = _said(named, change.new) if change.new else None
    return _said(named, change.old), new


def _said(named: Mention, part: str) -> Prose:
    """What a link to a part of the same fact prints."""
    mention = msgspec.structs.replace(named, part=part)
    return Prose((Block((Reference(mention, "", ""),)),))


def _wrong(named: Mention, message: str, hint: str) -> Failed:
    return Failed([Problem(named.place, message, hint)])


def arrange(
    updates: tuple[Update, ...], front: FrontMatter, language: Language, woven: Woven
) -> tuple[Update, ...]:
    """The changes, as they are."""
    return updates


def translated(
    updates: Sequence[Update], words: Mapping[str, UpdateWords], desk: Desk
) -> Resolved:
    """The changes with their words in another language.

    What a correction says of a claim is printed from the claim, in any language.
    """
    # Of use to translations alone.
    from factbox.model.originals import translate_each

    by_id = {update.id: update for update in updates}

    def translate(update: Update, own: UpdateWords) -> Update:
        return msgspec.structs.replace(update, what=own.what)

    items, problems = translate_each(updates, words, desk, translate)
    printed = (
        msgspec.structs.replace(item, old=by_id[item.id].old, new=by_id[item.id].new)
        for item in items
        if isinstance(item, Update)
    )
    return tuple(printed), problems


KIND = Kind(
    "updates",
    UpdateEntry,
    Update,
    resolve,
    arrange,
    translating=lambda: Translating(UpdateWords, translated),
)
