"""A small microsite in memory, and what a build of it makes.

Two explainers, `bridge` and `tunnel`; the first has a sidebar of every kind.
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path

from factbox.build.cache import Cache
from factbox.build.incremental import Incremental
from factbox.build.steps import Occasion, render
from factbox.build.steps import read_site as read_released_site
from factbox.model.addresses import SiteAddress
from factbox.model.site import Site
from tests.copies import ROOT, copy_folders
from tests.making import read_site

TODAY = date(2025, 3, 1)
ADDRESS = "https://example.org/explainers/"
TEMPLATES = {
    path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
    for folder in ("templates", "assets")
    for path in sorted((ROOT / folder).rglob("*"))
    if path.suffix in (".html", ".css", ".svg")
} | {"assets/touch-icon.png": ""}
DRESS = {path: text.encode() for path, text in TEMPLATES.items()}
"""The templates and assets of this repository, which its projects are dressed in."""
TEXTS = {
    "content/site.yaml": """\
title: City desk
language: en-GB
publisher: The Gazette
description: Explainers of the city desk
""",
    "content/people.yaml": """\
- id: council
  name: City Council
  kind: organisation
- id: engineer
  name: Ada Engineer
  role: Bridge engineer
- id: gazette
  name: The Gazette
  kind: organisation
""",
    "seeds/minutes.yaml": """\
title: Minutes of the council
author: The clerk
publisher: City Council
published: February 2025
url: https://council.example/minutes
notes:
  cost: The council puts the cost at about 300.
  closing: Says who closed the bridge.
""",
    "content/bridge/article.md": """\
