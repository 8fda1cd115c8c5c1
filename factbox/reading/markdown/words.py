"""How many words a text has."""

from markdown_it.token import Token

from factbox.model.prose import Reference
from factbox.reading.markdown.reading import Reading


def words(inline: Token, reading: Reading) -> None:
    """Count the words of a text; a reference has those that its author typed."""
    said = []
    for token in inline.children or []:
        part = token.meta.get("part")
        if isinstance(part, Reference):
            said.append(part.text)
        elif token.type.endswith("break"):
            said.append(" ")
        elif "shows" not in token.meta:
            said.append(token.content)
    reading.words += len("".join(said).split())
