"""Origins and outlets: one claim through three outlets is one claim."""

import pytest

from tests.making import read_site
from tests.test_claims import FOLDER, project

BY_THE_WIRE = (
    "- {value: 60, by: wire, as_of: 12 May 2024, source: wire-reports#interior}"
)


def advice_with(line: str) -> list[str]:
    path = f"{FOLDER}/figures.yaml"
    changes = {path: ("    - {value: 12,", f"    {line}\n    - {{value: 12,")}
    site = read_site(project(changes))
    return [each.message for each in site.advice if "same value" in each.message]


def test_an_outlet_as_claimant_of_what_it_carries_is_advice():
    assert advice_with(BY_THE_WIRE) == [
        "'wire' claims 60 here, and carries the same value as a claim of 'interior'"
    ]


@pytest.mark.parametrize(
    ("old", "new"), [("60", "61"), ("by: wire", "by: radio")], ids=["value", "outlet"]
)
def test_an_outlet_may_have_a_count_of_its_own(old, new):
    assert advice_with(BY_THE_WIRE.replace(old, new)) == []
