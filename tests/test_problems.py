import pytest

from factbox.problems import Failed, Place, Problem, did_you_mean, nearest, report


def reported(line: str, column: int) -> list[str]:
    """The two lines that a report shows of this one."""
    problem = Problem(Place("a.yaml", 1, column), "wrong")
    return report([problem], {"a.yaml": line}).split("\n")[1:]


# The report.


def test_a_report_shows_the_place_the_words_the_line_and_the_next_step() -> None:
    problem = Problem(
        Place("a.yaml", 2, 3), "unknown key 'titel'", "did you mean 'title'?"
    )

    text = report([problem], {"a.yaml": "- id: a\n  titel: A\n"})

    assert text == (
        "a.yaml:2:3: unknown key 'titel'\n    titel: A\n    ^\n  did you mean 'title'?"
    )


def test_a_problem_of_a_whole_file_shows_no_line() -> None:
    problem = Problem(Place("a.yaml"), "this file is not there", "make it")

    text = report([problem], {"a.yaml": "- id: a\n"})

    assert text == "a.yaml: this file is not there\n  make it"


@pytest.mark.parametrize("line", [2, 3, 99])
def test_a_line_that_is_empty_or_not_there_is_not_shown(line: int) -> None:
    problem = Problem(Place("a.yaml", line), "wrong")

    text = report([problem], {"a.yaml": "one\n\n"})

    assert text == f"a.yaml:{line}:1: wrong"


@pytest.mark.parametrize(
    ("line", "column", "caret"),
    [
        ("x", 1, "    ^"),
        ("abcx", 4, "       ^"),
        ("  abcx", 6, "       ^"),
        ("abcx", 99, "        ^"),
        ("   x", 2, "    ^"),
        ("a\tx", 3, "     \t^"),
        ("日本x", 3, "        ^"),
        ("🙂x", 2, "      ^"),
        ("e\N{COMBINING ACUTE ACCENT}x", 3, "     ^"),
    ],
)
def test_the_caret_stands_under_its_character(
    line: str, column: int, caret: str
) -> None:
    assert reported(line, column)[1] == caret


@pytest.mark.parametrize(
    ("column", "begins", "ends"),
    [(1, "0123", "…"), (150, "…", "…"), (300, "…", "789")],
)
def test_of_a_long_line_the_part_around_the_caret_is_shown(
    column: int, begins: str, ends: str
) -> None:
    line = "0123456789" * 30

    shown, caret = reported(line, column)

    assert len(shown) <= 4 + 100 + 2
    assert shown.startswith("    " + begins)
    assert shown.endswith(ends)
    assert shown[caret.index("^")] == line[column - 1]


def test_characters_that_cannot_be_seen_are_shown() -> None:
    shown, _ = reported("a\N{RIGHT-TO-LEFT OVERRIDE}b\N{ZERO WIDTH SPACE}c\x1b[31md", 1)

    assert shown == "    a�b�c�[31md"


def test_a_message_is_one_line_of_a_sensible_length() -> None:
    problem = Problem(Place("a.yaml"), "unknown key 'a\nb'", "x" * 10_000)

    message, hint = report([problem], {}).split("\n")

    assert message == "a.yaml: unknown key 'a�b'"
    assert len(hint) < 400


# Problems.


def test_problems_are_sorted_by_place_and_told_once() -> None:
    late = Problem(Place("a.yaml", 10, 1), "wrong")
    early = Problem(Place("a.yaml", 9, 3), "wrong")

    failed = Failed([late, early, late])

    assert failed.problems == (early, late)
    assert str(failed) == "a.yaml:9:3: wrong\na.yaml:10:1: wrong"


# Hints.


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("titel", ["title", "text"], "did you mean 'title'?"),
        ("lang", ["label", "language"], "did you mean 'language'?"),
        ("ilages", ["images", "pages"], "did you mean 'images'?"),
        ("rticle.md", ["article.md"], "did you mean 'article.md'?"),
        (
            "images/brdge.png",
            ["images/bridge.png"],
            "did you mean 'images/bridge.png'?",
        ),
        ("images/none.png", ["images/bridge.png"], "known: images/bridge.png"),
        ("theme", ["home"], "known: home"),
        ("colour", ["title", "text"], "known: text, title"),
        ("colour", [], ""),
        ("q", "abcdefghijklmn", "known: a, b, c, d, e, f, g, h, i, j, k, l …"),
    ],
)
def test_a_hint_names_the_nearest_word_or_what_there_is(
    word: str, known: list[str], hint: str
) -> None:
    assert did_you_mean(word, known) == hint


def test_what_resembles_nothing_has_no_nearest_word() -> None:
    assert nearest("colour", ["title", "text"]) == ""


def test_what_a_terminal_would_obey_in_the_name_of_a_file_is_not_written() -> None:
    problem = Problem(Place("content/\x1b]0;owned\x07/a.md", 1), "wrong")

    assert report([problem], {}) == "content/�]0;owned�/a.md:1:1: wrong"
