"""Translations: what an original says, in the words of another language, checked.

Numbers, dates, claims and sources are those of the original. What its own checks find
is told there; here it is told what stands in the files of the translation.
"""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from factbox.checking import OF_FILES
from factbox.checking.explainers import Checked, Surroundings, check_explainer
from factbox.checking.notes import NOTE_DISAGREES, other_numbers
from factbox.checking.people import (
    misspelt_names_in_shared_texts,
    numbers_in_shared_texts,
)
from factbox.kinds import KINDS
from factbox.kinds.quotes import Quote
from factbox.model.articles import Translation
from factbox.model.explainers import Explainer
from factbox.model.items import Desk
from factbox.model.originals import lacking
from factbox.model.prose import Prose
from factbox.model.site import Settings
from factbox.model.translations import (
    NO_WORDS,
    SiteWords,
    person_in,
    settings_in,
    source_in,
    translated_texts_of,
)
from factbox.problems import (
    STALE_TRANSLATION,
    UNCHECKED_TRANSLATION,
    UNTRANSLATED,
    Failed,
    Place,
    Problem,
    did_you_mean,
)
from factbox.reading.translations import (
    FRONT_KEYS,
    SITE_KEYS,
    Changes,
    ProjectWords,
    Tongue,
    TranslationDocument,
)
from factbox.values.dates.locales import Locale
from factbox.values.quantities.prose import numbers_in


class TranslatedProject(msgspec.Struct, frozen=True):
    """What a project says in another language than its own.

    `files` are all files of the translation, `folders` the explainers that it has, with
    theirs; `words` are those that they share.
    """

    tongue: Tongue
    files: Mapping[str, bytes]
    folders: Mapping[str, Mapping[str, bytes]]
    words: ProjectWords
    locale: Locale

    def surroundings(self, around: Surroundings) -> Surroundings:
        """All that a translated explainer draws on, by what the original does.

        These are the same people and sources, in words of its language where there are
        any.
        """
        desk, words, tag = around.desk, self.words, around.desk.tag
        translated = Desk(
            {
                id: person_in(person, words.people.get(id), tag)
                for id, person in desk.people.items()
            },
            {
                id: source_in(source, words.sources.get(id), tag)
                for id, source in desk.sources.items()
            },
            desk.currency,
            tag,
        )
        return Surroundings(translated, around.known, self.tongue.language, self.locale)

    def settings_of(self, original: Settings) -> Settings:
        """The settings of the site in this language."""
        words = self.words.site or NO_WORDS
        return settings_in(original, words, self.tongue.language)


def check_translation(written: TranslationDocument, around: Surroundings) -> Checked:
    """A translated explainer, and advice on it.

    Raises `Failed` with the problems in its own files, or else with all.
    """
    try:
        checked = check_explainer(
            written.document, around, written.words, written.translation
        )
    except Failed as failed:
        # Where none stands in its own files, the original has them as well.
        raise Failed(_own(failed.problems, written) or failed.problems) from failed
    explainer = checked.explainer
    advice = [
        *(each for each in _own(checked.advice, written) if each.name not in OF_FILES),
        *_untranslated(explainer, written),
        *_unchecked(explainer, written.translation),
        *_stale(explainer, written),
        *_other_numbers_in_quotes(explainer, around),
    ]
    return Checked(explainer, tuple(advice), checked.summary)


def _own(
    problems: Sequence[Problem], written: TranslationDocument
) -> tuple[Problem, ...]:
    """Those problems that stand in the files of a translation."""
    return tuple(each for each in problems if each.place.file in written.files)


def _untranslated(
    explainer: Explainer, written: TranslationDocument
) -> Iterator[Problem]:
    """What of an explainer is shown in the original, told once."""
    parts = [
        f"{lacking(getattr(explainer.front, name))} of '{name}'"
        for name in ("description", "known", "unknown")
        if lacking(getattr(explainer.front, name))
    ]
    for sidebar in explainer.sidebars:
        ids = [item.id for item in sidebar.items if lacking(item)]
        if ids:
            parts.append(f"in {sidebar.kind}: {_listed(ids)}")
    people = [id for id, person in explainer.people.items() if person.role_lang]
    if people:
        parts.append(f"the roles of people: {_listed(people)}")
    notes = [each for each in explainer.cited if _is_in_original(each, explainer)]
    if notes:
        parts.append(f"notes of sources: {_listed(notes)}")
    if parts:
        yield Problem(
            explainer.front.place,
            f"this translation shows parts in {written.translation.original}: "
            + "; ".join(parts),
            "write their words in the files of this language beside those of the "
            "original, or waive this",
            UNTRANSLATED,
        )


def _is_in_original(citation: str, explainer: Explainer) -> bool:
    id, _, note = citation.partition("#")
    source = explainer.sources.get(id)
    notes = source.notes if source else {}
    cited = [notes[note]] if note in notes else [*notes.values()]
    return any(each.lang for each in cited)


