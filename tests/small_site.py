"""A small microsite in memory, and what a build of it makes.

Two explainers, `bridge` and `tunnel`; the first has a sidebar of every kind.
"""

from collections.abc import Mapping
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

from factbox.build.cache import Cache
from factbox.build.incremental import Incremental
from factbox.build.steps import Occasion, render
from factbox.build.steps import read_site as read_released_site
from factbox.model.addresses import SiteAddress
from factbox.model.site import Site
from tests.making import read_site

ROOT = Path(__file__).parent.parent
TODAY = date(2025, 3, 1)
ADDRESS = "https://example.org/explainers/"
TEMPLATES = {
    path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
    for folder in ("templates", "assets")
    for path in sorted((ROOT / folder).rglob("*"))
    if path.suffix in (".html", ".css", ".svg")
} | {"assets/touch-icon.png": ""}
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
published: January 2025
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

See [](explainer:tunnel).
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


def small_site(changes: Mapping[str, str | None] | None = None) -> Site:
    """The checked site; `changes` has new texts by path, None for a file that goes."""
    return read_site(_files(changes or {}))


def built(
    changes: Mapping[str, str | None] | None = None,
    *,
    address: str = "",
    today: date = TODAY,
    with_drafts: bool = False,
) -> dict[str, str]:
    """The text of every file that a build of the site makes, by its path."""
    files = _files(changes or {})
    steps = Incremental(Cache())
    placed = SiteAddress.parse(address) if address else None
    checked = read_released_site(files, steps, Occasion(today, placed, with_drafts))
    rendered = render(checked, files, steps).files
    return {file.path: file.content.decode() for file in rendered}


def _files(changes: Mapping[str, str | None]) -> dict[str, bytes]:
    texts = {**TEMPLATES, **TEXTS, **changes}
    return {path: text.encode() for path, text in texts.items() if text is not None}


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
