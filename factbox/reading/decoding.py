"""A node and a type to a value, or to every problem in it.

The types are msgspec structs: msgspec tells their fields, checks the leaves against
their constraints and exports their JSON Schema. It stops at the first mistake and knows
no lines, so the walk over the nodes is ours: it finds every mistake, with its place.

A scalar is read by the type of its field:

- `str`, `bool`, `Literal` and these with `msgspec.Meta` constraints, through msgspec;
- a value type, by its `parse(text)`, which raises `Unreadable`: a quantity, a date,
  which is read in the locale of the site;
- Markdown (`Prose`), and a located type by its `read(text)`, which may raise
  `Unreadable` too: the value holds the mentions and problems that were found in it;
- a `Mention`, whose `Meta(extra={"scheme": …})` says what it names.

Mentions are gathered even from an entry that is broken elsewhere, so that a misspelt
key and an unknown person in it are reported in the same run.
"""

from collections.abc import Callable, Collection
from collections.abc import Mapping as MappingOf
from types import MappingProxyType
from typing import (
    Any,
    Generic,
    Literal,
    TypeAlias,
    TypeVar,
    get_args,
    get_origin,
)

import msgspec

from factbox.model.lines import Line
from factbox.model.mentions import (
    ID_FORM,
    Mention,
    lacking_part,
    read_mention,
    with_article,
)
from factbox.model.people import Names
from factbox.model.prose import Prose
from factbox.problems import Place, Problem, Unreadable, did_you_mean
from factbox.reading.fields import (
    Field,
    field_of,
    fields_of,
    is_written_in_keys,
    keys_of,
    short_keys,
)
from factbox.reading.indents import with_lists_inside
from factbox.reading.keys import given, key_meant, keys_meant, unknown_key
from factbox.reading.lines import read_line
from factbox.reading.markdown import read_text
from factbox.reading.nodes import Broken, Items, Mapping, Node, Scalar
from factbox.reading.plain import unmeant_in
from factbox.reading.references_in_lines import has_references
from factbox.values.dates.dating import Dating
from factbox.values.dates.locales import ENGLISH, Locale
from factbox.values.dates.when import When

T = TypeVar("T")

READERS: dict[Any, Callable[[Scalar, str], Any]] = {
    Prose: lambda written, tag: read_text(written.in_paragraphs, tag),
    Line: read_line,
}
"""What reads the texts in which references may stand, by their types.

Each is given the tag of the language in which its numbers are typed.
"""


Parsers: TypeAlias = MappingOf[Any, Callable[[str], Any]]
"""What parses texts of a type in place of its `parse`, as what a project adds is known
to that project alone."""


class Decoded(Generic[T]):
    """What a document holds; the value is None if it is broken."""

    def __init__(self, value: T | None, walk: "_Walk") -> None:
        self.value = value
        self.mentions: tuple[Mention, ...] = tuple(walk.mentions)
        self.problems: tuple[Problem, ...] = tuple(walk.problems)


class Entries(Generic[T]):
    """What a list of entries holds.

    `values` has the entries that are right, in the order of the file; `ids` has the ids
    of all of them with their places, so that nothing is called unknown because it is
    broken; `is_whole` is false where an entry has no id that can be read.
    """

    def __init__(
        self,
        values: tuple[T, ...],
        ids: dict[str, Place],
        is_whole: bool,
        walk: "_Walk",
    ) -> None:
        self.values = values
        self.ids = ids
        self.is_whole = is_whole
        self.mentions: tuple[Mention, ...] = tuple(walk.mentions)
        self.problems: tuple[Problem, ...] = tuple(walk.problems)


def decode(
    node: Node,
    as_type: type[T],
    noun: str,
    locale: Locale = ENGLISH,
    parsers: Parsers = MappingProxyType({}),
) -> Decoded[T]:
    """The value of a node that holds one mapping; `noun` is what an author calls it."""
    walk = _Walk(locale, parsers)
    value = walk.struct(node, as_type, noun)
    return Decoded(value if isinstance(value, as_type) else None, walk)


