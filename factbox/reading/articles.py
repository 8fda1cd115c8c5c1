"""Articles: a front matter, and the text below it."""

from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

import msgspec

from factbox.model.articles import FrontMatter
from factbox.model.mentions import Mention
from factbox.model.prose import Prose
from factbox.problems import Place, Problem
from factbox.reading.conflicts import without_conflicts
from factbox.reading.decoding import decode
from factbox.reading.documents import SECTIONS, ArticleDocument
from factbox.reading.fields import fields_of
from factbox.reading.files import Files
from factbox.reading.markdown import read_article
from factbox.reading.yaml_files import fences_in, read_text_file
from factbox.reading.yaml_reader import read_yaml
from factbox.schemes import SCHEMES
from factbox.values.dates.locales import Locale

F = TypeVar("F")


def read_article_document(
    own: Files,
    path: str,
    strays: Mapping[str, str],
    locale: Locale,
    *,
    marked: bool,
) -> ArticleDocument:
    """The front matter and the text of an article, `marked` as in `read_article`."""
    if path not in own:
        hint = "every explainer has one: make it, or move the folder elsewhere"
        missing = Problem(Place(path), "this file is not there", hint)
        # A folder of nothing but stray files is no explainer without an article.
        is_told = path in strays.values() or len(strays) == len(own)
        return _no_article([] if is_told else [missing])
    read = read_front_matter(own, path, FrontMatter, locale, marked=marked)
    return ArticleDocument(read.front, read.body, read.mentions, read.problems)


class ReadArticle(msgspec.Struct, Generic[F], frozen=True):
    """A text with its front matter, None where that is broken or missing."""

    front: F | None
    body: Prose
    mentions: tuple[Mention, ...]
    problems: tuple[Problem, ...]


def read_front_matter(
    own: Files, path: str, as_type: type[F], locale: Locale, *, marked: bool
) -> ReadArticle[F]:
    """The front matter, of a type, and the text of a file; see `read_article`."""
    text, misread = read_text_file(own, path)
    text, conflicts = without_conflicts(text, path, 1, has_underlines=True)
    problems = [*misread, *conflicts]
    lines = text.split("\n")
    fences = fences_in(lines)
    if not text and problems:
        return _no_front(problems)
    if fences[:1] != [0]:
        hint = "begin it with a line '---', the headline: …, and a line '---'"
        message = "this article has no front matter" if text else "this file is empty"
        return _no_front([*problems, Problem(Place(path, 1), message, hint)])
    if len(fences) == 1:
        hint = "write a line '---' below its last key"
        unended = Problem(Place(path, 1), "the front matter does not end", hint)
        return _no_front([*problems, unended])
    end = fences[1]
    node, found = read_yaml("\n".join(lines[1:end]), path, first_line=2)
    text = "\n".join(lines[end + 1 :])
    body = read_article(text, path, end + 2, _PageIds(), marked=marked, tag=locale.tag)
    problems += [*found, *body.problems]
    if node is None:
        needed = [name for name, field in fields_of(as_type).items() if field.required]
        hint = f"write at least a {', a '.join(needed[:-1])} and {needed[-1]}"
        empty = Problem(Place(path, 1), "the front matter is empty", hint)
        problems = problems if found else [empty, *problems]
        return ReadArticle(None, body, body.mentions, tuple(problems))
    front = decode(node, as_type, "article", locale)
    return ReadArticle(
        front=front.value,
        body=body,
        mentions=(*body.mentions, *front.mentions),
        problems=(*problems, *front.problems),
    )


def _no_front(problems: Iterable[Problem]) -> ReadArticle[F]:
    return ReadArticle(None, Prose(()), (), tuple(problems))


def _no_article(problems: Iterable[Problem]) -> ArticleDocument:
    return ArticleDocument(None, Prose(()), (), tuple(problems))


NAMES = tuple(scheme.name for scheme in SCHEMES)


class _PageIds:
    """The ids of a page that no heading may take."""

    def __contains__(self, id: object) -> bool:
        first = str(id).partition("-")[0]
        own = (*NAMES, "note", "cite", "ref", "footnote", "fade")
        return str(id).removesuffix("-title") in SECTIONS or first in own
