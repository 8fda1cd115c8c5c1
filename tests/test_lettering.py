"""How much room words take, and what of them has room."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbox.values.lettering import shortened, width_of


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("The dam", 7),
        ("Überflutung", 11),
        ("洪水", 4),
        ("홍수 2", 6),
        ("שִׁיטפון", 6),
        ("e\u0301tat", 4),
    ],
)
def test_a_sign_that_fills_a_square_is_as_wide_as_two_letters(text, width):
    assert width_of(text) == width


@pytest.mark.parametrize(
    ("text", "width", "left"),
    [
        ("The dam breaks", 14, "The dam breaks"),
        ("The dam\nbreaks", 13, "The dam …"),
        ("The dam breaks", 9, "The dam …"),
        ("Überschwemmungsgebiet", 10, "Überschw …"),
        ("谷の上のダムが決壊する", 12, "谷の上のダ…"),
        ("ダム X123456", 10, "ダム…"),
    ],
)
def test_what_has_no_room_is_cut_where_the_script_can_be(text, width, left):
    assert shortened(text, width) == left


@given(st.text("ab 洪水,é\u0301", max_size=40), st.integers(6, 30))
def test_what_is_left_has_room_and_is_a_beginning(text, width):
    left = shortened(text, width)

    assert width_of(left) <= width
    assert " ".join(text.split()).startswith(left.removesuffix("…").rstrip())
