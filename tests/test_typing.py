"""Typing in each language: the tables of tests/tables/typing, line by line."""

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import assume, example, given, settings

from factbox.languages.cautions import Cautions
from factbox.languages.date_words import DateWords
from factbox.languages.typing_files import FILE, FOLDER, typed_as
from factbox.languages.wording import Wording
from factbox.problems import Unreadable
from factbox.values.dates.calendar import LAST_DAY
from factbox.values.dates.locales import Locale
from factbox.values.dates.reading import LONGEST_TEXT
from factbox.values.dates.when import When
from factbox.values.quantities.contradictions import disagreements
from factbox.values.quantities.linking import LinkedClaims, LinkText
from factbox.values.quantities.prose import stray_numbers
from factbox.values.quantities.quantity import Quantity
from tests.reading_tables import rows
from tests.test_date_properties import whens
from tests.test_quantities import quantities, reading
from tests.tongues import LANGUAGES

TABLES = Path(__file__).parent / "tables/typing"
TAGS = sorted(path.parent.name for path in FOLDER.glob(f"*/{FILE}"))


def lines(kind: str) -> list[tuple[str, str, str]]:
    return [
        (path.stem, text, expected)
        for path in sorted(TABLES.glob("*.tsv"))
        for each, text, expected in rows(f"typing/{path.name}")
        if each == kind
    ]


def date(text: str, tag: str) -> str:
    when = When.parse(text, Locale(tag))
    first = when.earliest if when.start else ""
    last = when.latest if when.end else ""
    return f"{first}..{last}{' ~' * when.approximate} {when.time}".strip()


def outcome(read: Callable[[], str]) -> str:
    """What is read, or why it is refused and what to write instead."""
    try:
        return read()
    except Unreadable as error:
        return f"refuse: {error.message} | {error.hint}"


@pytest.mark.parametrize(("tag", "text", "expected"), lines("value"))
def test_a_quantity_is_read_in_its_language(tag, text, expected):
    found = outcome(lambda: reading(Quantity.parse(text, tag)))

    assert found == expected


@pytest.mark.parametrize(("tag", "text", "expected"), lines("date"))
def test_a_date_is_read_in_its_language(tag, text, expected):
    found = outcome(lambda: date(text, tag))

    # Of a refusal, a table may leave out the hint.
    assert found == expected or found.startswith(f"{expected} | ")


@pytest.mark.parametrize(("tag", "text", "expected"), lines("sentence"))
def test_numbers_in_a_sentence_are_found_in_its_language(tag, text, expected):
    found = [number.text for number in stray_numbers(text, tag)]

    assert (", ".join(found) or "-") == expected


@pytest.mark.parametrize(("tag", "text", "expected"), lines("link"))
def test_a_linked_sentence_is_held_against_its_fact(tag, text, expected):
    claimed, *counted, sentence = text.split(" | ")
    before, words, after = re.split(r"\[([^\]]*)\]\(figure:x\)", sentence)
    value = Quantity.parse(claimed, tag)
    unit, label = counted or ("", "")
    ends = (value.low, value.high)
    named = LinkedClaims("x", (value,), str(value), ends, unit, label)

    found = disagreements(LinkText(words, before, after), named, tag)

    if expected == "ok":
        assert found == ()
    else:
        assert [each.certain for each in found] == [expected == "no"]


@pytest.mark.parametrize("tag", TAGS)
def test_a_file_has_no_key_that_nothing_reads(tag):
    table = tomllib.loads((FOLDER / tag / FILE).read_text("utf-8"))

    assert {*table} == {"quantities", "dates", "cautions"}
    assert {*table["quantities"]} <= {*Wording.__struct_fields__}
    assert {*table["dates"]} <= {*DateWords.__struct_fields__}
    assert {*table["cautions"]} <= {*Cautions.__struct_fields__}


def lists_in(table: object, name: str) -> Iterator[tuple[str, list[str]]]:
    """The lists of words of a table, each with its name."""
    if isinstance(table, dict):
        for key, value in table.items():
            yield from lists_in(value, f"{name}.{key}")
    elif isinstance(table, list):
        for value in table:
            yield from lists_in(value, name)
    elif isinstance(table, str) and not name.endswith(".forms"):
        yield name, [" ".join(word.split()) for word in table.split(",")]


