"""What translators write: the words of an article, of people, of sources, of the site.

What is no word (a number, a date, a claim, a source) is that of the original, and
cannot be written here.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar

import msgspec
from msgspec import Meta

from factbox.languages.language import Language
from factbox.model.articles import FrontMatter, IsDraft
from factbox.model.lines import Line
from factbox.model.mentions import Entry, Id
from factbox.model.originals import in_original
from factbox.model.people import Names, Person, PersonEntry
from factbox.model.plain_texts import KEYS, PlainText, texts_of_person, texts_of_site
from factbox.model.prose import Prose
from factbox.model.site import Settings, at_home
from factbox.model.sources import Source
from factbox.problems import Place
from factbox.values.language_tags import LanguageTag


class FrontWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What stands at the top of article.<tag>.md, and who answers for the translation.

    A `draft` is not published.
    """

    INHERITED: ClassVar[type] = FrontMatter

    headline: Annotated[
        Line, Meta(description="the title of the page", examples=["A ponte fechada"])
    ]
    standfirst: Annotated[
        Prose,
        Meta(
            description="a sentence or two below the headline: what it is about",
            examples=["A ponte está fechada, e ninguém diz até quando."],
        ),
    ]
    description: Annotated[
        Line | None,
        Meta(
            description="a plain sentence for search engines and for lists",
            examples=["Por que a ponte está fechada, e quanto custa"],
        ),
    ] = None
    dateline: Annotated[
        str, Meta(description="where it was written", examples=["Rivertown"])
    ] = ""
    translator: Annotated[
        Names | None, Meta(description="who translated it", examples=["Ana Tradutora"])
    ] = None
    checked_by: Annotated[
        Names | None,
        Meta(
            description="who speaks the language and has read the translation; as long "
            "as nobody has, the page says so",
            examples=["Rui Leitor"],
        ),
    ] = None
    draft: IsDraft = False
    known: Annotated[
        tuple[Prose, ...],
        Meta(
            description="what is known, in short sentences; each stands in a list",
            examples=["A ponte está fechada."],
            extra={"or_one": True},
        ),
    ] = ()
    unknown: Annotated[
        tuple[Prose, ...],
        Meta(
            description="what is not known, in short sentences",
            examples=["Quando ela reabre."],
            extra={"or_one": True},
        ),
    ] = ()
    place: Place


def front_in(original: FrontMatter, words: FrontWords, tag: str) -> FrontMatter:
    """The front matter of an original, whose language has this tag, in other words."""
    marked = in_original(original, tag)
    return msgspec.structs.replace(
        marked,
        headline=words.headline,
        standfirst=words.standfirst,
        description=words.description or marked.description,
        dateline=words.dateline or original.dateline,
        draft=words.draft or original.draft,
        known=words.known or marked.known,
        unknown=words.unknown or marked.unknown,
        place=words.place,
    )


class PersonWords(Entry, frozen=True, kw_only=True):
    """What a translation says of someone, as written in people.<tag>.yaml.

    `roles` are those of the original in their order.
    """

    INHERITED: ClassVar[type] = PersonEntry

    name: Annotated[
        str, Meta(description="the whole name", examples=["A Câmara Municipal"])
    ] = ""
    short: Annotated[
        str,
        Meta(
            description="the name where there is little room, as in a chart",
            examples=["Câmara"],
        ),
    ] = ""
    role: Annotated[
        str,
        Meta(
            description="what readers need to know of them",
            examples=["Cuida das pontes da cidade"],
        ),
    ] = ""
    roles: Annotated[
        tuple[
            Annotated[str, Meta(description="what it was", examples=["Prefeita"])], ...
        ],
        Meta(
            description="what they were at other times, in the order of the original",
            examples=["[Vice-prefeita]"],
        ),
    ] = ()


