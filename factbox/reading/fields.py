"""The keys that an author can write, as the types of the model tell them."""

from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import msgspec

from factbox.model.lines import Line
from factbox.model.mentions import Mention
from factbox.model.prose import Prose


class Field(msgspec.Struct, frozen=True):
    """A key that an author can write: its name, and what its value is.

    `annotation` is the type as the struct declares it, `type` the one that a given
    value has (neither optional nor annotated), `meta` what is said of it.
    """

    name: str
    required: bool
    annotation: Any
    type: Any
    meta: msgspec.Meta

    @property
    def scheme(self) -> str:
        """The scheme of the mention that it holds; "" for anything else."""
        return str((self.meta.extra or {}).get("scheme", ""))

    @property
    def may_be_one(self) -> bool:
        """Whether a list of one can be written without its brackets."""
        return bool((self.meta.extra or {}).get("or_one"))

    @property
    def entry(self) -> type[Any] | None:
        """The type of the mapping, or of the mappings in the list, that it holds."""
        is_list = get_origin(self.type) is tuple
        inner = get_args(self.type)[0] if is_list else self.type
        return inner if is_written_in_keys(inner) else None

    @property
    def how_to_write(self) -> str:
        """The next step for whoever left the key out or wrote it wrong."""
        what = f" ({self.meta.description})" if self.meta.description else ""
        if not self.meta.examples:
            return f"write '{self.name}: …'{what}"
        return f"write it like '{self.name}: {self.meta.examples[0]}'{what}"


def fields_of(as_type: type[Any]) -> dict[str, Field]:
    """The keys that an author can write in a mapping of this type."""
    key: Any = as_type  # mypy takes no type[Any] for hashable.
    return _fields(key)


def short_keys(as_type: type[Any]) -> dict[str, Field]:
    """The keys that stand for a list of one.

    A type whose `SHORT_FOR` names a list first can be written with the keys of an item
    of that list, but for those that the type has itself.
    """
    own = fields_of(as_type)
    listed = [own[name].entry for name in getattr(as_type, "SHORT_FOR", ())[:1]]
    return {
        name: msgspec.structs.replace(field, required=False)
        for item in listed
        if item
        for name, field in fields_of(item).items()
        if name not in own
    }


def keys_of(as_type: type[Any]) -> dict[str, Field]:
    """Every key that an author can write in a mapping of this type."""
    return {**fields_of(as_type), **short_keys(as_type)}


@cache
def _fields(as_type: Any) -> dict[str, Field]:
    return {
        field.encode_name: field_of(field.encode_name, field.required, field.type)
        for field in msgspec.structs.fields(as_type)
        if field.name != "place"
    }


@cache
def field_of(name: str, required: bool, annotation: Any) -> Field:
    """The field of this name and type."""
    meta = msgspec.Meta()
    unwrapped = annotation
    while (origin := get_origin(unwrapped)) in (Annotated, Union, UnionType):
        if origin is Annotated:
            metas = [m for m in unwrapped.__metadata__ if isinstance(m, msgspec.Meta)]
            meta = metas[0] if metas else meta
            unwrapped = unwrapped.__origin__
        else:
            # Of several types, a text could be read as either.
            [unwrapped] = (t for t in get_args(unwrapped) if t is not type(None))
    return Field(name, required, annotation, unwrapped, meta)


def is_written_in_keys(as_type: Any) -> bool:
    """Whether a value of this type is a mapping of keys, and no text."""
    is_struct = isinstance(as_type, type) and issubclass(as_type, msgspec.Struct)
    reads_text = (
        as_type in (Mention, Prose, Line)
        or hasattr(as_type, "read")
        or hasattr(as_type, "parse")
    )
    return is_struct and not reads_text
