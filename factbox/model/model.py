"""The values that every kind of sidebar shares: people, sources, articles, the site.

What an editor writes is an `Entry`; what a page shows is an `Item`, its people looked
up, its dates and quantities read. A `Kind` leads from the one to the other.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Annotated, Any, ClassVar, Literal, TypeAlias, TypeVar

import msgspec

from factbox.languages.language import Language
from factbox.model.records import Plain, Record, Row, known
from factbox.problems import Failed, Place, Problem, Unreadable
from factbox.reading.decoding import Entry, FactId, Id, Mention
from factbox.reading.images import Image
from factbox.reading.markdown import Prose
from factbox.values.dates import When
from factbox.values.days import Day, day_of
from factbox.values.locales import Locale
from factbox.values.times import TimeZone


class WebAddress(msgspec.Struct, frozen=True):
    """An http or https address (RFC 3986), as typed."""

    text: str

    @classmethod
    def parse(cls, text: str) -> "WebAddress":
        from urllib.parse import urlsplit

        try:
            parts = urlsplit(text)
        except ValueError:
            parts = urlsplit("")
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise Unreadable(
                f"'{text}' is not a web address",
                "write it whole, with https:// in front",
            )
        if not text.isprintable() or any(c in text for c in " <>\"'`{}|\\^"):
            raise Unreadable(
                "this web address has a character that no address has",
                "copy it from the address bar, which writes such characters with %",
            )
        return cls(text)

    def __str__(self) -> str:
        return self.text


class SiteAddress(WebAddress, frozen=True):
    """The address below which all pages of the site stand; it ends in "/"."""

    @classmethod
    def parse(cls, text: str) -> "SiteAddress":
        address = WebAddress.parse(text).text
        if "?" in address or "#" in address:
            raise Unreadable(
                "the address of a site has no '?' and no '#'",
                "write only the part that all of its pages share",
            )
        return cls(address.rstrip("/") + "/")


class Person(Entry, frozen=True, kw_only=True):
    """Someone quoted or credited with a figure: a person or an organisation.

    `short` is the name where there is little room, as in a chart.
    """

    name: str
    short: str = ""
    role: str = ""
    kind: Literal["person", "organisation"] = "person"

    @property
    def label(self) -> str:
        return self.short or self.name

    @property
    def schema_org(self) -> Record:
        """The person or organisation in terms of schema.org."""
        is_person = self.kind == "person"
        return known(
            {
                "@type": "Person" if is_person else "Organization",
                "name": self.name,
                "description": self.role,
            }
        )


class Source(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a fact rests on, and the notes taken from it, by their ids.

    The id of a source is the name of its file.
    """

    title: str
    author: str = ""
    publisher: str = ""
    published: When | None = None
    url: WebAddress | None = None
    notes: dict[Id, Prose] = {}
    place: Place


class Citation(msgspec.Struct, frozen=True):
    """Where a fact is on record: a source and a note in it, "" being all of it."""

    source: str
    note: str

    def __str__(self) -> str:
        return f"{self.source}#{self.note}" if self.note else self.source

    @property
    def record(self) -> Row:
        return {"source": self.source, "note": self.note or None}

    def schema_org(self, plain: Plain) -> Record:
        """A reference to the source among the citations of the page."""
        return {"@id": plain.iri(f"source-{self.source}")}


class Cited(msgspec.Struct, frozen=True):
    """A citation, and the id of the element of the page that makes it."""

    anchor: str
    citation: Citation


class Credit(msgspec.Struct, frozen=True):
    """Something that a person said: the id of its element, and what a link says.

    `when` is its date, None where the source gives none.
    """

    person: Person
    anchor: str
    words: str
    when: When | None


class Dated(msgspec.Struct, frozen=True):
    """A date that a fact has, and where it is on record.

    `noun` is what an author calls what has the date; `is_statement` says that somebody
    said it then, so that its source came out no earlier.
    """

    noun: str
    when: When
    citation: Citation
    place: Place
    is_statement: bool


Woven: TypeAlias = tuple[Credit, ...]


