"""An explainer, checked."""

from collections.abc import Callable
from functools import cached_property

import msgspec

from factbox.model.articles import FrontMatter, Translation
from factbox.model.images import Image
from factbox.model.items import Item, Sidebar
from factbox.model.mentions import Mention
from factbox.model.people import Person
from factbox.model.prose import Prose
from factbox.model.sources import Source
from factbox.model.texts import Text, texts_of
from factbox.values.dates.days import day_of
from factbox.values.dates.when import When


class Contents(msgspec.Struct, frozen=True, dict=True):
    """What an explainer says: its text, its items, and what is found in these."""

    body: Prose
    sidebars: tuple[Sidebar, ...]

    @cached_property
    def items(self) -> tuple[Item, ...]:
        return tuple(item for sidebar in self.sidebars for item in sidebar.items)

    @cached_property
    def by_id(self) -> dict[str, list[Item]]:
        """The items of each id: one in each sidebar, at the most."""
        found: dict[str, list[Item]] = {}
        for item in self.items:
            found.setdefault(item.id, []).append(item)
        return found


class ContentsReader:
    """Returns the contents of an explainer; equal to another one by what that returns.

    To compare functions would tell two builds apart that have made the same.
    """

    def __init__(self, read: Callable[[], Contents]) -> None:
        self.read = read

    def __call__(self) -> Contents:
        return self.read()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ContentsReader) and self() == other()


class Explainer(msgspec.Struct, frozen=True, kw_only=True):
    """One explainer, every mention in it checked; `folder` is its name in content/.

    `images` are those that its text shows, by how the text names them; `people` and
    `sources` are those that it names, `linked` the folders of explainers that it links
    to; `cited` has the citations in it as they are written, `named` the facts that it
    names, those of others with their folder: `bridge/cost`. `draft` marks one that
    is not published yet: only a preview has such. `translation` tells what it is a
    translation of, None for an original.

    `contents` returns what it says, which is most of it, and which a build with a cache
    reads where it is asked for.
    """

    folder: str
    front: FrontMatter
    contents: ContentsReader
    images: dict[str, Image]
    people: dict[str, Person]
    sources: dict[str, Source]
    linked: tuple[str, ...]
    cited: tuple[str, ...]
    named: tuple[str, ...]
    draft: bool = False
    translation: Translation | None = None

    @property
    def name(self) -> str:
        """Its folder; that of a translation has the language in front: pt/bridge."""
        place = self.translation.folder if self.translation else ""
        return f"{place}/{self.folder}" if place else self.folder

    @property
    def body(self) -> Prose:
        return self.contents().body

    @property
    def sidebars(self) -> tuple[Sidebar, ...]:
        return self.contents().sidebars

    @property
    def items(self) -> tuple[Item, ...]:
        return self.contents().items

    @property
    def updated(self) -> When | None:
        """When it last changed, by its front matter and by the news in it."""
        days: list[When] = [item.news.on for item in self.items if item.news]
        if self.front.updated:
            days.append(self.front.updated)
        return max(days, key=lambda when: when.sort_key, default=None)

    @property
    def is_dated(self) -> bool:
        """Whether feeds can tell of it: they need the day of what they tell."""
        if day_of(self.front.published):
            return True
        return any(item.news for item in self.items)

    @property
    def texts(self) -> tuple[Text, ...]:
        """Every text of it in which references may stand."""
        return tuple(texts_of(self.front, self.body, self.items))

    def item(self, mention: Mention) -> Item | None:
        """The item that a mention of a fact names."""
        named = self.contents().by_id.get(mention.id, ())
        return next((item for item in named if item.is_meant(mention)), None)
