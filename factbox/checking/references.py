"""Checks of references: whether what a text names is there."""

from collections.abc import Iterable, Iterator

import msgspec

from factbox.checking.subject import Subject
from factbox.model.addresses import WEB_SCHEMES
from factbox.model.mentions import Mention, with_article
from factbox.model.prose import Embed
from factbox.problems import Problem, did_you_mean
from factbox.reading.documents import SECTIONS
from factbox.schemes import SCHEMES, scheme_of
from factbox.schemes.scheme import Facts, Known

CLAIMANT = "claimant"
"""Names a part of the entry that it stands in, which looks it up itself."""


def unknown_entries(subject: Subject) -> Iterator[Problem]:
    """Mentions of what is not there."""
    document = subject.document
    return unknown(document.mentions, subject.known, document.facts)


def missing_people(subject: Subject) -> Iterator[Problem]:
    """People who are named while people.yaml is missing or empty, told once."""
    named = any(mention.scheme == "person" for mention in subject.document.mentions)
    if named and subject.known.nobody:
        yield subject.known.nobody


def unknown(
    mentions: Iterable[Mention], known: Known, facts: Facts
) -> Iterator[Problem]:
    """The mentions that name nothing; parts of facts are checked once these resolve."""
    behind = None
    for mention in mentions:
        if mention.scheme == CLAIMANT or mention.place == behind:
            continue
        scheme = scheme_of(mention)
        fault = scheme.fault(mention, known, facts) if scheme else _no_scheme(mention)
        if fault:
            yield Problem(mention.place, *fault)
            if mention.id in known.explainers:
                # In a formula, tunnel/cost is one slip: what stands behind it, too.
                column = mention.place.column + len(mention.id) + 1
                behind = msgspec.structs.replace(mention.place, column=column)


def _no_scheme(mention: Mention) -> tuple[str, str]:
    names = (*(scheme.name for scheme in SCHEMES), *WEB_SCHEMES)
    hint = did_you_mean(mention.scheme, names)
    return f"a link cannot begin with '{mention.scheme}:'", hint


def unknown_parts(subject: Subject) -> Iterator[Problem]:
    """Mentions of what an item has not, such as an estimate by somebody else."""
    # A card that must leave its part out need not hear that the part is unknown.
    told = {problem.place for problem in misplaced_cards(subject)}
    for mention in subject.document.mentions:
        item = subject.item(mention)
        if mention.place in told or item is None:
            continue
        if mention.part and mention.part not in item.parts:
            message = f"the {item.NOUN} '{item.id}' has nothing by '{mention.part}'"
            # Days are only of use to whoever has written one.
            is_dated = "@" in mention.part
            known = [part for part in item.parts if is_dated or "@" not in part]
            hint = did_you_mean(mention.part, known)
            yield Problem(
                mention.place, message, hint or f"write {item.NOUN}:{item.id}"
            )


def misplaced_cards(subject: Subject) -> Iterator[Problem]:
    """Cards of what has none."""
    for text in subject.texts:
        for embed in text.references:
            mention = embed.mention
            scheme = scheme_of(mention)
            if not isinstance(embed, Embed) or scheme is None:
                continue
            if not scheme.has_card:
                message = f"{with_article(scheme.name)} has no card to show"
                hint = f"link to it in a sentence: []({scheme.name}:{mention})"
                yield Problem(mention.place, message, hint)
            elif mention.folder:
                message = "a card shows a fact of the explainer in which it stands"
                hint = f"link to it in a sentence: []({scheme.name}:{mention})"
                yield Problem(mention.place, message, hint)
            elif mention.part:
                message = f"a card shows all of '{mention.id}'"
                yield Problem(mention.place, message, f"leave out '@{mention.part}'")


def unknown_fragments(subject: Subject) -> Iterator[Problem]:
    """Links to ids that the page does not have."""
    document, items = subject.document, subject.items
    ids = {*SECTIONS, *(heading.id for heading in document.body.headings)}
    for item in items.values():
        ids |= {item.anchor, *(item.part_anchor(part) for part in item.parts)}
    # What these would have is not known while they are broken.
    broken = (
        *(
            f"{kind}-{id}"
            for id, (kind, _) in document.facts.named.items()
            if id not in items
        ),
        *(f"{kind}-" for kind in document.facts.unread),
    )
    for text in subject.texts:
        for fragment in text.fragments:
            if fragment.id not in ids and not fragment.id.startswith(broken):
                message = f"this page has no element '#{fragment.id}'"
                yield Problem(fragment.place, message, did_you_mean(fragment.id, ids))
