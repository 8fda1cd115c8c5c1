"""What the model holds where, by the types of its fields: a new one is seen at once."""

from functools import cache
from typing import Any, TypeVar, get_args, get_type_hints

import msgspec

T = TypeVar("T")


def found_in(value: object, wanted: type[T], apart: type) -> list[T]:
    """What there is of a type in a value of the model, in the order of its fields.

    What stands in a value of the type `apart` is left out.
    """
    found: list[T] = []
    _gather(value, wanted, apart, found)
    return found


def _gather(value: object, wanted: type, apart: type, found: list[Any]) -> None:
    if isinstance(value, wanted):
        found.append(value)
    elif isinstance(value, tuple):
        for each in value:
            _gather(each, wanted, apart, found)
    elif isinstance(value, msgspec.Struct):
        for name in fields_with(type(value), wanted, apart):
            _gather(getattr(value, name), wanted, apart, found)


@cache
def fields_with(owner: Any, wanted: type, apart: type) -> tuple[str, ...]:
    """The names of the fields of a struct that hold a type, outside of `apart`."""
    hints = get_type_hints(owner)
    return tuple(
        name for name in owner.__struct_fields__ if _holds(hints[name], wanted, apart)
    )


def _holds(annotation: Any, wanted: type, apart: type) -> bool:
    if annotation is wanted:
        return True
    if inner := get_args(annotation):
        return any(_holds(each, wanted, apart) for each in inner)
    is_struct = isinstance(annotation, type) and issubclass(annotation, msgspec.Struct)
    return (
        is_struct
        and annotation is not apart
        and bool(fields_with(annotation, wanted, apart))
    )
