"""How far a build is, told on a terminal."""

from datetime import date
from io import StringIO

from factbox.build.cache import Cache
from factbox.build.incremental import Incremental
from factbox.build.steps import Occasion, make
from factbox.commands.progress import Progress
from tests.small_site import small_project


class Terminal(StringIO):
    def isatty(self):
        return True


class Clock:
    """A clock that stands still until it is set."""

    now = 0.0

    def __call__(self):
        return self.now


def shown(text):
    """What can be read after each return of the carriage."""
    return [line.rstrip() for line in text.split("\r") if line.strip()]


def test_nothing_is_told_of_what_takes_less_than_a_second():
    terminal, clock = Terminal(), Clock()

    with Progress(terminal, clock) as progress:
        clock.now = 0.9
        progress("reading", 1, 2)

    assert terminal.getvalue() == ""


def test_a_terminal_is_told_now_and_then_and_its_line_is_empty_at_the_end():
    terminal, clock = Terminal(), Clock()

    with Progress(terminal, clock) as progress:
        for clock.now, number in ((1.0, 400), (1.05, 500), (1.2, 1000)):
            progress("reading", number, 1000)

    told = ["reading 400 of 1,000", "reading 1,000 of 1,000"]
    assert list(dict.fromkeys(shown(terminal.getvalue()))) == told
    assert terminal.getvalue().endswith(f"\r{'':<40}\r")


def test_what_is_done_once_more_is_not_told_again():
    terminal, clock = Terminal(), Clock()
    progress = Progress(terminal, clock)

    for clock.now, number in ((1, 9), (2, 3), (3, 9)):
        progress("reading", number, 10)
    clock.now = 4
    progress("printing", 1, 10)

    told = list(dict.fromkeys(shown(terminal.getvalue())))
    assert told == ["reading 9 of 10", "printing 1 of 10"]


def test_a_log_is_told_nothing():
    log, clock = StringIO(), Clock()

    with Progress(log, clock) as progress:
        clock.now = 5
        progress("reading", 1, 2)

    assert log.getvalue() == ""


def test_a_build_tells_of_each_explainer_and_of_each_page():
    told = []
    steps = Incremental(Cache(), progress=lambda *each: told.append(each))

    site, _ = make(dict(small_project()), steps, Occasion(date(2026, 11, 22)))

    folders = len(site.explainers)
    read = [number for doing, number, _ in told if doing == "reading"]
    assert read[:folders] == list(range(1, folders + 1))
    pages = {count for doing, _, count in told if doing == "printing"}
    assert len(pages) == 1
    assert {n for d, n, _ in told if d == "printing"} == set(range(1, pages.pop() + 1))
