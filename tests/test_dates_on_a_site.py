"""Dates as a site has them: its zone, its seasons, its order, its axis, its data."""

import json
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbox.build.cache import Cache
from factbox.build.incremental import Incremental
from factbox.kinds.timeline import Event
from factbox.problems import Failed, Unreadable
from factbox.values.dates.calendar import CalendarDay
from factbox.values.dates.locales import Locale
from factbox.values.dates.times import TimeZone
from factbox.values.dates.when import When
from factbox.values.time_axes import date_chart
from tests.small_site import TEXTS, built
from tests.tongues import AMERICAN, BRITISH, GERMAN

SETTINGS = TEXTS["content/site.yaml"]
TIMELINE = "content/bridge/timeline.yaml"
ARTICLE = "content/bridge/article.md"


# An article that refers to nothing which other events would replace.
ALONE = """\
---
headline: The closed bridge
standfirst: The bridge is closed.
as_of: 7 February 2025
published: 8 February 2025
---

## What happened
"""


def events(*dates: str) -> str:
    """A timeline of events at these dates, in this order; their ids count from 0."""
    return "".join(
        f"- {{id: e{index}, when: '{date}', title: No. {index}, by: council, "
        "source: minutes}\n"
        for index, date in enumerate(dates)
    )


def bridge(files: Mapping[str, str | None]) -> dict[str, str]:
    updates = {"content/bridge/updates.yaml": None, "content/bridge/quotes.yaml": None}
    return built({ARTICLE: ALONE, **updates, **files})


def order(*dates: str, settings: str = "") -> list[str]:
    files = {TIMELINE: events(*dates), "content/site.yaml": SETTINGS + settings}
    data = json.loads(bridge(files)["bridge/data.json"])
    return [event["when"]["text"] for event in data["timeline"]]


def test_events_of_one_day_stand_in_the_order_of_their_hours() -> None:
    assert order(
        "3 January 2025, 18:30",
        "3 January 2025, 6am",
        "3 January 2025",
        "2 January 2025",
    ) == [
        "2 January 2025",
        "3 January 2025",
        "3 January 2025, 06:00",
        "3 January 2025, 18:30",
    ]


def test_hours_of_several_zones_stand_in_their_true_order() -> None:
    assert order("3 January 2025, 12:00 EST", "3 January 2025, 14:00 GMT") == [
        "3 January 2025, 14:00 GMT",
        "3 January 2025, 12:00 EST",
    ]


def test_a_time_without_a_zone_is_in_that_of_the_site() -> None:
    seoul = "time_zone: Asia/Seoul\n"
    times = ("3 January 2025, 10:00", "3 January 2025, 02:00 GMT")

    assert order(*times, settings=seoul) == [times[0], times[1]]
    assert order(*times) == [times[1], times[0]]
    when = When.parse(times[0], Locale(time_zone=TimeZone("Asia/Seoul")))
    assert (when.time, when.iso) == ("10:00+09:00", "2025-01-03T10:00+09:00")


def test_the_zone_of_a_site_knows_summer_time() -> None:
    locale = Locale(time_zone=TimeZone("Europe/London"))

    assert When.parse("3 June 2024, 10:00", locale).time == "10:00+01:00"
    assert When.parse("3 January 2025, 10:00", locale).time == "10:00Z"


def test_an_unknown_zone_is_refused() -> None:
    with pytest.raises(Unreadable, match="'Mars/Base' is not a time zone"):
        TimeZone.parse("Mars/Base")


def test_seasons_are_turned_in_the_south() -> None:
    files = {
        TIMELINE: events("summer 2023", "spring 2023"),
        "content/site.yaml": SETTINGS + "hemisphere: south\n",
    }

    first, second = json.loads(bridge(files)["bridge/data.json"])["timeline"]

    assert first["when"] == {
        "text": "spring 2023",
        "edtf": "2023-29",
        "earliest": "2023-09-01",
        "latest": "2023-11-30",
    }
    assert second["when"]["text"] == "summer 2023–24"
    assert second["when"]["latest"] == "2024-02-29"


def test_a_page_on_the_ides_of_march_and_the_year_9999_is_built() -> None:
    files = {
        TIMELINE: events("15 March 44 BC", "AD 79", "December 9999"),
        ARTICLE: ALONE.replace("as_of: 7 February 2025", "as_of: 9999"),
        "content/bridge/quotes.yaml": None,
        "content/bridge/updates.yaml": None,
    }

    with pytest.raises(Failed, match="'as_of' is 9999, which is yet to come"):
        built(files)
    files[ARTICLE] = files[ARTICLE].replace("---\n\n#", "draft: true\n---\n\n#")
    page = built(files, with_drafts=True)["bridge/index.html"]

    assert "15 March 44 BC" in page
    assert "AD 79" in page
    assert '<time datetime="9999-12">December 9999</time>' in page


