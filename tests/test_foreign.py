"""Words of other languages in a text, and emphasis in those that part no words."""

import pytest

from factbox.problems import Place
from factbox.reading.markdown import read_text
from factbox.reading.nodes import Scalar


def html(text: str, tag: str = "en-GB") -> str:
    """The HTML of a text in which nothing is wrong."""
    prose = read_text(Scalar(text, Place("a.yaml", 1), text), tag)
    assert prose.problems == ()
    return "".join(map(str, prose.parts))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("A [Wende]{lang=de} came.", 'A <span lang="de">Wende</span> came.'),
        ('A [Wende]{ lang = "DE" }', 'A <span lang="de">Wende</span>'),
        ("[*saudade*]{lang=pt_br}", '<span lang="pt-BR"><em>saudade</em></span>'),
        ("said [שלום]{lang=he}", 'said <bdi lang="he">שלום</bdi>'),
        (
            "[a [b]{lang=fr}]{lang=de}",
            '<span lang="de">a <span lang="fr">b</span></span>',
        ),
        ("[it](https://a.org) [b]", '<a href="https://a.org">it</a> [b]'),
        ("`[a]{lang=de}`", "<code>[a]{lang=de}</code>"),
    ],
)
def test_words_of_another_language_say_which(text, written):
    assert html(text) == written


def test_a_page_from_right_to_left_keeps_latin_words_apart():
    assert html("[Wende]{lang=de}", "ar") == '<bdi lang="de">Wende</bdi>'


def test_the_words_of_a_reference_may_be_of_another_language():
    text = "[the [Wende]{lang=de}](event:turn)"

    (reference,) = read_text(Scalar(text, Place("a.yaml", 1), text)).parts

    assert reference.html == 'the <span lang="de">Wende</span>'
    assert reference.text == "the Wende"


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        ("A [b]{lang=x1} c", 12, "'x1' is not the code of a language"),
        ("A [b]{lang=} c", 12, "'' is not the code of a language"),
        ("A [b]{.c}", 6, "'{.c}' means nothing there: readers would see it"),
        (
            "[b](https://a.org){lang=de}",
            19,
            "'{lang=de}' means nothing there: readers would see it",
        ),
    ],
)
def test_what_names_no_language_is_told_where_it_stands(text, column, message):
    prose = read_text(Scalar(text, Place("a.yaml", 1), text))

    assert [each.message for each in prose.problems] == [message]
    assert prose.problems[0].place == Place("a.yaml", 1, column)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("彼は**「東京」**と言った", "彼は<strong>「東京」</strong>と言った"),
        ("これは**重要。**だから", "これは<strong>重要。</strong>だから"),
        ("値は*(約)*千", "値は<em>(約)</em>千"),
        ('그는 **"중요"**라고', "그는 <strong>&quot;중요&quot;</strong>라고"),
        ("**重**要", "<strong>重</strong>要"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("a*(b)*c", "a*(b)*c"),
        ("日_本_語", "日_本_語"),
    ],
)
def test_emphasis_ends_beside_marks_that_part_no_words(text, written):
    assert html(text, "ja") == written
