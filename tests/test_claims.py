"""Claims with a history, on the test project of a flood: four claimants, five days."""

import csv
import json
import re
import shutil
from functools import cache
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest

from factbox.commands.main import main
from factbox.kinds.figures.figure import Figure
from factbox.output.filters import parted
from factbox.problems import Failed
from factbox.reading.files import read_project
from factbox.values.dates.when import When
from factbox.values.quantities.quantity import Quantity
from factbox.values.quantities.spans import Span
from factbox.values.steps import Series, step_chart
from tests.copies import ROOT, copy_folders
from tests.making import made, read_site
from tests.small_site import DRESS
from tests.tongues import BRITISH, GERMAN, LANGUAGES

FLOOD = ROOT / "tests/projects/flood"
FOLDER = "content/valley-flood"


def project(changes: dict[str, tuple[str, str]] | None = None) -> dict[str, bytes]:
    """The files of the flood; `changes` has an old text and a new one by path."""
    files = {**DRESS, **read_project(FLOOD)}
    for path, (old, new) in (changes or {}).items():
        text = files[path].decode()
        assert old in text, f"{path} has no {old!r}"
        files[path] = text.replace(old, new, 1).encode()
    return files


def figure_of(files: dict[str, bytes], id: str = "killed") -> Figure:
    (explainer,) = read_site(files).explainers
    (found,) = [item for item in explainer.items if item.id == id]
    assert isinstance(found, Figure)
    return found


@cache
def built() -> dict[str, str]:
    """The texts of the built flood by their paths."""
    _, files = made(project())
    return {
        file.path: file.content.decode()
        for file in files
        if file.path.endswith((".html", ".json", ".csv"))
    }


def words_of(html: str) -> str:
    text = unescape(re.sub(r"<[^>]*>", " ", html)).replace("\u2060", "")
    return " ".join(text.split())


def element(html: str, id: str) -> str:
    """The words from an element of this id to the next one with an id."""
    # Where a link lands that an editor wrote is no element of its own to a reader.
    html = re.sub(r'<span class="landing" id="[^"]+"></span>', "", html)
    after = html[html.index(f' id="{id}"') :]
    return words_of(after[after.index(">") + 1 :].partition(' id="')[0])


# What stands.


def test_the_latest_claim_of_each_claimant_stands_and_leads():
    figure = figure_of(project())

    standing = [(claim.by.id, str(claim.value)) for claim in figure.estimates]
    assert standing == [
        ("civil-protection", "63"),
        ("interior", "60"),
        ("river-aid", "80 to 95"),
    ]
    assert str(figure.headline) == "60 to 95"
    assert [person.id for person in figure.claimants] == [by for by, _ in standing]


def test_the_order_in_the_file_is_nothing_to_a_history():
    files = project()
    path = f"{FOLDER}/figures.yaml"
    text = files[path].decode()
    (first,) = re.findall(r"    - {value: 12, .*\n", text)
    later = text.replace(first, "").replace("- id: rain\n", f"{first}- id: rain\n", 1)

    figure = figure_of({**files, path: later.encode()})

    same = [(claim.anchor, claim.superseded) for claim in figure_of(files).claims]
    assert [(claim.anchor, claim.superseded) for claim in figure.claims] == same


def test_who_withdrew_their_last_claim_claims_nothing():
    figure = figure_of(project())

    assert [claim.by.id for claim in figure.withdrawn] == ["mayor"]
    assert "mayor" not in [claim.by.id for claim in figure.estimates]


def test_the_latest_keeps_its_id_and_earlier_ones_have_their_day_behind_it():
    own = [c for c in figure_of(project()).claims if c.by.id == "interior"]

    assert [claim.anchor for claim in own] == [
        "figure-killed-interior",
        "figure-killed-interior-2024-05-10",
        "figure-killed-interior-2024-05-09",
    ]


