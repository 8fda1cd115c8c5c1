"""Citations: `source:`, with "#" before the note that is cited."""

from collections.abc import Mapping

from factbox.model.items import Desk
from factbox.model.mentions import Mention
from factbox.problems import did_you_mean
from factbox.schemes.scheme import (
    Facts,
    Known,
    Referring,
    Scheme,
    Target,
    in_brackets,
    or_add,
)


def _fault(mention: Mention, known: Known, facts: Facts) -> tuple[str, str] | None:
    id, note = mention.id, mention.part
    if several := in_brackets(mention):
        return several
    if id not in known.notes:
        hint = or_add(did_you_mean(id, known.notes), "seeds/")
        return f"there is no source '{id}'", hint
    notes = known.notes[id]
    if notes is None or not note or note in notes:
        return None
    hint = or_add(did_you_mean(note, notes), f"seeds/{id}.yaml")
    return f"the source '{id}' has no note '{note}'", hint


def _target(mention: Mention, page: Referring) -> Target:
    """The source among those of the page; a citation itself prints as a number."""
    return Target(f"#source-{mention.id}", "")


def _meanings(desk: Desk, known: Known) -> Mapping[str, object]:
    return desk.sources


SOURCE = Scheme("source", _fault, _target, meanings=_meanings, is_citation=True)
