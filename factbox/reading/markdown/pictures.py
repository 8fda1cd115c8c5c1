"""Images: cards of entries, and pictures from the explainer's own folder."""

from urllib.parse import unquote

import msgspec
from markdown_it.token import Token

from factbox.model.prose import IMAGES, Embed, Picture, Prose
from factbox.problems import Place
from factbox.reading.markdown.addresses import address_of, is_entry, scheme_and_rest
from factbox.reading.markdown.entries import entry_at
from factbox.reading.markdown.reading import Reading
from factbox.reading.markdown.rendering import plain
from factbox.reading.references_in_lines import has_references, misplaced_in_a_line


def pictures(inline: Token, reading: Reading) -> None:
    """Put the words of each image in its place, which know what it shows."""
    children = inline.children or []
    inline.children = [
        _shown(inline, token, reading) if token.type == "image" else token
        for token in children
    ]


def _shown(inline: Token, token: Token, reading: Reading) -> Token:
    """The words of an image, which have the card or the picture in their `meta`."""
    src = address_of(token, "src")
    place = reading.place(inline, token.meta["address"])
    scheme, rest = scheme_and_rest(src)
    alt = plain(token.children or [])
    words = Token("text", "", 0, level=token.level, content=alt)
    if is_entry(scheme):
        words.meta = {"shows": Embed(entry_at(scheme, rest, place, token, reading))}
    elif src.startswith(IMAGES):
        caption = str(token.attrGet("title") or "")
        texts = _texts(inline, token, caption, reading)
        words.meta = {"shows": Picture(unquote(src), alt, caption, place, texts)}
        if not alt.strip() and not texts:
            reading.problem(
                place,
                "this image has no description",
                "say between the brackets what it shows, for whoever cannot see it",
            )
    else:
        reading.problem(
            place,
            f"the image '{src}' is not among those of this explainer",
            f"put the file into {IMAGES} beside the article, "
            f"and write ![what it shows]({IMAGES}…)",
        )
    return words


class _Within(msgspec.Struct, frozen=True):
    """Words in a text, which begin at `start` in the content of a token."""

    text: str
    start: int
    inline: Token
    reading: Reading

    @property
    def place(self) -> Place:
        return self.at(0)

    def at(self, offset: int) -> Place:
        return self.reading.place(self.inline, self.start + offset)


def _texts(
    inline: Token, token: Token, caption: str, reading: Reading
) -> tuple[Prose, ...]:
    """What an image shows and its caption as texts, where one refers to anything."""
    alt, address = token.content, token.meta["address"]
    if not has_references(alt) and not has_references(caption):
        return ()
    starts = (
        inline.content.rfind(alt, 0, address),
        inline.content.find(caption, address),
    )
    texts = []
    for words, start in zip((alt, caption), starts, strict=True):
        where = start if start >= 0 else address
        text = reading.read_inline(_Within(words, where, inline, reading), reading.tag)
        reading.problems += [*text.problems, *misplaced_in_a_line(text)]
        texts.append(text)
    return tuple(texts)
