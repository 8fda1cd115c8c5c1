"""Text that is not for readers: markup that its author believes in, as typed.

Whatever is meant as it stands is written with a backslash, or as code.
"""

import re
from collections.abc import Iterator
from functools import cache

import msgspec
from markdown_it.token import Token

from factbox.patterns import pattern_of
from factbox.reading.markdown.reading import Reading
from factbox.reading.markdown.typed import typed_text
from factbox.schemes import SCHEMES

_NAMES = "|".join(scheme.name for scheme in SCHEMES)
# Spaces at which no line breaks, which word processors put where one was typed.
_NO_BREAK = "\u00a0\u2007\u202f"


class Mistake(msgspec.Struct, frozen=True):
    """A pattern of text that is not for readers, and what to say of it.

    "{}" in the message and the hint is what was found, as `shown` finds it in there.
    What comes in pairs is told of once; `in_a_paragraph` is what begins a line of one.
    """

    pattern: str
    message: str
    hint: str
    shown: str = r".+"
    is_paired: bool = False
    in_a_paragraph: bool = False


MISTAKES = (
    Mistake(
        r"<!--",
        "a comment begins here and does not end",
        "end it with '-->'; a comment with an empty line in it begins on its own line",
    ),
    Mistake(
        # The same tag again right behind it, as in <br><br>, is told of once.
        r"(?P<tag></?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>)(?:\s*(?P=tag))*|<[!?][A-Za-z\[][^<>]*>",
        "'{}>' is HTML, which readers would see as typed",
        "write it in Markdown (*emphasis*, **strong**), or leave it out; "
        "'\\<' is a '<' that readers see",
        shown=r"^</?[^\s>/]+",
        is_paired=True,
    ),
    Mistake(
        r"<[a-z]+:[^<>\s\0]+",
        "an address begins here and does not end",
        "write it without spaces, and '>' behind it",
    ),
    Mistake(
        r"\]\( *[^\s)]*",
        "a link begins here and does not end",
        "write [text](address), with no space and no bracket left open",
    ),
    Mistake(
        r"\] \((?=[a-z]+:)[^\s)]*",
        "a link begins here and does not end",
        "write [text](address), with no space and no bracket left open",
    ),
    Mistake(
        rf"\)\[(?:https?|{_NAMES}):[^\s\]]*",
        "the brackets of this link are the wrong way round",
        "write [text](address)",
    ),
    Mistake(
        r"\[\^[^\]]{1,200}\]",
        "there is no footnote '{}'",
        "in an article, write [^{}]: … in a paragraph of its own",
        shown=r"(?<=\^)[^\]]+",
    ),
    Mistake(
        r"\^\[",
        "a footnote is not written where it belongs",
        "write [^name] here, and [^name]: … in a paragraph of its own",
    ),
    Mistake(
        r"(?<=[\w.,;:!?”’\"'\])])\[[0-9]{1,3}(?:\s?[,–-]\s?[0-9]{1,3})*\](?![(:\[])",
        "'{}' leads to no note: readers would see it",
        "name the source, like [](source:…), or write [^name] here and [^name]: … in a "
        "paragraph of its own; a bracket that is meant is '\\['",
        shown=r"^.+",
    ),
    Mistake(
        r"\[!\w+\]",
        "'{}' makes no box here: readers would see it",
        "leave it out; what follows stands as a quotation or a paragraph",
    ),
    Mistake(
        # A word in brackets may be meant: "[b]", "[video]".
        r"\[(?i:toc)\](?!\()|\[/(?i:[bius]|url|img|quote|caption|gallery|embed|video)\]"
        r"|\[(?i:[bius]|url|img|quote|embed|video)\](?=[^\[\]\n]*\[/)"
        r"|\[(?i:url|img|quote|caption|gallery|embed|video|audio)[ =][^\[\]]*\](?!\()",
        "'{}' means nothing here: readers would see it",
        "leave it out, or write it in Markdown; a bracket that is meant is '\\['",
        is_paired=True,
    ),
    Mistake(
        r"\[\[[^\[\]]*\]\]",
        "two brackets make no link",
        "link to an entry: [](figure:…); or to an address: [text](https://…)",
    ),
    Mistake(
        r"\[[^\[\]]+\]\[[^\[\]]*\]",
        "a link by reference leads nowhere: '[{}]' is not defined",
        "write [text](address); a bracket that is meant is written '\\['",
        shown=r"[^\[\]]+(?=\](?:\[\])?$)",
    ),
    Mistake(
        rf"(?<![\w:/.-])(?:{_NAMES}):[a-z0-9][a-z0-9-]*(?:[@#][a-z0-9-]+)*",
        "'{}' stands here as typed",
        "a reference is a link: write []({})",
    ),
    Mistake(
        r"~~",
        "'~~' strikes nothing out: readers would see it",
        "leave the words out; what was wrong is told in updates.yaml",
        is_paired=True,
    ),
    Mistake(
        r"(?<!\*)\*\*(?!\*)",
        "these '**' have no partner",
        "write **words**, with no space inside; a '*' that is meant is written '\\*'",
        is_paired=True,
    ),
    Mistake(
        r"==[^=\s][^=]*==|(?<!~)~[^~\s]+~(?!~)|(?<![\w+])\+\+[^+\s][^+\n]*\+\+"
        r"|(?<!')'{2,3}(?![\s'])[^'\n]{1,200}(?<!\s)'{2,3}(?!')",
        "'{}' is shown as typed",
        "leave its signs out; **words** are strong",
    ),
    Mistake(
        r"(?<=\])\{[^{}\n]{1,80}\}|\{ *lang[ =][^{}\n]{0,80}\}",
        "'{}' means nothing there: readers would see it",
        "a word of another language is written [word]{lang=de}; "
        "a brace that is meant is written '\\{'",
    ),
    Mistake(
        r"\{[#.][\w-]+\}|\{%.{0,200}?%\}|\{\{.{0,200}?\}\}|\{:[^{}\n]{0,80}\}"
        r"|\$\$[^$\n]{1,200}\$\$|(?<=\s)\^[a-z0-9-]+$",
        "'{}' means nothing here: readers would see it",
        "leave it out; what is meant as it stands is written as `code`",
    ),
    Mistake(
        r"(?<![\w:/]):(?:[a-z][a-z0-9_]{1,40}|[+-]1):(?![\w:/])",
        "'{}' is shown as typed",
        "put the sign itself in its place, or leave it out",
    ),
    Mistake(
        r"(?<![\w%])%%[^%\n]{1,200}%%(?!%)",
        "'{}' is no comment here: readers would see it",
        "write <!-- … --> around what is not for readers",
    ),
    Mistake(
        r"\b(?:TODO|FIXME|TBD) ?:|\bTK(?:TK)+\b|\bLorem ipsum dolor\b",
        "'{}' is a note of the desk: readers would see it",
        "write what belongs here; a note that nobody sees is <!-- … -->",
    ),
    Mistake(
        r"^ *={1,6} [^=\n]+ ={1,6} *$",
        "'{}' is no heading here",
        "begin a heading with '## '",
        in_a_paragraph=True,
    ),
    Mistake(
        r"^ *(?:!!!|\?\?\?\+?) \w+|^ *: +(?=\S)|^ *\*\[[^\[\]\n]+\]:",
        "'{}' begins nothing here: readers would see it",
        "leave it out, and write what it is about as a paragraph",
        shown=r"\S.*",
        in_a_paragraph=True,
    ),
    Mistake(
        r"^[^\t\n]+\t[^\n]*(?:\n[^\t\n]+\t[^\n]*)+",
        "lines with tabs make no table",
        "write '| Name | Number |', then '|---|---|', then a line for each row",
        in_a_paragraph=True,
    ),
    Mistake(
        r"^ *(?:[•▪●◦‣∙■➢] ?|· )",
        "'{}' begins nothing here: readers would see it",
        "begin the items of a list with '- '",
        shown=r"[^ ]+",
        in_a_paragraph=True,
    ),
    Mistake(
        r"(?:^ *[–—] ?[^\W\d_][^\n]*(?:\n|\Z)){2,}",
        "'{}' begins nothing here: readers would see it",
        "begin the items of a list with '- '",
        shown=r"[–—]",
        in_a_paragraph=True,
    ),
    Mistake(
        r"^ *:::+",
        "'{}' begins nothing here: readers would see it",
        "leave it out, and write what it is about as a paragraph",
        shown=r":+",
        in_a_paragraph=True,
    ),
    Mistake(
        r"^ *#{2,6}(?![#\s])",
        "this heading has no space after its '{}'",
        "write '{} …'",
        shown=r"#+",
        in_a_paragraph=True,
    ),
    Mistake(
        rf"^ *#{{1,6}}[{_NO_BREAK}]",
        "after the '{}' of this heading stands a no-break space",
        "put a usual space in its place",
        shown=r"#+",
        in_a_paragraph=True,
    ),
    Mistake(
        rf"^ *(?:[-*+]|[0-9]{{1,9}}[.)])[{_NO_BREAK}]",
        "after the '{}' of this item stands a no-break space",
        "put a usual space in its place",
        shown=r"[-*+]|[0-9]+[.)]",
        in_a_paragraph=True,
    ),
)
_TASK = re.compile(r"\[[ xX]\](?=\s|$)")
_GLUED_ITEM = re.compile(r"^ *(?P<mark>[-+*]|[0-9]{1,2}[.)])(?=[^\W\d_])", re.MULTILINE)
_BRACKET = re.compile(r"(?P<open>\[(?P<at_link>(?<!\^\[) *\0)?)|\]")
# What every mistake has in it, for all the text that has none.
_SUSPECT = pattern_of(
    rf"[\[\]<~^#•▪●◦‣∙■➢·{{\t{_NO_BREAK}]|==|::|\*\*|(?<=[a-z]):[a-z0-9]"
    r"|(?<![\w:/]):[a-z+-]|''|%%|\$\$|\+\+|^ *(?:!!!|\?\?\?|: )|^ *= "
    rf"|TODO|FIXME|TBD|TKTK|orem ipsum|{_GLUED_ITEM.pattern}|^ *[–—] ?[^\W\d_]",
    re.MULTILINE,
)


