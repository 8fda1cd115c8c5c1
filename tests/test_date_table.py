"""The table of dates, tests/dates.txt, line by line."""

from pathlib import Path

import pytest
from edtf import parse_edtf

from factbox.problems import Unreadable
from factbox.values.dates.when import When

TABLE = Path(__file__).with_name("dates.txt")
LINES = [
    line.split(" | ")
    for line in TABLE.read_text("utf-8").partition("\n#")[2].splitlines()
    if " | " in line
]
READ = [line for line in LINES if line[1] != "refused"]
REFUSED = [line for line in LINES if line[1] == "refused"]


def meaning(when: When) -> str:
    first = when.earliest if when.start else ""
    last = when.latest if when.end else ""
    return f"{first}..{last}{' ~' * when.approximate} {when.time}".strip()


@pytest.mark.parametrize("line", READ, ids=lambda line: line[0])
def test_a_date_means_and_prints_what_the_table_says(line: list[str]) -> None:
    text, means, printed, edtf = line

    when = When.parse(text)

    assert (meaning(when), str(when), when.edtf) == (means, printed, edtf)
    assert When.parse(printed) == when


@pytest.mark.parametrize("line", READ, ids=lambda line: line[0])
def test_another_reader_takes_the_edtf_of_the_table(line: list[str]) -> None:
    parse_edtf(line[3])


@pytest.mark.parametrize("line", REFUSED, ids=lambda line: line[0])
def test_a_date_is_refused_as_the_table_says(line: list[str]) -> None:
    text, _, message, hint = line

    with pytest.raises(Unreadable) as caught:
        When.parse(text)

    assert (caught.value.message, caught.value.hint) == (message, hint)


@pytest.mark.parametrize("line", REFUSED, ids=lambda line: line[0])
def test_what_a_refusal_offers_to_write_is_read(line: list[str]) -> None:
    hint = line[3]
    if "write '" in hint:
        for offered in hint.split("'")[1::2]:
            When.parse(offered)


def test_every_kind_has_two_lines_at_least() -> None:
    kinds = TABLE.read_text("utf-8").split("\n# ")[1:]

    assert len(kinds) >= 10
    for kind in kinds:
        assert kind.count(" | ") >= 6, kind.partition("\n")[0]
