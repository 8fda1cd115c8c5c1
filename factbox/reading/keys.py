"""The keys that authors write for ours: misspelt, or as other programs call them."""

from collections.abc import Iterable
from typing import Any

from factbox.problems import did_you_mean, nearest
from factbox.reading.fields import fields_of, keys_of
from factbox.reading.nodes import Mapping, Node, Scalar

ELSEWHERE = {
    "author": ("byline", "who"),
    "authors": ("byline", "author"),
    "by": ("byline",),
    "date": ("when", "on", "as_of", "published"),
    "day": ("when", "on", "as_of", "published"),
    "description": ("text",),
    "headline": ("title", "label"),
    "heading": ("headline", "title", "label"),
    "link": ("url", "address"),
    "href": ("url", "address"),
    "url": ("address",),
    "lang": ("language",),
    "license": ("licence",),
    "modified": ("updated",),
    "name": ("label", "title"),
    "number": ("value",),
    "amount": ("value",),
    "quote": ("words", "said"),
    "speaker": ("who",),
    "person": ("who", "by"),
    "sources": ("source",),
    "subtitle": ("standfirst",),
    "summary": ("standfirst", "description"),
    "time": ("when", "on"),
    "title": ("headline", "label"),
    "type": ("kind",),
}
"""What other programs call a key, and the keys of ours that it may stand for."""


def keys_meant(key: str, known: Iterable[str]) -> list[str]:
    """The known keys for which one may stand that is not known.

    Whoever misspells a word begins it well.
    """
    names = list(known)
    if meant := _called_elsewhere(key, names):
        return meant
    low = key.lower()
    near = nearest(low, [name for name in names if name[0] == low[:1]])
    return [near] if near else []


def ways_to_write(key: str, known: Iterable[str]) -> str:
    """A hint to the keys for which an unknown one may stand, or else to the known."""
    names = list(known)
    meant = _called_elsewhere(key, names)
    if len(meant) > 1:
        return "write " + " or ".join(f"'{name}'" for name in meant)
    return f"did you mean '{meant[0]}'?" if meant else did_you_mean(key.lower(), names)


def _called_elsewhere(key: str, known: Iterable[str]) -> list[str]:
    return [name for name in ELSEWHERE.get(key.lower(), ()) if name in known]


def key_meant(key: str, known: Iterable[str]) -> str:
    """The known key that another one stands for; "" if none, or one of several."""
    meant = keys_meant(key, known)
    return meant[0] if len(meant) == 1 else ""


def given(node: Mapping, as_type: type[Any]) -> dict[str, Node]:
    """The values of a mapping by the names of the fields that they are for.

    A misspelt key stands for the one that was meant, if that one is not there: what it
    holds is not missing as well.
    """
    fields = fields_of(as_type)
    children = {key.text: value for key, value in node.entries if key.text in fields}
    for key, value in node.entries:
        if key.text not in fields:
            children.setdefault(key_meant(key.text, fields), value)
    return children


def unknown_key(key: str, node: Mapping, as_type: type[Any]) -> tuple[str, str]:
    """What to say of a key that is not known: the message and the next step.

    In {braces}, a comma within a number ends it, and what follows is read as a key.
    """
    names = [name.text for name, _ in node.entries]
    before = node.entries[names.index(key) - 1][1] if names.index(key) else None
    if key.isdecimal() and isinstance(before, Scalar) and before.text[-1:].isdecimal():
        text = f"{before.text},{key}"
        hint = f'put quotes around a text with a comma: "{text}"'
        return f"here YAML ends the text, and takes '{key}' for a key", hint
    inherited = getattr(as_type, "INHERITED", None)
    if inherited and key in keys_of(inherited):
        message = f"'{key}' is that of the original, and cannot differ here"
        return message, "delete this line; a translation has words alone"
    return f"unknown key '{key}'", ways_to_write(key, keys_of(as_type))
