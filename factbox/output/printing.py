"""A `Site` and its templates to the files of the built site; touches no disk.

Templates are the project's own, in templates/. They get a page of `pages.py` and these:

- `head`: the page's metadata, from `metadata.py`;
- `prose(text)`: the HTML of a text, its references filled in;
- `cite(citation)`: the number of a citation, linked to its note;
- `card(item)`: an item as its kind's template shows it;
- `refer(mention)`: a link to the item that a mention names, by its title;
- `asset(name)`: the address of a file by its path below assets/; `style` is that of the
  style sheet, and `style_source` what allows it in a Content-Security-Policy;
- `say`, a filter: a quantity or a date in a language, as in
  `{{ value | say(page.language) }}`.

The types of pages are `explainer.html`, `list.html` and `404.html`. What they are made
of stands in `components/<name>/template.html`; docs/components.md tells of it. The
component of a kind, found by the kind's name, sets `title`, the heading above its items,
and has two macros of one argument: `sidebar(arranged)` for all of its items, as the kind
arranges them, and `card(item)` for one that an article embeds.
"""

import marshal
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from functools import cached_property, partial
from types import CodeType
from typing import TYPE_CHECKING, Any, Protocol, cast

import msgspec

from factbox.build.cache import BYTES, Memo, Shape, digest, shape_of
from factbox.build.workers import fill
from factbox.kinds import KINDS
from factbox.languages.language import Language
from factbox.model.items import Item, Sidebar
from factbox.model.mentions import Mention
from factbox.model.prose import Embed, FootnoteMark, Part, Picture, Prose
from factbox.model.site import Site
from factbox.model.sources import Citation
from factbox.output.assets import Assets
from factbox.output.data import data_files
from factbox.output.feeds import Listing, feeds, listing_of
from factbox.output.hosting import hosting_files
from factbox.output.metadata import explainer_head, list_head
from factbox.output.rendered import Rendered
from factbox.output.social_card import NO_CARDS, Card
from factbox.pages.pages import (
    NOT_FOUND,
    ExplainerPage,
    ListPage,
    Page,
    Planned,
    images_of,
    pages_of,
)
from factbox.problems import Failed, Place, Problem, Unreadable
from factbox.reading.files import Files, text_of
from factbox.values.dates import When
from factbox.values.quantities import Quantity

if TYPE_CHECKING:
    from jinja2 import Environment, Template
    from markupsafe import Markup

# Python's own form of code, which goes with its version; so does a memo.
CODE: Shape[CodeType] = Shape(marshal.dumps, marshal.loads)


def render(
    site: Site, files: Files, memo: Memo, cards: Mapping[str, Card] = NO_CARDS
) -> list[Rendered]:
    """Every file of the built site but the cards, which are by explainers' folders.

    Raises `Failed` for mistakes in templates.
    """
    assets = Assets(files)
    press = _Press(_templates(files), assets, memo)
    rendered = [*hosting_files(site.settings.address), *assets.rendered]
    rendered += _images(site, files)
    planned_pages = list(pages_of(site, cards))
    fill(memo, [partial(_made, planned, press) for planned in planned_pages])
    rendered += _printed(planned_pages, press)
    for planned in planned_pages:
        rendered += _data(planned, memo)
    listings = [_listing(planned, memo) for planned in planned_pages]
    return [*rendered, *feeds(site.settings, listings, memo)]


def render_pages(
    site: Site, files: Files, memo: Memo, is_wanted: Callable[[str], bool]
) -> list[Rendered]:
    """The assets and images of the site, and its pages at the paths that are wanted.

    Raises `Failed` for mistakes in the templates of these.
    """
    assets = Assets(files)
    press = _Press(_templates(files), assets, memo)
    pages = pages_of(site, is_wanted=is_wanted)
    return [*assets.rendered, *_images(site, files), *_printed(pages, press)]


