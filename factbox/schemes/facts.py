"""References to the facts of an explainer: `figure:`, `quote:`, `event:` and so on."""

from collections.abc import Iterable

from factbox.kinds import KINDS, NOUNS
from factbox.model.explainers import Explainer
from factbox.model.items import Kind
from factbox.model.mentions import Mention, with_article
from factbox.model.people import Person
from factbox.problems import did_you_mean
from factbox.schemes.scheme import (
    NO_FACTS,
    Facts,
    Known,
    Referring,
    Scheme,
    Target,
    or_add,
)

WOVEN = tuple(kind.name for kind in KINDS if kind.is_woven)
FILES = {kind.noun: kind.file for kind in KINDS}


def fact_scheme(kind: Kind) -> Scheme:
    """The scheme of references to the items of a kind."""
    return Scheme(kind.noun, _fault, _target, _people, has_card=True)


def _fault(mention: Mention, known: Known, facts: Facts) -> tuple[str, str] | None:
    noun, id = mention.scheme, mention.id
    if folder := mention.folder:
        if folder not in known.explainers:
            hint = did_you_mean(folder, known.explainers)
            return f"there is no explainer '{folder}'", hint
        id, facts = mention.own_id, known.facts.get(folder, NO_FACTS)
    if id in facts.named:
        right, _ = facts.named[id]
        if noun == right:
            return None
        hint = f"it is {with_article(right)}: write {right}:{mention.id}"
        return f"'{id}' is not {with_article(noun)}", hint
    if noun in facts.unread:
        return None
    own = [other for other, (each, _) in facts.named.items() if each == noun]
    file = f"content/{folder}/{FILES[noun]}" if folder else FILES[noun]
    hint = or_add(did_you_mean(id, own), file)
    where = f" in the explainer '{folder}'" if folder else ""
    return f"no {noun} has the id '{id}'{where}", hint


def _target(mention: Mention, page: Referring) -> Target:
    item = page.item(mention.id)
    words = item.words(mention.part, page.language)
    anchor = f"#{item.part_anchor(mention.part)}"
    if mention.folder:
        # Its card is on the page where the link leads.
        return Target(page.link(mention.folder).href + anchor, words)
    return Target(anchor, words, item.anchor)


def _people(mention: Mention, explainer: Explainer) -> Iterable[Person]:
    """The claimant whom it names, or else all who are named in the fact."""
    item = explainer.item(mention)
    people = item.people if item else ()
    claimant = mention.part.partition("@")[0]
    return [each for each in people if each.id == claimant] or people


def _no_fact(mention: Mention, known: Known, facts: Facts) -> tuple[str, str] | None:
    if mention.id in facts.named or facts.unread:
        return None
    hint = did_you_mean(mention.id, facts.named)
    if mention.folder:
        hint = "name facts of this explainer here, and those of others in the text"
    return f"no {NOUNS} has the id '{mention.id}'", hint


def _no_kind(mention: Mention, known: Known, facts: Facts) -> tuple[str, str] | None:
    if mention.id in WOVEN:
        return None
    return f"'weave' cannot be '{mention.id}'", did_you_mean(mention.id, WOVEN)


KIND = Scheme("kind", _no_kind, _target)
"""A kind of sidebar, as the front matter names it: `weave: [quotes]`."""

ANY_FACT = Scheme("fact", _no_fact, _target, _people, has_card=True)
"""A fact of any kind, as a key of an entry names it: `about: [cost]`."""
