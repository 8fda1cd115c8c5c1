from datetime import UTC, date, datetime

import pytest

from factbox.problems import Unreadable
from factbox.values.dates.days import Day, day_of, read_today
from factbox.values.dates.when import When


@pytest.mark.parametrize("text", ["7 February 2025", "2025-02-07", "February 7, 2025"])
def test_a_day_reads_like_any_date(text: str) -> None:
    day = Day.parse(text)

    assert (day.date, str(day), day.iso) == (
        date(2025, 2, 7),
        "7 February 2025",
        "2025-02-07",
    )


@pytest.mark.parametrize(
    "text",
    [
        "February 2025",
        "2025",
        "mid-February 2025",
        "about 7 February 2025",
        "7 February 2025 to 8 February 2025",
        "since 7 February 2025",
        "[2025-02-07..2025-02-09]",
    ],
)
def test_less_or_more_than_a_day_is_no_day(text: str) -> None:
    with pytest.raises(Unreadable) as caught:
        Day.parse(text)

    assert caught.value.message == f"'{text}' is not a single day"
    assert day_of(When.parse(text)) is None


@pytest.mark.parametrize(
    ("now", "environ", "today"),
    [
        ("2025-02-07", {}, date(2025, 2, 7)),
        ("2025-02-07T23:59", {}, date(2025, 2, 7)),
        ("2025-02-07T23:30-05:00", {}, date(2025, 2, 8)),
        ("2025-02-07", {"SOURCE_DATE_EPOCH": "0"}, date(2025, 2, 7)),
        ("", {"SOURCE_DATE_EPOCH": "1738886400"}, date(2025, 2, 7)),
        ("", {"SOURCE_DATE_EPOCH": "1738886399"}, date(2025, 2, 6)),
    ],
)
def test_the_day_is_an_input(now: str, environ: dict[str, str], today: date) -> None:
    read = read_today(now, environ)

    assert read == today


def test_without_an_input_it_is_the_day_of_the_clock() -> None:
    before = datetime.now(UTC).date()

    today = read_today("", {})

    assert before <= today <= datetime.now(UTC).date()


@pytest.mark.parametrize(
    ("now", "epoch", "message"),
    [
        ("7 February", "", "'7 February' is not a day, such as 2025-02-07"),
        ("", "x", "SOURCE_DATE_EPOCH is 'x', not a number of seconds"),
        ("", "9" * 30, f"SOURCE_DATE_EPOCH is '{'9' * 30}', not a number of seconds"),
    ],
)
def test_what_is_no_day_is_refused(now: str, epoch: str, message: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_today(now, {"SOURCE_DATE_EPOCH": epoch})

    assert caught.value.message == message