def _images(site: Site, files: Files) -> list[Rendered]:
    """The images that stand beside the articles."""
    return [Rendered(path, files[image.source]) for path, image in images_of(site)]


def _printed(pages: Iterable[Planned], press: "_Press") -> list[Rendered]:
    """These pages. Raises `Failed` with the mistakes in the templates of all."""
    rendered = []
    problems: set[Problem] = set()
    for planned in pages:
        try:
            rendered.append(Rendered(planned.path, press.printed(planned)))
        except Failed as failed:
            problems.update(failed.problems)
    if problems:
        raise Failed(problems)
    return rendered


FILES: Shape[tuple[Rendered, ...]] = shape_of(tuple[Rendered, ...])
LISTING = shape_of(Listing)


def _made(planned: Planned, press: "_Press") -> None:
    """All that is made from a page is in the memo."""
    press.printed(planned)
    _data(planned, press.memo)
    _listing(planned, press.memo)


def _data(planned: Planned, memo: Memo) -> tuple[Rendered, ...]:
    def make() -> tuple[Rendered, ...]:
        page = planned.page()
        return data_files(page) if isinstance(page, ExplainerPage) else ()

    return memo.recall(digest("data", planned.made_from), FILES, make)


def _listing(planned: Planned, memo: Memo) -> Listing:
    key = digest("listing", planned.made_from)
    return memo.recall(key, LISTING, lambda: listing_of(planned.page()))


def _templates(files: Files) -> dict[str, str]:
    """The text of each template by its name, the path below templates/."""
    return {
        path.removeprefix("templates/"): text_of(path, content)
        for path, content in files.items()
        if path.startswith("templates/") and path.endswith(".html")
    }


ANY_STYLE = "\0style\0"
"""The path of the style sheet until it is known; no text of an author has a NUL."""


class _Press:
    """Prints pages with the project's templates, or takes them from the memo."""

    def __init__(
        self, templates: Mapping[str, str], assets: Assets, memo: Memo
    ) -> None:
        self.templates = templates
        self.assets = assets
        self.memo = memo
        # A build that prints nothing must not make the next one compile them again.
        for name, text in templates.items():
            memo.keep(_template_key(name, text))
        # The paths of assets hold their digests.
        paths = [asset.path for asset in assets.files.values()]
        self.made_with = digest(sorted(templates.items()), paths)

    def printed(self, planned: Planned) -> bytes:
        """The bytes of a page, from exactly the page, the templates and the assets.

        The memo has them for any style sheet, unless the sheet is in the page: else a
        change in it would print every page anew.
        """
        style = self.assets.style.path
        sheet = style if planned.path == NOT_FOUND else ""
        key = digest(self.made_with, sheet, planned.made_from)
        page = self.memo.recall(key, BYTES, lambda: self.print(planned.page()).encode())
        return page.replace(ANY_STYLE.encode(), style.encode())

    @cached_property
    def environment(self) -> "Environment":
        return _environment(self.templates, self.memo)

    def print(self, page: Page) -> str:
        with template_mistakes():
            if isinstance(page, ExplainerPage):
                given = self.linked(page.root)
                return _Printing(self.environment, page, given).html()
            if isinstance(page, ListPage):
                given = {**self.linked(page.root), "head": list_head(page)}
                return self.html("list.html", page, given)
            return self.html("404.html", page, self.embedded())

    def html(self, template: str, page: Page, given: Mapping[str, object]) -> str:
        return self.environment.get_template(template).render(given, page=page)

    def linked(self, root: str) -> dict[str, object]:
        """The assets for a page from which `root` leads to the top of the site."""
        return {
            "asset": lambda name: root + self.assets.path(name),
            "style": root + ANY_STYLE,
            "style_source": "self",
        }

    def embedded(self) -> dict[str, object]:
        """The assets for a page that stands anywhere: in the page itself."""
        from markupsafe import Markup

        return {
            "asset": self.assets.embedded,
            "style": Markup(self.assets.embedded_style),
            "style_source": self.assets.embedded_style_source,
        }


