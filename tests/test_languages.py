"""What the package knows of each language: it is whole, and as the tool makes it."""

import re

import pytest

from factbox.languages.language import TAGS, language_of
from factbox.values.dates.when import When
from factbox.values.quantities.quantity import Quantity
from tools.languages import (
    LANGUAGES,
    as_json,
    catalogue_of,
    collected,
    kept_of,
    renewed,
)

TRANSLATED = [tag for tag in TAGS if not tag.startswith("en-")]


def plain(text: str) -> str:
    """The text with spaces that are all alike, and without marks of direction."""
    return re.sub("[\u200e\u200f]", "", re.sub("[\u00a0\u202f]", " ", text))


@pytest.mark.parametrize("tag", TAGS)
def test_what_a_build_reads_is_what_the_tool_makes(tag):
    path = LANGUAGES / tag / "language.json"

    assert path.read_text("utf-8") == as_json(kept_of(tag)), (
        "run python -m tools.languages"
    )


@pytest.mark.parametrize("tag", TRANSLATED)
def test_a_catalogue_has_the_messages_of_the_code(tag):
    path = LANGUAGES / tag / "messages.po"

    assert path.read_text("utf-8") == renewed(tag), "run python -m tools.languages"


@pytest.mark.parametrize("tag", TRANSLATED)
def test_a_catalogue_translates_every_message(tag):
    catalogue = catalogue_of(tag)
    lacking = [
        message.id
        for message in catalogue
        if message.id
        for form in (message.string if message.pluralizable else [message.string])
        if not form
    ]

    assert lacking == []
    assert len(catalogue) == len(collected())


@pytest.mark.parametrize("tag", TRANSLATED)
def test_a_translation_says_all_that_is_put_into_its_message(tag):
    values = re.compile(r"%\(\w+\)s|%%|%")
    wrong = [
        form
        for message in catalogue_of(tag)
        if message.id
        for form in (message.string if message.pluralizable else [message.string])
        for whole in [message.id[-1] if message.pluralizable else message.id]
        if sorted(values.findall(form)) != sorted(values.findall(whole))
    ]

    assert wrong == []


@pytest.mark.parametrize("tag", TAGS)
def test_a_language_counts_in_the_forms_of_its_catalogue(tag):
    language = language_of(tag)
    forms = {language.catalogue.form(count) for count in range(200)}

    assert all(max(forms) < len(scale) for _, scale, _ in language.scales)


# What a reader reads: dates, then quantities.
PRINTED = {
    "ar": "7 فبراير 2025 | منتصف يناير 2025 | من 3 إلى 7 فبراير 2025 | منذ أكتوبر 2024 | نحو 11,000 | 5 ملايين | أكثر من 40%",
    "de": "7. Februar 2025 | Mitte Januar 2025 | 3. bis 7. Februar 2025 | seit Oktober 2024 | etwa 11.000 | 5 Millionen | mehr als 40 %",
    "en-GB": "7 February 2025 | mid-January 2025 | 3 to 7 February 2025 | since October 2024 | about 11,000 | 5 million | more than 40%",
    "en-US": "February 7, 2025 | mid-January 2025 | February 3 to February 7, 2025 | since October 2024 | about 11,000 | 5 million | more than 40%",
    "es": "7 de febrero de 2025 | mediados de enero de 2025 | del 3 al 7 de febrero de 2025 | desde octubre de 2024 | alrededor de 11.000 | 5 millones | más de 40 %",
    "fr": "7 février 2025 | mi-janvier 2025 | du 3 au 7 février 2025 | depuis octobre 2024 | environ 11 000 | 5 millions | plus de 40 %",
    "he": "7 בפברואר 2025 | אמצע ינואר 2025 | 3 עד 7 בפברואר 2025 | מאז אוקטובר 2024 | כ-11,000 | 5 מיליון | יותר מ-40%",
    "it": "7 febbraio 2025 | metà gennaio 2025 | dal 3 al 7 febbraio 2025 | da ottobre 2024 | circa 11.000 | 5 milioni | più di 40%",
    "ja": "2025年2月7日 | 2025年1月半ば | 2025年2月3日〜2025年2月7日 | 2024年10月以降 | 約11,000 | 500万 | 40%超",
    "ko": "2025년 2월 7일 | 2025년 1월 중반 | 2025년 2월 3일~2025년 2월 7일 | 2024년 10월부터 | 약 11,000 | 500만 | 40% 초과",
    "nl": "7 februari 2025 | half januari 2025 | 3 t/m 7 februari 2025 | sinds oktober 2024 | ongeveer 11.000 | 5 miljoen | meer dan 40%",
    "pl": "7 lutego 2025 | połowa stycznia 2025 | 3 – 7 lutego 2025 | od października 2024 | około 11 000 | 5 milionów | ponad 40%",
    "pt-BR": "7 de fevereiro de 2025 | meados de janeiro de 2025 | 3 a 7 de fevereiro de 2025 | desde outubro de 2024 | cerca de 11.000 | 5 milhões | mais de 40%",
    "pt-PT": "7 de fevereiro de 2025 | meados de janeiro de 2025 | 3 a 7 de fevereiro de 2025 | desde outubro de 2024 | cerca de 11 000 | 5 milhões | mais de 40%",
    "ru": "7 февраля 2025 г. | середина января 2025 г. | 3 – 7 февраля 2025 г. | с октября 2024 г. | около 11 000 | 5 миллионов | более 40 %",
    "uk": "7 лютого 2025 р. | середина січня 2025 р. | 3 – 7 лютого 2025 р. | від жовтня 2024 р. | близько 11 000 | 5 мільйонів | понад 40%",
}


