"""The workflows that test and publish: pinned, and allowed no more than they need."""

import re
from pathlib import Path

import pytest
import yaml

WORKFLOWS = Path(__file__).parents[1] / ".github" / "workflows"


@pytest.mark.parametrize("name", ["test.yml", "publish.yml"])
def test_every_action_is_pinned_to_a_commit_and_says_its_version(name):
    used = re.findall(r"uses: (.*)", (WORKFLOWS / name).read_text())

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
        for name in ("test.yml", "publish.yml")
        for job, rights in permissions(name).items()
    }

    assert jobs == {
        ("test.yml", ""): {},
        ("test.yml", "test"): {"contents": "read"},
        ("test.yml", "supply"): {"contents": "read"},
        ("publish.yml", ""): {},
        ("publish.yml", "build"): {"contents": "read", "pages": "read"},
        ("publish.yml", "publish"): {"pages": "write", "id-token": "write"},
    }


def permissions(name: str) -> dict[str, dict[str, str]]:
    """What each job of a workflow may do, and under "" what all of them may."""
    workflow = yaml.safe_load((WORKFLOWS / name).read_text())
    jobs = {job: it["permissions"] for job, it in workflow["jobs"].items()}
    return {"": workflow["permissions"], **jobs}


def test_a_pull_request_publishes_nothing():
    workflow = yaml.safe_load((WORKFLOWS / "publish.yml").read_text())

    assert workflow["jobs"]["publish"]["if"] == "github.event_name != 'pull_request'"
