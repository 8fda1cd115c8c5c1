"""What no file tells by itself: whether what it names is there and agrees with it."""

from collections.abc import Collection, Iterable, Iterator, Mapping

import msgspec

from factbox.languages.language import Language
from factbox.model.items import Item
from factbox.model.mentions import Mention, with_article
from factbox.model.prose import WEB_SCHEMES, Embed, Prose, Reference
from factbox.model.texts import texts_of
from factbox.problems import Place, Problem, did_you_mean
from factbox.reading.documents import (
    FACTS,
    FILE_OF,
    SCHEMES,
    SECTIONS,
    ExplainerDocument,
    Facts,
)


class Known(msgspec.Struct, frozen=True):
    """The ids that exist outside an explainer, also those of broken entries.

    None stands for ids that could not be read, none of which can be called unknown.
    """

    people: Collection[str] | None
    notes: Mapping[str, Collection[str] | None]
    explainers: Collection[str]


def faults(
    document: ExplainerDocument,
    items: Mapping[str, Item],
    known: Known,
    language: Language,
) -> Iterator[Problem]:
    """What is wrong with an explainer, given the items, by id, that can be shown."""
    texts = _texts(document, items)
    embeds = tuple(_embeds(texts))
    # A card that must leave its part out need not hear that the part is unknown.
    told = {problem.place for problem in embeds}
    others = [mention for mention in document.mentions if mention.place not in told]
    yield from embeds
    yield from unknown(document.mentions, known, document.facts)
    yield from _unknown_parts(others, items)
    yield from _contradictions(texts, items, language)
    yield from _fragments(texts, document, items)
    yield from _early_news(document, items.values())
    yield from _loose_ends(document)


HEAVY = 300_000
"""In bytes: an image that a telephone takes its time for."""


def advice(document: ExplainerDocument, items: Mapping[str, Item]) -> Iterator[Problem]:
    """What may well be right but deserves a look."""
    for image in document.images.values():
        if min(each.weight for each in image.widths) > HEAVY:
            yield Problem(
                Place(image.source),
                f"this image weighs {image.weight // 1000} kB",
                "readers on telephones wait for it; save it smaller, or put "
                "a narrower one beside it, called like it with -800w, say, at the end",
            )
    for text in _texts(document, items):
        for number in text.numbers:
            yield Problem(
                number.place,
                f"the number '{number.text}' belongs to no figure",
                "if it is a fact, write it in figures.yaml and link it: [](figure:…)",
            )


def unknown(
    mentions: Iterable[Mention], known: Known, facts: Facts
) -> Iterator[Problem]:
    """The mentions that name nothing; parts of facts are checked once these resolve."""
    for mention in mentions:
        if mention.kind in (*FACTS, "fact"):
            fault = _unknown_fact(mention, facts)
        else:
            fault = _unknown_outside(mention, known)
        if fault:
            yield Problem(mention.place, *fault)


def _unknown_fact(mention: Mention, facts: Facts) -> tuple[str, str] | None:
    """The message and the hint for a mention of a fact that is not there."""
    kind, id = mention.kind, mention.id
    if id in facts.named:
        right, _ = facts.named[id]
        if kind in ("fact", right):
            return None
        hint = f"it is {with_article(right)}: write {right}:{id}"
        return f"'{id}' is not {with_article(kind)}", hint
    if kind in facts.unread or (facts.unread and kind == "fact"):
        return None
    if kind == "fact":
        hint = did_you_mean(id, facts.named)
        return f"no figure, quote or event has the id '{id}'", hint
    own = [other for other, (noun, _) in facts.named.items() if noun == kind]
    hint = _or_add(did_you_mean(id, own), FILE_OF[kind])
    return f"no {kind} has the id '{id}'", hint


