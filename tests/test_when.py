from datetime import date
from time import struct_time

import pytest
from edtf import parse_edtf
from hypothesis import assume, given
from hypothesis import strategies as st

from factbox.problems import Unreadable
from factbox.values.dates.calendar import days_in
from factbox.values.dates.moments import SHARES, Moment
from factbox.values.dates.when import When
from tests.tongues import AMERICAN, GERMAN, LANGUAGES

PARTS = st.sampled_from(list(SHARES))


@st.composite
def moments(draw: st.DrawFn, last_year: int = 9999) -> Moment:
    day = draw(st.dates(date(1000, 1, 1), date(last_year, 12, 31)))
    about = draw(st.booleans())
    return draw(
        st.sampled_from(
            [
                Moment(day.year, day.month, day.day, approximate=about),
                Moment(day.year, day.month, approximate=about),
                Moment(day.year, approximate=about),
                Moment(day.year, day.month, part=draw(PARTS)),
                Moment(day.year, part=draw(PARTS)),
            ]
        )
    )


@st.composite
def whens(draw: st.DrawFn) -> When:
    start, end = draw(moments()), draw(moments())
    if start.earliest > end.latest:
        start, end = end, start
    whens = [When(start, start), When(start, None), When(None, end), When(start, end)]
    if start != end:
        whens.append(When(start, end, once=True))
    return draw(st.sampled_from(whens))


def refusal(text: str) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        When.parse(text)
    return caught.value


# Reading and printing.


@pytest.mark.parametrize(
    ("text", "printed", "edtf", "iso", "precision"),
    [
        ("7 February 2025", "7 February 2025", "2025-02-07", "2025-02-07", "day"),
        ("August 2024", "August 2024", "2024-08", "2024-08", "month"),
        ("2024", "2024", "2024", "2024", "year"),
        (
            "mid-January 2025",
            "mid-January 2025",
            "[2025-01-11..2025-01-20]",
            "2025-01",
            "part of a month",
        ),
        ("late 2024", "late 2024", "2024-39", "2024", "part of a year"),
        ("about 8 January 2025", "about 8 January 2025", "2025-01-08~", "", "day"),
        ("about 2024", "about 2024", "2024~", "", "year"),
        (
            "October 2024 to December 2024",
            "October to December 2024",
            "2024-10/2024-12",
            "",
            "month",
        ),
        ("since October 2024", "since October 2024", "2024-10/..", "", "month"),
        ("until December 2024", "until December 2024", "../2024-12", "", "month"),
        (
            "between October 2024 and December 2024",
            "between October and December 2024",
            "[2024-10..2024-12]",
            "",
            "month",
        ),
        (
            "mid-January 2025 to 7 February 2025",
            "mid-January to 7 February 2025",
            "2025-01/2025-02-07",
            "",
            "part of a month",
        ),
    ],
)
def test_a_date_says_what_is_known_and_no_more(text, printed, edtf, iso, precision):
    when = When.parse(text)

    assert str(when) == printed
    assert when.edtf == edtf
    assert when.iso == iso
    assert when.precision == precision


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("7 Feb 2025", "7 February 2025"),
        ("7 feb. 2025", "7 February 2025"),
        ("7th February 2025", "7 February 2025"),
        ("7th of February 2025", "7 February 2025"),
        ("7 February, 2025", "7 February 2025"),
        ("February 7, 2025", "7 February 2025"),
        ("Feb 7 2025", "7 February 2025"),
        (" 2025-02-07 ", "7 February 2025"),
        ("Sept. 2024", "September 2024"),
        ("may 2024", "May 2024"),
        ("Mid January 2025", "mid-January 2025"),
        ("early 2025", "early 2025"),
        ("circa 2024", "about 2024"),
        ("c. 2024", "about 2024"),
        ("around January 2025", "about January 2025"),
        ("3 to 7 February 2025", "3 to 7 February 2025"),
        ("3\N{EN DASH}7 February 2025", "3 to 7 February 2025"),
        ("7 January to 3 February 2025", "7 January to 3 February 2025"),
        ("30 December 2024 to 3 January 2025", "30 December 2024 to 3 January 2025"),
        ("October to December 2024", "October to December 2024"),
        ("from 2023 to 2024", "2023 to 2024"),
        ("2023 - 2024", "2023 to 2024"),
        ("2023 until 2024", "2023 to 2024"),
        ("till 2024", "until 2024"),
        ("since mid-January 2025", "since mid-January 2025"),
        ("about 3 May 2024 to 7 May 2024", "about 3 May 2024 to 7 May 2024"),
        ("2024 to March 2024", "2024 to March 2024"),
        ("2024-10-07/2024-10-07", "7 October 2024"),
    ],
)
def test_a_date_reads_as_people_write_it(text, printed):
    assert str(When.parse(text)) == printed


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2024-08", "August 2024"),
        ("2025-01-08~", "about 8 January 2025"),
        ("2024-10/2024-12", "October 2024 to December 2024"),
        ("2024-10/..", "since October 2024"),
        ("../2024-12", "until December 2024"),
        ("[2024-10..2024-12]", "between October 2024 and December 2024"),
        ("2024-37/2024-38", "early 2024 to mid-2024"),
        ("2024-39/..", "since late 2024"),
        ("2054-37", "early 2054"),
        ("0079", "AD 79"),
        ("-0043-03-15", "15 March 44 BC"),
        ("199X", "1990s"),
    ],
)
def test_a_date_is_the_same_in_edtf_and_in_words(edtf, words):
    assert When.parse(edtf) == When.parse(words)