def _template_key(name: str, text: str) -> bytes:
    return digest("template", name, text)


def _environment(templates: Mapping[str, str], memo: Memo) -> "Environment":
    # Slow to import, and not needed where every page comes from the memo.
    from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound

    class Loader(BaseLoader):
        """Takes what templates are compiled to from the memo, as well.

        Compiling all of them takes longer than printing a page.
        """

        def load(
            self,
            environment: Environment,
            name: str,
            globals: "MutableMapping[str, Any] | None" = None,
        ) -> "Template":
            if name not in templates:
                raise TemplateNotFound(name)
            text, file = templates[name], f"templates/{name}"
            code = memo.recall(
                _template_key(name, text),
                CODE,
                lambda: environment.compile(text, name, file),
            )
            return environment.template_class.from_code(
                environment, code, {} if globals is None else globals
            )

    environment = Environment(
        loader=Loader(),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["say"] = _say
    return environment


class Macros(Protocol):
    """What the template of a kind sets and its macros, by their names."""

    title: str

    def __getattr__(self, name: str) -> "Callable[..., Markup]": ...


class Target(msgspec.Struct, frozen=True):
    """Where a reference leads, and what it says where its author did not.

    `card` is the id of the card that tells more, "" where there is none.
    """

    href: str
    words: str
    card: str


class Section(msgspec.Struct, frozen=True):
    """One kind's sidebar: its id in the page, its title and its items as HTML."""

    id: str
    title: str
    html: "Markup"


class _Printing:
    """One explainer's page being printed: what its templates can call."""

    def __init__(
        self,
        environment: "Environment",
        page: ExplainerPage,
        assets: Mapping[str, object],
    ) -> None:
        self.page = page
        self.items = {
            item.id: (sidebar.kind, item)
            for sidebar in page.sidebars
            for item in sidebar.items
        }
        self.people = {person.id: person for person in page.people}
        self.given = {
            **assets,
            "page": page,
            "head": explainer_head(page, page.card),
            "prose": self.prose,
            "cite": self.cite,
            "card": self.card,
            "refer": self.refer,
        }
        self.template = environment.get_template("explainer.html")
        self.reference = self.component(environment, "reference", "reference")
        self.citation = self.component(environment, "citation", "citation")
        self.footnotes = self.component(environment, "footnotes", "footnote_mark")
        self.picture = self.component(environment, "picture", "picture")
        self.kinds = {
            sidebar.kind: self.component(
                environment, sidebar.kind, "title", "sidebar", "card"
            )
            for sidebar in page.sidebars
        }

    def component(
        self, environment: "Environment", component: str, *names: str
    ) -> "Macros":
        """What a component defines; its macros may call what every template may."""
        name = f"components/{component}/template.html"
        module = environment.get_template(name).make_module(self.given)
        missing = [each for each in names if not hasattr(module, each)]
        if missing:
            message = f"this template does not define '{missing[0]}'"
            hint = f"a template like this one defines {', '.join(names)}"
            raise Failed([Problem(Place(f"templates/{name}"), message, hint)])
        return cast("Macros", module)

    def html(self) -> str:
        """The page."""
        sections = [self.section(sidebar) for sidebar in self.page.sidebars]
        return self.template.render(self.given, sections=sections)

    def section(self, sidebar: Sidebar) -> Section:
        """The items of one kind, arranged as their template shows them."""
        kind = next(kind for kind in KINDS if kind.name == sidebar.kind)
        page = self.page
        arranged = kind.arrange(sidebar.items, page.front, page.language, page.woven)
        macros = self.kinds[sidebar.kind]
        return Section(sidebar.kind, macros.title, macros.sidebar(arranged))

    def prose(self, text: Prose) -> "Markup":
        """The HTML of a text."""
        from markupsafe import Markup

        return Markup("").join(self.part(part) for part in text.parts)

    def part(self, part: Part) -> "Markup":
        from markupsafe import Markup

        if isinstance(part, str):
            return Markup(part)
        if isinstance(part, Embed):
            return self.card(self.items[part.mention.id][1])
        if isinstance(part, Picture):
            return self.picture.picture(part, self.page.images[part.file])
        if isinstance(part, FootnoteMark):
            return self.footnotes.footnote_mark(part)
        mention = part.mention
        id = self.page.ids.get(str(mention.place), "")
        if mention.kind == "source":
            return self.citation.citation(self.page.numbers[str(mention)], id)
        target = self.target(mention)
        words = Markup(part.html) if part.html else target.words
        # In the running text alone; a card does not bring another.
        card = target.card if id else ""
        return self.reference.reference(mention.kind, target.href, words, id, card)

    def target(self, mention: Mention) -> Target:
        """Where a mention leads."""
        if mention.kind == "person":
            return Target(f"#person-{mention.id}", self.people[mention.id].name, "")
        if mention.kind == "explainer":
            link = next(link for link in self.page.links if link.folder == mention.id)
            return Target(link.href, link.front.headline, "")
        item = self.items[mention.id][1]
        words = item.words(mention.part, self.page.language)
        return Target(f"#{item.part_anchor(mention.part)}", words, item.anchor)

    def cite(self, citation: Citation) -> "Markup":
        """The number of a citation that an item makes, linked to its note."""
        return self.citation.citation(self.page.numbers[str(citation)], "")

    def card(self, item: Item) -> "Markup":
        """An item by itself, as its kind's template shows it."""
        return self.kinds[self.items[item.id][0]].card(item)

    def refer(self, mention: Mention) -> "Markup":
        """A link to an item, by its title."""
        item = self.items[mention.id][1]
        return self.reference.reference(
            item.KIND, f"#{item.anchor}", item.title, "", ""
        )


def _say(value: Quantity | When, language: Language) -> str:
    """The filter `say`."""
    return value.in_language(language)


@contextmanager
def template_mistakes() -> Iterator[None]:
    """Turn a mistake in a template into a problem in its file and line."""
    # Not jinja2.TemplateError alone: an author's template can divide by zero, too.
    try:
        yield
    except Exception as error:
        place = _place_in_template(error)
        if place is None:
            raise
        raise Failed([Problem(place, *_in_words(error))]) from error


def _place_in_template(error: BaseException) -> Place | None:
    """The innermost line of a template that led to an error; None if none did."""
    from jinja2 import TemplateNotFound, TemplateSyntaxError

    if isinstance(error, TemplateSyntaxError):
        return Place(error.filename or f"templates/{error.name}", error.lineno)
    place = None
    for frame, line in traceback.walk_tb(error.__traceback__):
        file = frame.f_code.co_filename
        if file.startswith("templates/"):
            # A macro runs as the Python that its template was compiled to.
            compiled = frame.f_globals.get("__jinja_template__")
            place = Place(
                file, compiled.get_corresponding_lineno(line) if compiled else line
            )
    if place:
        return place
    if isinstance(error, TemplateNotFound):
        return Place(f"templates/{error.name}")
    return None


def _in_words(error: Exception) -> tuple[str, str]:
    """The message and the next step."""
    from jinja2 import TemplateNotFound, TemplateSyntaxError

    if isinstance(error, Unreadable):
        return error.message, error.hint
    if isinstance(error, TemplateNotFound):
        hint = "make it, or correct the name where it is asked for"
        return f"there is no template '{error.name}'", hint
    if isinstance(error, TemplateSyntaxError):
        return f"this is not a Jinja template: {error}", "correct it at or above here"
    hint = (
        "see the names that templates are given "
        "at the top of factbox/output/printing.py"
    )
    return f"the template cannot be printed: {error}", hint
