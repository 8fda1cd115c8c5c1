"""Cards and pictures, each in a paragraph of its own."""

from html import escape

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from factbox.model.prose import Embed, Picture
from factbox.reading.markdown.reading import Reading, reading_of
from factbox.reading.markdown.rendering import html_token, part_token


def cards(state: StateCore) -> None:
    """Put a card or a picture for its paragraph; report those in the midst of words."""
    reading = reading_of(state)
    kept: list[Token] = []
    tokens = state.tokens
    for index, token in enumerate(tokens):
        if token.type == "paragraph_close" and (part := _alone(tokens[index - 1])):
            kept[-2:] = [part_token(part, token.level)]
            if reading.marked:
                kept.insert(-1, html_token(_mark(part), token.level))
            continue
        if token.type == "inline":
            is_paragraph = index and tokens[index - 1].type == "paragraph_open"
            if not (is_paragraph and _alone(token)):
                _refuse(token, reading)
        kept.append(token)
    state.tokens = kept


def _alone(inline: Token) -> Embed | Picture | None:
    """The card or picture of a text that is nothing else."""
    children = inline.children or []
    part: Embed | Picture | None = None
    if len(children) == 1:
        part = children[0].meta.get("shows")
    return part


def _refuse(inline: Token, reading: Reading) -> None:
    hint = "put it in the article, in a paragraph of its own"
    for token in inline.children or []:
        part = token.meta.get("shows")
        if isinstance(part, Embed):
            place = part.mention.place
            reading.problem(place, "a card stands in the middle of a text", hint)
        elif isinstance(part, Picture):
            place = part.place
            reading.problem(place, "an image stands in the middle of a text", hint)


def _mark(part: Embed | Picture) -> str:
    """What tells a preview which fact, or what place, is behind what comes next."""
    if isinstance(part, Picture):
        return f"<!--place {escape(str(part.place))}-->"
    return f"<!--fact {escape(f'{part.mention.scheme}-{part.mention.id}')}-->"
