"""Which files are of a translation: those with a tag in their names.

`article.pt.md` beside `article.md` makes an explainer one in two languages. Whoever
reads a project asks here first, so that a site in one language loads nothing else.
"""

import re
from collections.abc import Iterable, Mapping

import msgspec

from factbox.reading.documents import IN_AN_EXPLAINER, PEOPLE, SETTINGS
from factbox.reading.files import Files

_NAMED = re.compile(r"(.+)\.([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)\.(\w+)")
"""The name of a file of a translation: what it is of, the tag, and the ending."""

ARTICLE = "article.md"
NOTES = "translated.yaml"
"""The file that notes, with a tag, what of an original a translation was made from."""


class Apart(msgspec.Struct, frozen=True):
    """The files of a project, those of the original apart from those of translations.

    `translations` are by the tags in their names, as they are written there.
    """

    original: Files
    translations: Mapping[str, Files]


def original_of(path: str) -> tuple[str, str]:
    """The path that a file translates, and the tag in its name; "" and "" for none."""
    folder, slash, name = path.rpartition("/")
    found = _NAMED.fullmatch(name) if name.count(".") > 1 else None
    if not found:
        return "", ""
    stem, tag, ending = found.groups()
    return f"{folder}{slash}{stem}.{ending}", tag


def translated_path(path: str, tag: str) -> str:
    """The path of the translation of a file into the language of this tag."""
    stem, _, ending = path.rpartition(".")
    return f"{stem}.{tag}.{ending}"


def apart(files: Files) -> Apart:
    """The files of a project, those of translations by their tags.

    A file is one of a translation where it would belong there without the tag; an
    image, where the article beside it is translated into the language of the tag.
    """
    named = {path: original_of(path) for path in files if path.count(".") > 1}
    tags = {tag for path, (own, tag) in named.items() if own.endswith(f"/{ARTICLE}")}
    translations: dict[str, dict[str, bytes]] = {}
    for path, (own, tag) in named.items():
        if own and _may_be_translated(own, tag, files, tags):
            translations.setdefault(tag, {})[path] = files[path]
    if not translations:
        return Apart(files, {})
    gone = {path for each in translations.values() for path in each}
    rest = {path: content for path, content in files.items() if path not in gone}
    return Apart(rest, dict(sorted(translations.items())))


def _may_be_translated(path: str, tag: str, files: Files, tags: Iterable[str]) -> bool:
    parts = path.split("/")
    if path in (SETTINGS, PEOPLE, f"content/{NOTES}"):
        return True
    if parts[0] == "seeds":
        return len(parts) == 2 and tag in tags
    if parts[0] != "content" or len(parts) < 3:
        return False
    if len(parts) == 3:
        return parts[2] in (*IN_AN_EXPLAINER, NOTES)
    article = translated_path(f"content/{parts[1]}/{ARTICLE}", tag)
    return parts[2] == "images" and article in files


def is_shared(path: str) -> bool:
    """Whether a file of a translation is of what all explainers share."""
    return path.count("/") < 2