---
headline: The closed bridge
standfirst: The [bridge](event:closed) is closed.
as_of: 7 February 2025
published: 8 February 2025
byline: Bo Reporter
known:
  - The repair costs [](figure:cost@council).[](source:minutes#cost)
---

## What happened

See [](explainer:tunnel).[](source:minutes)

The bridge has been closed since [mid-January](event:closed). [](person:council) closed
it after [](event:found), and said that it had no choice.[](source:minutes#closing)

![](event:closed)

Since then, whoever wants to cross the river has to take the ferry, or to walk down to
the weir and up again on the other side. The council has counted neither the ones nor the
others, and does not intend to.[](source:minutes)

## What is wrong with it

Much of the steel under the deck is rusty. [](person:engineer) has seen it from a boat, and
speaks of [](quote:rust). She says that nobody had painted it for years; the council says
that it was painted whenever that was due.[](source:minutes#closing)

![](quote:rust)

Neither of them says since when the rust has been there. The minutes have a photograph of
it, with no date, and the clerk does not remember who took it.[](source:minutes#closing)

## What it costs

The council expects to pay [](figure:cost@council) million.[](source:minutes#cost) The
engineer expects [](figure:cost@engineer), since the rust may go deeper than can be seen
from below.[](source:minutes)

![](figure:cost)

Set against each other, the two make [](figure:share). That is our own arithmetic, and it
says only how far apart they are.[](source:minutes#cost)

## Who says so

The council says that the bridge [is safe](quote:safe) all the same, and that it was
closed so that the painters could work. The engineer has not answered that. The painters
have not come yet, as far as the minutes tell.[](source:minutes#closing)
""",
    "content/bridge/figures.yaml": """\
- id: cost
  label: Cost of the repair
  unit: million
  estimates:
    - value: about 300
      by: council
      as_of: January 2025
      source: minutes#cost
    - value: 310.50 to 400
      by: engineer
      via: gazette
      source: minutes
- id: share
  label: Share of the budget
  unit: "%"
  derived: cost@council / cost@engineer
  mixed: true
""",
    "content/bridge/quotes.yaml": """\
- id: rust
  who: engineer
  on: 3 February 2025
  said: Blamed the weather for [](figure:cost@council).
  words: nothing but rust
  via: gazette
  about: [cost, closed]
  source: minutes#closing
- id: safe
  who: council
  said: Said that the bridge is safe.
  source: minutes#closing
""",
    "content/bridge/timeline.yaml": """\
- id: closed
  when: mid-January 2025
  title: The bridge is closed
  text: It was [](quote:rust).
  by: council
  source: minutes#closing
- id: found
  when: between 3 January 2025 and 7 January 2025
  title: Rust is found
  by: council
  source: minutes#closing
""",
    "content/bridge/updates.yaml": """\
- id: cost-rises
  when: 10 February 2025
  kind: update
  what: The engineer now says [](figure:cost@engineer).
  about: [cost]
- id: wrong-day
  when: 2025-02-12
  kind: correction
  what: The bridge was closed in [mid-January](event:closed), not in March.
  about: [closed]
""",
    "content/tunnel/article.md": """\
---
headline: The tunnel
standfirst: A tunnel is planned.
as_of: January 2025
published: January 2025
---
""",
}


WITH_HOME = {"content/site.yaml": TEXTS["content/site.yaml"] + "home: bridge\n"}
"""A change: the first explainer stands at the top of the site."""


def small_site(changes: Mapping[str, str | None] | None = None) -> Site:
    """The checked site; `changes` has new texts by path, None for a file that goes."""
    return read_site(small_project(changes))


def built(
    changes: Mapping[str, str | None] | None = None,
    *,
    address: str = "",
    today: date = TODAY,
    with_drafts: bool = False,
) -> dict[str, str]:
    """The text of every file that a build of the site makes, by its path."""
    changed = frozenset((changes or {}).items())
    return dict(_built(changed, address, today, with_drafts))


@lru_cache(maxsize=100)
def _built(
    changes: frozenset[tuple[str, str | None]],
    address: str,
    today: date,
    with_drafts: bool,
) -> Mapping[str, str]:
    """The same, kept for the other tests of the same site: a build is a function."""
    files = small_project(dict(changes))
    steps = Incremental(Cache())
    placed = SiteAddress.parse(address) if address else None
    checked = read_released_site(files, steps, Occasion(today, placed, with_drafts))
    rendered = render(checked, files, steps).files
    return {file.path: file.content.decode() for file in rendered}


def small_project(
    changes: Mapping[str, str | None] | None = None,
) -> dict[str, bytes]:
    """The files of the project that is built, by their paths."""
    texts = {**TEMPLATES, **TEXTS, **(changes or {})}
    return {path: text.encode() for path, text in texts.items() if text is not None}


def write_small_project(
    to: Path, changes: Mapping[str, str | None] | None = None
) -> None:
    """Put the project into a folder, dressed as this repository is."""
    copy_folders("templates", "assets", to=to)
    for path, text in {**TEXTS, **(changes or {})}.items():
        if text is not None:
            (to / path).parent.mkdir(parents=True, exist_ok=True)
            (to / path).write_text(text, "utf-8")


class PageHead(HTMLParser):
    """What a browser finds in the head of a page.

    `metas` has the contents of meta elements by name or property, `links` the
    attributes of link elements, `scripts` the type and the text of each script.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.metas: dict[str, str] = {}
        self.links: list[dict[str, str]] = []
        self.scripts: list[tuple[str, str]] = []
        self.tags: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        if tag == "meta" and "content" in given and "http-equiv" not in given:
            self.metas[given.get("name") or given.get("property", "")] = given[
                "content"
            ]
        if tag == "link":
            self.links.append(given)
        if tag == "script":
            self.scripts.append((given.get("type", ""), ""))

    def handle_data(self, data: str) -> None:
        if self.scripts and self.lasttag == "script" and not self.scripts[-1][1]:
            self.scripts[-1] = (self.scripts[-1][0], data)

    def linked(self, rel: str) -> list[str]:
        return [link["href"] for link in self.links if link.get("rel") == rel]
