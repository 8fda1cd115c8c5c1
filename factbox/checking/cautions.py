"""Advice on care that was lost between a source and the page."""

import re
from collections.abc import Iterator
from functools import cache

from factbox.checking.notes import words_of_note
from factbox.checking.subject import Subject
from factbox.kinds.figures.figure import Figure
from factbox.languages.typing_files import cautions_of
from factbox.model.prose import Block, Reference, words_of_parts
from factbox.model.sources import Citation
from factbox.patterns import pattern_of
from factbox.problems import Place, Problem
from factbox.schemes import scheme_of
from factbox.values.quantities.prose import Written, numbers_in

_SENTENCE_ENDS = pattern_of(
    r"[.!?؟][”\"’')»“]*\s+(?=[“\"‘'(«„»¿¡]*[^\W\d_a-z])|[。！？][」』）]*(?=.)"
)


@cache
def _hedges_of(tag: str) -> re.Pattern[str]:
    """What says that something is not sure, or whose word it is, in a language."""
    cautions = cautions_of(tag)
    edge = "" if cautions.anywhere else r"\b"
    begun = f"(?:{_any_of(cautions.hedges)})\\w*"
    whole = f"(?:{_any_of(cautions.hedge_words)})\\b" if cautions.hedge_words else begun
    return pattern_of(f"{edge}(?:{begun}|{whole})", re.I)


@cache
def _several_of(tag: str) -> re.Pattern[str]:
    """What speaks of more than one source in a language."""
    cautions = cautions_of(tag)
    edge = "" if cautions.anywhere else r"\b"
    return pattern_of(f"{edge}(?:{_any_of(cautions.several_origins)}){edge}", re.I)


def _any_of(phrases: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, phrases))


def dropped_hedges(subject: Subject) -> Iterator[Problem]:
    """Sentences that say as a fact what their note says with a hedge.

    Only notes of a single sentence are held against them: of a longer one, nobody
    could tell what its hedge belongs to.
    """
    hedges = _hedges_of(subject.language.tag)
    for block, sentence, citation, place in _cited_sentences(subject):
        note = words_of_note(subject, citation)
        hedge = hedges.search(note)
        if not hedge or _SENTENCE_ENDS.search(note.strip()):
            continue
        has_claimant = any(_names_somebody(part) for part in block.parts)
        has_claimant = has_claimant or _names_a_claimant(subject, block, sentence)
        if not has_claimant and not hedges.search(sentence):
            yield Problem(
                place,
                f"the note says '{hedge[0].strip()}', and the sentence that cites it "
                "says it as a fact",
                "keep the hedge, or say whose word it is",
            )


def exact_for_approximate(subject: Subject) -> Iterator[Problem]:
    """Claims of an exact number whose note gives it as an approximate one."""
    for item in subject.items.values():
        for claim in item.claims if isinstance(item, Figure) else ():
            value = claim.value
            if value.approximate or value.low != value.high:
                continue
            stated = [
                number
                for citation in claim.citations
                for number in numbers_in(
                    words_of_note(subject, citation), subject.language.tag
                )
                if value.low in (number.quantity.low, number.quantity.high)
            ]
            if stated and not any(_is_exact(number) for number in stated):
                said = f"{_hedge_of(stated[0])} {stated[0].text}".strip()
                claimed = value.in_language(subject.language)
                yield Problem(
                    claim.place,
                    f"this claim is {claimed}, and its note says '{said}'",
                    f"write 'value: {said}', as the source does",
                )


def _is_exact(number: Written) -> bool:
    quantity = number.quantity
    return not quantity.approximate and quantity.low == quantity.high


def _hedge_of(number: Written) -> str:
    return number.phrase.qualifier if number.phrase else ""


def several_origins(subject: Subject) -> Iterator[Problem]:
    """Sentences that speak of several sources and rest on one."""
    told: set[Place] = set()
    several = _several_of(subject.language.tag)
    for block, sentence, citation, place in _cited_sentences(subject):
        said = several.search(sentence)
        if said and len(_sources_of(subject, block)) == 1 and place not in told:
            told.add(place)
            yield Problem(
                place,
                f"the text says '{said[0].lower()}', and all that it rests on here is "
                f"one source, '{citation.source}'",
                "cite the others as well, or say who it is that says so",
            )


def _cited_sentences(
    subject: Subject,
) -> Iterator[tuple[Block, str, Citation, Place]]:
    """Each citation in a text with its block, its sentence, and its place."""
    for text in subject.texts:
        for block in text.blocks:
            before: list[str | Reference] = []
            for part in block.parts:
                if isinstance(part, Reference):
                    scheme = scheme_of(part.mention)
                    if scheme and scheme.is_citation:
                        words = words_of_parts(before, lambda each: each.text)
                        sentence = _SENTENCE_ENDS.split(words.rstrip())[-1]
                        citation = Citation(part.mention.id, part.mention.part)
                        yield block, sentence, citation, part.mention.place
                        continue
                    before.append(part)
                elif isinstance(part, str):
                    before.append(part)


def _names_somebody(part: object) -> bool:
    return isinstance(part, Reference) and part.mention.scheme == "person"


def _names_a_claimant(subject: Subject, block: Block, sentence: str) -> bool:
    """Whether a sentence says whose a claim is that it links to."""
    words = {*re.findall(r"\w{4,}", sentence.lower())}
    for part in block.parts:
        if not isinstance(part, Reference) or part.text not in sentence:
            continue
        person = subject.people.get(part.mention.part.partition("@")[0])
        if person and words & {*re.findall(r"\w{4,}", person.name.lower())}:
            return True
    return False


def _sources_of(subject: Subject, block: Block) -> set[str]:
    """The sources on which a block rests, also through the facts that it names."""
    sources = set()
    for part in block.parts:
        if not isinstance(part, Reference):
            continue
        scheme = scheme_of(part.mention)
        if scheme and scheme.is_citation:
            sources.add(part.mention.id)
        elif item := subject.item(part.mention):
            sources |= {cited.citation.source for cited in item.cited}
    return sources
