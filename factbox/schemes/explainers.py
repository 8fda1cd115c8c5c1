"""References to the other explainers of the site: `explainer:`."""

from collections.abc import Mapping

from factbox.model.items import Desk
from factbox.model.mentions import Mention
from factbox.problems import did_you_mean
from factbox.schemes.scheme import Facts, Known, Referring, Scheme, Target


def _fault(mention: Mention, known: Known, facts: Facts) -> tuple[str, str] | None:
    if mention.id in known.explainers and not mention.part:
        return None
    hint = did_you_mean(mention.id, known.explainers)
    return f"there is no explainer '{mention}'", hint


def _target(mention: Mention, page: Referring) -> Target:
    link = page.link(mention.id)
    return Target(link.href, str(link.front.headline), lang=link.lang)


def _meanings(desk: Desk, known: Known) -> Mapping[str, object]:
    """Nothing but that it is there: what it says is looked up when pages are made."""
    return dict.fromkeys(known.explainers, "")


EXPLAINER = Scheme("explainer", _fault, _target, meanings=_meanings)
