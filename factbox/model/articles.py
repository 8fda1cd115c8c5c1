"""What stands at the top of an article: its front matter."""

from typing import Annotated

import msgspec

from factbox.model.lines import Line
from factbox.model.mentions import FactId, Mention
from factbox.model.people import Names
from factbox.model.prose import Prose
from factbox.problems import Place
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


class FrontMatter(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True
):
    """What stands between the two lines '---' of an article.

    `known` and `unknown` are what is and what is not known, in short sentences; `lead`
    is the fact that stands beside the headline; `weave` names the kinds whose dates
    stand in the timeline, too. A `draft` is not published, nor is anything before the
    day of `publish_on`.
    """

    headline: Line
    standfirst: Prose
    as_of: AsOf
    description: Line | None = None
    byline: Names | None = None
    dateline: str = ""
    published: When | None = None
    updated: When | None = None
    draft: IsDraft = False
    publish_on: PublishOn | None = None
    known: tuple[Prose, ...] = ()
    unknown: tuple[Prose, ...] = ()
    lead: FactId | None = None
    weave: tuple[KindName, ...] = ()
    place: Place