@given(whens())
def test_what_is_printed_reads_back_as_the_same_date(when):
    assert When.parse(str(when)) == when


@given(moments(last_year=1001), moments(last_year=1001))
def test_a_span_within_a_year_reads_back_too(start, end):
    if start.earliest > end.latest:
        start, end = end, start
    when = When(start, end)

    assert When.parse(str(when)) == when


@given(whens())
def test_edtf_reads_back_as_the_same_date(when):
    # Not a part of a month, which EDTF lacks; nor one of a year, which has several
    # names in words, and by itself the form of two years: 2024-37.
    assume(all(not (m and m.part) for m in (when.start, when.end)))

    assert When.parse(when.edtf) == when


@given(moments())
def test_edtf_of_a_moment_has_its_bounds(moment):
    when = When(moment, moment)

    # By itself, 2024-37 is refused: it can be 2024–2037 as well.
    assume(not moment.part)

    reread = When.parse(when.edtf)

    assert (reread.earliest, reread.latest) == (when.earliest, when.latest)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("7 February 2025", "7. Februar 2025"),
        ("March 2025", "März 2025"),
        ("early 2025", "Anfang 2025"),
        ("mid-January 2025", "Mitte Januar 2025"),
        ("late 2024", "Ende 2024"),
        ("about 8 January 2025", "ca.\N{NO-BREAK SPACE}8. Januar 2025"),
        ("3 to 7 February 2025", "3. bis 7. Februar 2025"),
        ("7 January to 3 February 2025", "7. Januar bis 3. Februar 2025"),
        ("October 2024 to December 2024", "Oktober bis Dezember 2024"),
        ("since October 2024", "seit Oktober 2024"),
        ("until December 2024", "bis Dezember 2024"),
        ("[2024-10..2024-12]", "zwischen Oktober und Dezember 2024"),
    ],
)
def test_a_date_prints_in_german(text, printed):
    assert When.parse(text).in_language(GERMAN) == printed


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("7 February 2025", "February 7, 2025"),
        ("3 to 7 February 2025", "February 3 to February 7, 2025"),
        ("7 January to 3 February 2025", "January 7 to February 3, 2025"),
        ("since 7 February 2025", "since February 7, 2025"),
    ],
)
def test_a_date_prints_in_american_english(text, printed):
    assert When.parse(text).in_language(AMERICAN) == printed


@given(whens(), st.sampled_from(LANGUAGES))
def test_no_language_prints_a_day_that_nobody_reported(when, language):
    printed = when.in_language(language)

    numbers = {
        int(n) for n in "".join(c if c.isdigit() else " " for c in printed).split()
    }
    known = {n for m in (when.start, when.end) if m for n in (m.year, m.day)}
    if language.months[0].startswith("1"):  # Where months are numbers, as in Japanese.
        known |= {m.month for m in (when.start, when.end) if m}
    assert numbers <= known


