"""What a translation says of a figure; its claims are those of the original."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, ClassVar

import msgspec
from msgspec import Meta

from factbox.kinds.figures.claims import Claim
from factbox.kinds.figures.entry import ClaimEntry, FigureEntry
from factbox.kinds.figures.figure import Figure
from factbox.kinds.figures.operands import Derivation, Operand
from factbox.model.items import Desk, Resolved
from factbox.model.lines import Line
from factbox.model.mentions import Entry
from factbox.model.originals import translate_each
from factbox.model.prose import Prose
from factbox.problems import Failed, Place, Problem, did_you_mean


class ClaimWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The words of one claim, which is named by who made it, and of which day."""

    INHERITED: ClassVar[type] = ClaimEntry

    by: Annotated[
        str,
        Meta(
            description="whose claim it is, as a link names it: the latest of a "
            "claimant, or with its day",
            examples=["council@2025-02-08"],
        ),
    ]
    text: Annotated[
        Prose,
        Meta(
            description="what readers need to know of this estimate",
            examples=["Conta só os mortos da primeira semana."],
        ),
    ]
    place: Place


class FigureWords(Entry, frozen=True, kw_only=True):
    """The words of one figure as a translator writes them in figures.<tag>.yaml."""

    INHERITED: ClassVar[type] = FigureEntry

    label: Annotated[
        Line, Meta(description="what is counted", examples=["Soldados mortos"])
    ]
    unit: Annotated[
        str, Meta(description="what stands after the value", examples=["soldados"])
    ] = ""
    text: Annotated[
        Prose | None,
        Meta(
            description="what readers need to know of the figure",
            examples=["Os dois lados contam de maneira diferente."],
        ),
    ] = None
    estimates: Annotated[
        tuple[ClaimWords, ...],
        Meta(
            description="the words of single claims, where they have any",
            examples=["[{by: council, text: Só a primeira semana.}]"],
        ),
    ] = ()


def translated(
    figures: Sequence[Figure], words: Mapping[str, FigureWords], desk: Desk
) -> Resolved:
    """The figures with their words in another language."""
    items, problems = translate_each(figures, words, desk, _translated)
    labels = {item.id: item.called for item in items if isinstance(item, Figure)}
    units = {item.id: item.unit for item in items if isinstance(item, Figure)}

    def operand(term: Any) -> Any:
        """A term of a formula, with the words of the figure that it names."""
        if not isinstance(term, Operand) or term.mention.id not in labels:
            return term
        id = term.mention.id
        value = msgspec.structs.replace(term.value, unit=units[id])
        return msgspec.structs.replace(term, called=labels[id], value=value)

    def derived(figure: Any) -> Any:
        derivation = figure.derivation
        if derivation is None:
            return figure
        own = Derivation(
            tuple(map(operand, derivation.operands)),
            derivation.formula,
            tuple(map(operand, derivation.terms)),
            derivation.mixed,
        )
        return msgspec.structs.replace(figure, derivation=own)

    return tuple(map(derived, items)), problems


def _translated(figure: Figure, own: FigureWords) -> Figure:
    _refuse_units(figure, own)
    return msgspec.structs.replace(
        figure,
        called=own.label,
        unit=_unit(own),
        text=own.text or figure.text,
        claims=_claims(figure, own),
    )


def _unit(own: FigureWords) -> str:
    """The unit that stands behind the value; a share has its sign in any language."""
    return "" if own.unit == "%" else own.unit


def _refuse_units(figure: Figure, own: FigureWords) -> None:
    """Refuse a unit that only one of the two has."""
    if bool(_unit(own)) == bool(figure.unit):
        return
    message = f"the original has no unit that '{own.unit}' could translate"
    hint = "delete 'unit' here"
    if figure.unit:
        message = f"the original has the unit '{figure.unit}', and this has none"
        hint = "write 'unit: …' in this language, or the same where it is the same"
    raise Failed([Problem(own.place, message, hint)])


def _claims(figure: Figure, own: FigureWords) -> tuple[Claim, ...]:
    """The claims of a figure with their words."""
    texts: dict[str, Prose] = {}
    problems = []
    for words in own.estimates:
        claim = figure.claim(words.by)
        if claim is None or claim.text is None:
            known = [part for part in figure.parts if _has_text(figure, part)]
            message = f"'{figure.id}' has no claim by '{words.by}' with a text"
            hint = did_you_mean(words.by, known) or "delete this entry"
            problems.append(Problem(words.place, message, hint))
        elif claim.anchor in texts:
            message = f"this claim by '{words.by}' has its words twice"
            who = words.by.partition("@")[0]
            hint = f"name an earlier one with its day: {who}@2025-02-08"
            problems.append(Problem(words.place, message, hint))
        else:
            texts[claim.anchor] = words.text
    if problems:
        raise Failed(problems)
    return tuple(
        msgspec.structs.replace(claim, text=texts.get(claim.anchor, claim.text))
        for claim in figure.claims
    )


def _has_text(figure: Figure, part: str) -> bool:
    claim = figure.claim(part)
    return claim is not None and claim.text is not None
