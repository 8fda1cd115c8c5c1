"""Markdown to HTML, headings and references, each reference with its place.

CommonMark with tables and footnotes, through markdown-it-py; raw HTML is off, so what
looks like a tag is shown as typed. A link whose scheme is not the web's names an entry
(`figure:killed@nis`) and becomes a `Reference`; an image with such a scheme, in a
paragraph of its own, becomes an `Embed`. What they say is filled in when a page is
rendered; until then a text is a sequence of parts.
"""

import re
from collections.abc import Callable, Container, Iterable, Sequence
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import msgspec

from factbox.decode import Mention, read_mention
from factbox.nodes import Scalar
from factbox.problems import Place, Problem

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

WEB_SCHEMES = ("http", "https", "mailto")


class Reference(msgspec.Struct, frozen=True, tag="reference"):
    """A link to an entry; `html` is its text, "" where the YAML is to fill it."""

    mention: Mention
    html: str
    text: str


class Embed(msgspec.Struct, frozen=True, tag="embed"):
    """An entry's whole card in the flow of the text."""

    mention: Mention


class FootnoteMark(msgspec.Struct, frozen=True, tag="footnote"):
    """The mark of footnote `number`, its `occurrence` (from 1) in the text."""

    number: int
    occurrence: int


Part = str | Reference | Embed | FootnoteMark
"""A piece of a text; a `str` is finished HTML."""


class Heading(msgspec.Struct, frozen=True):
    """A heading: its level (2 to 4), its id in the page, its text without markup."""

    level: int
    id: str
    text: str
    place: Place


class Number(msgspec.Struct, frozen=True):
    """A number in the running text that belongs to no reference."""

    text: str
    place: Place


class Prose(msgspec.Struct, frozen=True):
    """A text, ready to be filled in.

    `footnotes` are the texts of the footnotes, the first being number 1; `fragments`
    are links to ids of the same page; `words` is how many words it has, those of
    references that the YAML fills not included; `problems` are the mistakes that can be
    seen without knowing the entries.
    """

    parts: tuple[Part, ...]
    headings: tuple[Heading, ...] = ()
    footnotes: "tuple[Prose, ...]" = ()
    fragments: tuple[Mention, ...] = ()
    numbers: tuple[Number, ...] = ()
    words: int = 0
    problems: tuple[Problem, ...] = ()

    @classmethod
    def read(cls, scalar: Scalar) -> "Prose":
        """The inline Markdown of a YAML text: no paragraphs, headings or footnotes."""
        text = scalar.text.strip()
        if not _MARKUP.search(text):
            return cls((escape(text, quote=False),), words=len(text.split()))
        reading = _Reading(lambda inline, offset: scalar.at(offset))
        parser = _parser()
        return reading.prose(reading.parts(parser, parser.parseInline(text)))

    @property
    def references(self) -> tuple[Reference | Embed, ...]:
        """The references and embeds of the text in order, then those of footnotes."""
        every = (self, *self.footnotes)
        parts = (part for text in every for part in text.parts)
        return tuple(part for part in parts if isinstance(part, Reference | Embed))

    @property
    def mentions(self) -> tuple[Mention, ...]:
        return tuple(reference.mention for reference in self.references)


def read_article(
    text: str, file: str, first_line: int, taken: Container[str] = ()
) -> Prose:
    """The prose of an article whose text begins on `first_line` of `file`.

    Headings get ids that are not in `taken`.
    """
    lines = text.split("\n")

    def locate(inline: "Token", offset: int) -> Place:
        before = inline.content[:offset].split("\n")
        index = (inline.map or [0])[0] + len(before) - 1
        # The parser strips marks and indentation off the lines of a paragraph.
        shown = inline.content.split("\n")[len(before) - 1].lstrip()
        stripped = len(before[-1]) - len(before[-1].lstrip())
        column = max(lines[index].find(shown), 0) + len(before[-1]) - stripped
        return Place(file, index + first_line, column + 1)

    parser = _parser()
    env: dict[str, Any] = {}
    body, notes = _split_footnotes(parser.parse(text, env))
    reading = _Reading(locate, taken)
    parts = reading.parts(parser, body)
    footnotes = tuple(Prose(reading.parts(parser, note)) for note in notes)
    for label in _unused_footnotes(env):
        index = next((i for i, line in enumerate(lines) if f"[^{label}]:" in line), 0)
        reading.problem(
            Place(file, index + first_line),
            f"nothing in the text refers to the footnote '{label}'",
            f"write [^{label}] where it belongs, or delete it",
        )
    return reading.prose(parts, footnotes)


def slug_for(title: str, *taken: Container[str]) -> str:
    """An id for a heading that is not taken: its words in lower case and hyphens."""
    slug = "-".join(re.findall(r"\w+", title.lower())) or "section"
    count = 1
    candidate = slug
    while any(candidate in ids for ids in taken):
        count += 1
        candidate = f"{slug}-{count}"
    return candidate


