"""Advice on what rests on sources, and on what nothing rests on."""

import pytest

from tests.making import read_site
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
