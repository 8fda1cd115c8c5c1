"""The workflows that test and publish: pinned, and allowed no more than they need."""

import re
from pathlib import Path

import pytest
import yaml

from factbox.commands.main import command_parser

ROOT = Path(__file__).parents[1]
WORKFLOWS = ROOT / ".github" / "workflows"


MODEL = ROOT / "factbox/scaffolding/model/dot-github/workflows"
EVERY = [*sorted(WORKFLOWS.glob("*.yml")), *sorted(MODEL.glob("*.yml"))]


@pytest.mark.parametrize("path", EVERY, ids=lambda p: f"{p.parts[-4]} {p.name}")
def test_every_action_is_pinned_to_a_commit_and_says_its_version(path):
    used = re.findall(r"uses: (.*)", path.read_text())

    pinned = [
        use
        for use in used
        if re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", use)
    ]

    assert used
    assert pinned == used


def test_only_the_job_that_publishes_may_write():
    jobs = {
        (name, job): rights
        for name in ("test.yml", "publish.yml", "release.yml")
        for job, rights in permissions(name).items()
    }

    assert jobs == {
        ("test.yml", ""): {},
        ("test.yml", "test"): {"contents": "read"},
        ("test.yml", "supply"): {"contents": "read"},
        ("publish.yml", ""): {},
        ("publish.yml", "build"): {"contents": "read", "pages": "read"},
        ("publish.yml", "publish"): {"pages": "write", "id-token": "write"},
        ("release.yml", ""): {},
        ("release.yml", "build"): {"contents": "read"},
        ("release.yml", "try"): {},
        ("release.yml", "publish"): {"id-token": "write"},
    }


def permissions(name: str) -> dict[str, dict[str, str]]:
    """What each job of a workflow may do, and under "" what all of them may."""
    workflow = yaml.safe_load((WORKFLOWS / name).read_text())
    jobs = {job: it["permissions"] for job, it in workflow["jobs"].items()}
    return {"": workflow["permissions"], **jobs}


def test_a_pull_request_publishes_nothing():
    workflow = yaml.safe_load((WORKFLOWS / "publish.yml").read_text())

    assert workflow["jobs"]["publish"]["if"] == "github.event_name != 'pull_request'"


def test_a_new_project_s_workflows_use_the_very_same_actions():
    def used(folder):
        text = "".join(path.read_text() for path in folder.glob("*.yml"))
        return set(re.findall(r"uses: (.*)", text))

    assert used(MODEL) < used(WORKFLOWS)


def test_a_new_project_s_workflows_run_commands_that_there_are():
    text = "".join(path.read_text() for path in MODEL.glob("*.yml"))

    for line in re.findall(r"run: factbox (.*)", text):
        words = line.replace('"$ADDRESS"', "https://example.org/").split()
        command_parser().parse_args(words)


def test_only_the_job_that_publishes_a_new_project_may_write():
    rights = {
        path.name: [
            right
            for job in yaml.safe_load(path.read_text())["jobs"].values()
            for right in job["permissions"].items()
            if right[1] == "write"
        ]
        for path in MODEL.glob("*.yml")
    }

    assert rights == {
        "check.yml": [],
        "publish.yml": [("pages", "write"), ("id-token", "write")],
    }
