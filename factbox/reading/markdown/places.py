"""The places of blocks, for preview, and of texts."""

from markdown_it.rules_core import StateCore

from factbox.reading.markdown.reading import ArticleText, reading_of


def places(state: StateCore) -> None:
    """Let places be found in the texts; in preview, give each block its place."""
    source: ArticleText | None = state.env.get("source")
    if source is None:
        return
    source.tokens = list(state.tokens)
    if reading_of(state).marked:
        for token in state.tokens:
            if token.map and token.type != "inline":
                line = token.map[0] + source.first_line
                token.attrSet("data-place", f"{source.file}:{line}:1")
