"""Markdown to HTML, headings and references, each reference with its place.

CommonMark with tables and footnotes, through markdown-it-py; raw HTML is off, so what
looks like a tag is shown as typed. A link whose scheme is not the web's names an entry
(`figure:cost@council`) and becomes a `Reference`; an image with such a scheme, in a
paragraph of its own, becomes an `Embed`, any other a `Picture`. What they say is filled
in when a page is rendered; until then a text is a sequence of parts.
"""

import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from functools import cache
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import msgspec

from factbox.model.addresses import WEB_SCHEMES, scheme_of
from factbox.model.mentions import Mention, read_mention
from factbox.model.prose import (
    IMAGES,
    Block,
    Embed,
    FootnoteMark,
    Heading,
    Number,
    Part,
    Picture,
    Prose,
    Reference,
)
from factbox.problems import Located, Place, Problem
from factbox.values.quantities.prose import Written, stray_numbers

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token


def read_text(written: Located) -> Prose:
    """The inline Markdown of a YAML text: no paragraphs, headings or footnotes."""
    text = written.text
    if not _MARKUP.search(text):
        block = Block((escape(text, quote=False),))
        numbers = tuple(
            Number(number.text, written.at(number.offset))
            for number in stray_numbers(text)
        )
        return Prose((block,), numbers=numbers, words=len(text.split()))
    reading = _Reading(lambda inline, offset: written.at(offset))
    parser = _parser()
    parts = reading.parts(parser, parser.parseInline(text))
    return reading.prose((Block(parts),))


def read_article(
    text: str,
    file: str,
    first_line: int,
    reserved: Container[str] = (),
    *,
    marked: bool = False,
) -> Prose:
    """The prose of an article whose text begins on `first_line` of `file`.

    Headings get ids that are not in `reserved`, which has none that begins with
    "section-". In `marked` prose, which is for preview alone, each block has its place
    in the attribute `data-place`, `<!--fact figure-cost-->` stands before a card, and
    `<!--place a.md:9:1-->` before an image.
    """
    parser = _parser()
    env: dict[str, Any] = {}
    tokens = parser.parse(text, env)
    # CommonMark replaces NUL.
    lines = text.replace("\0", "\N{REPLACEMENT CHARACTER}").split("\n")
    _note_columns(tokens, lines)

    def locate(inline: "Token", offset: int) -> Place:
        before = inline.content[:offset].split("\n")
        row = len(before) - 1
        indentation = len(before[-1]) - len(before[-1].lstrip())
        column = inline.meta["columns"][row] + len(before[-1]) - indentation
        if inline.meta["is_cell"]:
            column += before[-1].count("|")
        line = (inline.map or [0])[0] + row
        return Place(file, line + first_line, column + 1)

    if marked:
        _mark(tokens, file, first_line)
    body, notes = _split_footnotes(tokens)
    reading = _Reading(locate, reserved)
    blocks = reading.blocks(parser, body)
    footnotes = tuple(Prose(reading.blocks(parser, note)) for note in notes)
    for label in _unused_footnotes(env):
        index = next((i for i, line in enumerate(lines) if f"[^{label}]:" in line), 0)
        reading.problem(
            Place(file, index + first_line),
            f"nothing in the text refers to the footnote '{label}'",
            f"write [^{label}] where it belongs, or delete it",
        )
    return reading.prose(blocks, footnotes)


def _note_columns(tokens: "list[Token]", lines: Sequence[str]) -> None:
    """Tell each text the columns, from 0, at which its lines begin in the source."""
    searched: dict[int, int] = {}
    for opening, inline in pairwise(tokens):
        if inline.type != "inline":
            continue
        is_cell = opening.type in ("th_open", "td_open")
        columns = []
        first = (inline.map or [0])[0]
        for index, shown in enumerate(inline.content.split("\n"), first):
            shown = shown.strip()
            if is_cell:
                # The same words may stand in several cells, "|" is written "\\|".
                written = shown.replace("|", "\\|")
                column = max(lines[index].find(written, searched.get(index, 0)), 0)
                searched[index] = column + len(written)
            else:
                # In front may stand the marks of lists and quotations.
                column = max(lines[index].rfind(shown), 0)
            columns.append(column)
        inline.meta |= {"columns": columns, "is_cell": is_cell}


def slug_for(title: str, reserved: Container[str], taken: Container[str]) -> str:
    """An id for a heading: its words in lower case and hyphens.

    What is reserved begins with "section-" instead; what is taken is counted on.
    """
    slug = "-".join(re.findall(r"\w+", title.lower())) or "section"
    if slug in reserved:
        slug = f"section-{slug}"
    count = 1
    candidate = slug
    while candidate in taken:
        count += 1
        candidate = f"{slug}-{count}"
    return candidate


