"""The files of a new project, of a new explainer, and of a new source."""

import os
from datetime import date
from pathlib import Path

from factbox.languages.british import BRITISH
from factbox.model.mentions import ID_FORM, is_id
from factbox.problems import Failed, Place, Problem
from factbox.scaffolding.entries import MODELINE, scalar
from factbox.scaffolding.schemas import schema_for

_MODEL = Path(__file__).parent / "model"
"""A whole project. In the names of its files, "dot-" stands for a first "."."""


def new_project(title: str, release: str, today: date) -> dict[str, bytes]:
    """The files of a project of this title, by their paths; it builds as it is."""
    filled = {
        b"@TITLE@": scalar(title).encode(),
        b"@NAME@": title.encode(),
        b"@RELEASE@": release.encode(),
        b"@TODAY@": written(today).encode(),
    }
    files = {}
    for folder, _, names in sorted(os.walk(_MODEL)):
        for name in sorted(names):
            file = Path(folder) / name
            path = "/".join(
                f".{part.removeprefix('dot-')}" if part.startswith("dot-") else part
                for part in file.relative_to(_MODEL).parts
            )
            content = file.read_bytes()
            if file.suffix != ".png":
                for mark, text in filled.items():
                    content = content.replace(mark, text)
            files[path] = content
    return files


def new_explainer(id: str, headline: str, today: date) -> dict[str, bytes]:
    """The article of an explainer that is a draft until someone writes it."""
    path = f"content/{id}/article.md"
    _check_id(id, path)
    text = f"""\
---
headline: {scalar(headline or id.replace("-", " ").capitalize())}
standfirst: What this is about, in a sentence or two.
as_of: {written(today)}
# Delete this line once the explainer may be published.
draft: true
---

Write the article here.
"""
    return {path: text.encode()}


def new_source(id: str, title: str) -> dict[str, bytes]:
    """The file of a source, without notes yet."""
    path = f"seeds/{id}.yaml"
    _check_id(id, path)
    text = f"""\
{MODELINE}{schema_for(path)}

title: {scalar(title or id.replace("-", " ").capitalize())}
# author: Who wrote it
# publisher: Where it appeared
# published: 7 February 2025
# url: https://example.org/where-readers-find-it

# What it says, in our own words, each note under a short name that facts can cite.
# notes:
#   a-short-name: What the source says of one thing.
"""
    return {path: text.encode()}


def written(day: date) -> str:
    """A day as an editor writes it: "7 February 2025"."""
    return f"{day.day} {BRITISH.months[day.month - 1]} {day.year}"


def _check_id(id: str, path: str) -> None:
    if not is_id(id):
        raise Failed([Problem(Place(path), f"'{id}' cannot be an id", ID_FORM)])
