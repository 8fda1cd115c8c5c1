"""Pages on which nothing is to be told: names that hold digits, in five languages.

Each sentence of tests/tables/names.tsv and names/<language>.tsv is right as it stands,
and hides no number around it. What is to be told is in numbers/<language>.tsv.
"""

import pytest

from factbox.problems import Failed
from factbox.values.quantities.prose import stray_numbers
from tests.making import read_site
from tests.reading_tables import rows
from tests.test_content import BASE

PAGES = {
    "en-GB": "names.tsv",
    "de": "names/de.tsv",
    "pt-PT": "names/pt.tsv",
    "pt-BR": "names/pt.tsv",
    "fr": "names/fr.tsv",
    "es": "names/es.tsv",
}
A_FACT = {
    "en-GB": "280 homes burned.",
    "de": "280 Häuser brannten.",
    "pt-PT": "280 casas arderam.",
    "pt-BR": "280 casas arderam.",
    "fr": "280 maisons ont brûlé.",
    "es": "280 casas ardieron.",
}
ARTICLE = "content/flood/article.md"


def advice_on(text: str, tag: str) -> list[tuple[str, str]]:
    """What is told of a text in an article, and of the rest of its project."""
    site = BASE["content/site.yaml"].decode().replace("en-GB", tag)
    article = BASE[ARTICLE].decode() + f"\n{text}\n"
    files = {
        **BASE,
        "content/site.yaml": site.encode(),
        ARTICLE: article.encode(),
    }
    return [(each.name, each.message) for each in read_site(files).advice]


@pytest.mark.parametrize("tag", PAGES)
def test_digits_in_names_dates_and_ages_are_no_facts(tag: str) -> None:
    found = {
        sentence: [number.text for number in stray_numbers(sentence, tag)]
        for (sentence,) in rows(PAGES[tag])
    }

    assert {each: numbers for each, numbers in found.items() if numbers} == {}


@pytest.mark.parametrize("tag", PAGES)
def test_names_hide_no_number_that_begins_the_next_sentence(tag: str) -> None:
    fact = A_FACT[tag]
    found = {
        sentence: [
            each.text for each in stray_numbers(f"{fact} {sentence} {fact}", tag)
        ]
        for (sentence,) in rows(PAGES[tag])
    }

    assert {s: numbers for s, numbers in found.items() if numbers != ["280"] * 2} == {}


@pytest.mark.parametrize(
    ("tag", "sentence", "expected"),
    [
        (tag, *row)
        for tag in ("de", "pt", "fr", "es")
        for row in rows(f"numbers/{tag}.tsv")
    ],
)
def test_the_numbers_that_look_like_facts_are_found(
    tag: str, sentence: str, expected: str
) -> None:
    found = [number.text for number in stray_numbers(sentence, tag)]

    assert ", ".join(found) == expected


@pytest.mark.parametrize("tag", PAGES)
def test_a_contradiction_is_told_in_each_of_these_paragraphs(tag: str) -> None:
    sentences = [row[0].replace("$", "\\$") for row in rows(PAGES[tag])]
    page = "\n\n".join(f"{each} [13](figure:missing@police)." for each in sentences)

    with pytest.raises(Failed) as failure:
        advice_on(page, tag)

    said = [problem.message.partition(",")[0] for problem in failure.value.problems]
    assert said == ["the text says '13'"] * len(sentences)


@pytest.mark.parametrize("tag", PAGES)
def test_a_whole_page_of_names_gives_no_advice_of_any_kind(tag: str) -> None:
    sentences = [row[0] for row in rows(PAGES[tag])]
    page = "\n\n".join(sentences).replace("$", "\\$")

    assert len(sentences) > 45
    assert advice_on(page, tag) == advice_on("", tag)


@pytest.mark.parametrize(
    ("tag", "sentence"),
    [
        ("de", "In der Stadt starben 300 Menschen."),
        ("de", "Am Freitag 300 Tote, sagt die Polizei."),
        ("de", "Dreihundert Häuser brannten."),
        ("pt-PT", "Na cidade morreram 300 pessoas."),
        ("pt-BR", "Trezentas casas arderam."),
    ],
)
def test_a_fact_beside_them_is_told(tag: str, sentence: str) -> None:
    told = [each for each in advice_on(sentence, tag) if each not in advice_on("", tag)]

    assert [name for name, _ in told] == ["loose-number"]
