"""What happened when, each event at the precision at which it is known."""

from collections.abc import Mapping, Sequence
from typing import Annotated, ClassVar

import msgspec
from msgspec import Meta

from factbox.languages.language import Language
from factbox.model.articles import FrontMatter
from factbox.model.items import (
    Credit,
    Dated,
    Desk,
    Item,
    Kind,
    Resolved,
    Translating,
    Woven,
    resolve_each,
)
from factbox.model.lines import Line
from factbox.model.media import (
    ImageEntry,
    OwnImage,
    OwnRecording,
    Recording,
    TranslatedImage,
    TranslatedRecording,
    image_in,
    media_record,
    recording_in,
)
from factbox.model.mentions import Entry, PersonId, SourceIds, Via
from factbox.model.people import Person
from factbox.model.prose import Prose
from factbox.model.records import Plain, Record, Row, known
from factbox.model.sources import Citation, Cited, linked_to, sources_cell
from factbox.values.charts import Mark, Tick, legend_of
from factbox.values.dates.linked_dates import disagreements
from factbox.values.dates.when import When
from factbox.values.lettering import shortened, width_of
from factbox.values.quantities.linking import Disagreement, LinkText
from factbox.values.time_axes import date_chart


class EventEntry(Entry, frozen=True, kw_only=True):
    """One event as an editor writes it in timeline.yaml."""

    when: Annotated[
        When, Meta(description="when it happened", examples=["mid-January 2025"])
    ]
    title: Annotated[
        Line,
        Meta(description="what happened, in a few words", examples=["The dam breaks"]),
    ]
    text: Annotated[
        Prose | None,
        Meta(
            description="what else readers need to know of it",
            examples=["Nobody was hurt."],
        ),
    ] = None
    by: PersonId
    via: Via = ()
    scheduled: Annotated[
        bool,
        Meta(
            description="whether it is yet to come, as announced",
            examples=["true"],
        ),
    ] = False
    image: OwnImage = None
    recording: OwnRecording = None
    source: SourceIds


class EventWords(Entry, frozen=True, kw_only=True):
    """The words of one event as a translator writes them in timeline.<tag>.yaml."""

    INHERITED: ClassVar[type] = EventEntry

    title: Annotated[
        Line,
        Meta(description="what happened, in a few words", examples=["A barragem cede"]),
    ]
    text: Annotated[
        Prose | None,
        Meta(
            description="what else readers need to know of it",
            examples=["Ninguém ficou ferido."],
        ),
    ] = None
    image: TranslatedImage = None
    recording: TranslatedRecording = None


class Event(Item, frozen=True, kw_only=True):
    """One event as a page shows it; `by` says that it happened, `via` carried that.

    One that is `scheduled` is yet to come on the day of which the page tells.
    """

    NOUN: ClassVar[str] = "event"

    when: When
    called: Line
    text: Prose | None
    by: Person
    via: tuple[Person, ...]
    scheduled: bool
    citations: tuple[Citation, ...]
    image: ImageEntry | None = None
    recording: Recording | None = None

    @property
    def title(self) -> str:
        return self.called.words

    def title_in(self, language: Language) -> str:
        return self.title

    @property
    def parts(self) -> tuple[str, ...]:
        return ()

    @property
    def cited(self) -> tuple[Cited, ...]:
        return tuple(Cited(self.anchor, each) for each in self.citations)

    @property
    def dated(self) -> tuple[Dated, ...]:
        return tuple(
            Dated("event", self.when, each, self.place, False, self.scheduled)
            for each in self.citations
        )

    @property
    def people(self) -> tuple[Person, ...]:
        return (self.by, *self.via)

    def credits(self, plain: Plain) -> tuple[Credit, ...]:
        return (Credit(self.by, self.anchor, self.title, self.when),)

    def words(self, part: str, language: Language) -> str:
        return self.title

    def lang_of(self, part: str, default: str = "") -> str:
        return self.called.lang or default

    def disagreements(
        self, part: str, link: LinkText, language: Language
    ) -> tuple[Disagreement, ...]:
        return disagreements(self.id, self.when, link.words, language)

    @property
    def news(self) -> None:
        return None

    def record(self, plain: Plain) -> Record:
        return {
            "id": self.id,
            "when": plain.when(self.when),
            "title": self.title,
            "text": plain.text(self.text) or None,
            "by": self.by.id,
            "via": tuple(person.id for person in self.via),
            "scheduled": self.scheduled,
            "sources": tuple(each.record for each in self.citations),
            **media_record(self.image, self.recording, plain),
        }

    def rows(self, plain: Plain) -> tuple[Row, ...]:
        return (
            {
                "id": self.id,
                **plain.when_cells("when", self.when),
                "title": self.title,
                "text": plain.text(self.text) or None,
                "by": self.by.id,
                "name": self.by.name,
                "via": " ".join(person.id for person in self.via) or None,
                "scheduled": self.scheduled,
                "sources": sources_cell(self.citations),
            },
        )

    def schema_org(self, plain: Plain) -> Mapping[str, tuple[Record, ...]]:
        """An Event; one that fell on a day between two has no dates in schema.org."""
        start, end = (
            (None, None) if self.when.once else (self.when.start, self.when.end)
        )
        node = {
            "@type": "Event",
            "@id": plain.iri(self.anchor),
            "name": self.title,
            "description": plain.text(self.text),
            "startDate": start.iso if start else None,
            "endDate": end.iso if end else None,
            "subjectOf": linked_to(self.citations, plain),
        }
        return {"mentions": (known(node),)}


