"""What a scheme of references is: `figure`, `person`, `source` and the others."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Protocol

import msgspec

from factbox.languages.language import Language
from factbox.model.articles import FrontMatter
from factbox.model.explainers import Explainer
from factbox.model.items import Desk, Item
from factbox.model.mentions import Mention
from factbox.model.people import Person
from factbox.problems import Place, Problem


class Facts(msgspec.Struct, frozen=True):
    """The ids in the sidebars of an explainer, also those of broken entries.

    `named` has the noun of the kind and the place of each, `unread` the nouns of the
    kinds of which some ids could not be read, so that none can be called unknown.
    """

    named: Mapping[str, tuple[str, Place]]
    unread: frozenset[str]


NO_FACTS = Facts({}, frozenset())


class Known(msgspec.Struct, frozen=True):
    """The ids that exist outside an explainer, also those of broken entries.

    None stands for ids that could not be read, none of which can be called unknown.
    `nobody` is what to say where someone is named although nobody is written down;
    `facts` has those of explainers of which others name any, by their folders.
    """

    people: Collection[str] | None
    notes: Mapping[str, Collection[str] | None]
    explainers: Collection[str]
    nobody: Problem | None = None
    facts: Mapping[str, Facts] = {}


class Link(msgspec.Struct, frozen=True):
    """An explainer to link to: its folder, its address, and its front matter.

    `lang` is the tag of its language where that is not the page's.
    """

    folder: str
    href: str
    front: FrontMatter
    lang: str = ""


class Target(msgspec.Struct, frozen=True):
    """Where a reference leads, and what it says where its author did not.

    `card` is the id of the card that tells more, "" where there is none; `lang` is the
    tag of the language of the words where that is not the page's.
    """

    href: str
    words: str
    card: str = ""
    lang: str = ""


class Referring(Protocol):
    """A page, as far as the references on it can lead."""

    @property
    def language(self) -> Language: ...

    def item(self, id: str) -> Item:
        """The figure, quote or event of this id, of another explainer `folder/id`."""

    def person(self, id: str) -> Person:
        """The person of this id."""

    def link(self, folder: str) -> Link:
        """The way to the explainer in this folder."""


def _nobody(mention: Mention, explainer: Explainer) -> Iterable[Person]:
    return ()


class Scheme(msgspec.Struct, frozen=True):
    """A scheme of references, the word before ":" in a link to an entry.

    Of a mention with it, `fault` is what is wrong, as a message and a hint, where it
    names nothing, and None otherwise; `target` is where it leads from a page; `people`
    are those whom it names. What `has_card` names a fact. Of what stands outside an
    explainer, `meanings` has what each id stands for: where that changes, whoever names
    it is made anew. A citation prints as the number of a note.
    """

    name: str
    fault: Callable[[Mention, Known, Facts], tuple[str, str] | None]
    target: Callable[[Mention, Referring], Target]
    people: Callable[[Mention, Explainer], Iterable[Person]] = _nobody
    meanings: Callable[[Desk, Known], Mapping[str, object]] | None = None
    has_card: bool = False
    is_citation: bool = False


def in_brackets(mention: Mention) -> tuple[str, str] | None:
    """What is wrong with several ids that stand where one does: source: a#b, c#d."""
    typed = str(mention)
    ids = [each.strip() for each in re.split(r"[,;]", typed)]
    if len(ids) < 2 or not all(re.fullmatch(r"[\w-]+([@#][\w-]+)*", id) for id in ids):
        return None
    hint = f"where several are allowed, write them in brackets: [{', '.join(ids)}]"
    return f"'{typed}' is several ids", hint


def or_add(hint: str, where: str) -> str:
    """The hint, or else to add what is missing to a file."""
    if not hint:
        return f"add it to {where}"
    joint = " if not," if hint.endswith("?") else "; or"
    return f"{hint}{joint} add it to {where}"
