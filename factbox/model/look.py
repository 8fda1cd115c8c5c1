"""What a project changes of the theme in its settings: tokens, a logo, navigation."""

import re
from typing import Annotated

import msgspec
from msgspec import Meta

from factbox.model.addresses import WebAddress
from factbox.model.mentions import Mention
from factbox.problems import Located, Place, Unreadable

_UNSAFE = re.compile(r"[^\w\s.,%()+*/\"'#-]|url\(|//|/\*", re.IGNORECASE)
_PAIR = re.compile(r"light-dark\(\s*([^(),]+?)\s*,\s*([^(),]+?)\s*\)")


class Token(msgspec.Struct, frozen=True):
    """The value of a token of the theme, as a style sheet has it.

    `dark` is that on a dark screen, "" where nothing is said of it: written as
    `light-dark(#06565f, #83ccd4)`.
    """

    light: str
    dark: str
    place: Place
    mentions: tuple[()] = ()
    problems: tuple[()] = ()

    @classmethod
    def read(cls, written: Located) -> "Token":
        """The value that a text gives. Raises `Unreadable` for what could do more."""
        text = " ".join(written.text.split())
        if text.count("(") > text.count(")"):
            raise Unreadable(
                "a bracket is opened here and never closed",
                "close it; a '#' after a space begins a comment in YAML, so put "
                "quotation marks around the whole value",
                written.text.index("("),
            )
        if (wrong := _UNSAFE.search(text)) or not _is_closed(text):
            raise Unreadable(
                "this is not the value of a token",
                "write a colour, a list of typefaces or a length, as in a style sheet",
                wrong.start() if wrong else 0,
            )
        pair = _PAIR.fullmatch(text)
        light, dark = pair.groups() if pair else (text, "")
        return cls(light, dark, written.place)


def _is_closed(text: str) -> bool:
    """Whether all brackets and quotation marks of a value are closed."""
    brackets = re.sub(r"\"[^\"]*\"|'[^']*'", "", text)
    if '"' in brackets or "'" in brackets:
        return False
    while "()" in (bare := re.sub(r"[^()]", "", brackets)):
        brackets = bare.replace("()", "")
    return not re.search(r"[()]", brackets)


class AssetName(msgspec.Struct, frozen=True):
    """A file of assets/, by its path below that, where an editor names it."""

    text: str
    place: Place
    mentions: tuple[()] = ()
    problems: tuple[()] = ()

    @classmethod
    def read(cls, written: Located) -> "AssetName":
        """The name that a text gives; whether the file is there is checked later."""
        return cls(written.text, written.at(0))


class Way(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An entry of the navigation: a label, and where it leads.

    It has an `explainer` or an `address`.
    """

    label: Annotated[str, Meta(description="what the link says", examples=["About us"])]
    explainer: (
        Annotated[
            Mention,
            Meta(
                description="the folder of the explainer that it leads to",
                examples=["closed-bridge"],
                extra={"scheme": "explainer"},
            ),
        ]
        | None
    ) = None
    address: Annotated[
        WebAddress | None,
        Meta(
            description="the address that it leads to",
            examples=["https://example.org/about"],
        ),
    ] = None
    place: Place