def decode_entries(
    node: Node | None, entry: type[T], noun: str, locale: Locale = ENGLISH
) -> Entries[T]:
    """The entries of a node that holds a list; None is an empty list."""
    walk = _Walk(locale)
    values: list[T] = []
    ids: dict[str, Place] = {}
    items = node.items if isinstance(node, Items) else ()
    is_whole = node is None or isinstance(node, Items)
    if not is_whole and node and not isinstance(node, Broken):
        walk.problem(
            node.place,
            "this file is a list, but no list begins here",
            f"begin each {noun} with '- id: …'",
        )
    fields = fields_of(entry)

    def keys_in(name: str) -> Collection[str]:
        inner = fields[name].entry if name in fields else None
        is_list = inner and get_origin(fields[name].type) is tuple
        return fields_of(inner) if inner and is_list else ()

    for item in with_lists_inside(items, keys_in, walk.problem):
        value = walk.struct(item, entry, noun)
        # Of two with one id the first is meant, so that the other is told of once.
        if isinstance(value, entry) and getattr(value, "id", None) not in ids:
            values.append(value)
        is_whole &= walk.take_id(item, entry, ids, noun)
        # A line that belongs to no key may have begun another entry.
        is_whole &= not isinstance(item, Mapping) or item.whole
    return Entries(tuple(values), ids, is_whole, walk)


class _Broken:
    """Stands for a value whose problem has been reported."""


_BROKEN = _Broken()


