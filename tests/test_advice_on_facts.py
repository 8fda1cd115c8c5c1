"""Advice on what rests on sources, and on what nothing rests on."""

import pytest

from factbox.problems import Failed
from tests.making import read_site
from tests.reading_tables import rows
from tests.test_content import BASE


def advice(name: str, **changes: str) -> list[tuple[str, str]]:
    """The places and messages of the advice of this name; `changes` by path."""
    files = {**BASE, **{path: text.encode() for path, text in changes.items()}}
    site = read_site(files)
    return [(str(p.place), p.message) for p in site.advice if p.name == name]


def changed(path: str, old: str, new: str) -> dict[str, str]:
    text = BASE[path].decode()
    assert old in text
    return {path: text.replace(old, new, 1)}


ARTICLE = "content/flood/article.md"
FIGURES, QUOTES = "content/flood/figures.yaml", "content/flood/quotes.yaml"
PEOPLE, SOURCE = "content/people.yaml", "seeds/gazette.yaml"


def test_a_claim_whose_note_states_another_number_is_advice():
    told = advice("note-disagrees", **changed(FIGURES, "about 40", "about 90"))

    assert [each for each in told if ":4:" in each[0]] == [
        (
            f"{FIGURES}:4:7",
            "this claim is about 90, and the note that it rests on says 40, 60",
        )
    ]


@pytest.mark.parametrize("value", ["about 40", "40", "up to 60"])
def test_a_claim_that_its_note_states_is_not(value):
    told = advice("note-disagrees", **changed(FIGURES, "about 40", value))

    assert [place for place, _ in told if ":4:" in place] == []


def test_exact_words_stand_in_the_note_or_among_the_quotes_of_the_source():
    words = "warned.\n  words: “nobody told us”"
    quote = changed(QUOTES, "warned.", words)
    source = BASE[SOURCE].decode() + "quotes: [Nobody told us anything.]\n"
    note = changed(SOURCE, "The police count", "“Nobody told us.” The police count")

    assert [place for place, _ in advice("words-not-in-note", **quote)] == [
        f"{QUOTES}:1:3"
    ]
    assert advice("words-not-in-note", **quote, **{SOURCE: source}) == []
    assert advice("words-not-in-note", **quote, **note) == []


def test_people_and_sources_that_nothing_names_are_advice():
    people = BASE[PEOPLE].decode() + "- id: clerk\n  name: Bo Quill\n"
    source = "title: Minutes\n"

    told = {PEOPLE: people, "seeds/minutes.yaml": source}

    assert [m for _, m in advice("unused-person", **told)] == [
        "nothing names the person 'clerk'"
    ]
    assert [m for _, m in advice("unused-source", **told)] == [
        "nothing cites the source 'minutes'"
    ]


@pytest.mark.parametrize(
    ("name", "is_near"),
    [
        ("Ada Marsch", True),
        ("ada marsh", True),
        ("Ada Mars", True),
        ("Ada Miller", False),
    ],
)
def test_people_with_nearly_the_same_name_are_advice(name, is_near):
    people = BASE[PEOPLE].decode() + f"- id: other\n  name: {name}\n"

    assert bool(advice("near-names", **{PEOPLE: people})) is is_near


@pytest.mark.parametrize(
    ("one", "other"), [("田中太郎", "田中次郎"), ("محمد علي", "محمود علي")]
)
def test_where_a_letter_makes_another_name_nearly_the_same_is_none(one, other):
    people = (
        BASE[PEOPLE].decode()
        + f"- {{id: a, name: {one}}}\n- {{id: b, name: {other}}}\n"
    )

    assert not advice("near-names", **{PEOPLE: people})


ARTICLE, EVENTS = "content/flood/article.md", "content/flood/timeline.yaml"
TEXT = "The dam broke in the night."


def said(text: str) -> dict[str, str]:
    return changed(ARTICLE, TEXT, text)


def test_a_note_that_nothing_cites_is_advice_where_it_stands():
    told = advice("unused-note")
    whole = changed(QUOTES, "source: gazette#count", "source: gazette")

    assert told == [(f"{SOURCE}:6:3", "nothing cites the note 'breach'")]
    assert advice("unused-note", **whole) == []


