"""A `Site` and its templates to the files of the built site; touches no disk.

Templates are the project's own, in templates/. They get a page of pages/ and these:

- `head`: the page's metadata, from `metadata.py`;
- `sharing`: of a figure that others show, how they do, from `sharing.py`;
- `prose(text)`: the HTML of a text, its references filled in;
- `paragraphs(text)`: the same, a list of the paragraphs of a text of YAML;
- `cite(citation)`: the number of a citation, linked to its note;
- `card(item)`: an item as its kind's template shows it;
- `refer(mention)`: a link to the item that a mention names, by its title;
- `asset(name)`: the address of a file by its path below assets/; `style` is that of the
  style sheet, and `style_source` what allows it in a Content-Security-Policy;
- the functions of gettext, and Jinja's own `{% trans %}`: words of the page, in its
  language;
- `say`, a filter: a quantity or a date in a language, as in
  `{{ value | say(page.language) }}`;
- `parted`, a filter: the same of a value, of which a line keeps each end in one piece;
- `line`, a filter: a headline, a label or a title among words, in its language;
- `lang`, a filter: the attribute of an element for such words that it says itself;
- `bdi`, `isolated` and `quoted`, filters for what an author wrote in any direction,
  such as a name: among words, in attributes and drawings, in quotation marks.

The types of pages are `explainer.html`, `list.html`, `person.html`, `source.html`,
`embed.html` and `404.html`. What they are made of stands in components, of which
docs/components.md tells: `components/<name>/template.html`. The component of a kind has
its name. It sets `title`, the heading above its items, and has two macros of one
argument: `sidebar(arranged)` for all of its items, as the kind arranges them, and
`card(item)` for one that an article embeds.
"""

import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, cast

import msgspec

from factbox.languages.language import Language
from factbox.model.items import Item
from factbox.model.lines import lines_in
from factbox.model.mentions import Mention
from factbox.model.prose import (
    BREAK,
    Embed,
    FootnoteMark,
    Part,
    Picture,
    Prose,
    Reference,
)
from factbox.model.sources import Citation
from factbox.output.assets import Assets
from factbox.output.filters import in_language
from factbox.output.joining import joined
from factbox.output.metadata import head_of
from factbox.pages.page import Page
from factbox.pages.route import Route
from factbox.problems import Failed, Place, Problem, Unreadable
from factbox.reading.files import Files, text_of
from factbox.schemes import scheme_of

if TYPE_CHECKING:
    from jinja2 import BytecodeCache, Environment
    from markupsafe import Markup


def templates_in(files: Files) -> dict[str, str]:
    """The text of each template by its name, the path below templates/."""
    return {
        path.removeprefix("templates/"): text_of(path, content)
        for path, content in files.items()
        if path.startswith("templates/") and path.endswith(".html")
    }


