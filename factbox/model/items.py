"""What every kind of sidebar shares: an item, its credits and its news."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar, TypeAlias, TypeVar

import msgspec

from factbox.languages.language import Language
from factbox.model.articles import FrontMatter
from factbox.model.mentions import Entry, Mention
from factbox.model.people import Person
from factbox.model.prose import Prose
from factbox.model.records import Plain, Record, Row
from factbox.model.sources import Citation, Cited, Source
from factbox.problems import Failed, Place, Problem
from factbox.values.dates.days import Day
from factbox.values.dates.when import When
from factbox.values.quantities.linking import Disagreement, LinkText

OF_ANY_KIND = ("fact", "lead")
"""The schemes of mentions that name an item of whatever kind."""


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
    said it then, so that its source came out no earlier; `is_scheduled`, that it is
    yet to come.
    """

    noun: str
    when: When
    citation: Citation
    place: Place
    is_statement: bool
    is_scheduled: bool = False


Woven: TypeAlias = tuple[Credit, ...]


class Change(msgspec.Struct, frozen=True):
    """The parts of an item that name what was said, and what took its place.

    `new` is "" where nothing did.
    """

    old: str
    new: str


class News(msgspec.Struct, frozen=True):
    """What is told of a change to a page: the day, a title and the text.

    `title` is a message, which catalogues translate; `about` names the facts that it
    bears on, `corrects` what it is a correction of, where that is on record, `old` and
    `new` what that said and what is said now.
    """

    on: Day
    title: str
    text: Prose
    about: tuple[Mention, ...] = ()
    corrects: Mention | None = None
    old: Prose | None = None
    new: Prose | None = None

    def in_words(self, plain: Plain) -> str:
        """The text without markup; of a correction, what was said and is said now."""
        said = plain.text(self.text)
        if self.old is None:
            return said
        words = plain.language.catalogue
        before = words.gettext("Before: %(old)s.") % {"old": plain.text(self.old)}
        if self.new is None:
            return f"{said} {before}"
        now = words.gettext("Now: %(new)s.") % {"new": plain.text(self.new)}
        return f"{said} {before} {now}"


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of a sidebar, such as a figure, as a page shows it.

    `NOUN` is its singular noun: the scheme of links to it and the beginning of its
    permalink. A kind says everything of its items itself: nothing is left out because
    it was forgotten.
    """

    NOUN: ClassVar[str]

    id: str
    place: Place

    @property
    def anchor(self) -> str:
        """The id of its element in the page."""
        return f"{self.NOUN}-{self.id}"

    def title_in(self, language: Language) -> str:
        """What it is called in a list."""
        raise NotImplementedError

    def is_meant(self, mention: Mention) -> bool:
        """Whether the scheme of a mention, which has its id, is right for it."""
        return mention.scheme in (self.NOUN, *OF_ANY_KIND)

    @property
    def about(self) -> tuple[Mention, ...]:
        """The facts that it bears on, also those of other explainers."""
        return ()

    def part_anchor(self, part: str) -> str:
        return f"{self.anchor}-{part}" if part else self.anchor

    @property
    def parts(self) -> tuple[str, ...]:
        """What can stand after "@" in a mention of it."""
        raise NotImplementedError

    @property
    def cited(self) -> tuple[Cited, ...]:
        """Its citations, in the order in which it shows them."""
        raise NotImplementedError

    @property
    def dated(self) -> tuple[Dated, ...]:
        """Its dates, as far as they must agree with those of sources and the page."""
        raise NotImplementedError

    @property
    def people(self) -> tuple[Person, ...]:
        """Who is named in it."""
        raise NotImplementedError

    @property
    def translators(self) -> tuple[Person, ...]:
        """Who translated words in it, and did nothing else."""
        return ()

    def credits(self, plain: Plain) -> tuple[Credit, ...]:
        """What it credits people with, in its order."""
        raise NotImplementedError

    def taken_back(self, plain: Plain) -> tuple[Credit, ...]:
        """What it credited people with that they have withdrawn since."""
        return ()

    def words(self, part: str, language: Language) -> str:
        """What an empty link to it, or to its part, says."""
        raise NotImplementedError

    def lang_of(self, part: str, default: str = "") -> str:
        """The tag of the language of `words` where that is not the page's.

        `default` is that of what it has not from a catalogue or from a value.
        """
        return ""

    def disagreements(
        self, part: str, link: LinkText, language: Language
    ) -> tuple[Disagreement, ...]:
        """What is wrong with the words of a link to it, or to its part."""
        raise NotImplementedError

    def change(self, part: str) -> Change | None:
        """What took the place of a part of it; None where that stands as it is."""
        return None

    def record(self, plain: Plain) -> Record:
        """What the data file says of it."""
        raise NotImplementedError

    def rows(self, plain: Plain) -> tuple[Row, ...]:
        """Its lines in its kind's CSV file; all of a kind have the same columns."""
        raise NotImplementedError

    def schema_org(self, plain: Plain) -> Mapping[str, tuple[Record, ...]]:
        """What it adds to the article's schema.org node: nodes, by the property."""
        raise NotImplementedError

    @property
    def news(self) -> News | None:
        """What feeds tell of it, where it is a change to the page."""
        raise NotImplementedError


