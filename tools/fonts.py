"""Make factbox/output/fonts/ from two npm packages of Fontsource; see decision 006.

    npm pack @fontsource/literata@5.3.0 @fontsource/noto-sans@5.3.0
    pip install fonttools brotli
    python -m tools.fonts        with the two packages in this folder

A package has one file a script. This joins them, keeps the letters that both families
have, and writes the pairs of letters that are kerned into a `kern` table, the only one
that Pillow's basic layout reads.
"""

import tarfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from unicodedata import category

from fontTools.merge import Merger, Options
from fontTools.subset import Options as Leaving
from fontTools.subset import Subsetter
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._k_e_r_n import KernTable_format_0

SCRIPTS = ("latin", "latin-ext", "cyrillic", "cyrillic-ext", "greek", "vietnamese")
FACES = {
    "Literata-SemiBold": ("literata-5.3.0", "literata", 600),
    "NotoSans-Regular": ("noto-sans-5.3.0", "noto-sans", 400),
}
INTO = Path(__file__).parents[1] / "factbox" / "output" / "fonts"


def main() -> None:
    """Write the faces, their licences, and the letters that they have."""
    fonts = {name: joined(*face) for name, face in FACES.items()}
    shared = set.intersection(*(set(font.getBestCmap()) for font in fonts.values()))
    # Basic layout cannot put a mark on a letter, nor does it need a control character.
    letters = {letter for letter in shared if category(chr(letter))[0] not in "CM"}
    text = "".join(map(chr, sorted(letters)))
    (INTO / "letters.txt").write_text(text, encoding="utf-8", newline="")
    for name, font in fonts.items():
        package, family, weight = FACES[name]
        leaving = Leaving(hinting=False, layout_features=[], notdef_outline=True)
        leaving.drop_tables += ["GDEF", "GPOS", "GSUB"]
        leaving.name_IDs = [0, 1, 2, 4, 6, 13, 14]
        subsetter = Subsetter(leaving)
        subsetter.populate(unicodes=letters)
        subsetter.subset(font)
        latin = TTFont(BytesIO(packed(package, f"files/{family}-latin-{weight}")))
        font["kern"] = kern_table(dict(pairs(latin)), font)
        # The time of day must not show, so that making them again changes nothing.
        font.recalcTimestamp = False
        font["head"].created = font["head"].modified = latin["head"].modified
        font.save(INTO / f"{name}.ttf")
        (INTO / f"{name}.OFL.txt").write_bytes(packed(package, "LICENSE", ""))


def packed(package: str, name: str, ending: str = "-normal.woff2") -> bytes:
    """A file of a package."""
    with tarfile.open(f"fontsource-{package}.tgz") as archive:
        return archive.extractfile(f"package/{name}{ending}").read()


def joined(package: str, family: str, weight: int) -> TTFont:
    """The face with the letters of all scripts, without its layout tables."""
    with TemporaryDirectory() as folder:
        parts = []
        for script in SCRIPTS:
            part = TTFont(BytesIO(packed(package, f"files/{family}-{script}-{weight}")))
            part.flavor = None
            parts.append(f"{folder}/{script}.ttf")
            part.save(parts[-1])
        tables = ["DSIG", "GDEF", "GPOS", "GSUB", "HVAR", "MVAR", "STAT"]
        font = Merger(options=Options(drop_tables=tables)).merge(parts)
        whole = BytesIO()
        font.save(whole)
    return TTFont(whole)


def pairs(font: TTFont) -> Iterator[tuple[tuple[int, int], int]]:
    """The kerning of pairs of letters, in units, from the lookups of `kern`."""
    table = font["GPOS"].table
    letters = {glyph: letter for letter, glyph in font.getBestCmap().items()}
    wanted = {
        index
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == "kern"
        for index in record.Feature.LookupListIndex
    }
    seen = set()
    for index in sorted(wanted):
        for subtable in table.LookupList.Lookup[index].SubTable:
            subtable = getattr(subtable, "ExtSubTable", subtable)
            if subtable.LookupType != 2:
                continue
            for pair, by in pairs_of(subtable, letters):
                # The first subtable that knows a pair decides, also where by nothing.
                if pair not in seen:
                    seen.add(pair)
                    if by:
                        yield pair, by


def pairs_of(
    subtable: object, letters: dict[str, int]
) -> Iterator[tuple[tuple[int, int], int]]:
    """The pairs of one subtable of pairs (OpenType GPOS, lookup type 2)."""
    for index, first in enumerate(subtable.Coverage.glyphs):
        if first not in letters:
            continue
        if subtable.Format == 1:
            for record in subtable.PairSet[index].PairValueRecord:
                if record.SecondGlyph in letters:
                    pair = (letters[first], letters[record.SecondGlyph])
                    yield pair, advance(record.Value1)
            continue
        records = subtable.Class1Record[subtable.ClassDef1.classDefs.get(first, 0)]
        for second, letter in letters.items():
            kind = subtable.ClassDef2.classDefs.get(second, 0)
            if kind:
                by = advance(records.Class2Record[kind].Value1)
                yield (letters[first], letter), by


def advance(value: object) -> int:
    """By how much a value moves what comes after it."""
    return getattr(value, "XAdvance", 0) or 0


def kern_table(kerned: dict[tuple[int, int], int], font: TTFont) -> object:
    """A `kern` table of version 0 for these pairs of letters."""
    names = font.getBestCmap()
    inner = KernTable_format_0()
    inner.version, inner.apple, inner.coverage, inner.tupleIndex = 0, False, 1, None
    inner.kernTable = {
        (names[first], names[second]): by
        for (first, second), by in kerned.items()
        if first in names and second in names
    }
    table = newTable("kern")
    table.version, table.kernTables = 0, [inner]
    return table


if __name__ == "__main__":
    main()
