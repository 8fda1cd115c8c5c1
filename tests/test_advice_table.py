"""Every piece of advice: that it is told, and can be waived where it stands.

The edits are in tests/tables/advice.tsv; they are made to the project of tests/cases.
"""

from functools import cache
from io import BytesIO

import pytest
from PIL import Image as Pillow

from factbox.build.cache import Cache
from factbox.build.incremental import Incremental
from factbox.build.steps import Occasion, read_site
from factbox.checking import NAMES
from factbox.checking.waivers import Considered, consider
from factbox.commands.main import main
from factbox.problems import Problem
from factbox.values.dates.days import Stamp
from tests.reading_tables import rows
from tests.test_content import BASE

EDITS = rows("advice.tsv")
ADDED = b"""\
msgid ""
msgstr ""
"Language: sv\\n"
"Plural-Forms: nplurals=2; plural=n != 1;\\n"
"""
STAMPED = Occasion(Stamp(2026, 11, 22))


@cache
def image(name: str) -> bytes:
    """An image that is heavy, or one that tells where it was taken."""
    exif, file = Pillow.Exif(), BytesIO()
    exif[0x010F] = "A maker"
    if name == "telling.png":
        exif.get_ifd(0x8825).update({1: "N", 2: (50.0, 27.0, 0.0)})
    size = (640, 400) if name == "heavy.png" else (64, 40)
    Pillow.new("RGB", size).save(file, "PNG", exif=exif, compress_level=0)
    return file.getvalue()


def edited(file: str, old: str, new: str) -> dict[str, bytes]:
    """The project after an edit; an old text of "" makes a file, or a new one."""
    old, new = (cell.replace("\\n", "\n") for cell in (old, new))
    text = BASE.get(file, b"").decode()
    assert old in text
    files = {**BASE, file: text.replace(old, new, 1).encode()}
    for name in ("heavy.png", "telling.png"):
        if name in new:
            files[f"content/flood/images/{name}"] = image(name)
    if new == "sv":
        files["templates/languages/sv.po"] = ADDED
    return files


def considered(files: dict[str, bytes], occasion: Occasion = STAMPED) -> Considered:
    """The advice on a project, and what of it is waived; of cards, where one is meant."""
    steps = Incremental(Cache())
    checked = read_site(files, steps, occasion)
    advice = [*checked.site.advice]
    if "洪水".encode() in files["content/flood/article.md"]:
        advice += steps.draw_cards(checked).advice
    return consider(advice, files, NAMES)


def waived(piece: Problem, files: dict[str, bytes]) -> dict[str, bytes]:
    """The project with a remark on the line above a piece of advice."""
    path, index = piece.place.file, piece.place.line - 1
    lines = files[path].decode().split("\n")
    line = lines[index]
    if path.endswith(".md") and line == "---" and index <= 0:
        index, line = 1, ""
    is_markdown = path.endswith(".md") and "---" not in lines[max(index, 1) :]
    remark = f"waive {piece.name}: we looked at it"
    whole = f"<!-- {remark} -->" if is_markdown else f"# {remark}"
    indent = "" if is_markdown else line[: len(line) - len(line.lstrip())]
    lines.insert(index, indent + whole)
    return {**files, path: "\n".join(lines).encode()}


def test_the_table_has_every_piece_of_advice() -> None:
    assert {name for name, *_ in EDITS} == {*NAMES}


@pytest.mark.parametrize(
    ("name", "file", "old", "new"),
    [(name, *edit) for name, _, *edit in EDITS],
    ids=[f"{name}: {what}" for name, what, *_ in EDITS],
)
def test_advice_is_told_and_waived_where_it_stands(name, file, old, new) -> None:
    files = edited(file, old, new)
    before = [each for each in considered(files).advice if each.name == name]
    assert before
    assert all(each.hint for each in before)

    found = considered(waived(before[0], files))

    left = [each for each in found.advice if each.name == name]
    assert len(left) == len(before) - 1
    assert [each.name for each in found.waived] == [name]
    assert not [each for each in found.advice if each.name == "idle-waiver"]


@pytest.mark.parametrize("name", NAMES)
def test_strict_fails_until_every_piece_is_waived(
    name, tmp_path, monkeypatch, capsys
) -> None:
    [edit] = [edit for each, _, *edit in EDITS if each == name][:1]
    files = edited(*edit)
    everything = files
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")  # 22 November 2026
    for piece in considered(files).advice[::-1]:
        everything = waived(piece, everything)
    codes = []
    for folder, project in (("before", files), ("after", everything)):
        for path, content in project.items():
            file = tmp_path / folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        monkeypatch.chdir(tmp_path / folder)
        codes.append(main(["check", "--strict"]))

    assert codes == [1, 0]
    assert "of advice waived" in capsys.readouterr().err
