"""The microsite as a whole."""

from collections.abc import Mapping
from typing import Annotated, Literal

import msgspec

from factbox.languages.currencies import Currency
from factbox.languages.language import Language
from factbox.model.addresses import SiteAddress, WebAddress
from factbox.model.explainers import Explainer
from factbox.model.mentions import Mention
from factbox.model.people import Person
from factbox.model.sources import Source
from factbox.problems import Located, Place, Problem
from factbox.values.dates.locales import Locale
from factbox.values.dates.times import TimeZone

ExplainerId = Annotated[
    Mention,
    msgspec.Meta(
        description="the folder of an explainer in content/",
        examples=["closed-bridge"],
        extra={"scheme": "explainer"},
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


class AssetName(msgspec.Struct, frozen=True):
    """A file of assets/, by its path below that, where an editor names it."""

    text: str
    place: Place
    mentions: tuple[Mention, ...] = ()
    problems: tuple[Problem, ...] = ()

    @classmethod
    def read(cls, written: Located) -> "AssetName":
        return cls(written.text, written.at(0))


Publish = Annotated[
    AssetName,
    msgspec.Meta(
        description="a file of assets/ that no template and no style sheet names",
        examples=["report.pdf"],
    ),
]


OwnCurrency = Annotated[
    Currency,
    msgspec.Meta(
        description="the currency of the site: what a bare $ means, for one",
        examples=["USD"],
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
    publish: tuple[Publish, ...] = ()
    currency: OwnCurrency | None = None
    time_zone: Zone | None = None
    hemisphere: Hemisphere = "north"

    @property
    def locale(self) -> Locale:
        """How dates are read in its files."""
        return Locale.of(self.language, self.hemisphere == "south", self.time_zone)


def at_home(settings: Settings) -> Settings:
    """The settings with a language that prints money as their currency says."""
    if settings.currency is None:
        return settings
    currency = settings.currency.code
    language = msgspec.structs.replace(settings.language, currency=currency)
    return msgspec.structs.replace(settings, language=language)


class Site(msgspec.Struct, frozen=True, kw_only=True):
    """The whole microsite, checked.

    `home` is the folder served at "/", or ""; `places` tells where people.yaml has each
    of the people; `waived` is the advice that a desk has looked at and lets stand.
    """

    settings: Settings
    people: Mapping[str, Person]
    places: Mapping[str, Place]
    sources: Mapping[str, Source]
    explainers: tuple[Explainer, ...]
    home: str
    advice: tuple[Problem, ...]
    waived: tuple[Problem, ...] = ()