@pytest.mark.parametrize("tag", TAGS)
def test_dates_and_numbers_print_as_the_language_has_them(tag):
    language = language_of(tag)
    dates = (
        *("7 February 2025", "mid-January 2025", "3 to 7 February 2025"),
        "since October 2024",
    )
    numbers = ("about 11,000", "5 million", "more than 40%")

    printed = [
        *(When.parse(text).in_language(language) for text in dates),
        *(Quantity.parse(text).in_language(language) for text in numbers),
    ]

    assert plain(" | ".join(printed)) == PRINTED[tag]


@pytest.mark.parametrize(
    ("tag", "number", "printed"),
    [
        ("es", "1234", "1234"),
        ("es", "12345", "12.345"),
        ("pt-PT", "1234", "1234"),
        ("pl", "1234", "1234"),
        ("fr", "1234", "1 234"),
        ("fr", "1.5 million", "1,5 million"),
        ("ru", "21 million", "21 миллион"),
        ("ru", "2.5 million", "2,5 миллиона"),
        ("ja", "1.2 million", "120万"),
    ],
)
def test_digits_are_grouped_and_scaled_as_the_language_does(tag, number, printed):
    assert plain(Quantity.parse(number).in_language(language_of(tag))) == printed


@pytest.mark.parametrize(
    ("tag", "date", "printed"),
    [
        ("fr", "1 February 2025", "1er février 2025"),
        ("pt-BR", "1 February 2025", "1º de fevereiro de 2025"),
        ("fr", "until 7 February 2025", "jusqu’au 7 février 2025"),
        ("fr", "until February 2025", "jusqu’en février 2025"),
        ("it", "21st century", "XXI secolo"),
        ("ru", "January 2025", "январь 2025 г."),
        ("ru", "late 2024", "конец 2024 года"),
        ("ru", "late spring 2024", "конец весны 2024 г."),
        ("ru", "AD 79", "79 г. н. э."),
        ("ru", "March 44 BC", "март 44 г. до н. э."),
        ("ru", "early Q2 2025", "начало 2-го квартала 2025 г."),
        ("fr", "October 2024 to April 2025", "d’octobre 2024 à avril 2025"),
        ("fr", "first half of April 2025", "première moitié d’avril 2025"),
        ("pt-PT", "before the 19th century", "antes do século XIX"),
        ("ja", "early AD 79", "西暦79年初め"),
        ("uk", "2024", "2024 рік"),
    ],
)
def test_dates_take_the_form_that_their_place_asks_for(tag, date, printed):
    assert plain(When.parse(date).in_language(language_of(tag))) == printed


def test_nobody_has_checked_what_is_written_in_other_languages_yet():
    unchecked = [tag for tag in TAGS if not language_of(tag).checked_by]

    assert unchecked == TRANSLATED


def test_english_needs_no_catalogue():
    english = [language_of(tag).catalogue.translations for tag in ("en-GB", "en-US")]

    assert english == [{}, {}]
