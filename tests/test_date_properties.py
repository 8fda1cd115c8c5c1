"""What holds of every date that can be written."""

from time import process_time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from factbox.problems import Unreadable
from factbox.values.dates.calendar import CalendarDay, days_in
from factbox.values.dates.edtf import starts_after
from factbox.values.dates.moments import SHARES, Moment
from factbox.values.dates.times import Clock
from factbox.values.dates.when import When, dates_in
from tests.tongues import LANGUAGES

PARTS = st.sampled_from([None, *SHARES])
THIRDS = st.sampled_from(
    [None, *(part for part, (of, *_) in SHARES.items() if of == 3)]
)
CLOCKS = st.builds(
    Clock,
    st.integers(0, 23),
    st.integers(0, 59),
    st.none() | st.integers(1, 59),
)
YEARS = st.integers(-9000, 9900)


@st.composite
def moments(draw: st.DrawFn) -> Moment:
    year, month = draw(YEARS), draw(st.integers(1, 12))
    day = draw(st.integers(1, days_in(year, month)))
    week = CalendarDay(year, month, day).later(-CalendarDay(year, month, day).weekday)
    era = draw(st.booleans()) and year < 1000
    about = draw(st.booleans())
    # After the 9990s comes no year that is known.
    decade = draw(st.integers(100, 998)) * 10
    assume(decade % 100 or decade >= 2000)
    century = draw(st.integers(-90, 98)) * 100 + 1
    moment = draw(
        st.sampled_from(
            [
                Moment(year, month, day, common_era=era),
                Moment(year, month, day, weekday=True, common_era=era),
                Moment(year, month, day, clock=draw(CLOCKS), common_era=era),
                Moment(year, month, part=draw(PARTS), common_era=era),
                Moment(year, part=draw(PARTS), common_era=era),
                Moment(year, draw(st.integers(25, 28)), part=draw(THIRDS), common_era=era),
                Moment(year, draw(st.integers(33, 36)), part=draw(THIRDS), common_era=era),
                Moment(week.year, week.month, week.day, unit="week", common_era=era and week.year < 1000),
                Moment(decade, part=draw(PARTS), unit="decade"),
                Moment(century, part=draw(PARTS), unit="century", common_era=era and century < 1),
            ]
        )
    )  # fmt: skip
    return Moment(**{**as_dict(moment), "approximate": about})


def as_dict(moment: Moment) -> dict[str, object]:
    return {name: getattr(moment, name) for name in Moment.__struct_fields__}


@st.composite
def whens(draw: st.DrawFn) -> When:
    start, end = draw(moments()), draw(moments())
    if starts_after(start, end):
        start, end = end, start
    assume(not starts_after(start, end))
    kinds = [
        When(start, start),
        *(When(start, None, False, word) for word in ("", "after", "from", "present")),
        *(When(None, end, False, word) for word in ("", "before", "by")),
        When(start, end),
    ]
    if start != end:
        kinds += [When(start, end, True), When(start, end, True, "or")]
    when = draw(st.sampled_from(kinds))
    # Said of an end, "before" is "by": see `tests/dates.txt`.
    assume(when.wording != "before" or end.part != "end")
    return when


@given(whens())
def test_what_is_printed_reads_back_as_an_equal_date(when: When) -> None:
    assert When.parse(str(when)) == when


@given(whens(), st.sampled_from(LANGUAGES))
def test_every_date_prints_in_every_language(when: When, language) -> None:
    assert when.in_language(language)
    assert "{" not in when.in_language(language)


@given(whens(), whens())
def test_the_order_agrees_with_the_first_and_the_last_day(one: When, two: When) -> None:
    ones, twos = (one.earliest, one.latest), (two.earliest, two.latest)

    if ones != twos:
        assert (one.sort_key < two.sort_key) == (ones < twos)
    assert one.earliest <= one.latest


@given(moments())
def test_a_part_lies_within_its_whole(moment: Moment) -> None:
    whole = Moment(**{**as_dict(moment), "part": None})

    assert whole.earliest <= moment.earliest <= moment.latest <= whole.latest


@given(whens())
def test_edtf_and_the_machine_date_can_be_made(when: When) -> None:
    assert when.edtf
    assert when.iso == "" or when.iso[0].isdigit()


@given(whens())
def test_a_date_is_found_in_a_sentence_that_holds_it(when: When) -> None:
    # By itself, the year 3000 is a number.
    assume(all(moment.year < 2900 for moment in (when.start, when.end) if moment))
    text = f"It was there ({when}), they say."

    covered = "".join(text[date.start : date.end] for date in dates_in(text))

    digits = [c for c in text if c.isdigit()]
    assert [c for c in covered if c.isdigit()] == digits


WORDS = (
    *("about ", "since ", "between ", " and ", " to ", "early ", "mid-", "March ", "–"),
    *("week of ", "night of ", "19th century", " BC", "AD ", "1990s", "Q1 ", "winter "),
    *("12:30", "10pm", " GMT", "+03:00", "/", "-", "first half of ", "Friday ", " or "),
    *("7", "2025", "79", ",", " ", "T", "Z", "the ", "before ", " onwards", "noon"),
)


@given(st.lists(st.sampled_from(WORDS), max_size=10).map("".join))
def test_any_muddle_of_words_is_a_date_or_unreadable(text: str) -> None:
    list(dates_in(text))

    assert is_read_or_refused(text)


def is_read_or_refused(text: str) -> bool:
    """Whether a text is a date that prints as itself, or is refused with a hint."""
    try:
        when = When.parse(text)
    except Unreadable as unreadable:
        return unreadable.hint != "" and 0 <= unreadable.offset <= len(text)
    return When.parse(str(when)) == when


@given(st.text(max_size=200))
def test_any_text_can_be_looked_through(text: str) -> None:
    for date in dates_in(text):
        assert text[date.start : date.end] == date.text


def seconds(text: str) -> float:
    begin = process_time()
    list(dates_in(text))
    return process_time() - begin


@pytest.mark.parametrize(
    "piece",
    ["7 ", "May ", "2024 to ", "the ", "about ", "12:30 ", "first half of ", "1", "-", "Q1 2024–"],
)  # fmt: skip
def test_looking_through_a_text_takes_as_long_as_it_is(piece: str) -> None:
    short = min(seconds(piece * 100) for _ in range(3))

    # A moment in which the machine is slow makes no difference the second time.
    assert any(seconds(piece * 800) < 24 * short + 0.02 for _ in range(3))