def test_a_figure_that_no_text_names_is_advice_where_others_are_named():
    assert advice("unused-figure") == []
    assert advice("unused-figure", **said("[](figure:homes) homes.")) == [
        (f"{FIGURES}:1:3", "nothing names the figure 'missing'")
    ]


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("The mayor, Ada Marsch, came.", "Ada Marsch"),
        ("The mayor, Ada Mash, came.", "Ada Mash"),
        ("Ade Marsh came. The word is short.", ""),
        ("Ada Marsh’s house stood. The Marshes are wet.", ""),
        ("Bda Marsh is another, and Ada March an aunt of Ada.", "Ada March"),
        ("In March the Ada Marshal ran.", ""),
    ],
)
def test_a_name_that_is_misspelt_in_the_text_is_advice(text, is_told):
    told = [message for _, message in advice("misspelt-name", **said(text))]

    expected = [f"'{is_told}' is nearly the name of Ada Marsh"] if is_told else []
    assert told == expected


@pytest.mark.parametrize(
    ("written", "is_told"), [("Volodymyr Zelensky", True), ("Zelensky", True)]
)
def test_a_long_family_name_is_known_without_the_other(written, is_told):
    people = BASE[PEOPLE].decode().replace("Ada Marsh", "Volodymyr Zelenskyy")

    told = advice("misspelt-name", **{PEOPLE: people}, **said(f"{written} came."))

    assert [place for place, _ in told] == [f"{ARTICLE}:7:1"]


@pytest.mark.parametrize(
    ("name", "role", "is_told"),
    [
        ("Officials in Harbour", "", True),
        ("Officials in Harbour", "Unnamed, as they are not allowed to speak", False),
        ("A rescued soldier", "", True),
        ("Ada Marsh", "", False),
        ("The Office of Officials", "", False),
        ("Harbour Press", "", False),
    ],
)
def test_whoever_has_no_name_needs_a_role(name, role, is_told):
    people = BASE[PEOPLE].decode().replace("Ada Marsh", name)
    line = f"  role: {role}\n" if role else ""
    people = people.replace("  role: Mayor of Harbour\n", line)

    assert bool(advice("no-role", **{PEOPLE: people})) is is_told


def test_a_number_in_a_role_is_advice():
    told = advice("loose-number", **changed(PEOPLE, "Mayor of", "Mayor of 900 in"))

    assert told == [
        (
            f"{PEOPLE}:1:7",
            "the number '900' in this role belongs to no figure",
        )
    ]


def test_a_number_in_the_words_of_a_link_to_the_web_is_advice():
    told = advice("loose-number", **said("See [the 40 houses](https://x.example/a)."))

    assert told == [(f"{ARTICLE}:7:10", "the number '40' belongs to no figure")]


APPARENT = "  apparent: The gates were apparently opened in the night.\n"


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("The gates were opened.[](source:gazette#apparent)", True),
        ("The gates were reportedly opened.[](source:gazette#apparent)", False),
        ("So says [](person:mayor).[](source:gazette#apparent)", False),
        ("It seems odd. The gates were opened.[](source:gazette#apparent)", True),
        ("They may have been opened.[](source:gazette#apparent)", False),
        ("They were opened in May.[](source:gazette#apparent)", True),
        (
            "Police miss [](figure:missing@police).[](source:gazette#apparent)",
            False,
        ),
        (
            "Missing: [](figure:missing@police).[](source:gazette#apparent)",
            True,
        ),
    ],
)
def test_a_hedge_of_a_note_is_kept(text, is_told):
    source = BASE[SOURCE].decode() + APPARENT

    told = advice("dropped-hedge", **{SOURCE: source}, **said(text))

    assert bool(told) is is_told


def in_language(tag: str) -> dict[str, str]:
    return changed("content/site.yaml", "language: en-GB", f"language: {tag}")


@pytest.mark.parametrize(("tag", "note", "text", "outcome"), rows("hedges.tsv"))
def test_a_hedge_is_kept_in_every_language(tag, note, text, outcome):
    source = f"{BASE[SOURCE].decode()}  apparent: {note}\n"
    cited = said(f"{text}[](source:gazette#apparent)")

    told = advice("dropped-hedge", **{SOURCE: source}, **cited, **in_language(tag))

    assert bool(told) is (outcome == "told")


