"""The build as one story: files, site, pages, published."""

from datetime import date
from pathlib import Path

from factbox.content import read_site
from factbox.files import FOLDERS, Files
from factbox.memo import Memo
from factbox.model import Site, SiteAddress
from factbox.publish import Published, publish
from factbox.release import release
from factbox.render import render


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
    """Make `into` hold the site that the files of `project` describe.

    `today` decides what is published already; `address` takes the place of the one in
    site.yaml. Raises `Failed` with every problem, and then `into` is as it was.
    """
    site = release(read_site(files, memo), today=today, address=address)
    rendered = render(site, files, memo)
    protected = [project / folder for folder in FOLDERS]
    published = publish(rendered, into, project=project, protect=protected, force=force)
    memo.forget_the_rest()
    return site, published
