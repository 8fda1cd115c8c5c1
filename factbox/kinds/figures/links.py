"""Links that cite a claim which is no longer what its claimant says."""

from collections.abc import Iterable, Iterator, Sequence

from factbox.kinds.figures.claims import Claim
from factbox.languages.language import Language
from factbox.values.dates.locales import Locale
from factbox.values.dates.when import dates_in
from factbox.values.quantities.contradictions import disagreements
from factbox.values.quantities.linking import Disagreement, LinkedClaims, LinkText


def of_withdrawn(
    name: str, claim: Claim, link: LinkText, *, is_dated: bool
) -> Iterator[Disagreement]:
    """A link to a claim that was withdrawn: it may only print that it was."""
    if not is_dated and claim.day:
        message = f"'{name}' was withdrawn, and this cites it as if it stood"
        hint = f"write [](figure:{name}@{claim.day}), which says so, or leave it out"
        yield Disagreement(message, hint)
    elif link.words.strip():
        message = f"'{name}' was withdrawn, and words of your own may hide that"
        hint = "empty brackets print the value and that it was withdrawn"
        yield Disagreement(message, hint)


def of_superseded(
    name: str, claim: Claim, current: Claim, link: LinkText, language: Language
) -> Iterator[Disagreement]:
    """Words of a link to an earlier claim that do not say when it was made."""
    if not link.words.strip() or claim.as_of is None:
        return
    around = " ".join((link.before, link.words, link.after))
    locale = Locale.of(language)
    if not any(
        each.agrees_with(claim.as_of, locale) for each in dates_in(around, locale)
    ):
        yield Disagreement(
            f"'{name}' is an earlier claim, and this cites it as if it stood: "
            f"{_history(claim, current, language)}",
            "say when that was, right here, or leave the brackets empty",
        )


def instead_of_current(
    found: Sequence[Disagreement],
    link: LinkText,
    named: LinkedClaims,
    earlier: Iterable[tuple[Claim, Claim]],
    figure: str,
    language: Language,
) -> tuple[Disagreement, ...]:
    """What is wrong with a link, with another word for what once was right.

    `earlier` has each claim that does not stand, beside the latest of its claimant.
    """
    if not any(each.certain for each in found):
        return tuple(found)
    for claim, latest in earlier:
        old = LinkedClaims(
            named.name, (claim.value,), str(claim.value), (None, None), named.unit
        )
        if any(each.certain for each in disagreements(link, old, language.tag)):
            continue
        return (
            Disagreement(
                f"the text says '{link.words.strip()}', which is no longer so: "
                f"{_history(claim, latest, language)}",
                f"say what stands, or [](figure:{figure}@{claim.by.id}@{claim.day}), "
                "which says that it is earlier"
                if claim.day
                else "say what stands",
            ),
        )
    return tuple(found)


def _history(claim: Claim, latest: Claim, language: Language) -> str:
    """What a claimant said, and what they say now."""
    then = _dated(claim, language)
    if claim is latest:
        return f"{claim.by.id} said {then} and withdrew it"
    end = " and withdrew that, too" if latest.is_withdrawn else ""
    return f"{claim.by.id} said {then}, then {_dated(latest, language)}{end}"


def _dated(claim: Claim, language: Language) -> str:
    value = claim.value.in_language(language)
    return f"{value} ({claim.as_of})" if claim.as_of else value
