"""The sources of a page as CSL-JSON, which reference managers such as Zotero take.

Its schema: https://github.com/citation-style-language/schema (csl-data.json).
"""

from collections.abc import Iterable

from factbox.model.records import Json, Plain, Record, known
from factbox.model.sources import Source
from factbox.pages.explainer.citations import CitedSource
from factbox.values.dates.moments import Moment
from factbox.values.dates.when import When

MEDIA_TYPE = "application/vnd.citationstyles.csl+json"


def csl_of(sources: Iterable[CitedSource], plain: Plain) -> tuple[Record, ...]:
    """The sources that a page cites, each as an item of CSL-JSON."""
    return tuple(_item(cited.id, cited.source, plain) for cited in sources)


def _item(id: str, source: Source, plain: Plain) -> Record:
    """A source; where it appeared is its container, or else its publisher.

    Names are whole: nobody can say which part of one is the family's.
    """
    is_in_print = source.forms.csl in ("article-newspaper", "webpage", "broadcast")
    authors = source.author.each if source.author else ()
    return known(
        {
            "id": id,
            "type": source.forms.csl,
            "title": source.title,
            "author": tuple({"literal": name} for name in authors),
            "container-title" if is_in_print else "publisher": source.publisher,
            "issued": _date(source.published, plain),
            "accessed": _date(source.accessed, plain),
            "URL": str(source.url) if source.url else None,
            "archive_location": str(source.archived) if source.archived else None,
            "language": str(source.language) if source.language else None,
            "page": source.pages,
        }
    )


def _date(when: When | None, plain: Plain) -> Record | None:
    """A date in numbers, or in words where CSL has no numbers for it."""
    if when is None:
        return None
    moments = [when.start, when.end] if when.start != when.end else [when.start]
    parts = [_parts(moment) for moment in moments]
    if when.once or not all(parts):
        return {"literal": when.in_language(plain.language)}
    circa: dict[str, Json] = {"circa": True} if when.approximate else {}
    return {"date-parts": tuple(parts), **circa}


def _parts(moment: Moment | None) -> tuple[int, ...]:
    """The year, the month and the day, as far as they are known; () for other dates."""
    if moment is None or moment.unit or moment.year < 1 or moment.month > 12:
        return ()
    if moment.part:
        return ()
    numbers = (moment.year, moment.month, moment.day)
    return tuple(number for number in numbers if number)