def test_hours_of_one_day_are_told_apart():
    figures = """
- id: killed
  label: Killed
  estimates:
    - {value: 31, by: interior, as_of: "8 May 2024, 18:00", source: bulletins}
    - {value: 12, by: interior, as_of: "8 May 2024, 10:00", source: bulletins}
"""
    files = project()
    del files[f"{FOLDER}/updates.yaml"], files[f"{FOLDER}/timeline.yaml"]
    files[f"{FOLDER}/figures.yaml"] = figures.encode()
    article = "---\nheadline: H\nstandfirst: S\nas_of: 12 May 2024\n---\n"
    files[f"{FOLDER}/article.md"] = article.encode()

    latest, earlier = figure_of(files).claims

    assert (str(latest.value), str(earlier.value)) == ("31", "12")
    assert earlier.anchor == "figure-killed-interior-2024-05-08T1000"


def test_a_derived_figure_takes_what_stands_and_an_earlier_claim_by_its_day():
    rise = figure_of(project(), "rise")

    assert str(rise.headline) == "14"
    assert rise.derivation is not None
    said = [each.words(BRITISH) for each in rise.derivation.operands]
    assert said == ["63", "49 (as of 11 May 2024)"]


# What a page says.


def test_a_derived_figure_carries_its_claimants_and_their_days():
    derivation = figure_of(project(), "rise").derivation
    data = json.loads(built()["data.json"])["figures"][2]["derived"]

    assert derivation is not None
    [used] = derivation.inputs
    assert used.by.id == "civil-protection"
    assert [str(day) for day in used.days] == ["12 May 2024", "11 May 2024"]
    assert [each["by"] for each in data["origins"]] == ["civil-protection"] * 2
    assert (data["mixed"], data["as_of"]) == (False, None)
    said = "From claims by Civil Protection ( 12 May 2024 , 11 May 2024 )"
    assert said in words_of(built()["index.html"])


@pytest.mark.parametrize(
    ("formula", "names"),
    [
        ("killed@civil-protection + killed@interior", "civil-protection and interior"),
        ("rise + killed@interior", "civil-protection and interior"),
        ("rise * 2", None),
    ],
)
def test_a_formula_over_several_claimants_says_so(formula, names):
    old = "- id: rise\n"
    new = f"- {{id: sum, label: Sum, unit: people, derived: {formula}}}\n{old}"
    mixed = new.replace(formula, f"{formula}, mixed: true")
    path = f"{FOLDER}/figures.yaml"

    if names is None:
        assert figure_of(project({path: (old, new)}), "sum").derivation
        return
    with pytest.raises(Failed, match=f"this joins what {names} say"):
        figure_of(project({path: (old, new)}), "sum")
    derivation = figure_of(project({path: (old, mixed)}), "sum").derivation
    assert derivation
    assert derivation.mixed


def test_a_link_prints_what_stands_and_says_of_the_rest_that_it_does_not():
    story = words_of(built()["index.html"].partition('id="figures"')[0])

    assert "first counted 12 (as of 8 May 2024) people, and counts 63 now" in story
    assert "it had said 58 (as of 10 May 2024, withdrawn)" in story
    assert "spoke of more than 100 (as of 9 May 2024, withdrawn)" in story


def test_german_says_it_in_german():
    figure = figure_of(project())

    said = figure.words("civil-protection@2024-05-10", GERMAN)

    assert said == "58 (Stand: 10. Mai 2024, zurückgezogen)"


def test_a_claim_tells_what_its_claimant_was_then():
    roles = "{role: Flood Board, until: 10 May 2024}"
    kind = "  kind: organisation\n- id: interior"
    changed = f"  kind: organisation\n  roles: [{roles}]\n- id: interior"
    _, files = made(project({"content/people.yaml": (kind, changed)}))

    by_path = {file.path: file.content for file in files}
    page = by_path["index.html"].decode()
    estimates = json.loads(by_path["data.json"])["figures"][0]["estimates"]
    own = [each for each in estimates if each["by"] == "civil-protection"]
    assert "Flood Board" not in element(page, "figure-killed-civil-protection")
    bare = unescape(re.sub(r"<[^>]*>", "", page))
    assert "9 May 2024: 31 then Flood Board\N{NO-BREAK SPACE}· note 5" in bare
    assert "9 May 2024: at least 20 via North Wire\N{NO-BREAK SPACE}· note 9" in bare
    assert "11 May 2024: 49 note 2" in bare
    assert [each["capacity"] for each in own] == [None, None, *["Flood Board"] * 3]