# Bounds and order.


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("7 February 2025", "2025-02-07", "2025-02-07"),
        ("about 8 January 2025", "2025-01-08", "2025-01-08"),
        ("February 2024", "2024-02-01", "2024-02-29"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("early January 2025", "2025-01-01", "2025-01-10"),
        ("mid-January 2025", "2025-01-11", "2025-01-20"),
        ("late January 2025", "2025-01-21", "2025-01-31"),
        ("late February 2025", "2025-02-21", "2025-02-28"),
        ("early 2024", "2024-01-01", "2024-04-30"),
        ("mid-2024", "2024-05-01", "2024-08-31"),
        ("late 2024", "2024-09-01", "2024-12-31"),
        ("October 2024 to December 2024", "2024-10-01", "2024-12-31"),
        ("between 2023 and 2024", "2023-01-01", "2024-12-31"),
        ("since October 2024", "2024-10-01", "9999-12-31"),
        ("until October 2024", "-9998-01-01", "2024-10-31"),
    ],
)
def test_a_date_has_a_first_and_a_last_day(text, earliest, latest):
    when = When.parse(text)

    assert (str(when.earliest), str(when.latest)) == (earliest, latest)


def test_dates_sort_by_their_first_day_then_by_their_last():
    texts = [
        "since 2025",
        "2025",
        "January 2025",
        "early 2025",
        "2024",
        "1 January 2025",
    ]

    texts.sort(key=lambda text: When.parse(text).sort_key)

    assert texts == [
        "2024",
        "1 January 2025",
        "January 2025",
        "early 2025",
        "2025",
        "since 2025",
    ]


@given(whens())
def test_the_first_day_is_never_after_the_last(when):
    assert when.earliest <= when.latest


@given(moments())
def test_the_machine_date_holds_every_day_that_is_meant(moment):
    assume(not moment.approximate)

    stated = When.parse(moment.iso)

    assert stated.earliest <= moment.earliest
    assert moment.latest <= stated.latest