MOST_LISTED = 3
"""How many ids a piece of advice names before it counts the rest."""


def _listed(ids: Sequence[str]) -> str:
    rest = len(ids) - MOST_LISTED
    more = f" and {rest} more" if rest > 0 else ""
    return ", ".join(ids[:MOST_LISTED]) + more


def _unchecked(explainer: Explainer, translation: Translation) -> Iterator[Problem]:
    """A translation that nobody who speaks the language has read, by what it says."""
    if not translation.checked_by:
        yield Problem(
            explainer.front.place,
            "nobody who speaks the language has checked this translation, and the page "
            "says so",
            "write 'checked_by: …' once somebody has, or waive this",
            UNCHECKED_TRANSLATION,
        )


def _stale(explainer: Explainer, written: TranslationDocument) -> Iterator[Problem]:
    """Words and sentences that were written before the original became what it is."""
    changes, place = written.changes, explainer.front.place
    again = f"then: factbox translated {written.tag} {explainer.folder}"
    if not changes.is_noted:
        message = "nothing notes what of the original this was translated from"
        hint = f"see that it says what the original says, {again}"
        yield Problem(place, message, hint, STALE_TRANSLATION)
        return
    keys = [key for key in FRONT_KEYS if f"article:{key}" in changes.named]
    own = [key for key in keys if not lacking(getattr(explainer.front, key))]
    if own:
        named = ", ".join(f"'{key}'" for key in own)
        message = f"the original of {named} is not what it was when this was translated"
        yield Problem(
            place, message, f"see what it says now, {again}", STALE_TRANSLATION
        )
    if changes.lines or changes.gone:
        yield Problem(
            place,
            f"{_paragraphs(changes)} since this was translated",
            f"say the same here, {again}",
            STALE_TRANSLATION,
        )
    yield from _stale_facts(explainer, written, again)


def _paragraphs(changes: Changes) -> str:
    """What happened to the paragraphs of an article."""
    parts = []
    if changes.lines:
        lines = _listed([str(line) for line in changes.lines])
        parts.append(f"article.md has new words at line {lines}")
    if changes.gone:
        one = changes.gone == 1
        what = "a paragraph" if one else f"{changes.gone} paragraphs"
        parts.append(f"{what} that stood there {'is' if one else 'are'} no more")
    return ", and ".join(parts)


def _stale_facts(
    explainer: Explainer, written: TranslationDocument, again: str
) -> Iterator[Problem]:
    """The words of facts that changed, and the sentences that link to these."""
    facts = {
        (kind.noun, id): entry.place
        for kind in KINDS
        for id, entry in written.words.get(kind.name, {}).items()
    }
    for (noun, id), place in facts.items():
        if f"{noun}:{id}" in written.changes.named:
            message = f"the {noun} '{id}' is not what it was when this was translated"
            hint = f"see that these words are still right, {again}"
            yield Problem(place, message, hint, STALE_TRANSLATION)
    for text in explainer.texts:
        for reference in text.prose.references if not text.prose.lang else ():
            mention = reference.mention
            if f"{mention.scheme}:{mention.id}" in written.changes.named:
                yield Problem(
                    mention.place,
                    f"the {mention.scheme} '{mention.id}' is not what it was when this "
                    "was translated",
                    f"see whether the sentence still says what it is now, {again}",
                    STALE_TRANSLATION,
                )


def _stale_shared_words(translation: TranslatedProject) -> Iterator[Problem]:
    """Words of people, sources and the site that are older than the original."""
    words, tag = translation.words, translation.tongue.tag
    changes, again = words.changes, f"then: factbox translated {tag}"
    places = {f"person:{id}": place for id, place in words.places.items()}
    if words.site:
        places |= {f"site:{key}": words.site.place for key in SITE_KEYS}
    for id, source in words.sources.items():
        places |= {f"source:{id}#{note}": source.place for note in source.notes}
    if not changes.is_noted:
        first = min(places.values())
        message = "nothing notes what of the original these words were made from"
        hint = f"see that they say what the original says, {again}"
        yield Problem(first, message, hint, STALE_TRANSLATION)
    for name in sorted(changes.named & places.keys()):
        message = f"'{name}' is not what it was when this was translated"
        hint = f"see that these words are still right, {again}"
        yield Problem(places[name], message, hint, STALE_TRANSLATION)


