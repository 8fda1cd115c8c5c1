"""The editions that a preview makes of a project, one save after another."""

import asyncio
from collections.abc import Callable, Collection
from datetime import date
from itertools import product
from pathlib import Path
from random import Random
from threading import Thread

import pytest

from factbox.preview.editions import Edition, EditionBuilder, ShownProblem, places_on
from factbox.preview.server import GRACE, Preview
from factbox.reading.files import are_whole
from tests.serving import FIGURES, make_project, replace
from tests.walking import Walk

HOME = "index.html"
OTHER = "peace/index.html"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with two explainers."""
    root = make_project(tmp_path / "project")
    folder = root / "content/peace"
    folder.mkdir()
    text = (root / "content/war/article.md").read_text()
    text = text.replace("What is known", "What is hoped").replace(
        "](figure:killed)", ""
    )
    (folder / "article.md").write_text(text.replace("that [ soldiers", "that soldiers"))
    return root


@pytest.fixture
def builder(root: Path) -> EditionBuilder:
    builder = EditionBuilder(root, date(2026, 11, 22), None)
    assert builder.after(None).problems == ()
    return builder


def text(edition: Edition, path: str) -> str:
    return edition.files[path].decode()


def test_a_save_prints_the_page_that_is_looked_at_and_rest_the_others(
    root: Path, builder: EditionBuilder
) -> None:
    replace(root / "content/people.yaml", "The agency", "The bureau")

    part = builder.after({"content/people.yaml"}, viewed=[HOME])
    whole = builder.completed()

    assert "The bureau" in text(part, HOME)
    assert "The bureau" in text(whole, HOME)
    assert "The bureau" not in text(part, "data.json")
    assert "The bureau" in text(whole, "data.json")


def test_the_next_save_is_shown_before_all_that_the_last_one_changed(
    root: Path, builder: EditionBuilder
) -> None:
    replace(root / "content/people.yaml", "The agency", "The bureau")
    part = builder.after({"content/people.yaml"}, viewed=[HOME])

    broken_off = builder.completed(lambda: True)
    replace(root / "content/war/figures.yaml", "about 300", "about 400")
    later = builder.after({"content/war/figures.yaml"}, viewed=[HOME])
    whole = builder.completed(lambda: False)

    assert broken_off is part
    assert "about 400" in text(later, HOME)
    assert later.files["data.json"] == part.files["data.json"]
    assert "The bureau" in text(whole, "data.json")
    assert "400" in text(whole, "data.json")


def test_what_is_broken_off_lacks_all_that_it_lacked(
    root: Path, builder: EditionBuilder
) -> None:
    replace(root / "content/people.yaml", "The agency", "The bureau")
    builder.after({"content/people.yaml"}, viewed=[HOME])

    builder.completed(lambda: True)

    assert "The bureau" in text(builder.completed(), "data.json")


def test_an_edition_that_lacks_nothing_stays_the_same(builder: EditionBuilder) -> None:
    assert builder.completed() is builder.last


def test_a_save_that_changes_nothing_makes_no_edition(
    root: Path, builder: EditionBuilder
) -> None:
    before = builder.last
    (root / "content/people.yaml").touch()

    assert builder.after({"content/people.yaml"}) is before


def test_a_save_that_no_page_shows_makes_no_other_edition(
    root: Path, builder: EditionBuilder
) -> None:
    before = builder.last
    path = "content/war/timeline.yaml"
    (root / path).write_text((root / path).read_text() + "# Nothing new.\n")

    assert builder.after({path}, viewed=[HOME]).name == before.name
    assert builder.completed().name == before.name


def test_a_line_that_moves_what_follows_makes_another_edition(
    root: Path, builder: EditionBuilder
) -> None:
    before = builder.last
    path = "content/war/timeline.yaml"
    (root / path).write_text("# A new line.\n" + (root / path).read_text())

    after = builder.after({path}, viewed=[HOME])

    assert text(after, HOME) == text(before, HOME)
    assert after.name != before.name


# An editor that saves by renaming, and makes sure before that it can.
FILE = "content/war/figures.yaml"
PROBE, NEW = "content/war/4913", "content/war/new"
BY_RENAMING: list[tuple[set[str], Callable[[Path], object]]] = [
    ({PROBE}, lambda root: (root / PROBE).write_text("")),
    ({PROBE}, lambda root: (root / PROBE).unlink()),
    ({NEW}, lambda root: (root / NEW).write_text(FIGURES.replace("300", "400"))),
    ({NEW, FILE}, lambda root: (root / NEW).rename(root / FILE)),
]


@pytest.mark.parametrize("pauses", [*product([False, True], repeat=3)])
def test_a_save_by_renaming_is_one_edition_however_it_is_told(
    root: Path, builder: EditionBuilder, pauses: tuple[bool, ...]
) -> None:
    before = builder.last.name
    names = []
    saved: set[str] = set()

    for (paths, act), is_told in zip(BY_RENAMING, (*pauses, True), strict=True):
        act(root)
        saved |= paths
        if is_told:
            names.append(builder.after(saved, viewed=[HOME]).name)
            saved = set()

    assert set(names[:-1]) <= {before}
    assert names[-1] != before
    assert builder.last.problems == ()
    assert "about 400" in text(builder.last, HOME)


def test_files_that_are_told_at_once_are_one_edition(
    root: Path, builder: EditionBuilder
) -> None:
    replace(root / FILE, "about 300", "about 400")
    replace(root / "content/war/article.md", "A short text", "A new text")

    page = text(builder.after({FILE, "content/war/article.md"}, viewed=[HOME]), HOME)

    assert "about 400" in page
    assert "A new text" in page


@pytest.mark.parametrize("saved", [{FILE}, None])
def test_a_file_that_is_gone_or_empty_is_waited_for(
    root: Path, saved: set[str] | None
) -> None:
    file = root / FILE
    steps = iter(["", FIGURES.replace("about 300", "about 400")])
    pauses = []

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        file.write_text(next(steps))

    builder = EditionBuilder(root, date(2026, 11, 22), None, pause=pause)
    builder.after(None)
    file.unlink()
    edition = builder.after(saved, viewed=[HOME])

    assert len(pauses) == 2
    assert edition.problems == ()
    assert "about 400" in text(edition, HOME)


def test_a_file_that_is_emptied_once_it_was_whole_is_waited_for_as_well(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = root / FILE
    written = FIGURES.replace("about 300", "about 400")

    def pause(seconds: float) -> None:
        file.write_text(written)

    def emptied_after_a_look(root: Path, paths: Collection[str]) -> bool:
        looked = are_whole(root, paths)
        if not emptied:
            emptied.append(file.write_text(""))
        return looked

    emptied: list[int] = []
    builder = EditionBuilder(root, date(2026, 11, 22), None, pause=pause)
    builder.after(None)
    monkeypatch.setattr("factbox.preview.editions.are_whole", emptied_after_a_look)
    edition = builder.after({FILE}, viewed=[HOME])

    assert edition.problems == ()
    assert "about 400" in text(edition, HOME)


def test_a_file_that_stays_gone_is_not_waited_for_long(root: Path) -> None:
    pauses: list[float] = []
    builder = EditionBuilder(root, date(2026, 11, 22), None, pause=pauses.append)
    builder.after(None)
    (root / FILE).unlink()

    edition = builder.after({FILE}, viewed=[HOME])

    assert sum(pauses) == pytest.approx(0.1)
    assert edition.problems
    assert "about 300" in text(edition, HOME)


GOOD = Edition(name="1")
WRONG = Edition(
    name="1", problems=(ShownProblem("a.yaml:1:1", "wrong", ""),), is_current=False
)
MENDED = Edition(name="2")


def told_of(root: Path, *offered: Edition) -> list[Edition]:
    """What is told of these editions, offered one after the other within no time."""
    told: list[Edition] = []
    now = [0.0]

    async def turn() -> None:
        for _ in range(3):
            await asyncio.sleep(0)

    async def offer() -> None:
        # The clock stands, however long this takes.
        asyncio.get_running_loop().time = lambda: now[0]  # type: ignore[method-assign]
        preview = Preview(root, 80, "", told.append)
        preview.edition = preview.latest = GOOD
        for edition in offered:
            preview.offer(edition)
            await turn()
        now[0] += 2 * GRACE
        await turn()

    # In a thread of its own: the browser of other tests keeps a loop in this one.
    thread = Thread(target=asyncio.run, args=[offer()])
    thread.start()
    thread.join()
    return told


def test_a_problem_is_told_unless_a_later_edition_mends_it(root: Path) -> None:
    taken_back = Edition(name="1")

    assert told_of(root, WRONG) == [WRONG]
    assert told_of(root, WRONG, MENDED) == [MENDED]
    assert told_of(root, WRONG, taken_back) == []


def test_the_rest_of_an_edition_whose_pages_are_all_there_keeps_its_name(
    root: Path, builder: EditionBuilder
) -> None:
    replace(root / "content/war/figures.yaml", "about 300", "about 400")

    part = builder.after({"content/war/figures.yaml"}, viewed=[HOME])

    assert builder.completed().name == part.name


def test_a_page_that_is_no_more_goes_once_the_editor_rests(
    root: Path, builder: EditionBuilder
) -> None:
    (root / "content/peace/article.md").unlink()
    (root / "content/peace").rmdir()

    part = builder.after({"content/peace"}, viewed=[HOME])
    whole = builder.completed()

    assert OTHER in part.files
    assert OTHER not in whole.files


def test_what_is_broken_in_a_page_that_nobody_looks_at_is_told_at_rest(
    root: Path, builder: EditionBuilder
) -> None:
    template = root / "templates/list.html"
    replace(root / "content/site.yaml", "home: war\n", "")
    builder.after({"content/site.yaml"})
    builder.completed()
    template.write_text("{{ page.nothing }}")

    part = builder.after({"templates/list.html"}, viewed=["war/index.html"])
    whole = builder.completed()

    assert part.problems == ()
    assert [told.place for told in whole.problems] == ["templates/list.html:1:1"]
    assert not whole.is_current


def test_a_link_to_nothing_is_told_and_the_page_is_shown_all_the_same(
    root: Path, builder: EditionBuilder
) -> None:
    replace(root / "templates/page.html", "<main", '<a href="#gone">x</a><main')

    part = builder.after({"templates/page.html"}, viewed=[HOME])
    whole = builder.completed()
    replace(root / "content/war/figures.yaml", "about 300", "about 400")
    later = builder.after({"content/war/figures.yaml"}, viewed=[HOME])

    assert part.problems == ()
    assert "#gone" in whole.problems[0].message
    assert whole.is_current
    assert later.problems == whole.problems
    assert "about 400" in text(later, HOME)


def test_drafts_are_in_and_are_marked(root: Path, builder: EditionBuilder) -> None:
    replace(root / "content/peace/article.md", "as_of:", "draft: true\nas_of:")

    builder.after({"content/peace/article.md"})
    page = text(builder.completed(), OTHER)

    assert "What is hoped" in page
    assert "draft" in page.lower()


def test_a_mistake_of_our_own_is_told_and_the_next_save_goes_on(
    root: Path, builder: EditionBuilder, capsys: pytest.CaptureFixture[str]
) -> None:
    def mistaken(files: object) -> Edition:
        raise ZeroDivisionError

    told = builder.tried(mistaken, builder.files or {})
    replace(root / "content/war/figures.yaml", "about 300", "about 400")
    mended = builder.after({"content/war/figures.yaml"}, viewed=[HOME])

    assert told.problems[0].place == "factbox"
    assert "ZeroDivisionError" in capsys.readouterr().err
    assert mended.problems == ()
    assert "about 400" in text(mended, HOME)


def test_a_person_leads_to_the_line_where_they_are_written(
    root: Path, builder: EditionBuilder
) -> None:
    people = root / "content/people.yaml"
    people.write_text("# Everyone who counts.\n" + people.read_text())

    edition = builder.after({"content/people.yaml"}, viewed=[HOME])

    assert edition.site
    place = places_on(HOME, edition.site)["person-agency"]
    assert str(place) == "content/people.yaml:2:7"


def test_whatever_is_done_to_the_files_the_preview_shows_what_a_build_makes(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    walk = Walk(tmp_path / "project", Random("steps"))

    for _ in range(40):
        walk.go_on()

    assert walk.shown > 5
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.parametrize(
    "broken", ["", "templates/404.html", "content/war/quotes.yaml"]
)
def test_saves_without_a_rest_leave_nothing_behind_for_good(
    root: Path, builder: EditionBuilder, broken: str
) -> None:
    if broken:
        (root / broken).write_text("{{ nothing.at.all }}")
        builder.after({broken})
    before = len(builder.steps.cache.kept)
    builder.steps.cache.spare = 5
    text = (root / FILE).read_text()
    held = []

    for number in range(25):
        (root / FILE).write_text(text.replace("300", f"{1000 + number}"))
        builder.after({FILE}, viewed=[HOME])
        held.append(len(builder.steps.cache.kept))

    # Each save leaves something new, so that all of them would leave more.
    assert max(held) <= before + 20, str(held)