class News(msgspec.Struct, frozen=True):
    """What a feed tells of a change to a page: the day, a title and the text."""

    on: Day
    title: str
    text: Prose


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One figure, quote or event as a page shows it.

    `KIND` is its singular noun: the scheme of links to it and the beginning of its
    permalink.
    """

    KIND: ClassVar[str]

    id: str
    place: Place

    @property
    def anchor(self) -> str:
        """The id of its element in the page."""
        return f"{self.KIND}-{self.id}"

    @property
    def title(self) -> str:
        """What it is called in a list."""
        raise NotImplementedError

    def part_anchor(self, part: str) -> str:
        return f"{self.anchor}-{part}" if part else self.anchor

    @property
    def parts(self) -> tuple[str, ...]:
        """What can stand after "@" in a mention of it."""
        return ()

    @property
    def cited(self) -> tuple[Cited, ...]:
        """Its citations, in the order in which it shows them."""
        return ()

    @property
    def dated(self) -> tuple[Dated, ...]:
        """Its dates, as far as they must agree with those of its sources."""
        return ()

    @property
    def texts(self) -> tuple[Prose, ...]:
        """Its Markdown, where references may stand."""
        return ()

    @property
    def people(self) -> tuple[Person, ...]:
        """Who is named in it."""
        return ()

    def credits(self, plain: Plain) -> tuple[Credit, ...]:
        """What it credits people with, in its order."""
        return ()

    def words(self, part: str, language: Language) -> str:
        """What an empty link to it, or to its part, says."""
        raise NotImplementedError

    def contradiction(self, part: str, text: str, language: Language) -> str:
        """What is wrong with `text` as the words of a link to it; "" if nothing is."""
        return ""

    def record(self, plain: Plain) -> Record:
        """What the data file says of it."""
        return {"id": self.id, "title": self.title}

    def rows(self, plain: Plain) -> tuple[Row, ...]:
        """Its lines in its kind's CSV file; all of a kind have the same columns."""
        return ()

    def schema_org(self, plain: Plain) -> Mapping[str, tuple[Record, ...]]:
        """What it adds to the article's schema.org node: nodes, by the property."""
        return {}

    @property
    def news(self) -> News | None:
        """What feeds tell of it, where it is a change to the page."""
        return None


class Unresolved(Exception):
    """An entry names something unknown or broken, which has been reported already."""


class Desk(msgspec.Struct, frozen=True):
    """Where a kind looks up what its entries name."""

    people: Mapping[str, Person]
    sources: Mapping[str, Source]

    def person(self, mention: Mention) -> Person:
        if mention.id not in self.people or mention.part:
            raise Unresolved
        return self.people[mention.id]

    def person_or_none(self, mention: Mention | None) -> Person | None:
        return self.person(mention) if mention else None

    def citation(self, mention: Mention) -> Citation:
        source = self.sources.get(mention.id)
        if source is None or (mention.part and mention.part not in source.notes):
            raise Unresolved
        return Citation(mention.id, mention.part)


E_ = TypeVar("E_", bound=Entry)
I_ = TypeVar("I_", bound=Item)
Resolved = tuple[tuple[Item, ...], tuple[Problem, ...]]


def resolve_each(entries: Iterable[E_], resolve: Callable[[E_], I_]) -> Resolved:
    """The items of all entries that resolve, and the problems of the others."""
    items: list[Item] = []
    problems: list[Problem] = []
    for entry in entries:
        try:
            items.append(resolve(entry))
        except Unresolved:
            continue
        except Failed as failed:
            problems += failed.problems
    return tuple(items), tuple(problems)


class Kind(msgspec.Struct, frozen=True):
    """A kind of sidebar.

    `name` is the name of its YAML file, its template and its style sheet; `entry` is
    what an editor writes in the file, `item` what a page shows of it. `resolve` leads
    from all entries of a file to the items, in the order of the page; `arrange` from
    the items to the one argument of the template's macro `sidebar`, given also what is
    woven into them: the dated credits of other kinds that the front matter names.
    """

    name: str
    entry: type[Entry]
    item: type[Item]
    resolve: Callable[[Sequence[Any], Desk], Resolved]
    arrange: "Callable[[tuple[Any, ...], FrontMatter, Language, Woven], object]"


class Sidebar(msgspec.Struct, frozen=True):
    """The items of one kind in an explainer; `kind` is the kind's name."""

    kind: str
    items: tuple[Item, ...]


ExplainerId = Annotated[
    Mention,
    msgspec.Meta(
        description="the folder of an explainer in content/",
        examples=["closed-bridge"],
        extra={"kind": "explainer"},
    ),
]