def _unknown_outside(mention: Mention, known: Known) -> tuple[str, str] | None:
    """The message and the hint for a mention of what is not there."""
    kind, id, part = mention.kind, mention.id, mention.part
    if kind == "person":
        if known.people is None or (id in known.people and not part):
            return None
        hint = _or_add(did_you_mean(id, known.people), "content/people.yaml")
        return f"no person has the id '{mention}'", hint
    if kind == "source":
        if id not in known.notes:
            hint = _or_add(did_you_mean(id, known.notes), "seeds/")
            return f"there is no source '{id}'", hint
        notes = known.notes[id]
        if notes is None or not part or part in notes:
            return None
        hint = _or_add(did_you_mean(part, notes), f"seeds/{id}.yaml")
        return f"the source '{id}' has no note '{part}'", hint
    if kind == "explainer":
        if id in known.explainers and not part:
            return None
        hint = did_you_mean(id, known.explainers)
        return f"there is no explainer '{mention}'", hint
    if kind == "claimant":
        return None
    hint = did_you_mean(kind, (*SCHEMES, *WEB_SCHEMES))
    return f"a link cannot begin with '{kind}:'", hint


def _or_add(hint: str, where: str) -> str:
    if not hint:
        return f"add it to {where}"
    joint = " if not," if hint.endswith("?") else "; or"
    return f"{hint}{joint} add it to {where}"


def _texts(document: ExplainerDocument, items: Mapping[str, Item]) -> list[Prose]:
    """Every text of an explainer in which references may stand."""
    texts = texts_of(document.front, document.body, items.values())
    return [text.prose for text in texts]


def _item(mention: Mention, items: Mapping[str, Item]) -> Item | None:
    """The item that a mention of a fact names."""
    item = items.get(mention.id)
    return item if item and mention.kind in (item.KIND, "fact") else None


def _unknown_parts(
    mentions: Iterable[Mention], items: Mapping[str, Item]
) -> Iterator[Problem]:
    """Mentions of what an item has not, such as an estimate by somebody else."""
    for mention in mentions:
        item = _item(mention, items)
        if item and mention.part and mention.part not in item.parts:
            message = f"the {item.KIND} '{item.id}' has nothing by '{mention.part}'"
            hint = did_you_mean(mention.part, item.parts)
            yield Problem(
                mention.place, message, hint or f"write {item.KIND}:{item.id}"
            )


def _contradictions(
    texts: Iterable[Prose], items: Mapping[str, Item], language: Language
) -> Iterator[Problem]:
    """Links whose words say something else than what they link to."""
    for text in texts:
        for reference in text.references:
            if not isinstance(reference, Reference) or not reference.text:
                continue
            item = _item(reference.mention, items)
            part = reference.mention.part
            if item and (not part or part in item.parts):
                message = item.contradiction(part, reference.text, language)
                if message:
                    hint = "correct one of them; empty brackets print the value"
                    yield Problem(reference.mention.place, message, hint)


def _embeds(texts: Iterable[Prose]) -> Iterator[Problem]:
    """Cards of what has none."""
    for text in texts:
        for embed in text.references:
            mention = embed.mention
            if not isinstance(embed, Embed) or mention.kind not in SCHEMES:
                continue
            if mention.kind not in FACTS:
                message = f"{with_article(mention.kind)} has no card to show"
                hint = f"link to it in a sentence: []({mention.kind}:{mention})"
                yield Problem(mention.place, message, hint)
            elif mention.part:
                message = f"a card shows all of '{mention.id}'"
                yield Problem(mention.place, message, f"leave out '@{mention.part}'")


def _fragments(
    texts: Iterable[Prose], document: ExplainerDocument, items: Mapping[str, Item]
) -> Iterator[Problem]:
    """Links to ids that the page does not have."""
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
    for text in texts:
        for fragment in text.fragments:
            if fragment.id not in ids and not fragment.id.startswith(broken):
                message = f"this page has no element '#{fragment.id}'"
                yield Problem(fragment.place, message, did_you_mean(fragment.id, ids))


def _early_news(
    document: ExplainerDocument, items: Iterable[Item]
) -> Iterator[Problem]:
    """Changes to a page from before the page was there."""
    published = document.front.published if document.front else None
    for item in items:
        if published and item.news and item.news.on.date < published.earliest:
            yield Problem(
                item.place,
                f"this {item.KIND} is from before the page was published ({published})",
                "correct the day of one of them",
            )


def _loose_ends(document: ExplainerDocument) -> Iterator[Problem]:
    """What is to be woven into a timeline, where there is none."""
    is_there = document.entries["timeline"] or "event" in document.facts.unread
    if document.front and document.front.weave and not is_there:
        yield Problem(
            document.front.place,
            "'weave' has no timeline to weave into",
            "write events in timeline.yaml, or leave 'weave' out",
        )
