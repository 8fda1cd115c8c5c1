import pytest

from factbox.languages.language import Language
from factbox.problems import Unreadable
from tests.tongues import AMERICAN, BRITISH, GERMAN, LANGUAGES


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("en", BRITISH),
        ("en-GB", BRITISH),
        ("en-gb", BRITISH),
        ("en-US", AMERICAN),
        ("de", GERMAN),
    ],
)
def test_a_tag_names_its_language_in_any_case(tag, language):
    assert Language.parse(tag) is language


def test_an_unknown_tag_is_refused_with_the_known_ones():
    with pytest.raises(Unreadable) as refusal:
        Language.parse("tlh")

    assert refusal.value.message == "'tlh' is not a language that Factbox writes"
    assert refusal.value.hint == (
        "known: ar, de, en-GB, en-US, es, fr, he, it, ja, ko, nl, pl, pt-BR, pt-PT, ru, uk; "
        "a project can add one"
    )


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)
def test_every_language_names_twelve_different_months(language):
    assert len(set(language.months)) == 12


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)
def test_every_language_lists_its_largest_scale_first(language):
    powers = [power for power, _, _ in language.scales]

    assert powers == sorted(powers, reverse=True)