@pytest.mark.parametrize("tag", TAGS)
def test_no_word_stands_twice_in_a_list(tag):
    table = tomllib.loads((FOLDER / tag / FILE).read_text("utf-8"))

    twice = {
        name: [
            word for word, count in Counter(filter(None, words)).items() if count > 1
        ]
        for name, words in lists_in(table, tag)
    }

    assert {name: words for name, words in twice.items() if words} == {}


@pytest.mark.parametrize("tag", TAGS)
def test_a_language_names_all_months_and_days(tag):
    words = Locale(tag).words

    assert [len(words.months), len(words.weekdays), len(words.seasons)] == [12, 7, 4]


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda each: each.tag)
def test_authors_can_type_in_every_language_that_is_written(language):
    assert typed_as(language.tag) == language.tag.partition("-")[0]


def test_a_tag_is_typed_in_its_language_or_in_english():
    assert typed_as("pt-BR") == "pt"
    assert typed_as("en-US") == "en"
    assert typed_as("ja") == "ja"
    assert typed_as("fi") == "en"


@pytest.mark.parametrize("tag", [tag for tag in TAGS if tag != "en"])
@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("about 300", "300 ~"),
        ("300", "300"),
        ("more than 40", "40.. >"),
        ("1.2 million", "1200000"),
        ("£1.5bn", "1500000000 cur=GBP"),
        ("1,234,567", "1234567"),
    ],
)
def test_what_only_english_reads_is_read_in_english(tag, text, read):
    assert reading(Quantity.parse(text, tag)) == read


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("text", ["7 February 2025", "2025-02-07", "2024-10/.."])
def test_english_dates_and_iso_are_read_everywhere(tag, text):
    assert When.parse(text, Locale(tag)) == When.parse(text)


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda each: each.tag)
@given(value=quantities())
@example(value=Quantity.parse("at least 12 per 1,000"))
@example(value=Quantity.parse("more than 2 of 5"))
@settings(max_examples=settings().max_examples // 2)
def test_a_quantity_as_it_prints_is_read_as_the_same(language, value):
    printed = value.in_language(language)

    # "1 von 5" is "1 of 5" and "1 in 5".
    value = msgspec.structs.replace(value, in_=False)
    read = Quantity.parse(printed, language.tag)
    assert msgspec.structs.replace(read, in_=False) == value


def told(when: When) -> tuple[object, ...]:
    """What a date says of the time, however it is worded."""
    return when.edtf, when.earliest, when.latest, when.approximate, when.once, when.time


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda each: each.tag)
@given(when=whens())
@settings(max_examples=settings().max_examples // 2)
def test_a_date_as_it_prints_is_read_as_the_same(language, when):
    printed = when.in_language(language)
    assume(len(printed) <= LONGEST_TEXT and when.earliest <= when.latest <= LAST_DAY)
    # Of an end, "before" says "by": before the end of 2024.
    assume(when.wording != "before" or not when.end or when.end.part != "late")
    if when.start and when.end and when.start != when.end:
        # Not what only the words of an author can tell apart: two names of one time,
        # such as AD and CE, or a day and an hour of it.
        start, end = when.start, when.end
        assume((start.earliest, start.latest) != (end.earliest, end.latest))
        assume(start.earliest != end.earliest or not (start.clock or end.clock))

    read = When.parse(printed, Locale.of(language))

    assert told(read) == told(when)


KINDS = """
7 February 2025; 1 May 2025; Friday 7 February 2025; 7 February 2025, 09:05;
Friday 7 February 2025, 22:00 GMT; 7 February 2025, 05:05 +03:00; 3 to 7 February 2025;
28 February to 1 March 2025; 30 December 2024 to 2 January 2025; March 2025;
7 February 2025, 10:00 to 12:00; 7 February 2025, between 10:00 and 12:00;
May to July 2025; October 2024 to March 2025; 2025; 1939 to 1945; Q2 2025; early Q2 2025;
first half of 2025; second half of 2025; second half of March 2025; spring 2025;
summer 2025; autumn 2025; autumn 2024 to 2025; winter 2025–26; winter 1999–2000;
late winter 2025–26; mid-summer 2025; early 2025; mid-2025; late 2025; end of March 2025;
beginning of March 2025; middle of March 2025; mid-to-late January 2025;
early-to-mid 2025; week of 3 February 2025; week beginning 5 February 2025; 1990s; 2000s;
late 1990s; first half of the 1990s; second half of the 1990s; 19th century; 1st century;
early 21st century; second half of the 19th century; 1st century BC; 4th century BCE;
44 BC; March 44 BC; 15 March 44 BC; early 44 BCE; winter 44 BC; AD 79; early AD 79;
24 August AD 79; Q2 79 CE; 44 BC to AD 79; AD 79 to 2025; since 2024; since October 2024;
since 7 February 2025; until March 2025; until 7 February 2025; before 2024;
before 5 March 2025; before the 1990s; before the 19th century; after 5 March 2025;
after summer 2025; after March 2025; by January 2025; by 7 February 2025;
from October 2024; from the 1990s; from 7 February 2025; since summer 2025;
since the 20th century; January 2024 to present; 7 February 2025 to present;
early-to-mid 2025 to present; about 1450; about 7 February 2025; about summer 2025;
about the end of 2024; since about 2020; about 44 BC; between 2 and 4 May 2016;
between Friday 7 February 2025 and March 2025; between the 1990s and mid-summer 2025;
between 44 BC and AD 79; between early winter 2025–26 and 2027; 2024 or 2025;
5 or 6 March 2025; 15 March AD 79 or the 2000s; overnight 5 to 6 March 2025;
overnight 31 December 2024 to 1 January 2025
"""


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda each: each.tag)
def test_each_kind_of_date_is_read_as_it_prints(language):
    known = [When.parse(text) for text in KINDS.replace("\n", " ").split(";")]

    printed = [when.in_language(language) for when in known]

    read = [When.parse(text, Locale.of(language)) for text in printed]
    assert list(map(told, read)) == list(map(told, known))