def advice_on_shared_words(
    translation: TranslatedProject, around: Surroundings, settings: Settings
) -> Iterator[Problem]:
    """What of people, sources and the site is older, missing, or not as it was."""
    yield from _stale_shared_words(translation)
    yield from _other_numbers(translation, around)
    texts = (*translated_texts_of(translation.words.site, translation.words.people),)
    yield from numbers_in_shared_texts(texts, translation.tongue.language.tag)
    yield from misspelt_names_in_shared_texts(texts, around.desk)
    site, place = translation.words.site, Place(next(iter(translation.files)), 1)
    lacking_words = [
        key
        for key in ("description", "footer")
        if getattr(settings, key) and not (site and getattr(site, key))
    ]
    if len(settings.navigation) > len(site.navigation if site else ()):
        lacking_words.append("navigation")
    if lacking_words:
        named = ", ".join(f"'{key}'" for key in lacking_words)
        tag = translation.tongue.tag
        yield Problem(
            site.place if site else place,
            f"the site in '{tag}' shows {named} of site.yaml in the original",
            f"write it in content/site.{tag}.yaml, or waive this",
            UNTRANSLATED,
        )


def _other_numbers_in_quotes(
    explainer: Explainer, around: Surroundings
) -> Iterator[Problem]:
    """Numbers in translated quotes that the words of the speaker do not have."""
    places = explainer.translation.places if explainer.translation else {}
    for item in explainer.items:
        if isinstance(item, Quote) and item.id in places:
            yield from other_numbers(item, places[item.id], around.language.tag)


def _other_numbers(
    translation: TranslatedProject, around: Surroundings
) -> Iterator[Problem]:
    """Numbers in the words of notes that the notes themselves do not have."""
    tag, original = translation.tongue.language.tag, around.language.tag
    for id, words in translation.words.sources.items():
        source = around.desk.sources.get(id)
        for name, note in words.notes.items() if source else ():
            recorded = source.notes.get(name) if source else None
            if recorded is None:
                continue
            known = {
                end
                for number in numbers_in(_words(recorded), original)
                for end in (number.quantity.low, number.quantity.high)
            }
            for number in numbers_in(_words(note), tag):
                ends = (number.quantity.low, number.quantity.high)
                if not any(end in known for end in ends if end is not None):
                    yield Problem(
                        _place_in(note, number.text) or words.place,
                        f"the note '{name}' says {number.text} here, and no such "
                        "number in the original",
                        f"correct it, or seeds/{id}.yaml",
                        NOTE_DISAGREES,
                    )


def _place_in(note: Prose, number: str) -> Place | None:
    """Where a number stands in a note."""
    places = (each.place for each in note.numbers if each.text == number)
    return next(places, None)


def _words(note: Prose) -> str:
    return note.in_words(lambda reference: reference.text)


def shared_words_problems(
    translation: TranslatedProject, around: Surroundings, settings: Settings | None
) -> Iterator[Problem]:
    """What is wrong with the words of people, sources and the site."""
    words, known = translation.words, around.known
    yield from words.problems
    for id, place in words.places.items():
        if known.people is not None and id not in known.people:
            hint = did_you_mean(id, known.people) or "delete this entry"
            yield Problem(place, f"nobody in people.yaml has the id '{id}'", hint)
    for id, source in words.sources.items():
        if id not in known.notes:
            hint = did_you_mean(id, known.notes) or "delete the file"
            yield Problem(source.place, f"there is no source '{id}'", hint)
            continue
        notes = known.notes[id]
        for note in source.notes if notes is not None else ():
            if notes is not None and note not in notes:
                hint = did_you_mean(note, notes) or "delete the note"
                place = words.notes.get(id, {}).get(note, source.place)
                yield Problem(place, f"seeds/{id}.yaml has no note '{note}'", hint)
    yield from _site_problems(words.site or NO_WORDS, settings)
    for folder, own in translation.folders.items():
        if folder not in known.explainers:
            hint = did_you_mean(folder, known.explainers)
            message = f"there is no explainer '{folder}' that this could translate"
            yield Problem(Place(next(iter(own))), message, hint or "delete this file")
    if translation.tongue.folder in known.explainers:
        folder = translation.tongue.folder
        message = f"'{folder}' cannot be the folder of an explainer"
        hint = "the site stands there in another language; give it another name"
        yield Problem(Place(f"content/{folder}"), message, hint)
    if not translation.folders:
        first = next(iter(translation.files))
        message = f"no explainer is translated into '{translation.tongue.tag}'"
        hint = f"write an article.{translation.tongue.tag}.md, or delete this file"
        yield Problem(Place(first), message, hint)


def _site_problems(site: SiteWords, settings: Settings | None) -> Iterator[Problem]:
    """What is wrong with the words of the site."""
    count = len(settings.navigation) if settings else len(site.navigation)
    if len(site.navigation) > count:
        message = f"the original has {count} links in 'navigation', and this has more"
        hint = "write the label of each, in the order of the original"
        yield Problem(site.place, message, hint)
    footer = site.footer
    for mention in (*footer.mentions, *footer.fragments) if footer else ():
        yield Problem(
            mention.place,
            "what stands on every page cannot name a fact",
            "link to an address, or say it in the article",
        )