class Printer:
    """Prints pages with a project's templates and assets.

    `style` is the path of the style sheet that pages link to; `bytecode` keeps what
    templates are compiled to, which takes longer than printing a page.
    """

    def __init__(
        self,
        templates: Mapping[str, str],
        assets: Assets,
        style: str,
        bytecode: "Callable[[], BytecodeCache] | None" = None,
    ) -> None:
        self.templates = templates
        self.assets = assets
        self.style = style
        self.bytecode = bytecode
        self.environments: dict[Language, Environment] = {}

    def environment(self, language: Language) -> "Environment":
        """The templates as they speak a language."""
        if language not in self.environments:
            from factbox.output.environment import environment_of

            bytecode = self.bytecode() if self.bytecode else None
            environment = environment_of(language, self.templates, bytecode)
            self.environments[language] = environment
        return self.environments[language]

    def print(self, route: Route) -> tuple[str, tuple[str, ...]]:
        """The page as HTML, and the names of the assets that it is to find in the site.

        Raises `Failed` for a mistake in a template.
        """
        page, type = route.page, route.type
        named: dict[str, None] = {}
        with template_mistakes():
            assets = (
                self.embedded()
                if type.stands_anywhere
                else self.linked(page.root, named)
            )
            given: dict[str, object] = {**assets, "page": page}
            if type.about:
                given["head"] = head_of(page, type.about(page), route.data)
            if route.excerpt:
                # Of no use to a site whose figures nobody embeds.
                from factbox.output.sharing import sharing_of

                given["sharing"] = sharing_of(route.excerpt)
            html = _Printing(self.environment(page.language), page, given).html(
                type.template
            )
        return html, tuple(named)

    def linked(self, root: str, named: dict[str, None]) -> dict[str, object]:
        """The assets for a page from which `root` leads to the top of the site.

        `named` gets the names of those that it asks for.
        """

        def address(name: str) -> str:
            path = self.assets.path(name)
            named[name] = None
            return root + path

        return {
            "asset": address,
            "style": root + self.style,
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


MARKS = (
    ("card", "again"),
    ("citation", "citation"),
    ("citation", "footnote_mark"),
    ("picture", "picture"),
    ("reference", "reference"),
    ("reference", "kept"),
)
"""What a text brings that is not plain words: the components and their macros."""


class Macros(Protocol):
    """What the template of a kind sets and its macros, by their names."""

    title: str

    def __getattr__(self, name: str) -> "Callable[..., Markup]": ...


class Section(msgspec.Struct, frozen=True):
    """One kind's sidebar: its id in the page, its title and its items as HTML."""

    id: str
    title: str
    html: "Markup"


class _Printing:
    """A page being printed: what its templates can call."""

    def __init__(
        self, environment: "Environment", page: Page, given: Mapping[str, object]
    ) -> None:
        self.environment = environment
        self.page = page
        self.kind_of = {
            item.id: sidebar.kind for sidebar in page.sidebars for item in sidebar.items
        }
        self.given = {
            **given,
            "prose": self.prose,
            "paragraphs": self.paragraphs,
            "cite": self.cite,
            "card": self.card,
            "refer": self.refer,
        }
        self.kinds = {
            sidebar.kind: self.component(sidebar.kind, "title", "sidebar", "card")
            for sidebar in page.sidebars
        }

    @cached_property
    def marks(self) -> "dict[str, Callable[..., Markup]]":
        """The macros that a text calls, by their names."""
        return {
            macro: getattr(self.component(name, macro), macro) for name, macro in MARKS
        }

    def component(self, component: str, *names: str) -> "Macros":
        """What a component defines; its macros may call what every template may."""
        name = f"components/{component}/template.html"
        module = self.environment.get_template(name).make_module(self.given)
        missing = [each for each in names if not hasattr(module, each)]
        if missing:
            message = f"this template does not define '{missing[0]}'"
            hint = f"a template like this one defines {', '.join(names)}"
            raise Failed([Problem(Place(f"templates/{name}"), message, hint)])
        return cast("Macros", module)

    def html(self, template: str) -> str:
        """The page."""
        sections = [
            Section(kind, self.kinds[kind].title, self.kinds[kind].sidebar(arranged))
            for kind, arranged in self.page.arranged
        ]
        printed = self.environment.get_template(template)
        return printed.render(self.given, sections=sections)

    def prose(self, text: Prose) -> "Markup":
        """The HTML of a text."""
        return in_language(self._joined(text.parts), text.lang, self.page.language)

    def paragraphs(self, text: Prose) -> "list[Markup]":
        """The HTML of each paragraph of a text of YAML."""
        return [
            in_language(
                self._joined(part for part in block.parts if part != BREAK),
                text.lang,
                self.page.language,
            )
            for block in text.blocks
        ]

    def _joined(self, parts: Iterable[Part]) -> "Markup":
        return joined(
            (
                (part, False)
                if isinstance(part, str)
                else (self.part(part), self._has_button(part))
                for part in parts
            ),
            lambda number, marks: self.marks["kept"](marks, caller=lambda: number),
        )

    def part(self, part: Reference | Embed | Picture | FootnoteMark) -> "Markup":
        """What a text brings that is not plain words, as its component shows it."""
        from markupsafe import Markup

        if isinstance(part, Embed):
            return self.embed(part.mention)
        if isinstance(part, Picture):
            return self.marks["picture"](self.said(part), self.page.images[part.file])
        if isinstance(part, FootnoteMark):
            return self.marks["footnote_mark"](part)
        mention = part.mention
        id = self.page.ids.get(str(mention.place), "")
        scheme = scheme_of(mention)
        if scheme is None or scheme.is_citation:
            return self.marks["citation"](self.page.numbers[str(mention)], id)
        target = scheme.target(mention, self.page)
        words = Markup(part.html) if part.html else target.words
        lang = "" if part.html else target.lang
        # In the running text alone; a card does not bring another.
        card = target.card if id else ""
        return self.marks["reference"](
            mention.scheme, target.href, words, id, card, lang
        )

    def _has_button(self, part: Part) -> bool:
        """Whether the button of a card stands behind the words of a reference."""
        if not isinstance(part, Reference) or part.mention.scheme != "figure":
            return False
        return str(part.mention.place) in self.page.ids

    def embed(self, mention: Mention) -> "Markup":
        """The card of an item; where that stands above already, a link to the item."""
        item, place = self.page.item(mention.id), str(mention.place)
        if self.page.embedded.get(item.id, place) == place:
            return self.card(item)
        language = self.page.language
        name, words = item.title_in(language), item.words("", language)
        return self.marks["again"](item.anchor, name, words if words != name else "")

    def said(self, picture: Picture) -> Picture:
        """An image with the words that its references say."""
        if not picture.texts:
            return picture
        alt, caption = map(self.page.plain.text, picture.texts)
        return msgspec.structs.replace(picture, alt=alt, caption=caption)

    def cite(self, citation: Citation) -> "Markup":
        """The number of a citation that an item makes, linked to its note."""
        return self.marks["citation"](self.page.numbers[str(citation)], "")

    def card(self, item: Item) -> "Markup":
        """An item by itself, as its kind's template shows it."""
        return self.kinds[self.kind_of[item.id]].card(item)

    def refer(self, mention: Mention) -> "Markup":
        """A link to an item, by its title."""
        item = self.page.item(mention.id)
        title = item.title_in(self.page.language)
        there = self.page.link(mention.folder).href if mention.folder else ""
        href = f"{there}#{item.anchor}"
        lang = next((line.lang for line in lines_in(item)), "")
        return self.marks["reference"](item.NOUN, href, title, "", "", lang)


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
        # Of a comment without its end, Jinja gives the file as the name.
        file = error.filename or error.name or ""
        inner = file.removeprefix("templates/")
        return Place(f"templates/{inner}", error.lineno)
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
