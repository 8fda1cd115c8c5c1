"""The build as one story: files, site, cards, pages, links, published."""

from pathlib import Path

import msgspec

from factbox.card import draw_cards
from factbox.content import read_site
from factbox.files import FOLDERS, Files
from factbox.links import check_links
from factbox.memo import Memo
from factbox.model import Site
from factbox.publish import Published, publish
from factbox.render import render
from factbox.rendered import Rendered


def make(files: Files, memo: Memo) -> tuple[Site, list[Rendered]]:
    """The site that the files of a project describe, and every file of it.

    Raises `Failed` with every problem.
    """
    site = read_site(files, memo)
    cards = draw_cards(site, memo)
    rendered = [*render(site, files, memo, cards.by_folder), *cards.files]
    check_links(rendered, site, memo)
    advice = tuple(sorted([*site.advice, *cards.advice]))
    return msgspec.structs.replace(site, advice=advice), rendered


def build(
    files: Files, memo: Memo, *, project: Path, into: Path, force: bool = False
) -> tuple[Site, Published]:
    """Make `into` hold the site that the files of `project` describe.

    Raises `Failed` with every problem, and then `into` is as it was.
    """
    site, rendered = make(files, memo)
    protected = [project / folder for folder in FOLDERS]
    published = publish(rendered, into, project=project, protect=protected, force=force)
    memo.forget_the_rest()
    return site, published
