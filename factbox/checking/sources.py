"""Whether the words of a link to a source are of that source."""

from collections.abc import Iterable, Iterator

from factbox.model.sources import Source
from factbox.values.dates.locales import Locale
from factbox.values.dates.when import dates_in
from factbox.values.quantities.linking import Disagreement

LONG = 6
"""In letters: a title or a publisher that is hardly another word."""


def of_another_source(
    words: str, source: Source, others: Iterable[Source], locale: Locale
) -> Iterator[Disagreement]:
    """Words that name another source, or another day than that of publication."""
    if not words.strip():
        return
    told = words.casefold()
    own = " ".join((source.title, source.publisher, str(source.author or "")))
    notes = (note.in_words(lambda each: each.text) for note in source.notes.values())
    own = f"{own} {' '.join(notes)}".casefold()
    names = (name for each in others for name in (each.title, each.publisher))
    for name in (each for each in names if len(each) >= LONG):
        if name.casefold() in told and name.casefold() not in own:
            yield Disagreement(
                f"the words name '{name}', and the link leads to '{source.title}'",
                "correct one of them",
                certain=False,
            )
            return
    for found in dates_in(words, locale):
        is_day = found.is_certain and any(sign.isdigit() for sign in found.text)
        if not is_day or source.published is None or found.text.casefold() in own:
            continue
        if not found.agrees_with(source.published, locale):
            yield Disagreement(
                f"the words say '{found.text}', and '{source.title}' was published "
                f"{source.published}",
                "correct one of them, or say in a note what was on that day",
                certain=False,
            )
            return
