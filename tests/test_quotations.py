import pytest

from factbox.values.quotations import is_said, quoted_in, without_marks


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("“nothing but rust”", "nothing but rust"),
        ('"nothing but rust"', "nothing but rust"),
        ("„nur Rost“", "nur Rost"),
        ("« rien que la rouille »", "rien que la rouille"),
        ("nothing but rust", "nothing but rust"),
        ("“nothing” but “rust”", "“nothing” but “rust”"),
        ("it’s rust", "it’s rust"),
        ("“rust", "“rust"),
    ],
)
def test_the_marks_around_exact_words_are_taken_off(typed, kept):
    assert without_marks(typed) == kept


@pytest.mark.parametrize(
    ("quoted", "is_right"),
    [
        ("nothing but rust", True),
        ("Rust,", True),
        ("nothing … rust", True),
        ("nothing but [plain] rust", True),
        ("rust … nothing", False),
        ("nothing but paint", False),
        ("rus", False),
        ("not", False),
    ],
)
def test_only_what_was_said_can_be_quoted(quoted, is_right):
    assert is_said(quoted, "It is nothing but rust.") is is_right


def test_an_apostrophe_is_as_good_as_another():
    assert is_said("it's rust", "It’s rust")


def test_several_quotations_are_found_in_a_text():
    assert list(quoted_in('“one” and "two", isn\'t it, and „drei“')) == [
        "one",
        "two",
        "drei",
    ]
