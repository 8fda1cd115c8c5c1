"""How the results of steps are kept, as bytes."""

from collections.abc import Callable
from typing import TypeVar

import msgspec

from factbox.build.cache import Codec, codec_of
from factbox.checking.explainers import Checked, EntryNames, OwnFacts
from factbox.checking.summaries import Summary
from factbox.kinds import KINDS
from factbox.model.explainers import Contents, ContentsReader, Explainer
from factbox.model.items import Desk, Item, Sidebar
from factbox.model.people import Person
from factbox.model.prose import Prose
from factbox.model.sources import Source
from factbox.output.addresses import Asked
from factbox.output.rendered import Imprint, Rendered
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


_OF_THE_DESK = {"people": dict[str, Person | None], "sources": dict[str, Source | None]}
"""Fields of an explainer with what stands on the desk, which None stands for here."""

_Bare = msgspec.defstruct(
    "_Bare",
    [
        (field.name, _OF_THE_DESK.get(field.name, field.type))
        for field in msgspec.structs.fields(Explainer)
        if field.name != "contents"
    ],
    frozen=True,
)
"""An explainer without its contents, and without what others name as well."""


class _Kept(msgspec.Struct, frozen=True):
    """A checked explainer as it is kept: what it says is kept apart."""

    bare: _Bare  # type: ignore[valid-type]
    advice: tuple[Problem, ...]
    summary: Summary


def checked_on(
    desk: Desk, contents: Callable[[], Contents], *, is_lighter: bool
) -> Codec[Checked]:
    """The codec of a checked explainer, of which what it says is kept apart.

    The people and sources of a desk are not kept with each explainer that names them.
    """

    def encode(checked: Checked) -> bytes:
        fields = msgspec.structs.asdict(checked.explainer)
        del fields["contents"]
        for name in _OF_THE_DESK:
            there = getattr(desk, name)
            fields[name] = {
                id: None if there.get(id) is each else each
                for id, each in fields[name].items()
            }
        return _pack(_Kept(_Bare(**fields), checked.advice, checked.summary))

    def decode(content: bytes) -> Checked:
        kept = _KEPT.decode(content)
        fields = msgspec.structs.asdict(kept.bare)
        for name in _OF_THE_DESK:
            there = getattr(desk, name)
            fields[name] = {
                id: there[id] if each is None else each
                for id, each in fields[name].items()
            }
        explainer = Explainer(contents=ContentsReader(contents), **fields)
        return Checked(explainer, kept.advice, kept.summary)

    return Codec(encode, decode, is_lighter)


def _encode_contents(contents: Contents) -> bytes:
    items = tuple(msgspec.Raw(_pack(sidebar.items)) for sidebar in contents.sidebars)
    return _pack(_KeptContents(contents.body, items))


def _decode_contents(content: bytes) -> Contents:
    kept = _CONTENTS.decode(content)
    return Contents(kept.body, _sidebars_of(kept.items))


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
_CONTENTS = msgspec.msgpack.Decoder(_KeptContents)
_KEPT_FACTS = msgspec.msgpack.Decoder(_KeptFacts)
_ITEMS = [_items_decoder(kind.item) for kind in KINDS]

ADDRESSES: Codec[tuple[Asked, ...]] = codec_of(tuple[Asked, ...])
CONTENTS = Codec(_encode_contents, _decode_contents)
FACTS = Codec(_encode_facts, _decode_facts)
FILES: Codec[tuple[Rendered, ...]] = codec_of(tuple[Rendered, ...])
IMPRINTS: Codec[tuple[Imprint, ...]] = codec_of(tuple[Imprint, ...])
LISTED = codec_of(Listed)
LISTING = codec_of(Listing)
NAMES: Codec[EntryNames] = codec_of(tuple[tuple[str, str], ...])
PLANNED = codec_of(PlannedCard)
SAID = codec_of(Said)
SOURCE = codec_of(SourceDocument)
TRUTH = codec_of(bool)
