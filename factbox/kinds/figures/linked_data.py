"""What search engines read of a figure: claims in terms of schema.org."""

import msgspec

from factbox.kinds.figures.claims import Claim
from factbox.kinds.figures.operands import Derivation
from factbox.model.records import Plain, Record, digits, known
from factbox.model.sources import linked_to
from factbox.values.dates.when import When
from factbox.values.quantities.quantity import Quantity


class Counted(msgspec.Struct, frozen=True):
    """What a figure counts; `measure` is its unit, "%" being one."""

    label: str
    unit: str
    measure: str

    def by_claimant(self, claim: Claim, plain: Plain) -> Record:
        """A Claim by its claimant."""
        return {
            **self._claim(claim.anchor, claim.value, claim.as_of, plain),
            "author": claim.by.schema_org,
            "appearance": linked_to(claim.citations, plain),
        }

    def by_formula(
        self, anchor: str, value: Quantity, derivation: Derivation, plain: Plain
    ) -> Record:
        """A Claim of the publisher's: what a formula gives."""
        based_on = (plain.iri(operand.anchor) for operand in derivation.operands)
        return {
            **self._claim(anchor, value, derivation.as_of, plain),
            "author": {"@id": plain.iri("publisher")},
            "isBasedOn": tuple({"@id": iri} for iri in based_on),
        }

    def _claim(
        self, anchor: str, value: Quantity, as_of: When | None, plain: Plain
    ) -> Record:
        """A Claim about an Observation."""
        words = value.in_language(plain.language)
        return {
            "@type": "Claim",
            "@id": plain.iri(anchor),
            "name": self.label,
            "text": f"{words} {self.unit}".strip(),
            "about": known(
                {
                    "@type": "Observation",
                    "variableMeasured": self.label,
                    "unitText": self.measure,
                    "observationDate": as_of.iso if as_of else None,
                    **_observed(value, words),
                }
            ),
        }


def _observed(value: Quantity, words: str) -> Record:
    """What schema.org can say of a quantity: exact ends as numbers, the rest in words.

    It has no way to tell "about 300" from 300, nor "more than 40" from "at least 40".
    """
    if value.approximate or value.exclusive:
        return {"value": words}
    if value.low == value.high:
        return {"value": digits(value.low)}
    return {"minValue": digits(value.low), "maxValue": digits(value.high)}
