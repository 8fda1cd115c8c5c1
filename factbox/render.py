"""A `Site` and its templates to the files of the built site; touches no disk.

Templates are the project's own, in templates/. They get a page of `pages.py` and these:

- `prose(text)`: the HTML of a text, its references filled in;
- `cite(citation)`: the number of a citation, linked to its note;
- `card(item)`: an item as its kind's template shows it;
- `refer(mention)`: a link to the item that a mention names, by its title;
- `say`, a filter: a quantity or a date in a language, as in
  `{{ value | say(page.language) }}`.

The template of a kind sets `title`, the heading above its items, and has two macros of
one argument: `sidebar(arranged)` for all of its items, as the kind arranges them, and
`card(item)` for one that an article embeds.
"""

import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, cast

import msgspec

from factbox.blocks import KINDS
from factbox.decode import Mention
from factbox.files import Files, text_of
from factbox.language import Language
from factbox.memo import BYTES, Memo, digest
from factbox.model import Citation, Item, Sidebar, Site
from factbox.pages import ExplainerPage, ListPage, Planned, images_of, pages_of
from factbox.problems import Failed, Place, Problem
from factbox.prose import Embed, FootnoteMark, Part, Picture, Prose
from factbox.quantity import Quantity
from factbox.rendered import Rendered
from factbox.when import When

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

LAYERS = ("tokens", "base", "layout", "blocks", "print")
"""The style sheets of assets/css/, in the order in which one overrides the other."""


def render(site: Site, files: Files, memo: Memo) -> list[Rendered]:
    """Every file of the built site. Raises `Failed` for mistakes in templates."""
    style = _style_sheet(files)
    press = _Press(_templates(files), style.path, memo)
    rendered = [style, *_assets(files)]
    for path, image in images_of(site):
        rendered.append(Rendered(path, files[image.source]))
    problems: set[Problem] = set()
    for planned in pages_of(site):
        try:
            rendered.append(Rendered(planned.path, press.printed(planned)))
        except Failed as failed:
            problems.update(failed.problems)
    if problems:
        raise Failed(problems)
    return rendered


def _templates(files: Files) -> dict[str, str]:
    """The text of each template by its name, the path below templates/."""
    return {
        path.removeprefix("templates/"): text_of(path, content)
        for path, content in files.items()
        if path.startswith("templates/")
    }


def _style_sheet(files: Files) -> Rendered:
    """The style sheets of assets/css/ as one file, which its digest names.

    Each of them puts its rules in a layer; the order of layers decides, not of files.
    """
    sheets = [
        text_of(path, content)
        for path, content in sorted(files.items())
        if path.startswith("assets/css/") and path.endswith(".css")
    ]
    order = f"@layer {', '.join(LAYERS)};"
    text = "\n".join([order, *sheets]).encode()
    return Rendered(f"assets/style.{digest(text).hex()[:10]}.css", text)


def _assets(files: Files) -> Iterator[Rendered]:
    """The other files of assets/, as they are."""
    for path, content in files.items():
        if path.startswith("assets/") and not path.startswith("assets/css/"):
            yield Rendered(path, content)


class _Press:
    """Prints pages with the project's templates, or takes them from the memo."""

    def __init__(self, templates: Mapping[str, str], style: str, memo: Memo) -> None:
        self.templates = templates
        self.style = style
        self.memo = memo
        self.made_with = digest(sorted(templates.items()), style)

    def printed(self, planned: Planned) -> bytes:
        """The bytes of a page, from exactly the page, the templates and the style."""
        key = digest(self.made_with, planned.made_from)
        return self.memo.recall(key, BYTES, lambda: self.print(planned.page()).encode())

    @cached_property
    def environment(self) -> "Environment":
        return _environment(self.templates)

    def print(self, page: ExplainerPage | ListPage) -> str:
        with template_mistakes():
            if isinstance(page, ListPage):
                template = self.environment.get_template("list.html")
                return template.render(page=page, style=page.root + self.style)
            return _Printing(self.environment, page, page.root + self.style).html()


def _environment(templates: Mapping[str, str]) -> "Environment":
    # Slow to import, and not needed where every page comes from the memo.
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    def load(name: str) -> "tuple[str, str, Callable[[], bool]] | None":
        if name not in templates:
            return None
        return templates[name], f"templates/{name}", lambda: True

    environment = Environment(
        loader=FunctionLoader(load),
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
        self, environment: "Environment", page: ExplainerPage, style: str
    ) -> None:
        self.page = page
        self.items = {
            item.id: (sidebar.kind, item)
            for sidebar in page.sidebars
            for item in sidebar.items
        }
        self.people = {person.id: person for person in page.people}
        self.given = {
            "page": page,
            "style": style,
            "prose": self.prose,
            "cite": self.cite,
            "card": self.card,
            "refer": self.refer,
        }
        self.template = environment.get_template("explainer.html")
        marks = ("reference", "citation", "footnote_mark", "picture")
        self.marks = self.module(environment, "references.html", *marks)
        self.kinds = {
            sidebar.kind: self.module(
                environment, f"blocks/{sidebar.kind}.html", "title", "sidebar", "card"
            )
            for sidebar in page.sidebars
        }

    def module(self, environment: "Environment", name: str, *names: str) -> "Macros":
        """What a template defines; its macros may call what every template may."""
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
        arranged = kind.arrange(sidebar.items, self.page.front, self.page.language)
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
            return self.marks.picture(part, self.page.images[part.file])
        if isinstance(part, FootnoteMark):
            return self.marks.footnote_mark(part)
        mention = part.mention
        id = self.page.ids.get(str(mention.place), "")
        if mention.kind == "source":
            return self.marks.citation(self.page.numbers[str(mention)], id)
        target = self.target(mention)
        words = Markup(part.html) if part.html else target.words
        # In the running text alone; a card does not bring another.
        card = target.card if id else ""
        return self.marks.reference(mention.kind, target.href, words, id, card)

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
        return self.marks.citation(self.page.numbers[str(citation)], "")

    def card(self, item: Item) -> "Markup":
        """An item by itself, as its kind's template shows it."""
        return self.kinds[self.items[item.id][0]].card(item)

    def refer(self, mention: Mention) -> "Markup":
        """A link to an item, by its title."""
        item = self.items[mention.id][1]
        return self.marks.reference(item.KIND, f"#{item.anchor}", item.title, "", "")


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

    if isinstance(error, TemplateNotFound):
        hint = "make it, or correct the name where it is asked for"
        return f"there is no template '{error.name}'", hint
    if isinstance(error, TemplateSyntaxError):
        return f"this is not a Jinja template: {error}", "correct it at or above here"
    hint = "see the names that templates are given at the top of factbox/render.py"
    return f"the template cannot be printed: {error}", hint
