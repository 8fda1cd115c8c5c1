"""Advice on what the explainers of a site share: people, sources, and what is idle."""

from collections.abc import Iterator, Mapping, Sequence

from factbox.checking.people import (
    NEAR_NAMES,
    NO_ROLE,
    misspelt_names_in_shared_texts,
    near_names,
    numbers_in_shared_texts,
    unexplained_people,
)
from factbox.checking.summaries import Summary
from factbox.model.explainers import Explainer
from factbox.model.items import Desk
from factbox.model.plain_texts import PlainText
from factbox.problems import Place, Problem

UNUSED_PERSON, UNUSED_SOURCE = "unused-person", "unused-source"
UNUSED_NOTE, UNUSED_FIGURE = "unused-note", "unused-figure"
UNCHECKED_LANGUAGE, BORROWED_WORDS = "unchecked-language", "borrowed-words"
SITE_ADVICE = (
    *(UNUSED_PERSON, UNUSED_SOURCE, UNUSED_NOTE, UNUSED_FIGURE, NEAR_NAMES, NO_ROLE),
    *(UNCHECKED_LANGUAGE, BORROWED_WORDS),
)
"""The names of this advice."""

Notes = Mapping[str, Mapping[str, Place] | None]
"""The places of the notes of each source, None where they could not be read."""


def site_advice(
    desk: Desk,
    places: Mapping[str, Place],
    notes: Notes,
    explainers: Sequence[Explainer],
    summaries: Mapping[str, Summary],
    texts: Sequence[PlainText],
) -> Iterator[Problem]:
    """What of a site nothing names, what readers are not told of its people, and what
    the texts say that all explainers share. `summaries` are of explainers, by folder.
    """
    people: set[str] = set().union(*(each.people for each in explainers))
    for id in desk.people.keys() - people:
        message = f"nothing names the person '{id}'"
        hint = "delete the entry, or waive this if it is kept for later"
        yield Problem(places[id], message, hint, UNUSED_PERSON)
    yield from _unused_sources(desk, notes, explainers)
    yield from _unused_figures(explainers, summaries)
    yield from near_names(desk, places)
    yield from unexplained_people(desk, places, people)
    yield from numbers_in_shared_texts(texts, desk.tag)
    yield from misspelt_names_in_shared_texts(texts, desk)


def _unused_sources(
    desk: Desk, notes: Notes, explainers: Sequence[Explainer]
) -> Iterator[Problem]:
    """Sources that nothing cites; of the others, the notes that nothing cites.

    Who cites a source as a whole cites each of its notes.
    """
    sources: set[str] = set().union(*(each.sources for each in explainers))
    cited: set[str] = set().union(*(each.cited for each in explainers))
    for id, source in desk.sources.items():
        if id not in sources:
            message = f"nothing cites the source '{id}'"
            hint = "delete the file, or waive this if it is kept for later"
            yield Problem(source.place, message, hint, UNUSED_SOURCE)
        elif id not in cited:
            for note, place in (notes.get(id) or {}).items():
                if f"{id}#{note}" not in cited:
                    message = f"nothing cites the note '{note}'"
                    hint = f"cite it: {id}#{note}; or waive this if it is for later"
                    yield Problem(place, message, hint, UNUSED_NOTE)


def _unused_figures(
    explainers: Sequence[Explainer], summaries: Mapping[str, Summary]
) -> Iterator[Problem]:
    """Figures that no text, formula or entry names, where others of the page are.

    Where none is, the page is a board of figures, which needs no text.
    """
    elsewhere: set[str] = set().union(*(each.named for each in explainers))
    for explainer in explainers:
        summary = summaries[explainer.folder]
        if not summary.idle:
            continue
        # A translation may name what the original does not.
        idle = {
            id: place
            for id, place in summary.idle.items()
            if id not in explainer.named and f"{explainer.folder}/{id}" not in elsewhere
        }
        if len(idle) < summary.figures:
            for id, place in idle.items():
                message = f"nothing names the figure '{id}'"
                hint = f"say it in the text: [](figure:{id}); or waive this"
                yield Problem(place, message, hint, UNUSED_FIGURE)
