import pytest

from factbox.values.charts import Chart, quantity_chart
from factbox.values.dates.calendar import CalendarDay
from factbox.values.dates.when import When
from factbox.values.quantities.quantity import Quantity
from factbox.values.time_axes import date_chart
from tests.tongues import BRITISH, GERMAN


def of_quantities(*texts: str) -> Chart:
    return quantity_chart([Quantity.parse(text) for text in texts], BRITISH)


def labels(chart: Chart) -> list[str]:
    return [tick.label for tick in chart.ticks]


def test_competing_counts_stand_on_one_scale_from_zero() -> None:
    chart = of_quantities("about 300", "up to 1,000")

    assert labels(chart) == ["0", "250", "500", "750", "1,000"]
    assert [tick.x for tick in chart.ticks] == [0, 25, 50, 75, 100]
    assert [(m.shape, m.low, m.high) for m in chart.marks] == [
        ("about", 30, 30),
        ("up-to", 0, 100),
    ]


def test_a_scale_ends_at_the_first_round_number_that_holds_all() -> None:
    chart = of_quantities("about 11,000", "11,000 to 12,000")

    assert labels(chart) == ["0", "4,000", "8,000", "12,000"]
    assert chart.marks[1].low == 91.67
    assert chart.marks[1].span == 8.33


def test_percentages_are_shown_as_parts_of_a_hundred() -> None:
    chart = of_quantities("33% to 50%")

    assert labels(chart) == ["0%", "25%", "50%", "75%", "100%"]
    assert (chart.marks[0].low, chart.marks[0].high) == (33, 50)


def test_more_than_a_hundred_per_cent_has_room() -> None:
    assert labels(of_quantities("150%"))[-1] == "150%"


def test_a_lower_bound_runs_to_the_end_of_the_scale() -> None:
    mark = of_quantities("at least 40", "50").marks[0]

    assert (mark.shape, mark.low, mark.high) == ("at-least", 80, 100)


def test_a_lower_bound_that_is_the_highest_number_has_room_above() -> None:
    chart = of_quantities("at least 40", "20 to 30")

    assert labels(chart)[-1] == "50"
    assert (chart.marks[0].low, chart.marks[0].high) == (80, 100)


def test_negative_numbers_carry_the_scale_below_zero() -> None:
    chart = of_quantities("-20", "30")

    assert labels(chart) == ["−20", "−10", "0", "10", "20", "30"]
    assert [mark.low for mark in chart.marks] == [0, 100]


@pytest.mark.parametrize("text", ["0", "0.003", "7", "1.2 million", "999,999,999"])
def test_any_number_lies_on_its_scale(text: str) -> None:
    chart = of_quantities(text)

    assert 0 <= chart.marks[0].high <= 100
    assert 4 <= len(chart.ticks) <= 6


def test_a_day_is_a_point_and_a_coarser_date_a_band() -> None:
    dates = [When.parse("7 February 2025"), When.parse("mid-January 2025")]

    chart = date_chart(dates, CalendarDay(2025, 2, 7), BRITISH)

    assert labels(chart) == ["Jan 2025", "Feb", "Mar"]
    assert [mark.shape for mark in chart.marks] == ["point", "band", "point"]
    assert chart.marks[0].low == chart.marks[2].low == round(100 * 37 / 90, 2)
    assert chart.marks[1].low == round(100 * 10 / 90, 2)
    assert chart.marks[1].high == round(100 * 20 / 90, 2)


def test_an_open_end_reaches_the_edge() -> None:
    dates = [When.parse("since October 2024"), When.parse("until October 2024")]

    marks = date_chart(dates, CalendarDay(2025, 2, 7), BRITISH).marks

    assert (marks[0].shape, marks[0].high) == ("open", 100)
    assert (marks[1].shape, marks[1].low) == ("until", 0)


def test_a_time_that_went_on_is_told_from_a_time_within() -> None:
    went_on = When.parse("October 2024 to December 2024")
    within = When.parse("[2024-10..2024-12]")

    marks = date_chart([went_on, within], CalendarDay(2025, 2, 7), BRITISH).marks

    assert [mark.shape for mark in marks[:2]] == ["span", "band"]


def test_long_times_have_fewer_ticks() -> None:
    two_years = date_chart([When.parse("March 2023")], CalendarDay(2025, 2, 7), GERMAN)
    ten_years = date_chart([When.parse("2015")], CalendarDay(2025, 2, 7), GERMAN)

    assert labels(two_years)[:4] == ["Mär 2023", "Apr", "Jul", "Okt"]
    assert labels(ten_years)[0] == "2015"
    assert len(ten_years.ticks) == 11


def test_the_words_of_an_axis_never_meet() -> None:
    chart = of_quantities("1,200,000,000", "about 1,500,000,000")

    assert labels(chart) == ["0", "", "", "1,500,000,000"]
    assert len(chart.ticks) == 4


def test_an_old_event_among_recent_ones_breaks_the_axis() -> None:
    texts = ("8 May 1945", "March 2024", "1 February 2025")

    chart = date_chart(
        [When.parse(text) for text in texts], CalendarDay(2025, 2, 7), BRITISH
    )

    assert chart.gap == (12, 15)
    assert labels(chart)[:3] == ["1945", "Mar 2024", "Apr"]
    old, band, recent, _ = chart.marks
    assert old.low < 12
    assert band.low == 15
    assert 80 < recent.low < 100


def test_an_axis_that_is_evenly_filled_is_whole() -> None:
    dates = [When.parse(str(year)) for year in (1945, 1970, 1990, 2010, 2025)]

    assert date_chart(dates, CalendarDay(2025, 2, 7), BRITISH).gap is None


def test_an_interval_is_a_dot_with_a_whisker() -> None:
    mark = of_quantities("300 (250 to 350)", "400").marks[0]

    assert mark.shape == "interval"
    assert (mark.low, mark.best, mark.high) == (62.5, 75, 87.5)


def test_an_axis_of_money_has_its_sign() -> None:
    assert labels(of_quantities("£200", "£300")) == ["£0", "£100", "£200", "£300"]
    assert labels(of_quantities("€1m", "€2.5m"))[-1] == "€2.5\N{NO-BREAK SPACE}million"


def test_an_axis_of_few_days_has_ticks_at_days() -> None:
    dates = [When.parse("7 May 2024"), When.parse("9 May 2024")]

    chart = date_chart(dates, CalendarDay(2024, 5, 12), BRITISH)

    assert labels(chart) == ["7 May", "9 May", "11 May"]
    assert [mark.low for mark in chart.marks] == [0, 33.33, 83.33]
