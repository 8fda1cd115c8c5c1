"""Mentions of entries in the address of a link or an image."""

from markdown_it.token import Token

from factbox.model.mentions import Mention, lacking_part, read_mention
from factbox.problems import Place
from factbox.reading.markdown.reading import Reading


def entry_at(
    scheme: str, rest: str, place: Place, token: Token, reading: Reading
) -> Mention:
    """The entry that an address names; report what of it would go unseen."""
    named = read_mention(scheme, rest, place)
    if fault := lacking_part(named, rest):
        reading.problem(place, *fault)
    if token.attrGet("title"):
        reading.problem(
            place,
            "a reference has no title, so no reader would see it",
            "say it in the text, or leave it out",
        )
    return named
