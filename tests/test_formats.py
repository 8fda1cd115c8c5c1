"""What `check` finds, as programs read it."""

import json
from pathlib import Path

import pytest

from factbox.commands.formats import Findings, as_github, as_json, as_sarif
from factbox.commands.main import main
from factbox.problems import Place, Problem
from tests.small_site import write_small_project

FOUND = Findings(
    problems=[Problem(Place("content/a b, c.yaml", 3, 5), "100% wrong", "mend it")],
    advice=[Problem(Place("content"), "look:\nhere")],
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_small_project(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_github_gets_a_command_for_each() -> None:
    assert as_github(FOUND) == (
        "::error file=content/a b%2C c.yaml,line=3,col=5::100%25 wrong%0Amend it\n"
        "::warning file=content::look:%0Ahere\n"
    )


def test_json_has_problems_and_advice() -> None:
    assert json.loads(as_json(FOUND)) == {
        "problems": [
            {
                "file": "content/a b, c.yaml",
                "line": 3,
                "column": 5,
                "message": "100% wrong",
                "hint": "mend it",
            }
        ],
        "advice": [
            {
                "file": "content",
                "line": None,
                "column": None,
                "message": "look:\nhere",
                "hint": "",
            }
        ],
    }


def test_sarif_has_a_result_for_each() -> None:
    log = json.loads(as_sarif(FOUND))

    [run] = log["runs"]
    assert log["version"] == "2.1.0"
    assert run["results"] == [
        {
            "ruleId": "problem",
            "level": "error",
            "message": {"text": "100% wrong\nmend it"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": "content/a%20b%2C%20c.yaml"},
                        "region": {"startLine": 3, "startColumn": 5},
                    }
                }
            ],
        },
        {
            "ruleId": "advice",
            "level": "warning",
            "message": {"text": "look:\nhere"},
            "locations": [
                {"physicalLocation": {"artifactLocation": {"uri": "content"}}}
            ],
        },
    ]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert {result["ruleId"] for result in run["results"]} <= set(rules)


def test_a_problem_is_annotated_and_told_in_words_as_well(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = project / "content/bridge/timeline.yaml"
    path.write_text(path.read_text().replace("  title:", "  titel:", 1))

    code = main(["check", "--format", "github"])

    out, err = capsys.readouterr()
    assert code == 1
    assert out == (
        "::error file=content/bridge/timeline.yaml,line=3,col=3::"
        "unknown key 'titel'%0Adid you mean 'title'?\n"
    )
    assert "unknown key 'titel'\n" in err


def test_a_folder_that_is_no_project_is_told_to_programs_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)

    code = main(["check", "--format", "json"])

    found = json.loads(capsys.readouterr().out)
    assert code == 1
    assert [problem["file"] for problem in found["problems"]] == ["content"]


def test_strict_takes_advice_for_a_problem(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = project / "content/tunnel/article.md"
    article.write_text(article.read_text() + "\nIt is 312 metres long.\n")

    lenient = main(["check", "--format", "json"])
    found = json.loads(capsys.readouterr().out)
    strict = main(["check", "--strict"])

    assert (lenient, strict) == (0, 1)
    assert found["problems"] == []
    assert any("312" in piece["message"] for piece in found["advice"])