class _Walk:
    """One walk over a document, gathering what it finds."""

    def __init__(self, locale: Locale, parsers: Parsers = MappingProxyType({})) -> None:
        self.locale = locale
        self.parsers = parsers
        self.mentions: list[Mention] = []
        self.problems: list[Problem] = []

    def problem(self, place: Place, message: str, hint: str = "") -> _Broken:
        self.problems.append(Problem(place, message, hint))
        return _BROKEN

    def located(self, node: Scalar, as_type: Any) -> Any:
        """What a text says that knows its place. Raises `Unreadable`."""
        if reader := READERS.get(as_type):
            return reader(node, self.locale.tag)
        if getattr(as_type, "IN_LANGUAGE", False):
            return as_type.read(node, self.locale.tag)
        return as_type.read(node)

    def take_id(
        self, item: Node, as_type: type[Any], ids: dict[str, Place], noun: str
    ) -> bool:
        """Add the id of an item to `ids`; false if it has none."""
        id = None
        if isinstance(item, Mapping):
            # What other keys may stand for is slow to find, and mostly not asked.
            id = item.get("id") or given(item, as_type).get("id")
        if not isinstance(id, Scalar) or not id.text:
            return False
        if first := ids.get(id.text):
            self.problem(
                id.place,
                f"the id '{id.text}' is taken by the {noun} on line {first.line}",
                "give this one a name of its own",
            )
        else:
            ids[id.text] = id.place
        return True

    def struct(self, node: Node, as_type: type[Any], noun: str) -> Any:
        """The struct that a mapping writes, its `place` being where it begins."""
        node = self.in_long_form(node, as_type, noun)
        fields = fields_of(as_type)
        if isinstance(node, Broken):
            return _BROKEN
        if not isinstance(node, Mapping):
            keys = [f"'{name}: …'" for name, field in fields.items() if field.required]
            return self.problem(
                node.place,
                f"{with_article(noun)} is written in lines of 'key: text', this is not",
                f"write at least {', '.join(keys)}" if keys else "",
            )
        for key, _ in node.entries:
            if key.text not in fields:
                self.problem(key.place, *unknown_key(key.text, node, as_type))
        children = given(node, as_type)
        unknown = (key.text for key, _ in node.entries if key.text not in fields)
        perhaps = {meant for key in unknown for meant in keys_meant(key, fields)}
        values: dict[str, Any] = {}
        if "place" in as_type.__struct_fields__:
            values["place"] = node.place
        for name, field in fields.items():
            if name in children:
                values[name] = self.value(children[name], field)
            elif not node.whole or name in perhaps:
                values[name] = _BROKEN
            elif field.required:
                values[name] = self.problem(
                    node.place, f"this {noun} has no '{name}'", field.how_to_write
                )
        if any(value is _BROKEN for value in values.values()):
            return _BROKEN
        return as_type(**values)

    def in_long_form(self, node: Node, as_type: type[Any], noun: str) -> Node:
        """The mapping with a list of one where its author wrote that one's keys.

        See `short_keys`. The list is the first of the keys that these stand for.
        """
        short_for = getattr(as_type, "SHORT_FOR", ())
        if not short_for or not isinstance(node, Mapping):
            return node
        known, short = keys_of(as_type), short_keys(as_type)
        single = tuple(
            (key, value)
            for key, value in node.entries
            if (key.text if key.text in known else key_meant(key.text, known)) in short
        )
        if not single:
            return node
        rest = tuple(pair for pair in node.entries if pair not in single)
        for name in short_for:
            if node.get(name):
                self.problem(
                    node.place,
                    f"this {noun} has both '{name}' and a '{single[0][0].text}'",
                    "keep one of the two",
                )
                return Mapping(rest, node.place, whole=node.whole)
        name = Scalar(short_for[0], node.place, short_for[0])
        only = Items((Mapping(single, node.place, noun, node.whole),), node.place)
        return Mapping((*rest, (name, only)), node.place, whole=node.whole)

    def value(self, node: Node, field: Field) -> Any:
        if isinstance(node, Broken):
            return _BROKEN
        origin = get_origin(field.type)
        if origin is tuple:
            return self.items(node, field)
        if origin is dict:
            return self.texts(node, field)
        if is_written_in_keys(field.type):
            noun = node.noun if isinstance(node, Mapping) else ""
            return self.struct(node, field.type, noun or field.name)
        if field.type is Names and isinstance(node, Items):
            item = field_of(field.name, True, str)
            names = [self.value(child, item) for child in node.items]
            return _BROKEN if _BROKEN in names or not names else Names(tuple(names))
        if not isinstance(node, Scalar):
            what = "a list" if isinstance(node, Items) else "lines of 'key: text'"
            return self.problem(
                node.place,
                f"'{field.name}' is a text, and this is {what}",
                field.how_to_write,
            )
        if not node.text.strip():
            return self.problem(
                node.place,
                f"'{field.name}' is empty",
                "write a text after the ':'"
                + ("" if field.required else ", or delete the line"),
            )
        return self.scalar(node, field)

    def items(self, node: Node, field: Field) -> Any:
        """A list, every item of the one type that its field gives."""
        if isinstance(node, Scalar) and field.may_be_one:
            node = Items((node,), node.place)
        if isinstance(node, Mapping) and field.may_be_one:
            return self.problem(
                node.place,
                f"'{field.name}' is a text or a list, and this is lines of 'key: text'",
                field.how_to_write,
            )
        if not isinstance(node, Items):
            return self.problem(
                node.place,
                f"'{field.name}' is a list, and this is not",
                "write each on a line of its own after '- ', or all [in, brackets]",
            )
        if field.required and not node.items:
            return self.problem(
                node.place, f"'{field.name}' is an empty list", field.how_to_write
            )
        item = field_of(_singular(field.name), True, get_args(field.type)[0])
        values = [self.value(child, item) for child in node.items]
        return _BROKEN if any(value is _BROKEN for value in values) else tuple(values)

    def texts(self, node: Node, field: Field) -> Any:
        """A mapping from ids to values of the one type that its field gives."""
        if not isinstance(node, Mapping):
            return self.problem(
                node.place,
                f"'{field.name}' is written in lines of 'id: text', this is not",
                "give each a short name and a ':' in front",
            )
        id_type, value_type = get_args(field.type)
        values = {}
        for key, child in node.entries:
            id = self.value(key, field_of("id", True, id_type))
            values[id] = self.value(child, field_of(key.text, True, value_type))
        broken = any(_BROKEN in pair for pair in values.items())
        return _BROKEN if broken else values

    def scalar(self, node: Scalar, field: Field) -> Any:
        # White space around a text means nothing, and `at` does not count it.
        node = msgspec.structs.replace(node, text=node.text.strip())
        if field.type is Mention:
            named = read_mention(field.scheme, node.text, node.at(0))
            self.mentions.append(named)
            if fault := lacking_part(named, node.text):
                self.problem(node.at(len(node.text) - 1), *fault)
            return named
        is_plain = field.type in (str, Names) and not field.meta.pattern
        if is_plain or (field.type is Line and not has_references(node.text)):
            self.problems += unmeant_in(node, field.name)
        try:
            if field.type in READERS or hasattr(field.type, "read"):
                located = self.located(node, field.type)
                self.mentions += located.mentions
                self.problems += located.problems
                return located
            if isinstance(field.type, type) and issubclass(field.type, (When, Dating)):
                return field.type.parse(node.text, self.locale)
            if parse := self.parsers.get(field.type):
                return parse(node.text)
            if hasattr(field.type, "parse"):
                return field.type.parse(node.text)
            return msgspec.convert(
                " ".join(node.text.split()), field.annotation, strict=False
            )
        except Unreadable as error:
            return self.problem(node.at(error.offset), error.message, error.hint)
        except msgspec.ValidationError:
            return self.problem(node.at(0), *_refusal(node.text, field))


def _refusal(text: str, field: Field) -> tuple[str, str]:
    """What to say of a text that msgspec refuses: the message and the next step."""
    if field.type is bool:
        return f"'{field.name}' is true or false, not '{text}'", field.how_to_write
    if get_origin(field.type) is Literal:
        known = get_args(field.type)
        return f"'{field.name}' cannot be '{text}'", did_you_mean(text, known)
    if field.name == "id":
        return f"'{text}' cannot be an id", ID_FORM
    return f"'{field.name}' cannot be '{text}'", field.how_to_write


def _singular(name: str) -> str:
    return name.removesuffix("s")
