"""Every way into the package for bytes of somebody else, and what must hold there.

`test_fuzzing.py` goes through them for a moment; for longer, by hand:

    python -m tests.fuzz

What it found is kept in `tests/found/`, which is tried again with every run.
"""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from io import BytesIO
from typing import NamedTuple

from PIL import Image

from factbox.checking import NAMES
from factbox.checking.waivers import consider
from factbox.kinds import KINDS
from factbox.model.addresses import SiteAddress, WebAddress, as_browsers_read
from factbox.output.addresses import in_css, in_feed
from factbox.output.assets import Assets
from factbox.output.links import read_bad_addresses
from factbox.output.outlines import read_outline
from factbox.problems import Failed, Problem, Unreadable, report
from factbox.reading.added_languages import language_named
from factbox.reading.articles import read_article_document
from factbox.reading.catalogues import read_catalogues
from factbox.reading.documents import (
    PEOPLE,
    SETTINGS,
    read_people,
    read_settings,
    read_sidebar,
    read_source,
)
from factbox.reading.files import Files, legible
from factbox.reading.pictures import read_picture
from factbox.scaffolding.csl import library_of
from factbox.scaffolding.entries import SORTS, entry_added
from factbox.scaffolding.languages import new_language
from factbox.scaffolding.spreadsheets import entries_of
from factbox.values.dates.locales import ENGLISH, Locale
from factbox.values.dates.when import When
from factbox.values.formulas.formula import Formula
from factbox.values.quantities.prose import numbers_in, stray_numbers
from factbox.values.quantities.quantity import Quantity
from tests.copies import ROOT
from tests.mutating import mutated
from tests.reading_tables import rows
from tests.small_site import DRESS, TEXTS
from tests.tongues import LANGUAGES

Act = Callable[[bytes], None]


class Entrance(NamedTuple):
    """A way in: contents that are right, and what is done with any content.

    `act` raises an exception where something does not hold, and for nothing else.
    """

    seeds: Sequence[bytes]
    act: Act


# --------------------------------------------------------------------- what must hold


def refuse_riddles(problems: Sequence[Problem], files: Files) -> None:
    """Fail where a report would not lead an author to a mistake."""
    texts = {path: legible(content) for path, content in files.items()}
    for problem in problems:
        place = problem.place
        lines = texts.get(place.file, "").split("\n")
        assert problem.message.strip(), problem
        assert " object at 0x" not in problem.message + problem.hint, problem
        assert 0 <= place.line <= len(lines), problem
        if place.line:
            assert 1 <= place.column <= len(lines[place.line - 1]) + 1, problem
    assert "\x1b" not in report(problems, texts)


def reading(path: str, read: Callable[[Files, str], object]) -> Act:
    """What reads a file of a project, and tells what is wrong with it."""

    def act(content: bytes) -> None:
        files = {path: content}
        try:
            problems: Sequence[Problem] = getattr(read(files, path), "problems", ())
        except Failed as failed:
            problems = failed.problems
        refuse_riddles(problems, files)

    return act


def parsing(parse: Callable[[str], object]) -> Act:
    """What takes a text of an author, or refuses it at a place within it."""

    def act(content: bytes) -> None:
        text = content.decode(errors="replace")
        offset = 0
        try:
            parse(text)
        except Unreadable as refused:
            offset = refused.offset
        assert 0 <= offset <= len(text), (text, offset)

    return act


def read_date(text: str) -> None:
    for locale in map(Locale.of, LANGUAGES):
        with suppress(Unreadable):
            when = When.parse(text, locale)
            assert when.earliest <= when.latest, text
    read = When.parse(text)
    assert When.parse(str(read)) == read, (text, str(read))


def read_quantity(text: str) -> None:
    printed = str(Quantity.parse(text))
    # The unit is printed elsewhere.
    assert str(Quantity.parse(printed)) == printed, (text, printed)


def compute(text: str) -> None:
    formula = Formula.parse(text)
    value = Quantity.parse("310 to 400")
    names = {(each.figure, each.claimant) for each in formula.references}
    formula.evaluate(dict.fromkeys(names, value), percent=False)


CATALOGUE, PHRASES = "templates/languages/sv.po", "templates/languages/sv.toml"
ADDED = new_language("sv", "Svenska")
WRITTEN = ADDED[PHRASES].replace(b"\n# ", b"\n")


