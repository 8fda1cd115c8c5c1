"""What stands at the top of an article: its front matter."""

from typing import Annotated

import msgspec

from factbox.model.lines import Line
from factbox.model.mentions import Mention
from factbox.model.people import Names
from factbox.model.prose import Prose
from factbox.problems import Place
from factbox.values.dates.calendar import CalendarDay
from factbox.values.dates.days import Day
from factbox.values.dates.when import When

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


KindName = Annotated[
    Mention,
    msgspec.Meta(
        description="a kind of sidebar whose dates the timeline shows as well",
        examples=["quotes"],
        extra={"scheme": "kind"},
    ),
]


LeadId = Annotated[
    Mention,
    msgspec.Meta(
        description="the id of the fact that stands beside the headline",
        examples=["cost"],
        extra={"scheme": "lead"},
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

    headline: Annotated[
        Line,
        msgspec.Meta(
            description="the title of the page", examples=["The closed bridge"]
        ),
    ]
    standfirst: Annotated[
        Prose,
        msgspec.Meta(
            description="a sentence or two below the headline: what it is about",
            examples=["The bridge is closed, and nobody says for how long."],
        ),
    ]
    as_of: AsOf
    description: Annotated[
        Line | None,
        msgspec.Meta(
            description="a plain sentence for search engines and for lists",
            examples=["Why the bridge is closed, and what it costs"],
        ),
    ] = None
    byline: Annotated[
        Names | None, msgspec.Meta(description="who wrote it", examples=["Bo Reporter"])
    ] = None
    dateline: Annotated[
        str, msgspec.Meta(description="where it was written", examples=["Rivertown"])
    ] = ""
    published: Annotated[
        When | None,
        msgspec.Meta(
            description="the day on which it was first published",
            examples=["7 February 2025"],
        ),
    ] = None
    updated: Annotated[
        When | None,
        msgspec.Meta(
            description="the day of the last change, if updates.yaml tells of none",
            examples=["9 February 2025"],
        ),
    ] = None
    draft: IsDraft = False
    publish_on: PublishOn | None = None
    known: Annotated[
        tuple[Prose, ...],
        msgspec.Meta(
            description="what is known, in short sentences; each stands in a list",
            examples=["The bridge is closed."],
            extra={"or_one": True},
        ),
    ] = ()
    unknown: Annotated[
        tuple[Prose, ...],
        msgspec.Meta(
            description="what is not known, in short sentences",
            examples=["When it opens again."],
            extra={"or_one": True},
        ),
    ] = ()
    lead: LeadId | None = None
    weave: Annotated[
        tuple[KindName, ...],
        msgspec.Meta(
            description="the kinds of sidebar whose dates the timeline shows as well",
            examples=["[quotes, figures]"],
            extra={"or_one": True},
        ),
    ] = ()
    place: Place

    @property
    def listed_on(self) -> CalendarDay:
        """The day by which lists order it: of publication, or of what it reports."""
        return (self.published or self.as_of).latest


class Translation(msgspec.Struct, frozen=True, kw_only=True):
    """What makes an explainer one in another language than that of the site.

    `folder` is where the site stands in its language, the tag in the names of its
    files in small letters; `original` is the tag of the language of the original;
    `translator` and `checked_by` are names, "" where nobody is named; `places` tell
    where the words of entries stand, by their ids.
    """

    folder: str
    original: str
    translator: str = ""
    checked_by: str = ""
    places: dict[str, Place] = {}