def test_the_past_is_folded_under_the_claim_that_stands():
    html = built()["index.html"]

    assert "4 earlier claims" in element(html, "figure-killed-civil-protection")
    past = element(html, "figure-killed-civil-protection-2024-05-10")
    assert past.startswith("10 May 2024 : 58 , withdrawn Nine people had been counted")
    folded = html[html.index("<details") : html.index("</details>")]
    assert 'id="figure-killed-civil-protection-2024-05-08"' in folded


def test_what_was_withdrawn_last_is_struck_and_says_why():
    html = built()["index.html"]

    shown = html[html.index('id="figure-killed-mayor"') :].partition("</div>")[0]
    assert '<s class="history-struck"><strong>more than 100</strong>' in shown
    assert "she had repeated a rumour" in shown


def test_a_correction_prints_both_values_and_the_card_says_so():
    html = built()["index.html"]

    twice = element(html, "update-counted-twice")
    assert "Before: 58 (as of 10 May 2024, withdrawn) ." in twice
    assert "Now: 49 (as of 11 May 2024) ." in twice
    assert "Now:" not in element(html, "update-a-rumour")
    card = html[html.index(' id="figure-killed"') :].partition("</article>")[0]
    assert "Corrected: 11 May 2024 , 10 May 2024" in words_of(card)


def test_only_what_stands_is_woven_credited_and_told_to_search_engines():
    html = built()["index.html"]

    timeline = html[html.index('<ol class="timeline">') :].partition("</ol>")[0]
    assert "People killed: 63" in timeline
    assert "People killed: 49" not in html
    linked = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert linked
    claims = re.findall(r'"Claim","@id":"[^"]*#(figure-killed-[\w-]+)', linked[1])
    assert set(claims) == {
        "figure-killed-civil-protection",
        "figure-killed-interior",
        "figure-killed-river-aid",
    }


# What programs get.


def test_data_has_every_claim_and_what_became_of_it():
    data = json.loads(built()["data.json"])

    said = [
        (each["value"]["text"], each["status"], each["superseded"])
        for each in data["figures"][0]["estimates"]
        if each["by"] in ("civil-protection", "mayor")
    ]
    assert said == [
        ("63", "confirmed", False),
        ("49", "claimed", True),
        ("58", "withdrawn", True),
        ("31", "claimed", True),
        ("12", "claimed", True),
        ("more than 100", "withdrawn", False),
    ]
    assert data["figures"][0]["value"]["text"] == "60 to 95"


def test_a_claim_can_have_several_outlets_and_sources():
    data = json.loads(built()["data.json"])
    table = csv.DictReader(built()["figures.csv"].splitlines())

    (claim,) = [
        each
        for each in data["figures"][0]["estimates"]
        if each["by"] == "river-aid" and not each["superseded"]
    ]
    (row,) = [
        row
        for row in table
        if row["by"] == "river-aid" and row["superseded"] == "false"
    ]
    assert claim["via"] == ["wire", "radio"]
    assert [each["source"] for each in claim["sources"]] == [
        "wire-reports",
        "radio-notes",
    ]
    assert (row["via"], row["sources"]) == (
        "wire radio",
        "wire-reports#river-aid radio-notes#river-aid",
    )


def test_feeds_tell_what_was_said_and_what_is_said_now():
    home = "home: valley-flood\n"
    address = f"{home}address: https://valley.example/\n"
    _, files = made(project({"content/site.yaml": (home, address)}))
    (feed,) = [file.content for file in files if file.path == "feed.json"]

    told = [entry["content_text"] for entry in json.loads(feed)["items"]]

    assert told[:2] == [
        "The agency’s count of 10 May had nine people twice. "
        "Before: 58 (as of 10 May 2024, withdrawn). Now: 49 (as of 11 May 2024).",
        "The mayor has taken back her count, which we reported. "
        "Before: more than 100 (as of 9 May 2024, withdrawn).",
    ]


