"""Whether facts say what the notes say that they rest on."""

from collections.abc import Iterator

from factbox.checking.subject import Subject
from factbox.kinds.figures.figure import Figure
from factbox.kinds.quotes import Quote
from factbox.languages.typing_files import typed_as
from factbox.model.sources import Citation
from factbox.problems import Place, Problem
from factbox.values.quantities.contradictions import disagreements
from factbox.values.quantities.linking import LinkedClaims, LinkText
from factbox.values.quantities.prose import Written, numbers_in
from factbox.values.quotations import is_said

NOTE_DISAGREES = "note-disagrees"


def notes_that_disagree(subject: Subject) -> Iterator[Problem]:
    """Claims whose notes state numbers, none of which is the claim's."""
    figures = [each for each in subject.items.values() if isinstance(each, Figure)]
    tag = subject.language.tag
    yield from _translations_that_disagree(subject)
    for item in figures:
        for claim in item.claims:
            notes = [words_of_note(subject, each) for each in claim.citations]
            stated = [each for note in notes for each in numbers_in(note, tag)]
            value = claim.value.in_language(subject.language)
            ends = (claim.value.low, claim.value.high)
            named = LinkedClaims(
                item.id, (claim.value,), value, ends, item.unit, item.label
            )
            if stated and not any(_agrees(number, named, tag) for number in stated):
                numbers = ", ".join(dict.fromkeys(number.text for number in stated))
                yield Problem(
                    claim.place,
                    f"this claim is {value}, and the note that it rests on says "
                    f"{numbers}",
                    "correct one of them, or cite the note that has it",
                )


def _translations_that_disagree(subject: Subject) -> Iterator[Problem]:
    """Quotes whose translation has other numbers than the words."""
    for item in subject.items.values():
        if isinstance(item, Quote):
            yield from other_numbers(item, item.place, subject.language.tag)


def other_numbers(quote: Quote, place: Place, tag: str) -> Iterator[Problem]:
    """Numbers in the translation of a quote that its words do not have."""
    spoken = str(quote.lang or tag)
    if not quote.translation or typed_as(spoken) != spoken.partition("-")[0]:
        return
    known = {
        end
        for number in numbers_in(quote.quoted, spoken)
        for end in (number.quantity.low, number.quantity.high)
    }
    for number in numbers_in(quote.translation, quote.translation_lang or tag):
        if not {number.quantity.low, number.quantity.high} & known - {None}:
            yield Problem(
                place,
                f"the translation says '{number.text}', and the words of this quote "
                "have no such number",
                "correct one of them",
                NOTE_DISAGREES,
            )


def _agrees(number: Written, named: LinkedClaims, tag: str) -> bool:
    hedge = number.phrase.qualifier if number.phrase else ""
    link = LinkText(f"{hedge} {number.text}".strip())
    return not any(found.certain for found in disagreements(link, named, tag))


def words_not_in_notes(subject: Subject) -> Iterator[Problem]:
    """Exact words that neither the note nor the `quotes` of their source have."""
    for item in subject.items.values():
        if not isinstance(item, Quote) or not item.quoted:
            continue
        if not any(
            _has_words(subject, each, words)
            for each in item.citations
            for words in (item.quoted, item.translation)
            if words
        ):
            yield Problem(
                item.place,
                "the words of this quote stand neither in the note that it cites nor "
                "in the 'quotes' of the source",
                f"add them to seeds/{item.citations[0].source}.yaml: quotes: [“…”]",
            )


def _has_words(subject: Subject, citation: Citation, quoted: str) -> bool:
    """Whether exact words stand in a note, or in the `quotes` of its source."""
    source = subject.sources.get(citation.source)
    exact = source.quotes if source else ()
    return any(
        is_said(quoted, each) for each in (*exact, words_of_note(subject, citation))
    )


def words_of_note(subject: Subject, citation: Citation) -> str:
    """The words of a note; of a source as a whole, those of all its notes."""
    source = subject.sources.get(citation.source)
    if source is None:
        return ""
    notes = source.notes
    cited = [notes[citation.note]] if citation.note in notes else [*notes.values()]
    return " ".join(note.in_words(lambda reference: reference.text) for note in cited)
