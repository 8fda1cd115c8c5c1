"""The rows of a spreadsheet, saved as CSV, as entries of a list.

Each cell becomes a text with its place in the sheet, and is read as if an editor had
written it in YAML: what is wrong is told where it stands in the sheet.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import get_origin
from unicodedata import normalize

import msgspec

from factbox.problems import Failed, Place, Problem
from factbox.reading.decoding import decode_entries
from factbox.reading.fields import Field, fields_of, keys_of
from factbox.reading.files import text_of
from factbox.reading.keys import ELSEWHERE, keys_meant, ways_to_write
from factbox.reading.nodes import Broken, Items, Node, Scalar
from factbox.reading.nodes import Mapping as MappingNode
from factbox.scaffolding.entries import Sort, Texts, Values
from factbox.values.dates.locales import Locale

DELIMITERS = (",", ";", "\t")
"""What programs put between two cells, each in some countries."""

_IN_A_LIST = re.compile(r"[,;\s]+")
# An apostrophe keeps a spreadsheet from taking a text for a formula.
_KEPT_FROM_COUNTING = re.compile(r"'(?=[=+\-@])")


class Cell(msgspec.Struct, frozen=True):
    """The text of a cell, and where it begins in the file."""

    text: str
    place: Place


class Row(msgspec.Struct, frozen=True):
    """The cells of a row that are not empty, by the keys of their columns."""

    cells: Mapping[str, Cell]
    place: Place


def entries_of(
    path: str,
    content: bytes,
    sort: Sort,
    given: Texts,
    taken: Mapping[str, Place],
    locale: Locale,
) -> tuple[Values, ...]:
    """The entries in a sheet; `given` are texts of those keys that have no column.

    Rows with one id are one entry with a list, as of a figure and its claims. A row
    without an id gets one from its words, that is not among the `taken`.

    Raises `Failed` with everything that is wrong in the sheet.
    """
    rows = list(rows_of(path, text_of(path, content)))
    if not rows:
        raise Failed([Problem(Place(path, 1), "this sheet is empty", _SAVE)])
    named, perhaps, problems = _named_columns(rows[0], sort, given)
    body = [_row(cells, named, given) for cells in rows[1:] if _has_text(cells)]
    if not body:
        message = "there is nothing below the names of the columns"
        problems.append(Problem(rows[0][0].place, message, "write a row for each"))
    groups = _grouped(body, sort, taken)
    lacking = _lacking(sort, {*named.values(), *given})
    if lacking and body:
        missing = [name for name in lacking if name not in perhaps]
        problems += _without(rows[0], missing, sort)
    entries, found = _read(groups, sort, lacking, locale)
    problems += [*found, *_taken(groups, taken, sort)]
    if problems:
        raise Failed(problems)
    return entries


_SAVE = "save it as CSV, with the names of the keys in its first row"


def rows_of(path: str, text: str) -> Iterator[list[Cell]]:
    """The cells of each row of a CSV file (RFC 4180), with their places.

    The first row tells what stands between two cells. Raises `Failed` where a
    quotation mark is never closed.
    """
    delimiter = max(DELIMITERS, key=text.partition("\n")[0].count)
    cells: list[Cell] = []
    place = start = Place(path, 1)
    position = 0
    while position < len(text):
        match = _CELL[delimiter].match(text, position)
        if match is None:
            hint = "close it with another '\"', and write one inside a text twice"
            message = "the quotation marks of this cell do not fit together"
            raise Failed([Problem(place, message, hint)])
        quoted, plain, end = match.groups()
        inside = plain if quoted is None else quoted.replace('""', '"')
        cells.append(Cell(inside, place))
        position = match.end()
        place = _moved(place, match[0])
        if end != delimiter:
            yield cells
            cells, start = [], place
    if cells:
        yield [*cells, Cell("", start)]


_CELL = {
    delimiter: re.compile(
        rf'(?:"((?:[^"]|"")*)"[^\S\n{delimiter}]*|([^{delimiter}\n"][^{delimiter}\n]*|))'
        rf"({delimiter}|\n|\Z)"
    )
    for delimiter in DELIMITERS
}


def _moved(place: Place, text: str) -> Place:
    """The place behind a text that begins at a place."""
    lines = text.count("\n")
    if not lines:
        return Place(place.file, place.line, place.column + len(text))
    return Place(place.file, place.line + lines, len(text) - text.rfind("\n"))


def _has_text(cells: Iterable[Cell]) -> bool:
    return any(cell.text.strip() for cell in cells)


def _named_columns(
    head: Sequence[Cell], sort: Sort, given: Texts
) -> tuple[dict[int, str], set[str], list[Problem]]:
    """The keys of the columns by their numbers, and what is wrong with their names.

    A column may have the name that other programs have for a key. Between the two are
    the keys that unknown columns may be meant for.
    """
    keys = keys_of(sort.entry)
    named: dict[int, str] = {}
    perhaps: set[str] = set()
    problems = []
    for number, cell in enumerate(head):
        name = " ".join(cell.text.split())
        key = name.lower().replace(" ", "_")
        if not name:
            continue
        meant = [key] if key in keys or key not in ELSEWHERE else keys_meant(key, keys)
        if len(meant) != 1 or meant[0] not in keys:
            hint = ways_to_write(key, keys)
            hint += " if not," if hint.endswith("?") else "; or"
            perhaps.update(keys_meant(key, keys))
            problems.append(
                Problem(
                    cell.place,
                    f"unknown column '{name}'",
                    f"{hint} take the column out",
                )
            )
        elif meant[0] in named.values() or meant[0] in given:
            message = f"'{meant[0]}' is given twice"
            hint = "keep one column for it"
            if meant[0] in given:
                hint = f"leave out '{meant[0]}=…', or the column"
            problems.append(Problem(cell.place, message, hint))
        else:
            named[number] = meant[0]
    return named, perhaps, problems


def _row(cells: Sequence[Cell], named: Mapping[int, str], given: Texts) -> Row:
    place = cells[0].place
    texts = {
        key: Cell(_KEPT_FROM_COUNTING.sub("", cells[number].text, count=1), where)
        for number, key in named.items()
        if number < len(cells) and cells[number].text.strip()
        for where in [cells[number].place]
    }
    return Row({**texts, **{k: Cell(text, place) for k, text in given.items()}}, place)


Group = tuple[str, list[Row]]
"""An id, and the rows that have it."""


def _grouped(rows: Iterable[Row], sort: Sort, taken: Collection[str]) -> list[Group]:
    """The rows by their ids, in the order of the sheet."""
    may_be_several = bool(getattr(sort.entry, "SHORT_FOR", ()))
    groups: list[Group] = []
    known: dict[str, list[Row]] = {}
    for row in rows:
        cell = row.cells.get("id")
        id = " ".join(cell.text.split()) if cell else ""
        if not id:
            words = row.cells.get(sort.title)
            id = id_for(words.text if words else sort.noun, {*taken, *known})
        if may_be_several and id in known:
            known[id].append(row)
        else:
            own = [row]
            groups.append((id, own))
            known.setdefault(id, own)
    return groups


LONGEST_ID = 60
"""How many letters of its words an id has that we make."""


def id_for(words: str, taken: Collection[str]) -> str:
    """An id that begins as the words do, and is not taken."""
    plain = normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    parts = re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", plain))[:6] or ["entry"]
    stem = "-".join(parts)[:LONGEST_ID].strip("-")
    names = (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


def _lacking(sort: Sort, known: Collection[str]) -> tuple[str, ...]:
    """The keys that an entry must have and the sheet has no column for, in order."""
    keys = keys_of(sort.entry)
    needed = [name for name, field in keys.items() if field.required and name != "id"]
    short_for = getattr(sort.entry, "SHORT_FOR", ())
    if short_for and not set(short_for[1:]).intersection(known):
        one = fields_of(keys[short_for[0]].entry or sort.entry)
        needed += [name for name, field in one.items() if field.required]
    return tuple(name for name in needed if name not in known)


def _without(head: Sequence[Cell], lacking: Sequence[str], sort: Sort) -> list[Problem]:
    """A problem for each key that no row has."""
    keys = keys_of(sort.entry)
    one = fields_of(getattr(keys.get("estimates"), "entry", None) or sort.entry)
    problems = []
    for name in lacking:
        field = keys.get(name) or one[name]
        what = f" ({field.meta.description})" if field.meta.description else ""
        message = f"no column is called '{name}'{what}"
        hint = f"add it, or give it for all rows behind the file: {name}=…"
        problems.append(Problem(head[0].place, message, hint))
    return problems


def _taken(
    groups: Iterable[Group], taken: Mapping[str, Place], sort: Sort
) -> Iterator[Problem]:
    for id, rows in groups:
        if id in taken:
            place = rows[0].cells.get("id", rows[0]).place
            message = f"the id '{id}' is taken by {taken[id]}"
            hint = f"give this {sort.noun} another, or take the row out of the sheet"
            yield Problem(place, message, hint)


def _read(
    groups: Iterable[Group], sort: Sort, lacking: Iterable[str], locale: Locale
) -> tuple[tuple[Values, ...], list[Problem]]:
    """The entries as texts, and what is wrong with them.

    What no row has is told of once, and not of each row.
    """
    nodes: list[Node] = []
    entries: list[Values] = []
    problems: list[Problem] = []
    for id, rows in groups:
        if len(rows) == 1:
            node, values = _written(rows[0].cells, keys_of(sort.entry), rows[0].place)
            values = {"id": id, **values}
        else:
            node, values, found = _with_a_list(id, rows, sort, lacking)
            problems += found
        name = Scalar("id", rows[0].place, "id")
        cell = rows[0].cells.get("id", Cell(id, rows[0].place))
        others = tuple(pair for pair in node.entries if pair[0].text != "id")
        pairs = ((name, Scalar(id, cell.place, id)), *others)
        node = msgspec.structs.replace(node, entries=pairs)
        nodes.append(_filled(node, lacking) if len(rows) == 1 else node)
        entries.append(values)
    place = nodes[0].place if nodes else Place("")
    decoded = decode_entries(Items(tuple(nodes), place), sort.entry, sort.noun, locale)
    return tuple(entries), [*problems, *decoded.problems]


Pairs = tuple[tuple[Scalar, Node], ...]


def _filled(node: MappingNode, lacking: Iterable[str]) -> MappingNode:
    """A mapping with the keys that are lacking, as if they were broken."""
    place = node.place
    more = ((Scalar(name, place, name), Broken(place)) for name in lacking)
    return msgspec.structs.replace(node, entries=(*node.entries, *more))


def _written(
    cells: Mapping[str, Cell], keys: Mapping[str, Field], place: Place
) -> tuple[MappingNode, dict[str, str | Sequence[Texts]]]:
    """Some cells as a mapping, and as the texts that are written."""
    pairs: list[tuple[Scalar, Node]] = []
    values: dict[str, str | Sequence[Texts]] = {}
    for key, cell in cells.items():
        if key not in keys:
            continue
        node: Node = Scalar(cell.text, cell.place, cell.text)
        text = " ".join(cell.text.split())
        if get_origin(keys[key].type) is tuple:
            each = [part for part in _IN_A_LIST.split(text.strip("[] ")) if part]
            found = tuple(Scalar(part, _at(cell, part), part) for part in each)
            node, text = Items(found, cell.place), ", ".join(each)
        pairs.append((Scalar(key, cell.place, key), node))
        values[key] = text
    return MappingNode(tuple(pairs), place), values


def _at(cell: Cell, part: str) -> Place:
    """Where a part of a cell begins."""
    return _moved(cell.place, cell.text[: cell.text.find(part)])


def _with_a_list(
    id: str, rows: Sequence[Row], sort: Sort, lacking: Iterable[str]
) -> tuple[MappingNode, dict[str, str | Sequence[Texts]], list[Problem]]:
    """Several rows as one entry: what they share, and a list of what each has."""
    name = str(sort.entry.SHORT_FOR[0])
    field = fields_of(sort.entry)[name]
    inner = fields_of(field.entry or sort.entry)
    own: dict[str, Cell] = {}
    problems = []
    for row in rows:
        for key, cell in row.cells.items():
            if key in inner or key == "id":
                continue
            first = own.setdefault(key, cell)
            if first.text.strip() != cell.text.strip():
                message = f"'{id}' has another '{key}' on line {first.place.line}"
                hint = "give both rows the same, or each an id of its own"
                problems.append(Problem(cell.place, message, hint))
    node, values = _written(own, fields_of(sort.entry), rows[0].place)
    each = [_written(row.cells, inner, row.place) for row in rows]
    in_claims = [key for key in lacking if key in inner]
    claims = tuple(_filled(claim, in_claims) for claim, _ in each)
    label = Scalar(name, rows[0].place, name)
    pairs: Pairs = (*node.entries, (label, Items(claims, rows[0].place)))
    node = _filled(
        msgspec.structs.replace(node, entries=pairs),
        [key for key in lacking if key not in inner],
    )
    texts = tuple(_plain(values) for _, values in each)
    return node, {"id": id, **values, name: texts}, problems


def _plain(values: Values) -> Texts:
    return {key: text for key, text in values.items() if isinstance(text, str)}