# A text without any of these is the same in Markdown and in HTML, but for escaping.
_MARKUP = re.compile(r"[\\`*_\[\]<>&!^|\n0-9]")
# A number as people write it; and what holds digits but is a date.
_NUMBER = re.compile(r"\d[\d,.\u00a0]*(?<![,.])%?")
_MONTH = (
    "January|February|March|April|May|June|"
    "July|August|September|October|November|December"
)
_DATE = re.compile(
    rf"(\d{{1,2}}\s+)?({_MONTH})(\s+\d{{1,2}},)?(\s+\d{{4}})?\b|\b[12]\d{{3}}\b(?![,.]\d)"
)
# A part of the output that is not HTML yet. NUL cannot come from the text: CommonMark
# replaces it.
_PLACEHOLDER = re.compile("\0([0-9]+)\0")


class _Reading:
    """One walk over the tokens of a text, gathering what it finds.

    `locate` leads from an inline token and an offset in its content to a place.
    """

    def __init__(
        self, locate: "Callable[[Token, int], Place]", taken: Container[str] = ()
    ) -> None:
        self.locate = locate
        self.taken = taken
        self.level = 1
        self.problems: list[Problem] = []
        self.headings: list[Heading] = []
        self.fragments: list[Mention] = []
        self.numbers: list[Number] = []
        self.words = 0
        self.waiting: list[Part] = []

    def prose(
        self, parts: tuple[Part, ...], footnotes: tuple[Prose, ...] = ()
    ) -> Prose:
        return Prose(
            parts,
            tuple(self.headings),
            footnotes,
            tuple(self.fragments),
            tuple(self.numbers),
            self.words,
            tuple(self.problems),
        )

    def problem(self, place: Place, message: str, hint: str) -> None:
        self.problems.append(Problem(place, message, hint))

    def parts(self, parser: "MarkdownIt", tokens: "list[Token]") -> tuple[Part, ...]:
        """The parts that these tokens make, in order."""
        html = parser.renderer.render(self.blocks(parser, tokens), parser.options, {})
        pieces = _PLACEHOLDER.split(html)
        parts: list[Part] = []
        for index, piece in enumerate(pieces):
            if index % 2:
                parts.append(self.waiting[int(piece)])
            elif piece:
                parts.append(piece)
        return tuple(parts)

    def blocks(self, parser: "MarkdownIt", tokens: "list[Token]") -> "list[Token]":
        """The tokens with placeholders for what is not HTML yet."""
        kept: list[Token] = []
        for token in tokens:
            if token.type == "heading_close":
                self.heading(kept[-2], kept[-1])
            if token.type == "paragraph_close" and (embed := self.embed(kept[-1])):
                kept[-2:] = [embed]
                continue
            if token.type == "inline":
                token.children = self.inline(parser, token, token.children or [])
            kept.append(token)
        return kept

    def heading(self, opening: "Token", inline: "Token") -> None:
        """Give a heading its id."""
        level = int(opening.tag[1:])
        if level == 1:
            self.problem(
                self.locate(inline, 0),
                "a heading with a single '#' stands in the text",
                "the headline is in the front matter; begin sections with '##'",
            )
        elif level > self.level + 1:
            self.problem(
                self.locate(inline, 0),
                f"a heading of level {level} follows one of level {self.level}",
                f"write it with {self.level + 1} '#'",
            )
        self.level = level
        text = _plain(inline.children or [])
        id = slug_for(text, self.taken, [heading.id for heading in self.headings])
        opening.attrSet("id", id)
        self.headings.append(Heading(level, id, text, self.locate(inline, 0)))

    def embed(self, inline: "Token") -> "Token | None":
        """The placeholder for a paragraph that is nothing but an entry's image."""
        children = inline.children or []
        if len(children) == 1 and children[0].type == "embed":
            return self.placeholder(Embed(children[0].meta["mention"]))
        for child in children:
            if child.type == "embed":
                self.problem(
                    child.meta["mention"].place,
                    "a card stands in the middle of a paragraph",
                    "put it on a line of its own, with an empty line above and below",
                )
        return None

    def placeholder(self, part: Part) -> "Token":
        from markdown_it.token import Token

        self.waiting.append(part)
        return Token("placeholder", "", 0, content=f"\0{len(self.waiting) - 1}\0")

    def inline(
        self, parser: "MarkdownIt", inline: "Token", children: "list[Token]"
    ) -> "list[Token]":
        """The tokens of one text, its links to entries replaced by placeholders."""
        kept: list[Token] = []
        children = list(children)
        while children:
            token = children.pop(0)
            if token.type == "link_open":
                end = next(i for i, t in enumerate(children) if t.type == "link_close")
                inner, close, children = (
                    children[:end],
                    children[end],
                    children[end + 1 :],
                )
                kept += self.link(parser, inline, token, inner, close)
            elif token.type == "image":
                kept += self.image(inline, token)
            elif token.type == "footnote_ref":
                mark = FootnoteMark(token.meta["id"] + 1, token.meta["subId"] + 1)
                kept.append(self.placeholder(mark))
            else:
                if token.type == "text":
                    self.text(inline, token.content)
                kept.append(token)
        return kept

    def link(
        self,
        parser: "MarkdownIt",
        inline: "Token",
        opening: "Token",
        inner: "list[Token]",
        closing: "Token",
    ) -> "list[Token]":
        text = _plain(inner)
        self.words += len(text.split())
        href = str(opening.attrGet("href"))
        place = self.locate(inline, _target(inline.content, opening.meta.get("end", 0)))
        scheme, found, rest = href.partition(":")
        if not found:
            self.relative_link(href, place)
        elif scheme.lower() not in WEB_SCHEMES:
            html = parser.renderer.render(inner, parser.options, {})
            named = read_mention(scheme, unquote(rest), place)
            return [self.placeholder(Reference(named, html, text))]
        if not text:
            self.problem(
                place,
                "this link has no text",
                "write it between the brackets: [text](…)",
            )
        return [opening, *inner, closing]

    def relative_link(self, href: str, place: Place) -> None:
        if href.startswith("#") and len(href) > 1:
            self.fragments.append(Mention("fragment", unquote(href[1:]), "", place))
        else:
            self.problem(
                place,
                f"'{href}' is not an address that works everywhere"
                if href
                else "this link leads nowhere",
                "write a whole address (https://…), an id of this page (#…) "
                "or an entry (figure:…)",
            )

    def image(self, inline: "Token", token: "Token") -> "list[Token]":
        src = str(token.attrGet("src"))
        place = self.locate(inline, _target(inline.content, token.meta.get("end", 0)))
        scheme, found, rest = src.partition(":")
        if found and scheme.lower() not in WEB_SCHEMES:
            token.type = "embed"
            token.meta = {"mention": read_mention(scheme, unquote(rest), place)}
        else:
            self.problem(
                place,
                f"the image '{src}' is not part of this project's facts",
                "embed an entry, such as ![](figure:…)",
            )
        return [token]

    def text(self, inline: "Token", text: str) -> None:
        self.words += len(text.split())
        if "](" in text:
            self.problem(
                self.locate(
                    inline, max(inline.content.find(text), 0) + text.find("](")
                ),
                "a link begins here and does not end",
                "write [text](address), with no space and no bracket left open",
            )
        if undefined := re.search(r"\[\^([^\]]+)\]", text):
            self.problem(
                self.locate(inline, max(inline.content.find(undefined.group()), 0)),
                f"there is no footnote '{undefined.group(1)}'",
                f"write it in a paragraph of its own: {undefined.group()}: …",
            )
        for number in _NUMBER.finditer(_DATE.sub(lambda m: " " * len(m.group()), text)):
            offset = max(inline.content.find(text), 0) + number.start()
            self.numbers.append(Number(number.group(), self.locate(inline, offset)))