def person_in(person: Person, words: PersonWords | None, tag: str) -> Person:
    """Someone of an original, whose language has this tag, in other words.

    Who has a name in this language has a short one in it only where that is given.
    """
    if words is None:
        lang = tag if person.role else ""
        return msgspec.structs.replace(person, role_lang=lang)
    named = bool(words.name)
    roles = tuple(
        msgspec.structs.replace(role, role=said)
        for role, said in zip(person.roles, words.roles, strict=False)
    )
    return msgspec.structs.replace(
        person,
        name=words.name or person.name,
        short=words.short or ("" if named else person.short),
        role=words.role or person.role,
        roles=(*roles, *person.roles[len(roles) :]),
        role_lang=tag if person.role and not words.role else "",
    )


class SourceWords(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True
):
    """What a translation says of a source: its notes, in seeds/<id>.<tag>.yaml.

    What a source is called, and by whom it is, stays as it is on record.
    """

    INHERITED: ClassVar[type] = Source

    notes: Annotated[
        dict[Id, Prose],
        Meta(
            description="what it says, in our own words, by the names of the original",
            examples=["{cost: A Câmara estima o custo em cerca de 300.}"],
        ),
    ] = {}
    place: Place


def source_in(source: Source, words: SourceWords | None, tag: str) -> Source:
    """A source of an original, whose language has this tag, in other words.

    Of which nothing is said, it is in the language of the original, as its title is.
    """
    given = words.notes if words else {}
    notes = {
        id: given.get(id) or in_original(note, tag) for id, note in source.notes.items()
    }
    language = source.language or LanguageTag.parse(tag)
    return msgspec.structs.replace(source, notes=notes, language=language)


class SiteWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a translation says of the whole site, as written in site.<tag>.yaml.

    `navigation` has the labels of the original in their order.
    """

    INHERITED: ClassVar[type] = Settings

    title: Annotated[
        str, Meta(description="the name of the site", examples=["Redação local"])
    ] = ""
    publisher: Annotated[
        str, Meta(description="who answers for it", examples=["A Gazeta"])
    ] = ""
    description: Annotated[
        str,
        Meta(
            description="a sentence below the title, and for search engines",
            examples=["O que se sabe das pontes da cidade"],
        ),
    ] = ""
    footer: Annotated[
        Prose | None,
        Meta(
            description="what stands at the end of every page, above the publisher",
            examples=["Escreva para [a redação](mailto:redacao@example.org)."],
        ),
    ] = None
    navigation: Annotated[
        tuple[
            Annotated[str, Meta(description="what a link says", examples=["Contato"])],
            ...,
        ],
        Meta(
            description="what the links at the top of every page say, in the order of "
            "the original",
            examples=["[Quem somos]"],
        ),
    ] = ()
    place: Place


NO_WORDS = SiteWords(place=Place("content/site.yaml"))


def settings_in(settings: Settings, words: SiteWords, language: Language) -> Settings:
    """The settings of a site in another language, in the words that there are."""
    tag = settings.language.tag
    labels = words.navigation
    ways = tuple(
        msgspec.structs.replace(way, label=label)
        for way, label in zip(settings.navigation, labels, strict=False)
    )
    changed = msgspec.structs.replace(
        settings,
        language=language,
        title=words.title or settings.title,
        publisher=words.publisher or settings.publisher,
        description=words.description or settings.description,
        footer=words.footer or in_original(settings.footer, tag),
        navigation=(*ways, *settings.navigation[len(ways) :]),
    )
    return at_home(changed)


def translated_texts_of(
    site: SiteWords | None, people: Mapping[str, PersonWords]
) -> Iterator[PlainText]:
    """The texts of a translation that all its explainers share, as `plain_texts_of`."""
    if site:
        labels = ((label, site.place) for label in site.navigation)
        keys = dict.fromkeys((*KEYS, "footer"), site.place)
        yield from texts_of_site(site, labels, keys)
    for person in people.values():
        yield from texts_of_person((person.role, *person.roles), person.place)
