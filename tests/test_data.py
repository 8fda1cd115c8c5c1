import csv
import json
from decimal import Decimal
from io import StringIO

import pytest

from factbox.model.prose import Reference
from factbox.model.records import Plain, indented, json_text
from factbox.output.data import csv_text
from tests.small_site import ADDRESS, TEXTS, built, small_site


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text, newline="")))


# data.json.


def test_the_data_file_holds_every_kind_of_fact() -> None:
    data = json.loads(built()["bridge/data.json"])

    assert {key: [entry["id"] for entry in data[key]] for key in KINDS} == {
        "figures": ["cost", "share"],
        "quotes": ["rust", "safe"],
        "timeline": ["found", "closed"],
        "updates": ["wrong-day", "cost-rises"],
        "people": ["council", "engineer", "gazette"],
        "sources": ["minutes"],
    }


KINDS = ("figures", "quotes", "timeline", "updates", "people", "sources")


def test_the_data_file_says_what_it_is() -> None:
    settings = TEXTS["content/site.yaml"] + "licence: https://example.org/cc-by\n"

    data = json.loads(
        built({"content/site.yaml": settings}, address=ADDRESS)["bridge/data.json"]
    )

    assert {key: data[key] for key in list(data)[:14]} == {
        "version": 2,
        "id": "bridge",
        "headline": "The closed bridge",
        "standfirst": "The bridge is closed.",
        "description": None,
        "language": "en-GB",
        "url": "https://example.org/explainers/bridge/",
        "publisher": "The Gazette",
        "licence": "https://example.org/cc-by",
        "byline": "Bo Reporter",
        "as_of": day("7 February 2025", "2025-02-07"),
        "published": day("8 February 2025", "2025-02-08"),
        "updated": day("12 February 2025", "2025-02-12"),
        "known": ["The repair costs about 300."],
    }


def day(text: str, edtf: str) -> dict[str, str]:
    return {"text": text, "edtf": edtf, "earliest": edtf, "latest": edtf}


def test_a_figure_has_all_of_its_estimates() -> None:
    figure = json.loads(built()["bridge/data.json"])["figures"][0]

    assert figure["estimates"] == [
        {
            "by": "council",
            "capacity": None,
            "via": [],
            "value": {
                "text": "about 300",
                "low": 300,
                "high": 300,
                "approximate": True,
                "exclusive": False,
                "percent": False,
                "sort": "number",
                "best": None,
                "level": None,
                "currency": None,
                "of": None,
                "per": None,
                "change": False,
                "approximate_end": None,
            },
            "as_of": {
                "text": "January 2025",
                "edtf": "2025-01",
                "earliest": "2025-01-01",
                "latest": "2025-01-31",
            },
            "status": "claimed",
            "superseded": False,
            "text": None,
            "sources": [{"source": "minutes", "note": "cost"}],
        },
        {
            "by": "engineer",
            "capacity": None,
            "via": ["gazette"],
            "value": {
                "text": "310.50 to 400",
                "low": 310.5,
                "high": 400,
                "approximate": False,
                "exclusive": False,
                "percent": False,
                "sort": "number",
                "best": None,
                "level": None,
                "currency": None,
                "of": None,
                "per": None,
                "change": False,
                "approximate_end": None,
            },
            "as_of": None,
            "status": "claimed",
            "superseded": False,
            "text": None,
            "sources": [{"source": "minutes", "note": None}],
        },
    ]


def test_a_derived_figure_says_what_it_is_derived_from() -> None:
    figure = json.loads(built()["bridge/data.json"])["figures"][1]

    assert figure["unit"] == "%"
    assert figure["estimates"] == []
    assert figure["derived"]["formula"] == "cost@council / cost@engineer"
    assert [(o["figure"], o["by"]) for o in figure["derived"]["from"]] == [
        ("cost", "council"),
        ("cost", "engineer"),
    ]


def test_a_source_has_the_notes_that_the_page_cites() -> None:
    [source] = json.loads(built()["bridge/data.json"])["sources"]

    assert source["url"] == "https://council.example/minutes"
    assert [(note["id"], note["number"]) for note in source["notes"]] == [
        ("cost", 1),
        ("closing", 3),
    ]


