"""How the results of steps are kept, as bytes."""

from collections.abc import Callable
from functools import lru_cache, partial
from typing import TypeVar

import msgspec

from factbox.build.cache import Codec, codec_of
from factbox.checking.explainers import Checked, EntryNames, OwnFacts
from factbox.checking.summaries import Summary
from factbox.kinds import KINDS
from factbox.model.explainers import Contents, ContentsReader, Explainer
from factbox.model.items import Item, Sidebar
from factbox.model.prose import Prose
from factbox.output.addresses import Asked
from factbox.output.rendered import Rendered
from factbox.output.social_card import PlannedCard
from factbox.pages.listed import Listed
from factbox.pages.listing import Listing
from factbox.pages.said import Said
from factbox.problems import Problem
from factbox.reading.documents import SourceDocument
from factbox.schemes.scheme import Facts

I_ = TypeVar("I_", bound=Item)


class _KeptContents(msgspec.Struct, frozen=True):
    """What an explainer says, as it is kept: items wait to be told their type."""

    body: Prose
    items: tuple[msgspec.Raw, ...]


_Bare = msgspec.defstruct(
    "_Bare",
    [
        (field.name, field.type)
        for field in msgspec.structs.fields(Explainer)
        if field.name != "contents"
    ],
    frozen=True,
)
"""An explainer without its contents."""


class _Kept(msgspec.Struct, frozen=True):
    """A checked explainer as it is kept: its contents wait to be asked for."""

    bare: _Bare  # type: ignore[valid-type]
    contents: msgspec.Raw
    advice: tuple[Problem, ...]
    summary: Summary


class _OnlyContents(msgspec.Struct, frozen=True):
    """Of a checked explainer as it is kept, its contents; the rest is not decoded."""

    contents: msgspec.Raw


def _encode(checked: Checked) -> bytes:
    fields = msgspec.structs.asdict(checked.explainer)
    contents: Contents = fields.pop("contents")()
    items = tuple(msgspec.Raw(_pack(sidebar.items)) for sidebar in contents.sidebars)
    kept = msgspec.Raw(_pack(_KeptContents(contents.body, items)))
    return _pack(_Kept(_Bare(**fields), kept, checked.advice, checked.summary))


def _decode(content: bytes) -> Checked:
    kept = _KEPT.decode(content)
    contents = _contents_in(kept.contents)
    return _checked_of(kept, lambda: contents)


def _decode_later(content: bytes) -> Checked:
    """As `_decode`; what the explainer says is read whenever it is asked for."""
    kept = _KEPT.decode(content)
    return _checked_of(kept, partial(_lately_in, content))


@lru_cache(maxsize=32)  # In most sites, this is all; each takes a third of a megabyte.
def _lately_in(content: bytes) -> Contents:
    return _contents_in(_ONLY_CONTENTS.decode(content).contents)


def _contents_in(kept: msgspec.Raw) -> Contents:
    contents = _CONTENTS.decode(kept)
    return Contents(contents.body, _sidebars_of(contents.items))


def _checked_of(kept: _Kept, contents: Callable[[], Contents]) -> Checked:
    fields = msgspec.structs.asdict(kept.bare)
    explainer = Explainer(contents=ContentsReader(contents), **fields)
    return Checked(explainer, kept.advice, kept.summary)


class _KeptFacts(msgspec.Struct, frozen=True):
    """The facts of an explainer as they are kept: see `_Kept`."""

    ids: Facts
    items: tuple[msgspec.Raw, ...]


def _encode_facts(facts: OwnFacts) -> bytes:
    items = [msgspec.Raw(_pack(sidebar.items)) for sidebar in facts.items]
    return _pack(_KeptFacts(facts.ids, tuple(items)))


def _decode_facts(content: bytes) -> OwnFacts:
    kept = _KEPT_FACTS.decode(content)
    return OwnFacts(kept.ids, _sidebars_of(kept.items))


def _sidebars_of(kept: tuple[msgspec.Raw, ...]) -> tuple[Sidebar, ...]:
    return tuple(
        Sidebar(kind.name, items.decode(raw))
        for kind, items, raw in zip(KINDS, _ITEMS, kept, strict=True)
    )


def _items_decoder(item: type[I_]) -> "msgspec.msgpack.Decoder[tuple[I_, ...]]":
    return msgspec.msgpack.Decoder(tuple[item, ...])  # type: ignore[valid-type]


_pack = msgspec.msgpack.encode
_KEPT = msgspec.msgpack.Decoder(_Kept)
_ONLY_CONTENTS = msgspec.msgpack.Decoder(_OnlyContents)
_CONTENTS = msgspec.msgpack.Decoder(_KeptContents)
_KEPT_FACTS = msgspec.msgpack.Decoder(_KeptFacts)
_ITEMS = [_items_decoder(kind.item) for kind in KINDS]

ADDRESSES: Codec[tuple[Asked, ...]] = codec_of(tuple[Asked, ...])
CHECKED = Codec(_encode, _decode)
CHECKED_LATER = Codec(_encode, _decode_later, is_lighter=True)
FACTS = Codec(_encode_facts, _decode_facts)
FILES: Codec[tuple[Rendered, ...]] = codec_of(tuple[Rendered, ...])
LISTED = codec_of(Listed)
LISTING = codec_of(Listing)
NAMES: Codec[EntryNames] = codec_of(tuple[tuple[str, str], ...])
PLANNED = codec_of(PlannedCard)
SAID = codec_of(Said)
SOURCE = codec_of(SourceDocument)
TRUTH = codec_of(bool)