def test_a_correction_in_the_data_has_both_values():
    (twice, rumour) = json.loads(built()["data.json"])["updates"]

    assert twice["corrects"] == "killed@civil-protection@2024-05-10"
    assert twice["old"] == "58 (as of 10 May 2024, withdrawn)"
    assert twice["new"] == "49 (as of 11 May 2024)"
    assert rumour["new"] is None


# Lines over time.


def said(*pairs: str | None) -> tuple[tuple[When, Quantity | None], ...]:
    days, values = pairs[::2], pairs[1::2]
    return tuple(
        (When.parse(f"{day} May 2024"), Quantity.parse(value) if value else None)
        for day, value in zip(days, values, strict=True)
    )


def test_a_claim_holds_until_the_next_of_its_claimant():
    chart = step_chart([Series("A", said("1", "10", "3", "20", "4", "40"))], BRITISH)

    assert chart
    (line,) = chart.lines
    assert [(step.x, step.right) for step in line.steps] == [
        (0, 50),
        (50, 75),
        (75, 100),
    ]
    assert [step.ends for step in line.steps] == [(75,), (50,), (0,)]
    assert [(rise.x, rise.start, rise.end) for rise in line.rises] == [
        (50, 75, 50),
        (75, 50, 0),
    ]


def test_all_lines_of_a_figure_have_one_scale():
    few = Series("A", said("1", "10", "3", "20"))
    many = Series("B", said("2", "1,000"))

    chart = step_chart([few, many], BRITISH)

    assert chart
    assert [tick.label for tick in chart.levels] == ["0", "250", "500", "750", "1,000"]
    assert chart.lines[0].steps[0].ends == (99,)
    assert chart.lines[1].steps[0].ends == (0,)


def test_what_is_withdrawn_leaves_a_gap():
    chart = step_chart([Series("A", said("1", "10", "2", None, "3", "20"))], BRITISH)

    assert chart
    first, second = chart.lines[0].steps
    assert first.right < second.x
    assert chart.lines[0].rises == ()


def test_a_day_alone_has_no_line():
    assert step_chart([Series("A", said("1", "10"))], BRITISH) is None


def test_letters_at_the_ends_of_lines_stand_apart():
    series = [Series(name, said("1", "10", "2", "11")) for name in "ABCDEFG"]

    chart = step_chart(series, BRITISH)

    assert chart
    places = sorted(line.label_y for line in chart.lines)
    assert [line.letter for line in chart.lines] == [*"ABCDEFG"]
    assert all(0 <= place <= 100 for place in places)
    assert all(later - place > 12.9 for place, later in pairwise(places))


# On disk, as an editor has it.


def test_the_flood_is_a_project_that_builds(tmp_path: Path, monkeypatch, capsys):
    shutil.copytree(FLOOD, tmp_path, dirs_exist_ok=True)
    copy_folders("templates", "assets", to=tmp_path)
    monkeypatch.chdir(tmp_path)

    assert main(["build"]) == 0, capsys.readouterr().err


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "corrects: killed@mayor@2024-05-09",
            "corrects: killed@interior",
            "'killed@interior' still stands, so nothing has corrected it",
        ),
        (
            "corrects: killed@mayor@2024-05-09",
            "corrects: killed@mayor@2024-05-08",
            "the figure 'killed' has nothing by 'mayor@2024-05-08'",
        ),
    ],
)
def test_a_correction_of_what_was_not_corrected_is_a_problem(old, new, message):
    with pytest.raises(Failed) as failure:
        read_site(project({f"{FOLDER}/updates.yaml": (old, new)}))

    assert [problem.message for problem in failure.value.problems] == [message]


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda each: each.tag)
def test_a_line_of_a_large_value_begins_with_no_dash(language) -> None:
    low, high = Quantity.parse("about 300"), Quantity.parse("up to 1,000")

    html = str(parted(Span(low, high), language))

    first, last = re.findall('<span class="figure-end">(.*?)</span>', html)
    assert first.endswith("–")
    assert not last.startswith("–")
    words = unescape(re.sub("<.*?>", "", html))
    assert words == Span(low, high).in_language(language)
