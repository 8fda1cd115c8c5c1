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
    noun, id, folder = mention.scheme, mention.own_id, mention.folder
    if fault := _no_explainer(mention, known):
        return fault
    if folder:
        facts = known.facts.get(folder, NO_FACTS)
    if id in facts.named:
        right, _ = facts.named[id]
        if noun == right:
            return None
        hint = f"it is {with_article(right)}: write {right}:{mention.id}"
        return f"'{id}' is not {with_article(noun)}", hint
    if noun in facts.unread:
        return None
    if not folder and id in known.explainers:
        hint = (
            f"a text names its facts as {noun}:{id}/…; for a formula, write the claim "
            "here as well: the two are held against one another"
        )
        return f"'{id}' is an explainer and no {noun}", hint
    own = [other for other, (each, _) in facts.named.items() if each == noun]
    file = f"content/{folder}/{FILES[noun]}" if folder else FILES[noun]
    hint = or_add(did_you_mean(id, own), file)
    where = f" in the explainer '{folder}'" if folder else ""
    return f"no {noun} has the id '{id}'{where}", hint


def _no_explainer(mention: Mention, known: Known) -> tuple[str, str] | None:
    """What to say where a mention names a fact of an explainer that is not there."""
    folder = mention.folder
    if not folder or folder in known.explainers:
        return None
    return f"there is no explainer '{folder}'", did_you_mean(folder, known.explainers)


def _target(mention: Mention, page: Referring) -> Target:
    item = page.item(mention.id)
    words = item.words(mention.part, page.language)
    anchor = f"#{item.part_anchor(mention.part)}"
    if mention.folder:
        # Its card is on the page where the link leads.
        link = page.link(mention.folder)
        lang = item.lang_of(mention.part, link.lang)
        return Target(link.href + anchor, words, lang=lang)
    return Target(anchor, words, item.anchor, item.lang_of(mention.part))


def _people(mention: Mention, explainer: Explainer) -> Iterable[Person]:
    """The claimant whom it names, or else all who are named in the fact."""
    item = explainer.item(mention)
    people = item.people if item else ()
    claimant = mention.part.partition("@")[0]
    return [each for each in people if each.id == claimant] or people


def _no_fact(mention: Mention, known: Known, facts: Facts) -> tuple[str, str] | None:
    if fault := _no_explainer(mention, known):
        return fault
    folder, id = mention.folder, mention.own_id
    if folder:
        facts = known.facts.get(folder, NO_FACTS)
    if id in facts.named or facts.unread:
        return None
    where = f" in the explainer '{folder}'" if folder else ""
    return f"no {NOUNS} has the id '{id}'{where}", did_you_mean(id, facts.named)


def _no_lead(mention: Mention, known: Known, facts: Facts) -> tuple[str, str] | None:
    if mention.folder:
        message = "what stands beside the headline is a fact of the same explainer"
        hint = "name one of them; a link in the standfirst can name another's"
        return message, hint
    if mention.part:
        message = f"what stands beside the headline is all of '{mention.id}'"
        return message, f"leave out '@{mention.part}'"
    return _no_fact(mention, known, facts)


def _no_kind(mention: Mention, known: Known, facts: Facts) -> tuple[str, str] | None:
    if mention.id in WOVEN:
        return None
    if mention.folder:
        hint = f"write {mention.own_id} for those; link to another's in an event's text"
        return "a timeline shows the dates of its own explainer", hint
    return f"'weave' cannot be '{mention.id}'", did_you_mean(mention.id, WOVEN)


KIND = Scheme("kind", _no_kind, _target)
"""A kind of sidebar, as the front matter names it: `weave: [quotes]`."""

ANY_FACT = Scheme("fact", _no_fact, _target, _people, has_card=True)
"""A fact of any kind, as a key of an entry names it: `about: [cost, tunnel/cost]`."""

LEAD = Scheme("lead", _no_lead, _target, _people, has_card=True)
"""The fact that the front matter puts beside the headline: `lead: cost`."""
