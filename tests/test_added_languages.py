"""A language that a project adds: templates/languages/<tag>.po and <tag>.toml."""

import re

import pytest

from factbox.build.cache import Cache
from factbox.languages.language import language_of
from factbox.problems import Failed
from factbox.reading.phrases import FORMS, read_phrases
from factbox.scaffolding.languages import new_language
from tests.making import made, read_site
from tests.small_site import TEXTS, built, small_project
from tests.translated_site import WORDS

CATALOGUE, PHRASES = "templates/languages/sv.po", "templates/languages/sv.toml"
SITE = "content/site.yaml"
OURS = """\
msgid ""
msgstr ""
"Language: sv\\n"
"Plural-Forms: nplurals=2; plural=n != 1;\\n"

msgid "Key figures"
msgstr "Nyckeltal"

msgid "%(num)s claim agrees"
msgid_plural "%(num)s claims agree"
msgstr[0] "%(num)s uppgift"
msgstr[1] "%(num)s uppgifter"
"""
FORMS_OF_OURS = """\
name = "Svenska"
about = "omkring {}"
day_month_year = "{day} {month} {year}"
months = [
  "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september",
  "oktober", "november", "december",
]
"""
SWEDISH = {
    CATALOGUE: OURS,
    PHRASES: FORMS_OF_OURS,
    SITE: TEXTS[SITE].replace("en-GB", "sv"),
}


def advice(files, name):
    told = read_site(small_project(files)).advice
    return [(str(p.place), p.message) for p in told if p.name == name]


def problems(files):
    with pytest.raises(Failed) as failure:
        built(files)
    return [(str(p.place), p.message, p.hint) for p in failure.value.problems]


def test_a_site_is_written_in_a_language_of_the_project():
    html = built(SWEDISH)["bridge/index.html"]

    assert '<html lang="sv">' in html
    assert ">Nyckeltal</h2>" in html
    assert "omkring 300" in html
    assert "7 januari 2025" in html
    assert ">Timeline</h2>" in html  # it is not translated yet


def test_an_explainer_is_translated_into_a_language_of_the_project():
    words = {path.replace(".pt.", ".sv."): text for path, text in WORDS.items()}

    files = built({CATALOGUE: OURS, PHRASES: FORMS_OF_OURS, **words})

    html = files["sv/bridge/index.html"]
    assert '<html lang="sv">' in html
    assert ">Nyckeltal</h2>" in html
    assert "omkring 300" in html
    assert ">Svenska</a>" in files["bridge/index.html"]


def test_what_is_of_another_language_is_told_once():
    [(place, message)] = advice(SWEDISH, "borrowed-words")

    assert place.startswith("content/site.yaml:")
    assert re.fullmatch(
        r"\d+ words and phrases of sv are missing and print as in another language; "
        "what you type is read in English",
        message,
    )
    assert advice(SWEDISH, "unchecked-language")


def test_who_checked_it_is_said_in_its_head():
    checked = OURS.replace('"Language', '"X-Checked-By: Ada Marsh\\n"\n"Language')

    assert advice({**SWEDISH, CATALOGUE: checked}, "unchecked-language") == []


def test_another_country_has_the_words_of_its_language():
    austrian = {
        "templates/languages/de-AT.po": OURS.replace("sv", "de-AT"),
        "templates/languages/de-AT.toml": 'months_alone = ["Jänner", "Februar", "März",'
        '"April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",'
        '"Dezember"]',
        SITE: TEXTS[SITE].replace("en-GB", "de-AT"),
    }

    html = built(austrian)["bridge/index.html"]

    assert ">Quellen</h2>" in html
    assert "Jänner 2025" in html
    assert advice(austrian, "borrowed-words") == []


def test_a_language_is_like_the_one_that_its_head_names():
    like = OURS.replace('"Language', '"X-Like: nl\\n"\n"Language')

    html = built({**SWEDISH, CATALOGUE: like})["bridge/index.html"]

    assert ">Tijdlijn</h2>" in html


def test_a_language_from_right_to_left_runs_so():
    persian = {
        "templates/languages/fa.po": OURS.replace("sv", "fa"),
        SITE: TEXTS[SITE].replace("en-GB", "fa"),
    }

    assert '<html lang="fa" dir="rtl">' in built(persian)["bridge/index.html"]


def test_a_project_alone_may_change_a_phrase_of_a_language_that_there_is():
    html = built({"templates/languages/en-GB.toml": 'about = "some {}"'})

    assert "some 300" in html["bridge/index.html"]