@given(st.integers(1, 9998), st.integers(1, 12))
def test_a_month_ends_the_day_before_the_next(year, month):
    following = date(year + month // 12, month % 12 + 1, 1)

    last = date(year, month, days_in(year, month))

    assert following.toordinal() - last.toordinal() == 1


def test_about_is_kept_apart_from_the_bounds():
    about, exact = When.parse("about 2024"), When.parse("2024")

    assert about.approximate
    assert not exact.approximate
    assert about.sort_key == exact.sort_key


def test_a_span_is_as_precise_as_its_rougher_end():
    assert When.parse("7 February 2025 to March 2025").precision == "month"
    assert When.parse("late 2024 to 7 February 2025").precision == "part of a year"


# An independent reading of EDTF: the `edtf` package. It is asked about what it gets
# right. It refuses 2024-39 at an end of an interval (2024-39/2025-02), and in a set two
# precisions ([2024..2025-02]) and "~" ([2024~..2025]); and it lets an interval run
# backwards (2025/2024).


def day_of(bound: struct_time | float) -> str:
    """A bound that `edtf` gives, as a date; it gives an infinity for an open end."""
    if isinstance(bound, struct_time):
        return f"{bound.tm_year:04}-{bound.tm_mon:02}-{bound.tm_mday:02}"
    return "-9998-01-01" if bound < 0 else "9999-12-31"


def assert_another_reader_agrees(when: When) -> None:
    other = parse_edtf(when.edtf)

    assert day_of(other.lower_strict()) == str(when.earliest)
    assert day_of(other.upper_strict()) == str(when.latest)


@given(moments())
def test_another_reader_of_edtf_finds_the_same_days_of_a_moment(moment):
    assert_another_reader_agrees(When(moment, moment))


@given(moments())
def test_another_reader_of_edtf_finds_the_same_days_of_an_open_span(moment):
    # At an end, a part of a month is given as its month.
    assume(not moment.part)

    assert_another_reader_agrees(When(moment, None))
    assert_another_reader_agrees(When(None, moment))


@given(
    st.dates(date(1000, 1, 1), date(5000, 1, 1)),
    st.dates(date(5000, 1, 2), date(9999, 12, 31)),
    st.sampled_from([1, 2, 3]),
    st.booleans(),
)
def test_another_reader_of_edtf_finds_the_same_days_of_a_span(start, end, parts, once):
    first = Moment(*start.timetuple()[:parts])
    last = Moment(*end.timetuple()[:parts])
    assume(first != last)

    assert_another_reader_agrees(When(first, last, once))


# Refusing.


@pytest.mark.parametrize(
    ("text", "message", "hint", "offset"),
    [
        (
            "07/02/2025",
            "'07/02/2025' is ambiguous: day and month could be either way round",
            "write '7 February 2025' or '2 July 2025'",
            0,
        ),
        (
            "2025/2/7",
            "'2025/2/7' is not how a date is written",
            "write '2025-02-07'",
            0,
        ),
        (
            "about 31 February 2025",
            "there is no day 31 in February 2025",
            "February 2025 has 28 days; leave the day out if it is not known",
            6,
        ),
        (
            "2025-02-31",
            "there is no day 31 in February 2025",
            "February 2025 has 28 days; leave the day out if it is not known",
            8,
        ),
        ("2025-13", "there is no month 13", "months go from 01 to 12", 5),
        ("7 Febuary 2025", "'Febuary' is not a month", "did you mean 'February'?", 2),
        (
            "7 February 25",
            "'25' is not a year from 1000 to 9999",
            "write all four digits of the year: 2025 or 1925",
            11,
        ),
        (
            "7 February 999",
            "'999' is not a year from 1000 to 9999",
            "before 1000, write 'AD 793' or '44 BC'",
            11,
        ),
        (
            "December 2024 to October 2024",
            "'December 2024 to October 2024' ends before it starts",
            "write the earlier date first",
            17,
        ),
        (
            "since October 2024 to December 2024",
            "'since October 2024 to December 2024' gives two dates after 'since'",
            "write it like 'October 2024 to December 2024'",
            18,
        ),
        (
            "2022 and 2024",
            "'2022 and 2024' mixes two ways to write a span of time",
            "write 'October 2024 to December 2024' for all of it, or 'between October "
            "2024 and December 2024' for one day in it",
            4,
        ),
        (
            "about circa 2024",
            "'about circa 2024' is approximate twice",
            "leave out 'about'",
            0,
        ),
        (
            "early January 7, 2025",
            "'early January 7, 2025' has a day, and so is not just 'early'",
            "leave out 'early', or the day",
            0,
        ),
        (
            "2024-10/soon",
            "'soon' is not an EDTF date",
            "beside '/' and '..' stand dates like '2024', '2024-10' and '2024-10-07~'",
            8,
        ),
    ],
)
def test_a_refusal_says_what_is_wrong_where_and_what_to_do(text, message, hint, offset):
    refused = refusal(text)

    assert refused.message == message
    assert refused.hint == hint
    assert refused.offset == offset


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "no",
        "now",
        "since",
        "12:30",
        "999",
        "10000",
        "20250207",
        "2025-02-00",
        "0 January 2025",
        "32 January 2025",
        "29 February 2023",
        "Friday 6 February 2025",
        "2025-02-07T25:05",
        "2024?",
        "7 February",
        "October to 2024",
        "3 to 2024",
        "between 2023 to 2024",
        "/",
        "../..",
        "2024/",
        "2024-12/2024-10",
        "[2024-10..]",
        "[2024..2025",
        "\u0662\u0660\u0662\u0665",
        "a" * 10**6,
        "to " * 10**6,
        "[" * 10**6,
    ],
)
def test_what_is_no_date_is_refused_with_a_hint(text):
    refused = refusal(text)

    assert refused.hint != ""
    assert len(refused.message) < 120


def is_read_or_refused(text: str) -> bool:
    """Whether a text is a date that prints as itself, or is refused with a hint."""
    try:
        when = When.parse(text)
    except Unreadable as unreadable:
        return unreadable.hint != "" and 0 <= unreadable.offset <= len(text)
    return When.parse(str(when)) == when


@given(st.text())
def test_any_text_is_a_date_or_unreadable(text):
    assert is_read_or_refused(text)


WORDS = ["about ", "since ", "between ", " and ", " to ", "early ", "mid-", "March "]
WORDS += [
    "Feb",
    " ",
    "-",
    "/",
    "..",
    "[",
    "]",
    "~",
    ",",
    "2024",
    "2025",
    "02",
    "30",
    "7",
]


@given(st.lists(st.sampled_from(WORDS), max_size=10).map("".join))
def test_any_muddle_of_its_words_is_a_date_or_unreadable(text):
    assert is_read_or_refused(text)


@pytest.mark.parametrize(
    ("start", "end", "once"),
    [
        (None, None, False),
        (Moment(2025), Moment(2024), False),
        (Moment(2024), None, True),
        (Moment(2024), Moment(2024), True),
    ],
)
def test_a_date_that_makes_no_sense_cannot_be_made(start, end, once):
    with pytest.raises(ValueError, match=r"date needs|no time|happened once"):
        When(start, end, once)
