"""Figures: what leads, who stands behind it, and how one follows from others."""

import pytest

from factbox.kinds.figures import Figure
from factbox.model.records import Plain
from tests.making import read_site
from tests.tongues import BRITISH

PEOPLE = """
- {id: agency, name: The agency}
- {id: mayor, name: Ana Ruiz}
- {id: wire, name: The wire}
"""
ARTICLE = "---\nheadline: The dam\nstandfirst: It broke.\nas_of: 2025\n---\nText.\n"


def items(**kinds: str):
    """The items of an explainer by their ids, from the YAML of these kinds."""
    texts = {
        "content/dam/article.md": ARTICLE,
        "content/people.yaml": PEOPLE,
        "content/site.yaml": "title: Stories\npublisher: The desk\nlanguage: en-GB\n",
        "seeds/paper.yaml": "title: The paper\nnotes:\n  flood: Forty houses.\n",
        **{f"content/dam/{name}.yaml": text for name, text in kinds.items()},
    }
    site = read_site({path: text.encode() for path, text in texts.items()})
    (explainer,) = site.explainers
    return {item.id: item for each in explainer.sidebars for item in each.items}


def figure(*estimates: str, **keys: str) -> Figure:
    """A figure with these values by the agency, the mayor and the wire."""
    lines = ["- id: houses", "  label: Houses"]
    lines += [f"  {name}: {text}" for name, text in keys.items()]
    lines += ["  estimates:"]
    for value, by in zip(estimates, ("agency", "mayor", "wire"), strict=False):
        lines += [f"    - {{value: '{value}', by: {by}, source: paper}}"]
    return items(figures="\n".join(lines))["houses"]


@pytest.mark.parametrize(
    ("estimates", "headline"),
    [
        (["about 300"], "about 300"),
        (["300", "400"], "300 to 400"),
        (["about 300", "up to 1,000"], "about 300 – up to 1,000"),
        (["100 to 200", "150", "180 to 400"], "100 to 400"),
        (["at least 40", "60"], "at least 40 – 60"),
        (["60", "at least 80"], "60 – at least 80"),
        (["up to 10", "up to 20"], "up to 20"),
    ],
)
def test_competing_estimates_lead_as_their_range(estimates, headline):
    assert str(figure(*estimates).headline) == headline


def test_everyone_stands_behind_a_range_and_nothing_is_averaged():
    made = figure("300", "400")

    assert [person.id for person in made.claimants] == ["agency", "mayor"]
    assert [str(estimate.value) for estimate in made.estimates] == ["300", "400"]


def test_a_named_headline_leads_alone():
    made = figure("300", "400", headline="mayor")

    assert str(made.headline) == "400"
    assert [person.id for person in made.claimants] == ["mayor"]
    assert len(made.estimates) == 2


def test_a_figure_that_only_one_claims_is_written_without_a_list():
    text = """
- id: houses
  label: Houses
  value: about 40
  by: agency
  via: wire
  as_of: March 2025
  source: paper#flood
"""

    (estimate,) = items(figures=text)["houses"].estimates

    assert str(estimate.value) == "about 40"
    assert (estimate.by.id, [each.id for each in estimate.via]) == ("agency", ["wire"])
    assert str(estimate.as_of) == "March 2025"
    assert list(map(str, estimate.citations)) == ["paper#flood"]
    assert estimate.anchor == "figure-houses-agency"


def test_a_percentage_is_one_whether_or_not_it_is_typed_as_one():
    typed, plain = figure("33%", unit='"%"'), figure("33", unit='"%"')

    assert typed.headline == plain.headline
    assert (str(plain.headline), plain.unit) == ("33%", "")


DERIVED = """
- id: lost
  label: Houses lost
  estimates:
    - {value: about 300, by: agency, source: paper}
    - {value: up to 1000, by: mayor, source: paper}
- id: all
  label: All houses
  {all}
- id: share
  label: Share of the houses
  unit: "%"
  derived: {formula}
  mixed: true
"""


def derived(formula, all="{value: 12000, by: wire, source: paper}"):
    keys = all.strip("{}").replace(", ", "\n  ")
    text = DERIVED.replace("{all}", keys).replace("{formula}", formula)
    return items(figures=text)["share"]


def test_a_derived_figure_is_computed_from_the_claims_it_names():
    made = derived("lost@agency / all")

    assert str(made.headline) == "about 3%"
    assert made.estimates == ()
    assert [person.id for person in made.claimants] == ["agency", "wire"]


def test_a_derived_figure_tells_what_it_rests_on():
    made = derived("lost@agency / all")

    told = [(o.label, str(o.value), o.mention.id) for o in made.derivation.operands]
    assert told == [
        ("Houses lost", "about 300", "lost"),
        ("All houses", "12,000", "all"),
    ]
    assert made.derivation.formula == "lost@agency / all"


