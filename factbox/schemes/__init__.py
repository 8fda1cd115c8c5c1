"""The schemes of references: what can stand before ":" in a link to an entry.

A new scheme is a module here, and its line in `SCHEMES`.
"""

from factbox.kinds import KINDS
from factbox.model.mentions import Mention
from factbox.schemes.explainers import EXPLAINER
from factbox.schemes.facts import ANY_FACT, KIND, LEAD, fact_scheme
from factbox.schemes.people import PERSON
from factbox.schemes.scheme import Scheme
from factbox.schemes.sources import SOURCE

SCHEMES: tuple[Scheme, ...] = (
    *(fact_scheme(kind) for kind in KINDS),
    PERSON,
    SOURCE,
    EXPLAINER,
)

_BY_NAME = {scheme.name: scheme for scheme in (*SCHEMES, ANY_FACT, LEAD, KIND)}


def scheme_of(mention: Mention) -> Scheme | None:
    """The scheme of a mention; None where there is no such scheme."""
    return _BY_NAME.get(mention.scheme)