# A text without any of these is the same in Markdown and in HTML, but for escaping.
_MARKUP = re.compile(r"[\\`*_\[\]<>&!^|\n0-9]")
_UNCLOSED_LINK = re.compile(r"\]\(|\] \((?=[a-z]+:)")
_UNDEFINED_FOOTNOTE = re.compile(r"\[\^([^\]]+)\]")
# One "#" alone may well begin a hashtag.
_UNSPACED_HEADING = re.compile(r"^#{2,6}(?![#\s])", re.MULTILINE)
DEEPEST_HEADING = 4
# What marks the address of an entry while a text is read: no browser follows it.
ENTRY = "entry:"
# A part of the output that is not HTML yet. NUL cannot come from the text: CommonMark
# replaces it.
_PLACEHOLDER = re.compile("\0([0-9]+)\0")


class _Reading:
    """One walk over the tokens of a text, gathering what it finds.

    `locate` leads from an inline token and an offset in its content to a place.
    """

    def __init__(
        self, locate: "Callable[[Token, int], Place]", reserved: Container[str] = ()
    ) -> None:
        self.locate = locate
        self.reserved = reserved
        self.level = 1
        self.problems: list[Problem] = []
        self.headings: list[Heading] = []
        self.fragments: list[Mention] = []
        self.numbers: list[Number] = []
        self.words = 0
        self.offset = 0
        self.waiting: list[Part] = []

    def prose(
        self, blocks: tuple[Block, ...], footnotes: tuple[Prose, ...] = ()
    ) -> Prose:
        return Prose(
            blocks,
            tuple(self.headings),
            footnotes,
            tuple(self.fragments),
            tuple(self.numbers),
            self.words,
            tuple(self.problems),
        )

    def problem(self, place: Place, message: str, hint: str) -> None:
        self.problems.append(Problem(place, message, hint))

    def blocks(self, parser: "MarkdownIt", tokens: "list[Token]") -> tuple[Block, ...]:
        """The blocks that these tokens make, in order."""
        return tuple(self.block(parser, group) for group in _top_level(tokens))

    def block(self, parser: "MarkdownIt", tokens: "list[Token]") -> Block:
        parts = self.parts(parser, tokens)
        is_heading = tokens[0].type == "heading_open"
        return Block(parts, self.headings[-1] if is_heading else None)

    def parts(self, parser: "MarkdownIt", tokens: "list[Token]") -> tuple[Part, ...]:
        """The parts that these tokens make, in order."""
        html = parser.renderer.render(self.ready(parser, tokens), parser.options, {})
        pieces = _PLACEHOLDER.split(html)
        parts: list[Part] = []
        for index, piece in enumerate(pieces):
            if index % 2:
                parts.append(self.waiting[int(piece)])
            elif piece:
                parts.append(piece)
        return tuple(parts)

    def ready(self, parser: "MarkdownIt", tokens: "list[Token]") -> "list[Token]":
        """The tokens with placeholders for what is not HTML yet."""
        kept: list[Token] = []
        for index, token in enumerate(tokens):
            if token.type == "table_open":
                kept.append(_scroll_region(tokens[index:]))
            elif token.type in ("th_open", "td_open"):
                _align(token)
            if token.type == "heading_close":
                self.heading(kept[-2], kept[-1])
            if token.type == "paragraph_close" and (part := _alone(kept[-1])):
                is_marked = kept[-2].attrGet("data-place") is not None
                mark = [_mark_before(part)] if is_marked else []
                kept[-2:] = [*mark, self.placeholder(part)]
                continue
            if token.type == "inline":
                token.children = self.inline(parser, token, token.children or [])
                is_paragraph = bool(kept) and kept[-1].type == "paragraph_open"
                if is_paragraph:
                    self.refuse_unspaced_headings(token)
                if not (is_paragraph and _alone(token)):
                    self.refuse_blocks(token.children)
            kept.append(token)
            if token.type == "table_close":
                kept.append(_html("</div>\n"))
        return kept

    def heading(self, opening: "Token", inline: "Token") -> None:
        """Give a heading its id."""
        level = int(opening.tag[1:])
        place = self.locate(inline, 0)
        if level == 1:
            self.problem(
                place,
                "a heading of the first level stands in the text",
                "the headline is in the front matter; begin sections with '##'",
            )
        elif level > DEEPEST_HEADING:
            self.problem(
                place,
                f"a heading of level {level} stands in the text",
                f"headings go down to '{'#' * DEEPEST_HEADING}'; make a list of it",
            )
        elif level > self.level + 1:
            self.problem(
                place,
                f"a heading of level {level} follows one of level {self.level}",
                f"write it with '{'#' * (self.level + 1)}'",
            )
        self.level = min(level, DEEPEST_HEADING)
        text = _plain(inline.children or [])
        id = slug_for(text, self.reserved, [each.id for each in self.headings])
        opening.attrSet("id", id)
        self.headings.append(Heading(level, id, text, self.locate(inline, 0)))

    def refuse_unspaced_headings(self, inline: "Token") -> None:
        """Report the paragraphs that their author took for headings."""
        for sign in _UNSPACED_HEADING.finditer(inline.content):
            self.problem(
                self.locate(inline, sign.start()),
                f"this heading has no space after its '{sign[0]}'",
                f"write '{sign[0]} …'",
            )

    def refuse_blocks(self, children: "list[Token]") -> None:
        """Report cards and images in the middle of a text."""
        for part in (child.meta.get("part") for child in children):
            hint = "put it in the article, in a paragraph of its own"
            if isinstance(part, Embed):
                place = part.mention.place
                self.problem(place, "a card stands in the middle of a text", hint)
            elif isinstance(part, Picture):
                place = part.place
                self.problem(place, "an image stands in the middle of a text", hint)

    def placeholder(self, part: Part) -> "Token":
        from markdown_it.token import Token

        self.waiting.append(part)
        return Token("placeholder", "", 0, content=f"\0{len(self.waiting) - 1}\0")

    def inline(
        self, parser: "MarkdownIt", inline: "Token", children: "list[Token]"
    ) -> "list[Token]":
        """The tokens of one text, its links to entries replaced by placeholders."""
        kept: list[Token] = []
        self.offset = 0
        children = list(children)
        numbers = _strays(children)
        while children:
            token = children.pop(0)
            if token.type == "link_open":
                end = next(
                    index
                    for index, other in enumerate(children)
                    if other.type == "link_close" and other.level == token.level
                )
                inner, close = children[:end], children[end]
                children = children[end + 1 :]
                kept += self.link(parser, inline, token, inner, close)
                self.offset = token.meta["end"]
            elif token.type == "image":
                kept.append(self.image(inline, token))
                self.offset = token.meta["end"]
            elif token.type == "footnote_ref":
                mark = FootnoteMark(token.meta["id"] + 1, token.meta["subId"] + 1)
                kept.append(self.placeholder(mark))
            else:
                if token.type == "text":
                    self.text(inline, token.content, numbers.get(id(token), ()))
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
        place = self.locate(inline, opening.meta["address"])
        nested = [token for token in inner if token.type == "link_open"]
        for link in nested:
            self.problem(
                self.locate(inline, link.meta["address"]),
                "a link stands in the text of a link",
                "put it beside the link, or write its address without '<' and '>'",
            )
        inner = [t for t in inner if t.type not in ("link_open", "link_close")]
        words = [t for t in inner if t.type not in ("image", "footnote_ref")]
        if len(words) < len(inner):
            self.problem(
                place,
                "a card, an image or a footnote stands in the text of a link",
                "put it beside the link",
            )
            return words
        text = _plain(words)
        self.words += len(text.split())
        href = str(opening.attrGet("href")).removeprefix(ENTRY)
        scheme, rest = _scheme_and_rest(href)
        if not scheme:
            if not self.relative_link(href, place):
                return words
        elif scheme.lower() not in WEB_SCHEMES:
            if opening.info == "auto":
                # <figure:cost> has no words of its own either.
                words, text = [], ""
            html = parser.renderer.render(words, parser.options, {})
            named = read_mention(scheme, rest, place)
            return [self.placeholder(Reference(named, html, text))]
        if not text:
            self.problem(
                place,
                "this link has no text",
                "write it between the brackets: [text](…)",
            )
        return [opening, *words, closing]

    def relative_link(self, href: str, place: Place) -> bool:
        """Whether a link without a scheme leads to an id of the page, as it must."""
        if href.startswith("#") and len(href) > 1:
            self.fragments.append(Mention("fragment", unquote(href[1:]), "", place))
            return True
        self.problem(
            place,
            f"'{href}' is not an address that works everywhere"
            if href
            else "this link leads nowhere",
            "write a whole address (https://…), an id of this page (#…) "
            "or an entry (figure:…)",
        )
        return False

    def image(self, inline: "Token", token: "Token") -> "Token":
        """The words of an image, which have the part that it is, if it is one."""
        src = str(token.attrGet("src")).removeprefix(ENTRY)
        place = self.locate(inline, token.meta["address"])
        scheme, rest = _scheme_and_rest(src)
        alt = _plain(token.children or [])
        shown = _words(alt)
        if scheme and scheme.lower() not in WEB_SCHEMES:
            shown.meta = {"part": Embed(read_mention(scheme, rest, place))}
        elif src.startswith(IMAGES):
            caption = str(token.attrGet("title") or "")
            shown.meta = {"part": Picture(unquote(src), alt, caption, place)}
            if not alt.strip():
                self.problem(
                    place,
                    "this image has no description",
                    "say between the brackets what it shows, for whoever cannot see it",
                )
        else:
            self.problem(
                place,
                f"the image '{src}' is not among those of this explainer",
                f"put the file into {IMAGES} beside the article, "
                f"and write ![what it shows]({IMAGES}…)",
            )
        return shown

    def text(self, inline: "Token", text: str, numbers: Iterable[Written]) -> None:
        self.words += len(text.split())
        for _, place in self.matches(inline, text, _UNCLOSED_LINK):
            self.problem(
                place,
                "a link begins here and does not end",
                "write [text](address), with no space and no bracket left open",
            )
        for undefined, place in self.matches(inline, text, _UNDEFINED_FOOTNOTE):
            self.problem(
                place,
                f"there is no footnote '{undefined[1]}'",
                f"in an article, write {undefined[0]}: … in a paragraph of its own",
            )
        for number in numbers:
            where = self.place(inline, text, number.offset, number.text)
            if where:
                self.numbers.append(Number(number.text, where))
        self.offset = max(
            inline.content.find(text, self.offset) + len(text), self.offset
        )

    def matches(
        self,
        inline: "Token",
        text: str,
        pattern: re.Pattern[str],
    ) -> "Iterator[tuple[re.Match[str], Place]]":
        """What matches in a text, and where.

        What is written with backslashes or entities is left out: its author means it.
        """
        for match in pattern.finditer(text):
            if place := self.place(inline, text, match.start(), match[0]):
                yield match, place

    def place(self, inline: "Token", text: str, start: int, found: str) -> Place | None:
        """Where in the source the part `found` of a text stands, if as it is."""
        content = inline.content
        begin = content.find(text, self.offset)
        offset = begin + start if begin >= 0 else content.find(found, self.offset)
        is_escaped = content[offset - 1 : offset] == "\\"
        return self.locate(inline, offset) if offset >= 0 and not is_escaped else None


