"""Sources as they are: who wrote them, what they are, where a copy is kept."""

import json
from typing import get_args

import pytest

from factbox.model.sources import FORMS, SourceKind
from tests.small_site import TEXTS, built

REPORT = """\
title: 다리 보고서
author: [Kim Mi-rae, The Bridge Office]
publisher: City Council
published: about January 2025
url: https://council.example/report
kind: report
language: ko
pages: 12–14
accessed: 9 February 2025
archived: https://archive.example/2025/report
notes:
  cost: The report puts the cost at about 300.
"""

TWO = {
    "seeds/report.yaml": REPORT,
    "content/bridge/quotes.yaml": TEXTS["content/bridge/quotes.yaml"].replace(
        "  source: minutes#closing\n- id: safe",
        "  source: [minutes#closing, report#cost]\n- id: safe",
    ),
    "content/bridge/timeline.yaml": TEXTS["content/bridge/timeline.yaml"].replace(
        "  source: minutes#closing\n- id: found",
        "  source:\n    - report\n    - minutes#closing\n- id: found",
    ),
}
"""A change: a quote and an event rest on two sources each."""


def test_a_source_says_who_wrote_it_what_it_is_and_where_it_is_kept() -> None:
    page = built(TWO)["bridge/index.html"]

    (_, _, shown) = page.partition('id="source-report"')
    shown = shown.partition("<ol")[0]
    assert '<h3 class="source-title" lang="ko">' in shown
    shown = shown.replace("\N{NO-BREAK SPACE}", " ")
    assert "Report · Kim Mi-rae, The Bridge Office · <cite>City Council</cite>" in shown
    assert "pages 12–14 · seen" in shown
    assert 'href="https://archive.example/2025/report">archived copy</a>' in shown


def test_a_quote_and_an_event_lead_to_each_of_their_sources() -> None:
    files = built(TWO)

    data = json.loads(files["bridge/data.json"])
    assert data["quotes"][0]["sources"] == [
        {"source": "minutes", "note": "closing"},
        {"source": "report", "note": "cost"},
    ]
    assert data["timeline"][1]["sources"] == [
        {"source": "report", "note": None},
        {"source": "minutes", "note": "closing"},
    ]
    assert '"minutes#closing report#cost"' in files["bridge/quotes.csv"]
    assert '"report minutes#closing"' in files["bridge/timeline.csv"]
    (_, _, quote) = files["bridge/index.html"].partition('id="quote-rust"')
    assert quote.partition("</figure>")[0].count('class="note-number"') == 2


def test_programs_get_all_that_is_known_of_a_source() -> None:
    sources = json.loads(built(TWO)["bridge/data.json"])["sources"]

    (report,) = [source for source in sources if source["id"] == "report"]
    assert {key: report[key] for key in report if key != "notes"} == {
        "id": "report",
        "title": "다리 보고서",
        "author": "Kim Mi-rae, The Bridge Office",
        "authors": ["Kim Mi-rae", "The Bridge Office"],
        "publisher": "City Council",
        "published": {
            "text": "about January 2025",
            "edtf": "2025-01~",
            "earliest": "2025-01-01",
            "latest": "2025-01-31",
        },
        "url": "https://council.example/report",
        "kind": "report",
        "language": "ko",
        "pages": "12–14",
        "accessed": {
            "text": "9 February 2025",
            "edtf": "2025-02-09",
            "earliest": "2025-02-09",
            "latest": "2025-02-09",
        },
        "archived": "https://archive.example/2025/report",
    }


def test_reference_managers_get_the_sources_of_a_page() -> None:
    items = json.loads(built(TWO)["bridge/sources.csl.json"])

    assert items[0] == {
        "id": "minutes",
        "type": "document",
        "title": "Minutes of the council",
        "author": [{"literal": "The clerk"}],
        "publisher": "City Council",
        "issued": {"date-parts": [[2025, 2]]},
        "URL": "https://council.example/minutes",
    }
    assert items[1] == {
        "id": "report",
        "type": "report",
        "title": "다리 보고서",
        "author": [{"literal": "Kim Mi-rae"}, {"literal": "The Bridge Office"}],
        "publisher": "City Council",
        "issued": {"date-parts": [[2025, 1]], "circa": True},
        "accessed": {"date-parts": [[2025, 2, 9]]},
        "URL": "https://council.example/report",
        "archive_location": "https://archive.example/2025/report",
        "language": "ko",
        "page": "12–14",
    }


@pytest.mark.parametrize(
    ("typed", "date"),
    [
        ("7 February 2025", {"date-parts": [[2025, 2, 7]]}),
        ("2024 to 2025", {"date-parts": [[2024], [2025]]}),
        ("mid-March 2025", {"literal": "mid-March 2025"}),
        ("the 2020s", {"literal": "2020s"}),
        ("since 2024", {"literal": "since 2024"}),
        ("spring 2025", {"literal": "spring 2025"}),
    ],
)
def test_a_date_is_in_numbers_where_it_has_numbers(
    typed: str, date: dict[str, object]
) -> None:
    minutes = TEXTS["seeds/minutes.yaml"].replace("February 2025", typed)

    (item,) = json.loads(
        built({"seeds/minutes.yaml": minutes})["bridge/sources.csl.json"]
    )

    assert item["issued"] == date


def test_every_kind_of_source_has_a_name_that_others_know() -> None:
    assert tuple(FORMS) == get_args(SourceKind)


def test_what_a_newspaper_prints_has_the_paper_as_its_container() -> None:
    minutes = TEXTS["seeds/minutes.yaml"] + "kind: article\n"

    (item,) = json.loads(
        built({"seeds/minutes.yaml": minutes})["bridge/sources.csl.json"]
    )

    assert item["type"] == "article-newspaper"
    assert item["container-title"] == "City Council"
    assert "publisher" not in item


def test_a_page_without_a_source_offers_no_list_of_them() -> None:
    assert "tunnel/sources.csl.json" not in built()
