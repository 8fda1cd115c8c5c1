import pytest

from factbox.values.quotations import is_said, quoted_in, without_marks
from tests.tongues import LANGUAGES


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("“nothing but rust”", "nothing but rust"),
        ('"nothing but rust"', "nothing but rust"),
        ("„nur Rost“", "nur Rost"),
        ("« rien que la rouille »", "rien que la rouille"),
        ("»nur Rost«", "nur Rost"),
        ("„sama rdza”", "sama rdza"),
        ("‘niets dan roest’", "niets dan roest"),
        ("‚nur Rost‘", "nur Rost"),
        ("‘it’s all rust’", "it’s all rust"),
        ("‘rust’ and ‘paint’", "‘rust’ and ‘paint’"),
        ("”רק חלודה”", "רק חלודה"),
        ("״רק חלודה״", "רק חלודה"),
        ("『錆だけ』", "錆だけ"),
        ("nothing but rust", "nothing but rust"),
        ("“nothing” but “rust”", "“nothing” but “rust”"),
        ("it’s rust", "it’s rust"),
        ("“rust", "“rust"),
        ("‘90s rust", "‘90s rust"),
    ],
)
def test_the_marks_around_exact_words_are_taken_off(typed, kept):
    assert without_marks(typed) == kept


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda each: each.tag)
def test_the_marks_that_a_language_prints_are_taken_off(language):
    assert without_marks(language.quoted.format("rust")) == "rust"


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


@pytest.mark.parametrize(
    ("quoted", "words", "is_right"),
    [
        ("知らされた人はいない", "間に合うように知らされた人はいない。", True),
        ("知らせた人はいない", "間に合うように知らされた人はいない。", False),
        ("没有人", "我们没有人知道。", True),
        ("알려진 사람", "제때 알려진 사람은 없다", True),
    ],
)
def test_where_words_have_no_spaces_any_part_of_them_was_said(quoted, words, is_right):
    assert is_said(quoted, words) is is_right


def test_an_apostrophe_is_as_good_as_another():
    assert is_said("it's rust", "It’s rust")


def test_several_quotations_are_found_in_a_text():
    assert list(quoted_in('“one” and "two", isn\'t it, and „drei“')) == [
        "one",
        "two",
        "drei",
    ]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He calls it ‘rust’, and the Joneses’ ‘wreck’.", ["rust", "wreck"]),
        ("‘It’s the Joneses’ rust’", ["It’s the Joneses"]),
        ("the rock ’n’ roll of the 1990s’ end", []),
        ("„jeden”, »zwei« i „drei“", ["jeden", "zwei", "drei"]),
        ("ארה״ב אמרה ״חלודה״", ["חלודה"]),
        ("“one” and “two”", ["one", "two"]),
    ],
)
def test_the_marks_of_every_language_are_known(text, quoted):
    assert list(quoted_in(text)) == quoted