def resolve(entries: Sequence[EventEntry], desk: Desk) -> Resolved:
    """The events, by (earliest, latest, order in the file)."""

    def event(entry: EventEntry) -> Event:
        return Event(
            id=entry.id,
            place=entry.place,
            when=entry.when,
            called=entry.title,
            text=entry.text,
            by=desk.person(entry.by),
            via=desk.outlets(entry.via, (entry.by,)),
            scheduled=entry.scheduled,
            citations=desk.citations(entry.source),
            image=entry.image,
            recording=entry.recording,
        )

    in_order = sorted(entries, key=lambda entry: entry.when.sort_key)
    return resolve_each(in_order, event)


class Lane(msgspec.Struct, frozen=True):
    """One entry as the chart draws it, on a line of its own; y in em from the top.

    It has an `event`, or what is `woven` in among them, which is drawn smaller. The
    label stands beside the mark or inside it, cut where neither has room for it: at
    `label_x` per cent and `label_dx` pixels from there; `label_anchor` is SVG's.
    """

    event: Event | None
    woven: Credit | None
    when: When
    mark: Mark
    y: float
    label: str
    label_x: float
    label_dx: int
    label_anchor: str

    @property
    def is_within(self) -> bool:
        """Whether all of the label stands in a band, which is light."""
        begins_in_it = self.label_anchor == "start" and self.label_x == self.mark.low
        return begins_in_it and self.mark.shape == "band"

    @property
    def radius(self) -> int:
        """That of a dot, in pixels."""
        return 6 if self.event else 4

    @property
    def thickness(self) -> float:
        """How high the mark is, in em."""
        return 1.1 if self.event else 0.7

    @property
    def top(self) -> float:
        """The upper edge of the mark."""
        return round(self.y - self.thickness / 2, 2)


class Timeline(msgspec.Struct, frozen=True):
    """The entries on a true time axis, in order; `now` is where the page's day stands.

    `legend` has a mark of each shape, `is_woven` tells whether any entry is woven in;
    `height` is that of the chart, in em; `gap` is where the axis is broken.
    """

    ticks: tuple[Tick, ...]
    lanes: tuple[Lane, ...]
    legend: tuple[Mark, ...]
    is_woven: bool
    now: float
    height: float
    gap: tuple[float, float] | None


MOST_LABELLED = 24
"""How many entries have their words in the chart; the list below has them always."""

CLOSE = 0.55
"""From one lane to the next where they have no words, in em."""

# In em: the middle of the first lane, from one lane to the next, below the last one.
FIRST, STEP, BELOW = 2.6, 1.9, 1.0


def arrange(
    events: tuple[Event, ...], front: FrontMatter, language: Language, woven: Woven
) -> Timeline:
    """The events, and what is woven in after those of the same time, with their places.

    What is woven in without a date has no place.
    """
    entries: list[tuple[When, Event | Credit]] = [(each.when, each) for each in events]
    entries += [(each.when, each) for each in woven if each.when]
    entries.sort(key=lambda entry: entry[0].sort_key)
    dates = [when for when, _ in entries]
    chart = date_chart(dates, front.as_of.latest, language)
    *marks, today = chart.marks
    is_labelled = len(entries) <= MOST_LABELLED
    step = STEP if is_labelled else CLOSE
    lanes = [
        _lane(entry, when, mark, round(FIRST + step * index, 2), is_labelled)
        for index, ((when, entry), mark) in enumerate(zip(entries, marks, strict=True))
    ]
    return Timeline(
        ticks=chart.ticks,
        lanes=tuple(lanes),
        legend=legend_of(marks),
        is_woven=any(lane.woven for lane in lanes),
        now=today.low,
        height=round(FIRST + step * (len(lanes) - 1) + BELOW, 2),
        gap=chart.gap,
    )


# In per cent of the width: a letter, on average, where the chart is at its narrowest.
LETTER = 0.85


def _lane(
    entry: Event | Credit, when: When, mark: Mark, y: float, is_labelled: bool
) -> Lane:
    if isinstance(entry, Event):
        event, woven, words = entry, None, entry.title
    else:
        event, woven, words = None, entry, f"{entry.words} – {entry.person.label}"
    return Lane(
        event, woven, when, mark, y, *_label(words if is_labelled else "", mark)
    )


def _label(words: str, mark: Mark) -> tuple[str, float, int, str]:
    """The `label` of a lane, its `label_x`, `label_dx` and `label_anchor`."""
    behind, before, within = 100 - mark.high, mark.low, mark.span
    needed = LETTER * width_of(words)
    room = next(
        (each for each in (behind, before, within) if each >= needed),
        max(behind, before, within),
    )
    label = shortened(words, int(room / LETTER))
    if room == behind:
        return label, mark.high, 10, "start"
    if room == before:
        return label, mark.low, -10, "end"
    return label, mark.low, 8, "start"


def translated(
    events: Sequence[Event], words: Mapping[str, EventWords], desk: Desk
) -> Resolved:
    """The events with their words in another language."""
    # Of use to translations alone.
    from factbox.model.originals import translate_each

    return translate_each(events, words, desk, _translated)


def _translated(event: Event, own: EventWords) -> Event:
    return msgspec.structs.replace(
        event,
        called=own.title,
        text=own.text or event.text,
        image=image_in(event.image, own.image, own.place),
        recording=recording_in(event.recording, own.recording, own.place),
    )


KIND = Kind(
    "timeline",
    EventEntry,
    Event,
    resolve,
    arrange,
    translating=lambda: Translating(EventWords, translated),
)
