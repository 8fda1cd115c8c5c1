"""What of an original a translation was made from, piece by piece, and what changed.

A piece is an entry, a key of the front matter, a paragraph. Its digest is that of what
an editor typed, so that no other release of Factbox sees a change where there is none.
`translated.pt.yaml` notes the digests of the pieces that the words in Portuguese were
made from; it is written by a command and read by this module.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from factbox.kinds import KINDS
from factbox.problems import Place, Problem
from factbox.reading.files import Files
from factbox.reading.nodes import Items, Node, Scalar
from factbox.reading.nodes import Mapping as MappingNode
from factbox.reading.yaml_files import fences_in, read_text_file, read_yaml_file
from factbox.reading.yaml_reader import read_yaml
from factbox.values.digests import digest

STORY = "story"
"""What the paragraphs of an article are noted as, their digests one after the other."""

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_PARAGRAPHS = re.compile(r"\n[ \t]*\n")


class Pieces(msgspec.Struct, frozen=True):
    """The digests of the pieces of an original, and the lines of its paragraphs.

    `named` are by what they are: `figure:killed`, `article:headline`; `story` leads
    from the digest of each paragraph to its first line.
    """

    named: Mapping[str, str]
    story: Mapping[str, int]


class Noted(msgspec.Struct, frozen=True):
    """What a translation is noted to have been made from, as `Pieces`."""

    named: Mapping[str, str]
    story: frozenset[str]


def article_pieces(path: str, files: Files, keys: Sequence[str]) -> Pieces:
    """The pieces of an article: its paragraphs, and these keys of its front matter."""
    lines = read_text_file(files, path)[0].split("\n")
    fences = fences_in(lines)
    if len(fences) < 2:
        return Pieces({}, {})
    node, _ = read_yaml("\n".join(lines[1 : fences[1]]), path, first_line=2)
    named = {}
    for key, value in node.entries if isinstance(node, MappingNode) else ():
        if key.text in keys:
            named[f"article:{key.text}"] = _digest(said(value))
    text = "\n".join(lines[fences[1] + 1 :])
    return Pieces(named, dict(_paragraphs(text, fences[1] + 2)))


def _paragraphs(text: str, line: int) -> Iterator[tuple[str, int]]:
    """The digest of each paragraph of a text whose first line has this number."""
    bare = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)
    start = 0
    for gap in (*_PARAGRAPHS.finditer(bare), None):
        piece = bare[start : gap.start() if gap else len(bare)]
        if words := " ".join(piece.split()):
            before = start + len(piece) - len(piece.lstrip())
            yield _digest(words), line + bare.count("\n", 0, before)
        start = gap.end() if gap else start


def entry_pieces(path: str, noun: str, files: Files) -> dict[str, str]:
    """The digests of the entries of a list, as `figure:killed`."""
    node, _ = read_yaml_file(files, path)
    pieces = {}
    for item in node.items if isinstance(node, Items) else ():
        id = item.get("id") if isinstance(item, MappingNode) else None
        if isinstance(id, Scalar):
            pieces[f"{noun}:{id.text.strip()}"] = _digest(said(item))
    return pieces


def explainer_pieces(folder: str, own: Files, keys: Sequence[str]) -> Pieces:
    """The pieces of an explainer, whose translations have these keys at their top."""
    article = article_pieces(f"content/{folder}/article.md", own, keys)
    named = dict(article.named)
    for kind in KINDS:
        named |= entry_pieces(f"content/{folder}/{kind.file}", kind.noun, own)
    return Pieces(named, article.story)


def key_pieces(
    path: str, name: str, files: Files, keys: Sequence[str]
) -> dict[str, str]:
    """The digests of what stands at some keys of a mapping, as `site:title`."""
    node, _ = read_yaml_file(files, path)
    entries = node.entries if isinstance(node, MappingNode) else ()
    return {
        f"{name}:{key.text}": _digest(said(value))
        for key, value in entries
        if key.text in keys
    }


def note_pieces(id: str, files: Files) -> dict[str, str]:
    """The digests of the notes of a source, as `source:minutes#cost`."""
    path = f"seeds/{id}.yaml"
    node, _ = read_yaml_file(files, path)
    notes = node.get("notes") if isinstance(node, MappingNode) else None
    entries = notes.entries if isinstance(notes, MappingNode) else ()
    return {f"source:{id}#{key.text}": _digest(said(value)) for key, value in entries}


def said(node: Node) -> object:
    """What a node says, wherever it stands; white space means nothing."""
    if isinstance(node, Scalar):
        return " ".join(node.text.split())
    if isinstance(node, Items):
        return [said(item) for item in node.items]
    if isinstance(node, MappingNode):
        return [(key.text, said(value)) for key, value in node.entries]
    return ""


def _digest(value: object) -> str:
    """Eight hexadecimal digits for what a piece says."""
    return digest(value).hex()[:8]


def read_notes(path: str, files: Files) -> tuple[Noted | None, list[Problem]]:
    """What a file notes, None where there is none, and what is wrong with it."""
    if path not in files:
        return None, []
    node, problems = read_yaml(read_text_file(files, path)[0], path)
    named: dict[str, str] = {}
    story: frozenset[str] = frozenset()
    if node is not None and not isinstance(node, MappingNode):
        hint = "a command writes this file: factbox translated …"
        problems.append(Problem(Place(path, 1), "this notes no pieces", hint))
    for key, value in node.entries if isinstance(node, MappingNode) else ():
        if not isinstance(value, Scalar):
            continue
        if key.text == STORY:
            story = frozenset(value.text.split())
        else:
            named[key.text] = value.text
    return Noted(named, story), problems


def notes_text(tag: str, pieces: Pieces) -> str:
    """The file that notes these pieces, as `read_notes` reads it."""
    lines = [f"# What the words in '{tag}' were made from: factbox translated {tag}"]
    lines += [f"{name}: {mark}" for name, mark in sorted(pieces.named.items())]
    if pieces.story:
        # One below the other, so that two desks do not write one line.
        lines += [f"{STORY}: >-", *(f"  {mark}" for mark in pieces.story)]
    return "\n".join(lines) + "\n"
