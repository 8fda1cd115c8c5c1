"""Copies of what the repository holds, for tests that change or build it."""

import shutil
from pathlib import Path

ROOT = Path(__file__).parents[1]


def copy_folders(*folders: str, to: Path) -> None:
    """Put these folders of the repository into `to`, without what Python compiled."""
    leave = shutil.ignore_patterns("__pycache__")
    for folder in folders:
        shutil.copytree(ROOT / folder, to / folder, ignore=leave)


def copy_small_project(to: Path) -> None:
    """Put into `to` the project that cases begin with, dressed as this one is."""
    shutil.copytree(ROOT / "tests/cases/base", to, dirs_exist_ok=True)
    copy_folders("templates", "assets", to=to)
