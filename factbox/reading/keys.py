"""The keys that authors write for ours: misspelt, or as other programs call them."""

from collections.abc import Iterable

from factbox.problems import did_you_mean, nearest

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
    meant = [name for name in ELSEWHERE.get(key.lower(), ()) if name in names]
    if meant:
        return meant
    low = key.lower()
    near = nearest(low, [name for name in names if name[0] == low[:1]])
    return [near] if near else []


def ways_to_write(key: str, known: Iterable[str]) -> str:
    """A hint to the keys for which an unknown one may stand, or else to the known."""
    names = list(known)
    meant = [name for name in ELSEWHERE.get(key.lower(), ()) if name in names]
    if len(meant) > 1:
        return "write " + " or ".join(f"'{name}'" for name in meant)
    return f"did you mean '{meant[0]}'?" if meant else did_you_mean(key.lower(), names)
