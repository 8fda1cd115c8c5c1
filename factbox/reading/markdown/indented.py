"""Paragraphs that became code because each line of them is indented."""

from markdown_it.rules_core import StateCore

from factbox.reading.markdown.reading import ArticleText, reading_of


def indented(state: StateCore) -> None:
    """Report each block that only its indentation makes code."""
    source: ArticleText | None = state.env.get("source")
    for token in state.tokens if source else ():
        if source and token.type == "code_block" and token.map:
            reading_of(state).problem(
                source.place_of_line(token.map[0]),
                "four spaces in front make this code, which is shown as typed",
                "take the spaces away; code that is meant stands between lines of ```",
            )