def test_numbers_keep_the_digits_that_were_typed() -> None:
    text = json_text({"low": Decimal("1.10"), "high": Decimal("12345678901234567890")})

    assert indented(text) == b'{\n  "low": 1.10,\n  "high": 12345678901234567890\n}\n'


# CSV.


def test_a_figure_has_a_line_for_each_claimant() -> None:
    cost, other, share = rows(built()["bridge/figures.csv"])

    assert cost == {
        "id": "cost",
        "label": "Cost of the repair",
        "value": "about 300",
        "low": "300",
        "high": "300",
        "approximate": "true",
        "exclusive": "false",
        "sort": "number",
        "best": "",
        "level": "",
        "currency": "",
        "of": "",
        "per": "",
        "change": "false",
        "approximate_end": "",
        "unit": "million",
        "by": "council",
        "name": "City Council",
        "capacity": "",
        "via": "",
        "as_of": "January 2025",
        "as_of_edtf": "2025-01",
        "as_of_earliest": "2025-01-01",
        "as_of_latest": "2025-01-31",
        "status": "claimed",
        "superseded": "false",
        "text": "",
        "sources": "minutes#cost",
        "derived": "",
    }
    assert (other["low"], other["high"], other["via"]) == ("310.50", "400", "gazette")
    assert (share["unit"], share["derived"]) == ("%", "cost@council / cost@engineer")


def test_quotes_events_and_updates_have_a_line_each() -> None:
    files = built()

    assert [
        (row["name"], row["on"], row["words"], row["about"])
        for row in rows(files["bridge/quotes.csv"])
    ] == [
        ("Ada Engineer", "3 February 2025", "nothing but rust", "cost closed"),
        ("City Council", "", "", ""),
    ]
    assert [
        (row["id"], row["when_earliest"], row["when_latest"], row["text"])
        for row in rows(files["bridge/timeline.csv"])
    ] == [
        ("found", "2025-01-03", "2025-01-07", ""),
        ("closed", "2025-01-11", "2025-01-20", "It was “nothing but rust”."),
    ]
    assert [
        (row["when"], row["kind"], row["what"])
        for row in rows(files["bridge/updates.csv"])
    ] == [
        (
            "12 February 2025",
            "correction",
            "The bridge was closed in mid-January, not in March.",
        ),
        ("10 February 2025", "update", "The engineer now says 310.50 to 400."),
    ]


def test_a_kind_without_entries_has_no_file() -> None:
    files = built()

    assert [path for path in files if path.startswith("tunnel/")] == [
        "tunnel/index.html",
        "tunnel/data.json",
    ]


def test_the_data_of_the_home_page_stands_at_the_top() -> None:
    files = built({"content/site.yaml": TEXTS["content/site.yaml"] + "home: bridge\n"})

    assert {"data.json", "figures.csv", "tunnel/data.json"} <= files.keys()


def test_lines_end_as_in_rfc_4180_and_quotes_are_doubled() -> None:
    text = csv_text([{"a": 'say "x", y', "b": None, "c": Decimal("-1.50"), "d": True}])

    assert text == '"a","b","c","d"\r\n"say ""x"", y","","-1.50","true"\r\n'


@pytest.mark.parametrize(
    "text", ["=cmd()", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1", "－1"]
)
def test_no_cell_is_a_formula(text: str) -> None:
    [row] = rows(csv_text([{"a": text}]))

    assert row["a"] == f"'{text}"


# Texts.


def test_a_text_is_said_without_markup() -> None:
    path = "content/bridge/updates.yaml"
    markdown = (
        r"*A* `<b>` &amp; \* [](person:engineer)[](source:minutes) [x](https://a.b) "
    )
    site = small_site(
        {path: f"- {{id: x, when: 2025-02-10, kind: update, what: '{markdown}'}}"}
    )
    prose = site.explainers[0].sidebars[3].items[0].what

    def words(reference: Reference) -> str:
        return "" if reference.mention.scheme == "source" else reference.text or "ADA"

    text = Plain(site.settings.language, "", words).text(prose)

    assert text == "A <b> & * ADA x"