class Unresolved(Exception):
    """An entry names something unknown or broken, which has been reported already."""


class Desk(msgspec.Struct, frozen=True):
    """Where a kind looks up what its entries name.

    `currency` is that of the site, by its code, "" where nothing is said; `tag` that of
    its language; `items` are those of the kinds before it, by their ids.
    """

    people: Mapping[str, Person]
    sources: Mapping[str, Source]
    currency: str = ""
    tag: str = "en"
    items: Mapping[str, Item] = {}

    def person(self, mention: Mention) -> Person:
        if mention.id not in self.people or mention.part:
            raise Unresolved
        return self.people[mention.id]

    def people_of(self, mentions: Iterable[Mention]) -> tuple[Person, ...]:
        each_once = _each_once(
            mentions, "is named here", "name each once: delete this one, or correct it"
        )
        return tuple(map(self.person, each_once))

    def outlets(
        self, via: Iterable[Mention], speakers: Iterable[Mention]
    ) -> tuple[Person, ...]:
        """Who carried what somebody else said."""
        said_by = {each.id for each in speakers}
        own = [each for each in via if each.id in said_by]
        if own:
            message = f"'{own[0].id}' is whose this is, and carries nobody else's words"
            hint = "'via' is for who carried it: delete that, or correct whose it is"
            raise Failed([Problem(own[0].place, message, hint)])
        return tuple(map(self.person, _each_once(via)))

    def citation(self, mention: Mention) -> Citation:
        source = self.sources.get(mention.id)
        if source is None or (mention.part and mention.part not in source.notes):
            raise Unresolved
        return Citation(mention.id, mention.part)

    def citations(self, mentions: Iterable[Mention]) -> tuple[Citation, ...]:
        return tuple(map(self.citation, _each_once(mentions)))


def _each_once(
    mentions: Iterable[Mention],
    is_here: str = "stands here",
    hint: str = "delete one of them",
) -> tuple[Mention, ...]:
    """The mentions; raises `Failed` at the first that is there before."""
    every = tuple(mentions)
    seen: set[str] = set()
    for mention in every:
        if str(mention) in seen:
            message = f"'{mention}' {is_here} twice"
            raise Failed([Problem(mention.place, message, hint)])
        seen.add(str(mention))
    return every


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


class Translating(msgspec.Struct, frozen=True):
    """How the entries of a kind are translated.

    `words` is what a translator writes of one in the file of a language; `translated`
    leads from the items, as they are in the original, and the words by ids to the items
    of a translation.
    """

    words: type[Entry]
    translated: Callable[[Sequence[Any], Mapping[str, Any], Desk], Resolved]


class Kind(msgspec.Struct, frozen=True):
    """A kind of sidebar.

    `name` is the name of its YAML file and of its component; `entry` is what an editor
    writes in the file, `item` what a page shows of it. `resolve` leads from all entries
    of a file to the items, in the order of the page; `arrange` from the items to the
    one argument of the component's macro `sidebar`, given also what is woven into them:
    the dated credits of other kinds that the front matter names, which may name only
    those that are `is_woven`. The sidebar of a kind that `names_people` shows everyone
    who is named on the page, so that no other part of it does.

    `translating` tells, once it is asked, how its entries are translated; None is for a
    kind that stays in the original.
    """

    name: str
    entry: type[Entry]
    item: type[Item]
    resolve: Callable[[Sequence[Any], Desk], Resolved]
    arrange: Callable[[tuple[Any, ...], FrontMatter, Language, Woven], object]
    is_woven: bool = False
    names_people: bool = False
    translating: Callable[[], Translating] | None = None

    @property
    def words(self) -> type[Entry] | None:
        """What a translator writes of an entry; None where nothing is translated."""
        return self.translating().words if self.translating else None

    @property
    def noun(self) -> str:
        """The singular: the scheme of links to an item."""
        return self.item.NOUN

    @property
    def file(self) -> str:
        """The name of its file in the folder of an explainer."""
        return f"{self.name}.yaml"


class Sidebar(msgspec.Struct, frozen=True):
    """The items of one kind in an explainer; `kind` is the kind's name."""

    kind: str
    items: tuple[Item, ...]
