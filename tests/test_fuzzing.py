"""A moment of fuzzing, the same with every run: see fuzzing.py and fuzz.py."""

import random
from itertools import islice

import pytest
from justhtml import JustHTML

from tests.copies import ROOT
from tests.desk import Desk
from tests.fuzzing import ENTRANCES, inputs
from tests.promises import PROMISES

FOUND = sorted(path for path in (ROOT / "tests/found").glob("*/*"))
ACCIDENTS = 60


@pytest.mark.parametrize("name", ENTRANCES)
def test_whatever_comes_in_is_taken_or_told(name: str) -> None:
    entrance, chance = ENTRANCES[name], random.Random(name)
    # Tables of dates and numbers have a test for each of their rows.
    right = chance.sample(entrance.seeds, min(len(entrance.seeds), ACCIDENTS))
    begin = len(entrance.seeds)

    for content in (
        *right,
        *islice(inputs(name, chance), begin, begin + ACCIDENTS),
    ):
        try:
            entrance.act(content)
        except Exception as error:
            error.add_note(f"{name} was given {content!r}")
            raise


@pytest.mark.parametrize(
    "path", FOUND, ids=lambda path: f"{path.parent.name} {path.name}"
)
def test_what_was_found_once_is_taken_or_told(path) -> None:
    ENTRANCES[path.parent.name].act(path.read_bytes())


def test_what_authors_break_is_built_alike_warm_and_cold_and_keeps_every_promise() -> (
    None
):
    desk = Desk(random.Random("authors"))
    seen = set(desk.build().values())

    for _ in range(30):
        desk.suffer()
        site = desk.build()

        pages = {path for path in site if path.endswith(".html")}
        for path in sorted(path for path in pages if site[path] not in seen):
            page = JustHTML(site[path].decode(), sanitize=False, collect_errors=True)
            for promise in PROMISES:
                assert promise(page) == [], (path, promise.__name__, desk.written())
        seen.update(site.values())

    assert desk.built > 5


def test_what_is_broken_in_templates_is_built_alike_warm_and_cold() -> None:
    desk = Desk(random.Random("templates"), of_templates=True)

    for _ in range(6):
        desk.suffer()
        desk.build()

    assert desk.built > 1
