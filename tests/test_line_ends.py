"""Ends of lines in texts: a space where a language has spaces, else nothing."""

import pytest

from factbox.problems import Place
from factbox.reading.markdown import read_text
from factbox.reading.nodes import Scalar


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("洪水は谷で\n起きた。", "洪水は谷で起きた。"),
        ("洪水。\n**強い**\n雨", "洪水。<strong>強い</strong>雨"),
        ("홍수가\n났다", "홍수가\n났다"),
        ("the water\nrose", "the water\nrose"),
        ("洪水\nand rain", "洪水\nand rain"),
    ],
)
def test_the_end_of_a_line_adds_no_space_where_words_have_none(text, html):
    prose = read_text(Scalar(text, Place("a.md"), text))

    assert "".join(map(str, prose.parts)) == html


def test_a_line_that_ends_with_a_reference_is_left_as_it_is():
    text = "雨は[大雨](figure:rain)\n洪水"

    prose = read_text(Scalar(text, Place("a.md"), text))

    assert prose.parts[-1] == "\n洪水"


@pytest.mark.parametrize(
    ("text", "around"),
    [
        ("死者は\n[](figure:killed)人", ("死者は", "人")),
        ("死者は[](figure:killed)\n人だ", ("死者は", "人だ")),
        ("増えた。\n[](source:minutes)", ("増えた。",)),
    ],
)
def test_a_japanese_line_needs_no_space_beside_a_reference(text, around):
    prose = read_text(Scalar(text, Place("a.md"), text), "ja")

    assert tuple(part for part in prose.parts if isinstance(part, str)) == around