def _scheme_and_rest(address: str) -> tuple[str, str]:
    """An address at its first ":", decoded behind it; scheme "" if it has none."""
    scheme, _, rest = address.partition(":")
    is_scheme = re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*", scheme) and rest
    return (scheme, unquote(rest)) if is_scheme else ("", address)


def _alone(inline: "Token") -> Embed | Picture | None:
    """The card or image of a text that is nothing else."""
    children = inline.children or []
    part: Embed | Picture | None = None
    if len(children) == 1:
        part = children[0].meta.get("part")
    return part


def _plain(tokens: "Iterable[Token]") -> str:
    """The words of these tokens, without markup."""
    return "".join(t.content if t.type != "softbreak" else " " for t in tokens)


def _strays(children: "list[Token]") -> dict[int, list[Written]]:
    """The numbers outside of links, by the identities of the texts they begin in.

    A line that ends within "page 12" ends no sentence, so all texts are read as one.
    """
    texts: list[tuple[int, Token]] = []
    words, length, links = [], 0, 0
    for token in children:
        links += (token.type == "link_open") - (token.type == "link_close")
        is_text = token.type == "text" and not links
        if is_text:
            texts.append((length, token))
        is_break = token.type in ("softbreak", "hardbreak")
        # What is not text parts what stands around it.
        is_mark = token.nesting or is_text or is_break
        word = token.content if is_text else "\n" if is_break else ""
        words.append(word if is_mark else "\N{OBJECT REPLACEMENT CHARACTER}")
        length += len(words[-1])
    numbers: dict[int, list[Written]] = {}
    index = 0
    for number in stray_numbers("".join(words)):
        while index + 1 < len(texts) and texts[index + 1][0] <= number.offset:
            index += 1
        start, token = texts[index]
        local = msgspec.structs.replace(number, offset=number.offset - start)
        numbers.setdefault(id(token), []).append(local)
    return numbers


