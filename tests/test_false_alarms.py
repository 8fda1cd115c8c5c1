"""Pages on which nothing is to be told: names that hold digits, in three languages.

Each sentence of tests/tables/names.tsv and names/<language>.tsv is right as it stands.
"""

import pytest

from factbox.values.quantities.prose import stray_numbers
from tests.making import read_site
from tests.reading_tables import rows
from tests.test_content import BASE

PAGES = {
    "en-GB": "names.tsv",
    "de": "names/de.tsv",
    "pt-PT": "names/pt.tsv",
    "pt-BR": "names/pt.tsv",
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


@pytest.mark.parametrize(
    ("tag", "sentence"),
    [(tag, row[0]) for tag, name in PAGES.items() for row in rows(name)],
)
def test_digits_in_names_dates_and_ages_are_no_facts(tag: str, sentence: str) -> None:
    assert [number.text for number in stray_numbers(sentence, tag)] == []


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
