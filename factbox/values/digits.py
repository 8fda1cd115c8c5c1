"""The digits and marks of a script as those of ASCII: ٣٠٠ and ３００ as 300."""

from functools import cache

from factbox.languages.typing_files import wording_of


@cache
def _ascii_table(tag: str) -> dict[int, str]:
    wording = wording_of(tag)
    digits = {ord(each): str(index % 10) for index, each in enumerate(wording.digits)}
    return digits | {ord(pair[0]): pair[1] for pair in wording.marks.split()}


def in_ascii(text: str, tag: str) -> str:
    """The text with the digits and marks of its language as those of ASCII.

    Each sign stays where it stands.
    """
    return text if text.isascii() else text.translate(_ascii_table(tag))
