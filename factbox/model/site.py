"""The microsite as a whole."""

from collections.abc import Mapping
from typing import Annotated, Literal

import msgspec

from factbox.languages.currencies import Currency
from factbox.languages.language import Language
from factbox.model.addresses import SiteAddress, WebAddress
from factbox.model.explainers import Explainer
from factbox.model.look import AssetName, Token, Way
from factbox.model.mentions import Id, Mention
from factbox.model.people import Person
from factbox.model.prose import Prose
from factbox.model.sources import Source
from factbox.problems import Place, Problem
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


Tokens = Annotated[
    dict[Id, Token],
    msgspec.Meta(
        examples=["{way: '#06565f'}"],
        description="the inks, faces and widths that differ from the theme's: "
        "tokens of assets/css/tokens.css, by their names",
    ),
]


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

    title: Annotated[
        str, msgspec.Meta(description="the name of the site", examples=["City desk"])
    ]
    publisher: Annotated[
        str,
        msgspec.Meta(description="who answers for it", examples=["The Gazette"]),
    ]
    language: Annotated[
        Language,
        msgspec.Meta(
            description="the language of the texts, as a tag", examples=["en-GB"]
        ),
    ]
    address: Address | None = None
    description: Annotated[
        str,
        msgspec.Meta(
            description="a sentence below the title, and for search engines",
            examples=["What is known of the city’s bridges"],
        ),
    ] = ""
    home: ExplainerId | None = None
    licence: Licence | None = None
    embeds: Annotated[
        bool,
        msgspec.Meta(
            description="whether each key figure has a page that others can embed, and "
            "its chart as a picture",
            examples=[True],
        ),
    ] = False
    theme: Tokens = {}
    logo: Annotated[
        AssetName | None,
        msgspec.Meta(
            description="a picture in assets/ that stands before the title",
            examples=["logo.svg"],
        ),
    ] = None
    navigation: Annotated[
        tuple[Way, ...],
        msgspec.Meta(
            description="where the top of every page leads",
            examples=["[{label: About us, address: https://example.org/about}]"],
        ),
    ] = ()
    footer: Annotated[
        Prose | None,
        msgspec.Meta(
            description="what stands at the end of every page, above the publisher",
            examples=["Write to [the desk](mailto:desk@example.org)."],
        ),
    ] = None
    publish: Annotated[
        tuple[Publish, ...],
        msgspec.Meta(
            description="files of assets/ that are published though no page shows them",
            examples=["[report.pdf]"],
        ),
    ] = ()
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
    of the people, of a translation where their words stand; `waived` is the advice that
    a desk has looked at and lets stand.

    `translations` are the same site in other languages, as far as it is translated;
    `folder` is where such a one stands, "" for the original.
    """

    settings: Settings
    people: Mapping[str, Person]
    places: Mapping[str, Place]
    sources: Mapping[str, Source]
    explainers: tuple[Explainer, ...]
    home: str
    advice: tuple[Problem, ...]
    waived: tuple[Problem, ...] = ()
    folder: str = ""
    translations: "tuple[Site, ...]" = ()

    @property
    def prefix(self) -> str:
        """What stands before the paths of its pages: "" or "pt/"."""
        return f"{self.folder}/" if self.folder else ""

    def folder_of(self, explainer: str) -> str:
        """Where an explainer stands: the prefix, and its folder unless it is home."""
        return self.prefix + ("" if explainer == self.home else f"{explainer}/")
