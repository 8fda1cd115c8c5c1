"""`factbox import`: libraries and spreadsheets, which disturb nothing."""

import json
import shutil
from pathlib import Path

import pytest

from factbox.commands.main import main
from tests.copies import ROOT


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project of the flood, in the current folder."""
    project = tmp_path / "flood"
    shutil.copytree(ROOT / "tests/projects/flood", project)
    monkeypatch.chdir(project)
    return project


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]):
    """What was said since this was last asked."""
    return lambda: capsys.readouterr().err


FIGURES = "content/valley-flood/figures.yaml"


def taken(desk: Path, sheet: str, *words: str) -> str:
    """What a sheet adds to the figures."""
    before = (desk / FIGURES).read_text("utf-8")
    (desk / "sheet.csv").write_bytes(sheet.encode())
    assert main(["import", "sheet.csv", *words]) == 0
    after = (desk / FIGURES).read_text("utf-8")
    assert after.startswith(before)
    return after.removeprefix(before)


# Spreadsheets.


def test_each_row_of_a_sheet_is_an_entry_behind_the_others(desk, told) -> None:
    added = taken(
        desk,
        "id,label,unit,value,by,as of,source\r\n"
        'bridges,"Bridges, ""old"" ones",,7,interior,2024-05-09,bulletins#second\r\n'
        "hurt,People hurt,people,'+12%,interior,,bulletins#second\r\n",
        "figure",
    )

    assert added == (
        "\n"
        "- id: bridges\n"
        '  label: Bridges, "old" ones\n'
        "  value: 7\n"
        "  by: interior\n"
        "  as_of: 2024-05-09\n"
        "  source: bulletins#second\n"
        "- id: hurt\n"
        "  label: People hurt\n"
        "  unit: people\n"
        "  value: +12%\n"
        "  by: interior\n"
        "  source: bulletins#second\n"
    )
    assert told().startswith(f"{FIGURES}: added 2 figures behind what was there\n")


def test_rows_with_one_id_are_the_claims_of_one_figure(desk) -> None:
    added = taken(
        desk,
        "id;label;value;as_of;source\n"
        "missing;People missing;about 40;8 May 2024;bulletins#first\n"
        "missing;People missing;62;9 May 2024;bulletins#second, wire-reports\n",
        "valley-flood/figure",
        "by=interior",
    )

    assert added == (
        "\n"
        "- id: missing\n"
        "  label: People missing\n"
        "  estimates:\n"
        "    - value: about 40\n"
        "      by: interior\n"
        "      as_of: 8 May 2024\n"
        "      source: bulletins#first\n"
        "    - value: 62\n"
        "      by: interior\n"
        "      as_of: 9 May 2024\n"
        "      source: [bulletins#second, wire-reports]\n"
    )


def test_a_row_without_an_id_gets_one_from_its_words(desk) -> None:
    added = taken(
        desk,
        "label\tvalue\tby\tsource\n"
        "Crème brûlées of the day’s end\t3\tinterior\tbulletins\n"
        "Killed\t3\tinterior\tbulletins\n"
        "水\t3\tinterior\tbulletins\n",
        "figure",
    )

    ids = [line for line in added.splitlines() if line.startswith("- id")]
    assert ids == [
        "- id: creme-brulees-of-the-days-end",
        "- id: killed-2",
        "- id: entry",
    ]


def test_other_lists_are_taken_as_well(desk) -> None:
    (desk / "quotes.csv").write_text(
        "speaker,on,said,words,source\n"
        "mayor,9 May 2024,Said that the town is safe.,,wire-reports#mayor\n"
    )
    (desk / "events.csv").write_text(
        "date,title,by,source\n10 May 2024,The rain ends,interior,bulletins\n"
    )
    (desk / "people.csv").write_text("id,name,kind\nnew-one,New One,group\n")

    codes = [
        main(["import", f"{file}.csv", noun])
        for file, noun in (
            ("quotes", "quote"),
            ("events", "event"),
            ("people", "person"),
        )
    ]

    assert codes == [0, 0, 0]
    timeline = (desk / "content/valley-flood/timeline.yaml").read_text()
    assert timeline.endswith(
        "- id: the-rain-ends\n  when: 10 May 2024\n  title: The rain ends\n"
        "  by: interior\n  source: bulletins\n"
    )


def test_mistakes_of_a_sheet_are_told_in_it_all_at_once(desk, told) -> None:
    before = (desk / FIGURES).read_bytes()
    (desk / "sheet.csv").write_text(
        "id,lable,value,date,source\n"
        "killed,Killed,many,07/02/2025,bulletins\n"
        "\n"
        "Bad Id,Cars,3,31 February 2024,bulletins\n"
    )

    assert main(["import", "sheet.csv", "figure"]) == 1

    assert (desk / FIGURES).read_bytes() == before
    said = told()
    assert [line for line in said.splitlines() if line.startswith("sheet.csv")] == [
        "sheet.csv:1:1: no column is called 'by' (who claims it: an id in people.yaml)",
        "sheet.csv:1:4: unknown column 'lable'",
        "sheet.csv:2:1: the id 'killed' is taken by "
        "content/valley-flood/figures.yaml:1:7",
        "sheet.csv:2:15: 'many' is not a quantity",
        "sheet.csv:2:20: '07/02/2025' is ambiguous: day and month could be either way "
        "round",
        "sheet.csv:4:1: 'Bad Id' cannot be an id",
        "sheet.csv:4:15: there is no day 31 in February 2024",
    ]
    assert "  did you mean 'label'? if not, take the column out\n" in said


@pytest.mark.parametrize(
    ("sheet", "message"),
    [
        ("", "sheet.csv:1:1: this sheet is empty"),
        ("id,label\n", "there is nothing below the names of the columns"),
        ('id,label\na,"B\n', "2:3: the quotation marks of this cell do not fit"),
        ("label,label,value,by,source\nA,B,3,c,d\n", "'label' is given twice"),
        (
            "id,label,value,by,source\na,A,1,c,d\na,B,2,c,d\n",
            "sheet.csv:3:3: 'a' has another 'label' on line 2",
        ),
    ],
)
def test_a_sheet_that_does_not_hold_together_is_told(
    desk, told, sheet: str, message: str
) -> None:
    (desk / "sheet.csv").write_text(sheet)

    assert main(["import", "sheet.csv", "figure"]) == 1
    assert message in told()


def test_what_a_row_is_must_be_said(desk, told) -> None:
    (desk / "sheet.csv").write_text("id,label\n")

    assert main(["import", "sheet.csv"]) == 2
    assert "what is a row of it? Write one of: person, figure" in told()
    assert main(["import", "sheet.csv", "figure", "who=me"]) == 2
    assert main(["import", "sheet.csv", "ferry/figure"]) == 2
    assert main(["import", "sheet.xlsx", "figure"]) == 1
    (desk / "sheet.xlsx").write_text("")
    assert main(["import", "sheet.xlsx", "figure"]) == 2
    assert "save a spreadsheet as CSV (.csv)" in told()


# Libraries.

MOOR = {
    "id": "http://zotero.org/users/1/items/ABC",
    "type": "article-newspaper",
    "title": 'Dam: "it broke" # at night',
    "author": [
        {"family": "Berg", "given": "Jan", "non-dropping-particle": "van den"},
        {"literal": "Staff"},
    ],
    "container-title": "North Wire",
    "issued": {"date-parts": [["2024", 5, "8"]]},
    "accessed": {"date-parts": [[2024, 5, 9]]},
    "URL": "https://wire.example/dam",
    "archive_location": "https://archive.example/dam",
    "language": "en-us",
    "page": "3-4",
    "abstract": "Ours alone.",
}


def export(desk: Path, *items: object) -> int:
    """Take in a library of these items."""
    (desk / "library.json").write_text(json.dumps(items), "utf-8")
    return main(["import", "library.json"])


def test_an_item_of_a_library_becomes_the_file_of_a_source(desk, told) -> None:
    code = export(desk, MOOR)

    assert code == 0
    assert (desk / "seeds/berg-2024-dam-it-broke-at.yaml").read_text("utf-8") == (
        "# yaml-language-server: $schema=../.factbox/schemas/source.json\n"
        "\n"
        'title: "Dam: \\"it broke\\" # at night"\n'
        "author:\n"
        "  - Jan van den Berg\n"
        "  - Staff\n"
        "publisher: North Wire\n"
        "published: 2024-05-08\n"
        "url: https://wire.example/dam\n"
        "kind: article\n"
        "language: en-us\n"
        "pages: 3–4\n"
        "accessed: 2024-05-09\n"
        "archived: https://archive.example/dam\n"
        "\n"
        "# What it says, in our own words, each note under a short name that facts can "
        "cite.\n"
        "# notes:\n"
        "#   a-short-name: What the source says of one thing.\n"
    )
    assert told() == (
        "wrote seeds/berg-2024-dam-it-broke-at.yaml\n"
        "left out, as no source has it: abstract\n"
    )
    assert main(["build"]) == 0


def test_what_is_there_already_is_left_as_it_is(desk, told) -> None:
    report = {"id": "a", "type": "report", "title": "Bulletins on the flood"}
    export(desk, MOOR)
    before = {path: path.read_bytes() for path in desk.rglob("seeds/*")}
    told()

    code = export(desk, MOOR, report, {**report, "title": "Others"})

    assert code == 0
    assert told() == (
        "wrote seeds/a.yaml\n"
        "there already: seeds/berg-2024-dam-it-broke-at.yaml "
        '(Dam: "it broke" # at night)\n'
        "there already: seeds/bulletins.yaml (Bulletins on the flood)\n"
    )
    assert {path: path.read_bytes() for path in before} == before


def test_what_cannot_be_read_is_left_to_an_editor(desk, told) -> None:
    code = export(
        desk,
        {
            "id": "moor2003",
            "type": "map",
            "title": "Map",
            "issued": {"raw": "springish"},
            "language": "English",
            "DOI": "10.1000/182",
        },
    )

    assert code == 0
    text = (desk / "seeds/moor2003.yaml").read_text()
    assert "# published: springish\n# language: English\n" in text
    assert "url: https://doi.org/10.1000/182\n" in text
    assert "still to write: seeds/moor2003.yaml: language: English\n" in told()
    assert main(["build"]) == 0


@pytest.mark.parametrize(
    ("date", "written"),
    [
        ({"date-parts": [[2003]]}, "published: 2003\n"),
        ({"date-parts": [[2003, 5]], "circa": True}, "published: 2003-05~\n"),
        ({"date-parts": [[2003], [2004]]}, "published: 2003/2004\n"),
        ({"raw": "8 May 2003"}, "published: 8 May 2003\n"),
    ],
)
def test_a_date_means_the_same_in_each_language(desk, date, written: str) -> None:
    export(desk, {"id": "a", "type": "book", "title": "A", "issued": date})

    assert written in (desk / "seeds/a.yaml").read_text()
    assert main(["build"]) == 0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[{"a" 1}]', "library.json:1:7: this is not JSON from here on"),
        ("[]", "library.json:1:1: this library is empty"),
        ("3", "item 1 of this file is not one of a library"),
        ('[{"type": "book", "id": "x"}]', "item 'x' of this library has no title"),
    ],
)
def test_what_is_no_library_is_told(desk, told, text: str, message: str) -> None:
    (desk / "library.json").write_text(text)

    assert main(["import", "library.json"]) == 1
    assert message in told()
    assert main(["import", "library.json", "figure"]) == 2


def test_what_a_page_offers_comes_in_again(desk, told) -> None:
    assert main(["build"]) == 0
    told()

    assert main(["import", "site/sources.csl.json"]) == 0
    assert told() == (
        "there already: seeds/bulletins.yaml (Bulletins on the flood)\n"
        "there already: seeds/wire-reports.yaml (Reports on the flood)\n"
        "there already: seeds/radio-notes.yaml (Morning news)\n"
    )
