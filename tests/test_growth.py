"""Work that grows in step with what there is to do: twice the files, twice the work.

Work is counted in calls of Python functions, not in time, which a busy machine has
less of.
"""

import sys
from collections.abc import Callable, Mapping
from functools import cache
from types import FrameType

import pytest

from factbox.build.cache import Cache
from factbox.output.addresses import Asked, in_css
from factbox.output.assets import Assets
from factbox.output.outlines import found_in
from factbox.problems import MOST_COMPARED, Failed, Place, Problem, nearest, report
from factbox.reading.markdown.headings import slug_for
from factbox.reading.nodes import Scalar
from factbox.reading.yaml_reader import read_yaml
from tests.growing import FEW, GROWING, grown
from tests.making import made
from tests.small_site import DRESS, small_project


def calls(act: Callable[[], object], named: str = "") -> int:
    """How many calls of functions, or of those `named` so, an act takes.

    The steps of generators count as calls.
    """
    count = 0

    def look(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        is_meant = not named or frame.f_code.co_name == named
        count += is_meant and event in ("call", "c_call")

    sys.setprofile(look)
    try:
        act()
    finally:
        sys.setprofile(None)
    return count


def place_numbers(count: int) -> None:
    text = "12 soldiers. " * count
    scalar = Scalar(text, Place("a.yaml", 3, 5), f"'{text}'")
    for number in range(count):
        scalar.at(13 * number)


def name_pictures(count: int) -> None:
    sheet = "\n".join(f"a {{ b: url(x{number}.png) }}" for number in range(count))
    with pytest.raises(Failed):
        Assets({"assets/css/a.css": sheet.encode(), "assets/dot.svg": b""})


def tell_problems(count: int) -> None:
    problems = [Problem(Place("a.yaml", line), "wrong") for line in range(count)]
    report(problems, {"a.yaml": "- id: a\n" * count})


def read_keys_again(count: int) -> None:
    read_yaml("estimates:\n" * count, "a.yaml")


def read_broken_entries(count: int) -> None:
    read_yaml("- id: a\n  text: b: c\n" * count, "a.yaml")


class Taken(dict[str, int]):
    """Ids that are taken; to ask for one is a call."""

    def __contains__(self, id: object) -> bool:
        return super().__contains__(id)


def name_headings_alike(count: int) -> None:
    taken = Taken()
    ids = [slug_for("What now?", frozenset(), taken) for _ in range(count)]
    assert ids[:3] == ["what-now", "what-now-2", "what-now-3"]
    assert slug_for("What now 3", frozenset(), taken) == "what-now-3-2"


@pytest.mark.parametrize(
    "work",
    [
        place_numbers,
        name_pictures,
        tell_problems,
        read_keys_again,
        read_broken_entries,
        name_headings_alike,
    ],
)
def test_twice_as_much_takes_twice_the_work(work: Callable[[int], None]) -> None:
    work(4)  # What is imported and compiled once is no part of it.

    small, large = (calls(lambda count=count: work(count)) for count in (200, 400))

    assert large < 2.3 * small


def work_for(what: str, count: int) -> int:
    """How many calls a first build of a project takes that has so many of these."""
    files = {**DRESS, **grown(what, count)}
    templates = Cache(compiled())
    return calls(lambda: made(files, templates))


@cache
def compiled() -> Mapping[bytes, bytes]:
    """What another project leaves in a cache: the templates as they were compiled."""
    kept = Cache()
    made(dict(small_project()), kept)
    return kept.kept


@pytest.fixture(scope="module")
def least() -> int:
    work_for("claims", FEW)  # What is imported and compiled once is no part of it.
    return work_for("claims", FEW)


@pytest.mark.parametrize("what", GROWING)
def test_twice_as_many_take_a_build_twice_the_work(least: int, what: str) -> None:
    few, many = GROWING[what], 2 * GROWING[what]
    small, large = (work_for(what, FEW + count) - least for count in (few, many))

    assert large < 2.3 * small


@pytest.mark.parametrize("count", [100, 200, 2000])
def test_a_misspelt_word_is_compared_with_few_of_many(count: int) -> None:
    known = {f"figure-{number}" for number in range(count)}

    compared = calls(lambda: nearest("figure33x", known), "real_quick_ratio")

    # With those that begin alike, once more.
    assert 0 < compared <= 2 * 2 * MOST_COMPARED


class Counted(str):
    """A text that counts how often all of it is gone through."""

    times = 0

    def split(self, *given: object) -> list[str]:
        Counted.times += 1
        return super().split(*given)


def test_a_report_splits_a_file_once_for_all_problems_in_it() -> None:
    problems = [Problem(Place("a.yaml", line), "wrong") for line in range(1, 50)]

    report(problems, {"a.yaml": Counted("- id: a\n" * 50)})

    assert Counted.times == 1


def test_the_nearest_of_many_words_is_found_wherever_the_mistake_is() -> None:
    known = {f"{town}-{number}" for town in ("kursk", "sumy") for number in range(400)}
    known |= {"casualties", "withdrawal"}

    found = [
        nearest(word, known)
        for word in ("xasualties", "casualteis", "wihtdrawal", "withdrawl", "sumy-40x")
    ]

    assert found[:4] == ["casualties", "casualties", "withdrawal", "withdrawal"]
    assert found[4].startswith("sumy-40")


LONG = 20_000
"""In pieces: what looks at each of them from every other would take hours."""


@pytest.mark.parametrize(
    "piece",
    ["<a ", '<a b="', "<script>", "<script a ", "<style>a</style ", "<!--", "<a '\""],
)
def test_markup_without_an_end_is_gone_through_once(piece: str) -> None:
    assert found_in(piece * LONG).ids == ()


@pytest.mark.parametrize("piece", ["b=c ", "b ", '"'])
def test_a_long_element_is_gone_through_once(piece: str) -> None:
    page = found_in(f"<a {piece * LONG} id=a>")

    assert page.ids == ("a",)


@pytest.mark.parametrize("piece", ["/**/", "/*", " "])
def test_a_style_sheet_that_imports_nothing_is_gone_through_once(piece: str) -> None:
    assert [*in_css(f"@import{piece * LONG}x")] == []


def test_sets_of_images_in_one_another_are_looked_into() -> None:
    asked = [*in_css("image-set(" * LONG + "url(a.png)")]

    assert asked == [Asked("load", "a.png")]


def test_an_address_in_an_element_without_end_is_found() -> None:
    (asked,) = found_in("<p>A</p><a title=\"b href='javascript:c'").asked

    assert asked.target == "javascript:c"
