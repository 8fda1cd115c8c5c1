"""How much each part of a build does, counted in calls of functions.

Time tells nothing on a busy machine, and calls are the same on every one. A bound is two
thirds more than what was counted when it was written, so that a part that doubles fails.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.parts import priced, prices
from factbox.preview.editions import EditionBuilder
from tests.small_site import TODAY, small_project
from tests.walking import write

MOST = {
    "read": 40_200,
    "check": 19_000,
    "print": 82_000,
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