Address = Annotated[
    SiteAddress,
    msgspec.Meta(
        description="where the site will stand",
        examples=["https://example.org/explainers/"],
    ),
]
Licence = Annotated[
    WebAddress,
    msgspec.Meta(
        description="the licence under which others may use the texts and the data",
        examples=["https://creativecommons.org/licenses/by/4.0/"],
    ),
]


Zone = Annotated[
    TimeZone,
    msgspec.Meta(
        description="the time zone of times that name none",
        examples=["Europe/London"],
    ),
]
Hemisphere = Annotated[
    Literal["north", "south"],
    msgspec.Meta(
        description="on which side of the equator seasons are", examples=["south"]
    ),
]


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`site.yaml`: the microsite as a whole."""

    title: str
    publisher: str
    language: Language
    address: Address | None = None
    description: str = ""
    home: ExplainerId | None = None
    licence: Licence | None = None
    time_zone: Zone | None = None
    hemisphere: Hemisphere = "north"

    @property
    def locale(self) -> Locale:
        """How dates are read in its files."""
        return Locale.of(self.language, self.hemisphere == "south", self.time_zone)


AsOf = Annotated[
    When,
    msgspec.Meta(
        description="the day on which what the article reports was known",
        examples=["7 February 2025"],
    ),
]


IsDraft = Annotated[
    bool,
    msgspec.Meta(description="whether the explainer is held back", examples=["true"]),
]
PublishOn = Annotated[
    Day,
    msgspec.Meta(
        description="the day from which on the explainer is published",
        examples=["7 February 2025"],
    ),
]


Weavable = Annotated[
    Literal["figures", "quotes"],
    msgspec.Meta(
        description="whose dates the timeline shows as well", examples=["quotes"]
    ),
]


class FrontMatter(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True
):
    """What stands between the two lines '---' of an article.

    `known` and `unknown` are what is and what is not known, in short sentences; `lead`
    is the fact that stands beside the headline; `weave` names the kinds whose dates
    stand in the timeline, too. A `draft` is not published, nor is anything before the
    day of `publish_on`.
    """

    headline: str
    standfirst: Prose
    as_of: AsOf
    description: str = ""
    byline: str = ""
    dateline: str = ""
    published: When | None = None
    updated: When | None = None
    draft: IsDraft = False
    publish_on: PublishOn | None = None
    known: tuple[Prose, ...] = ()
    unknown: tuple[Prose, ...] = ()
    lead: FactId | None = None
    weave: tuple[Weavable, ...] = ()
    place: Place


class Explainer(msgspec.Struct, frozen=True, kw_only=True):
    """One explainer, every mention in it checked; `folder` is its name in content/.

    `images` are those that its text shows, by how the text names them; `people` and
    `sources` are those that it names, `linked` the folders of explainers that it links
    to. `made_from` is the digest of all that any of this was made from.
    `draft` marks one that is not published yet: only a preview has such.
    """

    folder: str
    front: FrontMatter
    body: Prose
    sidebars: tuple[Sidebar, ...]
    images: dict[str, Image]
    people: dict[str, Person]
    sources: dict[str, Source]
    linked: tuple[str, ...]
    made_from: bytes
    draft: bool = False

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(item for sidebar in self.sidebars for item in sidebar.items)

    @property
    def updated(self) -> When | None:
        """When it last changed, by its front matter and by the news in it."""
        days: list[When] = [item.news.on for item in self.items if item.news]
        if self.front.updated:
            days.append(self.front.updated)
        return max(days, key=lambda when: when.sort_key, default=None)

    @property
    def is_dated(self) -> bool:
        """Whether feeds can tell of it: they need the day of what they tell."""
        if day_of(self.front.published):
            return True
        return any(item.news for item in self.items)

    @property
    def texts(self) -> tuple[Prose, ...]:
        """Every text of it in which references may stand."""
        front = self.front
        article = (front.standfirst, *front.known, *front.unknown, self.body)
        return (*article, *(text for item in self.items for text in item.texts))

    def item(self, mention: Mention) -> Item | None:
        """The item that a mention of a fact names."""
        return next(
            (
                item
                for item in self.items
                if item.id == mention.id and mention.kind in (item.KIND, "fact")
            ),
            None,
        )


class Site(msgspec.Struct, frozen=True, kw_only=True):
    """The whole microsite, checked. `home` is the folder served at "/", or ""."""

    settings: Settings
    people: dict[str, Person]
    sources: dict[str, Source]
    explainers: tuple[Explainer, ...]
    home: str
    advice: tuple[Problem, ...]
