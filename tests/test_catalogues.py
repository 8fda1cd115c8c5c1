"""A project's own words of the page: templates/languages/<tag>.po."""

import pytest

from factbox.build.cache import Cache
from factbox.problems import Failed
from tests.making import made
from tests.small_site import TEXTS, built, small_project
from tests.translated_site import WORDS

ENGLISH = "templates/languages/en-GB.po"
PORTUGUESE = "templates/languages/pt-BR.po"

OURS = """\
# Our words.
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

#: templates/components/figures/template.html
msgid "Key figures"
msgstr "The numbers"

#, python-format
msgid "%(num)s claim agrees"
msgid_plural "%(num)s claims agree"
msgstr[0] "one says so"
msgstr[1] "%(num)s say "
"so"

msgctxt "claim"
msgid "withdrawn"
msgstr "taken back"

#, fuzzy
msgid "Timeline"
msgstr "What happened"

msgid "Sources"
msgstr ""
"""


def problems(text, path=ENGLISH):
    with pytest.raises(Failed) as failure:
        built({path: text})
    return [
        (str(each.place), each.message, each.hint) for each in failure.value.problems
    ]


def test_a_word_of_the_project_takes_the_place_of_that_of_the_page():
    html = built({ENGLISH: OURS})["bridge/index.html"]

    assert ">The numbers</h2>" in html
    assert "Key figures</h2>" not in html
    assert ">Sources</h2>" in html  # it has no words of the project's own
    assert ">Timeline</h2>" in html  # somebody has yet to look at it


def test_a_word_of_the_project_is_text_whatever_stands_in_it():
    hostile = r"<img src=x onerror=alert(1)> & \" onclick=\"alert(1)"
    text = f'msgid "Key figures"\nmsgstr "{hostile}"\n\nmsgid "Close"\nmsgstr "{hostile}"\n'

    html = built({ENGLISH: text})["bridge/index.html"]

    said = "&lt;img src=x onerror=alert(1)&gt; &amp; &#34; onclick=&#34;alert(1)"
    assert f">{said}</h2>" in html
    assert "<img src=x" not in html
    assert '" onclick' not in html


def test_what_is_counted_and_what_has_a_context_has_its_words():
    toll = (
        "- id: toll\n  label: Toll\n  estimates:\n"
        "  - {value: 2, by: council, source: minutes}\n"
        "  - {value: 2, by: engineer, source: minutes}\n"
        "  - {value: 3, by: gazette, source: minutes, status: withdrawn, text: Wrong.}\n"
    )
    path = "content/bridge/figures.yaml"
    files = {ENGLISH: OURS, path: TEXTS[path] + toll}

    html = built(files)["bridge/index.html"]

    assert "2 say so" in html
    assert "taken back" in html


def test_each_language_has_words_of_its_own():
    ours = 'msgid "Key figures"\nmsgstr "Os números"\n'

    files = built({**WORDS, PORTUGUESE: ours})

    assert ">Os números</h2>" in files["pt/bridge/index.html"]
    assert ">Key figures</h2>" in files["bridge/index.html"]
    assert ">Fontes</h2>" in files["pt/bridge/index.html"]


def test_a_warm_build_has_the_words_that_a_cold_one_has():
    cache = Cache()
    made(small_project({ENGLISH: OURS}), cache)
    changed = OURS.replace("The numbers", "Numbers")
    for text in (changed, None):
        files = small_project({ENGLISH: text})

        assert made(files, cache)[1] == made(files)[1]


def test_a_message_that_the_page_does_not_have_is_a_problem():
    assert problems('msgid "Key figure"\nmsgstr "Numbers"\n') == [
        (
            f"{ENGLISH}:1:1",
            "the page has no message 'Key figure'",
            "did you mean 'Key figures'?",
        )
    ]


def test_a_message_in_another_context_is_a_problem():
    [(place, message, hint)] = problems('\nmsgid "withdrawn"\nmsgstr "taken back"\n')

    assert place == f"{ENGLISH}:2:1"
    assert message == "the page has no message 'withdrawn'"
    assert hint == "it has another 'msgctxt', or none; see messages.pot of Factbox"


@pytest.mark.parametrize(
    ("translation", "message"),
    [
        ("Posted", "this translation lacks '%(day)s'"),
        ("Posted %(day)s by %(who)s", "this translation names '%(who)s'"),
    ],
)
def test_what_is_filled_into_a_message_stays_in_it(translation, message):
    text = f'msgid "Published %(day)s"\nmsgstr "{translation}"\n'

    [(_, told, hint)] = problems(text)

    assert told == message
    assert hint == "it is filled in where the page says it: Published %(day)s"


@pytest.mark.parametrize("translation", ["100 % of it", "%s", "%%", "All %(all"])
def test_a_per_cent_sign_that_fills_nothing_in_is_a_problem(translation):
    text = f'msgid "Key figures"\nmsgstr "{translation}"\n'

    assert problems(text) == [
        (
            f"{ENGLISH}:1:1",
            "a '%' in a translation stands before what is filled in",
            "say it in words, like 'per cent', or write the sign '％'",
        )
    ]


def test_a_message_that_stands_twice_is_told_where_it_does_again():
    text = 'msgid "Timeline"\nmsgstr "A"\n\nmsgid "Timeline"\nmsgstr "B"\n'

    assert problems(text) == [
        (
            f"{ENGLISH}:4:1",
            "'Timeline' stands here a second time",
            "delete one of the two",
        )
    ]


def test_two_catalogues_of_one_language_are_told():
    other = "templates/languages/EN-gb.po"
    with pytest.raises(Failed) as failure:
        built({ENGLISH: OURS, other: OURS})

    [problem] = failure.value.problems
    assert str(problem.place) == ENGLISH
    assert problem.message == f"this and {other} are of one language, en-GB"
    assert problem.hint == f"put their words into {other}, and delete this file"


def test_a_message_with_too_few_forms_is_a_problem():
    text = (
        'msgid "%(num)s claim agrees"\nmsgid_plural "%(num)s claims agree"\n'
        'msgstr[0] "so"\n'
    )

    [(_, message, hint)] = problems(text)

    assert message == "'%(num)s claim agrees' has 2 forms in en-GB, not 1"
    assert hint == "write msgstr[0], msgstr[1]"


def test_what_is_no_catalogue_is_told_by_its_line():
    text = 'msgid "Sources"\nmsgstr Our sources\n'

    assert problems(text) == [
        (
            f"{ENGLISH}:2:1",
            "this is no line of a catalogue",
            'write msgid "…" and below it msgstr "…", as gettext does',
        )
    ]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("templates/languages/xx.po", "'xx' is not a language that Factbox writes"),
        ("templates/languages/en-GB.mo", "nothing uses this file"),
    ],
)
def test_a_file_that_is_no_catalogue_of_a_language_is_a_problem(path, message):
    [(place, told, _)] = problems(OURS, path)

    assert (place, told) == (path, message)
