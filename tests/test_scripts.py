"""Where words end in any script, and what its patterns cost."""

import pytest

from factbox.values.quantities.phrases import phrases_of
from factbox.values.scripts import ENDED, LETTER, compiled


@pytest.mark.parametrize("text", ["300人", "300 men", "300,", "300"])
def test_a_number_ends_before_a_sign_of_a_close_script(text):
    assert compiled(rf"(?:300|三百)(?!{LETTER})").match(text)


@pytest.mark.parametrize("text", ["300k", "3001", "300_"])
def test_a_letter_or_a_digit_goes_on_a_word(text):
    assert not compiled(rf"(?:300|三百)(?!{LETTER})").match(text)


@pytest.mark.parametrize(
    ("text", "ends"), [("五月x", True), ("may", True), ("mayor", False)]
)
def test_each_sign_of_a_close_script_is_a_word(text, ends):
    assert bool(compiled(rf"(?:may|五月){ENDED}").match(text)) == ends


@pytest.mark.parametrize("tag", ["en", "de", "ja", "ko", "ar"])
def test_close_scripts_are_mentioned_rarely_as_each_mention_is_slow(tag):
    patterns = vars(phrases_of(tag).patterns).values()

    mentions = [getattr(each, "pattern", "").count("2e80") for each in patterns]

    assert max(mentions) <= 4
