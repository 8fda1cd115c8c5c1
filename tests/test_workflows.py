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
        for name in ("test.yml", "publish.yml", "release.yml", "site.yml")
        for job, rights in permissions(name).items()
    }

    assert jobs == {
        ("test.yml", ""): {},
        ("test.yml", "test"): {"contents": "read"},
        ("test.yml", "systems"): {"contents": "read"},
        ("test.yml", "supply"): {"contents": "read"},
        ("publish.yml", ""): {},
        ("publish.yml", "build"): {"contents": "read", "pages": "read"},
        ("publish.yml", "publish"): {"pages": "write", "id-token": "write"},
        ("release.yml", ""): {},
        ("release.yml", "build"): {"contents": "read"},
        ("release.yml", "try"): {},
        ("release.yml", "publish"): {"id-token": "write"},
        ("site.yml", ""): {},
        ("site.yml", "build"): {"contents": "read", "pages": "read"},
        ("site.yml", "publish"): {"pages": "write", "id-token": "write"},
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


# The workflow that projects elsewhere call.

SITE = yaml.safe_load((WORKFLOWS / "site.yml").read_text())
CALLING = re.search(
    r"```yaml\n(name: Site\n.*?)```",
    (ROOT / "docs/publishing.md").read_text("utf-8"),
    re.DOTALL,
)


def test_a_project_calls_the_workflow_in_ten_lines():
    assert CALLING
    lines = CALLING[1].splitlines()
    calling = yaml.safe_load(CALLING[1])

    job = calling["jobs"]["site"]
    assert len(lines) <= 10
    assert re.fullmatch(r"[\w-]+/factbox/.github/workflows/site.yml@\S+", job["uses"])
    assert {*job.get("with", {})} <= {*SITE[True]["workflow_call"]["inputs"]}


def test_who_calls_the_workflow_allows_what_its_jobs_need():
    """A called workflow gets no right that its caller has not."""
    assert CALLING
    allowed = yaml.safe_load(CALLING[1])["permissions"]
    levels = ["none", "read", "write"]

    for job in SITE["jobs"].values():
        for name, level in job["permissions"].items():
            assert levels.index(allowed.get(name, "none")) >= levels.index(level)


def test_the_workflow_for_others_runs_commands_that_there_are():
    steps = [step for job in SITE["jobs"].values() for step in job["steps"]]
    commands = [
        step["run"] for step in steps if step.get("run", "").startswith("factbox")
    ]

    assert len(commands) == 2
    for command in commands:
        words = command.replace(
            '${ADDRESS:+--address "$ADDRESS"}', "--address https://a.de/"
        )
        command_parser().parse_args(words.split()[1:])


def test_a_pull_request_elsewhere_publishes_nothing():
    for name, step in [
        (step["uses"], step)
        for job in SITE["jobs"].values()
        for step in job["steps"]
        if "pages-artifact" in step.get("uses", "")
    ]:
        assert step["if"] == "github.event_name != 'pull_request'", name
    assert SITE["jobs"]["publish"]["if"] == "github.event_name != 'pull_request'"