def add_a_language(files: Files) -> None:
    """What a project adds is told, or prints every value."""
    words, problems = read_catalogues(files)
    refuse_riddles(problems, files)
    if "sv" not in words:
        return
    language = words["sv"].within(language_named("sv", files))
    language.catalogue.ngettext("one", "several", 7)
    for value in ("about 300", "up to 1.2 million", "1 in 3", "two thirds", "£2m"):
        Quantity.parse(value).in_language(language)
    for date in ("about 3 May 2024", "6 to 12 May 2024", "late 19th century", "200 BC"):
        When.parse(date).in_language(language)


def find_numbers(content: bytes) -> None:
    text = content.decode(errors="replace")
    for number in (*numbers_in(text), *stray_numbers(text)):
        assert text[number.offset : number.end] == number.text, text


def take_address(text: str) -> None:
    as_browsers_read(text)
    with suppress(Unreadable):
        address = WebAddress.parse(text)
        assert WebAddress.parse(address.text) == address
    SiteAddress.parse(text)


def join_sheets(content: bytes) -> None:
    files = {"assets/css/a.css": content, "assets/dot.svg": b"<svg/>"}
    try:
        sheet = Assets(files).style.content.decode()
    except Failed as failed:
        refuse_riddles(failed.problems, files)
    else:
        tuple(in_css(sheet))


def outline(content: bytes) -> None:
    text = content.decode(errors="replace")
    read_outline(text, "index.html", "")
    tuple(in_feed(text))
    for path in ("a.svg", "a.xml", "feed.json", "a.css"):
        read_bad_addresses(path, content)
    with suppress(Failed):
        Assets({"assets/a.svg": content})


def publish_picture(content: bytes) -> None:
    """What is published of a picture tells nothing when it is read again."""
    try:
        picture = read_picture(content)
    except Unreadable:
        return
    again = read_picture(picture.content)
    assert again.told == ()
    assert (again.width, again.height) == (picture.width, picture.height)


def add_entries(content: bytes) -> None:
    for noun, sort in SORTS.items():
        path = PEOPLE if noun == "person" else f"content/a/{sort.file}"
        files = {path: content}
        try:
            added = entry_added(files, path, sort, {"id": "new-one"}, "a.json")
        except Failed as failed:
            refuse_riddles(failed.problems, files)
        else:
            assert added.count(b"new-one") == 1


def take_sheet(content: bytes) -> None:
    for sort in SORTS.values():
        try:
            entries_of("a.csv", content, sort, {}, {}, ENGLISH)
        except Failed as failed:
            refuse_riddles(failed.problems, {"a.csv": content})


def take_library(content: bytes) -> None:
    try:
        library = library_of("a.json", content, {})
    except Failed as failed:
        refuse_riddles(failed.problems, {"a.json": content})
    else:
        for path in library.files:
            source = read_source(library.files, path, ENGLISH)
            refuse_riddles(source.problems, library.files)


def weigh_waivers(content: bytes) -> None:
    files = {"content/a/article.md": content, "content/a/figures.yaml": content}
    refuse_riddles(consider((), files, NAMES).advice, files)


# --------------------------------------------------------------------------- the seeds


def of_projects(name: str) -> list[bytes]:
    """Every file of this name, or in such a folder, of the projects of the tests."""
    found = [ROOT / "tests/cases/base", ROOT / "tests/projects/flood"]
    paths = [path for root in found for path in sorted(root.rglob(name))]
    own = [text.encode() for path, text in TEXTS.items() if path.endswith(name[1:])]
    return [*own, *(path.read_bytes() for path in paths if path.is_file())]


def pictures() -> list[bytes]:
    seeds = []
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825).update({1: "N", 2: (50.0, 27.0, 0.0)})
    for kind in ("PNG", "JPEG", "GIF", "WEBP"):
        file = BytesIO()
        options = {} if kind == "GIF" else {"exif": exif}
        Image.new("RGB", (9, 7), "red").save(file, kind, **options)
        seeds.append(file.getvalue())
    return seeds


def lines(texts: Sequence[str]) -> list[bytes]:
    return [text.encode() for text in texts]