def test_a_warm_build_has_the_phrases_that_a_cold_one_has():
    cache = Cache()
    made(small_project(SWEDISH), cache)
    for phrases in (
        FORMS_OF_OURS.replace("omkring", "cirka"),
        'name = "Svenska"',
        None,
    ):
        files = small_project({**SWEDISH, PHRASES: phrases})

        assert made(files, cache)[1] == made(files)[1]


@pytest.mark.parametrize(
    ("head", "message"),
    [
        ("Language: se", "'sv' is not a language that Factbox writes"),
        ("Languages: sv", "'sv' is not a language that Factbox writes"),
    ],
)
def test_a_catalogue_adds_the_language_that_its_head_names(head, message):
    told = problems({CATALOGUE: OURS.replace("Language: sv", head)})

    assert told == [
        (
            CATALOGUE,
            message,
            'to add the language, write "Language: sv\\n" and its Plural-Forms into the '
            "head of templates/languages/sv.po",
        )
    ]


@pytest.mark.parametrize("rule", ["nplurals=2; plural=n != ;", "nplurals=1; plural=n;"])
def test_a_rule_of_plural_forms_that_is_none_is_told(rule):
    wrong = OURS.replace("nplurals=2; plural=n != 1;", rule)

    [(place, message, hint)] = problems({**SWEDISH, CATALOGUE: wrong})[:1]

    assert place == f"{CATALOGUE}:4:1"
    assert message == "the head of this catalogue has no rule of plural forms"
    assert "nplurals=2; plural=n != 1;" in hint


@pytest.mark.parametrize(
    ("line", "place", "message", "hint"),
    [
        ("abuot = 1", "1:1", "there is no phrase 'abuot'", "did you mean 'about'?"),
        ("about = 1", "1:1", "'about' is not written like this", '"about {}"'),
        (
            'about = "x"',
            "1:1",
            "'about' is not filled with what it prints",
            '"about {}"',
        ),
        ('about = "{x}"', "1:1", "'about' is not filled with what it prints", "{}"),
        ('about = "{} {}"', "1:1", "'about' is not filled with what it prints", "{}"),
        ('about = "{} }"', "1:1", "'about' is not filled with what it prints", "{}"),
        ('months = ["a", "b", "c"]', "1:1", "'months' is not filled", "January"),
        ('[parts]\nearly = "x {}"', "1:2", "'parts' is not filled", "early"),
        # Deeper than Python can follow.
        (
            f"about = {'[' * 5000}",
            "1:1",
            "this is no line of a file of phrases",
            "omkring {}",
        ),
        ("scales = []", "1:1", "'scales' is not filled", "trillion"),
        ("ordinal_endings = []", "1:1", "'ordinal_endings' is not", "11"),
        ('about = "{}', "1:1", "this is no line of a file of phrases", "omkring {}"),
    ],
)
def test_a_phrase_that_cannot_print_is_told(line, place, message, hint):
    [(where, told, next_step)] = problems({**SWEDISH, PHRASES: line})

    assert where == f"{PHRASES}:{place}"
    assert told.startswith(message)
    assert hint in next_step


def test_every_phrase_that_a_new_language_begins_with_can_be_read():
    files = new_language("sv", "Svenska")
    text = files[PHRASES].decode().replace("# ", "", 1)
    phrases = "\n".join(line.removeprefix("# ") for line in text.split("\n")[1:])

    read, wrong = read_phrases(phrases, PHRASES, language_of("en-GB"))

    assert wrong == []
    assert {*read} == {"name", *FORMS}
    assert b'"Language: sv\\n"' in files[CATALOGUE]
    assert b'msgid "Key figures"\nmsgstr ""\n' in files[CATALOGUE]


def test_a_new_language_builds_as_it_is_written():
    files = {path: text.decode() for path, text in new_language("sv", "").items()}

    html = built({**files, SITE: SWEDISH[SITE]})["bridge/index.html"]

    assert '<html lang="sv">' in html


@pytest.mark.parametrize(
    ("tag", "message"),
    [
        ("de", "Factbox writes in 'de' already"),
        ("Swedish", "'Swedish' is not the code of a language"),
    ],
)
def test_a_language_that_cannot_be_added_is_told(tag, message):
    with pytest.raises(Failed) as failure:
        new_language(tag, "")

    assert [each.message for each in failure.value.problems] == [message]
