"""Where links lead is read in one piece as the parser reads it, letter by letter."""

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import helpers

from factbox.reading.markdown.parser import parser

LETTERS = st.text("aé:/#?.-_%&;()<>\\ \n\x7f\u00a0", max_size=12)


@given(text=LETTERS, start=st.integers(0, 4), less=st.integers(0, 3))
def test_a_destination_ends_where_the_parser_ends_it(
    text: str, start: int, less: int
) -> None:
    stop = max(start, len(text) - less)

    own = parser().helpers.parseLinkDestination(text, start, stop)

    theirs = helpers.parseLinkDestination(text, start, stop)
    assert own.ok == theirs.ok
    if own.ok:
        assert (own.pos, own.str) == (theirs.pos, theirs.str)