def test_the_same_claim_twice_is_computed_once_and_told_twice():
    made = derived("lost@agency / (lost@agency + all)")

    assert [o.mention.id for o in made.derivation.operands] == ["lost", "lost", "all"]


def test_figures_are_derived_in_any_order_of_the_file():
    text = """
- {id: c, label: C, derived: b + 1}
- {id: b, label: B, derived: a + 1}
- {id: a, label: A, value: 1, by: agency, source: paper}
"""

    made = items(figures=text)

    assert [str(made[id].headline) for id in "cba"] == ["3", "2", "1"]
    assert list(made) == ["c", "b", "a"]


def test_a_figure_says_the_value_of_the_claimant_that_is_asked_for():
    made = figure("300", "400")

    assert str(made.value("mayor")) == "400"
    assert str(made.value("")) == "300 to 400"


# ------------------------------------------------------------------- the other kinds


def test_events_stand_in_the_order_of_time_and_then_of_the_file():
    when = ["March 2025", "2025", "2 March 2025", "since 2024", "March 2025"]
    text = "\n".join(
        f"- {{id: e{index}, when: '{each}', title: T, by: agency, source: paper}}"
        for index, each in enumerate(when)
    )

    made = items(timeline=text)

    assert list(made) == ["e3", "e1", "e0", "e4", "e2"]


def test_quotes_stand_in_the_order_of_the_file():
    text = "\n".join(
        f"- {{id: {id}, who: mayor, said: This., source: paper}}" for id in "bca"
    )

    assert list(items(quotes=text)) == ["b", "c", "a"]


def test_a_quote_without_words_of_its_own_is_referred_to_by_its_speaker():
    text = """
- {id: told, who: mayor, said: Told them to go., source: paper}
- {id: word, who: mayor, said: Told them to go., words: leave now, source: paper}
"""

    made = items(quotes=text)

    assert made["told"].words("", BRITISH) == "Ana Ruiz"
    assert made["word"].words("", BRITISH) == "“leave now”"


# Units, sorts and money.


def test_a_unit_behind_the_value_goes_where_it_belongs():
    made = figure("300 homes", "up to 400")

    assert made.unit == "homes"
    assert [str(estimate.value) for estimate in made.estimates] == ["300", "up to 400"]


def test_a_value_in_the_unit_of_its_figure_may_spell_it_out():
    assert figure("31 millimetres", unit="mm").unit == "mm"


def test_claims_that_agree_have_one_value():
    made = figure("12", "12")

    assert str(made.headline) == "12"
    assert made.agree
    assert not figure("12", "13").agree


def test_where_no_range_is_true_to_all_the_claims_lead():
    made = figure("up to 9", "20")

    assert made.headline is None
    assert made.words("", BRITISH) == "up to 9; 20"
    assert made.chart(BRITISH) is not None


def test_the_range_of_claims_has_both_ends_in_the_data():
    made = figure("about 300", "up to 1,000")
    plain = Plain(BRITISH, "", lambda reference: "")

    record = plain.quantity(made.headline)

    assert record is not None
    assert (record["text"], record["low"], record["high"]) == (
        "about 300 – up to 1,000",
        300,
        1000,
    )
    assert [end["text"] for end in record["ends"]] == ["about 300", "up to 1,000"]


@pytest.mark.parametrize(
    ("setting", "printed"),
    [
        ("", "$3 million"),
        ("currency: CAD", "$3 million"),
        ("currency: EUR", "$3 million"),
    ],
)
def test_a_bare_dollar_prints_as_one(setting, printed):
    made = in_a_site_of(setting, "$3m")

    assert made[0] == printed


@pytest.mark.parametrize(
    ("setting", "typed", "code"),
    [
        ("", "$3m", "USD"),
        ("currency: CAD", "$3m", "CAD"),
        ("currency: CAD", "US$3m", "USD"),
        ("currency: EUR", "$3m", "USD"),
    ],
)
def test_a_bare_dollar_is_the_dollar_of_the_site(setting, typed, code):
    assert in_a_site_of(setting, typed)[1] == code


def in_a_site_of(setting: str, typed: str) -> tuple[str, str]:
    """How a value prints in a site with a setting, and its currency."""
    text = f"- {{id: cost, label: Cost, value: {typed}, by: mayor, source: paper}}"
    texts = {
        "content/dam/article.md": ARTICLE,
        "content/dam/figures.yaml": text,
        "content/people.yaml": PEOPLE,
        "content/site.yaml": f"title: S\npublisher: D\nlanguage: en-GB\n{setting}\n",
        "seeds/paper.yaml": "title: The paper\n",
    }
    site = read_site({path: text.encode() for path, text in texts.items()})
    ((cost,),) = (each.items for each in site.explainers[0].sidebars if each.items)
    words = cost.words("", site.settings.language)
    return words.replace("\N{NO-BREAK SPACE}", " "), cost.headline.currency
