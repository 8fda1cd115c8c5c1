"""How the results of steps are kept, as bytes."""

from typing import TypeVar

import msgspec

from factbox.build.cache import Codec, codec_of
from factbox.checking.explainers import Checked, EntryNames, OwnFacts
from factbox.kinds import KINDS
from factbox.model.items import Item, Sidebar
from factbox.output.addresses import Asked
from factbox.output.rendered import Rendered
from factbox.output.social_card import PlannedCard
from factbox.pages.listing import Listing
from factbox.pages.said import Said
from factbox.reading.documents import SourceDocument
from factbox.schemes.scheme import Facts

I_ = TypeVar("I_", bound=Item)


class _Kept(msgspec.Struct, frozen=True):
    """An explainer as it is kept: the items of each kind wait to be told their type."""

    checked: Checked
    items: tuple[msgspec.Raw, ...]


def _encode(checked: Checked) -> bytes:
    explainer = checked.explainer
    items = [msgspec.Raw(_pack(sidebar.items)) for sidebar in explainer.sidebars]
    bare = msgspec.structs.replace(explainer, sidebars=())
    return _pack(_Kept(Checked(bare, checked.advice), tuple(items)))


def _decode(content: bytes) -> Checked:
    kept = _KEPT.decode(content)
    checked = kept.checked
    sidebars = _sidebars_of(kept.items)
    whole = msgspec.structs.replace(checked.explainer, sidebars=sidebars)
    return Checked(whole, checked.advice)


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
_KEPT_FACTS = msgspec.msgpack.Decoder(_KeptFacts)
_ITEMS = [_items_decoder(kind.item) for kind in KINDS]

ADDRESSES: Codec[tuple[Asked, ...]] = codec_of(tuple[Asked, ...])
CHECKED = Codec(_encode, _decode)
FACTS = Codec(_encode_facts, _decode_facts)
FILES: Codec[tuple[Rendered, ...]] = codec_of(tuple[Rendered, ...])
LISTING = codec_of(Listing)
NAMES: Codec[EntryNames] = codec_of(tuple[tuple[str, str], ...])
PLANNED = codec_of(PlannedCard)
SAID = codec_of(Said)
SOURCE = codec_of(SourceDocument)
TRUTH = codec_of(bool)
