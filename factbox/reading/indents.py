"""Lists within entries whose lines begin where the entries of the file do.

    - id: missing
      estimates:
    - value: about 40

To YAML, each of these values is an entry of its own.
"""

from collections.abc import Callable, Collection, Iterator

from factbox.problems import Place
from factbox.reading.nodes import Mapping, Node, Scalar

Report = Callable[[Place, str, str], object]


def with_lists_inside(
    items: tuple[Node, ...],
    keys_in: Callable[[str], Collection[str]],
    report: Report,
) -> Iterator[Node]:
    """The entries of a file without those that belong to the list of another one.

    `keys_in` are the keys of what the list of a field holds, none if it is no list.
    Whoever meant such a list is told once.
    """
    inside: Collection[str] = ()
    for index, item in enumerate(items):
        if inside and _is_one_of(item, inside):
            continue
        inside = ()
        name = _empty_at_the_end(item)
        keys = keys_in(name.text) if name else ()
        following = items[index + 1 : index + 2]
        if name and keys and following and _is_one_of(following[0], keys):
            inside = keys
            report(
                name.place,
                f"the list of '{name.text}' is not indented, so that its lines are "
                "entries of the file",
                "put two spaces in front of each of its lines",
            )
            yield _without(item, name.text)
        else:
            yield item


def _empty_at_the_end(item: Node) -> Scalar | None:
    """The last key of an entry, where nothing stands behind it."""
    if not isinstance(item, Mapping) or not item.entries:
        return None
    name, value = item.entries[-1]
    return name if isinstance(value, Scalar) and not value.text else None


def _is_one_of(item: Node, keys: Collection[str]) -> bool:
    """Whether an entry has keys of the list alone, and so no id."""
    return isinstance(item, Mapping) and all(
        key.text in keys for key, _ in item.entries
    )


def _without(item: Node, name: str) -> Node:
    assert isinstance(item, Mapping)
    rest = tuple(pair for pair in item.entries if pair[0].text != name)
    return Mapping(rest, item.place, item.noun, whole=False)
