"""A build, told as the list of its steps. Begin here.

    files ─► documents ─► site ─► released ─► pages ─► files of the site ─► published

Each step is a pure function of what the ones before it made; `incremental/` calls it,
or takes from the cache what it made of the same before.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path

import msgspec

from factbox.build.incremental import CheckedSite, Incremental, Planned, Printed
from factbox.checking import NAMES
from factbox.checking.release import release
from factbox.checking.waivers import consider
from factbox.model.addresses import SiteAddress
from factbox.model.site import Settings, Site
from factbox.output.assets import misused
from factbox.output.hosting import hosting_files
from factbox.output.links import check_links
from factbox.output.rendered import Output
from factbox.pages import layout_of
from factbox.pages.layout import Layout
from factbox.pages.page import NO_CARDS, Card
from factbox.problems import Failed
from factbox.publishing.plan import AsLeft, Published, is_unknown
from factbox.publishing.publish import publish
from factbox.reading.files import FOLDERS, Files

PACKAGE = Path(__file__).parents[1]
"""The folder of Factbox itself."""


class Occasion(msgspec.Struct, frozen=True):
    """What a site cannot know of itself: the day, and where it will stand.

    `today` decides what is published already; `address` takes the place of the one in
    site.yaml. `with_drafts` is for preview.
    """

    today: date
    address: SiteAddress | None = None
    with_drafts: bool = False


class Rendering(msgspec.Struct, frozen=True):
    """Every file of a site, and its pages, which may still lead nowhere.

    `assets` are the names of those that are used.
    """

    layout: Layout
    pages: list[Planned]
    printed: Mapping[str, Printed]
    assets: set[str]
    files: list[Output]


def build(
    files: Files,
    steps: Incremental,
    occasion: Occasion,
    *,
    project: Path,
    into: Path,
    force: bool = False,
    is_as_left: AsLeft = is_unknown,
) -> tuple[Site, Published]:
    """Make `into` hold the site that `make` returns.

    Raises `Failed` with every problem, and then `into` is as it was.
    """
    site, rendered = make(files, steps, occasion)
    protected = [*(project / folder for folder in FOLDERS), PACKAGE]
    published = publish(
        rendered,
        into,
        project=project,
        protect=protected,
        force=force,
        is_as_left=is_as_left,
    )
    return site, published


def make(
    files: Files, steps: Incremental, occasion: Occasion
) -> tuple[Site, list[Output]]:
    """The site that the files of a project describe, and every file of it.

    Raises `Failed` with every problem. The cache then holds what made them and nothing
    more.
    """
    checked = read_site(files, steps, occasion)
    cards = steps.draw_cards(checked)
    rendering = render(checked, files, steps, cards.by_folder)
    check_between(rendering, cards.files, files, steps)
    steps.cache.forget_the_rest()
    advice = consider([*checked.site.advice, *cards.advice], files, NAMES)
    site = msgspec.structs.replace(
        checked.site, advice=advice.advice, waived=advice.waived
    )
    return site, [*rendering.files, *cards.files]


def read_site(files: Files, steps: Incremental, occasion: Occasion) -> CheckedSite:
    """The site as it is out on a day.

    Raises `Failed` with every problem in the files.
    """
    documents = steps.read(files)
    checked = steps.check(documents, files)
    site = release(
        checked.site,
        today=occasion.today,
        address=occasion.address,
        with_drafts=occasion.with_drafts,
    )
    return CheckedSite(site, checked.keys)


def render(
    checked: CheckedSite,
    files: Files,
    steps: Incremental,
    cards: Mapping[str, Card] = NO_CARDS,
) -> Rendering:
    """Every file of a site but its cards. Raises `Failed` for mistakes in templates."""
    settings = checked.site.settings
    layout = layout_of(checked.site, cards)
    pages = steps.plan_pages(checked, layout)
    assets = steps.assets(files, settings)
    printer = steps.printer(files, assets, settings)
    steps.prepare(pages, printer)
    made = steps.make_pages(pages, files, printer)
    printed = {path: each.printed for path, each in made.items()}
    named = _named(printed, settings)
    rendered: list[Output] = [
        *hosting_files(settings.address),
        *assets.rendered(named),
        *steps.images(layout, files),
        *(each.file for each in printed.values()),
        *(file for each in made.values() for file in each.data),
        *(file for each in made.values() for file in each.excerpt),
        *steps.write_feeds(pages, layout),
    ]
    return Rendering(layout, pages, printed, assets.in_style | named, rendered)


def render_pages(
    checked: CheckedSite,
    files: Files,
    steps: Incremental,
    is_wanted: Callable[[str], bool],
) -> list[Output]:
    """The assets and images of a site, and its pages at the paths that are wanted.

    Raises `Failed` for mistakes in the templates of these.
    """
    layout = layout_of(checked.site)
    pages = steps.plan_pages(checked, layout, is_wanted)
    settings = checked.site.settings
    assets = steps.assets(files, settings)
    printer = steps.printer(files, assets, settings)
    printed = steps.print_pages(pages, files, printer)
    named = _named(printed, settings)
    pages_of = (each.file for each in printed.values())
    return [*assets.rendered(named), *steps.images(layout, files), *pages_of]


def check_between(
    rendering: Rendering, cards: Iterable[Output], files: Files, steps: Incremental
) -> None:
    """Raise `Failed` where a file asks for what is not in the site, or must not be.

    Likewise where nothing names a file of assets/, or a list names one that is not.
    """
    site = rendering.layout.site
    printed = rendering.printed
    others = [file for file in rendering.files if file.path not in printed]
    problems = list(misused(files, rendering.assets, site.settings.publish))
    try:
        check_links(
            {path: page.outline for path, page in printed.items()},
            steps.refuse_addresses(others),
            {file.path: file for file in (*rendering.files, *cards)},
            [planned.route for planned in rendering.pages],
            files,
        )
    except Failed as failed:
        problems += failed.problems
    if problems:
        raise Failed(problems)


def _named(printed: Mapping[str, Printed], settings: Settings) -> set[str]:
    """The names of the assets that pages or the settings name."""
    listed = (name.text for name in settings.publish)
    return {*listed, *(name for page in printed.values() for name in page.assets)}