@cache  # Compiled only for what may match: most texts have nothing suspect in them.
def _any(in_a_paragraph: bool) -> re.Pattern[str]:
    """Any of the mistakes; the group `m0` is the first of them, and so on."""
    patterns = (
        f"(?P<m{number}>{mistake.pattern})"
        for number, mistake in enumerate(MISTAKES)
        if in_a_paragraph or not mistake.in_a_paragraph
    )
    return re.compile("|".join(patterns), re.MULTILINE)


def mistakes(inline: Token, reading: Reading) -> None:
    """Report what would reach a reader although it was never meant for one."""
    text = typed_text(inline)
    if not _SUSPECT.search(text):
        return
    unclosed: list[str] = []
    mistaken = _any(inline.meta.get("in") == "paragraph_open")
    for found in mistaken.finditer(text):
        mistake = MISTAKES[int(str(found.lastgroup)[1:])]
        shown = re.search(mistake.shown, found[0])
        what = shown[0] if shown else ""
        if mistake.is_paired and _is_told(what, unclosed, reading.unclosed_tags):
            continue
        offset = found.start() + len(found[0]) - len(found[0].lstrip(" "))
        reading.problem(
            reading.place(inline, offset),
            mistake.message.replace("{}", what),
            mistake.hint.replace("{}", what),
        )
    for offset in _lone_brackets(text):
        reading.problem(
            reading.place(inline, offset),
            f"this '{text[offset]}' has no partner: readers would see it",
            f"leave it out; a bracket that is meant is '\\{text[offset]}'",
        )
    is_item = inline.meta.get("is_item")
    if is_item and _TASK.match(text):
        reading.problem(
            reading.place(inline, 0),
            "a list of tasks is not for readers",
            "leave out '[ ]', or write the item as a sentence",
        )
    if inline.meta.get("in") == "paragraph_open":
        _glued_items(text, inline, reading)


