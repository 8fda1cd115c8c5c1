"""Advice that a desk lets stand, where it stands, with a reason."""

import pytest

from factbox.checking import NAMES
from factbox.checking.waivers import Considered, consider
from factbox.commands.main import main
from factbox.problems import Place, Problem
from tests.copies import copy_small_project


def considered(
    path: str, text: str, line: int, name: str = "loose-number"
) -> Considered:
    advice = [Problem(Place(path, line, 9), "the number '9'", "", name)]
    return consider(advice, {path: text.encode()}, NAMES)


YAML = "content/flood/figures.yaml"
ARTICLE = "content/flood/article.md"


@pytest.mark.parametrize(
    ("path", "text", "line"),
    [
        (YAML, "- id: a\n  text: It was 9.  # waive loose-number: a saying", 2),
        (YAML, "- id: a\n  # waive loose-number: a saying\n  text: It was 9.", 3),
        (YAML, "  # waive loose-number: a saying\n  text: >-\n    It\n    was 9.", 4),
        (YAML, "  text: >- # waive loose-number: a saying\n    It\n    was 9.", 3),
        (ARTICLE, "It was 9. <!-- waive loose-number: a saying -->", 1),
        (ARTICLE, "<!-- waive loose-number: a saying -->\nIt was 9.", 2),
        (ARTICLE, "---\nheadline: 9 # waive loose-number: a saying\n---\n", 2),
    ],
)
def test_advice_is_waived_on_its_line_or_the_line_above(path, text, line):
    found = considered(path, text, line)

    assert found.advice == ()
    assert [each.name for each in found.waived] == ["loose-number"]


def test_several_remarks_may_stand_above_one_another():
    remarks = "# waive loose-number: a saying\n# waive undated: never said\n"
    advice = [
        Problem(Place(YAML, 3, 3), "the number '9'", "", "loose-number"),
        Problem(Place(YAML, 3, 3), "no date", "", "undated"),
    ]

    found = consider(advice, {YAML: f"{remarks}text: It was 9.".encode()}, NAMES)

    assert found.advice == ()
    assert len(found.waived) == 2


@pytest.mark.parametrize(
    ("remark", "message"),
    [
        (
            "# waive loose-number: a saying\n\n",
            "this waives 'loose-number', and there is none here",
        ),
        ("# waive loose-number\n", "this waives 'loose-number' without a reason"),
        ("# waive lose-number: why\n", "there is no advice called 'lose-number'"),
        (
            "# waive heavy-image: why\n",
            "this waives 'heavy-image', and there is none here",
        ),
    ],
)
def test_a_waiver_that_waives_nothing_is_told(remark, message):
    text = f"- id: a\n{remark}  text: It was 9."

    found = considered(YAML, text, text.count("\n") + 1)

    assert [each.message for each in found.advice] == [message, "the number '9'"]
    assert found.waived == ()


def test_a_check_counts_what_is_waived(tmp_path, monkeypatch, capsys):
    copy_small_project(to=tmp_path)
    article = tmp_path / ARTICLE
    said = "\n<!-- waive loose-number: a saying -->\nIt held 900 litres.\n"
    article.write_text(article.read_text() + said)
    monkeypatch.chdir(tmp_path)

    assert main(["check"]) == 0

    told = capsys.readouterr().err
    assert "belongs to no figure" not in told
    assert told.endswith("1 explainer, no problems, 1 of advice waived\n")


def test_advice_says_its_name(tmp_path, monkeypatch, capsys):
    copy_small_project(to=tmp_path)
    article = tmp_path / ARTICLE
    article.write_text(article.read_text() + "\nIt held 900 litres.\n")
    monkeypatch.chdir(tmp_path)

    assert main(["check"]) == 0

    assert "belongs to no figure (loose-number)\n" in capsys.readouterr().err