KINDS_OF_WORDS = {
    "quantities": (
        *("about", "at_most", "at_least", "below", "above", "nearly", "exactly"),
        *("or_more", "or_fewer", "or_so", "to", "minus", "rise", "half", "scales"),
        *("just_below", "just_above", "from_", "between", "and_", "or_", "margin"),
        *("fall", "risen", "fallen", "changed", "another", "below_zero", "single"),
        *("percent", "points", "out_of", "per", "interval", "fractions", "money"),
        *("indefinite", "vague", "unknown", "nobody", "no", "shares", "fillers"),
        *("doubts", "times", "times_unit", "fates", "people", "groups", "things"),
        "forms",
    ),
    "dates": (
        *("months", "weekdays", "seasons", "orders", "century", "millennium"),
        *("about", "since", "until", "before", "after", "by", "starting", "present"),
        *("to", "between", "both", "either", "night", "parts", "noon", "midnight"),
        *("week", "week_ending", "week_number", "at_least", "leads", "last"),
        *("lasting", "ending", "other_years", "day_parts", "some_days", "feasts"),
        *("calendars", "relative", "not_known", "doubts", "shortly", "turns"),
        *("local_time", "before_christ", "anno_domini", "forms"),
    ),
    "cautions": ("hedges", "several_origins", "anonymous"),
}
"""What authors of every language write; the rest depends on how a language is built."""

BUILT_ON_ENDINGS = (
    *("just_below", "just_above", "from_", "between", "out_of", "per", "fractions"),
    *("fall", "changed", "another", "single", "no", "shares", "people", "groups"),
    "things",
    *("since", "until", "before", "after", "starting", "night", "week"),
    *("week_ending", "week_number", "at_least", "leads", "last", "lasting"),
    *("ending", "shortly", "millennium"),
)
"""What Japanese and Korean say behind a number or a date, or with a counter."""

LACKS = {
    "ar": ("lasting", "ending"),
    "he": ("lasting", "ending"),
    "ja": (*BUILT_ON_ENDINGS, "by"),
    "ko": BUILT_ON_ENDINGS,
}
"""Kinds of which nobody has given a language its words, or which it has not."""


@pytest.mark.parametrize("tag", TAGS)
def test_a_language_has_words_for_every_kind_or_is_said_to_lack_them(tag):
    table = tomllib.loads((FOLDER / tag / FILE).read_text("utf-8"))

    missing = {
        kind
        for section, kinds in KINDS_OF_WORDS.items()
        for kind in kinds
        if not table[section].get(kind)
    }

    assert missing == {*LACKS.get(tag, ())}