@pytest.mark.parametrize(
    ("tag", "text", "is_told"),
    [
        ("de", "Mehrere Quellen sagen, dass er brach.", True),
        ("de", "Die Quellen des Flusses sind trocken.", False),
        ("pt-PT", "Várias fontes dizem que cedeu.", True),
        ("ja", "複数の関係者が語った。", True),
        ("he", "כמה מקורות אמרו זאת.", True),
    ],
)
def test_several_sources_are_more_than_one_in_every_language(tag, text, is_told):
    told = advice(
        "one-origin", **said(f"{text}[](source:gazette#count)"), **in_language(tag)
    )

    assert bool(told) is is_told


@pytest.mark.parametrize(
    ("tag", "name", "is_told"),
    [
        ("de", "Eine Anwohnerin", True),
        ("de", "Sprecher des Ministeriums", True),
        ("de", "Anna Sprecher", False),
        ("pt-BR", "Uma moradora", True),
        ("ja", "政府関係者", True),
        ("ja", "田中太郎", False),
        ("ar", "مسؤول كبير", True),
    ],
)
def test_whoever_has_no_name_needs_a_role_in_every_language(tag, name, is_told):
    people = BASE[PEOPLE].decode().replace("Ada Marsh", name)
    people = people.replace("  role: Mayor of Harbour\n", "")

    told = advice("no-role", **{PEOPLE: people}, **in_language(tag))

    assert bool(told) is is_told


def test_of_a_note_of_several_sentences_nobody_knows_what_is_hedged():
    source = BASE[SOURCE].decode() + APPARENT.rstrip() + " The dam broke.\n"

    text = said("The dam broke.[](source:gazette#apparent)")

    assert advice("dropped-hedge", **{SOURCE: source}, **text) == []


@pytest.mark.parametrize(
    ("value", "is_told"), [("40", True), ("about 40", False), ("45", False)]
)
def test_an_exact_number_for_an_approximate_one_is_advice(value, is_told):
    edit = changed(FIGURES, "value: about 40", f"value: {value}")

    told = advice("exact-for-approximate", **edit)

    assert told == (
        [(f"{FIGURES}:4:7", "this claim is 40, and its note says 'about 40'")]
        if is_told
        else []
    )


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("Several sources say that it broke.[](source:gazette#count)", True),
        ("Sources said so.[](source:gazette#count)[](source:gazette#breach)", True),
        ("Sources said so.[](source:gazette#count)[](source:paper)", False),
        ("The sources of the river are dry.[](source:gazette#count)", False),
    ],
)
def test_several_sources_are_more_than_one(text, is_told):
    told = advice("one-origin", **said(text), **{"seeds/paper.yaml": "title: Paper\n"})

    assert bool(told) is is_told


def test_what_is_scheduled_comes_after_the_day_of_the_page():
    later = changed(EVENTS, "when: 2 March 2025", "when: 9 March 2025")
    scheduled = {EVENTS: later[EVENTS] + "  scheduled: true\n"}

    with pytest.raises(Failed) as failure:
        advice("", **later)
    assert "write 'scheduled: true'" in failure.value.problems[0].hint
    assert advice("", **scheduled) == []
    with pytest.raises(Failed, match="is scheduled for 2 March 2025, and the page"):
        advice("", **{EVENTS: BASE[EVENTS].decode() + "  scheduled: true\n"})


@pytest.mark.parametrize("words", ["On 2 March 2025", "[] in 2025", "2025"])
def test_a_number_in_the_words_of_a_link_to_an_event_may_be_its_date(words: str):
    linked = f"[{words.replace('[] ', '')}](event:breach)"

    assert advice("loose-number", **changed(ARTICLE, "The dam broke", linked)) == []


def test_another_number_there_is_advice():
    linked = "[1450 people](event:breach)"

    told = advice("loose-number", **changed(ARTICLE, "The dam broke", linked))

    assert [message for _, message in told] == [
        "the number '1450' in the words of this link belongs to no figure"
    ]


def test_the_year_of_an_event_long_ago_is_its_date():
    event = changed("content/flood/timeline.yaml", "when: 2 March 2025", "when: 1450")

    told = advice(
        "loose-number",
        **event,
        **changed(ARTICLE, "The dam broke", "[1450](event:breach)"),
    )

    assert told == []
