"""Inputs that nobody meant: what is left of a good one after a few accidents."""

import random
import re
from collections.abc import Callable, Sequence

WORDS = tuple(
    word.encode()
    for word in (
        *(
            "- ",
            "- - ",
            ": ",
            "? ",
            "| ",
            ">-\n",
            "---\n",
            "...\n",
            "# ",
            " #",
            "<<: *a",
        ),
        *("&a ", "*a", "!!str ", "!tag ", "%YAML 1.2\n", "{", "}", "[", "]", "'", '"'),
        *("null", "true", "yes", "~", "0x1F", "1e9", ".inf", ".nan", "''", "[]", "{}"),
        *("id: ", "by: ", "source: ", "value: ", "estimates:\n", "via: [a, b]\n"),
        *(
            "derived: a / 0",
            "a@b@2023-02-08",
            "status: withdrawn\n",
            "as_of: undated\n",
        ),
        *(
            "[](figure:",
            "![](quote:",
            "[x](event:",
            "[](person:",
            "[](source:",
            "](",
            ")",
        ),
        *("[^1]", "[^1]: ", "|a|b|\n|-|-|\n", "```\n", "`", "**", "_", "<!-- ", "-->"),
        *(
            "<b>",
            "<",
            ">",
            "&amp;",
            "&#0;",
            "&#x1F600;",
            "\\",
            "\\\n",
            "## ",
            "> ",
            "  \n",
        ),
        *("images/a.png", "../", "//host", "javascript:", "https://a:b@c/", "#", "%00"),
        *(
            "{{ ",
            " }}",
            "{% ",
            " %}",
            "url(",
            "@import ",
            "/*",
            "*/",
            "\\61",
            "</style",
        ),
        *("<<<<<<< a\n", "=======\n", ">>>>>>> b\n", "<!-- waive loose-number: a -->"),
        *(
            "300",
            "1.10",
            "11.000",
            "1,2,3",
            "-0",
            "1/0",
            "½",
            "三",
            "٣",
            "10^9",
            "1e-9",
        ),
        *(
            "about ",
            "up to ",
            "between 2 and 1",
            " to ",
            "–",
            "%",
            "per cent",
            "€",
            "US$",
        ),
        *(
            "30 February 2025",
            "0000",
            "9999",
            "44 BC",
            "Q5 2024",
            "24:00",
            "07/02/2025",
        ),
        *("\t", "\r", "\r\n", "\n\n", " ", "\0", "\x1b[2J", "\x7f", "\x85", "\ufeff"),
        *(
            "\u2028",
            "\u200b",
            "\u202e",
            "\u00ad",
            "\u0301",
            "\U0001f600",
            "\ufffe",
            "\u00a0",
        ),
        *("ß", "İ", "ﬁ", "\u212a", "Ａ", "か\u3099", "\u1100\u1161", "\U000e0041", "𝟛"),
    )
)
"""What means something somewhere, or is met with seldom."""

