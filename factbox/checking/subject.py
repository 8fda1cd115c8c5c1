"""What the checks of an explainer are given."""

from collections.abc import Mapping
from functools import cached_property

import msgspec

from factbox.languages.language import Language
from factbox.model.items import Item
from factbox.model.mentions import Mention
from factbox.model.people import Person
from factbox.model.prose import Prose
from factbox.model.sources import Source
from factbox.model.texts import texts_of
from factbox.reading.documents import ExplainerDocument
from factbox.schemes.scheme import Known


class Subject(msgspec.Struct, frozen=True, eq=False, dict=True):
    """An explainer being checked: its document, and those of its items that are right.

    A subject equals itself alone, so that what was found in one can be told by it.

    `items` are by their ids, as are `sources` and the `people` whom the explainer
    names; `known` is what there is outside the explainer, and `others` are the facts of
    other explainers that it may name, by folder and id: `bridge/cost`.
    """

    document: ExplainerDocument
    items: Mapping[str, Item]
    known: Known
    language: Language
    sources: Mapping[str, Source]
    people: Mapping[str, Person]
    others: Mapping[str, Item]

    @cached_property
    def texts(self) -> tuple[Prose, ...]:
        """Every text of it in which references may stand, also below images.

        Of a translation, those that are still in the original are checked there.
        """
        document = self.document
        texts = texts_of(document.front, document.body, self.items.values())
        beside = (each for image in document.body.pictures for each in image.texts)
        own = (text.prose for text in texts if not text.prose.lang)
        return (*own, *beside)

    def item(self, mention: Mention) -> Item | None:
        """The item that a mention of a fact names, if it is right."""
        item = self.items.get(mention.id) or self.others.get(mention.id)
        return item if item and item.is_meant(mention) else None
