"""The build as one story: files, site, pages, published."""

from pathlib import Path

from factbox.content import read_site
from factbox.files import FOLDERS, Files
from factbox.memo import Memo
from factbox.model import Site
from factbox.publish import Published, publish
from factbox.render import render


def build(
    files: Files, memo: Memo, *, project: Path, into: Path, force: bool = False
) -> tuple[Site, Published]:
    """Make `into` hold the site that the files of `project` describe.

    Raises `Failed` with every problem, and then `into` is as it was.
    """
    site = read_site(files, memo)
    rendered = render(site, files, memo)
    protected = [project / folder for folder in FOLDERS]
    published = publish(rendered, into, project=project, protect=protected, force=force)
    memo.forget_the_rest()
    return site, published