def _lone_brackets(text: str) -> Iterator[int]:
    """Where brackets stand that have no partner, right beside a link or other markup.

    Elsewhere they may be meant: a remark goes on in the next paragraph.
    """
    opened: list[re.Match[str]] = []
    for bracket in _BRACKET.finditer(text):
        if bracket["open"]:
            opened.append(bracket)
        elif opened:
            opened.pop()
        elif text[: bracket.start()].rstrip(" ").endswith("\0"):
            yield bracket.start()
    yield from (each.start() for each in opened if each["at_link"])


def _glued_items(text: str, inline: Token, reading: Reading) -> None:
    """Report the first item of a list that has no space behind its mark.

    In a list that is any line of an item but its first. Elsewhere it is two of them: a
    paragraph may begin with "-Hola".
    """
    glued = [*_GLUED_ITEM.finditer(text)]
    if len(glued) > 1 or (glued and inline.meta.get("is_item") and glued[0].start()):
        mark = glued[0]["mark"]
        reading.problem(
            reading.place(inline, glued[0].start("mark")),
            f"the '{mark}' of this item needs a space after it",
            f"write '{mark} …', and so with each item",
        )


def _is_told(what: str, unclosed: list[str], unclosed_tags: list[str]) -> bool:
    """Whether a sign closes one that is told of; if not, it waits for one that does.

    The tag that closes another may stand in another text.
    """
    is_tag = what.startswith("<")
    waiting = unclosed_tags if is_tag else unclosed
    opened = what.replace("/", "")
    if opened in waiting and (not is_tag or what != opened):
        waiting.remove(opened)
        return True
    waiting.append(opened)
    return False