def _top_level(tokens: "list[Token]") -> "Iterator[list[Token]]":
    """The tokens of each block that is in no other of these."""
    block: list[Token] = []
    for token in tokens:
        block.append(token)
        # The blocks of a footnote are a level down from those of the article.
        if token.level == block[0].level and token.nesting < 1:
            yield block
            block = []


def _html(text: str) -> "Token":
    from markdown_it.token import Token

    return Token("html_block", "", 0, content=text)


def _words(text: str) -> "Token":
    from markdown_it.token import Token

    return Token("text", "", 0, content=text)


def _scroll_region(table: "list[Token]") -> "Token":
    """What opens a box in which a table scrolls; a keyboard reaches it, too.

    It is named after the table's column headings.
    """
    end = next(i for i, token in enumerate(table) if token.type == "thead_close")
    names = [_plain(t.children or []) for t in table[:end] if t.type == "inline"]
    name = escape(", ".join(name for name in names if name))
    role = f' role="region" aria-label="{name}"' if name else ""
    return _html(f'<div class="scroll" tabindex="0"{role}>\n')


def _align(cell: "Token") -> None:
    """Name the alignment of a cell by a class: a page has no style of its own."""
    style = str(cell.attrs.pop("style", ""))
    if style:
        cell.attrSet("class", f"align-{style.removeprefix('text-align:')}")


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


