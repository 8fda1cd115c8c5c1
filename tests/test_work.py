"""How much each part of a build does, counted in calls of functions.

Time tells nothing on a busy machine, and calls are the same on every one. A bound is two
thirds more than what was counted when it was written, so that a part that doubles fails.
"""

import pytest

from bench.parts import priced, prices
from tests.small_site import small_project

MOST = {
    "read": 42_000,
    "check": 24_000,
    "print": 84_000,
    "check links": 2_200,
    "write": 5_400,
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
