"""References to people and organisations: `person:`."""

from collections.abc import Iterable, Mapping

from factbox.model.explainers import Explainer
from factbox.model.items import Desk
from factbox.model.mentions import Mention
from factbox.model.people import Person
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
    if known.people is None or (mention.id in known.people and not mention.part):
        return None
    if several := in_brackets(mention):
        return several
    hint = or_add(did_you_mean(mention.id, known.people), "content/people.yaml")
    return f"no person has the id '{mention}'", hint


def _target(mention: Mention, page: Referring) -> Target:
    return Target(f"#person-{mention.id}", page.person(mention.id).name)


def _people(mention: Mention, explainer: Explainer) -> Iterable[Person]:
    return [explainer.people[mention.id]]


def _meanings(desk: Desk, known: Known) -> Mapping[str, object]:
    return desk.people


PERSON = Scheme("person", _fault, _target, _people, _meanings)