def _target(content: str, end: int) -> int:
    """The offset of a link's target, given where the link ends in `content`."""
    return max(content.rfind("](", 0, end), -2) + 2


def _plain(tokens: "Iterable[Token]") -> str:
    """The words of these tokens, without markup."""
    return "".join(t.content if t.type != "softbreak" else " " for t in tokens)


def _split_footnotes(tokens: "list[Token]") -> "tuple[list[Token], list[list[Token]]]":
    """The tokens of the text, and those of each footnote by their numbers."""
    body: list[Token] = []
    notes: list[list[Token]] = []
    into = body
    for token in tokens:
        if token.type == "footnote_open":
            notes.append([])
            into = notes[-1]
        elif not token.type.startswith("footnote_"):
            into.append(token)
    return body, notes


def _unused_footnotes(env: dict[str, Any]) -> list[str]:
    references = env.get("footnotes", {}).get("refs", {})
    return [
        label.removeprefix(":") for label, number in references.items() if number < 0
    ]


@cache
def _parser() -> "MarkdownIt":
    """CommonMark with tables and footnotes; links and images know where they end."""
    # Slow to import, and not needed where every text comes from the memo.
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import image, link
    from mdit_py_plugins.footnote import footnote_plugin

    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.use(footnote_plugin, inline=False)
    # Every scheme is let through here: an unsafe one becomes a mention of a kind that
    # does not exist, which the author is told of, where the parser would be silent.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.inline.ruler.at("link", _noting_its_end(link, "link_open"))
    parser.inline.ruler.at("image", _noting_its_end(image, "image"))
    parser.add_render_rule("placeholder", _render_placeholder)
    return parser


def _noting_its_end(
    rule: "Callable[[StateInline, bool], bool]", token_type: str
) -> "Callable[[StateInline, bool], bool]":
    """The rule, its token having the offset at which its source ends in `meta`."""

    def rule_noting_its_end(state: "StateInline", silent: bool) -> bool:
        count = len(state.tokens)
        matched = rule(state, silent)
        if matched and not silent:
            token = next(t for t in state.tokens[count:] if t.type == token_type)
            token.meta["end"] = state.pos
        return matched

    return rule_noting_its_end


def _render_placeholder(
    self: object, tokens: "Sequence[Token]", index: int, options: object, env: object
) -> str:
    return tokens[index].content
