"""Copies of what the repository holds, for tests that change or build it."""

import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def copy_folders(*folders: str, to: Path) -> None:
    """Put these folders of the repository into `to`, with what Python compiled there.

    To compile a package takes longer than to build a small site; of a file that a test
    then changes, Python sees that it is not the one that was compiled.
    """
    for folder in folders:
        shutil.copytree(ROOT / folder, to / folder, ignore=_unfinished)


def _unfinished(folder: str, names: list[str]) -> list[str]:
    """What another process may be writing: it is gone before it is copied."""
    if Path(folder).name != "__pycache__":
        return []
    theme = f"theme-{sys.implementation.cache_tag}"
    return [name for name in names if not name.endswith(".pyc") and name != theme]


def copy_small_project(to: Path) -> None:
    """Put into `to` the project that cases begin with, dressed as this one is."""
    shutil.copytree(ROOT / "tests/cases/base", to, dirs_exist_ok=True)
    copy_folders("templates", "assets", to=to)