def _mark(tokens: "Iterable[Token]", file: str, first_line: int) -> None:
    """Give every block the place at which its source begins."""
    for token in tokens:
        if token.map and token.type != "inline":
            place = Place(file, token.map[0] + first_line)
            token.attrSet("data-place", str(place))


def _mark_before(part: Embed | Picture) -> "Token":
    """What tells a preview which fact, or what place, is behind what comes next."""
    if isinstance(part, Picture):
        return _html(f"<!--place {escape(str(part.place))}-->")
    return _html(f"<!--fact {escape(f'{part.mention.scheme}-{part.mention.id}')}-->")


def _unused_footnotes(env: dict[str, Any]) -> list[str]:
    references = env.get("footnotes", {}).get("refs", {})
    return [
        label.removeprefix(":") for label, number in references.items() if number < 0
    ]


@cache
def _parser() -> "MarkdownIt":
    """CommonMark with tables and footnotes; links and images know where they end."""
    # Slow to import, and not needed where every text comes from the cache.
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import autolink, image, link
    from mdit_py_plugins.footnote import footnote_plugin

    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.use(footnote_plugin, inline=False)
    normalize, in_words = parser.normalizeLink, parser.normalizeLinkText

    def marked_or_web(url: str) -> str:
        """The address as the parser writes it; what is not the web's is marked.

        The parser drops a link that its own `validateLink` refuses, and is silent. So
        marked, an unsafe scheme leads nowhere, and becomes a mention of a kind that
        does not exist, which the author is told of.
        """
        address = normalize(url)
        is_web = scheme_of(address) in ("", *WEB_SCHEMES)
        return address if is_web else ENTRY + address

    def visible(link: str) -> str:
        """The words of an address, in which the parser writes %00 as NUL, and so on."""
        return re.sub(
            r"[\0-\x1f\x7f-\x9f]", "\N{REPLACEMENT CHARACTER}", in_words(link)
        )

    parser.normalizeLink = marked_or_web  # type: ignore[method-assign]
    parser.normalizeLinkText = visible  # type: ignore[method-assign]
    parser.inline.ruler.at("link", _noting_where(link, "link_open"))
    parser.inline.ruler.at("autolink", _noting_where(autolink, "link_open"))
    parser.inline.ruler.at("image", _noting_where(image, "image"))
    parser.add_render_rule("placeholder", _render_placeholder)
    return parser


def _noting_where(
    rule: "Callable[[StateInline, bool], bool]", token_type: str
) -> "Callable[[StateInline, bool], bool]":
    """The rule, its token having the offsets of its address and its end in `meta`."""

    def rule_noting_where(state: "StateInline", silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        matched = rule(state, silent)
        if matched and not silent:
            token = next(t for t in state.tokens[count:] if t.type == token_type)
            address = _address(state, start, token)
            token.meta |= {"address": address, "end": state.pos}
        return matched

    return rule_noting_where


def _address(state: "StateInline", start: int, token: "Token") -> int:
    """The offset of the address of a link or an image that begins at `start`.

    A link by reference, [text][name], has its address elsewhere: this is its own.
    """
    if token.info == "auto":
        return start + 1
    is_image = token.type == "image"
    closing: int = state.md.helpers.parseLinkLabel(
        state, start + is_image, not is_image
    )
    if not state.src.startswith("](", closing, state.pos):
        return start
    between = state.src[closing + 2 : state.pos]
    return closing + 2 + len(between) - len(between.lstrip())


def _render_placeholder(
    self: object, tokens: "Sequence[Token]", index: int, options: object, env: object
) -> str:
    return tokens[index].content
