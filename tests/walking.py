"""Whatever is done to the files of a project, the preview shows what a build makes.

Walks of steps on a real disk, as editors and their programs take them: saves, restores,
other branches, folders that are moved away and others that take their place.
"""

import random
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from factbox.build.cache import Cache
from factbox.build.incremental import Incremental
from factbox.build.steps import Occasion, check_between, read_site, render
from factbox.preview.editions import FACTBOX, Edition, EditionBuilder
from factbox.problems import Failed, shown_place
from factbox.reading.files import read_project
from tests.making import TODAY
from tests.mutating import mutated, touched
from tests.small_site import TEXTS, WITH_HOME

Saved = set[str]
Step = Callable[[random.Random, Path], Saved]
"""What happens to a project, and the paths at which it is told."""


def write(root: Path, texts: dict[str, bytes]) -> None:
    for path, content in texts.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)


WHOLE = {path: text.encode() for path, text in TEXTS.items()}
OTHER = {
    **{path: text.replace("bridge", "tower").encode() for path, text in TEXTS.items()},
    "content/site.yaml": WITH_HOME["content/site.yaml"].encode(),
    "templates/404.html": b"<!doctype html><title>gone</title>",
    "assets/mark.svg": b"<svg/>",
}
"""Another branch: other words, another look, and a file that nothing names."""


def picked(chance: random.Random, root: Path) -> Path:
    """A file of the project."""
    files = [path for path in sorted(root.rglob("*")) if path.is_file()]
    return chance.choice(files)


def told(root: Path, *paths: Path) -> Saved:
    """The paths, and where those that are links lead: what is written, is written there."""
    written = {root / path.resolve().relative_to(root.resolve()) for path in paths}
    return {path.relative_to(root).as_posix() for path in {*paths, *written}}


def save(chance: random.Random, root: Path) -> Saved:
    file = picked(chance, root)
    file.write_bytes(touched(chance, file.read_bytes()))
    return told(root, file)


def spoil(chance: random.Random, root: Path) -> Saved:
    file = picked(chance, root)
    file.write_bytes(mutated(chance, file.read_bytes(), list(WHOLE.values())))
    return told(root, file)


def save_by_renaming(chance: random.Random, root: Path) -> Saved:
    file = picked(chance, root)
    new = file.with_name("new.tmp")
    new.write_bytes(touched(chance, file.read_bytes()))
    new.replace(file)
    return told(root, file, new)


def delete(chance: random.Random, root: Path) -> Saved:
    file = picked(chance, root)
    file.unlink()
    return told(root, file)


def make_a_folder_of_a_file(chance: random.Random, root: Path) -> Saved:
    file = picked(chance, root)
    file.unlink()
    file.mkdir()
    (file / "a.yaml").write_text("a: b\n")
    return told(root, file)


def lead_elsewhere(chance: random.Random, root: Path) -> Saved:
    """A link to another file of the project in place of one."""
    file, other = picked(chance, root), picked(chance, root)
    if file.resolve() == other.resolve():
        return set()
    file.unlink()
    file.symlink_to(other)
    return told(root, file)


def copy_a_folder(chance: random.Random, root: Path) -> Saved:
    shutil.rmtree(root / "content/copy", ignore_errors=True)
    source = root / "content/bridge"
    if source.is_dir():
        shutil.copytree(source, root / "content/copy", symlinks=True)
    return {"content/copy"}


def replace_a_folder(chance: random.Random, root: Path) -> Saved:
    """Another folder takes the place of one, which is all that is told."""
    folder = chance.choice(("content/bridge", "seeds", "content", "content/tunnel"))
    texts = chance.choice((WHOLE, OTHER))
    beside = root.with_name("beside")
    shutil.rmtree(beside, ignore_errors=True)
    write(beside, texts)
    if not (beside / folder).is_dir():
        return set()
    if (root / folder).exists():
        shutil.rmtree(root / folder)
    (root / folder).parent.mkdir(parents=True, exist_ok=True)
    (beside / folder).rename(root / folder)
    return {folder}


