"""What the package knows of languages, made from what translators and Babel know.

    python -m tools.languages

collects the words of the page into factbox/languages/messages.pot. Run it after a
change to a word in a template or in Python.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import write_po

ROOT = Path(__file__).parents[1]
LANGUAGES = ROOT / "factbox/languages"
TEMPLATE = LANGUAGES / "messages.pot"

KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "message": None,
}
"""The functions that words are given to, and which arguments these are."""

TAGS = ("Translators:",)
"""What begins a remark to translators, in the line before a message."""


def messages() -> Iterator[tuple[str, Any, list[str], str | None]]:
    """Each message: its file, its text or texts, remarks on it, its context."""
    options = {"silent": "false"}
    for method, paths in (
        ("jinja2.ext:babel_extract", sorted((ROOT / "templates").rglob("*.html"))),
        ("python", sorted((ROOT / "factbox").rglob("*.py"))),
    ):
        for path in paths:
            with path.open("rb") as file:
                for _, text, remarks, context in extract(
                    method, file, KEYWORDS, TAGS, options, strip_comment_tags=True
                ):
                    name = path.relative_to(ROOT).as_posix()
                    yield name, text, [*remarks], context


def collected() -> Catalog:
    """The messages of templates and of Python, without translations."""
    catalogue = Catalog(project="Factbox", charset="utf-8", fuzzy=False)
    for name, text, remarks, context in messages():
        catalogue.add(
            text, locations=[(name, None)], auto_comments=remarks, context=context
        )
    return catalogue


def as_text(catalogue: Catalog) -> str:
    """A catalogue as a file; without its dates, so that it is the same on each day."""
    from io import BytesIO

    file = BytesIO()
    write_po(file, catalogue, width=79, include_lineno=False, omit_header=True)
    body = re.sub(r"\n{3,}", "\n\n", file.getvalue().decode())
    return (
        f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n{body}'
    )


def main() -> None:
    """Write what is made from the words of the page."""
    TEMPLATE.write_text(as_text(collected()), "utf-8")


if __name__ == "__main__":
    main()
