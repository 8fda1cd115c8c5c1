"""How much each part of a build does, counted in calls of functions.

Time tells nothing on a busy machine, and calls are the same on every one. A bound is two
thirds more than what was counted when it was written, so that a part that doubles fails.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.parts import OCCASION, priced, prices
from factbox.build.cache import Cache
from factbox.build.incremental import Incremental
from factbox.build.steps import build
from factbox.preview.editions import EditionBuilder
from tests.small_site import TODAY, small_project
from tests.walking import write

MOST = {
    "read": 38_400,
    "check": 19_000,
    "print": 75_000,
    "check links": 520,
    "write": 5_200,
}


def test_calls_are_counted_those_of_built_in_functions_too():
    def twice(text):
        return len(text) + len(text)

    returned, price = priced(lambda: twice("four"))

    # The two functions, `len` twice, and the end of the count.
    assert returned == 8
    assert price.calls == 5


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    return prices(dict(small_project()), tmp_path_factory.mktemp("priced"))


def test_every_part_of_a_build_is_priced(found):
    assert found.keys() == MOST.keys()


@pytest.mark.parametrize("part", MOST)
def test_a_part_of_a_build_does_not_do_twice_as_much(found, part):
    assert found[part].calls < MOST[part]


AFTER_A_SAVE, AT_REST = 180, 950
"""The most calls for each explainer that was not saved: for the pages looked at, and
for all that follows, such as the list and the pages of people, which show each of them.
"""


@pytest.fixture(scope="module")
def many(tmp_path_factory) -> Iterator[Path]:
    """A project with two dozen explainers."""
    root = tmp_path_factory.mktemp("many")
    files = small_project()
    write(root, {path: each for path, each in files.items() if "/bridge/" not in path})
    own = {path: each for path, each in files.items() if "/bridge/" in path}
    for number in range(24):
        folder = f"/bridge-{number}/"
        write(root, {path.replace("/bridge/", folder): own[path] for path in own})
    yield root
    shutil.rmtree(root)


def calls_of_a_save(root: Path) -> tuple[int, int]:
    """The calls from a save to the page that is looked at, and for all that follows."""
    builder = EditionBuilder(root, TODAY, None)
    assert builder.after(None).problems == ()
    path = "content/bridge-0/article.md"
    text = (root / path).read_text()
    for more in ("One word more.", "And another one."):
        (root / path).write_text(f"{text}\n{more}\n")
        edition, shown = priced(lambda: builder.after({path}, ["bridge-0/index.html"]))
        whole, rest = priced(builder.completed)
    (root / path).write_text(text)
    assert edition.problems == whole.problems == ()
    assert more in edition.files["bridge-0/index.html"].decode()
    return shown.calls, rest.calls


def test_a_save_costs_little_for_each_explainer_that_was_not_saved(many):
    few, at_rest = calls_of_a_save(many)
    for number in range(12, 24):
        (many / f"content/bridge-{number}").rename(many / f"bridge-{number}")
    fewer, less = calls_of_a_save(many)

    assert (few - fewer) / 12 < AFTER_A_SAVE
    assert (at_rest - less) / 12 < AT_REST


IN_A_BUILD = 1_400
"""The most calls of a build after one change for each explainer that did not change."""


def project_with(count: int) -> dict[str, bytes]:
    """The files of a project with so many explainers."""
    files = dict(small_project())
    own = {path: files.pop(path) for path in [*files] if "/bridge/" in path}
    for number in range(count):
        folder = f"/bridge-{number}/"
        files |= {path.replace("/bridge/", folder): own[path] for path in own}
    return files


def calls_of_a_change(count: int, folder: Path) -> int:
    """The calls of a build after one change, with what a build before it has kept."""
    files = project_with(count)
    cache = Cache(holds_values=False)

    def run(cache: Cache) -> int:
        steps = Incremental(cache)
        _, published = build(
            files, steps, OCCASION, project=folder, into=folder / "site"
        )
        return len(published.written)

    run(cache)
    for more in (b"One word more.", b"And another one."):
        files["content/bridge-0/article.md"] += b"\n" + more + b"\n"
        cache = Cache(cache.kept, holds_values=False)
        written, price = priced(lambda cache=cache: run(cache))
    assert 0 < written < 5
    return price.calls


def test_a_change_costs_a_build_little_for_each_explainer_that_did_not_change(tmp_path):
    calls_of_a_change(1, tmp_path / "one")  # What is compiled once is no part of it.

    few, many = (calls_of_a_change(n, tmp_path / str(n)) for n in (4, 10))

    assert (many - few) / 6 < IN_A_BUILD