def remove_a_folder(chance: random.Random, root: Path) -> Saved:
    folder = chance.choice(("content/bridge", "seeds", "content", "assets"))
    shutil.rmtree(root / folder, ignore_errors=True)
    return {folder}


def change_branches(chance: random.Random, root: Path) -> Saved:
    """All files of the one go, and those of the other come."""
    before = {path for path in root.rglob("*") if path.is_file()}
    shutil.rmtree(root)
    write(root, chance.choice((WHOLE, OTHER)))
    return told(root, *before, *root.rglob("*"))


def restore(chance: random.Random, root: Path) -> Saved:
    shutil.rmtree(root)
    write(root, WHOLE)
    return {"content", "seeds", "templates", "assets"}


STEPS: tuple[Step, ...] = (
    *(save, save, save, spoil, save_by_renaming, delete, make_a_folder_of_a_file),
    *(lead_elsewhere, copy_a_folder, replace_a_folder, replace_a_folder),
    *(remove_a_folder, change_branches, restore, restore, restore),
)


class Built(NamedTuple):
    """The files of a site, None where something stops it, and the places of mistakes."""

    files: Mapping[str, bytes] | None
    places: set[str]


def built(root: Path, cache: Cache) -> Built:
    """What a build makes of a project as it is now, but for the cards for chats."""
    steps = Incremental(cache, marked=True)
    try:
        files = read_project(root)
        checked = read_site(files, steps, Occasion(TODAY, None, with_drafts=True))
        rendering = render(checked, files, steps)
    except Failed as failed:
        return Built(None, places(failed))
    whole = {file.path: file.content for file in rendering.files}
    try:
        check_between(rendering, (), files, steps)
    except Failed as failed:
        return Built(whole, places(failed))
    return Built(whole, set())


def places(failed: Failed) -> set[str]:
    return {shown_place(problem.place) for problem in failed.problems}


def hold_that_only_the_editor_is_at_fault(edition: Edition) -> None:
    """Raise `AssertionError` where an exception that nobody foresaw is told of."""
    assert not any(told.place == shown_place(FACTBOX) for told in edition.problems)


class Walk:
    """A project on its way, followed by a preview, and built beside it.

    `shown` counts how often the preview showed a whole site.
    """

    def __init__(self, root: Path, chance: random.Random) -> None:
        self.root = root
        self.chance = chance
        self.cache = Cache()
        self.saved: Saved = set()
        self.shown = 0
        write(root, WHOLE)
        self.builder = EditionBuilder(root, TODAY, None, pause=lambda seconds: None)
        self.builder.after(None)

    def go_on(self) -> None:
        """One step, after which the preview shows what a build makes.

        Some are told with what comes next, as while a machine is busy, and after some
        the next one comes before the editor rests, or while the rest is being made.
        """
        is_left = any(path.is_file() for path in self.root.rglob("*"))
        step = self.chance.choice(STEPS) if is_left else restore
        self.saved |= step(self.chance, self.root)
        if self.chance.randrange(4) == 0:
            return
        edition = self.builder.after(self.saved, viewed=["bridge/index.html"])
        hold_that_only_the_editor_is_at_fault(edition)
        self.saved = set()
        if self.chance.randrange(3) == 0:
            left = iter(range(self.chance.randrange(4)))
            self.builder.completed(lambda: next(left, None) is None)
            return
        edition, whole = self.builder.completed(), built(self.root, self.cache)
        hold_that_only_the_editor_is_at_fault(edition)
        told = {told.place for told in edition.problems}
        assert told == whole.places, step.__name__
        assert edition.is_current == (whole.files is not None), step.__name__
        if whole.files is not None:
            assert edition.files == whole.files, step.__name__
            self.shown += 1
