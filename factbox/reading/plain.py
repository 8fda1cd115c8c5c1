"""Texts without Markdown, such as headlines and labels: what is not for readers."""

import re
from collections.abc import Iterator

from factbox.patterns import pattern_of
from factbox.problems import Problem
from factbox.reading.nodes import Scalar
from factbox.schemes import SCHEMES

_NAMES = "|".join(scheme.name for scheme in SCHEMES)
# What people type who want a text to look like something. Others may be meant as words.
_TAG = pattern_of(
    r"</?(a|b|big|blockquote|br|center|code|div|em|font|h[1-6]|hr|i|li|mark|ol|p|s|"
    r"small|span|strike|strong|sub|sup|table|td|tr|u|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_REFERENCE = re.compile(rf"\]\((?:{_NAMES}):|(?<![\w:/.-])(?:{_NAMES}):[a-z0-9-]+[@#]")


def unmeant_in(written: Scalar, name: str) -> Iterator[Problem]:
    """What readers of a plain text would see as typed; `name` is that of its key."""
    text = written.text
    opened = set()
    for tag in _TAG.finditer(text):
        if tag[1].lower() in opened and tag[0].startswith("</"):
            continue
        opened.add(tag[1].lower())
        yield Problem(
            written.at(tag.start()),
            f"'{tag[0]}' is HTML, which readers would see as typed",
            f"leave it out; '{name}' is plain text",
        )
    # What ends nowhere is not looked for from each of its beginnings.
    for comment in _COMMENT.finditer(text, 0, text.rfind("-->") + len("-->")):
        yield Problem(
            written.at(comment.start()),
            "a comment in a plain text is one that readers see",
            "write it as a remark of YAML: '# …' on a line of its own",
        )
    if reference := _REFERENCE.search(text):
        yield Problem(
            written.at(reference.start()),
            f"'{name}' is plain text, in which a reference is seen as typed",
            "write the words, or refer to the entry in a text",
        )