ODD_BYTES = (b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\0", b"\xfe\xff")
MOST = 6000
"""In bytes; what takes long only because it is long finds nothing."""

_TOKEN = re.compile(rb"\w+|\s+|[^\w\s]")

Accident = Callable[[random.Random, bytes, Sequence[bytes]], bytes]


def mutated(chance: random.Random, content: bytes, others: Sequence[bytes]) -> bytes:
    """A content after one accident or a few; pieces of `others` may get into it."""
    for _ in range(chance.choice((1, 1, 1, 1, 2, 5))):
        content = chance.choice(ACCIDENTS)(chance, content, others)
    return content[:MOST] if len(content) > MOST else content


_IN_WORDS = re.compile(rb"(?<=[a-z] )[a-z]{3,}(?= [a-z])")
_HARMLESS = tuple(
    word.encode()
    for word in (
        *(
            "ß",
            "İ",
            "か\u3099",
            "\U0001f600",
            "Ａ",
            "&",
            "&amp;",
            '"',
            "'",
            "%",
            "300 ",
        ),
        *(
            "*a* ",
            "**b**",
            "`c`",
            "\\*",
            "https://example.org/ ",
            "–",
            "…",
            "(",
            "half ",
        ),
        *(
            "\n",
            "\n\n",
            "  \n",
            " \\<b>",
            "{{ a }}",
            "A" * 90,
            "3 May 2024 ",
            "؟",
            "שלום ",
        ),
    )
)


def touched(chance: random.Random, content: bytes) -> bytes:
    """A content with something new among its words, which most often is no mistake."""
    words = [*_IN_WORDS.finditer(content)]
    if not words:
        return content
    at = chance.choice(words).start()
    return content[:at] + chance.choice(_HARMLESS) + content[at:]


def _span(chance: random.Random, content: bytes, most: int = 40) -> tuple[int, int]:
    start = chance.randrange(len(content) + 1)
    return start, min(len(content), start + chance.randrange(most))


def _insert(chance: random.Random, content: bytes, others: Sequence[bytes]) -> bytes:
    at, _ = _span(chance, content)
    return content[:at] + chance.choice(WORDS) + content[at:]


def _replace(chance: random.Random, content: bytes, others: Sequence[bytes]) -> bytes:
    tokens = [*_TOKEN.finditer(content)]
    if not tokens:
        return chance.choice(WORDS)
    token = chance.choice(tokens)
    word = chance.choice((chance.choice(WORDS), chance.choice(tokens)[0]))
    return content[: token.start()] + word + content[token.end() :]


def _delete(chance: random.Random, content: bytes, others: Sequence[bytes]) -> bytes:
    start, stop = _span(chance, content)
    return content[:start] + content[stop:]


def _repeat(chance: random.Random, content: bytes, others: Sequence[bytes]) -> bytes:
    start, stop = _span(chance, content, 12)
    times = chance.choice((2, 3, 30, 300))
    return content[:start] + content[start:stop] * times + content[stop:]


def _splice(chance: random.Random, content: bytes, others: Sequence[bytes]) -> bytes:
    other = chance.choice(others) if others else content
    start, stop = _span(chance, other, 200)
    at, _ = _span(chance, content)
    return content[:at] + other[start:stop] + content[at:]


def _lines(chance: random.Random, content: bytes, others: Sequence[bytes]) -> bytes:
    lines = content.split(b"\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(5):
        case 0:
            del lines[one]
        case 1:
            lines.insert(one, lines[other])
        case 2:
            lines[one], lines[other] = lines[other], lines[one]
        case 3:
            lines[one] = b" " * chance.randrange(1, 5) + lines[one]
        case _:
            lines[one] = lines[one].lstrip()
    return b"\n".join(lines)


def _flip(chance: random.Random, content: bytes, others: Sequence[bytes]) -> bytes:
    if not content:
        return chance.choice(ODD_BYTES)
    at = chance.randrange(len(content))
    byte = chance.choice((bytes([chance.randrange(256)]), chance.choice(ODD_BYTES)))
    return content[:at] + byte + content[at + 1 :]


def _swap(chance: random.Random, content: bytes, others: Sequence[bytes]) -> bytes:
    """Letters that look the same to some programs, and not to others."""
    letter, other = chance.choice(_ALIKE)
    at = content.find(letter, chance.randrange(len(content) + 1))
    return content[:at] + content[at:].replace(letter, other, chance.choice((1, -1)))


_ALIKE = tuple(
    (letter.encode(), other.encode())
    for letter, other in (
        *(
            ("i", "ı"),
            ("I", "İ"),
            ("s", "ſ"),
            ("ss", "ß"),
            ("fi", "ﬁ"),
            ("K", "\u212a"),
        ),
        *((" ", "\u00a0"), (" ", "\u2009"), ("-", "\u2011"), ("-", "−"), ("'", "’")),
        *(("a", "а"), ("1", "１"), ("2", "²"), ("\n", "\r\n"), ("\n", "\u2028")),
    )
)


def _cut(chance: random.Random, content: bytes, others: Sequence[bytes]) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


ACCIDENTS: tuple[Accident, ...] = (
    *(_insert, _insert, _replace, _replace, _delete, _lines, _lines),
    *(_splice, _repeat, _flip, _cut, _swap, _swap),
)
