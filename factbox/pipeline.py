"""The build as one story: files, site, cards, pages, links, published."""

from datetime import date
from pathlib import Path

import msgspec

from factbox.card import draw_cards
from factbox.content import read_site
from factbox.files import FOLDERS, Files
from factbox.links import check_links
from factbox.memo import Memo
from factbox.model import Site, SiteAddress
from factbox.plan import Published
from factbox.publish import publish
from factbox.release import release
from factbox.render import render
from factbox.rendered import Rendered


def make(
    files: Files, memo: Memo, *, today: date, address: SiteAddress | None = None
) -> tuple[Site, list[Rendered]]:
    """The site that the files of a project describe, and every file of it.

    `today` decides what is published already; `address` takes the place of the one in
    site.yaml. The memo then holds what made them and nothing more. Raises `Failed` with
    every problem.
    """
    site = release(read_site(files, memo), today=today, address=address)
    cards = draw_cards(site, memo)
    rendered = [*render(site, files, memo, cards.by_folder), *cards.files]
    check_links(rendered, site, files, memo)
    memo.forget_the_rest()
    advice = tuple(sorted([*site.advice, *cards.advice]))
    return msgspec.structs.replace(site, advice=advice), rendered


def build(
    files: Files,
    memo: Memo,
    *,
    project: Path,
    into: Path,
    today: date,
    address: SiteAddress | None = None,
    force: bool = False,
) -> tuple[Site, Published]:
    """Make `into` hold the site that `make` returns.

    Raises `Failed` with every problem, and then `into` is as it was.
    """
    site, rendered = make(files, memo, today=today, address=address)
    protected = [project / folder for folder in FOLDERS]
    published = publish(rendered, into, project=project, protect=protected, force=force)
    return site, published