def test_the_time_of_day_is_in_the_data_where_there_is_one() -> None:
    files = bridge({TIMELINE: events("3 January 2025", "3 January 2025, 05.05 GMT")})

    day, hour = json.loads(files["bridge/data.json"])["timeline"]
    header, _, row = files["bridge/timeline.csv"].split("\r\n")[:3]
    assert "time" not in day["when"]
    assert hour["when"]["time"] == "05:05Z"
    assert '"when_time"' in header
    assert '"05:05Z"' in row
    assert '"as_of_time"' not in files["bridge/figures.csv"]
    assert 'datetime="2025-01-03T05:05Z"' in files["bridge/index.html"]


def ticks(*dates: str) -> list[str]:
    whens = [When.parse(date) for date in dates]
    return [
        tick.label for tick in date_chart(whens, CalendarDay(2025, 2, 7), BRITISH).ticks
    ]


def test_an_axis_of_centuries_has_round_years() -> None:
    assert ticks("1805")[-3:] == ["1980", "2000", "2020"]
    assert ticks("753 BC")[:3] == ["753 BC", "500 BC", "AD 500"]
    assert all(len(ticks(date)) <= 14 for date in ("9000 BC", "1 BC", "1999", "9999"))


def test_an_hour_stands_within_its_day_on_the_axis() -> None:
    whens = [When.parse(f"3 February 2025, {hour}") for hour in ("00:00", "12:00")]

    early, noon, _ = date_chart(whens, CalendarDay(2025, 2, 7), BRITISH).marks

    assert early.shape == noon.shape == "point"
    assert early.low < noon.low < early.low + 100 / 5


@pytest.mark.parametrize(
    ("text", "american", "german"),
    [
        ("Friday 7 February 2025", "Friday, February 7, 2025", "Freitag, 7. Februar 2025"),
        ("7 February 2025, 17:05", "February 7, 2025, 5:05 p.m.", "7. Februar 2025, 17:05 Uhr"),
        ("7 February 2025, 00:05 EST", "February 7, 2025, 12:05 a.m. EST", "7. Februar 2025, 00:05 Uhr EST"),
        ("autumn 2024", "fall 2024", "Herbst 2024"),
        ("winter 2023–24", "winter 2023–24", "Winter 2023/24"),
        ("Q1 2024", "Q1 2024", "1. Quartal 2024"),
        ("the end of the 1990s", "end of the 1990s", "Ende der 1990er-Jahre"),
        ("since the 1990s", "since the 1990s", "seit den 1990er-Jahren"),
        ("mid-19th century", "mid-19th century", "Mitte des 19. Jahrhunderts"),
        ("44 BC", "44 BC", "44 v. Chr."),
        ("AD 79", "AD 79", "79 n. Chr."),
        ("before 2024", "before 2024", "vor 2024"),
        ("2024 to present", "2024 to present", "2024 bis heute"),
        ("overnight 5–6 March 2025", "overnight March 5 to March 6, 2025", "Nacht vom 5. auf den 6. März 2025"),
        ("week of 3 February 2025", "week of February 3, 2025", "Woche ab 3. Februar 2025"),
    ],
)  # fmt: skip
def test_a_date_prints_in_the_language_of_the_site(
    text: str, american: str, german: str
) -> None:
    when = When.parse(text)

    assert when.in_language(AMERICAN) == american
    assert when.in_language(GERMAN) == german


def test_a_week_begins_on_a_sunday_in_america() -> None:
    american = When.parse("week of 2 February 2025", Locale.of(AMERICAN))
    british = When.parse("week of 2 February 2025", Locale.of(BRITISH))

    assert str(american.earliest) == "2025-02-02"
    assert str(british.earliest) == "2025-01-27"


@given(st.integers(-3_000_000, 3_000_000), st.integers(-40_000, 40_000))
def test_days_are_counted_without_a_gap(ordinal: int, days: int) -> None:
    day = CalendarDay.from_ordinal(ordinal)

    assert day.ordinal == ordinal
    assert day.later(days).ordinal == ordinal + days
    assert (day < day.later(days)) == (days > 0)
    assert day.later(7).weekday == day.weekday


def test_a_warm_build_follows_the_hemisphere_of_the_site() -> None:
    files = {path: text.encode() for path, text in TEXTS.items()}
    files[TIMELINE] = events("spring 2023").encode()
    files[ARTICLE] = ALONE.encode()
    for path in ("content/bridge/quotes.yaml", "content/bridge/updates.yaml"):
        del files[path]
    cache = Cache()
    begins = []

    for line in (b"", b"hemisphere: south\n"):
        files["content/site.yaml"] += line
        steps = Incremental(cache)
        site = steps.check(steps.read(files), files).site
        [event] = [item for item in site.explainers[0].items if item.id == "e0"]
        assert isinstance(event, Event)
        begins.append(str(event.when.earliest))

    assert begins == ["2023-03-01", "2023-09-01"]