SHEETS = [content for path, content in DRESS.items() if path.endswith(".css")]
MARKUP = [
    *(content for path, content in DRESS.items() if path.endswith(".svg")),
    b'<svg><a href="#a"/><style>a{b:url(x)}</style><use xlink:href="a.svg#b"/></svg>',
    b'<feed><link href="https://a.de/"/><content type="html">&lt;a></content></feed>',
    b'{"items": [{"url": "https://a.de/", "content_html": "<a href=b>"}]}',
    b'<p id="a"><a href="b/#c">x</a><img srcset="a 1x, b 2x" src=a><base href=/>',
]
DATES = [
    line.split(" | ")[0]
    for line in (ROOT / "tests/dates.txt").read_text("utf-8").splitlines()
    if " | " in line
]
ADDRESSES = ["https://example.org/a/", "http://a.b-c.de:80/%20", "https://ü.de/?a#b"]
FORMULAS = ["killed@nis / (sent + 2) * 100", "a - b@c@2023-02-08", "-(1.5 + a) / 0"]

SHEETS_OF_DESKS = [
    "id,label,value,by,source\nkilled,Killed,300+,police,report#a\n",
    'who;said;source\ncouncil;"Said ""no""; twice.";a#b, c\n',
    "id\tname\nada\tAda Engineer\n",
    "id,label,value,by,as of,source\na,A,1,b,2024,c\na,A,2,b,2025,c\n",
]
LIBRARY = """\
[{"id": "moor2003", "type": "book", "title": "The Canal: #1", "author":
[{"family": "Berg", "given": "Jan", "non-dropping-particle": "van den"}],
"issued": {"date-parts": [["2003", 5, 8], [2004]], "circa": true}, "page": "3-4",
"URL": "https://example.org/a", "language": "de_DE", "DOI": "10.1/x", "note": "n"}]
"""

ENTRANCES: Mapping[str, Entrance] = {
    "site": Entrance(
        of_projects("site.yaml"), reading(SETTINGS, lambda f, p: read_settings(f, {}))
    ),
    "people": Entrance(
        of_projects("people.yaml"),
        reading(PEOPLE, lambda f, p: read_people(f, {}, ENGLISH)),
    ),
    "source": Entrance(
        [TEXTS["seeds/minutes.yaml"].encode(), *of_projects("seeds/*.yaml")],
        reading("seeds/a.yaml", lambda f, p: read_source(f, p, ENGLISH)),
    ),
    **{
        kind.name: Entrance(
            of_projects(kind.file),
            reading(
                f"content/a/{kind.file}",
                lambda f, p, kind=kind: read_sidebar(f, p, kind, ENGLISH),
            ),
        )
        for kind in KINDS
    },
    "article": Entrance(
        of_projects("article.md"),
        reading(
            "content/a/article.md",
            lambda f, p: read_article_document(f, p, {}, ENGLISH, marked=True),
        ),
    ),
    "catalogue": Entrance(
        [ADDED[CATALOGUE]], lambda content: add_a_language({CATALOGUE: content})
    ),
    "phrases": Entrance(
        [WRITTEN],
        lambda content: add_a_language({**ADDED, PHRASES: content}),
    ),
    "date": Entrance(lines(DATES), parsing(read_date)),
    "quantity": Entrance(
        lines([row[0] for row in rows("quantities.tsv")]), parsing(read_quantity)
    ),
    "formula": Entrance(lines(FORMULAS), parsing(compute)),
    "numbers": Entrance(
        lines([row[0] for row in (*rows("numbers.tsv"), *rows("names.tsv"))]),
        find_numbers,
    ),
    "address": Entrance(lines(ADDRESSES), parsing(take_address)),
    "style": Entrance(SHEETS, join_sheets),
    "markup": Entrance(MARKUP, outline),
    "picture": Entrance(pictures(), publish_picture),
    "entries": Entrance(
        [*of_projects("people.yaml"), *of_projects("figures.yaml")], add_entries
    ),
    "sheet": Entrance(lines(SHEETS_OF_DESKS), take_sheet),
    "library": Entrance(lines([LIBRARY]), take_library),
    "waivers": Entrance(of_projects("article.md"), weigh_waivers),
}
"""The ways in, by their names."""


def inputs(name: str, chance: random.Random) -> Iterator[bytes]:
    """The seeds of an entrance, and then what accidents leave of them, without end."""
    seeds = ENTRANCES[name].seeds
    yield from seeds
    while True:
        yield mutated(chance, chance.choice(seeds), seeds)
